"""Read the works that an entry says depict it.

In: the section on depictions. Out: :class:`~attachgraph.model.Depiction` objects. A bullet without
a title, such as "Paintings or photography with emotional asymmetry …", names no work; its sentence
stays a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.model import Depiction, Passage, Section, Text
from attachgraph.reading.headings import heading_field
from attachgraph.reading.lexicon import fold
from attachgraph.reading.parts.material import Material

_YEARS: Final = r"(?P<start>(?:1[5-9]|20)\d\d)(?:\s*[–—-]\s*(?P<end>(?:1[5-9]|20)\d\d|\d\d|present|ongoing|today|now)?)?(?!\d)"
_QUOTED: Final = r"[\"“‘'*_]*(?P<title>[^\"“”\n]{1,120}?)[\"”’'*_]*"
_BY: Final = r"(?:by|dir(?:ected|\.)? by|dir\.|written by|created by|from)\s+(?P<by>[^:()]{2,80}?)"
# In brackets, before or behind the year: "dir. A. Name, 2004", "2004, TV series", "film, 2004".
_DATED: Final = rf"\(\s*(?P<before>[^()\d]{{0,80}}?){_YEARS}(?P<after>[^()]{{0,80}})\)"
_END: Final = r"\s*(?P<rest>[:–—-]|(?<!\s[A-Z])\.|$|,)"
_FORMS: Final = (
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
#: A kind of work that stands before its title.
_KIND_LEAD: Final = re.compile(
    r"(?:films?|movies?|(?:tv|television) (?:series|shows?)|series|books?|novels?|songs?|paintings?|poems?|plays?)\s*[:–—]\s+(?=\S)",
    re.IGNORECASE,
)
_CREATOR: Final = re.compile(
    r"\b(?:dir(?:ected|\.)?(?:\s+by)?|(?:written |created )?by)\s+(?P<who>[^,;()]{2,80})",
    re.IGNORECASE,
)
# Prose may hold a year in brackets that dates a study; a work's line goes on with a colon or a
# dash.
_DATED_LINE: Final = re.compile(r"(?:\d\s*[–—-]?|present|ongoing|today|now)\s*\)[\"”’*_]*\s*[:–—]")
_GENERIC: Final = frozenset(
    """paintings painting photography photographs photos songs song films film movies novels novel poems poetry sculpture
    sculptures memes artworks works series shows podcasts books plays installations portraits characters stories media
    dramas comedies romances memoirs documentaries albums ballads lyrics attachment themes examples note""".split()
)


def read(material: Material) -> Iterator[Depiction]:
    """Read the works of the sections on depictions."""
    for section in material.sections("depictions"):
        yield from _depictions_of_section(section)


def _depictions_of_section(section: Section) -> Iterator[Depiction]:
    """Read the works of a section."""
    for part in (section, *section.sections):
        heading = heading_field(part.heading.label)
        medium = heading.field if heading is not None and heading.parent == "depictions" else ""
        for item in part.items:
            depiction = read_depiction(item, medium, part.heading.label)
            if depiction is not None:
                yield depiction
        for sentence in part.sentences:
            if _DATED_LINE.search(sentence.passage.text[:160]):
                depiction = read_depiction(sentence, medium, part.heading.label)
                if depiction is not None:
                    yield depiction


def is_work(line: str) -> bool:
    """Tell whether a line without a bullet is a work with what is said of it."""
    match = _match(line)
    if match is None or match.re is _LOOSE:
        return False
    return match.groupdict().get("start") is None or match["rest"] in {":", "–", "—", "-", ""}


def read_depiction(item: Text, medium: str, section: str) -> Depiction | None:
    """Read one item."""
    match = _match(item.passage.text)
    if match is None:
        return None
    groups = match.groupdict()
    title = Passage(
        item.passage.start + match.start("title"),
        item.passage.start + match.end("title"),
        match["title"],
    )
    start = int(groups["start"]) if groups.get("start") else None
    creators = groups.get("by") or groups.get("by2") or _creator(groups)
    return Depiction(
        item, title, start, _last_year(start, groups.get("end")), creators.strip(), medium, section
    )


def _match(text: str) -> re.Match[str] | None:
    """Match the first form whose title may be one."""
    kind = _KIND_LEAD.match(text)
    for form in _FORMS:
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
    if not folded or (not dated and set(folded) & _GENERIC and len(folded) < 4):  # noqa: PLR2004
        return False
    if dated:
        return title[:1].isupper() or title[:1].isdigit() or title[:1] in '(“"¡¿…'
    long_words = [word for word in words if len(word) > 3] or words  # noqa: PLR2004 -- "of", "and", "the" stay small
    return all(not word.lstrip("(“\"'").islower() for word in long_words)
