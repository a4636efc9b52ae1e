"""What the advisor knows: sources, passages, the digest cards, and the readers that bring documents in."""
