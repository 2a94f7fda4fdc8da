"""The JSON-LD context names every property, and expands to the declared IRIs."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

from attachgraph.rdf.namespaces import AG, PREFIXES, RDF, XSD
from tests.contract.ontology_files import ONTOLOGY, iri, terms, terms_of_type, values

OBJECTS = terms_of_type("owl:ObjectProperty")
LITERALS = terms_of_type("owl:DatatypeProperty")
TYPES = ("integer", "boolean", "decimal", "date", "gYear")


@cache
def context() -> dict[str, Any]:
    """Return the context."""
    found: dict[str, Any] = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))
    assert list(found) == ["@context"]
    entries: dict[str, Any] = found["@context"]
    return entries


def key_of(name: str) -> str:
    """Return the key of a property: its name, or its CURIE where the name is a prefix."""
    return f"ag:{name}" if name in PREFIXES else name


def parse(**properties: object) -> list[pyoxigraph.Quad]:
    """Parse a node with the context inline, as an export has it."""
    document = {"@context": context(), "id": "entry:sample", **properties}
    return list(pyoxigraph.parse(json.dumps(document), RdfFormat.JSON_LD))


def test_prefixes_are_those_of_the_dataset() -> None:
    """The context has the prefixes of queries and exports, and no other."""
    prefixes = {
        key: value
        for key, value in context().items()
        if isinstance(value, str) and not value.startswith("@")
    }
    assert prefixes == PREFIXES


def test_context_needs_no_network() -> None:
    """The context imports nothing, so that nothing is ever fetched."""
    assert "@import" not in context()
    assert not [
        entry for entry in context().values() if isinstance(entry, dict) and "@context" in entry
    ]


def test_object_property_leads_to_an_iri() -> None:
    """A plain string under an object property is read as an IRI."""
    for name in sorted(OBJECTS):
        (quad,) = parse(**{key_of(name): "entry:other"})
        assert quad.predicate == NamedNode(AG + name), name
        assert quad.object == NamedNode(PREFIXES["entry"] + "other"), name


def test_datatype_property_leads_to_a_literal() -> None:
    """A plain string under a datatype property is read as a literal of the declared type."""
    for name in sorted(LITERALS):
        (quad,) = parse(**{key_of(name): "7"})
        ranges = values(terms()[name], "rdfs:range")
        kind = next((k for k in TYPES if ranges == [XSD + k]), "string")
        datatype = NamedNode(XSD + kind)
        assert quad.predicate == NamedNode(AG + name), name
        assert quad.object == Literal("7", datatype=datatype), name


def test_language_survives() -> None:
    """A literal keeps its language, whatever the language."""
    (quad,) = parse(claims={"@value": "Nähe braucht Zeit.", "@language": "de"})
    assert quad.object == Literal("Nähe braucht Zeit.", language="de")


def test_aliases_of_keywords_work() -> None:
    """`id` and `type` stand for the keywords."""
    (quad,) = parse(type="ag:Pairing")
    assert quad.predicate == NamedNode(RDF + "type")
    assert quad.object == NamedNode(AG + "Pairing")
    assert quad.subject == NamedNode(PREFIXES["entry"] + "sample")


def test_term_of_another_vocabulary_expands_to_itself() -> None:
    """A CURIE with a type of its own still means the IRI that it abbreviates."""
    for key in sorted(key for key in context() if ":" in key):
        (quad,) = parse(**{key: "https://example.org/7"})
        assert quad.predicate == NamedNode(iri(key)), key


def test_context_has_nothing_else() -> None:
    """Every term of the context is a declared property, a CURIE, a prefix or a keyword."""
    known = {key_of(name) for name in OBJECTS | LITERALS} | PREFIXES.keys()
    known |= {"@version", "id", "type"}
    assert {key for key in context() if key not in known and ":" not in key} == set()
    assert known <= context().keys()
