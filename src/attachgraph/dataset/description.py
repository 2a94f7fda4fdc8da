"""The form in which everything is described: parts, items in them, and what asserts each.

In: nothing. Out: frozen dataclasses, and the plain dictionaries that JSON is written from. One form
for an entry, a source or a person, so that whoever shows one can show them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from attachgraph.dataset.statements import Cited, Quote, Statement


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is said.

    Parameters
    ----------
    text : str
        The words: a claim, or the label of a node.
    id : str
        Short name of the node, ``""`` where it is a literal.
    details : tuple of (str, str)
        What else the store knows of it, as name and value.
    statements : tuple of Statement
        Who asserts it; empty for what comes from a curated table.
    items : tuple of Item
        What belongs below it: the moves of a cycle, the positions of a debate.
    """

    text: str
    id: str = ""
    details: tuple[tuple[str, str], ...] = ()
    statements: tuple[Statement, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Items of one sort.

    Parameters
    ----------
    key : str
        A word that names the part in JSON and on the command line.
    title : str
        The heading that people read.
    items : tuple of Item
        In their order; never empty in a description.
    """

    key: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """What the store says of a thing.

    Parameters
    ----------
    iri, id : str
        The IRI, and its short name.
    kinds : tuple of str
        Its classes, most specific only.
    title : str
        Its name.
    summary : str
        A definition or a full reference, ``""`` where there is none.
    details : tuple of (str, str)
        Facts of one line, as name and value.
    parts : tuple of Part
        Everything else, in the order of reading.
    """

    iri: str
    id: str
    kinds: tuple[str, ...]
    title: str
    summary: str
    details: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]

    def items(self, key: str) -> tuple[Item, ...]:
        """Return the items of a part."""
        return next((part.items for part in self.parts if part.key == key), ())

    def walk(self) -> Iterator[Item]:
        """Walk through all items, each before what belongs below it."""
        waiting = [item for part in reversed(self.parts) for item in reversed(part.items)]
        while waiting:
            item = waiting.pop()
            yield item
            waiting.extend(reversed(item.items))

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        from attachgraph.dataset.markup import draw_description

        return draw_description(self)


def to_dict(description: Description) -> dict[str, Any]:
    """Write a description as what JSON can hold."""
    return {
        "iri": description.iri,
        "id": description.id,
        "kinds": list(description.kinds),
        "title": description.title,
        "summary": description.summary,
        "details": _details(description.details),
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
        "details": _details(item.details),
        "statements": [statement_dict(statement) for statement in item.statements],
        "items": [item_dict(below) for below in item.items],
    }


def _details(details: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
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
        "sources": [_cited(source) for source in statement.sources],
        "quotes": [_quote(quote) for quote in statement.quotes],
    }


def _cited(source: Cited) -> dict[str, str]:
    return {"id": source.id, "label": source.label, "intent": source.intent}


def _quote(quote: Quote) -> dict[str, str | int]:
    return {
        "exact": quote.exact,
        "section": quote.section,
        "origin": quote.origin,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "rule": quote.rule,
    }
