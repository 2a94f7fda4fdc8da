"""bytes -> SourceText -> Entry, with the account of every character.

In: bytes and the name they came under. Out: a :class:`~attachgraph.model.Document`. Reading asserts
nothing; it knows no RDF and no store. Importing this package costs nothing: most commands need only
its words.
"""
