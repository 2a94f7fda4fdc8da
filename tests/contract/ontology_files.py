"""What the contract tests share: the files of the ontology, read once."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Store

from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
EXAMPLES = ONTOLOGY / "examples"

#: ``ag:name`` in Turtle, SPARQL, JSON and prose; ``AG + "name"`` and ``{AG}name`` in Python.
TERM = re.compile(r"(?<![\w:])ag:([A-Za-z]\w*)|\bAG \+ \"([A-Za-z]\w*)\"|\{AG\}([A-Za-z]\w*)")

Description = dict[str, list[pyoxigraph.NamedNode | pyoxigraph.Literal]]


def iri(curie: str) -> str:
    """Expand a CURIE with the prefixes of the dataset."""
    prefix, local = curie.split(":", 1)
    return PREFIXES[prefix] + local


@cache
def describe(name: str) -> dict[str, Description]:
    """Return subject, then property, then values of a Turtle file of the ontology."""
    described: dict[str, Description] = defaultdict(lambda: defaultdict(list))
    for triple in pyoxigraph.parse(path=ONTOLOGY / name):
        assert isinstance(triple.subject, NamedNode), f"{name} has a blank node"
        assert isinstance(triple.object, NamedNode | pyoxigraph.Literal), f"{name} has a blank node"
        described[triple.subject.value][triple.predicate.value].append(triple.object)
    return {subject: dict(properties) for subject, properties in described.items()}


def values(description: Description, curie: str) -> list[str]:
    """Return the values of a property as strings."""
    return [value.value for value in description.get(iri(curie), [])]


def english(description: Description, curie: str) -> list[str]:
    """Return the English values of a property."""
    found = description.get(iri(curie), [])
    return [v.value for v in found if isinstance(v, pyoxigraph.Literal) and v.language == "en"]


@cache
def terms() -> dict[str, Description]:
    """Return the declared terms of the ontology by their local name."""
    return {
        subject.removeprefix(AG): properties
        for subject, properties in describe("attachgraph.ttl").items()
        if subject.startswith(AG)
    }


def terms_of_type(curie: str) -> set[str]:
    """Return the local names of the terms with a type."""
    return {name for name, term in terms().items() if iri(curie) in values(term, "rdf:type")}


def used_terms(path: Path) -> set[str]:
    """Return the local names of our terms that a file uses."""
    found = TERM.findall(path.read_text(encoding="utf-8"))
    return {name for match in found for name in match if name}


def load_example(kind: str, name: str) -> Store:
    """Load an example as an entry's graph, beside the ontology."""
    store = Store()
    store.load(path=ONTOLOGY / "attachgraph.ttl", to_graph=NamedNode(GRAPH + "ontology"))
    store.load(path=EXAMPLES / kind / f"{name}.ttl", to_graph=NamedNode(GRAPH + "example"))
    return store
