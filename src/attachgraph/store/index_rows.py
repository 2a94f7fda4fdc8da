"""What of a store can be found by its words.

In: a store. Out: rows, kind by kind, what most is said of first. Which words of a thing are its
name, which are said of it, and which belong to what it stands with, is decided here. Knows nothing
of how the rows are indexed.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from pyoxigraph import NamedNode

from attachgraph.rdf.namespaces import AG, PREFIXES
from attachgraph.store.facts import Facts, expand, short_name

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Store

__all__ = ["KINDS", "IndexRow", "iter_rows"]

#: What can be found, in the order in which equal matches are listed, and the classes behind it.
KINDS: Final[dict[str, tuple[str, ...]]] = {
    "pairing": ("Pairing",),
    "style": ("AttachmentStyle",),
    "concept": ("Concept",),
    "entry": ("Entry",),
    "work": ("Work",),
    "source": ("Source", "BodyOfLiterature", "UnresolvedSource"),
    "person": ("Person",),
    "cycle": ("ConflictCycle",),
    "trait": ("Trait",),
    "outcome": ("Outcome",),
    "debate": ("Debate",),
    "question": ("Question",),
    "finding": ("Finding",),
    "claim": ("Claim",),
}
#: Kinds whose label is a sentence, or counts something, and no name.
_UNNAMED: Final = frozenset({"claim", "debate", "finding", "question"})
_TYPE: Final = expand("rdf:type")
_BATCH: Final = 2_000

#: Other names of a thing: its properties, and those by which other nodes name it.
_NAMES: Final = ("skos:altLabel", "skos:hiddenLabel", "dcterms:title", "dcterms:alternative")
_TEXTS: Final = (
    "skos:definition",
    "dcterms:abstract",
    "dcterms:bibliographicCitation",
    "ag:summary",
    "ag:answer",
    "ag:trigger",
)

_CONTEXTS: Final = ("dcterms:creator", "ag:findingOf", "ag:style")
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


class IndexRow(NamedTuple):
    """One thing that can be found.

    Parameters
    ----------
    kind : str
        A key of :data:`KINDS`.
    node : str
        Short name of the thing, or of what a claim is about.
    title : str
        What is shown for it: its label; of a claim, the label of what it is about.
    status : str
        Of a claim, how it stands in the literature.
    label : str
        What it is called; ``""`` for what has no name, such as a claim or a question.
    names : str
        What else it is called.
    words : str
        What is said.
    context : str
        Names of what it belongs to: the entry and the sources of a claim, the maker of a work.
    """

    kind: str
    node: str
    title: str
    status: str
    label: str
    names: str
    words: str
    context: str


def iter_rows(store: Store, connection: sqlite3.Connection) -> Iterator[IndexRow]:
    """Yield what can be found, kind by kind.

    Parameters
    ----------
    store : pyoxigraph.Store
        A dataset.
    connection : sqlite3.Connection
        Any database; temporary tables of it hold the claims on the way.

    Yields
    ------
    IndexRow
        Of a kind, what most is said of first.
    """
    facts = Facts(store)
    said = _stage_claims(store, facts, connection)
    for kind, classes in KINDS.items():
        yield from _nodes(facts, kind, classes, said)
    yield from _claims(facts, connection)


def _stage_claims(store: Store, facts: Facts, connection: sqlite3.Connection) -> Counter[str]:
    """Put claims and their sources into tables, and return how many claims each node has."""
    # They are the bulk of a large store; in tables they need no memory, and can be joined.
    connection.execute(
        "CREATE TEMP TABLE said (statement TEXT, node TEXT, words TEXT, status TEXT)"
    )
    connection.execute("CREATE TEMP TABLE cited (statement TEXT, label TEXT)")
    count: Counter[str] = Counter()
    for batch in _batches(_solutions(store, _CLAIMS)):
        connection.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", batch)
        count.update(row[1] for row in batch)
    for batch in _batches(_solutions(store, _CITED)):
        labelled = ((statement, facts.label(source)) for statement, source in batch)
        connection.executemany("INSERT INTO cited VALUES (?, ?)", labelled)
    connection.execute("CREATE INDEX temp.cited_by ON cited (statement)")
    return count


def _solutions(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    found = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    for solution in cast("QuerySolutions", found):
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


def _nodes(
    facts: Facts, kind: str, classes: Iterable[str], said: Counter[str]
) -> Iterator[IndexRow]:
    """Yield the nodes of some classes, those of which most is said first."""
    nodes = {
        quad.subject.value
        for class_ in classes
        for quad in facts.store.quads_for_pattern(None, _TYPE, NamedNode(AG + class_))
        if isinstance(quad.subject, NamedNode)
    }
    for node in sorted(nodes, key=lambda node: (-said[node], node)):
        label = facts.label(node)
        names = dict.fromkeys(_names(facts, node))
        words = " ".join(text for p in _TEXTS for text in facts.texts(node, p))
        is_named = kind not in _UNNAMED
        # The label of a finding only counts the results of its source; others are sentences.
        sentence = "" if is_named or (kind == "finding" and words) else label
        yield IndexRow(
            kind,
            short_name(node),
            label,
            status="",
            label=label if is_named else "",
            names=_BETWEEN.join(name for name in names if name != label),
            words=f"{sentence} {words}".strip(),
            context=_BETWEEN.join(
                facts.label(other) for p in _CONTEXTS for other in facts.nodes(node, p)
            ),
        )


def _names(facts: Facts, node: str) -> Iterator[str]:
    for predicate in _NAMES:
        yield from facts.texts(node, predicate)
    for alias in facts.subjects("ag:aliasOf", node):
        yield facts.label(alias)


def _claims(facts: Facts, connection: sqlite3.Connection) -> Iterator[IndexRow]:
    """Yield the claims, those of the entries of which most is said first."""
    rows = connection.execute(
        """
        SELECT said.node, said.words, min(said.status), (
            SELECT group_concat(label, ' · ')
            FROM (SELECT DISTINCT label FROM cited WHERE cited.statement = said.statement)
        )
        FROM said JOIN (SELECT node, count(*) AS claims FROM said GROUP BY node) USING (node)
        GROUP BY said.node, said.words
        ORDER BY claims DESC, said.node, min(said.rowid)
        """
    )
    for node, words, status, sources in rows:
        owner = _owner(facts, node)
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


def _owner(facts: Facts, node: str) -> str:
    """Return what a claim is shown under: of a position in a debate, the debate."""
    return next(iter(facts.subjects("ag:hasPosition", node)), node)
