"""mentions, of people: researchers and authors that the prose names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from attachgraph.extraction.context import Context
from attachgraph.extraction.persons import Found, find_persons, is_name, may_be
from attachgraph.model import Node, Passage, Statement
from attachgraph.reading.languages import OPENERS
from attachgraph.reading.lexicon import fold, slug
from attachgraph.reading.sections import starts_below

NAME = "people"

#: Pages whose authors are asked for again, once for each of their entries.
_REMEMBERED: Final = 4

#: What is told of works is told of their characters.
_OF_WORKS: Final = "depictions"
#: A link to the page on somebody says nothing of them.
_OF_LINKS: Final = "related"
#: A heading above who wrote the page, and a line that names them: "Reviewed by Jane Doe, PhD".
_OF_AUTHORS: Final = re.compile(
    r"(?:about|meet) (?:the|our) (?:authors?|writers?|editors?|reviewers?|team)|über (?:die|den) autor(?:in|innen|en)?|"
    r"à propos (?:de l['’]|des )auteure?s?|(?:sobre|acerca de) (?:el|la|las|los) autor(?:a|as|es)?",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"^[^\w\n]*(?i:(?:(?:medically|expert|fact|last|written|reviewed|checked|edited|updated|posted|text|words|article|post|beitrag|and|an?|un|ein)[ -]){0,4}"
    r"(?:by|von|par|por)|authors?|autor(?:a|in)?|auteure?)\b ?:? (?P<name>[A-ZÀ-Þ][\w'’.-]+(?: [A-ZÀ-Þ][\w'’.-]+){1,3})(?=[^\w\n]*$| ?[|·•(]| [–—-] |, (?:Ph|Psy|M[A-Z]|LM|\d))",
    re.MULTILINE,
)
#: A line of nothing but authors with initials: "Authors: J. Doe¹, A. B. Poe, & T. Roe".
_WITH_INITIALS: Final = r"(?:[A-ZÀ-Þ]\.[ -]?){1,3}[A-ZÀ-Þ][a-zß-ÿ’'-]+(?: [A-ZÀ-Þ][a-zß-ÿ’'-]+)?"
_MARKED: Final = rf"{_WITH_INITIALS}[\d*⁰¹²³⁴-⁹]*"
_AUTHOR_LINE: Final = re.compile(
    rf"^[^\w\n]*(?:(?i:authors?|autor\w*|auteure?s?|by|von|par|por): (?={_MARKED})|(?={_MARKED},? ?(?:&|and|und|et|y|[A-Z]\.) ))"
    rf"{_MARKED}(?:(?:,? (?:&|and|und|et|y)|,) {_MARKED})*[^\w\n]*$",
    re.MULTILINE,
)


def extract(context: Context) -> Iterator[Statement]:
    """State which people the entry names, each once, by the first words that name them in full."""
    people = _People(context)
    for raw, section, listed in _passages(context):
        for found in find_persons(raw.text, listed=listed):
            person = people.meant(found, listed=listed)
            if person is not None:
                words = Passage(
                    raw.start + found.start,
                    raw.start + found.end,
                    raw.text[found.start : found.end],
                )
                yield context.say(NAME, "ag:mentions", person, words, section)


def _passages(context: Context) -> Iterator[tuple[Passage, str, bool]]:
    """Walk the texts that may name people, and tell which of them are lists of people."""
    entry = context.entry
    left_out = starts_below(entry.sections, _OF_WORKS) | starts_below(entry.sections, _OF_LINKS)
    left_out |= {work.text.passage.start for work in entry.depictions}
    lists = starts_below(entry.sections, "people")
    for text, section in context.prose:
        start = text.passage.start
        if start not in left_out and _OF_AUTHORS.fullmatch(section.strip(" #*:")) is None:
            yield text.passage, section, start in lists
    for row in entry.infobox:
        if row.field == "people":
            yield from ((text.passage, row.label.label, True) for text in row.items)


@lru_cache(maxsize=_REMEMBERED)
def _authors_of(content: str) -> frozenset[str]:
    """Return who wrote a page, which may hold many entries: what they are is told there, too."""
    found = {fold(byline["name"]) for byline in _BYLINE.finditer(content)}
    for line in _AUTHOR_LINE.finditer(content):
        found |= {fold(name) for name in re.findall(_WITH_INITIALS, line[0])}
    return frozenset(found)


class _People:
    """The people of one page, so that "Jane A. Doe" and "Doe" are one."""

    def __init__(self, context: Context) -> None:
        self._authority = context.authority
        self._content = context.text.content
        self._alone: dict[str, str | None] = {}
        #: First given names by their initials, by surname; "" for a surname alone.
        self._by_surname: dict[str, dict[str, set[str]]] = {}
        self._seen: set[str] = set()
        self._authors = _authors_of(self._content)

    def meant(self, found: Found, *, listed: bool) -> Node | None:
        """Return the person that a name means; nothing for one who is known, or who is not a person."""
        words = fold(found.words).split()
        if not words or (len(words) == 1 and not found.cued) or not may_be(found.words):
            return None
        first = words[0] if len(words) > 1 else ""
        same = _agrees(first, self._by_surname.get(words[-1], {}))
        known = (
            self._authority.person(found.words)
            if len(words) > 1
            else self._by_surname_alone(found.words)
        )
        # A surname alone is somebody whom a list knows, or anybody.
        unknown = known is None and not (first and is_name(found))
        wrote = known is None and not listed and " ".join(words) in self._authors
        if same or unknown or wrote:
            return None
        key = known or slug(found.words)
        self._by_surname.setdefault(words[-1], {}).setdefault(first[:1], set()).add(first)
        if key in self._seen:
            return None
        self._seen.add(key)
        return Node("person", key) if known else Node("person", key, found.words, "Person")

    def _by_surname_alone(self, surname: str) -> str | None:
        """Return the known person of a surname, unless the page has another given name with it."""
        if surname not in self._alone:
            self._alone[surname] = self._only(surname)
        return self._alone[surname]

    def _only(self, surname: str) -> str | None:
        known = self._authority.person_by_surname(surname)
        if known is None:
            return None
        given = re.findall(
            rf"\b([A-ZÀ-Þ]\w+) (?:[A-ZÀ-Þ]\. ?)*{re.escape(surname)}\b", self._content
        )
        initials = {word[0] for word in known.split("-")[:-1]}
        others = (word for word in given if word.casefold() not in OPENERS)
        return None if any(word[0].casefold() not in initials for word in others) else known


def _agrees(first: str, seen: Mapping[str, set[str]]) -> bool:
    """Return whether a first name may be one of those seen: equal, or one is cut short or left out."""
    if not first or "" in seen:
        return bool(seen)
    names = seen.get(first[:1], ())
    return first in names or (bool(names) and (len(first) == 1 or first[:1] in names))
