"""Finding the passages that answer a question: embedding, index, lexical match, query, ranking, evidence."""
