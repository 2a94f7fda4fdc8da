"""The authority lists: which source, work or person a name as written means.

In: ``data/library.json`` (CSL-JSON), ``data/works.csv``, and names as entries write them. Out: the
one listed thing that fits, or the fact that none or several do. Knows no RDF; what the lists say of
a source beyond its name is written down by :mod:`attachgraph.rdf.tables`.

The rule for citations: every part has to agree with the list. Authors agree if they are the same
ones, all of them and in order, unless the citation says "et al.". Where one part speaks against a
source, the source is at most a candidate, and a candidate is never chosen.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import starmap
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from attachgraph.evidence.library import read_library
from attachgraph.extraction import source_lists
from attachgraph.extraction.citations import (
    CitedName,
    Reference,
    parse_names,
    parse_reference,
    source_key,
)
from attachgraph.extraction.identifiers import normalise_doi
from attachgraph.extraction.listed import (
    Work,
    journals_of,
    people_of,
    person_key,
    source_of,
    works_by_title,
)
from attachgraph.extraction.matching import (
    Fit,
    ListedName,
    Pointer,
    Source,
    compare,
    pointers_of,
    pointers_to,
    same_person,
    title_agrees,
)
from attachgraph.extraction.records import is_record, parse_record
from attachgraph.folder import LIBRARY, find_folder, stamp
from attachgraph.reading.lexicon import fold

_LITERATURE: Final = re.compile(
    r"(?:.*\s)?(?:literature|research|studies|scholarship|writings|theory)"
    r"|(?:the )?(?:international )?(?:journal|archives|annals|annual review) of .+"
)
_WORKS: Final = "works.csv"
#: Citations as written that are remembered; a text of any length may be one.
_REMEMBERED: Final = 4096
#: Two authors, a title and a year, with nothing but commas between.
_SHORT_RECORD: Final = re.compile(
    r"[^,&\d]{2,40} (?:&|and) [^,&\d]{2,40}, (?P<rest>[^,&\d]{2,80}, (?:1[5-9]|20)\d\d)\.?"
)
#: What is more than names, commas and "and".
_NO_PLAIN_NAMES: Final = re.compile(
    r"[\d()\[\]{}@]|\bby\b|\b(?:et\.?\s+al|others|colleagues)\b", re.IGNORECASE
)
_YEAR_AT_END: Final = re.compile(r"\s*[(\[]\s*\d{4}\s*[)\]]\s*$")


class SourceMatch(NamedTuple):
    """What the list says of a citation."""

    #: Exactly one source fits; none or several do; or a body of literature is meant.
    kind: Literal["resolved", "unresolved", "literature"]
    #: Key of the source; of the other kinds, a key of their own that no listed source has.
    key: str
    #: The citation as written; of a listed journal, its title as listed.
    text: str
    #: Sources that an unresolved citation may mean, sorted.
    candidates: tuple[str, ...] = ()
    #: Names that the citation gives, folded.
    surnames: tuple[str, ...] = ()
    #: Year that it gives.
    year: int | None = None
    #: True where it cuts the authors short.
    et_al: bool = False
    #: What it adds in brackets, such as ``"EFT"``.
    note: str = ""


@dataclass(frozen=True)
class Authority:
    """The lists, ready to be asked."""

    #: By key.
    sources: Mapping[str, Source]
    #: By folded title; a book also by its full title and by the part before the colon.
    works: Mapping[str, tuple[Work, ...]]
    #: Titles of the journals in the list, by key.
    journals: Mapping[str, str]
    #: Given and family names as seen, by first given name and surname, both folded.
    people: Mapping[tuple[str, str], frozenset[tuple[str, str]]]
    #: Sources by what may lead to them.
    index: Mapping[Pointer, tuple[Source, ...]]

    def key_of(self, key: str) -> str | None:
        """Return the key of a listed source that a key means, else nothing.

        It may be our key, a DOI, a number in PubMed as ``pmid:…``, or the key that a reference
        manager has for it.
        """
        if key in self.sources:
            return key
        pointers = [("alias", key.casefold()), ("doi", normalise_doi(key))]
        if key[:5].casefold() == "pmid:":
            pointers.append(("pmid", key[5:].strip()))
        listed = [self.index.get(pointer, ()) for pointer in pointers if pointer[1]]
        return next((found[0].key for found in listed if len(found) == 1), None)

    def near(self, key: str) -> list[str]:
        """Return the keys that are spelled most like one that no source has."""
        aliases = (alias for source in self.sources.values() for alias in source.aliases)
        return difflib.get_close_matches(key, [*self.sources, *aliases], n=3)

    def resolve_source(self, text: str) -> SourceMatch:
        """Find the source that a citation means.

        A source whose authors or year were not seen cannot agree with a citation that gives them;
        it becomes a candidate where nothing speaks against it. A citation that gives nothing but a
        surname is resolved if the list has one publication of that author alone.
        """
        # Pages of one field cite the same sources again and again.
        known = self._matches.get(text)
        if known is None:
            if len(self._matches) >= _REMEMBERED:
                self._matches.clear()
            known = self._matches[text] = self._match(text)
        return known

    @cached_property
    def _matches(self) -> dict[str, SourceMatch]:
        return {}

    def _match(self, text: str) -> SourceMatch:
        # In a table the key of a publication often stands by itself: a name has no hyphen and year.
        key = self.key_of(text.strip("@[]")) if " " not in text else None
        if key is not None:
            return SourceMatch("resolved", key, text)
        found, fits, fitting = self._best(text)
        surnames = tuple(name.words for name in found.names)
        parts = (surnames, found.year, found.et_al, found.note)
        if len(fitting) == 1:
            return SourceMatch("resolved", fitting[0], text, (), *parts)
        key = source_key(text)
        if not fitting and self._is_literature(key, text, found):
            return SourceMatch("literature", key, self.journals.get(key, text))
        possible = sorted(key for key, fit in fits.items() if fit is Fit.MAY_FIT)
        own = f"{key}-as-cited" if key in self.sources else key
        return SourceMatch("unresolved", own, text, tuple(fitting or possible), *parts)

    def _best(self, text: str) -> tuple[Reference, dict[str, Fit], list[str]]:
        """Read a citation in the way in which it fits one source, else in the likeliest."""
        readings = list(parse_record(text)) if is_record(text) else []
        readings = readings or [self._reference(text)]
        found: list[tuple[Reference, dict[str, Fit], list[str]]] = []
        for reading in readings:
            fits = {source.key: compare(reading, source) for source in self._pointed(reading)}
            fitting = sorted(key for key, fit in fits.items() if fit is Fit.FITS)
            if len(fitting) == 1:
                return reading, fits, fitting
            found.append((reading, fits, fitting))
        return next((one for one in found if one[1]), found[0])

    def _reference(self, text: str) -> Reference:
        """Take a citation apart, and read as a title what the list has as one."""
        found = parse_reference(text)
        if found.title:
            return found
        # Titles are cut at commas and "and" as if they were names; only the list can tell.
        title = fold(_YEAR_AT_END.sub("", " ".join(text.split())))
        as_title = Reference(year=found.year, title=title, doi=found.doi)
        if any(title_agrees(title, source.titles) for source in self._pointed(as_title)):
            return as_title
        return found

    def _pointed(self, found: Reference) -> tuple[Source, ...]:
        """Return the sources to which at least one part of a citation points."""
        by_key = {s.key: s for pointer in pointers_of(found) for s in self.index.get(pointer, ())}
        return tuple(by_key.values())

    def _is_literature(self, key: str, text: str, found: Reference) -> bool:
        if found.year is not None or found.doi:
            return False
        return key in self.journals or _LITERATURE.fullmatch(fold(text)) is not None

    def split_sources(self, text: str) -> list[tuple[int, int]]:
        """Split a list of sources into its items."""
        return source_lists.split_sources(text, self._is_one)

    def _is_one(self, text: str) -> bool:
        """Return whether words with commas among them are one citation."""
        if not self._may_be_one(text):
            return False
        match = self.resolve_source(text)
        if match.kind == "resolved" or match.candidates:
            return True
        # "Smith, Jones & Brown (2001)": unknown, but the year closes a plain list of surnames,
        # unless what is last is a citation that the list knows.
        *before, last = text.split(",")
        if match.year is None or any("&" in part or " and " in part for part in before):
            # "Doe & Roe, Harbor, 2010": one short record, unless "Harbor, 2010" is known.
            short = _SHORT_RECORD.fullmatch(text.strip())
            return short is not None and self.resolve_source(short["rest"]).kind != "resolved"
        return bool(last.strip()) and self.resolve_source(last).kind != "resolved"

    def _may_be_one(self, text: str) -> bool:
        """Tell at a glance that words are no citation: of a list of names each beginning is asked about.

        Without a year, a number or a bracket, only the first name or the title leads to a source.
        """
        if _NO_PLAIN_NAMES.search(text):
            return True
        plain = " ".join(text.split())
        first = next(filter(None, map(parse_names, plain.split(","))), ())
        pointers = pointers_of(Reference(first[:1], title=fold(plain)))
        return any(pointer in self.index for pointer in pointers)

    def resolve_work(self, title: str, year: int | None = None, creators: str = "") -> Work | None:
        """Find the work that a title means."""
        cited = parse_names(creators)
        fitting = [
            work
            for work in self.works.get(fold(title), ())
            if (year is None or work.year_start is None or year == work.year_start)
            and (not work.creators or all(_is_among(name, work.creators) for name in cited))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def person(self, name: str) -> str | None:
        """Find the author that a full name means."""
        words = fold(name).split()
        found = {
            person_key(*seen)
            for size in range(max(1, len(words) - self._longest_surname), len(words))
            for seen in self.people.get((words[0], " ".join(words[size:])), ())
        }
        return found.pop() if len(found) == 1 else None

    def person_by_surname(self, surname: str) -> str | None:
        """Find the author that a surname alone means: the only one of the list who has it."""
        found = self._surnames.get(fold(surname), frozenset())
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _longest_surname(self) -> int:
        """Words of the longest surname: no more of a name need be tried, however long it is."""
        return max((len(surname.split()) for _, surname in self.people), default=0)

    @cached_property
    def _surnames(self) -> Mapping[str, frozenset[str]]:
        """Keys of people by surname, those too whose given names were never seen in full."""
        found: dict[str, set[str]] = {}
        for (_, surname), seen in self.people.items():
            found.setdefault(surname, set()).update(starmap(person_key, seen))
        for source in self.sources.values():
            for name in source.names:
                own = {key for key in found.get(name.surname, ()) if key[:1] == name.initials[:1]}
                if name.surname and not own:
                    found.setdefault(name.surname, set()).add(f"{name.initials} {name.surname}")
        return {surname: frozenset(keys) for surname, keys in found.items()}


def _is_among(cited: CitedName, listed: Iterable[ListedName]) -> bool:
    return any(same_person(cited, name) for name in listed)


def load_authority() -> Authority:
    """Read the lists of the dataset that we work on; it takes some milliseconds, once."""
    folder = find_folder()
    return _kept(folder, stamp(folder, LIBRARY, _WORKS))


@cache
def _kept(folder: Path, _state: object) -> Authority:
    rows: list[dict[str, str]] = []
    if (folder / _WORKS).exists():
        with (folder / _WORKS).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    return authority_of(read_library(folder), rows)


def authority_of(
    records: Sequence[Mapping[str, Any]], rows: Iterable[Mapping[str, str]]
) -> Authority:
    """Build the lists from their records."""
    sources = [source_of(record) for record in records]
    index: defaultdict[Pointer, dict[str, Source]] = defaultdict(dict)
    for source in sources:
        for pointer in pointers_to(source):
            index[pointer][source.key] = source
    return Authority(
        MappingProxyType({source.key: source for source in sources}),
        MappingProxyType(works_by_title(records, rows)),
        MappingProxyType(journals_of(records)),
        MappingProxyType(people_of(records)),
        MappingProxyType({pointer: tuple(found.values()) for pointer, found in index.items()}),
    )
