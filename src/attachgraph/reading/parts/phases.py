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
from attachgraph.reading.headings import (
    heading_below,
    heading_field,
    number_mark,
    speaks_of_else,
    stage_mark,
)
from attachgraph.reading.parts.material import Material
from attachgraph.reading.sections import in_order

_PHASE: Final = re.compile(
    r"(?P<name>(?!(?:1[5-9]|20)\d\d)[^:*_→]{3,60}?)(?<![.\s])(?:[*_]*(?:\s*[:–—→]|\s-)[*_]*|\.(?:\*\*|__))\s+(?=\S)"
)
#: "Courtship. They meet often.": a name, where all that stand beside it open so.
_SHORT: Final = re.compile(r"(?P<name>[^\W\d_][^.:;!?]{2,50})\.\s+(?=\S)")
#: "**Courtship** (early)": an item that is a name alone, with its words in the paragraph below.
_ALONE: Final = re.compile(r"(?P<name>[^\W\d_][^.:;!?*_→()]{2,50}?)[*_]*(?:\s*\([^()]*\))?\s*$")
_MARK: Final = re.compile(r"[*_]+")
_MOST_WORDS: Final = 7
_SHORT_WORDS: Final = 4
#: What a heading only lets expect, or running text, takes so many to be told.
_FEWEST: Final = 3
_ANNOUNCED: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|several|following|these|typical|zwei|drei|vier|fünf|sechs|mehrere|folgende\w*|deux|trois|quatre|cinq|plusieurs|"
    r"dos|tres|cuatro|cinco|varias|siguientes)(?: [\w-]+){0,2} (?:phases|stages|steps|Phasen|Stadien|Schritte\w*|étapes|fases|etapas)\b",
    re.IGNORECASE,
)

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
    return max(len(section.items), len(section.sections)) >= _FEWEST and any(
        _ANNOUNCED.search(text.words) is not None
        and not speaks_of_else(f"{section.heading.text} {text.words}")
        for text in section.sentences
    )


def _of_section(material: Material, section: Section) -> Iterator[Section]:
    known = heading_field(section.heading.text)
    is_known = known is not None and known.field == "milestones"
    if not (is_known or material.entry.encyclopedic):
        return  # of an article: a sequence of analyses
    fewest = 1 if is_known else _FEWEST
    if section.sections:
        found = [replace(part, heading=_named(part.heading)) for part in section.sections]
        fewest = min(fewest, 2 if material.entry.kind is Kind.PAIRING else _FEWEST)
    else:
        texts = in_order(section)
        named = _named_texts(material, section, texts, _PHASE, _MOST_WORDS)
        if len(named) < (fewest if section.items else _FEWEST):
            named = _named_texts(material, section, texts, _SHORT, _SHORT_WORDS)
            fewest = max(_FEWEST, len(section.items) or sum(_opens(material, t) for t in texts))
            if not named and len(texts) > len(section.items) >= _FEWEST:
                named = _named_texts(material, section, texts, _ALONE, _SHORT_WORDS)
                if any(len(told) == 1 for _, _, told in named[:-1]):
                    named = []  # a bare list, such as one of films
        elif not section.items:
            fewest = _FEWEST
        found = [_phase(material, *one) for one in named]
    if len(found) >= fewest:
        yield from found


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
            match = form.match(raw.text, at + stage_mark(raw.text[at:]))
        if match is not None and len(match["name"].split()) <= most:
            start, end = match.span("name")
            name = _named(Passage(raw.start + start, raw.start + end, match["name"]))
            found.append((name, raw.start + match.end(), [text]))
        elif found and (form is _ALONE or not section.items):
            found[-1][2].append(text)
    return found


def _phase(material: Material, name: Passage, start: int, texts: Sequence[Text]) -> Section:
    rest = material.prose.sentences(start, texts[0].passage.end)
    return Section(name, "other", (*rest, *texts[1:]))
