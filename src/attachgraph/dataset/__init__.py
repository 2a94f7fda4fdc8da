"""The graph read back, once: names, statements, what studies found, coverage, counts, search.

In: quads, from a store or a server. Out: frozen dataclasses that the command line, the explorer,
exports, networks, the server and the façade show in their ways. Knows none of them.
"""
