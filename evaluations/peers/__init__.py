"""Other ways of finding, on the same questions and the same texts in the same run, so that figures can be compared."""
