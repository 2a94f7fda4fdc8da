"""Write answers: one module per format, and :mod:`formats`, the table of them.

In: an answer. Out: text, piece by piece, so that a million rows need no more memory than one. Knows
no engine and no terminal; the table for people is drawn in :mod:`attachgraph.cli.output`.
"""
