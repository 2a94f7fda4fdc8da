"""Read the works that an entry says depict it.

In: the section on depictions. Out: :class:`~attachgraph.model.Depiction` objects. A bullet without
a title, such as "Paintings or photography with emotional asymmetry …", names no work; its sentence
stays a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from attachgraph.model import Depiction, Passage, Section, Text
from attachgraph.reading.asserting import asserted
from attachgraph.reading.headings import heading_field
from attachgraph.reading.lexicon import fold
from attachgraph.reading.parts.material import Material

_YEARS: Final = r"(?P<start>(?:1[5-9]|20)\d\d)(?:\s*[–—-]\s*(?P<end>(?:1[5-9]|20)\d\d|\d\d|present|ongoing|today|now)?)?(?!\d)"
_QUOTED: Final = r"[\"“‘'*_]*(?P<title>[^\"“”\n]{1,120}?)[\"”’'*_]*"
_BY: Final = r"(?:by|dir(?:ected|\.)? by|dir\.|written by|created by)\s+(?P<by>[^:()]{2,80}?)"
# In brackets, before or after the year: "dir. A. Name, 2004", "2004, TV series", "film, 2004".
_DATED: Final = (
    rf"[(\[]\s*(?P<before>[^()\[\]\d]{{0,80}}?){_YEARS}(?P<after>[^()\[\]]{{0,80}})[)\]]"
)
#: A part of a series after its title: "S02E03", "seasons 1–2", "Season 3, Episode 7".
_PART: Final = r"(?:,?\s+\(?(?:S\d{1,2}(?:E\d{1,2})?\b|(?:esp(?:ecially|\.) )?(?:[Ss]easons?|[Ee]pisodes?|[Ee]p\.|[Vv]ols?\.|[Vv]olumes?|[Ss]eries)\s+(?:\d{1,2}|one|two|three|four|five|six)\b[^:()]{0,60}?)\)?)"
_END: Final = r"\s*(?P<rest>[:–—-]|(?<!\s[A-Z])\.|$|,)"
_FORMS: Final = (
    # Title | 2003 | …   Title | A. Name | 2003 | …
    re.compile(
        rf"{_QUOTED}\s*[|\t]\s*(?:(?P<by>[^|\t\d]{{2,60}}?)\s*[|\t]\s*)?{_YEARS}\s*(?P<rest>[|\t]|$)"
    ),
    # 2003, Title: …
    re.compile(rf"{_YEARS}\s*(?:,|:|\s[–—-])\s+{_QUOTED}(?:,?\s+{_BY})?\s*(?P<rest>:|\s[–—-]\s|$)"),
    # Title S02E03 (2015): …   Title, seasons 1–2: …
    re.compile(
        rf"[\"“‘'*_]*(?P<title>[^\"“”()\n]{{1,120}}?)[\"”’'*_]*{_PART}\s*(?:{_DATED})?{_END}"
    ),
    # Title, Jane Doe, 1961: …
    re.compile(
        rf"{_QUOTED},\s+(?P<by>(?:[A-ZÀ-Þ][\w.'’-]*\s+){{1,3}}[A-ZÀ-Þ][\w'’-]+),\s+{_YEARS}\s*(?P<rest>:|\s[–—-]\s|$)"
    ),
    # “Title”, a short story by A. Name in Magazine (2012): …
    re.compile(
        rf"[\"“*_]+(?P<title>[^\"“”*_\n]{{1,120}}?)[,.]?[\"”*_]+,?\s+(?:an?|the)\s[^:“”]{{3,120}}?(?:\(\s*{_YEARS}[^()]*\))?(?P<rest>:|\s[–—]\s|$)"
    ),
    # Author, “Title” (2004): …   Author’s *Title* (2004) …
    re.compile(
        rf"(?P<by>[A-Z][^\"“”*_:()]{{2,60}}?)(?:,|[’']s|:)\s+[\"“*_]+(?P<title>[^\"“”*_\n]{{1,120}}?)[\"”*_]+\s*{_DATED}{_END}"
    ),
    # Title (2004): …   Title by Author (2010): …   Title (dir. A. Name, 2004) – …
    re.compile(
        rf"{_QUOTED}(?:,?\s+{_BY})?\s*{_DATED}[\"”’*_]*(?:,?\s+(?:by|from|dir(?:ected|\.)?(?:\s+by)?)\s+(?P<by2>[^:()]{{2,80}}?))?{_END}"
    ),
    # Title by Author: …
    re.compile(rf"{_QUOTED},?\s+{_BY}\s*(?P<rest>:|\s[–—-]\s|$)"),
    # Title, 2004: …
    re.compile(rf"{_QUOTED},\s+{_YEARS}\s*(?P<rest>:|\s[–—-]\s|$)"),
    # Title: …
    re.compile(rf"{_QUOTED}\s*(?P<rest>:)\s"),
    # “Title” …
    re.compile(r"(?:[\"“*_]+)(?P<title>[^\"“”*_\n]{1,120}?)(?:[\"”*_]+)(?P<rest>\s|$)"),
)
_LOOSE: Final = _FORMS[-1]
_ANY_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_ANY_PART: Final = re.compile(r"S\d|[Ss]e(?:ason|ries)|[Ee]p(?:isode|\.)|[Vv]ol")
_ANY_BY: Final = re.compile(r"\b(?:by|dir|from)\b")
#: By number of the form, what a text has to have at all: a search for it costs less than the form.
_SIGNS: Final = {
    0: re.compile(r"[|\t]"),
    1: _ANY_YEAR,
    2: _ANY_PART,
    3: _ANY_YEAR,
    6: _ANY_YEAR,
    7: _ANY_BY,
    8: _ANY_YEAR,
}
_DATED_TITLE: Final = re.compile(rf"{_QUOTED}\s*{_DATED}")
#: A kind of work before its title.
_KIND_LEAD: Final = re.compile(
    r"(?:films?|movies?|(?:tv|television) (?:series|shows?)|series|books?|novels?|songs?|paintings?|poems?|plays?)\s*[:–—]\s+(?=\S)",
    re.IGNORECASE,
)
#: A kind of work after its title and year.
_KIND_TAIL: Final = re.compile(
    r" ?(?:an? )?(?:short )?(?:film|movie|(?:tv |television )?series|novel|book|memoir|song|play|story|poem|painting)\.?",
    re.IGNORECASE,
)
_CREATOR: Final = re.compile(
    r"\b(?:dir(?:ected|\.)?(?:\s+by)?|(?:written |created )?by)\s+(?P<who>[^,;()]{2,80})",
    re.IGNORECASE,
)
# Prose may hold a year in brackets that dates a study; a work's line goes on with a colon or a
# dash.
_DATED_LINE: Final = re.compile(r"(?:\d\s*[–—-]?|present|ongoing|today|now)\s*\)[\"”’*_]*\s*[:–—]")
#: What counts works and names none: "Dozens of Danish dramas", "Films by Jane Doe".
_COUNTED: Final = re.compile(
    r"(?:dozens|hundreds|scores|many|several|some|numerous|various|most|countless|few|a (?:few|number|handful)|other|early|later|contemporary|recent|modern|popular|"
    r"(?:no|any) (?:known |documented |single )?(?:films?|works?|novels?|series|depictions?|examples?))\b|"
    r"(?:films?|movies|novels|books|paintings|photographs|songs|stories|poems|plays|series|dramas|memoirs|works|portraits)\s(?:by|of|about|from|in|with)\b",
    re.IGNORECASE,
)
#: What a remark on a work says where the work is not an example.
_NO_DEPICTION: Final = re.compile(
    r"[^.;]{0,60}?\b(?:not|no|never|hardly|neither|wrongly|mistakenly|nothing|isn['’]t|doesn['’]t)\b[^.;]{0,40}\b(?:depict\w*|examples?|portray\w*|show\w*|represent\w*|instances?|illustrat\w*|"
    r"pairing|couples?|relationship|dynamic|about|fit|meant|this)\b|[^.;]{0,40}\b(?:often |sometimes |wrongly )(?:mis)?(?:cited|named|taken|labell?ed)\b[^.]{0,60}\b(?:but|though|wrongly|mistaken|in error)\b",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(
    rf"[\"“*_]*(?P<title>[^\"“”()\[\],;:\n*_]{{1,80}}?)[\"”*_]*\s*[(\[]{_YEARS}[)\]](?P<gap>,?\s+(?:and|&)\s+|[,;]\s+|\s*(?::|$|\s[–—-]\s|\.))"
)
#: A line of nothing but works: "Pier (2001), Pier Two (2004)".
_SEVERAL_ALONE: Final = re.compile(
    r"(?:[\"“*_]*[A-ZÀ-Þ\d][^\"“”()\[\],;:\n*_]{1,80}[\"”*_]* ?\((?:1[5-9]|20)\d\d\)(?:[,;] (?:and )?|\.?$)){2,40}"
)
#: Works in one item; more are a text that only looks like them.
_MOST_WORKS: Final = 40
_GENERIC: Final = frozenset(
    """paintings painting photography photographs photos songs song films film movies novels novel poems poetry sculpture
    sculptures memes artworks works series shows podcasts books plays installations portraits characters stories media
    dramas comedies romances memoirs documentaries albums ballads lyrics attachment themes examples note""".split()
)


def read(material: Material) -> Iterator[Depiction]:
    """Read the works of the sections on depictions."""
    for section in material.sections("depictions"):
        yield from _depictions_of_section(material, section)


def _depictions_of_section(material: Material, section: Section) -> Iterator[Depiction]:
    """Read the works of a section."""
    for part in (section, *section.sections):
        heading = heading_field(part.heading.label)
        medium = heading.field if heading is not None and heading.parent == "depictions" else ""
        if part is not section and heading is None and _DATED_TITLE.fullmatch(part.heading.text):
            # The work is a heading, and what is said of it stands below.
            yield from read_depictions(material.prose.text(part.heading), "", section.heading.label)
        for item in part.items:
            yield from read_depictions(item, medium, part.heading.label)
        for sentence in part.sentences:
            if _DATED_LINE.search(sentence.passage.text[:160]):
                yield from read_depictions(sentence, medium, part.heading.label)


def is_work(line: str) -> bool:
    """Return whether a line without a bullet is a work with what is said of it."""
    match = _match(line)
    if match is None or match.re is _LOOSE:
        return False
    if _SEVERAL_ALONE.fullmatch(line):
        return True
    if _KIND_TAIL.fullmatch(line, match.end()):
        return True
    return match.groupdict().get("start") is None or match["rest"].strip() in {
        ":",
        "–",
        "—",
        "-",
        "",
        "|",
    }


def read_depictions(item: Text, medium: str, section: str) -> Iterator[Depiction]:
    """Read one item: mostly one work, sometimes several, none where the item denies it."""
    several = list(_several(item))
    for words in several or [item.passage]:
        depiction = _read(item, words, medium, section)
        if depiction is not None:
            yield depiction


def _several(item: Text) -> Iterator[Passage]:
    """Cut "Pier (2001), Pier Two (2004), and Pier Three (2008): …" at its works."""
    at, found = 0, []
    text = item.passage.text
    while (match := _SEVERAL.match(text, at)) is not None:
        found.append((at, match.start("gap")))
        at = match.end()
        if not match["gap"].strip() or match["gap"].strip()[-1] not in ",;d&":
            break
    if 1 < len(found) <= _MOST_WORKS:
        for start, end in found:
            yield Passage(item.passage.start + start, item.passage.start + end, text[start:end])


def _read(item: Text, words: Passage, medium: str, section: str) -> Depiction | None:
    match = _match(words.text)
    if match is None or _NO_DEPICTION.match(
        item.passage.text, min(match.end(), len(item.passage.text))
    ):
        return None
    groups = match.groupdict()
    said = asserted(match["title"])
    begin = words.start + match.start("title")
    title = Passage(begin, words.start + match.end("title"), match["title"])
    if said is None and not _is_own_title(match):
        return None
    if said is not None and said.status is not None:
        title = Passage(begin + said.start, begin + said.end, match["title"][said.start : said.end])
        item = item._replace(status=item.status or said.status)
    start = int(groups["start"]) if groups.get("start") else None
    creators = groups.get("by") or groups.get("by2") or _creator(groups)
    return Depiction(
        item, title, start, _last_year(start, groups.get("end")), creators.strip(), medium, section
    )


def _is_own_title(match: re.Match[str]) -> bool:
    """Tell "*No Country for Old Men*" from "Not Lantern Street": marks hold a title together."""
    title = match["title"]
    return match.string[match.start("title") - 1 : match.start("title")] in set('"“*_') or (
        title.split()[0].lower() in {"never", "no", "without", "unlike"} and len(title.split()) > 1
    )


@lru_cache(maxsize=64)
def _match(text: str) -> re.Match[str] | None:
    """Match the first form whose title may be one."""
    kind = _KIND_LEAD.match(text)
    for number, form in enumerate(_FORMS):
        sign = _SIGNS.get(number)
        if sign is not None and sign.search(text) is None:
            continue
        match = form.match(text, kind.end() if kind else 0)
        if match is not None and _names_a_work(
            match["title"], dated=match.groupdict().get("start") is not None
        ):
            return match
    return None


def _creator(groups: dict[str, str | None]) -> str:
    match = _CREATOR.search(f"{groups.get('before') or ''} {groups.get('after') or ''}")
    return match["who"] if match else ""


def _last_year(start: int | None, end: str | None) -> int | None:
    if start is None or end is None or not end.isdigit():
        return None
    return int(end) if len(end) == 4 else start // 100 * 100 + int(end)  # noqa: PLR2004 -- "2016–19"


def _names_a_work(title: str, *, dated: bool) -> bool:
    """Tell a title from the subject of a sentence: longer words begin with capitals, none is a mere kind of work."""
    words = title.split()
    if not words or len(words) > 14:  # noqa: PLR2004 -- no title we met is longer
        return False
    folded = fold(title).split()
    if _COUNTED.match(title) is not None and title != title.title():
        return False
    if not folded or (not dated and set(folded) & _GENERIC and len(folded) < 4):  # noqa: PLR2004
        return False
    if dated:
        return title[:1].isupper() or title[:1].isdigit() or title[:1] in '(“"¡¿…'
    long_words = [word for word in words if len(word) > 3] or words  # noqa: PLR2004 -- "of", "and", "the" stay small
    return all(not word.lstrip("(“\"'").islower() for word in long_words)
