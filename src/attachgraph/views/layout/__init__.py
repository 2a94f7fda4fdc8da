"""Give nodes places on the plane: the same places each time, on any machine.

In: graphs of :func:`attachgraph.network.graph.to_networkx`. Out: coordinates. Knows the kinds of
nodes, because a reader looks for entries first; knows nothing of colours, labels or zoom.
"""
