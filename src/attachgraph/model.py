"""The nouns: what a text, an entry and a statement are.

In: nothing. Out: frozen dataclasses. No RDF, no files, no network: a part of the program that reads
or writes anything imports this module, never the other way round.

Offsets are everywhere Unicode code points into :attr:`SourceText.content`; ``end`` is exclusive, so
``content[start:end]`` is the words themselves.

It is long because it is the one place where a reader finds every noun; it holds hardly any code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal, NamedTuple

from attachgraph.diagnostics import Level, refusal, rule

#: Copyright not evaluated: what can be said of a page whose licence nobody stated.
#: https://rightsstatements.org/page/CNE/1.0/
UNKNOWN_LICENCE: Final = "http://rightsstatements.org/vocab/CNE/1.0/"


#: Characters that nobody sees inside words: soft hyphen, zero-width space, marks of direction,
#: word joiner, byte order mark (Unicode 15, section 23.2). They part no word.
UNSEEN: Final = dict.fromkeys(
    [0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
_PARTED: Final = re.compile(r"([^\W\d_]+)[-\u2010\u00ad][ \t]*\r?\n[ \t]*(?=([^\W\d_]+))")
#: First and last parts of compounds that keep their hyphen at the end of a line.
_COMPOUND_HEADS: Final = frozenset(
    "all cross early ever first half high ill inter late long low mid non one second self short "
    "so three two well".split()
)
_COMPOUND_TAILS: Final = frozenset(
    "aged anxious avoidant based being centered centred driven esteem fearful focused free in "
    "informed known level like long making off old oriented out partner poor regulation related "
    "report reported rich secure seeking specific style term up wide withdraw year".split()
)


def one_line(text: str) -> str:
    """Put words on one line, as a person would read them aloud."""
    if "\n" in text and ("-" in text or "\u2010" in text or "\u00ad" in text):
        text = _PARTED.sub(_unparted, text)
    if not text.isascii():
        text = text.translate(UNSEEN)
    return " ".join(text.split())


def _unparted(match: re.Match[str]) -> str:
    """Join a word that was parted at the end of a line; a real compound keeps its hyphen."""
    head, tail = match[1], match[2]
    if "\u00ad" in match[0]:
        return head
    is_compound = (
        # "mother-in-", "in-law"
        match.string[match.start() - 1 : match.start()] == "-"
        or not tail[:1].islower()
        or head.lower() in _COMPOUND_HEADS
        or tail.lower() in _COMPOUND_TAILS
    )
    return f"{head}-" if is_compound else head


class Passage(NamedTuple):
    """A piece of a text with its place.

    Parameters
    ----------
    start, end : int
        Code points from the beginning of the text; ``end`` is exclusive.
    text : str
        The words, exactly ``content[start:end]``.
    """

    start: int
    end: int
    text: str

    @property
    def label(self) -> str:
        """The words on one line, as a person would read them aloud."""
        return one_line(self.text)


class Mark(NamedTuple):
    """A range of the text and what became of it."""

    #: Code points; ``end`` is exclusive.
    start: int
    end: int
    #: Used text is quoted by a statement or gives the entry its structure (headings, labels,
    #: bullets). Boilerplate belongs to the web site. The rest is unparsed.
    kind: Literal["used", "boilerplate", "unparsed"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text as it was given."""

    #: The decoded text; of an HTML page, the text extracted from it.
    content: str
    #: Checksum of the raw bytes, in hexadecimal.
    sha256: str
    #: Checksum of the UTF-8 of ``content``: differs from ``sha256`` for HTML and other encodings.
    content_sha256: str
    #: Such as ``text/plain``.
    media_type: str
    #: Name of the file, without the folders of the machine it lay on.
    origin: str
    #: What the text calls itself, else the name of the file.
    title: str = ""
    #: IRI of the licence, or of the statement that nobody evaluated it.
    licence: str = UNKNOWN_LICENCE
    #: Who the document says wrote it, or ``""``.
    author: str = ""
    #: Where the document says it is on the web, or ``""``.
    address: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a reader of the report should know about a document."""

    #: Errors have to be mended, warnings mean that something was left unparsed or guessed.
    level: Level
    #: Of the rule in :mod:`attachgraph.diagnostics`: ``AG101``, ``unparsed``.
    code: str
    name: str
    #: What was seen, and what can be done about it.
    message: str
    fix: str
    #: One-based place in the text.
    line: int
    column: int

    @classmethod
    def of(cls, name: str, line: int, column: int, **words: object) -> Diagnostic:
        """Make one by the name of its rule.

        Examples
        --------
        >>> Diagnostic.of("cut-off", 3, 1, words="in the").message
        'the text breaks off: “…in the”'
        """
        found, told = rule(name), refusal(name, **words)
        return cls(found.level, found.code, name, told["problem"], told["fix"], line, column)


class Status(Enum):
    """How a statement or a claim stands, from the least supported to the best."""

    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    DISPUTED = "disputed"
    INFERRED = "inferred"
    REPORTED = "reported"
    QUALIFIED = "qualified"
    WEAK = "weak"
    SUPPORTED = "supported"

    @property
    def is_contested(self) -> bool:
        """Whether something speaks against reading a statement as it stands."""
        return self in CONTESTED


#: Statements with these statuses are not plain triples: see ``docs/standing.md``.
CONTESTED: Final = (Status.CONTRADICTED, Status.UNSUPPORTED, Status.DISPUTED, Status.INFERRED)


class Citation(NamedTuple):
    """A source cited by a passage."""

    #: Key of the source in the authority list, as in ``[@supports:girme-2015]``.
    key: str
    #: Local name of the CiTO property, or ``""`` where the text does not say.
    intent: str


class Text(NamedTuple):
    """A sentence, item or value, with the marks that our own entries put on it."""

    #: The words with their marks, as the text has them.
    passage: Passage
    #: The words without marks, on one line.
    words: str
    #: Sources named in the marks, in order.
    citations: tuple[Citation, ...] = ()
    #: ``INFERRED`` where the writer says so in braces, or a hedge does; else nothing.
    status: Status | None = None
    #: Ids of the claims that the passage says it makes, in order.
    claims: tuple[str, ...] = ()
    #: The sentences of an item that has several.
    parts: tuple[Text, ...] = ()


class Kind(Enum):
    """What an entry is about."""

    PAIRING = "pairing"
    STYLE = "style"
    CONCEPT = "concept"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class InfoboxRow:
    """A row of the infobox, as written and as understood."""

    #: The label as written.
    label: Passage
    #: The value, split where its field is a list.
    items: tuple[Text, ...]
    #: The whole value.
    value: Passage
    #: Name of the field, or ``"other"``.
    field: str
    #: Style key of the partner whose row this is, ``""`` for the others.
    style: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: a leading name, and what is said of it."""

    #: The whole item.
    text: Text
    #: What is before the colon, or everything.
    name: Passage
    #: What is after the colon, on one line.
    note: str = ""
    #: Heading or infobox label under which it is.
    section: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its sentences; sub-sections hang below it."""

    #: The heading as written.
    heading: Passage
    #: Name of the section in our list, or ``"other"``.
    field: str
    #: The sentences of its paragraphs, in order.
    sentences: tuple[Text, ...] = ()
    #: Its list items, in order.
    items: tuple[Text, ...] = ()
    #: Sub-sections, in order.
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a conflict cycle: who does what."""

    #: What is done.
    action: Text
    #: Style key of the partner, ``"first"`` or ``"second"`` for two partners of one style, or
    #: ``""``.
    actor: str = ""
    #: The words that name the actor.
    actor_passage: Passage | None = None
    #: True where the actor follows from the other move and not from words of its own.
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class ConflictCycle:
    """What two partners do to each other, again and again."""

    #: The cycle's name as written.
    label: Text
    #: What sets it off.
    trigger: Text | None
    #: The steps in order; the last leads back to the first.
    moves: tuple[Move, ...]
    #: Heading or label under which it is.
    section: str
    #: True where a section tells the moves; False where they are read off the label.
    told: bool = False


@dataclass(frozen=True, slots=True)
class Debate:
    """A question on which people disagree, with their positions."""

    #: The heading, or the sentence that opens the debate.
    question: Passage
    #: Two or more sides.
    positions: tuple[Text, ...]
    #: Heading under which it is.
    section: str


@dataclass(frozen=True, slots=True)
class Depiction:
    """A work that the entry says depicts it."""

    #: The whole item.
    text: Text
    #: Title of the work as written.
    title: Passage
    #: Years as written, of a series the first and the last.
    year_start: int | None
    year_end: int | None
    #: As written after "by", or ``""``.
    creators: str
    #: ``film``, ``tv``, ``literature``, ``art``, ``music``, ``game``, ``theatre``, ``web`` or
    #: ``""``.
    medium: str
    #: Heading under which it is.
    section: str


@dataclass(frozen=True, slots=True)
class Question:
    """A frequently asked question with its answer."""

    question: Text
    #: The whole answer; ``None`` where the page leaves it out.
    answer: Passage | None
    sentences: tuple[Text, ...]
    #: The heading above it.
    section: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An encyclopedia entry, read but not yet interpreted."""

    #: The title as written.
    title: Passage
    #: What it is about.
    kind: Kind
    #: Style keys that the title names, in the order of the title.
    styles: tuple[str, ...] = ()
    #: The words that name them.
    style_passages: tuple[Passage, ...] = ()
    #: True where the second style comes from the lead and not from the title.
    styles_inferred: bool = False
    #: Abbreviation given in brackets after the title, or ``""``.
    abbreviation: str = ""
    #: Language tag of the text.
    lang: str = "en"
    #: Sentences of the lead, and of the figure's caption and description.
    lead: tuple[Text, ...] = ()
    caption: tuple[Text, ...] = ()
    #: Footnotes, in order.
    notes: tuple[Text, ...] = ()
    #: Rows in order.
    infobox: tuple[InfoboxRow, ...] = ()
    #: Sections in order, the special ones too.
    sections: tuple[Section, ...] = ()
    #: Other names, opposites, sources as written, related entries.
    other_names: tuple[Item, ...] = ()
    antonyms: tuple[Item, ...] = ()
    sources: tuple[Item, ...] = ()
    related: tuple[Item, ...] = ()
    #: Phases in order.
    milestones: tuple[Section, ...] = ()
    #: The special parts.
    cycles: tuple[ConflictCycle, ...] = ()
    debates: tuple[Debate, ...] = ()
    depictions: tuple[Depiction, ...] = ()
    questions: tuple[Question, ...] = ()
    #: What a table holds: an entry for each of its rows.
    listed: tuple[Entry, ...] = ()
    #: True for an entry with our own front matter.
    curated: bool = False
    #: False for an article or other prose: what it claims, it claims itself, and not the entry on
    #: its subject.
    encyclopedic: bool = True
    #: True for a row of a table, whose author put each remark where it stands: it is a claim,
    #: however short.
    is_row: bool = False


class Step(NamedTuple):
    """What one block rule took of a text, and for what."""

    start: int
    end: int
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Document:
    """What reading gives: the text, its entry, and what is already known of the account."""

    #: The text itself.
    text: SourceText
    #: ``None`` where the document holds no entry.
    entry: Entry | None
    #: Structure and boilerplate, in order, without overlaps.
    marks: tuple[Mark, ...] = ()
    #: What the reader noticed.
    diagnostics: tuple[Diagnostic, ...] = ()
    #: Which rule took which part of the text, in order.
    steps: tuple[Step, ...] = ()


class Node(NamedTuple):
    """A thing of the graph, before it has an IRI."""

    #: First path segment of its IRI: ``pairing``, ``alias``, ``source`` …
    kind: str
    #: The rest of the path.
    key: str
    #: Its name as a person reads it.
    label: str = ""
    #: Local name of its class in the ontology; ``""`` where another graph declares the node.
    type: str = ""
    #: Its place among its kind from 1, of moves and phases; else 0.
    order: int = 0


class Quotation(NamedTuple):
    """The words that assert a statement."""

    #: Place of the quote in the text.
    start: int
    end: int
    #: Heading or infobox label under which it is.
    section: str
    #: Name of the extraction rule that fired.
    rule: str


class Statement(NamedTuple):
    """What a text asserts, with its words."""

    #: What it is about.
    subject: Node
    #: CURIE of the property.
    predicate: str
    #: A node, or the text of a literal.
    object: Node | str
    #: One or more.
    quotations: tuple[Quotation, ...]
    #: Its standing in the literature.
    status: Status = Status.REPORTED
    #: The sources the text gives for it, with their intents.
    citations: tuple[Citation, ...] = ()
    #: Ids of the claims that its sentence makes, sorted.
    claims: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        """On what the status rests: the claims, else what the reader or writer knows of it."""
        return " ".join(self.claims) if self.claims else self.status.value


@dataclass(frozen=True, slots=True)
class Account:
    """Where every character of a text went; the three add up to the length."""

    #: Code points of the text.
    length: int
    #: Code points of each kind.
    used: int
    boilerplate: int
    unparsed: int
    #: The whole text in order, without gaps or overlaps.
    ranges: tuple[Mark, ...] = field(default=())
