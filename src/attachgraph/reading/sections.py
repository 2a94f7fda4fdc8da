"""Sections: which heading is below which, and a walk over what they hold.

In: headings and the blocks below them. Out: :class:`~attachgraph.model.Section` objects.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from attachgraph.model import Entry, Passage, Section, Text
from attachgraph.reading.blocks.text_lines import RECORD
from attachgraph.reading.headings import (
    LIST_FIELDS,
    MEDIA,
    PHASE_WORDS,
    announces_phases,
    heading_below,
    heading_field,
    speaks_of_else,
    stage_mark,
)
from attachgraph.reading.labels import label_field
from attachgraph.reading.lines import Block
from attachgraph.reading.notices import Notices
from attachgraph.reading.prose import Prose
from attachgraph.reading.styles import named_style
from attachgraph.reading.wording import asks

#: Sections below which any heading may be: a question, a cycle's name.
_FREE_BELOW: Final = frozenset({"faqs", "debates", "cycles"})
#: Headings that mean the same below any other.
_ANYWHERE: Final = frozenset({"cycles", "references", "related"})
#: Sections that are not a fault where they are empty: a site fills them with links.
_OFTEN_EMPTY: Final = frozenset({"publications", "related"})
#: The longest name of a phase that no level shows to be one.
_MOST_WORDS: Final = 5
#: "4.1" before a heading: the points say its level.
_NUMBERED: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?=[.)]?\s)")
#: How a heading begins that follows the phases and names none.
_ADVICE: Final = re.compile(
    r"(?:how|what|why|who|when|can|tips|advice|conclusion|strengths|challenges|outlook|coping|friends|examples?|cultur\w*|communication|wie|was|warum|tipps|c[oó]mo|qu[eé]|por|consejos|comment|pourquoi|que|conseils)\b",
    re.IGNORECASE,
)


@dataclasses.dataclass(slots=True)
class Draft:
    """A section while its blocks are being gathered."""

    heading: Passage
    field: str
    depth: int
    paragraphs: list[Block] = dataclasses.field(default_factory=list)
    items: list[Block] = dataclasses.field(default_factory=list)
    parts: list[Draft] = dataclasses.field(default_factory=list)

    def add(self, block: Block) -> None:
        """Add a paragraph or an item to the last part."""
        last = self.parts[-1] if self.parts else self
        (last.paragraphs if block.kind == "paragraph" else last.items).append(block)

    @property
    def is_empty(self) -> bool:
        """True where nothing is below the heading yet."""
        return not (self.paragraphs or self.items or self.parts)


class _Place(NamedTuple):
    field: str
    below: bool
    known: bool


def open_section(drafts: list[Draft], block: Block, notices: Notices) -> bool:
    """Open a section at the top or below the last one; tell whether we know its heading."""
    top = drafts[-1] if drafts else None
    place = _place(top, block)
    draft = Draft(block.body, place.field, block.level)
    if place.below and top is not None:
        if block.level > 0 and top.depth == 0:
            top.depth = block.level - 1
        top.parts.append(draft)
    else:
        drafts.append(draft)
    is_free = top is not None and place.below and top.field in _FREE_BELOW
    words = block.body.text
    means = asks(words) or label_field(words) == "traits"
    means = means or (top is not None and top.field == "milestones" and stage_mark(words) > 0)
    known = place.known and heading_field(words) is not None
    if not (place.known or is_free or means):
        notices.say("unknown-heading", block.body.start, heading=block.body.label[:60])
    return known


def lift_records(drafts: list[Draft], block: Block) -> None:
    """Take "Literatur" out of the depictions where the first thing below it is a whole record."""
    last = drafts[-1].parts[-1] if drafts[-1].parts else None
    lists = last is not None and last.field == "literature" and last.is_empty
    if last is not None and lists and RECORD.match(block.body.text):
        last.field = "references"
        drafts.append(drafts[-1].parts.pop())


def _place(top: Draft | None, block: Block) -> _Place:
    """Tell the field of a heading, and whether it is below the last one at the top."""
    above = top.field if top is not None else ""
    heading = heading_below(block.body.text, above)
    deeper = top is not None and block.level > top.depth
    if top is not None and not top.depth and heading is not None and not heading.parent:
        # A line in bold type has no sections of their own name below it.
        deeper = False
    if heading is None:
        below = deeper if block.level > 0 else _guess_below(top, block.body.text)
        return _Place("other", below or _is_next_phase(top, block), known=False)
    if above and heading.parent == above:
        below = block.level == 0 or deeper or _is_next_phase(top, block)
        own = not below and above == "depictions"  # "Books" beside "Films"
        return _Place(above if own else heading.field, below, known=True)
    if heading.field in MEDIA:
        # "Film" by itself: nobody wrote "Media Depictions" above it.
        return _Place(heading.parent, below=False, known=True)
    if block.level > 0:
        # Below "Film", "History" is that of the film; a cycle is one wherever it is told.
        free = not deeper or above == "other" or heading.field in _ANYWHERE
        own = not heading.parent and free
        return _Place(heading.field if own else "other", deeper, known=True)
    if heading.parent:
        return _Place("other", _guess_below(top, block.body.text), known=False)
    twice = top is not None and heading.field == above and top.is_empty
    return _Place(heading.field, twice, known=True)


def _is_next_phase(top: Draft | None, block: Block) -> bool:
    """Tell the name of a phase at the level of the heading above, where no words show what is one."""
    if top is None or top.field != "milestones" or top.items:
        return False
    if not all(announces_phases(paragraph.body.text) for paragraph in top.paragraphs):
        return False
    words = block.body.text
    return (
        all(part.depth == block.level for part in top.parts)
        and block.level in {0, top.depth}
        and len(words.split()) <= _MOST_WORDS
        and _ADVICE.match(words) is None
        and not speaks_of_else(words)
    )


def _guess_below(top: Draft | None, text: str) -> bool:
    if top is None:
        return False
    above, own = _NUMBERED.match(top.heading.text), _NUMBERED.match(text)
    if above is not None and own is not None:
        return own[0].count(".") > above[0].count(".")
    if top.field == "milestones":
        return PHASE_WORDS.search(text) is not None
    if top.field == "faqs":
        return text.rstrip().endswith("?")
    return top.field not in LIST_FIELDS and not named_style(text)


def section_of(prose: Prose, draft: Draft, notices: Notices) -> Section:
    """Cut the paragraphs and items of a draft into sentences."""
    texts = tuple(
        sentence
        for block in draft.paragraphs
        for sentence in prose.sentences(block.body.start, block.body.end)
    )
    items = tuple(_item(prose, block) for block in draft.items)
    parts = tuple(section_of(prose, part, notices) for part in draft.parts)
    if not texts and not items and not parts and draft.field not in _OFTEN_EMPTY:
        notices.say("empty-section", draft.heading.start, heading=draft.heading.label[:60])
    return Section(draft.heading, draft.field, texts, items, parts)


def _item(prose: Prose, block: Block) -> Text:
    text = prose.text(block.body)
    parts = tuple(prose.sentences(block.body.start, block.body.end))
    return text._replace(parts=parts) if len(parts) > 1 else text


def iter_sections(sections: Sequence[Section]) -> Iterator[Section]:
    """Walk sections and the sections below them in the order of the text."""
    for section in sections:
        yield section
        yield from iter_sections(section.sections)


def in_order(section: Section) -> list[Text]:
    """Put sentences and items of a section back into the order of the text."""
    return sorted((*section.sentences, *section.items), key=lambda text: text.passage.start)


def starts_below(sections: Sequence[Section], field: str) -> frozenset[int]:
    """Return where the sentences and items begin that are in sections of a field, or below them."""
    return frozenset(
        text.passage.start
        for section in iter_sections(sections)
        if section.field == field
        for part in iter_sections((section,))
        for text in (*part.sentences, *part.items)
    )


def iter_texts(entry: Entry) -> Iterator[tuple[Text, str]]:
    """Walk the sentences and items of an entry, each with the heading it is under."""
    yield from ((text, "Lead") for text in entry.lead)
    yield from ((text, "Figure") for text in entry.caption)
    for section in iter_sections(entry.sections):
        heading = section.heading.label
        yield from ((text, heading) for text in in_order(section))
    yield from ((text, "Notes") for text in entry.notes)
