"""Print a description: its head, then part by part, each claim with what asserts it.

In: a :class:`~attachgraph.dataset.description.Description`. Out: lines on stdout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from attachgraph.cli.sheet import STATUS_STYLES, Piece, Sheet
from attachgraph.dataset.description import Description, Item, Part
from attachgraph.dataset.names import short_name
from attachgraph.dataset.statements import Citation, Quotation, Statement
from attachgraph.dataset.words import prose_of

_DIM: Final = {"dim": True}
_INDENT: Final = "  "
#: Parts that only name things: they are read as one list, and their quotes would drown it.
_LISTS: Final = frozenset(
    {"broader", "in-contrast-to", "mentioned-by", "mentions", "narrower", "pairings"}
    | {"referred-to-by", "related-concepts", "see-also", "set-in-contrast-by", "what-bears-on-it"}
)
#: Things that a reader may want to look up next, so their names are printed.
_FOLLOWED: Final = (
    *("claim/", "concept/", "entry/", "pairing/", "result/"),
    *("person/", "source/", "style/", "work/"),
)
#: Details that the text shows in its own way.
_DRAWN: Final = frozenset({"order", "actor", "followed by", "reference", "style"})
_NOT_WORD: Final = re.compile(r"\W+")


def print_description(description: Description) -> None:
    """Print what the store says of a thing."""
    sheet = Sheet()
    sheet.write(Piece(description.title, {"bold": True}))
    kinds = ", ".join(description.called) or "resource"
    sheet.write(Piece(f"{kinds} · {description.id}", _DIM))
    if description.summary:
        sheet.write(description.summary)
    for name, values in groupby(description.details, key=itemgetter(0)):
        sheet.write(Piece(f"{name}:", _DIM), "; ".join(value for _, value in values))
    for part in description.parts:
        sheet.heading(part.title)
        _print_part(sheet, part)


def _print_part(sheet: Sheet, part: Part) -> None:
    if part.key in _LISTS:
        sheet.write(", ".join(item.text for item in part.items), first=_INDENT)
    elif part.key == "sources":
        for item in part.items:
            _print_source(sheet, item)
    elif part.key == "cycles":
        for item in part.items:
            _print_cycle(sheet, item)
    else:
        for item in part.items:
            _print_item(sheet, item, _INDENT, part.title)


def _print_item(sheet: Sheet, item: Item, indent: str, under: str) -> None:
    """Print an item, and below it, further in, what belongs to it."""
    quotes = list(dict.fromkeys(q for statement in item.statements for q in statement.quotations))
    places = [_place(q, under) for q in quotes if _same_words(q.exact, item.text)]
    sheet.write(
        Piece(item.text, {"bold": bool(item.items)}),
        *(piece for statement in item.statements for piece in statement_pieces(statement)),
        *(Piece(f"({place})", _DIM) for place in places if not item.items),
        *([Piece(f"({item.id})", _DIM)] if item.id.startswith(_FOLLOWED) else []),
        first=indent if item.items else f"{indent}- ",
        rest=indent + _INDENT,
    )
    details = " · ".join(_details(item))
    if details:
        sheet.write(Piece(details, _DIM), first=indent + _INDENT)
    for quote in quotes:
        if not item.items and not _same_words(quote.exact, item.text):
            print_quote(sheet, quote, indent + _INDENT * 2, under=under)
    for below in item.items:
        _print_item(sheet, below, indent + _INDENT, item.text)


def _details(item: Item) -> Iterator[str]:
    shown = [(name, value) for name, value in item.details if name not in _DRAWN]
    for name, values in groupby(shown, key=itemgetter(0)):
        yield f"{name}: {', '.join(value for _, value in values)}"


def statement_pieces(statement: Statement) -> Iterator[Piece]:
    """Yield how a statement stands: its status, then its sources by what they do to it."""
    status = statement.status or "no status"
    yield Piece(f"[{status}]", STATUS_STYLES.get(status, {}))
    grouped = groupby(statement.citations, key=lambda cited: cited.words)
    named = [_named(intent, list(sources)) for intent, sources in grouped]
    if named:
        yield Piece("; ".join(named), {})


def _named(intent: str, sources: list[Citation]) -> str:
    return f"{intent or 'cites'} {', '.join(source.label for source in sources)}"


def print_quote(
    sheet: Sheet, quote: Quotation, first: str, rest: str | None = None, *, under: str = ""
) -> None:
    """Print a quote with its place."""
    text = f"“{quote.exact}” ({_place(quote, under)})"
    sheet.write(Piece(text, _DIM), first=first, rest=rest)


def _place(quote: Quotation, under: str) -> str:
    section = "" if quote.section == under else f", {quote.section}"
    return f"{quote.origin or short_name(quote.text)}{section}, {quote.start}–{quote.end}"


def _same_words(quote: str, claim: str) -> bool:
    """Return whether a quote differs from its claim by nothing but marks and spaces."""
    return _letters(quote) == _letters(claim)


def _letters(text: str) -> str:
    return _NOT_WORD.sub("", prose_of(text)).casefold()


def _print_source(sheet: Sheet, item: Item) -> None:
    references = [value for name, value in item.details if name == "reference"]
    verified = [value for name, value in item.details if name == "verified"]
    notes = [item.id, *("checked" if value == "yes" else "checked in part" for value in verified)]
    notes += [f"may be {value}" for name, value in item.details if name == "may be"]
    sheet.write(
        references[0] if references else item.text,
        Piece(f"({', '.join(notes)})", _DIM),
        first=f"{_INDENT}- ",
    )


def _print_cycle(sheet: Sheet, cycle: Item) -> None:
    """Draw a cycle as a loop: each move with who makes it, the last leading back to the first."""
    standing = [piece for statement in cycle.statements for piece in statement_pieces(statement)]
    sheet.write(Piece(cycle.text, {"bold": True}), *standing, first=_INDENT)
    for name, value in cycle.details:
        sheet.write(Piece(f"{name}:", _DIM), value, first=_INDENT * 2)
    closed = len(cycle.items) > 1 and _closes(cycle.items)
    for number, move in enumerate(cycle.items, 1):
        before, after = _rails(number, len(cycle.items)) if closed else ("", "")
        actors = [f"{value}:" for name, value in move.details if name == "actor"]
        first = f"{_INDENT * 2}{before}{number}. "
        rest = f"{_INDENT * 2}{after}".ljust(len(first))
        said = [piece for statement in move.statements for piece in statement_pieces(statement)]
        sheet.write(
            Piece(" ".join(actors), {"bold": True}), move.text, *said, first=first, rest=rest
        )
        for quote in dict.fromkeys(q for s in move.statements for q in s.quotations):
            print_quote(sheet, quote, rest, rest, under=cycle.text)
    if closed:
        sheet.write(Piece("and again from 1", _DIM), first=f"{_INDENT * 2}   ")


def _rails(number: int, count: int) -> tuple[str, str]:
    """Return what joins the moves to a loop: before the number, and before the lines below it."""
    if number == 1:
        return "┌▶ ", "│  "
    return ("└─ ", "   ") if number == count else ("│  ", "│  ")


def _closes(moves: tuple[Item, ...]) -> bool:
    orders = [dict(move.details).get("order") for move in moves]
    return any(("followed by", str(orders[0])) == detail for detail in moves[-1].details)
