"""Statements -> quads: namespaces, terms, the model of statements and the formats of export."""
