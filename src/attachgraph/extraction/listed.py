"""What the authority lists hold, in the form that names as written are compared with.

In: records of ``data/library.json`` (CSL-JSON) and rows of ``data/works.csv``. Out: sources, works,
journals and people under folded names. Nothing is looked up here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from attachgraph.extraction.citations import source_key
from attachgraph.extraction.identifiers import normalise_doi
from attachgraph.extraction.matching import ListedName, Source
from attachgraph.reading.lexicon import fold, slug


@dataclass(frozen=True, slots=True)
class Work:
    """A film, series or book of the list."""

    #: Its key.
    key: str
    #: As listed.
    title: str
    #: Years of a series; of others the first only.
    year_start: int | None
    year_end: int | None
    #: ``film``, ``tv``, ``novel``, ``nonfiction`` or ``literature``.
    medium: str
    #: Empty where none was seen.
    creators: tuple[ListedName, ...]
    #: Key of the source that is the same book, or ``""``.
    same_source: str


def person_key(given: str, family: str) -> str:
    """Name the node of a person.

    Examples
    --------
    >>> person_key("Phillip R.", "Shaver")
    'phillip-r-shaver'
    """
    return slug(f"{given} {family}")


def source_of(record: Mapping[str, Any]) -> Source:
    """Reduce a bibliographic record to what citations name."""
    custom = record["custom"]
    return Source(
        record["id"],
        _listed_names(record),
        not custom.get("authors-incomplete", False),
        _year(record),
        () if custom.get("title-incomplete") else _title_forms(record["title"]),
        normalise_doi(record.get("DOI", "")),
        record.get("PMID", ""),
        tuple(custom.get("aliases", ())),
    )


def works_by_title(
    records: Iterable[Mapping[str, Any]], rows: Iterable[Mapping[str, str]]
) -> dict[str, tuple[Work, ...]]:
    """Put works under every form of their titles."""
    books = {record["id"]: record for record in records if record["type"] == "book"}
    works = {row["id"]: _work(row) for row in rows}
    listed = {work.same_source for work in works.values()}
    works |= {key: _book(book) for key, book in books.items() if key not in listed}
    by_title: defaultdict[str, dict[str, Work]] = defaultdict(dict)
    for work in works.values():
        same = books.get(work.same_source)
        for title in (work.title, same["title"]) if same else (work.title,):
            for form in _title_forms(title):
                by_title[form][work.key] = work
    return {title: tuple(found.values()) for title, found in by_title.items()}


def journals_of(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Gather the journals in which listed articles stand."""
    articles = (record for record in records if record["type"] == "article-journal")
    titles = {record["container-title"] for record in articles if "container-title" in record}
    return {source_key(title): title for title in sorted(titles)}


def people_of(
    records: Iterable[Mapping[str, Any]],
) -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """Put the authors whose given names are known under given name and surname."""
    found: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for record in records:
        for name in (*record.get("author", ()), *record.get("editor", ())):
            given = next((w for w in fold(name.get("given", "")).split() if len(w) > 1), "")
            if given:
                found[given, fold(name["family"])].add((name["given"], name["family"]))
    return {name: frozenset(seen) for name, seen in found.items()}


def _listed_names(record: Mapping[str, Any]) -> tuple[ListedName, ...]:
    names = record.get("author") or record.get("editor", ())
    return tuple(_listed_name(name["family"], name.get("given", "")) for name in names)


def _listed_name(family: str, given: str) -> ListedName:
    return ListedName(fold(family), "".join(word[0] for word in fold(given).split()))


def _year(record: Mapping[str, Any]) -> int | None:
    return record["issued"]["date-parts"][0][0] if "issued" in record else None


def _title_forms(title: str) -> tuple[str, ...]:
    full, short = fold(title), fold(title.split(":", 1)[0])
    return (full,) if full == short else (full, short)


def _work(row: Mapping[str, str]) -> Work:
    names = (name.partition(",") for name in row["creator"].split(";") if name.strip())
    return Work(
        row["id"],
        row["title"],
        int(row["year_start"]) if row["year_start"] else None,
        int(row["year_end"]) if row["year_end"] else None,
        row["medium"],
        tuple(_listed_name(family, given) for family, _, given in names),
        row["same_source"],
    )


def _book(record: Mapping[str, Any]) -> Work:
    key, title = record["id"], record["title"]
    return Work(key, title, _year(record), None, "nonfiction", _listed_names(record), key)
