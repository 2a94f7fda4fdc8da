"""What of a store can be found by its words.

In: a store. Out: rows, kind by kind, what most is said of first. Which words of a thing are its
name, which are said of it, and which belong to what it stands with, is decided here. Knows nothing
of how the rows are indexed.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Store

from attachgraph.dataset.counts import asking
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import expand, short_name
from attachgraph.rdf.namespaces import AG

_TYPE: Final = expand("rdf:type")
_BATCH: Final = 2_000
_BETWEEN: Final = " · "

_CLAIMS: Final = """
    SELECT ?statement ?subject ?words ?status WHERE {
      ?statement rdf:predicate ag:claims ; rdf:subject ?subject ; rdf:object ?words .
      OPTIONAL { ?statement ag:status ?status }
    }
"""
_CITED: Final = """
    SELECT ?statement ?source WHERE {
      ?statement rdf:predicate ag:claims ; ag:citesSource ?source .
    }
"""


class _Kind(NamedTuple):
    """Where the words of a kind of thing stand: each is a look-up less for every node."""

    classes: tuple[str, ...]
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    has_aliases: bool = False
    #: Of what has no name the label is a sentence, or a number.
    is_named: bool = True


_LABELS: Final = ("skos:altLabel", "skos:hiddenLabel", "dcterms:title")
_ENTRY_WORDS: Final = ("skos:definition", "dcterms:abstract")
_TERM_WORDS: Final = ("skos:definition", "skos:scopeNote")
#: What can be found, in the order in which equal matches are listed.
KINDS: Final[dict[str, _Kind]] = {
    "pairing": _Kind(("Pairing",), _LABELS, _ENTRY_WORDS, has_aliases=True),
    "style": _Kind(("AttachmentStyle",), _LABELS, _ENTRY_WORDS, has_aliases=True),
    "concept": _Kind(("Concept",), _LABELS, _ENTRY_WORDS, has_aliases=True),
    "entry": _Kind(("Entry",), _LABELS, _ENTRY_WORDS, has_aliases=True),
    # Who looks for films finds each of them by its medium.
    "work": _Kind(
        ("Work",),
        ("dcterms:title", "dcterms:alternative", "ag:medium"),
        context=("dcterms:creator",),
    ),
    "source": _Kind(
        ("Source", "BodyOfLiterature", "UnresolvedSource"),
        ("dcterms:title", "dcterms:alternative"),
        ("dcterms:bibliographicCitation",),
    ),
    "person": _Kind(("Person",)),
    "cycle": _Kind(("ConflictCycle",), words=("ag:trigger",)),
    "trait": _Kind(("Trait",)),
    "outcome": _Kind(("Outcome",)),
    "debate": _Kind(("Debate",), words=("rdfs:label",), is_named=False),
    "question": _Kind(("Question",), words=("rdfs:label", "ag:answer"), is_named=False),
    # The label of a result only counts those of its study.
    "result": _Kind(("Result",), (), ("ag:summary",), ("ag:resultOf",), is_named=False),
    "claim": _Kind(("Claim",), words=("rdfs:label",), is_named=False),
    # The terms of the vocabulary, for those who write queries.
    "property": _Kind(
        ("owl:ObjectProperty", "owl:DatatypeProperty"), ("skos:altLabel",), _TERM_WORDS
    ),
    "class": _Kind(("owl:Class",), ("skos:altLabel",), _TERM_WORDS),
}


def class_of(name: str) -> NamedNode:
    """Return a class of a kind by its name; those without a prefix are ours."""
    return expand(name if ":" in name else f"ag:{name}")


class IndexRow(NamedTuple):
    """One thing that can be found."""

    #: A key of :data:`KINDS`.
    kind: str
    #: Short name of the thing, or of what a claim is about.
    node: str
    #: What is shown for it: its label; of a claim, the label of what it is about.
    title: str
    #: Of a claim, how it stands in the literature.
    status: str
    #: What it is called; ``""`` for what has no name, such as a claim or a question.
    label: str
    #: What else it is called.
    names: str
    #: What is said.
    words: str
    #: Names of what it belongs to: the entry and the sources of a claim, the maker of a work.
    context: str


def iter_rows(store: Store, connection: sqlite3.Connection) -> Iterator[IndexRow]:
    """Yield what can be found, kind by kind."""
    facts = Lookup(store)
    said = _stage_claims(store, facts, connection)
    for name, kind in KINDS.items():
        yield from _nodes(facts, name, kind, said)
    yield from _claims(facts, connection)


def _stage_claims(store: Store, facts: Lookup, connection: sqlite3.Connection) -> Counter[str]:
    """Put claims and their sources into tables, and return how many claims each node has."""
    # They are the bulk of a large store; in tables they need no memory, and can be joined.
    connection.execute(
        "CREATE TEMP TABLE said (statement TEXT, node TEXT, words TEXT, status TEXT)"
    )
    connection.execute(
        """
        CREATE TEMP TABLE cited (
            statement TEXT, label TEXT, PRIMARY KEY (statement, label)
        ) WITHOUT ROWID
        """
    )
    count: Counter[str] = Counter()
    for batch in _batches(_solutions(store, _CLAIMS)):
        connection.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", batch)
        count.update(row[1] for row in batch)
    for batch in _batches(_solutions(store, _CITED)):
        labelled = ((statement, facts.label(source)) for statement, source in batch)
        connection.executemany("INSERT OR IGNORE INTO cited VALUES (?, ?)", labelled)
    return count


def _solutions(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    for solution in asking(store)(query):
        yield tuple("" if term is None else str(getattr(term, "value", "")) for term in solution)


def _batches(rows: Iterator[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _nodes(facts: Lookup, name: str, kind: _Kind, said: Counter[str]) -> Iterator[IndexRow]:
    """Yield the nodes of a kind, those of which most is said first."""
    nodes = {
        quad.subject.value
        for class_ in kind.classes
        for quad in facts.quads.quads_for_pattern(None, _TYPE, class_of(class_))
        if isinstance(quad.subject, NamedNode)
    }
    for node in sorted(nodes, key=lambda node: (-said[node], node)):
        label = facts.label(node)
        words = (text for predicate in kind.words for text in facts.texts(node, predicate))
        others = (other for p in kind.context for other in facts.nodes(node, p))
        yield IndexRow(
            name,
            short_name(node),
            label,
            status=_status(facts, node) if name == "claim" else "",
            label=label if kind.is_named else "",
            names=_BETWEEN.join(other for other in _names(facts, node, kind) if other != label),
            words=" ".join(words),
            context=_BETWEEN.join(map(facts.label, others)),
        )


def _status(facts: Lookup, claim: str) -> str:
    return next((status.removeprefix(AG) for status in facts.nodes(claim, "ag:status")), "")


def _names(facts: Lookup, node: str, kind: _Kind) -> dict[str, None]:
    """Return what else a node is called, each name once."""
    aliases = facts.subjects("ag:aliasOf", node) if kind.has_aliases else ()
    written = (text for predicate in kind.names for text in facts.texts(node, predicate))
    return dict.fromkeys((*written, *map(facts.label, aliases)))


def _claims(facts: Lookup, connection: sqlite3.Connection) -> Iterator[IndexRow]:
    """Yield the claims, those of the entries of which most is said first."""
    rows = connection.execute(
        f"""
        WITH
            amount AS (SELECT node, count(*) AS claims FROM said GROUP BY node),
            source AS (
                SELECT statement, group_concat(label, '{_BETWEEN}') AS labels
                FROM cited GROUP BY statement
            )
        SELECT node, words, min(status), min(labels)
        FROM said JOIN amount USING (node) LEFT JOIN source USING (statement)
        GROUP BY node, words
        ORDER BY max(claims) DESC, node, words
        """  # noqa: S608 - a constant of this module
    )
    owners: dict[str, str] = {}
    for node, words, status, sources in rows:
        owner = owners.get(node) or owners.setdefault(node, _owner(facts, node))
        title = facts.label(owner)
        yield IndexRow(
            "claim",
            short_name(owner),
            title,
            status=status.removeprefix(AG),
            label="",
            names="",
            words=words,
            context=_BETWEEN.join(filter(None, (title, sources))),
        )


def _owner(facts: Lookup, node: str) -> str:
    """Return what a claim is shown under: of a position in a debate, the debate."""
    return next(iter(facts.subjects("ag:hasPosition", node)), node)
