"""Drafting: what a proposal says, what the law makes of it, what is missing, and the draft that comes of it."""
