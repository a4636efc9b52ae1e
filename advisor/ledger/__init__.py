"""The ledger: the only SQL. It keeps cases, the register, people, conversations, evidence shown and model calls."""
