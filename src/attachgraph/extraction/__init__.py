"""Entry -> Statements with quotations, by the rules of one ordered table.

In: a read document. Out: an :class:`~attachgraph.extraction.extracting.Extraction`. Knows no RDF
and no store. Importing this package costs nothing: most commands need only its names of concepts.
"""
