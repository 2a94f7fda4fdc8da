"""Networks of the dataset: NetworkX graphs, their evidence, neighbourhoods and layout.

In: a pyoxigraph store. Out: NetworkX graphs and plain dataclasses. Knows no page, no command.
"""
