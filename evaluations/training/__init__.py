"""Learning the small weights that the project ships: the ranker's and the question kinds'. Run by hand, results committed."""
