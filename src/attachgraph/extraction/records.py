"""Read a whole bibliographic record: APA, Harvard, Chicago, MLA, Vancouver.

In: one reference as a list of references has it. Out: what it may say, the likeliest first. Styles
differ in where the year and the title stand, and in whether a comma parts two authors or the two
names of one; where that cannot be told, both readings are given, and the list of sources decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.extraction.citations import CitedName, Reference, parse_names, parse_reference
from attachgraph.extraction.identifiers import DOI, normalise_doi
from attachgraph.reading.lexicon import fold

YEAR: Final = r"(?:1[5-9]|20)\d\d"
UNDATED: Final = r"n\.\s?d\.|in press|forthcoming|in preparation|under review|submitted|advance online publication"
_SURNAME: Final = r"(?:(?:de|da|van|von|der|den|del|della|di|la|le|du|al|el|ter|ten) )*[A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þ][\w'’-]+)?"
_INITIALS: Final = r"(?:[A-ZÀ-Þ]\.?[ -]?){1,4}"
#: Doe J, Roe RP. Tides of trust. J Couple Stud. 2004;12(2):101-19.
_VANCOUVER: Final = re.compile(
    rf"(?P<names>(?:{_SURNAME} [A-ZÀ-Þ]{{1,3}}(?:, ?)?)+(?:et al\.?)?)\.? (?P<title>[^.?!]{{3,}}[.?!])(?P<rest>.*)"
)
#: Doe, Jane, and Ann Roe. 2004. “Tides of Trust.” Journal 12 (2): 101–19.
_CHICAGO: Final = re.compile(
    rf"(?P<names>[^()\[\]“\"]{{3,300}}?)\. (?P<year>{YEAR})[a-z]?\. (?P<title>[“\"‘']?[^.?!”\"]{{3,}})"
)
#: Doe, Jane, and Ann Roe. “Tides of Trust.” Journal, vol. 12, no. 2, 2004, pp. 101-19.
_MLA: Final = re.compile(
    rf"(?P<names>[^()\[\]“\"]{{3,300}}?)[.,] [“\"‘'](?P<title>[^”\"]{{3,}}?)[.,?!]?[”\"’'],? (?P<rest>.*?\b{YEAR}\b.*)"
)
#: Doe, Jane, and Ann Roe. Tides of Trust. Harbor Press, 2004.
_MLA_BOOK: Final = re.compile(
    rf"(?P<names>{_SURNAME}, [^.]{{2,200}}?)\. (?P<title>[^.?!]{{3,}})[.?!] [^()]{{2,120}}, (?P<year>{YEAR})\.?"
)
#: Doe, J., & Roe, A. (2004). Tides of trust. Journal, 12(2), 101–119.
_DATED: Final = re.compile(
    rf"[^()]{{3,600}}?\((?:[^\W\d_]+ )?(?:\d\d? )?(?:{YEAR}|{UNDATED})[^()]{{0,30}}\)(?:[.:]? *|, *(?=[“\"‘']))[“\"‘'*_]*[^\W\d_]"
    rf"(?:(?!\((?:{YEAR}|{UNDATED}))[^.?!;]){{7,}}[.?!”\"’'*_]"
)
_FULL_GIVEN: Final = r"[A-ZÀ-Þ][\w'’-]*\.?(?: [A-ZÀ-Þ][\w'’-]*\.?){0,2}"
_FULL_NAME: Final = r"[A-ZÀ-Þ][\w'’-]+(?: (?:[A-ZÀ-Þ]\.|[\w'’-]+)){0,3} [A-ZÀ-Þ][\w'’-]+"
#: Jane Doe and Ann Roe, “Tides of Trust,” Journal 12, no. 2 (2004): 101–19.
_NOTE: Final = re.compile(
    rf"(?P<names>{_FULL_NAME}(?:, {_FULL_NAME}){{0,5}}(?:,? and {_FULL_NAME})?), "
    rf"(?:[“\"](?P<title>[^”\"]{{3,}}?),?[”\"] [^()]{{2,160}}?\((?:[^()]{{2,12}} )?(?P<year>{YEAR})\)|"
    rf"(?P<book>[A-ZÀ-Þ][^()“”\"]{{2,200}}?) \([^()]{{2,80}}, (?P<printed>{YEAR})\))"
)
#: Jane Doe, Ann Roe: Tides of Trust. Harbor, Köln 2004, S. 12.
_COLON: Final = re.compile(
    rf"(?P<names>(?:{_FULL_NAME}|{_SURNAME}, {_FULL_GIVEN})(?:(?:[;/,] ?| und | & ){_FULL_NAME}){{0,3}})(?: \((?:Hrsg|Hg|Ed)\.\))?: "
    rf"(?P<title>[A-ZÀ-Þ„“\"»][^.?!]{{3,}})[.?!] (?P<rest>.*\b{YEAR}\b.*)"
)
_ANY_YEAR: Final = re.compile(rf"(?<![\d–-])({YEAR})(?![\d–-])")
#: The number of a record, or the letters by which a wiki links back to where it is cited.
_NUMBER: Final = re.compile(
    r"^\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]|[\^↑](?:\s[a-z](?=\s))*|a b(?:\s[c-z](?=\s))*)\s+"
)
_GIVEN: Final = re.compile(
    r"[A-ZÀ-Þ][a-zß-ÿ]+(?: (?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][a-zß-ÿ]+))*|[A-ZÀ-Þ]\.(?: ?[A-ZÀ-Þ]\.)*"
)
#: No record is longer; what is, is a list of them or no record at all.
_LONGEST: Final = 2_000
_AND: Final = re.compile(r",? (?:and|&|und|y|et) ")
_ET_AL: Final = re.compile(r",? (?:et al\.?|and others)", re.IGNORECASE)


def is_record(text: str) -> bool:
    """Tell a whole record, with its title, from a citation by names and year."""
    if len(text) > _LONGEST:
        return False
    plain = without_number(" ".join(text.split()))
    if any(pattern.match(plain) for pattern in (_DATED, _CHICAGO, _MLA, _MLA_BOOK, _NOTE, _COLON)):
        return True
    vancouver = _VANCOUVER.match(plain)
    return vancouver is not None and _ANY_YEAR.search(vancouver["rest"]) is not None


def without_number(text: str) -> str:
    """Take the number off a record of a numbered list."""
    return _NUMBER.sub("", text)


def parse_record(text: str) -> Iterator[Reference]:
    """Take a record apart in the styles that it fits, the likeliest reading first.

    Examples
    --------
    >>> text = "Hazan, Cindy, and Phillip Shaver. 1987. “Romantic Love.” JPSP 52 (3): 511–24."
    >>> [(name.words, name.initials) for name in next(parse_record(text)).names]
    [('hazan', 'c'), ('phillip shaver', '')]
    """
    plain = without_number(" ".join(text.split()))
    doi = normalise_doi(plain)
    body = DOI.sub(" ", plain) if doi else plain
    if _DATED.match(body):
        yield from _dated(body, doi)
    for pattern in (_CHICAGO, _MLA, _MLA_BOOK, _NOTE, _COLON, _VANCOUVER):
        match = pattern.match(body)
        if match is None:
            continue
        groups = match.groupdict()
        found = groups.get("year") or groups.get("printed") or _last_year(groups.get("rest") or "")
        title = fold(match["title"] or match["book"])
        for names, et_al in _names(match["names"], inverted=pattern not in {_NOTE, _VANCOUVER}):
            yield Reference(names, et_al, int(found) if found else None, title, "", doi)


def _dated(body: str, doi: str) -> Iterator[Reference]:
    """Read APA and Harvard, and Wikipedia's "Doe, Jane; Roe, Ann (2004)."."""
    plain = parse_reference(body)._replace(doi=doi)
    head, _, tail = body.partition("(")
    quoted = re.match(r"[^)]*\)[.,:]? *[“\"‘'](?P<title>[^”\"’]{3,}?)[.,?!]?[”\"’']", tail)
    if quoted is not None:
        plain = plain._replace(title=fold(quoted["title"]))
    # A comma before a given name is the only one: of several, each may part two surnames.
    if ";" in head or head.count(",") == 1 or not re.search(rf", {_INITIALS}", head):
        for names, et_al in _names(head):
            yield plain._replace(names=names, et_al=et_al)
    yield plain


def _last_year(text: str) -> str:
    years = _ANY_YEAR.findall(text)
    return years[0] if years else ""


def _names(text: str, *, inverted: bool = True) -> Iterator[tuple[tuple[CitedName, ...], bool]]:
    """Read authors: each with the surname first, the first of them so, or none."""
    et_al = _ET_AL.search(text) is not None
    text = _ET_AL.sub("", text).strip(" .,;")
    if ";" in text:
        names = [name for part in text.split(";") if (name := _inverted(part)) is not None]
        if len(names) == text.count(";") + 1:
            yield tuple(names), et_al
    first, comma, rest = text.partition(", ")
    given = _GIVEN.match(rest) if comma else None
    if inverted and given is not None and not re.match(rf"{_INITIALS}(?:,|$)", rest):
        name = CitedName(fold(first), fold(given[0])[:1])
        others = _AND.sub(", ", rest[given.end() :]).strip(" ,")
        yield (name, *parse_names(others)), et_al
    yield parse_names(text), et_al


def _inverted(part: str) -> CitedName | None:
    surname, comma, given = part.strip().partition(",")
    if not comma or not fold(surname) or not fold(given):
        return None
    return CitedName(fold(surname), "".join(word[0] for word in fold(given).split()))
