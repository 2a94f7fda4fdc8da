"""Read debates: a question on which people disagree, and the sides they take.

In: the section on debates. Out: :class:`~attachgraph.model.Debate` objects, each with two sides or
more. In prose a side opens with "Some researchers …" and the next with "Others …"; in our own
entries a heading is the question and each list item a side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attachgraph.model import Debate, Passage, Section, Text
from attachgraph.reading.parts.material import Material

_OPENS: Final = re.compile(
    r"(?:Some|Many|Several|A few|Certain|Proponents|Advocates|Supporters|Defenders|On (?:the )?one (?:hand|side)|"
    r"One (?:view|camp|side|position)|Critics|Skeptics|Sceptics)\b"
)
_ANSWERS: Final = re.compile(
    r"(?:(?:Still )?[Oo]thers?|Other (?:researchers|clinicians|scholars|therapists|theorists|experts|authors)|Critics|Opponents|"
    r"Skeptics|Sceptics|Conversely|By contrast|In contrast|On the other (?:hand|side)|However|Another (?:view|camp|side|position)|"
    r"The other (?:view|camp|side|position))\b"
)
_AGREES: Final = re.compile(r"\b(?:both (?:sides |camps )?agree|all (?:sides )?agree)\b")
_BOTH: Final = re.compile(
    r"(?:(?:While|Whereas|Although)\s+)?(?P<one>(?:[Ss]ome|[Mm]any|[Ss]everal|[Pp]roponents|[Ss]upporters|[Aa]dvocates|[Cc]ritics)\b[^.]+?)"
    r"[,;]\s+(?:(?:while|whereas|but|and|yet)\s+)?(?P<other>(?:others?|critics|opponents|skeptics|sceptics|other \w+)\b[^.]+?)\.?"
)
_TOPIC: Final = re.compile(
    r"\b(?:debate[sd]?|question(?:s|ed)?|controvers\w+|disagree\w*|disput\w+|contest\w+|unclear|unsettled|open)\b",
    re.IGNORECASE,
)
_WHETHER: Final = re.compile(r"\b(?:whether|if|how|why|to what extent)\b.*?(?<![.?!])(?=[.?!]*+$)")


def read(material: Material) -> Iterator[Debate]:
    """Read the debates of the sections on debates."""
    for section in material.sections("debates"):
        yield from _debates_of_section(section)


def _debates_of_section(section: Section) -> Iterator[Debate]:
    """Read the debates of a section."""
    for part in section.sections:
        sides = part.items or part.sentences
        if len(sides) > 1 and (part.items or any(_ANSWERS.match(s.words) for s in sides[1:])):
            positions = part.items or tuple(s for s in sides if _takes_side(s.words))
            if len(positions) > 1:
                yield Debate(part.heading, tuple(positions), part.heading.label)
                continue
        yield from _debates_of_prose(part.sentences, part.heading.label)
    if len(section.items) > 1:
        yield from _debates_of_prose(section.items, section.heading.label)
    yield from _debates_of_prose(section.sentences, section.heading.label)


def _takes_side(words: str) -> bool:
    return (_OPENS.match(words) or _ANSWERS.match(words)) is not None and _AGREES.search(
        words
    ) is None


def _debates_of_prose(sentences: Sequence[Text], heading: str) -> Iterator[Debate]:
    """Gather sides as they follow each other; a sentence before them may say what the debate is about."""
    sides: list[Text] = []
    topic: Text | None = None
    before: Text | None = None
    for sentence in sentences:
        if sides and _ANSWERS.match(sentence.words) and not _AGREES.search(sentence.words):
            sides.append(sentence)
            continue
        if len(sides) > 1:
            yield Debate(_question(sides[0], topic), tuple(sides), heading)
        sides, topic = [], before
        both = _both_sides(sentence)
        if both:
            yield Debate(_question(sentence, before), both, heading)
        elif _OPENS.match(sentence.words):
            sides = [sentence]
        before = sentence
    if len(sides) > 1:
        yield Debate(_question(sides[0], topic), tuple(sides), heading)


def _both_sides(sentence: Text) -> tuple[Text, ...]:
    """Cut a sentence that holds both sides: "While some hold that …, others warn that …"."""
    raw = sentence.passage
    match = _BOTH.fullmatch(raw.text)
    if match is None or sentence.citations:
        return ()
    return tuple(
        sentence._replace(passage=part, words=part.label)
        for part in (
            Passage(raw.start + match.start(n), raw.start + match.end(n), match[n])
            for n in ("one", "other")
        )
    )


def _question(side: Text, topic: Text | None) -> Passage:
    """Take the indirect question out of the sentence that opens the debate or out of the first side, or the whole."""
    opens = topic is not None and _TOPIC.search(topic.words) is not None
    raw = topic.passage if topic is not None and opens else side.passage
    match = _WHETHER.search(raw.text)
    if match is None or "[@" in match[0]:
        return raw
    return Passage(raw.start + match.start(), raw.start + match.end(), match[0])
