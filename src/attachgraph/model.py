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
_PARTED: Final = re.compile(r"([^\W\d_]+)[-\u2010][ \t]*\r?\n[ \t]*(?=([^\W\d_]+))")
#: First and last parts of compounds that keep their hyphen at the end of a line.
_COMPOUND_HEADS: Final = frozenset(
    "all cross early ever first half high ill inter late long low mid non one second self short "
    "three two well".split()
)
_COMPOUND_TAILS: Final = frozenset(
    "aged anxious avoidant based being centered centred driven esteem fearful focused free in "
    "informed known level like long making off old oriented out partner poor regulation related "
    "report reported rich secure seeking specific style term up wide withdraw year".split()
)


def one_line(text: str) -> str:
    r"""Put words on one line, as a person would read them aloud.

    Examples
    --------
    >>> one_line("the other with-\ndraws"), one_line("a couple-\nbased program")
    ('the other withdraws', 'a couple-based program')
    """
    if ("\n" in text) and ("-" in text or "\u2010" in text):
        text = _PARTED.sub(_unparted, text)
    if not text.isascii():
        text = text.translate(UNSEEN)
    return " ".join(text.split())


def _unparted(match: re.Match[str]) -> str:
    """Join a word that was parted at the end of a line; a real compound keeps its hyphen."""
    head, tail = match[1], match[2]
    is_compound = (
        not tail[:1].islower() or head.lower() in _COMPOUND_HEADS or tail.lower() in _COMPOUND_TAILS
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
    """A range of the text and what became of it.

    Parameters
    ----------
    start, end : int
        Code points; ``end`` is exclusive.
    kind : {"used", "boilerplate", "unparsed"}
        Used text is quoted by a statement or gives the entry its structure (headings, labels,
        bullets). Boilerplate belongs to the web site. The rest is unparsed.
    """

    start: int
    end: int
    kind: Literal["used", "boilerplate", "unparsed"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text as it was given.

    Parameters
    ----------
    content : str
        The decoded text; of an HTML page, the text extracted from it.
    sha256 : str
        Checksum of the raw bytes, in hexadecimal.
    content_sha256 : str
        Checksum of the UTF-8 of ``content``: differs from ``sha256`` for HTML and other encodings.
    media_type : str
        Such as ``text/plain``.
    origin : str
        Name of the file, without the folders of the machine it lay on.
    title : str
        What the text calls itself, else the name of the file.
    licence : str
        IRI of the licence, or of the statement that nobody evaluated it.
    author : str
        Who the document says wrote it, or ``""``.
    address : str
        Where the document says it stands on the web, or ``""``.
    """

    content: str
    sha256: str
    content_sha256: str
    media_type: str
    origin: str
    title: str = ""
    licence: str = UNKNOWN_LICENCE
    author: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a reader of the report should know about a document.

    Parameters
    ----------
    level : {"error", "warning", "info"}
        Errors have to be mended, warnings mean that something was left unparsed or guessed.
    code, name : str
        Of the rule in :mod:`attachgraph.diagnostics`: ``AG101``, ``unparsed``.
    message, fix : str
        What was seen, and what can be done about it.
    line, column : int
        One-based place in the text.
    """

    level: Level
    code: str
    name: str
    message: str
    fix: str
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
    """How a statement or a claim stands, from the worst borne out to the best."""

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


#: What stands so is no plain triple: see ``docs/standing.md``.
CONTESTED: Final = (Status.CONTRADICTED, Status.UNSUPPORTED, Status.DISPUTED, Status.INFERRED)


class Citation(NamedTuple):
    """A source called upon by a passage.

    Parameters
    ----------
    key : str
        Key of the source in the authority list, as in ``[@supports:girme-2015]``.
    intent : str
        Local name of the CiTO property, or ``""`` where the text does not say.
    """

    key: str
    intent: str


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence, item or value, with the marks that our own entries put on it.

    Parameters
    ----------
    passage : Passage
        The words with their marks, as the text has them.
    words : str
        The words without marks, on one line.
    citations : tuple of Citation
        Sources named in the marks, in order.
    status : Status or None
        ``INFERRED`` where the writer says so in braces, or a hedge does; else nothing.
    claims : tuple of str
        Ids of the claims that the passage says it makes, in order.
    parts : tuple of Text
        The sentences of an item that has several.
    """

    passage: Passage
    words: str
    citations: tuple[Citation, ...] = ()
    status: Status | None = None
    claims: tuple[str, ...] = ()
    parts: tuple[Text, ...] = ()


class Kind(Enum):
    """What an entry is about."""

    PAIRING = "pairing"
    STYLE = "style"
    CONCEPT = "concept"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class InfoboxRow:
    """A row of the infobox, as written and as understood.

    Parameters
    ----------
    label : Passage
        The label as written.
    items : tuple of Text
        The value, split where its field is a list.
    value : Passage
        The whole value.
    field : str
        Name of the field, or ``"other"``.
    style : str
        Style key of the partner whose row this is, ``""`` for the others.
    """

    label: Passage
    items: tuple[Text, ...]
    value: Passage
    field: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: a leading name, and what is said of it.

    Parameters
    ----------
    text : Text
        The whole item.
    name : Passage
        What stands before the colon, or everything.
    note : str
        What stands behind the colon, on one line.
    section : str
        Heading or infobox label under which it stands.
    """

    text: Text
    name: Passage
    note: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its sentences; sub-sections hang below it.

    Parameters
    ----------
    heading : Passage
        The heading as written.
    field : str
        Name of the section in our list, or ``"other"``.
    sentences : tuple of Text
        The sentences of its paragraphs, in order.
    items : tuple of Text
        Its list items, in order.
    sections : tuple of Section
        Sub-sections, in order.
    """

    heading: Passage
    field: str
    sentences: tuple[Text, ...] = ()
    items: tuple[Text, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a conflict cycle: who does what.

    Parameters
    ----------
    action : Text
        What is done.
    actor : str
        Style key of the partner, ``"first"`` or ``"second"`` for two partners of one style, or
        ``""``.
    actor_passage : Passage or None
        The words that name the actor.
    inferred : bool
        True where the actor follows from the other move and not from words of its own.
    """

    action: Text
    actor: str = ""
    actor_passage: Passage | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class ConflictCycle:
    """What two partners do to each other, again and again.

    Parameters
    ----------
    label : Text
        The cycle's name as written.
    trigger : Text or None
        What sets it off.
    moves : tuple of Move
        The steps in order; the last leads back to the first.
    section : str
        Heading or label under which it stands.
    told : bool
        True where a section tells the moves; False where they are read off the label.
    """

    label: Text
    trigger: Text | None
    moves: tuple[Move, ...]
    section: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Debate:
    """A question on which people disagree, with their positions.

    Parameters
    ----------
    question : Passage
        The heading, or the sentence that opens the debate.
    positions : tuple of Text
        Two or more sides.
    section : str
        Heading under which it stands.
    """

    question: Passage
    positions: tuple[Text, ...]
    section: str


@dataclass(frozen=True, slots=True)
class Depiction:
    """A work that the entry says depicts it.

    Parameters
    ----------
    text : Text
        The whole item.
    title : Passage
        Title of the work as written.
    year_start, year_end : int or None
        Years as written, of a series the first and the last.
    creators : str
        As written behind "by", or ``""``.
    medium : str
        ``film``, ``tv``, ``literature``, ``art``, ``music``, ``game``, ``theatre``, ``web`` or
        ``""``.
    section : str
        Heading under which it stands.
    """

    text: Text
    title: Passage
    year_start: int | None
    year_end: int | None
    creators: str
    medium: str
    section: str


@dataclass(frozen=True, slots=True)
class Question:
    """A frequently asked question with its answer.

    Parameters
    ----------
    question : Text
        The question as written.
    answer : Passage or None
        The whole answer; ``None`` where the page leaves it out.
    sentences : tuple of Text
        The answer's sentences.
    section : str
        Heading under which it stands.
    """

    question: Text
    answer: Passage | None
    sentences: tuple[Text, ...]
    section: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An encyclopedia entry, read but not yet interpreted.

    Parameters
    ----------
    title : Passage
        The title as written.
    kind : Kind
        What it is about.
    styles : tuple of str
        Style keys that the title names, in the order of the title.
    style_passages : tuple of Passage
        The words that name them.
    styles_inferred : bool
        True where the second style comes from the lead and not from the title.
    abbreviation : str
        Abbreviation given in brackets behind the title, or ``""``.
    lang : str
        Language tag of the text.
    lead, caption : tuple of Text
        Sentences of the lead, and of the figure's caption and description.
    notes : tuple of Text
        Footnotes, in order.
    infobox : tuple of InfoboxRow
        Rows in order.
    sections : tuple of Section
        Sections in order, the special ones too.
    other_names, antonyms, sources, related : tuple of Item
        Other names, opposites, sources as written, related entries.
    milestones : tuple of Section
        Phases in order.
    cycles, debates, depictions, questions : tuple
        The special parts.
    curated : bool
        True for an entry with our own front matter.
    encyclopedic : bool
        False for an article or other prose: what it claims, it claims itself, and not the entry
        on its subject.
    """

    title: Passage
    kind: Kind
    styles: tuple[str, ...] = ()
    style_passages: tuple[Passage, ...] = ()
    styles_inferred: bool = False
    abbreviation: str = ""
    lang: str = "en"
    lead: tuple[Text, ...] = ()
    caption: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    infobox: tuple[InfoboxRow, ...] = ()
    sections: tuple[Section, ...] = ()
    other_names: tuple[Item, ...] = ()
    antonyms: tuple[Item, ...] = ()
    sources: tuple[Item, ...] = ()
    related: tuple[Item, ...] = ()
    milestones: tuple[Section, ...] = ()
    cycles: tuple[ConflictCycle, ...] = ()
    debates: tuple[Debate, ...] = ()
    depictions: tuple[Depiction, ...] = ()
    questions: tuple[Question, ...] = ()
    curated: bool = False
    encyclopedic: bool = True


class Step(NamedTuple):
    """What one block rule took of a text, and for what."""

    start: int
    end: int
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Document:
    """What reading gives: the text, its entry, and what is already known of the account.

    Parameters
    ----------
    text : SourceText
        The text itself.
    entry : Entry or None
        ``None`` where the document holds no entry.
    marks : tuple of Mark
        Structure and boilerplate, in order, without overlaps.
    diagnostics : tuple of Diagnostic
        What the reader noticed.
    steps : tuple of Step
        Which rule took which part of the text, in order.
    """

    text: SourceText
    entry: Entry | None
    marks: tuple[Mark, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    steps: tuple[Step, ...] = ()


class Node(NamedTuple):
    """A thing of the graph, before it has an IRI.

    Parameters
    ----------
    kind : str
        First path segment of its IRI: ``pairing``, ``alias``, ``source`` …
    key : str
        The rest of the path.
    label : str
        Its name as a person reads it.
    type : str
        Local name of its class in the ontology; ``""`` where another graph declares the node.
    order : int
        Its place among its kind from 1, of moves and phases; else 0.
    """

    kind: str
    key: str
    label: str = ""
    type: str = ""
    order: int = 0


class Quotation(NamedTuple):
    """The words that assert a statement.

    Parameters
    ----------
    start, end : int
        Place of the quote in the text.
    section : str
        Heading or infobox label under which it stands.
    rule : str
        Name of the extraction rule that fired.
    """

    start: int
    end: int
    section: str
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text asserts, with its words.

    Parameters
    ----------
    subject : Node
        What it is about.
    predicate : str
        CURIE of the property.
    object : Node or str
        A node, or the text of a literal.
    quotations : tuple of Quotation
        One or more.
    status : Status
        How it stands in the literature.
    citations : tuple of Citation
        The sources the text gives for it, with their intents.
    claims : tuple of str
        Ids of the claims that its sentence makes, sorted.
    """

    subject: Node
    predicate: str
    object: Node | str
    quotations: tuple[Quotation, ...]
    status: Status = Status.REPORTED
    citations: tuple[Citation, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        """On what the status rests: the claims, else what the reader or writer knows of it."""
        return " ".join(self.claims) or self.status.value


@dataclass(frozen=True, slots=True)
class Account:
    """Where every character of a text went; the three add up to the length.

    Parameters
    ----------
    length : int
        Code points of the text.
    used, boilerplate, unparsed : int
        Code points of each kind.
    ranges : tuple of Mark
        The whole text in order, without gaps or overlaps.
    """

    length: int
    used: int
    boilerplate: int
    unparsed: int
    ranges: tuple[Mark, ...] = field(default=())
