"""From blocks to an entry: what each block of a page is in the life of the entry.

In: the blocks of any dialect. Out: an :class:`~attachgraph.model.Entry`, the ranges that give it
its form, and diagnostics. Nothing is asserted here; that is the work of the extraction rules.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from attachgraph.model import Diagnostic, Entry, InfoboxRow, Kind, Mark, Passage, Section, Text
from attachgraph.reading.headings import LIST_FIELDS, MEDIA, heading_field
from attachgraph.reading.infobox import read_row
from attachgraph.reading.kinds import subject_of
from attachgraph.reading.leads import PHASE_WORDS
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Block, LineIndex
from attachgraph.reading.parts import NAME_FIELDS, PartsReader
from attachgraph.reading.sentences import read_marks, sentences

_SUBJECT: Final = re.compile(
    r"(?:An?\s+|The\s+)?(?P<subject>[A-Z“\"][^\s.,;:]*(?:\s+[^\s.,;:]+){0,5}?)\s+(?:refers?\s+to|describes?|denotes?|is|are|means?|involves?|occurs?)\b"
)
_SIGNS_OF_FAMILY: Final = 2
#: Sections below which any heading may stand: a question, a cycle's name.
_FREE_BELOW: Final = frozenset({"faqs", "debates", "cycles"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What front matter or markup says of an entry outside its text."""

    title: Passage | None = None
    kind: Kind | None = None
    #: Where the kind is declared, for a message.
    where: str = ""
    lang: str = "en"
    #: True for Markdown, whose citation marks are read.
    marked: bool = False
    #: True for an entry with our front matter.
    curated: bool = False


@dataclass(frozen=True, slots=True)
class EntryReading:
    """An entry with what is known of the account.

    Parameters
    ----------
    entry : Entry or None
        ``None`` for a text without words of its own.
    marks : tuple of Mark
        Structure, boilerplate and what could not be read.
    diagnostics : tuple of Diagnostic
        What the reader noticed.
    """

    entry: Entry | None
    marks: tuple[Mark, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Draft:
    """A section while its blocks are being gathered."""

    heading: Passage
    field: str
    depth: int
    paragraphs: list[Block] = dataclasses.field(default_factory=list)
    items: list[Block] = dataclasses.field(default_factory=list)
    parts: list[_Draft] = dataclasses.field(default_factory=list)


def read_entry(
    content: str, blocks: Sequence[Block], settings: Settings = Settings()
) -> EntryReading:
    """Read the blocks of one page."""
    return _Reader(content, blocks, settings).read()


class _Reader:
    """The walk over one page."""

    def __init__(self, content: str, blocks: Sequence[Block], settings: Settings) -> None:
        self.content = content
        self.blocks = blocks
        self.settings = settings
        self.marked = settings.marked
        self.marks: list[Mark] = []
        self.diagnostics: list[Diagnostic] = []
        self.index = LineIndex(content)
        self.known = 0

    def read(self) -> EntryReading:
        """Read title, lead, infobox and sections, then the special parts."""
        title = self._title()
        lead, captions, rows, drafts = self._gather()
        if title is None:
            return EntryReading(None, tuple(self.marks), tuple(self.diagnostics))
        settings = self.settings
        subject = subject_of(title, settings.kind, settings.where, lead, self._say)
        infobox = tuple(
            row
            for block in rows
            for row in read_row(
                self.content,
                block,
                subject.styles if subject.kind is Kind.PAIRING else (),
                marked=self.marked,
            )
        )
        for row in infobox:
            self._report_label(row)
        sections = tuple(self._section(draft) for draft in drafts)
        encyclopedic = (
            settings.curated
            or len(rows) + self.known >= _SIGNS_OF_FAMILY
            or (subject.kind in {Kind.PAIRING, Kind.STYLE} and subject.is_name)
        )
        entry = Entry(
            title=title,
            kind=subject.kind if encyclopedic else Kind.ENTRY,
            styles=subject.styles,
            style_passages=subject.passages,
            styles_inferred=subject.inferred,
            abbreviation=subject.abbreviation,
            lang=settings.lang,
            lead=lead,
            caption=captions,
            infobox=infobox,
            sections=sections,
            curated=settings.curated,
            encyclopedic=encyclopedic,
        )
        entry = self._with_parts(entry)
        return EntryReading(entry, tuple(self.marks), tuple(self.diagnostics))

    # ---- title and kind --------------------------------------------------------------------------

    def _title(self) -> Passage | None:  # noqa: C901 -- one case after another
        if self.settings.title is not None:
            return self.settings.title
        for block in self.blocks:
            if block.kind == "title":
                return block.body
        for block in self.blocks:
            if (
                block.kind == "row"
                and block.label is not None
                and fold(block.label.text) in {"term", "title", "full name", "name"}
            ):
                return block.body
        for block in self.blocks:
            if block.kind == "heading" and block.level >= 0:
                break
            match = (
                _SUBJECT.match(block.body.text) if block.kind in {"paragraph", "unparsed"} else None
            )
            if match:
                start, end = match.span("subject")
                return Passage(block.body.start + start, block.body.start + end, match["subject"])
        first = next(
            (
                b.body
                for b in self.blocks
                if b.kind in {"heading", "paragraph", "item"} and b.level >= 0
            ),
            None,
        )
        if first is None:
            return None
        self._say("no-title", first.start)
        words = re.match(r"\S+(?:\s+\S+){0,7}", first.text[:200])
        return Passage(
            first.start,
            first.start + (words.end() if words else 1),
            words[0] if words else first.text[:1],
        )

    # ---- blocks to drafts ------------------------------------------------------------------------

    def _gather(self) -> tuple[tuple[Text, ...], tuple[Text, ...], list[Block], list[_Draft]]:  # noqa: C901 -- one case after another
        """Sort the blocks into lead, caption, rows and sections, and mark what is form and not content."""
        lead: list[Text] = []
        captions: list[Text] = []
        rows: list[Block] = []
        drafts: list[_Draft] = []
        lead_open = True
        for block in self.blocks:
            if block.kind == "boilerplate":
                self._mark(block, "boilerplate")
            elif block.kind == "unparsed":
                self._mark(block, "unparsed")
                self._say_unparsed(block)
            elif block.kind == "title" or (block.kind == "heading" and block.level < 0):
                self._mark(block, "used")
            elif block.kind == "caption":
                self._mark_lead_in(block)
                captions += sentences(
                    self.content, block.body.start, block.body.end, marked=self.marked
                )
            elif block.kind == "row":
                rows.append(block)
                self._mark(block, "used")
            elif block.kind == "heading":
                self._mark(block, "used")
                self._open(drafts, block)
            elif drafts:
                self._mark_lead_in(block)
                current = drafts[-1].parts[-1] if drafts[-1].parts else drafts[-1]
                (current.paragraphs if block.kind == "paragraph" else current.items).append(block)
            elif lead_open or not rows:
                self._mark_lead_in(block)
                lead += sentences(
                    self.content, block.body.start, block.body.end, marked=self.marked
                )
                lead_open = not rows
            else:
                self._mark_lead_in(block)
                lead += sentences(
                    self.content, block.body.start, block.body.end, marked=self.marked
                )
        return tuple(lead), tuple(captions), rows, drafts

    def _open(self, drafts: list[_Draft], block: Block) -> None:
        """Open a section at the top or below the last one."""
        top = drafts[-1] if drafts else None
        name, below, known = self._classify(top, block)
        draft = _Draft(block.body, name, block.level)
        if below and top is not None:
            if block.level > 0 and top.depth == 0:
                top.depth = block.level - 1
            top.parts.append(draft)
        else:
            drafts.append(draft)
        if known:
            self.known += 1
        elif not (top is not None and below and top.field in _FREE_BELOW):
            self._say("unknown-heading", block.body.start, heading=block.body.label[:60])

    def _classify(self, top: _Draft | None, block: Block) -> tuple[str, bool, bool]:
        """Tell the field of a heading, whether it stands below the last one at the top, and whether we know it."""
        heading = heading_field(block.body.text)
        above = top.field if top is not None else ""
        if heading is not None and above and heading.parent == above:
            return (
                heading.field,
                block.level == 0 or (top is not None and block.level > top.depth),
                True,
            )
        if heading is not None and heading.field in MEDIA:
            # "Film" by itself: nobody wrote "Media Depictions" above it.
            return heading.parent, False, True
        if block.level > 0:
            below = top is not None and block.level > top.depth
            own = heading is not None and not heading.parent and not below
            return (
                heading.field if heading is not None and own else "other",
                below,
                heading is not None,
            )
        if heading is not None and not heading.parent:
            twice = (
                top is not None
                and heading.field == above
                and not (top.paragraphs or top.items or top.parts)
            )
            return heading.field, twice, True
        return "other", self._guess_below(top, block.body.text), False

    @staticmethod
    def _guess_below(top: _Draft | None, text: str) -> bool:
        if top is None:
            return False
        if top.field == "milestones":
            return PHASE_WORDS.search(text) is not None
        if top.field == "faqs":
            return text.rstrip().endswith("?")
        return top.field not in LIST_FIELDS

    def _section(self, draft: _Draft) -> Section:
        texts = tuple(
            sentence
            for block in draft.paragraphs
            for sentence in sentences(
                self.content, block.body.start, block.body.end, marked=self.marked
            )
        )
        items = tuple(read_marks(block.body, marked=self.marked) for block in draft.items)
        parts = tuple(self._section(part) for part in draft.parts)
        if not texts and not items and not parts and draft.field not in {"publications", "related"}:
            self._say("empty-section", draft.heading.start, heading=draft.heading.label[:60])
        return Section(draft.heading, draft.field, texts, items, parts)

    def _with_parts(self, entry: Entry) -> Entry:
        for section in entry.sections:
            if section.field in NAME_FIELDS:
                self.marks += (
                    Mark(text.passage.start, text.passage.end, "used") for text in section.sentences
                )
        read = PartsReader(self.content, entry, marked=self.marked).read()
        for cycle in read.cycles:
            if cycle.told and cycle.trigger is not None:
                # The words of the trigger are evidence; "Trigger:" before them gives the form.
                start = self.content.rfind("\n", 0, cycle.trigger.passage.start) + 1
                self.marks.append(Mark(start, cycle.trigger.passage.start, "used"))
        return read

    # ---- the account and the messages ------------------------------------------------------------

    def _mark(self, block: Block, kind: str) -> None:
        start = block.outer if block.outer >= 0 else block.body.start
        if block.label is not None:
            start = min(start, block.label.start)
        self.marks.append(Mark(start, block.body.end, kind))  # type: ignore[arg-type]

    def _mark_lead_in(self, block: Block) -> None:
        if 0 <= block.outer < block.body.start:
            self.marks.append(Mark(block.outer, block.body.start, "used"))

    def _report_label(self, row: InfoboxRow) -> None:
        if row.field == "other":
            self._say("unknown-label", row.label.start, label=row.label.label[:60])

    def _say_unparsed(self, block: Block) -> None:
        if block is self.blocks[-1] or block.body.end >= len(self.content.rstrip()):
            self._say("cut-off", block.body.start, words=block.body.label[-60:])
        else:
            self._say("unparsed", block.body.start, words=block.body.label[:60])

    def _say(self, name: str, offset: int, **words: str) -> None:
        line, column = self.index.place(offset)
        self.diagnostics.append(Diagnostic.of(name, line, column, **words))
