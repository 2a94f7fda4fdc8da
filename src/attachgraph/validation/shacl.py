"""Hold a dataset against the shapes.

In: a store, and ``ontology/shapes.ttl``. Out: SHACL results. pySHACL works on an rdflib graph,
which takes several times the memory of the store, so only what the shapes speak about goes into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from pyoxigraph import BlankNode, NamedNode, Store
from pyoxigraph import Literal as OxLiteral

from attachgraph.errors import AttachGraphError
from attachgraph.rdf.namespaces import PREFIXES, RDF, RDFS, XSD
from attachgraph.resources import resource

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Severity = Literal["Violation", "Warning", "Info"]

_SH: Final = PREFIXES["sh"]
_SEVERITIES: Final[dict[str, Severity]] = {_SH + "Warning": "Warning", _SH + "Info": "Info"}
_ORDER: Final = ("Violation", "Warning", "Info")
_TARGETS: Final = ("targetClass", "targetSubjectsOf")
#: Properties that SHACL itself follows, whether or not a shape names them.
_ALWAYS: Final = frozenset({RDF + "type", RDFS + "subClassOf"})
# No shape looks beyond this many characters, and whole sections would be copied once more.
_LONGEST: Final = 2_000
_REMEMBERED: Final = 100_000


@dataclass(frozen=True, slots=True)
class ShapeResult:
    """Something that a shape found: a SHACL validation result."""

    #: Name of the shape, such as ``PairingShape-hasPartner``.
    shape: str
    #: A dataset conforms if it has no result of severity ``Violation``.
    severity: Severity
    #: The node that is wrong.
    focus: str
    #: IRI of the property that is wrong, ``""`` where the node itself is.
    path: str
    #: The value that is wrong, ``""`` where one is missing or there are too many.
    value: str
    #: What the shape asks for.
    message: str


def validate_shapes(store: Store) -> list[ShapeResult]:
    """Hold the union of all graphs of a store against the shapes.

    Takes many times as long as :func:`attachgraph.validation.rules.run_checks`. Properties that no
    shape names, such as the content of texts, are never read, and longer literals are cut. Triple
    terms of RDF 1.2, which rdflib does not know, are left out as well.

    Sources: SHACL, section 3.6, "Validation Report": https://www.w3.org/TR/shacl/#validation-report
    """
    import pyshacl
    from rdflib import Graph

    shapes = Graph(bind_namespaces="none")
    shapes.parse(resource("ontology", "shapes.ttl"), format="turtle")
    _, report, _ = pyshacl.validate(
        _to_rdflib(store, shapes),
        shacl_graph=_without_nesting(shapes),
        inference="none",
        advanced=False,
        do_owl_imports=False,
        inplace=True,  # the graph is ours: a copy of it would only cost memory
    )
    if not isinstance(report, Graph):
        raise AttachGraphError(
            f"pySHACL broke off: {report}", where=str(resource("ontology", "shapes.ttl"))
        )
    return _results(report)


def _without_nesting(shapes: Graph) -> Graph:
    """Give each property shape the targets of its node shape, and part the two."""
    # It means the same, and pySHACL then runs a property shape once over all its focus nodes
    # instead of once for each node: a third of the time.
    from rdflib import URIRef

    nested = URIRef(_SH + "property")
    for node_shape, _, property_shape in list(shapes.triples((None, nested, None))):
        for name in _TARGETS:
            for target in list(shapes.objects(node_shape, URIRef(_SH + name))):
                shapes.add((property_shape, URIRef(_SH + name), target))
        shapes.remove((node_shape, nested, property_shape))
    return shapes


def _to_rdflib(store: Store, shapes: Graph) -> Graph:
    """Copy the properties that the shapes name from all graphs, and add the ontology."""
    from rdflib import Graph, URIRef

    graph = Graph(bind_namespaces="none")
    graph.parse(resource("ontology", "attachgraph.ttl"), format="turtle")
    translate = lru_cache(maxsize=_REMEMBERED)(_term)  # statements share most of their terms
    named = {str(node) for node in shapes.objects() if isinstance(node, URIRef)}
    for predicate in sorted(named | _ALWAYS):
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None):
            subject, object_ = translate(quad.subject), translate(quad.object)
            if subject is not None and object_ is not None:
                graph.add((subject, URIRef(predicate), object_))
    return graph


def _term(term: object) -> Node | None:
    """Translate a term; ``None`` for a triple term."""
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdfLiteral

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, OxLiteral):
        return None
    text = term.value[:_LONGEST]
    if term.language is not None:
        return RdfLiteral(text, lang=term.language)
    datatype = term.datatype.value
    # Without normalisation, because "01" is not what was stored where "1" is shown.
    return RdfLiteral(
        text, datatype=None if datatype == XSD + "string" else URIRef(datatype), normalize=False
    )


def _results(report: Graph) -> list[ShapeResult]:
    from rdflib import RDF, URIRef

    def value(result: Node, name: str) -> str:
        found = report.value(result, URIRef(_SH + name))
        return "" if found is None else str(found)

    results = [
        ShapeResult(
            shape=value(result, "sourceShape").rsplit("#", 1)[-1],
            severity=_SEVERITIES.get(value(result, "resultSeverity"), "Violation"),
            focus=value(result, "focusNode"),
            path=value(result, "resultPath"),
            value=value(result, "value"),
            message=value(result, "resultMessage"),
        )
        for result in report.subjects(RDF.type, URIRef(_SH + "ValidationResult"))
    ]
    return sorted(
        results,
        key=lambda one: (_ORDER.index(one.severity), one.focus, one.shape, one.value, one.message),
    )
