"""Stores on another machine, asked in the SPARQL protocol.

In: an address. Out: answers, quads, and, in :mod:`attachgraph.remote.pushing`, a store that was
filled. Only this package knows HTTP; what a query may do is decided before it comes here.
"""
