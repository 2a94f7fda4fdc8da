"""Choose what to take away: the whole dataset, one thing of it, or what a query constructs.

In: a store. Out: a :class:`Selection`, which every format can write. Knows no format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from attachgraph.dataset.vocabulary import Vocabulary, read_vocabulary
from attachgraph.rdf.bases import base_of, names_of
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, PREFIXES, RDF, RDFS

if TYPE_CHECKING:
    from attachgraph.exports.portions import Portion

_TYPE: Final = NamedNode(RDF + "type")
_SUBJECT: Final = NamedNode(RDF + "subject")
_PREDICATE: Final = NamedNode(RDF + "predicate")
_EDGE: Final = (_SUBJECT, _PREDICATE, NamedNode(RDF + "object"))
_PAIRS: Final = NamedNode(AG + "pairsWith")
_ABOUT: Final = NamedNode(PREFIXES["dcterms"] + "subject")
_BELOW: Final = NamedNode(RDFS + "subClassOf")
_TERMS: Final = NamedNode(GRAPH + "ontology")
_STATEMENT: Final = NamedNode(AG + "Statement")
_RESULT: Final = NamedNode(AG + "Result")
_CLAIM: Final = NamedNode(AG + "Claim")
_OF: Final = NamedNode(AG + "about")
_EXPRESSES: Final = NamedNode(AG + "expresses")
_BEARS_ON: Final = NamedNode(AG + "bearsOn")
#: From a line of evidence to what it rests on.
_TO_EVIDENCE: Final = frozenset(
    NamedNode(AG + name)
    for name in (
        *("fromResult", "resultOf", "sample", "reading"),
        *("predictorMeasure", "outcomeMeasure", "measure"),
    )
)
_DATASET: Final = NamedNode(GRAPH + "dataset")
_QUOTATION: Final = NamedNode(AG + "quotation")
_DERIVED: Final = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_LICENCE: Final = NamedNode(PREFIXES["dcterms"] + "license")
_ONTOLOGY: Final = NamedNode("https://w3id.org/attachgraph/ontology")
_NOTICE: Final = NamedNode(AG + "notice")
_TITLE: Final = PREFIXES["dcterms"] + "title"
_LABEL: Final = NamedNode(RDFS + "label")
_NAMES: Final = frozenset({RDF + "type", RDFS + "label", PREFIXES["skos"] + "prefLabel", _TITLE})
_CONTENT: Final = NamedNode(AG + "content")
#: Graphs that describe things of which entries only speak; a whole description is taken from them.
_SHARED: Final = frozenset(
    GRAPH + name for name in ("sources", "works", "concepts", "provenance", "shared", "inferred")
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be written."""

    #: The quads, for formats of RDF.
    store: Store
    #: The same, with the names of everything they speak of, for formats of nodes and edges.
    described: Store
    #: Names of edges and classes.
    vocabulary: Vocabulary
    #: IRIs of the nodes; ``None`` leaves the choice to the classes of the ontology.
    members: frozenset[str] | None = None
    #: Whether to write who says so, in which words, and where.
    quotations: bool = True
    #: IRI of the thing it is all about; ``""`` where there is no such thing.
    root: str = ""
    #: The graphs to write; ``None`` is all.
    graphs: tuple[str, ...] | None = None
    #: Its rows, for a caller who writes it in several formats and has the memory.
    portions: tuple[Portion, ...] | None = None
    #: The dataset that it was chosen from; ``None`` if it is all of it.
    chosen_from: Store | None = None

    @property
    def origin(self) -> Store:
        """The dataset that it was chosen from."""
        return self.store if self.chosen_from is None else self.chosen_from


def whole(store: Store, *, quotations: bool = True) -> Selection:
    """Choose the whole dataset."""
    return Selection(store, store, read_vocabulary(store), quotations=quotations)


def some_graphs(store: Store, graphs: Iterable[str], *, quotations: bool = True) -> Selection:
    """Choose some graphs of a dataset."""
    names = tuple(graphs)
    part = Store()
    for name in names:
        part.extend(store.quads_for_pattern(None, None, None, NamedNode(name)))
    members = None if any(map(_is_ours, part)) else _things(part)
    _describe_mentioned(store, part)
    vocabulary = read_vocabulary(store)
    return Selection(store, part, vocabulary, members, quotations=quotations, graphs=names)


def _is_ours(quad: Quad) -> bool:
    """Return whether a quad gives something a class of the ontology, by which nodes are chosen."""
    return (
        quad.predicate == _TYPE
        and isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(AG)
    )


def _things(quads: Iterable[Quad]) -> frozenset[str]:
    """Return what triples speak of: their subjects and objects, but no classes."""
    return frozenset(
        term.value
        for quad in quads
        for term in ((quad.subject,) if quad.predicate == _TYPE else (quad.subject, quad.object))
        if isinstance(term, NamedNode)
    )


def one_entry(store: Store, iri: str, *, quotations: bool = True, texts: bool = False) -> Selection:
    """Choose one thing: what its own graph says, and what is needed to understand that."""
    part = Store()
    key = iri.rstrip("/").rsplit("/", 1)[-1]
    graphs = [NamedNode(name) for name in names_of(f"graph/{key}")]
    held = [graph for graph in graphs if store.contains_named_graph(graph)]
    if held:
        for graph in held:
            part.extend(store.quads_for_pattern(None, None, None, graph))
        elsewhere = list(store.quads_for_pattern(NamedNode(iri), None, None))
        part.extend(elsewhere)
        part.extend([each for quad in elsewhere for each in _both_ways(store, quad)])
    else:
        part.extend(_around(store, NamedNode(iri)))
        part.extend(_evidence(store, _lines_to(store, NamedNode(iri))))
    for claim in _claims_of(store, NamedNode(iri), part):
        part.extend(store.quads_for_pattern(claim, None, None))
        part.extend(_evidence(store, _lines_to(store, claim)))
    part.extend(_of_dataset(store, iri))
    part.extend(list(_evidence(store, _results_in(store, part))))
    _describe_mentioned(store, part)
    _leave_out_entries(part, NamedNode(iri))
    if texts:
        read = {quad.object for quad in part.quads_for_pattern(None, _DERIVED, None)}
        for text in read:
            part.extend(store.quads_for_pattern(text, _CONTENT, None))  # type: ignore[arg-type]
    for predicate in (_NOTICE, _LICENCE):
        part.extend(store.quads_for_pattern(_ONTOLOGY, predicate, None))
    checked = Store()
    checked.extend(part)
    if quotations:
        checked.extend(_terms_of(store, part))
    return Selection(
        checked, part, read_vocabulary(store), quotations=quotations, root=iri, chosen_from=store
    )


def _leave_out_entries(part: Store, iri: NamedNode) -> None:
    """Take out which entries the texts hold: a text comes with a quote, its entry does not."""
    for quad in list(part.quads_for_pattern(None, _ABOUT, None)):
        if quad.object != iri:
            part.remove(quad)


def _terms_of(store: Store, part: Store) -> Iterator[Quad]:
    """Yield of which class the statuses of a part are, and which its classes are below.

    With these the part conforms to the shapes by itself.
    """
    named = {
        q.object for q in part if q.predicate != _PREDICATE and isinstance(q.object, NamedNode)
    }
    waiting = [node for node in named if node.value.startswith(AG)]
    while waiting:
        node = waiting.pop()
        for predicate in (_TYPE, _BELOW):
            for quad in store.quads_for_pattern(node, predicate, None, _TERMS):
                wider = quad.object
                if isinstance(wider, NamedNode) and wider.value.startswith(AG):
                    yield quad
                    waiting.append(wider)


def constructed(store: Store, triples: Iterable[Triple], *, quotations: bool = False) -> Selection:
    """Choose what a query has constructed."""
    part, described = Store(), Store()
    part.extend(Quad(each.subject, each.predicate, each.object) for each in triples)
    members = _things(part)
    if quotations:
        part.extend([quad for quad in list(part) for quad in _quotations_of(store, quad)])
    described.extend(part)
    for iri in sorted(members):
        described.extend(_description(store, NamedNode(iri), frozenset()))
    return Selection(
        part, described, read_vocabulary(store), members, quotations=quotations, chosen_from=store
    )


def _around(store: Store, node: NamedNode) -> Iterator[Quad]:
    """Yield the quads of a node, the edges that lead to it, and the statements that speak of it."""
    yield from store.quads_for_pattern(node, None, None)
    for quad in store.quads_for_pattern(None, None, node):
        if isinstance(quad.subject, NamedNode) and _has_class(store, quad.subject, _STATEMENT):
            yield from _statement(store, quad.subject)
        else:
            yield quad


def _claims_of(store: Store, node: NamedNode, part: Store) -> set[NamedNode]:
    """Return the claims about a thing and those that its statements make."""
    about = (quad.subject for quad in store.quads_for_pattern(None, _OF, node))
    made = (quad.object for quad in part.quads_for_pattern(None, _EXPRESSES, None))
    claims = {claim for claim in (*about, *made) if isinstance(claim, NamedNode)}
    return {claim for claim in claims if _has_class(store, claim, _CLAIM)}


def _lines_to(store: Store, claim: NamedNode) -> set[NamedNode | BlankNode | Triple]:
    """Return the lines that bear on a claim."""
    return {quad.subject for quad in store.quads_for_pattern(None, _BEARS_ON, claim)}


def _results_in(store: Store, part: Store) -> set[NamedNode | BlankNode | Triple]:
    """Return the results that a part cites: with a name alone they would not conform."""
    return {node for quad in part for node in _mentioned(quad) if _has_class(store, node, _RESULT)}


def _evidence(store: Store, seen: set[NamedNode | BlankNode | Triple]) -> Iterator[Quad]:
    """Yield lines or results as a whole, and what they rest on: results, studies and samples."""
    waiting = list(seen)
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), None, None):
            yield quad
            if quad.predicate in _TO_EVIDENCE and quad.object not in seen:
                seen.add(quad.object)  # type: ignore[arg-type]
                waiting.append(quad.object)  # type: ignore[arg-type]


def _of_dataset(store: Store, iri: str) -> Iterator[Quad]:
    """Yield what a dataset of one's own says of itself: its things are not the bundled ones."""
    for quad in store.quads_for_pattern(None, None, None, _DATASET):
        base = base_of(quad.subject.value) if isinstance(quad.subject, NamedNode) else BASE
        # A title is asserted by a text, and none asserts this one.
        if base != BASE and iri.startswith(base) and quad.predicate.value != _TITLE:
            yield quad


def _both_ways(store: Store, quad: Quad) -> Iterator[Quad]:
    """Yield what another entry says of how two styles pair: the words, and the edge back."""
    if quad.predicate == _PAIRS and isinstance(quad.object, NamedNode):
        yield from store.quads_for_pattern(quad.object, _PAIRS, quad.subject)
        for one, other in ((quad.subject, quad.object), (quad.object, quad.subject)):
            for found in store.quads_for_pattern(None, _SUBJECT, one):
                said = set(store.quads_for_pattern(found.subject, None, other))
                if said and any(store.quads_for_pattern(found.subject, _PREDICATE, _PAIRS)):
                    yield from _statement(store, found.subject)  # type: ignore[arg-type]


def _has_class(store: Store, node: NamedNode, class_: NamedNode) -> bool:
    return any(store.quads_for_pattern(node, _TYPE, class_))


def _statement(store: Store, statement: NamedNode) -> Iterator[Quad]:
    """Yield a statement with its edge, as far as that is a plain triple, and its quotations."""
    said = {quad.predicate: quad.object for quad in store.quads_for_pattern(statement, None, None)}
    edge = [said.get(part) for part in _EDGE]
    if all(edge):
        yield from store.quads_for_pattern(*edge)  # type: ignore[arg-type]
    for quad in store.quads_for_pattern(statement, None, None):
        yield quad
        if quad.predicate == _QUOTATION and isinstance(quad.object, NamedNode):
            yield from store.quads_for_pattern(quad.object, None, None)


def _quotations_of(store: Store, quad: Quad) -> Iterator[Quad]:
    """Yield the statements that assert a triple, without graph names as the triple is."""
    for found in store.quads_for_pattern(None, _SUBJECT, quad.subject):
        statement = found.subject
        if not isinstance(statement, NamedNode):
            continue
        said = {
            (each.predicate.value, each.object)
            for each in store.quads_for_pattern(statement, None, None)
        }
        if (RDF + "predicate", quad.predicate) in said and (RDF + "object", quad.object) in said:
            for each in _statement(store, statement):
                yield Quad(each.subject, each.predicate, each.object, DefaultGraph())


def _describe_mentioned(store: Store, part: Store) -> None:
    """Add what a part of a dataset needs to be understood without the rest."""
    found = [
        quad for node in _undescribed(part, part) for quad in _description(store, node, _SHARED)
    ]
    part.extend(found)
    # A source leads to persons, a concept to a broader one: of those the name is enough.
    for node in _undescribed(part, found):
        part.extend(_description(store, node, frozenset()))


def _undescribed(part: Store, quads: Iterable[Quad]) -> set[NamedNode]:
    return {
        node
        for quad in quads
        for node in _mentioned(quad)
        if not any(part.quads_for_pattern(node, _TYPE, None))
    }


def _mentioned(quad: Quad) -> list[NamedNode]:
    """Name what a quad leads to; classes and properties are the ontology's to describe."""
    object_ = quad.object
    is_term = quad.predicate.value in {RDF + "type", RDF + "predicate"}
    return [object_] if isinstance(object_, NamedNode) and not is_term else []


def _description(store: Store, node: NamedNode, graphs: frozenset[str]) -> Iterator[Quad]:
    """Yield the class and name of a node, and all that some graphs say of it.

    A title that an entry asserts would come without its quote, so that a label is preferred.
    """
    labelled = any(store.quads_for_pattern(node, _LABEL, None))
    names = _NAMES - {_TITLE} if labelled else _NAMES
    for quad in store.quads_for_pattern(node, None, None):
        graph = getattr(quad.graph_name, "value", "")
        if graph != GRAPH + "ontology" and (quad.predicate.value in names or graph in graphs):
            yield quad
