"""The only door to a language model: guarded connections, bounded tries, budgets, and a record of every call."""
