"""The store and its queries: open, ask safely, write the answer, publish a new one.

In: a folder or N-Quads, and SPARQL. Out: solutions and bytes. Knows nothing of documents, of the
network or of the command line.
"""
