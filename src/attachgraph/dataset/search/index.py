"""Search the index of words: in names first, then in what is said.

In: an index and words as somebody typed them. Out: hits, the best first. The words are never read
as the syntax of a query language. What is found often is found in the first, small shard of the
index, and no more matches are ranked than can be shown, so the time hardly grows with the store.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import Final, NamedTuple

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.resolving import resolve
from attachgraph.dataset.search.indexing import SCHEMA, SHARDS, is_index, is_whole
from attachgraph.dataset.search.rows import KINDS
from attachgraph.dataset.source import Quads
from attachgraph.dataset.words import STATUSES
from attachgraph.errors import AttachGraphError, InputError, UsageError
from attachgraph.reading.lexicon import fold
from attachgraph.reading.styles import named_abroad

_WORD: Final = re.compile(r"[^\W_]+")
_MOST_WORDS: Final = 12
#: Matches of a shard that are ranked; they come with the best-described things first.
_RANKED: Final = 2_000
#: How much alike a misspelt word is, from 0 to 1, and by how many letters it may be longer.
_ALIKE: Final = 0.8
_MOST_LETTERS: Final = 2
#: A word in the label counts more than one in another name, that more than one in the text, and
#: that more than one in the name of what the thing belongs to, or its standing.
_WEIGHTS: Final = {"name": "10.0, 6.0", "word": "10.0, 6.0, 2.0, 1.0, 1.0"}
_FIELDS: Final = "kind, node, title, status, names, words, context"
_LAST: Final = 2**62


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found."""

    #: A key of :data:`attachgraph.dataset.search.rows.KINDS`.
    kind: str
    #: Short name of the thing; of a claim, of what it is about.
    id: str
    #: What that is called.
    title: str
    #: Of a claim, how it stands in the literature.
    status: str
    #: Its other names.
    names: str
    #: What is said: the claim, the summary of a result, a definition; ``""`` if nothing is.
    words: str
    #: Names of what it belongs to: the entry and the sources of a claim, the maker of a work.
    context: str
    #: BM25, the higher the better. Comparable within one stage of a search only.
    score: float


class Found(NamedTuple):
    """What a search found."""

    #: The best first.
    hits: list[Hit]
    #: False where nothing has all the words, and the hits have some of them.
    has_all: bool
    #: The words that were looked for, where a word that nothing has was taken for a misspelt one.
    meant: str = ""


class SearchIndex:
    """The words of a store."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None = None) -> None:
        self._connection = connection
        self._path = path

    def search(self, words: str, *, limit: int = 20, kind: str | None = None) -> Found:
        """Find what has all words; if nothing has, what has any of them."""
        try:
            return self._search(words, limit, kind)
        except sqlite3.DatabaseError as error:
            if self._path is not None:
                self._path.unlink(missing_ok=True)
            raise InputError(
                f"the index of words is damaged: {error}",
                where=None if self._path is None else str(self._path),
                fix="search again: the index was removed, and is built anew",
            ) from error

    def _search(self, words: str, limit: int, kind: str | None) -> Found:
        terms = list(dict.fromkeys(_WORD.findall(words)))[:_MOST_WORDS]
        if not terms:
            raise UsageError(
                "there are no words to look for", fix="give a word, or the beginning of one"
            )
        if kind is not None and kind not in KINDS:
            raise UsageError(f"there is no kind “{kind}”", fix=f"kinds: {', '.join(KINDS)}")
        known = [term for term in terms if self._is_known(term)]
        hits: list[Hit] = []
        if len(known) == len(terms):
            hits = self._first(limit, kind, _stages(terms), self._called(fold(words), kind))
        if hits:
            return Found(hits, has_all=True)
        if len(known) < len(terms):
            meant = [term if term in known else self._nearest(term) for term in terms]
            hits = self._first(limit, kind, _stages(meant), ()) if all(meant) else []
            if hits or not known:
                return Found(hits, has_all=True, meant=" ".join(meant) if hits else "")
        subject = [term for term in known if fold(term) not in STATUSES]
        return Found(self._first(limit, kind, [_any(subject or known)], ()), has_all=False)

    def _is_known(self, term: str) -> bool:
        """Return whether any text has a word, or a word that begins so."""
        return any(
            self._connection.execute(
                f"SELECT 1 FROM word{shard} WHERE word{shard} MATCH ? LIMIT 1",  # noqa: S608
                (match,),
            ).fetchone()
            for match in (f'"{term}"', f'"{term}"*')
            for shard in range(len(SHARDS))
        )

    def _nearest(self, term: str) -> str:
        """Return the word of the store that is spelt most alike; ``""`` if none is much alike."""
        from difflib import get_close_matches

        folded = fold(term)
        begins, size = folded[:1], len(folded)
        words: set[str] = set()
        for shard in range(len(SHARDS)):
            # A table in memory that reads the index; it writes nothing.
            self._connection.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.spelt{shard}"
                f" USING fts5vocab(main, word{shard}, row)"
            )
            found = self._connection.execute(
                f"SELECT term FROM temp.spelt{shard}"  # noqa: S608 - only constants of this module
                " WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
                (begins, begins + chr(0x10FFFF), size - _MOST_LETTERS, size + _MOST_LETTERS),
            )
            words.update(word for (word,) in found)
        return next(iter(get_close_matches(folded, sorted(words), 1, _ALIKE)), "")

    def _first(
        self, limit: int, kind: str | None, stages: Iterable[_Stage], called: Iterable[Hit]
    ) -> list[Hit]:
        """Go through the stages, and in each through the shards, until there are enough hits."""
        hits = {_thing(hit): hit for hit in called}
        for stage in stages:
            for shard in range(len(SHARDS)):
                if len(hits) < limit:
                    for hit in self._matches(stage, shard, kind):
                        hits.setdefault(_thing(hit), hit)
        return _things_first(hits.values(), stage.standings)[:limit]

    def _called(self, name: str, kind: str | None) -> Iterator[Hit]:
        """Yield what is called just so."""
        rows = self._connection.execute(
            f"""
            SELECT {_FIELDS}, 0.0 FROM item
            WHERE folded = ? AND folded != '' AND kind = coalesce(?, kind)
            ORDER BY id LIMIT {_RANKED}
            """,  # noqa: S608 - only constants of this module
            (name, kind),
        )
        return starmap(Hit, rows)

    def _matches(self, stage: _Stage, shard: int, kind: str | None) -> Iterator[Hit]:
        first, last = self._span(shard, kind)
        table = f"{stage.table}{shard}"
        rows = self._connection.execute(
            f"""
            SELECT {_FIELDS}, round(score, 3) FROM (
                SELECT rowid AS id, -bm25({table}, {_WEIGHTS[stage.table]}) AS score FROM {table}
                WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? LIMIT {_RANKED}
            ) JOIN item USING (id)
            ORDER BY kind IN ('property', 'class'), score DESC, id
            """,  # noqa: S608 - only constants of this module
            (stage.match, first, last),
        )
        return starmap(Hit, rows)

    def _span(self, shard: int, kind: str | None) -> tuple[int, int]:
        """Return the first and the last row of a kind in a shard."""
        if kind is None:
            return 0, _LAST
        found = self._connection.execute(
            "SELECT first, last FROM span WHERE shard = ? AND kind = ?", (shard, kind)
        )
        first, last = found.fetchone() or (0, -1)
        return first, last


def _things_first(hits: Iterable[Hit], standings: Collection[str]) -> list[Hit]:
    """List what has a standing that was asked for first, and terms of the vocabulary last."""
    last = {"property", "class"}
    return sorted(hits, key=lambda hit: (hit.kind in last, hit.status not in standings))


def _thing(hit: Hit) -> tuple[str, str]:
    """Name what was found: a book that is a source and a work has two rows, and is one thing."""
    return hit.id, hit.words if hit.kind == "claim" else ""


class _Stage(NamedTuple):
    """One query of a search."""

    table: str
    match: str
    #: The standings that are among the words.
    standings: Collection[str] = ()


def _stages(terms: Sequence[str]) -> Iterator[_Stage]:
    """Write the queries of a search, the narrowest first."""
    standings = STATUSES.keys() & set(map(fold, terms))
    # "disputed" finds who disputes it, too
    whole = [
        f'"{fold(term).removesuffix("ed")}"*' if fold(term) in standings else f'"{term}"'
        for term in terms
    ]
    begun = [f"{term.removesuffix('*')}*" for term in whole]
    if not standings:
        yield _Stage("name", f'label : ^ "{" ".join(terms)}"')
    for table in ("word",) if standings else ("name", "word"):
        for words in (whole, begun):
            yield _Stage(table, " AND ".join(words), standings)


def _any(terms: Sequence[str]) -> _Stage:
    """Write the query for what has any of the words."""
    return _Stage("word", " OR ".join(f'"{term}"*' for term in terms))


def open_index(path: Path) -> SearchIndex | None:
    """Open an index that was built before."""
    try:
        if not (is_index(path) and is_whole(path)):
            return None
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("SELECT 1 FROM word0 LIMIT 1").fetchone()
    except (OSError, sqlite3.Error):
        return None
    return SearchIndex(connection, path) if version == SCHEMA else None


def label_of(quads: Quads, name: str, found: Found) -> str:
    """Return the label of what has a name of another language, where the name itself finds less."""
    has_name = found.has_all and not found.meant
    if found.hits and (has_name or not named_abroad(name)):
        return ""
    try:
        return Lookup(quads).label(resolve(quads, name))
    except AttachGraphError:
        return ""


def excerpt(text: str, words: str, length: int = 160) -> str:
    """Cut a text to what surrounds the first word that was looked for."""
    if len(text) <= length:
        return text
    terms = tuple(fold(term) for term in _WORD.findall(words))
    at = next((m.start() for m in _WORD.finditer(text) if fold(m[0]).startswith(terms)), 0)
    start = text.rfind(" ", 0, max(0, min(at - length // 3, len(text) - length))) + 1
    end = text.find(" ", start + length)
    tail = "" if end < 0 else " …"
    return ("… " if start else "") + text[start : None if end < 0 else end] + tail
