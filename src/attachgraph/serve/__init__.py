"""The server: SPARQL over HTTP, and a page for every IRI of the graph.

In: a store and an address to listen at. Out: answers. Three kinds of process share the work:

* the *server* speaks HTTP and nothing else: it never opens the store, so no query can block it
  (:mod:`.application`, :mod:`.connections`, :mod:`.pool`);
* the *template* opens the store once and forks a worker whenever it is asked for one, which takes
  milliseconds (:mod:`.template`);
* a *worker* does one job at a time and sends back bytes (:mod:`.worker`). It can be killed at any
  moment, and that is how a query is stopped.
"""
