"""Weigh a citation against a listed source, part by part.

In: the parts of a citation and one source. Out: whether the source fits, may fit, or does not.
Knows nothing about the list as a whole, so nothing is chosen here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import starmap
from typing import Final, NamedTuple

from attachgraph.extraction.citations import CitedName, Reference

_LONG_TITLE: Final = 4  # words; fewer are too common to stand for a title
_LONGEST_NAME: Final = 6  # words; what is longer is a sentence
_ET_AL: Final = 3  # authors: "et al." stands for two people or more (APA 7, section 8.17)


#: A part of a citation that leads to sources: its kind, and its folded words.
Pointer = tuple[str, str]


class ListedName(NamedTuple):
    """An author as the list has them."""

    #: Folded.
    surname: str
    #: Lower-case initials of the given names; ``""`` where none was seen.
    initials: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the list, as far as citations name it."""

    #: Its key, as in ``[@girme-2015]``.
    key: str
    #: Authors, of an edited book the editors.
    names: tuple[ListedName, ...]
    #: False where the list of authors was cut off or not seen.
    complete: bool
    #: Year of publication; ``None`` where it was not seen.
    year: int | None
    #: Folded title and, where it differs, the part before the colon; empty where the exact title
    #: was not seen.
    titles: tuple[str, ...]
    #: Normalised DOI, or ``""``.
    doi: str
    #: Number in PubMed, or ``""``.
    pmid: str = ""
    #: Keys that other programs have for it.
    aliases: tuple[str, ...] = ()


def pointers_to(source: Source) -> Iterator[Pointer]:
    """Name what a citation may hold that leads to a source."""
    for name in source.names[:1]:
        yield "name", name.surname
    for title in source.titles:
        yield "title", title
        yield "title begins", _first_words(title)
    yield "doi", source.doi
    yield "pmid", source.pmid
    for alias in source.aliases:
        yield "alias", alias.casefold()


def pointers_of(cited: Reference) -> Iterator[Pointer]:
    """Name what a citation holds that may lead to sources.

    A source that shares no pointer with the citation cannot fit, so the list is not walked.

    Examples
    --------
    >>> list(pointers_of(Reference((CitedName("amir levine", ""),))))
    [('name', 'amir levine'), ('name', 'levine')]
    """
    for name in cited.names[:1]:
        words = name.words.split()
        for start in range(min(len(words), _LONGEST_NAME)):
            yield "name", " ".join(words[start:])
    if cited.title:
        yield "title", cited.title
        yield "title begins", _first_words(cited.title)
    if cited.doi:
        yield "doi", cited.doi
    if cited.pmid:
        yield "pmid", cited.pmid


def _first_words(title: str) -> str:
    return " ".join(title.split(" ", _LONG_TITLE)[:_LONG_TITLE])


class Fit(Enum):
    """How a citation and a source go together."""

    FITS = "every part agrees"
    MAY_FIT = "one part points to it, and another speaks against it or cannot be compared"
    NO_FIT = "nothing points to it"


class _Verdict(Enum):
    """What the comparison of one part says."""

    AGREES = 1
    UNKNOWN = 0
    DIFFERS = -1


def compare(cited: Reference, source: Source) -> Fit:
    """Weigh a citation against a source."""
    names = _names(cited, source)
    year = _equal(cited.year, source.year)
    title = _title(cited.title, source)
    doi = _equal(cited.doi, source.doi)
    pmid = _equal(cited.pmid, source.pmid)
    parts = (
        *((cited.names, names), (cited.title, title), (cited.doi, doi), (cited.pmid, pmid)),
        (cited.year, year),
    )
    given = [verdict for part, verdict in parts if part]
    if any(part for part, _ in parts[:4]) and set(given) == {_Verdict.AGREES}:
        return Fit.FITS
    by_names = names is _Verdict.AGREES and year is not _Verdict.DIFFERS
    # Authors that were only seen in part point to a source if the year agrees as well.
    in_part = (
        names is _Verdict.UNKNOWN and bool(cited.names and source.names) and year is _Verdict.AGREES
    )
    pointed = by_names or in_part or _Verdict.AGREES in {title, doi, pmid}
    return Fit.MAY_FIT if pointed else Fit.NO_FIT


def _equal(cited: object, listed: object) -> _Verdict:
    if not cited or not listed:
        return _Verdict.UNKNOWN
    return _Verdict.AGREES if cited == listed else _Verdict.DIFFERS


def _names(cited: Reference, source: Source) -> _Verdict:
    if not cited.names:
        return _Verdict.UNKNOWN
    pairs = list(zip(cited.names, source.names, strict=False))
    if not all(starmap(same_person, pairs)):
        return _Verdict.DIFFERS
    if cited.et_al and pairs:
        is_cut = len(cited.names) < len(source.names) and len(source.names) >= _ET_AL
        return _Verdict.AGREES if is_cut or not source.complete else _Verdict.DIFFERS
    if not source.complete:
        return _Verdict.UNKNOWN
    return _Verdict.AGREES if len(cited.names) == len(source.names) else _Verdict.DIFFERS


def same_person(cited: CitedName, listed: ListedName) -> bool:
    """Return whether a name as cited is a listed one.

    Examples
    --------
    >>> same_person(CitedName("amir levine", ""), ListedName("levine", "a"))
    True
    >>> same_person(CitedName("levine", "s"), ListedName("levine", "a"))
    False
    """
    if cited.words == listed.surname:
        given = cited.initials[:1]
    elif cited.words.endswith(f" {listed.surname}"):
        # "W. Steven Rholes", "Rachel S. F. Heller": the first name may be either.
        given = cited.words[:1] + cited.initials[:1]
    else:
        return False
    return not given or not listed.initials or listed.initials[0] in given


def _title(cited: str, source: Source) -> _Verdict:
    if not cited or not source.titles:
        return _Verdict.UNKNOWN
    return _Verdict.AGREES if title_agrees(cited, source.titles) else _Verdict.DIFFERS


def title_agrees(cited: str, listed: tuple[str, ...]) -> bool:
    """Return whether a title as cited is one of the forms of a listed one.

    Examples
    --------
    >>> forms = ("attached the new science of adult attachment", "attached")
    >>> title_agrees("attached", forms), title_agrees("attached the new science", forms)
    (True, True)
    """
    if cited in listed:
        return True
    if not listed or len(cited.split()) < _LONG_TITLE:
        return False
    return f"{listed[0]} ".startswith(f"{cited} ")
