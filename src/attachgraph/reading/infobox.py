"""Read the rows of an infobox: what each is about, whose it is, and its items.

In: row blocks. Out: :class:`~attachgraph.model.InfoboxRow` objects. Labels we do not know are kept as ``other``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attachgraph.model import InfoboxRow, Passage, Text
from attachgraph.reading.labels import label_field
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Block, passage
from attachgraph.reading.sentences import read_marks, split_list
from attachgraph.reading.styles import find_styles

__all__ = ["SHARED", "read_row"]

#: Marks a row of traits that both partners share, each of them for themselves.
SHARED: Final = "both"

_LISTS: Final = frozenset({"category", "subfield", "traits", "aliases", "antonyms", "people", "related", "trigger"})
_PARTNER: Final = re.compile(r"\bpartner|\bindividual|\bperson\b|\bside\b", re.IGNORECASE)
_SEGMENT: Final = re.compile(r"\s*(?:;|\||\s/\s|\n|\s+vs\.?\s+|\.\s)\s*")
_NAMED: Final = re.compile(r"(?:the\s+)?(?P<who>[^:;,()]{2,40}?)\s*(?::|\s[–—-])\s+(?=\S)", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"^(?P<what>.+?)\s*\((?P<who>[^()]{2,40})\)$")
_OR: Final = re.compile(r"\s+or\s+|\s*;\s*|\s*,\s*(?:or\s+|and\s+)?")


def read_row(content: str, block: Block, styles: Sequence[str], *, marked: bool) -> Iterator[InfoboxRow]:
    """Read one row.

    Parameters
    ----------
    content : str
        The whole text.
    block : Block
        A row.
    styles : sequence of str
        Style keys of the pairing, empty for other entries.
    marked : bool
        True for Markdown.

    Yields
    ------
    InfoboxRow
        One; of a row with the traits of both partners, one for each partner.
    """
    label = block.label
    assert label is not None  # noqa: S101 -- row blocks have a label
    field = label_field(label.text) or "other"
    value = block.body
    if field == "traits":
        yield from _read_traits(content, label, value, styles, marked=marked)
        return
    yield InfoboxRow(label, tuple(_items(content, field, value, marked=marked)), value, field)


def _items(content: str, field: str, value: Passage, *, marked: bool) -> Iterator[Text]:
    if not value.text:
        return
    if marked and value.text.startswith("- "):
        for item in _yaml_items(content, value):
            yield read_marks(item, marked=True)
    elif field in _LISTS:
        yield from split_list(content, value.start, value.end, marked=marked)
    elif field == "outcome":
        yield from _alternatives(content, value, marked=marked)
    elif field == "cycle":
        for start, end in _split(value.text, re.compile(r"\s*;\s*")):
            yield read_marks(passage(content, value.start + start, value.start + end), marked=marked)
    else:
        yield read_marks(value, marked=marked)


def _yaml_items(content: str, value: Passage) -> Iterator[Passage]:
    """Cut a YAML list, whose place is known as a whole, into its items."""
    for match in re.finditer(r"^[ \t]*-[ \t]+(?P<item>\S.*?)[ \t]*$", value.text, re.MULTILINE):
        start, end = value.start + match.start("item"), value.start + match.end("item")
        if content[start] in "\"'" and content[end - 1] == content[start] and end - start > 1:
            start, end = start + 1, end - 1
        yield passage(content, start, end)


def _alternatives(content: str, value: Passage, *, marked: bool) -> Iterator[Text]:
    """Split outcomes at "or", semicolons and commas, but not inside marks."""
    head = re.split(r"\s*(?:\[@|\{\.)", value.text, maxsplit=1)[0]
    pieces = list(_split(head, _OR))
    for number, (start, end) in enumerate(pieces):
        last = number == len(pieces) - 1
        stop = value.end if last else value.start + end
        item = passage(content, value.start + start, stop)
        yield read_marks(item, marked=marked)


def _split(text: str, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for match in separator.finditer(text):
        if text[at : match.start()].strip():
            yield at, match.start()
        at = match.end()
    if text[at:].strip(" ."):
        yield at, len(text.rstrip(" ."))


def _read_traits(
    content: str, label: Passage, value: Passage, styles: Sequence[str], *, marked: bool
) -> Iterator[InfoboxRow]:
    named = [mention.key for mention in find_styles(label.text)]
    about_partners = bool(named) or _PARTNER.search(label.text) is not None
    items = tuple(_items(content, "traits", value, marked=marked))
    if not about_partners or not styles:
        yield InfoboxRow(label, items, value, "traits")
        return
    segments = list(_segments(content, value, styles, named, marked=marked))
    if segments:
        for style, own in segments:
            yield InfoboxRow(label, own, value, "traits", style)
    elif len(set(named)) == 1 or (len(named) == 0 and not re.search(r"both|partners?[’']?s?\b", fold(label.text))):
        yield InfoboxRow(label, items, value, "traits", _nearest(named[0] if named else "", styles))
    elif not named and not re.match(r"(?:both |shared |common )?(?:partners?|traits)\b", fold(label.text)):
        yield InfoboxRow(label, items, value, "traits", _nearest("", styles))
    else:
        yield InfoboxRow(label, items, value, "traits", SHARED)


def _nearest(named: str, styles: Sequence[str]) -> str:
    """Return the partner whose row this is; the name given, if it is none of the two."""
    return named if named in styles or named else "?"


def _segments(
    content: str, value: Passage, styles: Sequence[str], named: Sequence[str], *, marked: bool
) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """Split one row for two partners into the traits of each."""
    pieces = [passage(content, value.start + a, value.start + b) for a, b in _split(value.text, _SEGMENT)]
    led = [(_NAMED.match(piece.text), piece) for piece in pieces]
    whose = [[m.key for m in find_styles(match["who"])] if match else [] for match, _ in led]
    if len(pieces) > 1 and all(len(keys) == 1 for keys in whose):
        for (match, piece), keys in zip(led, whose, strict=True):
            start = piece.start + (match.end() if match else 0)
            yield keys[0], tuple(split_list(content, start, piece.end, marked=marked))
        return
    bracketed = [(_BRACKETED.match(item.passage.text), item) for item in split_list(content, value.start, value.end, marked=marked)]
    whose = [[m.key for m in find_styles(match["who"])] if match else [] for match, _ in bracketed]
    if bracketed and all(len(keys) == 1 for keys in whose):
        for style in dict.fromkeys(keys[0] for keys in whose):
            own = [
                read_marks(passage(content, item.passage.start, item.passage.start + match.end("what")), marked=marked)
                for (match, item), keys in zip(bracketed, whose, strict=True)
                if match and keys[0] == style
            ]
            yield style, tuple(own)
        return
    order = list(dict.fromkeys(named)) or list(styles)
    if len(pieces) == 2 and len(set(order)) == 2 and len(set(named)) != 1:  # noqa: PLR2004 -- one piece for each partner
        for style, piece in zip(order, pieces, strict=True):
            yield style, tuple(split_list(content, piece.start, piece.end, marked=marked))
