"""Guided exercises: what they are, how an answer is marked, where it leads, and whether they still hold."""
