"""The sources that a document lists, and what its citations in the text mean by them.

In: an entry and the authority lists. Out: each listed source with its place and match, and for a
sentence the sources that it cites. A citation is looked up in the document's own list first: what
is there was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from attachgraph.extraction.authority import Authority, SourceMatch
from attachgraph.extraction.identifiers import find_doi
from attachgraph.extraction.in_text import InText, find_citations
from attachgraph.extraction.records import is_record, without_number
from attachgraph.model import Entry, Passage, Text
from attachgraph.reading.sections import starts_below

#: The number or mark that is before a record.
_LABEL: Final = re.compile(
    r"(?:\[(?P<square>\d{1,3})\]|\(?(?P<plain>\d{1,3})[.)]|\[(?P<note>\^[^\]\s]+)\]:)\s*$"
)
_OWN_LABEL: Final = re.compile(r"\s*(?:\[(?P<square>\d{1,3})\]|(?P<plain>\d{1,3})\.)\s+(?=\D)")
_LOOKED_BACK: Final = 24
#: A year with the letter that tells two works of it apart.
_LETTER: Final = re.compile(r"\b(?:19|20)\d\d[a-z]\b")
_SMALL_WORD: Final = re.compile(r"\b[a-zà-ÿ]{3,}\b")
_REMARK: Final = re.compile(r"(?!(?:\w+ ){0,2}[A-ZÀ-Þ])[a-zà-ÿ]")
#: Small words of a line that only says where a paper is: "Version two".
_FEW: Final = 2


class Listed(NamedTuple):
    """A source of a document's own list."""

    words: Passage
    match: SourceMatch
    #: Where the item begins in which it is.
    item: int
    #: Number in the list, or the mark of a footnote: ``"3"``, ``"^a"``.
    label: str = ""


class Bibliography:
    """What one document lists and cites."""

    def __init__(self, content: str, entry: Entry, authority: Authority) -> None:
        self._content = content
        self._authority = authority
        self._by_year: dict[int | None, list[Listed]] = {}
        self.listed: tuple[Listed, ...] = tuple(self._joined(list(self._read(entry))))
        #: What is said of works: a title and its year look like an author and a year.
        self._of_works = starts_below(entry.sections, "depictions")
        #: Lines at the head of a paper that say where it is itself: its own DOI is no source.
        self._heads = frozenset(
            text.passage.start
            for text in entry.lead
            if (find_doi(text.words) or "arxiv" in text.words.casefold())
            and len(_SMALL_WORD.findall(text.words)) < _FEW
        )
        self._by_label = {one.label: one for one in reversed(self.listed) if one.label}
        self._of: dict[int, list[Listed]] = {}
        self._cited: dict[tuple[int, int], list[tuple[Passage, SourceMatch]]] = {}
        for one in self.listed:
            self._of.setdefault(one.item, []).append(one)

    def _read(self, entry: Entry) -> Iterator[Listed]:
        number = 0
        for item in entry.sources:
            if item.text.citations:
                continue
            whole = item.text.passage
            spans = self._authority.split_sources(whole.text)
            for start, end in spans:
                number += 1
                label = self._label(whole, start) or (str(number) if len(spans) == 1 else "")
                yield self._listed(whole, start, end, label)
        for note in entry.notes:
            if is_source_note(note):
                whole = note.passage
                label = self._label(whole, 0)
                for start, end in self._authority.split_sources(whole.text):
                    yield self._listed(whole, start, end, label)

    def _joined(self, listed: Sequence[Listed]) -> Iterator[Listed]:
        """Give "Doe, 1999" in a row the source of the whole record that the list has of it."""
        records = {one for one in listed if is_record(one.words.text)}
        for one in records:
            self._by_year.setdefault(one.match.year, []).append(one)
        # Below whole records, what has no year and is not known is of the page: a footer, a link.
        last = max((one.item for one in records), default=len(self._content))
        kept = [
            one
            for before, one in zip((None, *listed), listed, strict=False)
            if one.match.year
            or one.match.kind != "unresolved"
            or (one.item <= last and not _is_remark(one, before))
        ]
        known = {one: self._own(one.match, one.words.text) for one in kept if one not in records}
        for one, own in known.items():
            if own is None:
                self._by_year.setdefault(one.match.year, []).append(one)
        for one in kept:
            own = known.get(one)
            yield one if own is None else one._replace(match=own.match)

    def _label(self, whole: Passage, start: int) -> str:
        """Read the number before a record, or at its head."""
        own = _OWN_LABEL.match(whole.text, start)
        if own is not None:
            return own["square"] or own["plain"]
        at = whole.start + start
        match = _LABEL.search(self._content, max(0, at - _LOOKED_BACK), at)
        return (match["square"] or match["plain"] or match["note"]) if match else ""

    def _listed(self, whole: Passage, start: int, end: int, label: str) -> Listed:
        text = whole.text[start:end]
        start += len(text) - len(without_number(text))
        words = Passage(whole.start + start, whole.start + end, whole.text[start:end])
        return Listed(words, self._authority.resolve_source(words.label), whole.start, label)

    def of(self, text: Text) -> list[Listed]:
        """Return the sources that one item of a list holds."""
        return self._of.get(text.passage.start, [])

    def cited(self, text: Text) -> list[tuple[Passage, SourceMatch]]:
        """Find what a sentence cites, with the words that cite it; several rules ask for each."""
        place = text.passage.start, text.passage.end
        if place not in self._cited:
            self._cited[place] = list(self._find(text.passage))
        return self._cited[place]

    def _find(self, raw: Passage) -> Iterator[tuple[Passage, SourceMatch]]:
        for found in find_citations(raw.text) if raw.start not in self._heads else ():
            match = self._meant(found)
            if match is not None and not self._is_title(raw, match):
                words = raw.text[found.start : found.end]
                yield Passage(raw.start + found.start, raw.start + found.end, words), match

    def _is_title(self, raw: Passage, match: SourceMatch) -> bool:
        return (
            raw.start in self._of_works
            and match.kind != "resolved"
            and all(one.match.key != match.key for one in self._by_year.get(match.year, ()))
        )

    def meant(self, words: str) -> SourceMatch | None:
        """Return what "Doe (1990)" means, where the list or a sentence of the document has it."""
        found = self._authority.resolve_source(words)
        own = self._own(found, words)
        return found if own is None else own.match

    def _meant(self, found: InText) -> SourceMatch | None:
        if found.label:
            listed = self._by_label.get(found.label)
            return listed.match if listed is not None else None
        match = self._authority.resolve_source(found.source)
        own = self._own(match, found.source)
        if own is not None:
            return own.match
        return match if found.is_certain or match.kind == "resolved" else None

    def _own(self, cited: SourceMatch, words: str) -> Listed | None:
        """Find the one listed source that has the names and the year of a citation."""
        if not cited.surnames or cited.year is None:
            return None
        fitting = {
            one.match.key: one
            for one in self._by_year.get(cited.year, ())
            if _same_names(cited, one.match)
        }
        letter = _LETTER.search(words) if len(fitting) > 1 else None
        if letter is not None:
            fitting = {key: one for key, one in fitting.items() if letter[0] in one.words.text}
        return next(iter(fitting.values())) if len(fitting) == 1 else None


def _is_remark(one: Listed, before: Listed | None) -> bool:
    """Tell "the part on loss" behind "Doe (1990)" from a source: it opens small, and not as "van Roe"."""
    behind = before is not None and before.item == one.item and before.match.year is not None
    return behind and _REMARK.match(one.words.text) is not None


def _same_names(cited: SourceMatch, listed: SourceMatch) -> bool:
    """Return whether the names of a citation begin the authors of a listed source."""
    if not listed.surnames:
        return False
    pairs = zip(cited.surnames, listed.surnames, strict=False)
    return all(
        f" {one}".endswith(f" {other}") or f" {other}".endswith(f" {one}") for one, other in pairs
    ) and (cited.et_al or len(cited.surnames) <= len(listed.surnames))


def is_source_note(note: Text) -> bool:
    """Tell a footnote that gives a source from one that says something."""
    return is_record(note.words)
