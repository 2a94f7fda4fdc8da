"""Queries that are deep or long, as a person or a program could send them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

#: Nested more deeply than the engine's stack allows; `n` is the number of brackets.
DEEP: Final[dict[str, Callable[[int], str]]] = {
    "parentheses": lambda n: "SELECT * { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    "braces": lambda n: "SELECT * " + "{" * n + "}" * n,
    "braces that stay open": lambda n: "SELECT * " + "{" * n,
    "functions": lambda n: "SELECT (" + "STR(" * n + "1" + ")" * n + " AS ?x) {}",
    "existence": lambda n: "SELECT * { " + "FILTER EXISTS { " * n + "}" * n + "}",
    "inner queries": lambda n: "SELECT * " + "{ SELECT * " * n + "{}" + "}" * n,
    "nodes without a name": lambda n: "SELECT * { ?s ?p " + "[<a:b> " * n + "1" + "]" * n + "}",
    "lists": lambda n: "SELECT * { ?s ?p " + "(" * n + "1" + ")" * n + " }",
    "quoted triples": lambda n: "SELECT * { ?s ?p " + "<<( ?a ?b " * n + "1" + ")>>" * n + " }",
}

#: Without deep brackets, but parsed into a deep tree.
CHAINS: Final[dict[str, Callable[[int], str]]] = {
    "or": lambda n: "ASK { FILTER(1=1" + " || 1=1" * n + ") }",
    "sums": lambda n: "ASK { FILTER(1" + " + 1" * n + ") }",
    "negations": lambda n: "ASK { FILTER(" + "!" * n + "1) }",
    "unions": lambda n: "ASK { {} " + "UNION {} " * n + "}",
    "triples": lambda n: "ASK { " + "<a:s> <a:p> <a:o> ." * n + " }",
    "assignments": lambda n: "ASK { " + "".join(f"BIND(1 AS ?a{i}) " for i in range(n)) + "}",
    "ways of a path": lambda n: "ASK { ?s <a:b>" + "|<a:b>" * n + " ?o }",
}

#: Long texts in which each part could have been looked at again and again.
LONG: Final[dict[str, Callable[[int], str]]] = {
    **CHAINS,
    "digits": lambda n: "SELECT (" + "9" * n + " AS ?x) {}",
    "digits and points": lambda n: "SELECT (" + "9." * n + "e AS ?x) {}",
    "words without a colon": lambda n: "ASK {" + "a.b-" * n + "}",
    "points": lambda n: "ASK { a:b" + "." * n + "}",
    "comparisons": lambda n: "ASK {" + "<a" * n + "}",
    "quotes": lambda n: "ASK {" + "'''a\\q" * n + "}",
    "escapes": lambda n: "ASK {" + "\\u0041" * n + "}",
    "prefixes": lambda n: "".join(f"PREFIX p{i}: <x{i}> " for i in range(n)) + "ASK {}",
    "graphs": lambda n: "ASK " + "FROM <a:b> " * n + "{}",
    "values": lambda n: "ASK { VALUES ?a {" + " 1" * n + "} }",
    "service in a comment": lambda n: "ASK { # " + "service#" * 999 + "x" * (9 * n) + "\n}",
    "service before an IRI": lambda n: "ASK { " + "service<" * 999 + "x" * (9 * n) + "}",
    "service before a name": lambda n: "ASK { " + "service:" * 999 + "x" * (9 * n) + "}",
    "service before comments": lambda n: "ASK { " + "service #\n" * 999 + "#\n" * (4 * n) + "}",
}
