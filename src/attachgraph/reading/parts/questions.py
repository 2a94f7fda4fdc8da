"""Questions that an entry asks and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attachgraph.model import Passage, Question, Section, Text
from attachgraph.reading.headings import heading_field
from attachgraph.reading.parts.material import Material
from attachgraph.reading.sections import in_order
from attachgraph.reading.wording import asks

_QUESTION: Final = re.compile(r"(?P<question>[^?]{3,240}\?)\s*(?P<answer>\S.*)?$", re.DOTALL)

_CHOICE: Final = re.compile(
    r"[A-Ea-e](?:[.)]\s|$)|\[[ x]\]|[☐□○]|I(?:['’]\w+)?\s|(?:yes|no|often|sometimes|never)\b",
    re.IGNORECASE,
)
_YOU: Final = re.compile(r"\byour?\b", re.IGNORECASE)

#: Sections whose headings are read as questions, or as debates, anyway, or lead to other pages.
_OWN: Final = frozenset({"faqs", "debates", "related"})


def read(material: Material) -> Iterator[Question]:
    """Read the questions of the sections that are called so, and of headings that ask."""
    for section in material.sections("faqs"):
        yield from _in_prose(material, section)
        for part in section.sections:
            told = part.sentences or part.items
            if part.heading.text.endswith("?") or (told and not heading_field(part.heading.text)):
                yield _question(material, part.heading, in_order(part), section.heading.label)
    for section in material.entry.sections:
        if section.field not in _OWN:
            yield from _in_headings(material, section, section.heading.label)


def _in_headings(material: Material, section: Section, where: str) -> Iterator[Question]:
    """Read a heading that asks, with the text or the list below it."""
    answered = section.sentences or (section.items and not _may_choose(section))
    if answered and asks(section.heading.text):
        yield _question(material, section.heading, in_order(section), where)
    for part in section.sections:
        yield from _in_headings(material, part, where)


def _may_choose(section: Section) -> bool:
    """Tell a list of choices, as of a test, from one that answers."""
    return _YOU.search(section.heading.text) is not None or any(
        _CHOICE.match(item.passage.text) for item in section.items
    )


def _in_prose(material: Material, section: Section) -> Iterator[Question]:
    """Read questions that no heading shows, each with what is up to the next."""
    heading = section.heading.label
    asked: Passage | None = None
    answers: list[Text] = []
    for text in in_order(section):
        raw = text.passage
        match = _QUESTION.match(raw.text)
        if match is None:
            answers += [text] if asked is not None else []
            continue
        if asked is not None:
            yield _question(material, asked, answers, heading)
        start, end = match.span("question")
        asked = Passage(raw.start + start, raw.start + end, match["question"])
        answers = []
        if match["answer"]:
            start = raw.start + match.start("answer")
            answers += material.prose.sentences(start, raw.end)
    if asked is not None:
        yield _question(material, asked, answers, heading)


def _question(
    material: Material, asked: Passage, answers: Sequence[Text], heading: str
) -> Question:
    whole = None
    if answers:
        start, end = answers[0].passage.start, answers[-1].passage.end
        whole = Passage(start, end, material.prose.content[start:end])
    return Question(material.prose.text(asked), whole, tuple(answers), heading)
