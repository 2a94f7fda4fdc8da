"""Check and search the publications of a library.

In: records. Out: what is missing, doubled, malformed or retracted, by key; or the records that have
some words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from attachgraph.evidence.library import Record
from attachgraph.library.keys import (
    first_family,
    identifiers_of,
    may_share_author,
    title_of,
    year_of,
)
from attachgraph.reading.lexicon import fold

_DOI: Final = re.compile(r"10\.\d{4,9}/[^/\s]\S*")
_PMID: Final = re.compile(r"\d{1,8}")
_RETRACTED: Final = re.compile(r"^\W*(retracted|withdrawn)\b|\bretracted article\b", re.IGNORECASE)
#: What a reference needs, by the type of a publication.
_NEEDED: Final = {
    "article-journal": ("author", "issued", "container-title", "volume", "page"),
    "book": ("author", "issued", "publisher"),
    "chapter": ("author", "issued", "container-title", "publisher", "page"),
    "thesis": ("author", "issued", "publisher"),
}
_ALWAYS: Final = ("author", "issued")


class Fault(NamedTuple):
    """What is to be repaired or known of a publication."""

    key: str
    problem: str
    fix: str


def check_library(records: Sequence[Record]) -> list[Fault]:
    """Check all records, each alone and next to the others."""
    found = [fault for record in records for fault in _check(record)]
    found += _doubled(records)
    return sorted(found)


def _check(record: Record) -> Iterator[Fault]:
    key, custom = record["id"], record["custom"]
    missing = [name for name in _NEEDED.get(record["type"], _ALWAYS) if not _has(record, name)]
    if missing:
        fix = "complete it in the reference manager and import it again, or in library.json"
        yield Fault(key, f"lacks {', '.join(missing)}", fix)
    if custom.get("authors-incomplete"):
        fix = "complete them in the reference manager, and import it again"
        yield Fault(key, "names only some of its authors", fix)
    yield from malformed(record)
    if custom.get("retracted"):
        fix = "say so where it is cited, or leave it out"
        yield Fault(key, f"was retracted: {custom['retracted']}", fix)
    elif _RETRACTED.search(record["title"]):
        fix = "look for the notice, and write its address into custom.retracted"
        yield Fault(key, "may be retracted: its title says so", fix)


def malformed(record: Record) -> Iterator[Fault]:
    """Name the identifiers of a record that have the wrong form."""
    key = record["id"]
    if "DOI" in record and not _DOI.fullmatch(record["DOI"]):
        fix = "write it bare in library.json, as 10.1037/0022-3514.52.3.511"
        yield Fault(key, f"the DOI {record['DOI']!r} has the wrong form", fix)
    if "PMID" in record and not _PMID.fullmatch(record["PMID"]):
        fix = "write the digits alone in library.json"
        yield Fault(key, f"the PubMed number {record['PMID']!r} has the wrong form", fix)
    if "ISBN" in record and not _is_isbn(record["ISBN"]):
        fix = "copy it from the book into library.json"
        yield Fault(key, f"the last digit of the ISBN {record['ISBN']} is wrong", fix)


def _has(record: Record, name: str) -> bool:
    if name == "author":
        return bool(record.get("author") or record.get("editor"))
    return bool(record.get(name)) or (name == "page" and bool(record.get("number")))


def _is_isbn(digits: str) -> bool:
    weighted = (int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits.isdecimal() and sum(weighted) % 10 == 0


def _doubled(records: Sequence[Record]) -> Iterator[Fault]:
    named: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        for name in identifiers_of(record):
            named[name, ""].append(record)
        words = f"{title_of(record)} {year_of(record)} {first_family(record)}"
        named["title, year and author", words].append(record)
    found: dict[tuple[str, ...], str] = {}
    for (what, words), group in named.items():
        left = sorted(group, key=lambda record: str(record["id"]))
        while left:
            one, *rest = left
            same = [other for other in rest if not words or may_share_author(one, other)]
            if same:
                found[one["id"], *(other["id"] for other in same)] = what
            left = [other for other in rest if words and not may_share_author(one, other)]
    for (key, *others), what in found.items():
        fix = f"keep {key} and remove the other"
        yield Fault(key, f"has the same {what} as {', '.join(others)}", fix)


def search_library(records: Iterable[Record], words: Sequence[str]) -> list[Record]:
    """Find the records that have all of some words, whole or as the beginning of a word."""
    wanted = [fold(word) for word in " ".join(words).split()]
    return [record for record in records if all(word in _words(record) for word in wanted)]


def _words(record: Record) -> str:
    names: list[Any] = [*record.get("author", ()), *record.get("editor", ())]
    people = " ".join(f"{name.get('given', '')} {name['family']}" for name in names)
    custom = record["custom"]
    aliases = " ".join(custom.get("aliases", ()))
    fields = ("id", "title", "container-title", "DOI", "PMID", "keyword", "abstract")
    texts = " ".join(str(record.get(field, "")) for field in fields)
    return fold(f"{texts} {people} {year_of(record) or ''} {aliases}")
