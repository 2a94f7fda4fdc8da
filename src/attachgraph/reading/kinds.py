"""Tell what a document is before what it says: of what kind, and about which styles.

In: the title, what the front matter declares, and the first sentences. Out: a :class:`Subject`.
A kind that is declared is obeyed or refused; one that is read off is never read into the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.model import Kind, Passage, Text
from attachgraph.reading.couples import couple_of_sentence, couple_of_title, form_of, parts_styles
from attachgraph.reading.lexicon import fold
from attachgraph.reading.styles import find_styles, style_passages
from attachgraph.reading.titles import TitleReading, read_title

#: Sentences at the beginning that may name the two partners.
_FIRST: Final = 2
#: How the line below a title begins that says what the page is about.
_STANDFIRST: Final = re.compile(
    r"(?:what|when|how|why|where|was|wenn|wie|warum|quand|comment|pourquoi|ce qui|cuando|c[oó]mo|qu[eé]|por qu[eé])\b(?:\W+\w+){4,24}\W*$",
    re.IGNORECASE,
)
#: Words of a title that the sentence which defines it begins with.
_OWN_WORDS: Final = 3
_THIS: Final = re.compile(
    r"(?:this|it|such a|these|sie|diese[rs]?|est[ae]|cette?) ?(?:relationship|pairing|couple|dynamic|bond)?s?\b"
)
#: "Often, though not only, seen where …": of the couples in which a thing is met.
_SEEN_IN: Final = re.compile(
    r"\b(?:commonly|often|usually|typically|mostly|frequently|especially|sometimes|not only)\b[\w ,]{0,30} "
    r"(?:seen|found|observed|met|occurs?|appears?|arises?) (?:where|when|in|between|among)\b"
)
_ARTICLE: Final = re.compile(
    r"^(?:(?:als|on appelle|se llama|the|an?|eine?|der|die|das|une?|la|le|l|una?|el) ){1,2}"
)
#: A title that says more than what the page is about: a question, a promise, a number of signs.
_MORE_THAN_A_NAME: Final = re.compile(
    r"[:?!]|\d|^(?:how|why|when|what|which|can|is|are|do|does|should|will|dating|loving|being|understanding|surviving|healing|inside|"
    r"toward|towards|against|beyond|on|in|life|living|i m|you|my)\b|\b(?:signs|ways|tips|reasons|guide|workbook|review|study|stud(?:y|ies)|"
    r"analysis|evidence|effects?|myth|story|stories|mistakes|lessons|steps|you|your|my|we|work)\b"
)

_A_BOND: Final = re.compile(
    r" (?:is|describes|denotes|refers to|means) (?:an?|the) (?:\w+ ){0,2}?"
    r"(?:relationship|couple|pairing|bond|partnership|marriage|dyad|union) "
    r"(?:between|of|that joins|joining|in which|uniting)\b"
)
#: What is between the words of one name.
_PARTS: Final = re.compile(r"[^\w]+")

Say = Callable[..., None]


class Subject(NamedTuple):
    """What a document is about: its kind, and the styles with the words that name them."""

    kind: Kind
    styles: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    #: True where the lead names the two partners and the title does not.
    inferred: bool = False
    #: True where the title is a name and no sentence: of an entry, not of an article.
    is_name: bool = True
    abbreviation: str = ""


def subject_of(
    title: Passage, given: Kind | None, where: str, lead: Sequence[Text], say: Say
) -> Subject:
    """Settle what a document is about."""
    reading = read_title(title.text)
    subject = (
        _as_declared(title, given, where)
        or _of_title(title, reading, given)
        or _of_lead(title, reading, lead, say)
    )
    if subject is None:
        if given is Kind.PAIRING:
            raise _no_couple(title, where)
        if len(reading.styles) > 1:
            say("styles-without-couple", title.start, title=title.label[:60])
        subject = Subject(Kind.CONCEPT)
    is_name = _MORE_THAN_A_NAME.search(form_of(title.text).words) is None
    return subject._replace(is_name=is_name, abbreviation=reading.abbreviation)


def _no_couple(title: Passage, where: str) -> InputError:
    """Say that no two styles are named, and why where two words are the name of one style."""
    said = refusal("no-couple", title=title.label)
    for mention in find_styles(title.text, loosely=True):
        words = title.text[mention.start : mention.end]
        turned = f"{'-'.join(reversed(_PARTS.split(words)))} Relationship"
        if len({partner.key for partner in couple_of_title(turned) or ()}) > 1:
            said["problem"] += f": “{words}” is read as the name of one style"
            said["fix"] = f"if two are meant, write “{turned}”; if one is, leave the kind out"
    return InputError(**said, where=where)


def _as_declared(title: Passage, given: Kind | None, where: str) -> Subject | None:
    """Obey a kind that needs nothing of the title but its one style."""
    if given in {Kind.CONCEPT, Kind.ENTRY}:
        return Subject(given)
    if given is not Kind.STYLE:
        return None
    found = find_styles(title.text)
    if len(found) != 1:
        raise InputError(**refusal("no-style", title=title.label), where=where)
    return Subject(given, (found[0].key,), style_passages(title, found))


def _of_title(title: Passage, reading: TitleReading, given: Kind | None) -> Subject | None:
    """Take the style or the couple that the title names."""
    styles = reading.styles
    kind = reading.kind
    if given is Kind.PAIRING and kind is not Kind.PAIRING:
        # Who declares a pairing need not write "relationship" after its two styles.
        styles, kind = find_styles(title.text, loosely=True), Kind.PAIRING
        if len(styles) != 2:  # noqa: PLR2004 -- a pairing joins two
            return None
    if kind is Kind.CONCEPT:
        return None
    return Subject(kind, tuple(mention.key for mention in styles), style_passages(title, styles))


def _of_lead(
    title: Passage, reading: TitleReading, lead: Sequence[Text], say: Say
) -> Subject | None:
    """Take the two partners of the first sentences, where the title leaves room for them."""
    below = None if reading.styles else _of_standfirst(lead, say)
    if below is not None:
        return below
    if not reading.styles and not reading.is_bond and not _is_bond(title.text, lead):
        return None
    named = {mention.key for mention in reading.styles}
    strict = not named or parts_styles(title.text)
    for sentence in lead[:_FIRST]:
        if strict and not defines(title.text, sentence.words):
            continue
        couple = couple_of_sentence(sentence.passage.text)
        if _SEEN_IN.search(sentence.words) is not None:
            continue
        if couple is None or not named <= {mention.key for mention in couple}:
            continue
        own = style_passages(sentence.passage, couple)
        if len(reading.styles) != 1:
            keys = (couple[0].key, couple[1].key)
            say("couple-in-lead", own[0].start, styles=" and ".join(keys))
            return Subject(Kind.PAIRING, keys, own, inferred=True)
        # The title names one of the two; the words for the other are in the lead.
        other = couple[0].key == reading.styles[0].key
        say("style-inferred", own[other].start, style=couple[other].key)
        passages = (*style_passages(title, reading.styles), own[other])
        return Subject(
            Kind.PAIRING, (reading.styles[0].key, couple[other].key), passages, inferred=True
        )
    return None


def _of_standfirst(lead: Sequence[Text], say: Say) -> Subject | None:
    """Take the couple of the line below a title that names nobody: "When an anxious man meets …"."""
    line = lead[0].passage if lead else None
    if line is None or line.text[-1:] in ".:!" or _STANDFIRST.match(line.text) is None:
        return None
    couple = couple_of_title(line.text)
    if couple is None:
        return None
    keys = (couple[0].key, couple[1].key)
    say("couple-in-lead", line.start + couple[0].start, styles=" and ".join(keys))
    return Subject(Kind.PAIRING, keys, style_passages(line, couple), inferred=True)


def _is_bond(title: str, lead: Sequence[Text]) -> bool:
    """Return whether the first sentence says of the title that it is a bond of two: "X is a couple"."""
    if not lead or not defines(title, lead[0].words):
        return False
    words = fold(lead[0].words)
    own = fold(title).removeprefix("the ")
    rest = words[words.find(own) + len(own) :] if own in words else ""
    return _A_BOND.match(rest) is not None


def defines(title: str, sentence: str) -> bool:
    """Return whether a sentence begins with the title or points to it."""
    words = fold(sentence)
    own = fold(title).removeprefix("the ").split()[:_OWN_WORDS]
    if own[-1:] == ["style"]:
        own.pop()  # "Anxious attachment is …"
    told = _ARTICLE.sub("", words, 1)
    return told.startswith(" ".join(own)) or _THIS.match(words) is not None
