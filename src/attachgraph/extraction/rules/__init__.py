"""One extraction rule a file; :mod:`attachgraph.extraction.table` puts them in order."""
