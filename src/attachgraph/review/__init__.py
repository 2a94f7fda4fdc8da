"""Living pages: a text whose numbers, tables, figures and references come from a dataset."""
