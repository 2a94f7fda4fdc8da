"""The server: SPARQL over HTTP, and a page for every IRI of the graph.

In: a store and an address to listen at. Out: answers. The server speaks HTTP and never opens the
store (:mod:`.application`, :mod:`.pool`). A fork server opens it once and forks workers
(:mod:`attachgraph.processes`). A worker does one job at a time (:mod:`.replying`); to stop a query,
its worker is killed.
"""
