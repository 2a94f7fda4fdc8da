"""Build the index of words: from a store to one SQLite file.

In: a store. Out: a database with a full-text table (FTS5) over labels, other names, claims and
findings. The file stands apart from the store, is written once for each state of it, and appears
under its name when it is complete. Knows nothing of how the index is searched.

The rows of a kind are put in order by how much is said of the thing, and dealt to shards: the best
described ones to the first, which is small, the bulk to the last. BM25 has to count every row that
holds a word before it can rank one, so a frequent word costs as much as its shard is large; with the
small shard asked first, such a word is answered there, and only rare words go on to the large one.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from pyoxigraph import NamedNode

from attachgraph.rdf.namespaces import AG, PREFIXES
from attachgraph.reading.lexicon import fold
from attachgraph.store.facts import Facts, expand, short_name

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Store

__all__ = ["KINDS", "SCHEMA", "SHARDS", "IndexRow", "build_index", "index_key", "write_rows"]

#: Raised whenever the tables or their meaning change; a file of another number is built anew.
SCHEMA: Final = 1
#: What can be found, in the order in which equal matches are listed, and the classes behind it.
KINDS: Final[dict[str, str]] = {
    "pairing": "Pairing",
    "style": "AttachmentStyle",
    "concept": "Concept",
    "entry": "Entry",
    "work": "Work",
    "source": "Source",
    "person": "Person",
    "cycle": "ConflictCycle",
    "trait": "Trait",
    "outcome": "Outcome",
    "debate": "Debate",
    "question": "Question",
    "finding": "Finding",
    "claim": "Claim",
}
#: How many rows of each kind the shards take; the last one takes all others.
SHARDS: Final = (2_000, 20_000, None)
#: Kinds whose label is a sentence, or counts something, and no name.
_UNNAMED: Final = frozenset({"claim", "debate", "finding", "question"})
_KEPT: Final = 8
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

_ITEMS: Final = f"""
    PRAGMA user_version = {SCHEMA};
    CREATE TABLE item (
        id INTEGER PRIMARY KEY, shard INTEGER, kind TEXT, node TEXT, title TEXT, status TEXT,
        label TEXT, names TEXT, words TEXT, context TEXT, folded TEXT
    );
    CREATE TEMP TABLE dealt AS SELECT * FROM item;
"""
#: Sorts the rows by shard and kind, so that both are ranges of numbers.
_SORTED: Final = """
    INSERT INTO item
    SELECT NULL, shard, kind, node, title, status, label, names, words, context, folded
    FROM dealt ORDER BY shard, id;
    DROP TABLE dealt;
    CREATE INDEX item_folded ON item (folded) WHERE folded != '';
    CREATE TABLE span AS
        SELECT shard, kind, min(id) AS first, max(id) AS last FROM item GROUP BY shard, kind;
"""
#: Names have a table of their own, so that a word that every text holds costs nothing there.
_SHARD: Final = """
    CREATE VIEW item{0} AS SELECT * FROM item WHERE shard = {0};
    CREATE VIEW named{0} AS SELECT * FROM item WHERE shard = {0} AND label != '';
    CREATE VIRTUAL TABLE name{0} USING fts5 (
        label, names, content = 'named{0}', content_rowid = 'id', {1}
    );
    CREATE VIRTUAL TABLE word{0} USING fts5 (
        label, names, words, context, content = 'item{0}', content_rowid = 'id', {1}
    );
"""
_TOKENS: Final = "tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'"


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


def index_key(folder: Path) -> str:
    """Name the state of a store on disk.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the store.

    Returns
    -------
    str
        24 hexadecimal digits, other ones after any change of the store; ``""`` where there is no
        store. Looks at names, sizes and times of files, never into them.
    """
    digest = hashlib.sha256(f"{SCHEMA}\0{os.path.realpath(folder)}\0".encode())
    count = 0
    with suppress(OSError):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            # The engine writes its log and its lock also when nothing changes.
            if entry.name.endswith(".sst") or entry.name.startswith(("MANIFEST", "CURRENT")):
                state = entry.stat()
                digest.update(f"{entry.name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
                count += 1
    return digest.hexdigest()[:24] if count else ""


def build_index(store: Store, path: Path | None) -> sqlite3.Connection:
    """Build the index of a store.

    Parameters
    ----------
    store : pyoxigraph.Store
        A dataset.
    path : pathlib.Path or None
        File to publish, complete or not at all; ``None`` builds in memory.

    Returns
    -------
    sqlite3.Connection
        The index, open.

    Raises
    ------
    OSError
        If the file cannot be written.
    sqlite3.Error
        If SQLite cannot write it, as on a full disk.
    """
    if path is None:
        connection = sqlite3.connect(":memory:")
        write_rows(connection, _iter_rows(store, connection))
        return connection
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    building = Path(name)
    try:
        connection = sqlite3.connect(building)
        with connection:
            write_rows(connection, _iter_rows(store, connection))
        connection.close()
        building.replace(path)
    except BaseException:
        building.unlink(missing_ok=True)
        raise
    _tidy(path)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _tidy(path: Path) -> None:
    """Leave the newest few indexes: each store that was built anew leaves an old one behind."""
    others = [other for other in path.parent.glob("*.sqlite") if other != path]
    others.sort(key=lambda other: other.stat().st_mtime, reverse=True)
    for other in others[_KEPT - 1 :]:
        with suppress(OSError):
            other.unlink()


def write_rows(connection: sqlite3.Connection, rows: Iterable[IndexRow]) -> None:
    """Write rows into an empty database and index their words.

    Parameters
    ----------
    connection : sqlite3.Connection
        An empty database.
    rows : iterable of IndexRow
        Rows of one kind in a row, the most important ones first.
    """
    connection.executescript(_ITEMS)
    # The file is nobody's before it is complete, so there is nothing to protect.
    connection.execute("PRAGMA synchronous = OFF")
    connection.executemany(
        f"INSERT INTO dealt VALUES ({', '.join('?' * 11)})", _dealt(rows)
    )
    connection.executescript(_SORTED)
    for shard in range(len(SHARDS)):
        connection.executescript(_SHARD.format(shard, _TOKENS))
        for table in (f"name{shard}", f"word{shard}"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608
            # One segment instead of many: a query then looks in one place.
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
    connection.commit()


def _dealt(rows: Iterable[IndexRow]) -> Iterator[tuple[int | str, ...]]:
    """Number the rows, and deal each to its shard by its place in its kind."""
    places: Counter[str] = Counter()
    for number, row in enumerate(rows):
        place = places[row.kind]
        places[row.kind] += 1
        shard = next(n for n, most in enumerate(SHARDS) if most is None or place < most)
        yield number, shard, *row, fold(row.label)


# ---------------------------------------------------------------- rows of a store


def _iter_rows(store: Store, connection: sqlite3.Connection) -> Iterator[IndexRow]:
    """Yield what can be found, kind by kind."""
    facts = Facts(store)
    said = _stage_claims(store, facts, connection)
    for kind, class_ in KINDS.items():
        yield from _nodes(facts, kind, class_, said)
    yield from _claims(facts, connection)


def _stage_claims(store: Store, facts: Facts, connection: sqlite3.Connection) -> Counter[str]:
    """Put claims and their sources into tables of the database, and count the claims of each node.

    They are the bulk of a large store; in tables they need no memory, and can be joined.
    """
    connection.execute("CREATE TEMP TABLE said (statement TEXT, node TEXT, words TEXT, status TEXT)")
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


def _nodes(facts: Facts, kind: str, class_: str, said: Counter[str]) -> Iterator[IndexRow]:
    """Yield the nodes of a class, those of which most is said first."""
    found = facts.store.quads_for_pattern(None, expand("rdf:type"), NamedNode(AG + class_))
    nodes = {quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}
    for node in sorted(nodes, key=lambda node: (-said[node], node)):
        label = facts.label(node)
        names = dict.fromkeys(_names(facts, node))
        words = " ".join(text for p in _TEXTS for text in facts.texts(node, p))
        is_named = kind not in _UNNAMED
        yield IndexRow(
            kind,
            short_name(node),
            label,
            status="",
            label=label if is_named else "",
            names=_BETWEEN.join(name for name in names if name != label),
            words=words if is_named else words or label,
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
