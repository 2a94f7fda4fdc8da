"""Hand the graph to other programs: network tools, spreadsheets, data frames.

In: a store, or a part of it. Out: files in formats that others read. The formats for RDF are in
:mod:`attachgraph.rdf`; here are those that see nodes and edges.
"""
