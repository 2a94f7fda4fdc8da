"""The special parts of an entry: names, sources, phases, cycles, debates, depictions and questions.

In: an entry with its infobox and sections. Out: the same entry with these parts. Sections keep
their sentences; a part only points into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from attachgraph.model import (
    ConflictCycle,
    Entry,
    InfoboxRow,
    Item,
    Passage,
    Question,
    Section,
    Text,
)
from attachgraph.reading.cycles import cycle_of_label, cycles_of_section, read_actors
from attachgraph.reading.debates import debates_of_section
from attachgraph.reading.depictions import depictions_of_section
from attachgraph.reading.headings import heading_field
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import passage
from attachgraph.reading.sentences import read_marks, sentences, split_list

#: Sections whose sentences are enumerations of names.
NAME_FIELDS: Final = frozenset({"other-names", "antonyms", "related"})
_NAMED: Final = re.compile(
    r"(?P<name>[^:\[{]{1,120}?)(?<!\s)\s*+(?:(?P<note>:\s+.+)|(?=\[@|\{\.)|\.?$)", re.DOTALL
)
_LINKED: Final = re.compile(r"\[(?P<name>[^\]\[]+)\]\([^()\s]*\)")
_PHASE: Final = re.compile(r"[*_]*(?P<name>[^:*_]{3,60})[*_]*\s*[:–—][*_]*\s+")
_QUESTION: Final = re.compile(r"(?P<question>[^?]{3,240}\?)\s*(?P<answer>\S.*)?$", re.DOTALL)


def iter_sections(sections: Sequence[Section]) -> Iterator[Section]:
    """Walk sections and the sections below them in the order of the text."""
    for section in sections:
        yield section
        yield from iter_sections(section.sections)


def iter_texts(entry: Entry) -> Iterator[tuple[Text, str]]:
    """Walk the sentences and items of an entry."""
    yield from ((text, "Lead") for text in entry.lead)
    yield from ((text, "Figure") for text in entry.caption)
    for section in iter_sections(entry.sections):
        heading = section.heading.label
        both = sorted((*section.sentences, *section.items), key=lambda text: text.passage.start)
        yield from ((text, heading) for text in both)


class PartsReader:
    """Find the parts of one entry."""

    def __init__(self, content: str, entry: Entry, *, marked: bool) -> None:
        self._content = content
        self._entry = entry
        self._marked = marked
        self._sections: dict[str, list[Section]] = {}
        for section in entry.sections:
            self._sections.setdefault(section.field, []).append(section)

    def read(self) -> Entry:
        """Read all parts."""
        return replace(
            self._entry,
            other_names=tuple(self._names("aliases", "other-names")),
            antonyms=tuple(self._names("antonyms", "antonyms")),
            related=tuple(self._names("related", "related")),
            sources=tuple(self._sources()),
            milestones=tuple(
                phase for section in self._of("milestones") for phase in self._phases(section)
            ),
            cycles=tuple(self._cycles()),
            debates=tuple(
                debate for section in self._of("debates") for debate in debates_of_section(section)
            ),
            depictions=tuple(
                work
                for section in self._of("depictions")
                for work in depictions_of_section(section)
            ),
            questions=tuple(
                question for section in self._of("faqs") for question in self._questions(section)
            ),
        )

    def _of(self, *fields: str) -> list[Section]:
        return [section for field in fields for section in self._sections.get(field, [])]

    def _rows(self, field: str) -> Iterator[InfoboxRow]:
        return (row for row in self._entry.infobox if row.field == field)

    # ---- names and sources -----------------------------------------------------------------------

    def _names(self, row_field: str, section_field: str) -> Iterator[Item]:
        for row in self._rows(row_field):
            yield from (self._item(text, row.label.label) for text in row.items)
        for section in self._of(section_field):
            heading = section.heading.label
            for text in section.items:
                yield self._item(text, heading)
            for text in section.sentences:
                for name in split_list(
                    self._content, text.passage.start, text.passage.end, marked=self._marked
                ):
                    yield Item(name, name.passage, "", heading)

    def _item(self, text: Text, heading: str) -> Item:
        """Take a name apart from what is said of it, and from the marks around it."""
        start, raw = text.passage.start, text.passage.text
        linked = _LINKED.fullmatch(raw) if self._marked else None
        if linked is not None:
            return Item(
                text, Passage(start + 1, start + linked.end("name"), linked["name"]), "", heading
            )
        match = _NAMED.match(raw)
        if match is None:
            return Item(text, text.passage, "", heading)
        note = read_marks(
            Passage(0, 0, (match["note"] or "").lstrip(": ")), marked=self._marked
        ).words
        return Item(
            text,
            Passage(start, start + match.end("name"), match["name"]),
            note.rstrip("."),
            heading,
        )

    def _sources(self) -> Iterator[Item]:
        for row in self._rows("sources"):
            yield from (Item(text, text.passage, "", row.label.label) for text in row.items)
        for section in self._of("references", "publications"):
            for part in (section, *section.sections):
                yield from (
                    Item(text, text.passage, "", part.heading.label) for text in _in_order(part)
                )

    # ---- phases and cycles -----------------------------------------------------------------------

    def _phases(self, section: Section) -> Iterator[Section]:
        yield from section.sections
        if section.sections:
            return
        for item in section.items:
            match = _PHASE.match(item.passage.text)
            if match:
                start = item.passage.start
                name = Passage(
                    start + match.start("name"), start + match.end("name"), match["name"]
                )
                rest = sentences(
                    self._content, start + match.end(), item.passage.end, marked=self._marked
                )
                yield Section(name, "other", tuple(rest))

    def _cycles(self) -> Iterator[ConflictCycle]:
        styles = self._entry.styles
        told = [
            cycle
            for section in self._of("cycles")
            for cycle in cycles_of_section(self._content, section, styles, marked=self._marked)
        ]
        labels = [(text, row.label.label) for row in self._rows("cycle") for text in row.items]
        if len(told) == len(labels) == 1 and heading_field(told[0].label.words) is not None:
            # The section is only called "Conflict Cycle"; the infobox has the name of what it
            # tells.
            told, labels = [self._named_by(told[0], *labels[0])], []
        yield from told
        known = {fold(cycle.label.words) for cycle in told}
        prose = [text for text, _ in iter_texts(self._entry)] if labels else []
        for text, section in labels:
            if fold(text.words) not in known:
                yield read_actors(
                    self._with_trigger(cycle_of_label(self._content, text, section)), styles, prose
                )

    def _named_by(self, cycle: ConflictCycle, label: Text, section: str) -> ConflictCycle:
        trigger = (
            cycle.trigger
            or self._with_trigger(cycle_of_label(self._content, label, section)).trigger
        )
        return replace(cycle, label=label, trigger=trigger)

    def _with_trigger(self, cycle: ConflictCycle) -> ConflictCycle:
        if cycle.trigger is None:
            for row in self._rows("trigger"):
                if row.items:
                    return replace(cycle, trigger=row.items[0])
        return cycle

    # ---- questions -------------------------------------------------------------------------------

    def _questions(self, section: Section) -> Iterator[Question]:
        heading = section.heading.label
        asked: Passage | None = None
        answers: list[Text] = []
        for text in _in_order(section):
            raw = text.passage
            match = _QUESTION.match(raw.text)
            if match is None:
                answers += [text] if asked is not None else []
                continue
            if asked is not None:
                yield self._question(asked, answers, heading)
            asked = passage(
                self._content,
                raw.start + match.start("question"),
                raw.start + match.end("question"),
            )
            answers = []
            if match["answer"]:
                answers += sentences(
                    self._content, raw.start + match.start("answer"), raw.end, marked=self._marked
                )
        if asked is not None:
            yield self._question(asked, answers, heading)
        for part in section.sections:
            if part.heading.text.endswith("?") or part.sentences or part.items:
                yield self._question(part.heading, _in_order(part), heading)

    def _question(self, asked: Passage, answers: Sequence[Text], heading: str) -> Question:
        whole = (
            passage(self._content, answers[0].passage.start, answers[-1].passage.end)
            if answers
            else None
        )
        return Question(read_marks(asked, marked=self._marked), whole, tuple(answers), heading)


def _in_order(section: Section) -> list[Text]:
    """Put sentences and items of a section back into the order of the text."""
    return sorted((*section.sentences, *section.items), key=lambda text: text.passage.start)
