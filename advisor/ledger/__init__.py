"""The ledger: the only SQL. It keeps conversations, feedback, questions passed on, and the evidence that was shown."""
