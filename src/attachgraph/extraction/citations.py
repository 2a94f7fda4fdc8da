"""Take a citation as written apart: names, year, title, identifier.

In: the words of one citation, in any of the styles that encyclopedia pages use. Out: its parts, and
a key for it. Knows no list of sources; whether the parts fit one is decided in
:mod:`attachgraph.extraction.authority`.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from attachgraph.extraction.identifiers import DOI, PMID, find_pmid, normalise_doi
from attachgraph.reading.lexicon import fold, slug

_YEAR: Final = r"(?:1[5-9]|20)\d\d"
# That the bracket is closed is seen first: else each year in it would be tried in vain.
_BRACKETED_YEAR: Final = re.compile(
    rf"[(\[](?=[^()\[\]]*+[)\]])([^()\[\]]*?)\b({_YEAR})[a-z]?\b[^()\[\]]*[)\]]"
)
_LAST_YEAR: Final = re.compile(rf"(?:^|[,\s])\s*({_YEAR})[a-z]?\s*\.?\s*$")
_NOTE: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
#: What stands for the authors that are not named.
OTHERS: Final = r"(?:,?\s*\b(?:et\.?\s+[aá]l\b|et\s+coll\b|y\s+cols?\b|and\s+others\b|(?:and|&)\s+colleagues\b|und\s+Kolleg(?:en|innen)\b|et\s+collègues\b|y\s+colaboradores\b|u\.\s?a\b)\.?)"
_ET_AL: Final = re.compile(OTHERS, re.IGNORECASE)
_BETWEEN_NAMES: Final = re.compile(r"\s*(?:[,;&/]|\b(?:and|und|et|y)\b)\s*")
_INITIALS: Final = re.compile(r"(?:[A-ZÀ-Þ]\.?[\s-]*){1,4}")
_BY: Final = re.compile(r"(?P<title>.+?),?\s+by\s+(?P<names>[^\W\d_].*)", re.DOTALL)
_SENTENCE_END: Final = re.compile(r"[.?!](?=\s|$)")
_JOINER: Final = re.compile(r"&|\band\b", re.IGNORECASE)
_AROUND_NAMES: Final = ' ,;:*_"“”'
_AROUND: Final = _AROUND_NAMES + "."


class CitedName(NamedTuple):
    """An author as a citation names them."""

    #: Folded words without initials: a surname, or a given name and a surname.
    words: str
    #: Lower-case initials where the citation gives any, such as ``"ja"``.
    initials: str


class Reference(NamedTuple):
    """The parts of a citation; a part that is not there is empty."""

    #: Authors in the order given.
    names: tuple[CitedName, ...] = ()
    #: True where the list of authors is cut short.
    et_al: bool = False
    #: Year of publication.
    year: int | None = None
    #: Folded title.
    title: str = ""
    #: What else is in brackets, such as ``"EFT"``.
    note: str = ""
    #: Normalised DOI.
    doi: str = ""
    #: Number in PubMed.
    pmid: str = ""


def source_key(citation: str) -> str:
    """Name the node of a citation that stays as written."""
    return slug(_JOINER.sub(" ", citation))


def parse_names(text: str) -> tuple[CitedName, ...]:
    """Split a list of authors into names.

    "Surname, Given" with a given name written out reads as two people. Such a citation then fits no
    source and stays unresolved, which is the safe side.

    Examples
    --------
    >>> [name.words for name in parse_names("Simpson, J. A., Rholes, & Phillips")]
    ['simpson', 'rholes', 'phillips']
    """
    names: list[CitedName] = []
    for part in _BETWEEN_NAMES.split(" ".join(text.split())):
        words = part.strip(_AROUND_NAMES)
        if not fold(words):
            continue
        if _INITIALS.fullmatch(words):
            if names:
                names[-1] = CitedName(names[-1].words, _letters(words))
        else:
            names.append(_one_name(words))
    return tuple(names)


def _letters(initials: str) -> str:
    return "".join(c for c in fold(initials) if c.isalpha())


def _one_name(text: str) -> CitedName:
    words = text.split()
    # "Simpson JA": initials after the surname. "Jeffry A. Simpson": initials within the name.
    initials = [word for word in words if _INITIALS.fullmatch(word) and len(words) > 1]
    rest = [word for word in words if word not in initials]
    if not rest:
        rest, initials = words, []
    return CitedName(fold(" ".join(rest)), _letters(" ".join(initials)))


def parse_reference(citation: str) -> Reference:
    """Take a citation apart."""
    doi = normalise_doi(citation)
    text = DOI.sub(" ", citation) if doi else citation
    pmid = find_pmid(citation)
    text = PMID.sub(" ", text) if pmid else text
    head, note, year, tail = _at_year(" ".join(text.split()))
    et_al = _ET_AL.search(head) is not None
    head = _ET_AL.sub(" ", head)
    note = note or next((found[1].strip() for found in _NOTE.finditer(head)), "")
    head = _NOTE.sub(" ", head).strip(_AROUND_NAMES)
    title = fold(_SENTENCE_END.split(tail.strip(_AROUND), maxsplit=1)[0])
    by = _BY.fullmatch(head)
    if by is not None:
        head, title = by["names"], fold(by["title"])
    return Reference(parse_names(head), et_al, year, title, note, doi, pmid)


def _at_year(text: str) -> tuple[str, str, int | None, str]:
    """Cut at the year: what is before it, next to it in its brackets, the year, what is after."""
    bracketed = _BRACKETED_YEAR.search(text)
    if bracketed is not None:
        note = bracketed[1].strip(" ,;")
        return text[: bracketed.start()], note, int(bracketed[2]), text[bracketed.end() :]
    last = _LAST_YEAR.search(text)
    if last is not None:
        return text[: last.start()], "", int(last[1]), ""
    return text, "", None, ""
