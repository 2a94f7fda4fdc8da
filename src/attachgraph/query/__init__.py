"""Ask a dataset in SPARQL: check the query, bind its parameters, run it within limits, write rows.

In: a store or a server, and SPARQL. Out: solutions and bytes. Knows nothing of documents, of the
network or of the command line.
"""
