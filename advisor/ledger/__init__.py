"""The ledger: the only SQL. It keeps conversations, feedback, questions passed on, evidence shown and model calls."""
