"""Learning the small weights that the project ships, the ranker's and the question kinds'; run by hand, committed."""
