"""Statements -> quads: namespaces, terms, the evidence model and the formats of export."""
