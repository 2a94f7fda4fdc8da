"""The phases of a relationship, in the order in which the entry tells them.

In: sections. Out: the phases of those that speak of a course in time, by heading or by the sentence
above a list. Sub-headings are phases, and so are items and paragraphs that open with a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from attachgraph.model import Kind, Passage, Section, Text
from attachgraph.reading.asserting import says_nothing
from attachgraph.reading.headings import (
    announces_phases,
    heading_below,
    heading_field,
    number_mark,
    speaks_of_else,
    stage_mark,
    tells_of_else,
)
from attachgraph.reading.labels import is_aside
from attachgraph.reading.parts.material import Material
from attachgraph.reading.sections import in_order

#: "Courtship: they meet often.", "**Courtship.** They meet.", "1⇥Courtship⇥they meet" in columns.
_PHASE: Final = re.compile(
    r"(?P<column>\d{1,2}[.)]?\t)?(?P<name>(?!(?:1[5-9]|20)\d\d)(?:[^:*_→()]|\([^()]*\)){3,60}?)(?<![.\s])"
    r"(?(column)\t|(?:[*_]*(?:\s*[:–—→]|\s-)[*_]*|\.(?:\*\*|__))\s)\s*(?=\S)"
)
#: "Courtship. They meet often.": a name, where all that stand beside it open so.
_SHORT: Final = re.compile(r"(?P<name>[^\W\d_][^.:;!?]{2,50})\.\s+(?=\S)")
#: "**Courtship** (early)": an item that is a name alone, with its words in the paragraph below.
_ALONE: Final = re.compile(r"(?P<name>[^\W\d_][^.:;!?*_→()]{2,50}?)[*_]*(?:\s*\([^()]*\))?\s*$")
#: "Honeymoon.": a fragment before the sentences of its paragraph, which has nobody in it.
_FRAGMENT: Final = re.compile(
    r"(?P<name>(?!(?:they|he|she|it|we|you|one|both|all|each|every|the|this|these|sie|er|es|ils|elles|on|ellos|ellas)\b)[^\W\d_][^.:;!?]{2,50})\.$",
    re.IGNORECASE,
)
#: "… pass through attraction, friction and distance", "… in three phases: attraction, …"
_IN_ORDER: Final = re.compile(
    r"\b(?:(?:phases|stages|steps|Phasen|Stadien|étapes|fases|etapas)\b[^.:;,]{0,30}:|(?:pass|passes|move|moves|goes|go|runs?) through)\s+(?=[^\s.])"
)
_OF_STUDY: Final = re.compile(r"\b(?:[Ww]e|[Oo]ur|participants|interview|screening|analys[ei]s)\b")
_JOINT: Final = re.compile(r",\s+(?:and\s+|then\s+)*|\s+(?:and|und|et|y)\s+")
_MARK: Final = re.compile(r"[*_]+")
_MOST_WORDS: Final = 7
_SHORT_WORDS: Final = 4
#: What a heading only lets expect, or running text, takes so many to be told.
_FEWEST: Final = 3

#: A phase before its words are read: its name, where those begin, and the texts that hold them.
_Named = tuple[Passage, int, list[Text]]


def read(material: Material) -> Iterator[Section]:
    """Read the sections that speak of a course in time, wherever they are."""
    yield from _below(material, material.entry.sections)


def _below(material: Material, sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        if section.field == "milestones" or _tells_course(material, section):
            yield from _of_section(material, section)
        else:
            yield from _below(material, section.sections)


def _tells_course(material: Material, section: Section) -> bool:
    if section.field != "other" or not material.entry.encyclopedic:
        return False
    heading = heading_below(section.heading.text, "")
    if heading is not None:
        return heading.field == "milestones"
    return (
        max(len(section.items), len(section.sections)) >= _FEWEST
        and any(
            announces_phases(text.words) and not tells_of_else(text.words)
            for text in section.sentences
        )
        and not speaks_of_else(section.heading.text)
    )


def _of_section(material: Material, section: Section) -> Iterator[Section]:
    """Read the phases of a section, unless a sentence above them says whose they are instead."""
    known = heading_field(section.heading.text)
    is_known = known is not None and known.field == "milestones"
    if not (is_known or material.entry.encyclopedic):
        return  # of an article: a sequence of analyses
    fewest = 1 if is_known else _FEWEST
    if section.sections:
        found = [replace(part, heading=_named(part.heading)) for part in section.sections]
        fewest = min(fewest, 2 if material.entry.kind is Kind.PAIRING else _FEWEST)
    else:
        named, fewest = _told(material, section, fewest)
        found = [_phase(material, *one) for one in named]
    start = found[0].heading.start if found else 0
    above = (text.words for text in section.sentences if text.passage.start < start)
    if len(found) >= fewest and not any(map(tells_of_else, above)):
        yield from found


def _told(material: Material, section: Section, fewest: int) -> tuple[list[_Named], int]:
    """Find the names in the texts of a section, and how many it takes of that form."""
    texts = in_order(section)
    opened = sum(_opens(material, text) for text in texts)
    named = _named_texts(material, section, texts, _PHASE, _MOST_WORDS)
    if len(named) >= (fewest if section.items else _FEWEST):
        return named, fewest if section.items else _FEWEST
    if section.items:
        named = _named_texts(material, section, texts, _SHORT, _SHORT_WORDS)
        if not named and len(texts) > len(section.items) >= _FEWEST:
            named = _named_texts(material, section, texts, _ALONE, _SHORT_WORDS)
            if any(len(told) == 1 for _, _, told in named[:-1]):
                named = []  # a bare list, such as one of films
        return named, max(_FEWEST, len(section.items))
    # Above the first there may be a sentence on all.
    named = _named_texts(material, section, texts, _FRAGMENT, _SHORT_WORDS)
    return (named, max(_FEWEST, opened - 1)) if named else (_in_a_sentence(texts), _FEWEST)


def _in_a_sentence(texts: Sequence[Text]) -> list[_Named]:
    """Find the names in "… pass through attraction, friction and distance"."""
    for text in texts:
        raw = text.passage
        match = _IN_ORDER.search(raw.text)
        if match is None or _OF_STUDY.search(raw.text) is not None:
            continue
        found: list[_Named] = []
        at = match.end()
        for joint in (*_JOINT.finditer(raw.text, at), None):
            stop = joint.start() if joint is not None else len(raw.text.rstrip(".!"))
            name = raw.text[at:stop]
            if (
                not 0 < len(name.split()) <= _SHORT_WORDS
                or not name.replace("-", " ").replace(" ", "").isalpha()
            ):
                break
            found.append((Passage(raw.start + at, raw.start + stop, name), raw.end, [text]))
            at = joint.end() if joint is not None else stop
        else:
            return found
    return []


def _named(heading: Passage) -> Passage:
    """Take the number off "Stage 2: Conflict" and "2.1 Conflict"."""
    mark = stage_mark(heading.text) or number_mark(heading.text)
    return Passage(heading.start + mark, heading.end, heading.text[mark:])


def _opens(material: Material, text: Text) -> bool:
    """Return whether a sentence opens a line."""
    content, start = material.prose.content, text.passage.start
    return not content[content.rfind("\n", 0, start) + 1 : start].strip(" \t*_>")


def _named_texts(
    material: Material, section: Section, texts: Sequence[Text], form: re.Pattern[str], most: int
) -> list[_Named]:
    """Find the items that open with a name, else the lines that do; what follows a name is told of it."""
    found: list[_Named] = []
    for text in texts:
        raw = text.passage
        match = None
        if text in section.items or (not section.items and _opens(material, text)):
            mark = _MARK.match(raw.text)
            at = mark.end() if mark is not None else 0
            number = stage_mark(raw.text[at:])
            # A name in bold or with a number may be a sentence by itself: look at what follows it.
            stop = raw.end + 2 if number or form is _PHASE else raw.end
            match = form.match(material.prose.content, raw.start + at + number, stop)
        if match is not None and (is_aside(raw.text) or says_nothing(match["name"])):
            continue
        if match is not None and len(match["name"].split()) <= most:
            name = _named(Passage(*match.span("name"), match["name"]))
            found.append((name, match.end(), [text]))
        elif found and (form is _ALONE or not section.items):
            found[-1][2].append(text)
    return found


def _phase(material: Material, name: Passage, start: int, texts: Sequence[Text]) -> Section:
    rest = material.prose.sentences(start, max(start, texts[0].passage.end))
    return Section(name, "other", (*rest, *texts[1:]))
