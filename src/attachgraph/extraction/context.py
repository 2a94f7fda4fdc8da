"""What every extraction rule is given, and the few things they all need.

In: a read document. Out: nodes for the things that titles and names mean, and statements with their
quotations. Knows no RDF; IRIs are made later from the nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from attachgraph.evidence.shipped import shipped_standings
from attachgraph.extraction.authority import Authority
from attachgraph.extraction.bibliography import Bibliography, is_source_note
from attachgraph.extraction.gazetteer import concept_of
from attachgraph.model import (
    Citation,
    Entry,
    Kind,
    Node,
    Passage,
    Quotation,
    SourceText,
    Statement,
    Status,
    Text,
)
from attachgraph.profile import Profile, current
from attachgraph.reading.lexicon import slug
from attachgraph.reading.sections import iter_texts
from attachgraph.reading.styles import pairing_key
from attachgraph.reading.titles import read_title


def style_node(key: str) -> Node:
    """Return the node of a style; the concept scheme declares it."""
    return Node("style", key)


def known_node(path: str) -> Node:
    """Return the node of a thing that the concept scheme declares."""
    kind, key = path.split("/", 1)
    return Node(kind, key)


def pairing_node(first: str, second: str, *, field: Profile | None = None) -> Node:
    """Return the node of a pairing, whichever partner is named first.

    Examples
    --------
    >>> pairing_node("secure", "avoidant").label
    'Avoidant-Secure Relationship'
    """
    key = pairing_key(first, second)
    label = "-".join(style.capitalize() for style in sorted((first, second)))
    return Node("pairing", key, f"{label} {(field or current()).bond}", "Pairing")


def entry_node(entry: Entry) -> Node:
    """Return the node that an entry is about."""
    if entry.kind is Kind.PAIRING:
        return pairing_node(*entry.styles)
    if entry.kind is Kind.STYLE:
        return style_node(entry.styles[0])
    title = entry.title.label
    if entry.kind is Kind.CONCEPT:
        known = concept_of(title)
        return known_node(known) if known else Node("concept", slug(title), title, "Concept")
    return Node("entry", slug(title), title, "Entry")


def node_of_title(title: str) -> Node:
    """Return the node that a title found in another entry means."""
    reading = read_title(title)
    if reading.kind is Kind.PAIRING:
        return pairing_node(reading.styles[0].key, reading.styles[1].key)
    if reading.kind is Kind.STYLE:
        return style_node(reading.styles[0].key)
    known = concept_of(title)
    return known_node(known) if known else Node("entry", slug(title), title, "Entry")


def joins_two(entry: Entry) -> bool:
    """Return whether an entry or article is about a couple."""
    return len(entry.styles) == 2  # noqa: PLR2004 -- a style has one


def role_nodes(entry: Entry) -> tuple[tuple[str, Node], ...]:
    """Return the two partner roles of a pairing with the style of each."""
    first, second = entry.styles
    key = pairing_key(first, second)
    partner = current().partner
    if first == second:
        names = [
            (f"{first}-{n}", f"{word} {first} {partner}")
            for n, word in ((1, "first"), (2, "second"))
        ]
    else:
        names = [(first, f"{first} {partner}"), (second, f"{second} {partner}")]
    return tuple(
        (style, Node("role", f"{key}/{name}", label, "PartnerRole"))
        for style, (name, label) in zip(entry.styles, names, strict=True)
    )


def claims_of(*texts: Text) -> tuple[str, ...]:
    """Return the claims that passages make and the tables know."""
    named = {claim for text in texts for claim in text.claims}
    return tuple(sorted(named & shipped_standings().keys())) if named else ()


def status_of(*texts: Text) -> Status:
    """Tell how passages stand: as the worst of their claims, else inferred if they say so."""
    claims = claims_of(*texts)
    if claims:
        return standing_of_claims(claims)
    return next((text.status for text in texts if text.status is not None), Status.REPORTED)


def standing_of_claims(claims: Iterable[str]) -> Status:
    """Return the worst standing of several claims: who says two things answers for both."""
    standings = shipped_standings()
    found = {standings[claim].status for claim in claims}
    return next(status for status in Status if status.value in found)


@dataclass(frozen=True)
class Context:
    """What a rule works on: a text, what was read from it, and the lists of sources and works."""

    text: SourceText
    entry: Entry
    #: What the sentences are claims of: the entry, or the article itself.
    subject: Node
    authority: Authority

    @cached_property
    def topic(self) -> Node:
        """What names, traits and phases belong to: the couple, where an article is about one."""
        return pairing_node(*self.entry.styles) if joins_two(self.entry) else self.subject

    @property
    def scope(self) -> str:
        """Key under which the entry's own parts are kept: its phases, questions, roles."""
        return self.subject.key

    @cached_property
    def texts(self) -> tuple[tuple[Text, str], ...]:
        """The sentences and items of the entry in order, each with its heading."""
        return tuple(iter_texts(self.entry))

    @cached_property
    def bibliography(self) -> Bibliography:
        """The sources that the document lists, and what its sentences cite."""
        return Bibliography(self.text.content, self.entry, self.authority)

    @cached_property
    def prose(self) -> tuple[tuple[Text, str], ...]:
        """The same without the texts that are themselves sources, written out in a list or a note."""
        notes = (note.passage.start for note in self.entry.notes if is_source_note(note))
        items = (item.text for item in self.entry.sources if not item.text.citations)
        listed = {*(text.passage.start for text in items), *notes}
        return tuple(each for each in self.texts if each[0].passage.start not in listed)

    def cited(self, text: Text) -> tuple[Citation, ...]:
        """Return the sources that a passage cites, by their keys: in its marks or its words."""
        own = self.known(text.citations)
        if not own:
            found = self.bibliography.cited(text)
            return tuple(Citation(key, "") for key in dict.fromkeys(m.key for _, m in found))
        marked = {citation.key for citation in own}
        words = (match.key for _, match in self.bibliography.cited(text))
        return (*own, *(Citation(key, "") for key in dict.fromkeys(words) if key not in marked))

    def known(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        """Return the citations whose sources are known, by their keys: any other lends nothing."""
        if not citations:
            return ()
        found = ((self.authority.key_of(citation.key), citation) for citation in citations)
        return tuple(dict.fromkeys(Citation(key, one.intent) for key, one in found if key))

    def say(  # noqa: PLR0913 -- a statement has that many parts, named in every call
        self,
        rule: str,
        predicate: str,
        object_: Node | str,
        words: Passage | Iterable[Passage],
        section: str,
        *,
        subject: Node | None = None,
        status: Status = Status.REPORTED,
        citations: tuple[Citation, ...] = (),
        claims: tuple[str, ...] = (),
    ) -> Statement:
        """Make a statement with its quotations."""
        if isinstance(words, Passage):
            quotations: tuple[Quotation, ...] = (Quotation(words.start, words.end, section, rule),)
        else:
            quotations = tuple(Quotation(p.start, p.end, section, rule) for p in words)
        return Statement(
            subject or self.subject,
            predicate,
            object_,
            quotations,
            status,
            citations,
            claims,
        )

    def say_text(
        self,
        rule: str,
        predicate: str,
        object_: Node | str,
        text: Text,
        section: str,
        *,
        subject: Node | None = None,
    ) -> Statement:
        """Make a statement from a sentence or item, with the status and sources of its marks."""
        return self.say(
            rule,
            predicate,
            object_,
            text.passage,
            section,
            subject=subject,
            status=status_of(text),
            citations=self.cited(text),
            claims=claims_of(text),
        )
