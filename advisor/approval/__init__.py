"""Casework as pure rules: who may do what to a case, and what then follows. Clock and identifiers are arguments."""
