"""From blocks to an entry: what each block of a page is in the life of the entry.

In: the blocks of any dialect. Out: an :class:`~attachgraph.model.Entry`, the ranges that give it
its form, and diagnostics. Nothing is asserted here; that is the work of the extraction rules.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from typing import Final

from attachgraph.model import Diagnostic, Entry, InfoboxRow, Kind, Mark, Passage, Section, Text
from attachgraph.reading.blocks.title_line import names_nothing, trimmed_title
from attachgraph.reading.handouts import (
    before_next_list,
    describes,
    rows_of_handout,
    rows_of_partners,
    rows_of_styles,
    rows_of_tables,
)
from attachgraph.reading.infobox import SHARED, read_row, traits_of_section
from attachgraph.reading.kinds import Subject, subject_of
from attachgraph.reading.labels import asked_for, label_field
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Block
from attachgraph.reading.marks import Markup
from attachgraph.reading.notices import Notices
from attachgraph.reading.parts.actors import other_partners
from attachgraph.reading.parts.names import NAME_FIELDS, enumerations
from attachgraph.reading.parts.table import with_parts
from attachgraph.reading.prose import Prose
from attachgraph.reading.sections import (
    Draft,
    in_order,
    iter_sections,
    lift_records,
    open_section,
    section_of,
)
from attachgraph.reading.styles import find_styles, names_others

_SUBJECT: Final = re.compile(
    r"(?:An?\s+|The\s+)?(?P<subject>[A-Z“\"][^\s.,;:]*(?:\s+[^\s.,;:]+){0,5}?)\s+(?:refers?\s+to|describes?|denotes?|is|are|means?|involves?|occurs?)\b"
)
_FIRST_WORDS: Final = re.compile(r"\S+(?:\s+\S+){0,7}")
_NAMES_OF_THE_ENTRY: Final = frozenset({"term", "title", "full name", "name"})
#: Rows and known headings that show a page of the family.
_SIGNS_OF_FAMILY: Final = 2
#: Labels that mean what they do only of a couple or a style.
_OF_COUPLES: Final = frozenset({"names", "pattern", "cycle", "both", "contrast", "core conflict"})
#: "Common to both are:" above a list.
_TRAITS_OF_BOTH: Final = re.compile(
    r"(?!.*\b(?:not|never|neither|don['’]t)\b)(?:^(?:(?:Things|What|Ways|Habits) (?:(?:that|which) )?(?:(?:is|are) )?)?(?:common to|shared by|typical (?:of|for)|characteristic of) (?:us |them )?both\b.*:$|"
    r"^(?:both|the two)\b.* (?:shares?|shows?|tends?|brings?|common)\b.*:$|.*\b(?:share|have in common)\b.*:$)",
    re.IGNORECASE,
)
#: The title of a paper is long; what is longer is running text.
_LONGEST_TITLE: Final = 250


@dataclass(frozen=True, slots=True)
class Settings:
    """What front matter or markup says of an entry outside its text."""

    title: Passage | None = None
    kind: Kind | None = None
    #: Where the kind is declared, for a message.
    where: str = ""
    lang: str = "en"
    #: The markup whose marks are read; none for plain text.
    markup: Markup | None = None
    #: True for an entry with our front matter.
    curated: bool = False
    #: True where the format is that of articles, whatever their headings.
    article: bool = False

    def with_markup(self, markup: Markup) -> Settings:
        """Return the same settings for a text with this markup."""
        return replace(self, markup=markup)


@dataclass(frozen=True, slots=True)
class EntryReading:
    """An entry with what is known of the account; no entry for a text without words of its own."""

    entry: Entry | None
    marks: tuple[Mark, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Gathered:
    """The blocks of a page, sorted."""

    lead: list[Text] = field(default_factory=list)
    #: The same: what of it are items of lists.
    items: list[Text] = field(default_factory=list)
    captions: list[Text] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    rows: list[Block] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    #: Headings that we know.
    known: int = 0


def read_entry(
    content: str, blocks: Sequence[Block], settings: Settings = Settings()
) -> EntryReading:
    """Read title, lead, infobox and sections, then the special parts."""
    prose, notices = Prose(content, settings.markup), Notices(content)
    title = settings.title or _title(blocks, notices)
    if title is not None:
        title = trimmed_title(title)
        if names_nothing(title.text) or len(title.text) > _LONGEST_TITLE:
            notices.say("doubtful-title", title.start, title=title.label[:60])
    tables = rows_of_tables(prose, blocks)
    page = _gather(prose, blocks, notices, tables)
    if title is None:
        return EntryReading(None, tuple(page.marks), tuple(notices.found))
    subject = subject_of(title, settings.kind, settings.where, page.lead, notices.say)
    rows = [row for row in page.rows if row.start not in tables]
    infobox = _infobox(prose, rows, subject, notices)
    encyclopedic = settings.curated or (not settings.article and _is_entry(page, subject))
    sections = tuple(section_of(prose, draft, notices) for draft in page.drafts)
    entry = Entry(
        title=title,
        kind=subject.kind if encyclopedic else Kind.ENTRY,
        styles=subject.styles,
        style_passages=subject.passages,
        styles_inferred=subject.inferred,
        abbreviation=subject.abbreviation,
        lang=settings.lang,
        lead=tuple(page.lead),
        caption=tuple(page.captions),
        notes=tuple(page.notes),
        infobox=(
            *infobox,
            *_listed_traits(prose, _opening(title, page), sections, subject, tables),
        ),
        sections=sections,
        curated=settings.curated,
        encyclopedic=encyclopedic,
    )
    if not encyclopedic:
        notices.forget("unknown-heading")
    for section in iter_sections(sections):
        for move in other_partners(section, entry.styles) if section.field == "cycles" else ():
            words, both = move.words.partition(":")[0], " and ".join(entry.styles)
            notices.say("other-partner", move.passage.start, words=words, styles=both)
    entry = with_parts(prose, entry)
    marks = (*page.marks, *_marks_of_parts(content, entry))
    return EntryReading(entry, marks, tuple(notices.found))


def _opening(title: Passage, page: _Gathered) -> Section:
    """Put the lead into the form of a section below the title."""
    listed = {text.passage.start for text in page.items}
    said = (text for text in page.lead if text.passage.start not in listed)
    return Section(title, "", tuple(said), tuple(page.items))


def _is_entry(page: _Gathered, subject: Subject) -> bool:
    """Tell an entry of an encyclopedia by its rows, its headings, or its title alone."""
    if len(page.rows) + page.known >= _SIGNS_OF_FAMILY:
        return True
    return subject.kind in {Kind.PAIRING, Kind.STYLE} and subject.is_name


def _title(blocks: Sequence[Block], notices: Notices) -> Passage | None:
    """Find what a page is called, where its markup does not say so."""
    own = next((block.body for block in blocks if block.kind == "title"), None)
    named = next((block.body for block in blocks if _names_the_entry(block)), None)
    found = own or named
    if found is not None:
        return found
    found = _subject_of_lead(blocks)
    if found is not None:
        notices.say("doubtful-title", found.start, title=found.label[:60])
        return found
    first = next(
        (
            b.body
            for b in blocks
            if b.kind in {"heading", "paragraph", "item"}
            and b.level >= 0
            and b.body.text
            and not (b.kind == "heading" and names_nothing(b.body.text))
        ),
        None,
    )
    if first is None:
        return None
    notices.say("no-title", first.start)
    words = _FIRST_WORDS.match(first.text[:200])
    end = words.end() if words else 1
    return Passage(first.start, first.start + end, first.text[:end])


def _names_the_entry(block: Block) -> bool:
    return (
        block.kind == "row"
        and block.label is not None
        and fold(block.label.text) in _NAMES_OF_THE_ENTRY
    )


def _subject_of_lead(blocks: Sequence[Block]) -> Passage | None:
    """Take the subject of a first sentence such as "Codependency is …"."""
    for block in blocks:
        if block.kind == "heading" and block.level >= 0:
            return None
        match = _SUBJECT.match(block.body.text) if block.kind in {"paragraph", "unparsed"} else None
        if match:
            start, end = match.span("subject")
            return Passage(block.body.start + start, block.body.start + end, match["subject"])
    return None


def _gather(
    prose: Prose, blocks: Sequence[Block], notices: Notices, tables: Container[int]
) -> _Gathered:
    """Sort the blocks into lead, caption, rows and sections, and mark what is form and not content."""
    page = _Gathered()
    title = next((block.start for block in blocks if block.kind == "title"), -1)
    for block in blocks:
        if block.kind in {"boilerplate", "unparsed", "title", "row", "heading"}:
            page.marks.append(_whole(block))
            if block.kind == "unparsed" and block.start not in tables:
                _say_unparsed(block, notices)
            elif block.kind == "row":
                page.rows.append(block)
            elif block.kind == "heading" and block.level >= 0 and block.start > title:
                page.known += open_section(page.drafts, block, notices)
        else:
            _gather_text(prose, block, page)
    return page


def _gather_text(prose: Prose, block: Block, page: _Gathered) -> None:
    if 0 <= block.outer < block.body.start:
        page.marks.append(Mark(block.outer, block.body.start, "used"))
    if block.kind == "note":
        page.notes.append(prose.text(block.body))
    elif block.kind == "caption" or not page.drafts:
        texts = list(prose.sentences(block.body.start, block.body.end))
        (page.captions if block.kind == "caption" else page.lead).extend(texts)
        page.items += texts if block.kind == "item" else ()
    else:
        lift_records(page.drafts, block)
        page.drafts[-1].add(block)


def _whole(block: Block) -> Mark:
    kind = block.kind if block.kind in {"boilerplate", "unparsed"} else "used"
    return Mark(block.start, block.body.end, kind)


def _infobox(
    prose: Prose, rows: Sequence[Block], subject: Subject, notices: Notices
) -> tuple[InfoboxRow, ...]:
    styles = subject.styles if subject.kind is Kind.PAIRING else ()
    infobox = tuple(row for block in rows for row in read_row(prose, block, styles))
    if not subject.styles:
        # Of a meeting, "Names" are those of people.
        infobox = tuple(
            replace(row, field="other") if fold(row.label.text) in _OF_COUPLES else row
            for row in infobox
        )
    for row in infobox:
        if row.field == "other":
            notices.say("unknown-label", row.label.start, label=row.label.label[:60])
    return infobox


def _listed_traits(
    prose: Prose,
    opening: Section,
    sections: Sequence[Section],
    subject: Subject,
    tables: Mapping[int, Sequence[InfoboxRow]],
) -> Iterator[InfoboxRow]:
    """Read lists of traits that are below a heading instead of in the infobox."""
    styles = subject.styles if subject.kind is Kind.PAIRING else ()
    rows = list(chain.from_iterable(tables.values()))
    if not styles or {row.style for row in rows} == set(styles):
        yield from rows
    if len(subject.styles) < 2:  # noqa: PLR2004 -- of a couple, the traits are those of its partners
        for section in (opening, *iter_sections(sections)):
            yield from rows_of_handout(prose, section.heading, in_order(section))
            yield from rows_of_styles(prose, section.heading, section.sections)
    yield from rows_of_styles(prose, opening.heading, sections)
    yield from _announced_traits(prose, opening, styles)
    above = {
        part.heading.start: section.heading.text
        for section in iter_sections(sections)
        for part in section.sections
    }
    for section in iter_sections(sections):
        items = before_next_list(section) if section.items else _enumerated(section)
        named = {mention.key for mention in find_styles(section.heading.text, loosely=True)}
        is_titled = label_field(asked_for(section.heading.text)) == "traits" and (
            named.issubset(subject.styles) or not subject.styles
        )
        announced = list(_announced_traits(prose, section, styles))
        yield from announced
        told = describes(above.get(section.heading.start, ""), items if named else ())
        if items and is_titled and told and not announced:
            yield from traits_of_section(prose, section.heading, items, styles)
        if is_titled and styles:
            yield from rows_of_partners(prose, in_order(section), styles)


def _announced_traits(
    prose: Prose, section: Section, styles: Sequence[str]
) -> Iterator[InfoboxRow]:
    """Read the lists below "Common to both are:" and "The anxious partner:"."""
    listed = {text.passage.start for text in section.items}
    line = ""
    above = section.heading
    for is_list, run in groupby(in_order(section), lambda text: text.passage.start in listed):
        texts = tuple(run)
        if not is_list:
            line, above = texts[-1].words, texts[-1].passage
            continue
        both = line.endswith(":") and _TRAITS_OF_BOTH.match(line) is not None
        named = line.endswith(":") and label_field(asked_for(line)) == "traits"
        if both or (named and not names_others(styles, line)):
            told = texts if describes(section.heading.text, texts) else ()
            for row in traits_of_section(prose, above, told, styles):
                yield replace(row, style=SHARED) if both and styles else row


def _enumerated(section: Section) -> tuple[Text, ...]:
    """Take "reserve, irony", where it is all that stands below a heading, for a list."""
    texts = section.sentences
    return texts if len(texts) == 1 and texts[0].words[-1:].isalnum() else ()


def _marks_of_parts(content: str, entry: Entry) -> list[Mark]:
    """Mark what gives a part its form: the commas of a list of names, "Trigger:" before a trigger."""
    marks = [
        Mark(text.passage.start, text.passage.end, "used")
        for section in entry.sections
        if section.field in NAME_FIELDS
        for text in (*section.items, *enumerations(section))
    ]
    marks += [
        Mark(row.label.start, _form_ends(content, row), "used")
        for row in entry.infobox
        if row.style and len(entry.styles) < 2  # noqa: PLR2004 -- the lines of a handout
    ]
    for cycle in entry.cycles:
        if cycle.told and cycle.trigger is not None:
            start = content.rfind("\n", 0, cycle.trigger.passage.start) + 1
            marks.append(Mark(start, cycle.trigger.passage.start, "used"))
    return marks


def _form_ends(content: str, row: InfoboxRow) -> int:
    """Return where the form of a row ends: at its value, or at its label where cells are between."""
    between = content[row.label.end : row.value.start]
    return row.label.end if "|" in between or "\t" in between else row.value.start


def _say_unparsed(block: Block, notices: Notices) -> None:
    if block.rule == "cut-off":
        notices.say("cut-off", block.body.start, words=block.body.label[-60:])
    else:
        notices.say("unparsed", block.body.start, words=block.body.label[:60])
