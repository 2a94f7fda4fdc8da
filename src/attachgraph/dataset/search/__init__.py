"""Find words in the names and texts of a dataset: what can be found, its index, and asking it."""
