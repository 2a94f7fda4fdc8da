"""Build the index of words: from a store to one SQLite file.

In: a store. Out: a database with a full-text table (FTS5) over labels, other names, claims and
results, written once for each state of the store. Knows nothing of how the index is searched.

The best described things of a kind are in the first shard, which is small, the bulk is in the last:
BM25 counts every row that holds a word before it ranks one, so a frequent word is answered by a
small shard, and only rare words go on to the large one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import sqlite3
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attachgraph.cache import tidy
from attachgraph.dataset.search.rows import IndexRow, iter_rows
from attachgraph.errors import MissingError
from attachgraph.reading.lexicon import fold
from attachgraph.store.seal import MARKER

if TYPE_CHECKING:
    from pyoxigraph import Store

#: Raised whenever the tables or their meaning change; a file of another number is built anew.
SCHEMA: Final = 4
#: How many rows of each kind the shards take; the last one takes all others.
SHARDS: Final = (2_000, 20_000, None)
_KEPT: Final = 8
_NAME: Final = r"[0-9a-f]{24}\.sqlite"
_UNFINISHED: Final = rf"\.{_NAME}\.building-[0-9a-f]{{8}}"
#: Marks a database as an index of ours, in the place that SQLite has for that.
_APPLICATION: Final = 0x61474978
_HEAD: Final = 100
_ITEMS: Final = """
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
        label, names, words, context, status, content = 'item{0}', content_rowid = 'id', {1}
    );
"""
_TOKENS: Final = "tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'"


def index_key(folder: Path) -> str:
    """Name the content of a store on disk by what its seal says; ``""`` if it has none."""
    try:
        content = (folder / MARKER).read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(b"%d\0%b" % (SCHEMA, content)).hexdigest()[:24]


def build_index(store: Store, path: Path | None) -> sqlite3.Connection:
    """Build the index of a store."""
    if path is None:
        connection = sqlite3.connect(":memory:")
        write_rows(connection, iter_rows(store, connection))
        return connection
    path.parent.mkdir(parents=True, exist_ok=True)
    with _unfinished(path) as building:
        connection = sqlite3.connect(building)
        with connection:
            write_rows(connection, iter_rows(store, connection))
        connection.close()
        building.replace(path)
    tidy(path.parent, _NAME, is_index, Path.unlink, _KEPT)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


@contextmanager
def _unfinished(path: Path) -> Generator[Path]:
    """Make a file to build in, which others recognise if this process is killed."""
    tidy(path.parent, _UNFINISHED, lambda found: _is_empty(found) or is_index(found), _take, 0)
    while True:
        building = path.with_name(f".{path.name}.building-{secrets.token_hex(4)}")
        # The lock ends with the process.
        descriptor = os.open(building, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        with suppress(OSError):  # some network file systems have no such locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if building.exists():  # another process may have taken it for one that was left behind
            break
        os.close(descriptor)
    try:
        yield building
    except BaseException:
        building.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


def _is_empty(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == 0


def _take(path: Path) -> None:
    """Remove a file that nobody builds in."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(descriptor)


def is_index(path: Path) -> bool:
    """Return whether a file is an index of ours."""
    head = _head(path)
    return head.startswith(b"SQLite format 3\0") and int.from_bytes(head[68:72]) == _APPLICATION


def is_whole(path: Path) -> bool:
    """Return whether an index is as long as its head says."""
    head = _head(path)
    pages, size = int.from_bytes(head[28:32]), int.from_bytes(head[16:18])
    return pages * (0x10000 if size == 1 else size) == path.stat().st_size


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def write_rows(connection: sqlite3.Connection, rows: Iterable[IndexRow]) -> None:
    """Write rows into an empty database and index their words."""
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.probe USING fts5 (words)")
    except sqlite3.OperationalError as error:
        raise MissingError(
            "the SQLite of this Python has no full-text search (FTS5)",
            fix="use a Python whose sqlite3 has FTS5, such as the one from python.org",
        ) from error
    # The file is nobody's before it is complete, so there is nothing to protect.
    connection.execute("PRAGMA journal_mode = OFF").fetchall()
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    connection.executescript(_ITEMS)
    connection.executemany(
        "INSERT INTO dealt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _dealt(rows)
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
    """Deal each row to its shard by its place in its kind, and give it a number."""
    places: Counter[str] = Counter()
    for number, row in enumerate(rows):
        place = places[row.kind]
        places[row.kind] += 1
        shard = next(n for n, most in enumerate(SHARDS) if most is None or place < most)
        yield number, shard, *row, fold(row.label)
