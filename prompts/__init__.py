"""Prompts: one Markdown file each, with declared variables and output schema."""
