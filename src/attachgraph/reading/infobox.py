"""Read the rows of an infobox: what each is about, whose it is, and its items.

In: row blocks. Out: :class:`~attachgraph.model.InfoboxRow` objects. Labels we do not know are kept
as ``other``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attachgraph.model import InfoboxRow, Passage, Text
from attachgraph.profile import current
from attachgraph.reading.asserting import asserted_text
from attachgraph.reading.headings import heading_field
from attachgraph.reading.labels import asked_for, is_aside, label_field
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Block
from attachgraph.reading.prose import Prose
from attachgraph.reading.styles import find_styles, named_abroad
from attachgraph.reading.wording import is_sentence

#: Marks a row of traits that both partners share, each of them for themselves.
SHARED: Final = "both"

_LISTS: Final = frozenset(
    {"category", "subfield", "traits", "aliases", "antonyms", "people", "related", "trigger"}
)
_PARTNER: Final = re.compile(
    r"\bpartner|\bindividual|\bperson\b|\bside\b|\b(?:both|beide|les deux|des deux|amb[oa]s|los dos)$|\b(?:both|what the two|what they|each of them|beide|les deux|qu['’](?:ils|elles)|ambos|los dos|lo que tienen) ",
    re.IGNORECASE,
)
# White space around a separator is trimmed later: to match it here would cost the square of its
# length.
_SEGMENT: Final = re.compile(r"[;|\n]|\s/\s|\svs\.?\s|\.\s")
_SEMICOLON: Final = re.compile(r";")
_SHARED: Final = re.compile(
    r"(?:both |shared |common )?(?:partners?|traits)\b|.*\bof both partners$|.*\b(?:both|beide|des deux|ambos|ambas|los dos)$|(?:what|was|ce|lo) .*"
)
#: "Partner 1 traits": in the order of the title.
_COUNTED: Final = re.compile(r"(?:Partner|Traits?) ?([12AB])\b", re.IGNORECASE)
_NAMED: Final = re.compile(
    r"(?:the\s+)?(?P<who>[^:;,()]{2,40}?)\s*(?::|\s[–—-])\s+(?=\S)", re.IGNORECASE
)
_BRACKETED: Final = re.compile(r"^(?P<what>.+?)(?<!\s)\s*+\((?P<who>[^()]{2,40})\)$")
#: "anxious partner worry": a trait with the one who has it before it.
_LED: Final = re.compile(
    r"(?:the\s+)?(?P<who>[\w-]+ (?:partner|side|one)(?:['’]s)?)\s+(?P<what>.+)", re.IGNORECASE
)
#: A question, an address, a year, a number, a word to the reader: no trait.
_NO_TRAIT: Final = re.compile(
    r"[?:]$|https?:|www\.|(?<!\w)[@#]\w|\b(?:1[89]|20)\d\d\b|^[\W\d_]*$|^\d[\d.,]* (?:views|comments|likes|shares)\b|"
    r"^(?:table|figure|chapter|page|box) \d|\b(?:us|our|uns|unsere\w*|nous|notre|nos|nuestr[oa]s?)\b|^(?:often |commonly )?mistaken for\b|"
    r"^[“\"„«].*\b(?:i|you|me|we|ich|du|je|tu|yo)\b|^(?:they|this|that|these|it) (?:is|are|does|do) not\b|^(?:see|seek|ask|talk to|consider|find) (?:an? |your )?(?:therap|professional|help\b|counsel)",
    re.IGNORECASE,
)
_LONGEST_TRAIT: Final = 90
_OR: Final = re.compile(r"\sor\s|[;,]\s*+(?:(?:or|and)\s)?")


def _names_partner(label: str) -> bool:
    """Return whether a label speaks of one of the two; a field may have words of its own for one."""
    folded = fold(label).split()
    own = any(fold(word) in folded for word in current().partners)
    return own or _PARTNER.search(label.rstrip(" :")) is not None


def traits_of_section(
    prose: Prose, heading: Passage, items: Sequence[Text], styles: Sequence[str]
) -> Iterator[InfoboxRow]:
    """Read a list below "Fearful Partner Traits" as the row of that name; sentences are not traits."""
    items = [text for text in items if not _is_of_page(text.words)]
    small = [text for text in items if text.words.islower()]
    other = "".join(text.words for text in items if not text.words.islower())
    if len(small) == len(items) - 1 > 1 and other[:1].isupper() and " " in other:
        # Among "needs space" and "hides hurt", "Buy the book" is of the site.
        items = small
    short = [
        text for text in items if len(text.words) <= _LONGEST_TRAIT and not is_sentence(text.words)
    ]
    if not short or len(short) < len(items):
        return
    found = tuple(
        trait for text in short for trait in traits_of(prose, text.passage.start, text.passage.end)
    )
    named = [mention.key for mention in find_styles(heading.text, loosely=True)]
    whose = named[0] if not styles and len(set(named)) == 1 else ""
    if styles and (named or _names_partner(heading.text)):
        whose = _whose(heading.text, named, styles)
    yield InfoboxRow(heading, found, heading, "traits", whose)


def _is_of_page(words: str) -> bool:
    """Tell "References", "Source: …" and "Signs of secure attachment" in a list from a trait."""
    heading = heading_field(words)
    is_heading = (heading is not None and not heading.parent) or bool(label_field(words))
    return is_heading or is_aside(words) or _NO_TRAIT.search(words) is not None


def partners_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the style that each cell of a row names as that of a partner; none unless all do, each another."""
    named = [{m.key for m in find_styles(cell, loosely=True)} for cell in cells]
    if any(len(keys) != 1 for keys in named) or len(set().union(*named)) != len(cells):
        return ()
    told = all(label_field(asked_for(cell.strip("*_ "))) == "traits" for cell in cells)
    return tuple(key for keys in named for key in keys) if told and len(cells) > 1 else ()


def read_row(prose: Prose, block: Block, styles: Sequence[str]) -> Iterator[InfoboxRow]:
    """Read one row."""
    label = block.label
    assert label is not None  # noqa: S101 -- row blocks have a label
    field = label_field(label.text) or "other"
    own = named_abroad(label.text).removeprefix("style/") if field == "other" and styles else ""
    if own in styles and block.body.text[:1].islower() and not is_sentence(block.body.text):
        # "Anxious: alert, affectionate"; "Anxious: Anna" says who, and not how.
        traits = traits_of(prose, block.body.start, block.body.end)
        yield InfoboxRow(label, traits, block.body, "traits", own)
        return
    if field == "traits":
        yield from _read_traits(prose, block, styles)
        return
    yield InfoboxRow(label, tuple(_items(prose, field, block)), block.body, field)


def _items(prose: Prose, field: str, block: Block) -> Iterator[Text]:
    """Read the items of a value; one that says that there is none is not an item."""
    for text in _split_items(prose, field, block):
        found = asserted_text(text, is_trait=field == "traits")
        if found is None:
            continue
        if found.status is not text.status and field == "cycle":
            # What a cycle is called is read again, for its moves.
            start = text.passage.start + text.passage.text.find(found.words)
            found = found._replace(passage=prose.cut(start, start + len(found.words)))
        yield found


def _split_items(prose: Prose, field: str, block: Block) -> Iterator[Text]:
    value = block.body
    if block.items:
        for item in block.items:
            yield prose.text(item)
    elif field in _LISTS:
        yield from prose.listed(value.start, value.end)
    elif field == "outcome":
        yield from _alternatives(prose, value)
    elif field == "cycle":
        for start, end in _split(value.text, _SEMICOLON):
            yield prose.text(prose.cut(value.start + start, value.start + end))
    elif value.text:
        yield prose.text(value)


def _alternatives(prose: Prose, value: Passage) -> Iterator[Text]:
    """Split outcomes at "or", semicolons and commas, but not inside marks."""
    head = re.split(r"\[@|\{\.", value.text, maxsplit=1)[0]
    pieces = list(_split(head, _OR))
    for number, (start, end) in enumerate(pieces):
        last = number == len(pieces) - 1
        stop = value.end if last else value.start + end
        item = prose.cut(value.start + start, stop)
        yield prose.text(item)


def _split(text: str, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for match in separator.finditer(text):
        if text[at : match.start()].strip():
            yield at, match.start()
        at = match.end()
    if text[at:].strip(" ."):
        yield at, len(text.rstrip(" ."))


def _read_traits(prose: Prose, block: Block, styles: Sequence[str]) -> Iterator[InfoboxRow]:
    """Settle whose traits a row holds."""
    label, value = block.label or block.body, block.body
    items = tuple(_items(prose, "traits", block))
    if not styles:
        yield InfoboxRow(label, items, value, "traits")
        return
    named = [mention.key for mention in find_styles(label.text, loosely=True)]
    about_partners = bool(named) or _names_partner(label.text)
    own = list(_of_named(prose, block) or _of_bracketed(prose, items) or _of_led(prose, items))
    if not own and about_partners:
        own = _of_halves(prose, block, styles, named)
    if own:
        yield from (InfoboxRow(label, texts, value, "traits", style) for style, texts in own)
    elif about_partners:
        yield InfoboxRow(label, items, value, "traits", _whose(label.text, named, styles))
    else:
        yield InfoboxRow(label, items, value, "traits")


def _whose(label: str, named: Sequence[str], styles: Sequence[str]) -> str:
    """Tell whose row it is: the partner's that the label names, both partners', or nobody's we can tell."""
    if len(set(named)) == 1:
        return named[0]
    counted = _COUNTED.match(label)
    if counted is not None:
        return styles[counted[1] in "2Bb"]
    if named or len(set(styles)) == 1 or _SHARED.match(fold(label)):
        return SHARED
    return "?"


_Own = list[tuple[str, tuple[Text, ...]]]


def _of_named(prose: Prose, block: Block) -> _Own:
    """Split "Anxious: worry, protest; Avoidant – distance" at the names."""
    value = block.body
    pieces = block.items or [
        prose.cut(value.start + a, value.start + b) for a, b in _split(value.text, _SEGMENT)
    ]
    own: _Own = []
    for piece in pieces:
        match = _NAMED.match(piece.text)
        keys = [mention.key for mention in find_styles(match["who"])] if match else []
        if match is None or len(keys) != 1:
            return []
        own.append(
            (
                keys[0],
                traits_of(prose, piece.start + match.end(), piece.end),
            )
        )
    return own if len(own) > 1 else []


def traits_of(prose: Prose, start: int, end: int) -> tuple[Text, ...]:
    """Read a list of traits."""
    found = (asserted_text(text, is_trait=True) for text in prose.listed(start, end))
    return tuple(text for text in found if text is not None)


def _of_bracketed(prose: Prose, items: Sequence[Text]) -> _Own:
    """Sort "worry (anxious), distance (avoidant)" by the names in brackets."""
    own: dict[str, list[Text]] = {}
    for item in items:
        match = _BRACKETED.match(item.passage.text)
        keys = [mention.key for mention in find_styles(match["who"])] if match else []
        if match is None or len(keys) != 1:
            return []
        start = item.passage.start
        own.setdefault(keys[0], []).append(prose.text(prose.cut(start, start + match.end("what"))))
    return [(style, tuple(texts)) for style, texts in own.items()]


def _of_led(prose: Prose, items: Sequence[Text]) -> _Own:
    """Sort "anxious partner worry, pleading, avoidant partner distance"; a name holds until the next."""
    own: dict[str, list[Text]] = {}
    who = ""
    for item in items:
        match = _LED.match(item.passage.text)
        keys = [mention.key for mention in find_styles(match["who"])] if match else []
        if match is not None and len(keys) == 1:
            who, start = keys[0], item.passage.start
            words = prose.cut(start + match.start("what"), item.passage.end)
            own.setdefault(who, []).append(prose.text(words))
        else:
            own.setdefault(who, []).append(item)
    return (
        [(style, tuple(texts)) for style, texts in own.items()]
        if len(own) > 1 and "" not in own
        else []
    )


def _of_halves(prose: Prose, block: Block, styles: Sequence[str], named: Sequence[str]) -> _Own:
    """Give one of two halves to each partner, in the order of the label, else of the title."""
    order = list(dict.fromkeys(named)) or list(styles)
    pieces = list(_split(block.body.text, _SEGMENT))
    if block.items or len(pieces) != 2 or len(set(order)) != 2 or len(set(named)) == 1:  # noqa: PLR2004
        return []
    start = block.body.start
    return [
        (style, traits_of(prose, start + a, start + b))
        for style, (a, b) in zip(order, pieces, strict=True)
    ]
