"""The form in which everything is described: parts, items in them, and what asserts each.

In: nothing. Out: frozen dataclasses, the dictionaries that JSON is written from, and HTML for
notebooks. One form for an entry, a source or a person: whoever shows one can show them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Final, Self, TypeAlias

from attachgraph.dataset.names import short_name
from attachgraph.dataset.statements import Quotation, Statement
from attachgraph.errors import UsageError
from attachgraph.query.spelling import nearest

#: Facts of one line, as name and value; a name may come twice.
Details: TypeAlias = tuple[tuple[str, str], ...]

#: Parts whose items are headings of the text.
_HEADED: Final = frozenset({"claims", "phases", "questions", "debates"})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is said: a claim in its words, or a node by its label."""

    text: str
    #: Short name of the node, ``""`` where it is a literal.
    id: str = ""
    details: Details = ()
    #: Who asserts it; empty for what comes from a curated table.
    statements: tuple[Statement, ...] = ()
    #: What belongs below it: the moves of a cycle, the positions of a debate.
    items: tuple[Item, ...] = ()


def _groups(item: Item) -> bool:
    """Return whether an item says nothing itself, and only groups others."""
    return bool(item.items and not item.statements)


def _size(item: Item) -> int:
    return len(item.items) if _groups(item) else 1


@dataclass(frozen=True, slots=True)
class Part:
    """Items of one sort, never none, under a key for programs and a heading for people."""

    key: str
    title: str
    items: tuple[Item, ...]

    @property
    def size(self) -> int:
        """How many there are; what only groups others, as a claim its results, does not count."""
        return sum(map(_size, self.items))

    def between(self, start: int, end: int) -> Iterator[Item]:
        """Yield the items from a place to another, as :attr:`size` counts them."""
        at = 0
        for item in self.items:
            low, high = max(start - at, 0), min(end - at, _size(item))
            at += _size(item)
            if low < high:
                yield replace(item, items=item.items[low:high]) if _groups(item) else item

    def only(self, wanted: str) -> Self | None:
        """Return the part if it is wanted, by key or title, or what is below a heading in it."""
        if wanted in {self.key, self.title.casefold()}:
            return self
        if self.key not in _HEADED:
            return None
        items = tuple(item for item in self.items if item.text.casefold() == wanted)
        return replace(self, items=items) if items else None


@dataclass(frozen=True, slots=True, repr=False)
class Description:
    """What a dataset says of a thing: head, details and parts in the order of reading."""

    iri: str
    id: str
    #: Its classes, most specific only.
    kinds: tuple[str, ...]
    #: The same in the words of the dataset: another field calls a pairing a friendship.
    called: tuple[str, ...]
    title: str
    #: A definition or a full reference, ``""`` where there is none.
    summary: str
    details: Details
    parts: tuple[Part, ...]

    def __repr__(self) -> str:
        # All of it is a quarter of a megabyte, which no terminal wants.
        return f"<{self.id}: {self.title}, {self.size} items in {len(self.parts)} parts>"

    def items(self, key: str) -> tuple[Item, ...]:
        """Return the items of a part."""
        return next((part.items for part in self.parts if part.key == key), ())

    def only(self, section: str) -> Self:
        """Leave out what is not in a section; the lead of an entry counts as one."""
        wanted = section.casefold().strip()
        parts = tuple(filter(None, (part.only(wanted) for part in self.parts)))
        if parts:
            return replace(self, parts=parts)
        known = [part.key for part in self.parts]
        known += [item.text for part in self.parts if part.key in _HEADED for item in part.items]
        near = nearest(section, known, count=3)
        raise UsageError(
            f"“{section}” is not a section of {self.id}",
            fix=f"did you mean {' or '.join(near)}?" if near else f"sections: {', '.join(known)}",
        )

    def page(self, number: int, size: int) -> Self:
        """Leave out what is not on a page; what groups items is on each page that has some."""
        left = (number - 1) * size, number * size
        parts = []
        for part in self.parts:
            items = tuple(part.between(*left))
            left = left[0] - part.size, left[1] - part.size
            if items:
                parts.append(replace(part, items=items))
        return replace(self, parts=tuple(parts))

    @property
    def size(self) -> int:
        """How many items there are in all parts."""
        return sum(part.size for part in self.parts)

    def walk(self) -> Iterator[Item]:
        """Walk through all items, each before what belongs below it."""
        for part in self.parts:
            yield from walk(part.items)

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        head = (
            f"<h3>{escape(self.title)}</h3><p><small>{escape(self.id)}</small></p>",
            f"<p>{escape(self.summary)}</p>" if self.summary else "",
            *(f"<p><b>{escape(name)}</b>: {escape(value)}</p>" for name, value in self.details),
        )
        parts = (
            f"<details><summary>{escape(part.title)} ({part.size})</summary>"
            f"{_draw_list(part.items)}</details>"
            for part in self.parts
        )
        return "".join((*head, *parts))


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """Walk through items, each before what belongs below it."""
    for item in items:
        yield item
        yield from walk(item.items)


def _draw_list(items: Iterable[Item]) -> str:
    return "<ul>" + "".join(f"<li>{_draw(item)}</li>" for item in items) + "</ul>"


#: Details that say how a claim stands, or what a result does to it.
_STANDING: Final = frozenset({"standing", "stance"})


def _draw(item: Item) -> str:
    """Draw an item; its words in the text show when the pointer rests on it."""
    quote = next((quote.exact for one in item.statements for quote in one.quotations), "")
    statuses = dict.fromkeys(one.status for one in item.statements if one.status)
    sources = dict.fromkeys(
        f"{cited.words} {cited.label}".strip() for one in item.statements for cited in one.citations
    )
    statuses |= dict.fromkeys(value for name, value in item.details if name in _STANDING)
    said = "".join(f" [{escape(status)}]" for status in statuses)
    cited = f" <small>{escape('; '.join(sources))}</small>" if sources else ""
    below = _draw_list(item.items) if item.items else ""
    return f'<span title="{escape(quote)}">{escape(item.text)}</span>{said}{cited}{below}'


# ---------------------------------------------------------------- as JSON


def to_dict(description: Description) -> dict[str, Any]:
    """Write a description as what JSON can hold."""
    return {
        "iri": description.iri,
        "id": description.id,
        "kinds": list(description.kinds),
        "title": description.title,
        "summary": description.summary,
        "details": gathered(description.details),
        "parts": [
            {
                "key": part.key,
                "title": part.title,
                "items": [item_dict(item) for item in part.items],
            }
            for part in description.parts
        ],
    }


def item_dict(item: Item) -> dict[str, Any]:
    """Write an item as what JSON can hold."""
    return {
        "text": item.text,
        "id": item.id,
        "details": gathered(item.details),
        "statements": [statement_dict(statement) for statement in item.statements],
        "items": [item_dict(below) for below in item.items],
    }


def gathered(details: Details) -> dict[str, list[str]]:
    """Gather details by name; always a list, because any of them may come twice."""
    gathered: dict[str, list[str]] = {}
    for name, value in details:
        gathered.setdefault(name, []).append(value)
    return gathered


def statement_dict(statement: Statement) -> dict[str, Any]:
    """Write what asserts something as what JSON can hold."""
    return {
        "id": statement.id,
        "status": statement.status,
        "sources": [
            {"id": short_name(one.source), "label": one.label, "intent": one.words}
            for one in statement.citations
        ],
        "quotes": [_quotation_dict(quote) for quote in statement.quotations],
    }


def _quotation_dict(quotation: Quotation) -> dict[str, str | int]:
    return {
        "exact": quotation.exact,
        "section": quotation.section,
        "origin": quotation.origin,
        "start": quotation.start,
        "end": quotation.end,
        "text": short_name(quotation.text),
        "rule": quotation.rule,
    }
