"""Tell changes in plain words: for a terminal, as Markdown, as JSON.

In: changes. Out: text. What comes from entries is anybody's text: Markdown shows it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

from attachgraph.dataset.words import STATUSES, count_of
from attachgraph.release.changes import Change, Changes, Said

_HEADINGS: Final = {
    "thing": "Things",
    "edge": "Edges",
    "claim": "What the texts say",
    "property": "Details",
    "text": "Texts",
}
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def iter_text(changes: Changes) -> Iterator[str]:
    """Tell changes line by line."""
    for what, group in groupby(changes.changes, key=lambda one: one.what):
        listed = list(group)
        yield f"{_HEADINGS[what]} ({len(listed):,})"
        for change in listed:
            yield f"  - {_sentence(change)}"
            for line in _quotations(change):
                yield f"      {line}"
        yield ""
    yield from _remainder(changes)


def iter_markdown(changes: Changes, *, level: int = 2) -> Iterator[str]:
    """Tell changes as Markdown."""
    for what, group in groupby(changes.changes, key=lambda one: one.what):
        yield f"{'#' * level} {_HEADINGS[what]}"
        yield ""
        for change in group:
            yield f"* {_plain(_sentence(change))}"
            for line in _quotations(change):
                yield f"    * {_plain(line)}"
        yield ""
    yield from _remainder(changes)


def to_json(changes: Changes) -> dict[str, Any]:
    """Tell changes as data."""
    return {
        "differs": bool(changes.difference),
        "changes": [asdict(change) for change in changes.changes],
        "moved_quotes": changes.moved,
        "quads_removed": len(changes.difference.removed),
        "quads_added": len(changes.difference.added),
    }


def _remainder(changes: Changes) -> Iterator[str]:
    if changes.moved:
        quotes = "quote stands" if changes.moved == 1 else "quotes stand"
        yield f"{changes.moved:,} {quotes} at another place of the text, with the same words."
    if changes.difference:
        removed, added = len(changes.difference.removed), len(changes.difference.added)
        yield f"In all, {removed:,} quads went and {added:,} came."
    else:
        yield "The two datasets are the same, quad for quad."


def _sentence(change: Change) -> str:
    name = f"“{change.label}”"
    if change.what == "text":
        return f"{change.label}: {_of_text(change)}"
    if change.what == "thing":
        return _of_thing(change, name)
    subject = f"{name} {change.predicate}"
    sentences = {
        "added": f"added: {subject} “{change.now}”{_standing(change.said_now)}",
        "removed": f"removed: {subject} “{change.was}”{_standing(change.said_before)}",
        "reworded": f"reworded: {subject}: was “{change.was}”, is “{change.now}”",
        "changed": f"changed: {subject}: was “{change.was}”, is “{change.now}”",
        "status": f"status: {subject} “{change.now}”: was {_list(change.said_before.status)}, "
        f"is {_list(change.said_now.status)}{_meanings(change.said_now.status)}",
        "sources": f"sources: {subject} “{change.now}”: were {_list(change.said_before.sources)}, "
        f"are {_list(change.said_now.sources)}",
        "quotation": f"quotation: {subject} “{change.now}” rests on other words",
    }
    return sentences[change.how]


def _of_thing(change: Change, name: str) -> str:
    if change.how == "renamed":
        return f"renamed: “{change.was}” is now “{change.now}”"
    counted = [
        count_of(number, noun)
        for number, noun in ((change.parts, "part"), (change.also, "statement"))
        if number
    ]
    also = f", with {' and '.join(counted)}" if counted else ""
    return f"{change.how}: {change.now or change.was} {name}{also}"


def _of_text(change: Change) -> str:
    if change.how == "changed":
        return f"the text was changed, from checksum {change.was[:12]}… to {change.now[:12]}…"
    return f"the text was {change.how}, with checksum {(change.now or change.was)[:12]}…"


def _standing(said: Said) -> str:
    return f" ({_list(said.status)})" if said.status else ""


def _meanings(statuses: tuple[str, ...]) -> str:
    """Say what statuses mean: the same word meant something else in 0.1."""
    meanings = [STATUSES[status] for status in statuses if status in STATUSES]
    return f" ({'; '.join(meanings)})" if meanings else ""


def _list(values: tuple[str, ...]) -> str:
    return ", ".join(values) or "none"


def _quotations(change: Change) -> Iterator[str]:
    """Write the quotes before and after, where they differ."""
    before, now = set(change.said_before.quotes), set(change.said_now.quotes)
    if before == now:
        yield from (f"{_quote(each)}" for each in sorted(now))
        return
    yield from (f"was: {_quote(each)}" for each in sorted(before - now))
    yield from (f"is: {_quote(each)}" for each in sorted(now - before))


def _quote(quote: tuple[str, str]) -> str:
    words, section = (" ".join(part.split()) for part in quote)
    return f"“{words}” ({section})" if section else f"“{words}”"


def _plain(text: str) -> str:
    """Escape what Markdown would take for markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
