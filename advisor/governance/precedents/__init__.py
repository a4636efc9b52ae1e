"""Precedents: decided cases that a person has published. They inform; they bind nobody."""
