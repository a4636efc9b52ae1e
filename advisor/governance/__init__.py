"""Pure rules and words of the field. Standard library and pydantic only; clock and identifiers are arguments."""
