"""Rules for the words that belong to a figure: its caption, its number and its description."""

from __future__ import annotations

import re
from typing import Final

from attachgraph.reading.blocks.page import Page, Taken
from attachgraph.reading.lines import Block, Line
from attachgraph.reading.wording import is_sentence

_NUMBERED: Final = re.compile(
    r"[*_]*(?P<number>(?:Figure|Fig\.?|Image|Photo|Illustration|Abbildung|Abb\.|Figura)\s*\d*\s*[.:])[*_]*\s*(?P<words>\S.*?)(?<![*_])[*_]*+$",
    re.DOTALL,
)
_IMAGE: Final = re.compile(r"!\[(?P<words>[^\]\n]*)\]\([^()\n]*\)")


def is_caption(line: Line) -> bool:
    """Return whether a line belongs to a figure by its own words."""
    return line.hint == "caption" or _match(line.text) is not None


def take_caption(page: Page) -> Taken | None:
    """Take a caption apart into its words and what is only form."""
    blocks = caption_blocks(page, page.line)
    return Taken(tuple(blocks)) if blocks else None


def take_description(page: Page) -> Taken | None:
    """Take the line above a caption, before the infobox, that describes the picture."""
    number = page.at
    if number >= page.infobox.start:
        return None
    following = page.after(number)
    if number <= page.title or following is None or is_sentence(page.line.text):
        return None
    if page.line.hint not in {"", "paragraph"} or not is_caption(following):
        return None
    return Taken((page.block("caption", page.line),))


def caption_blocks(page: Page, line: Line) -> list[Block]:
    """Cut a line of a figure into its words and what is only form; nothing for other lines."""
    match = _match(line.text)
    if match is None:
        return [page.block("caption", line)] if line.hint == "caption" else []
    start, end = line.start + match.start("words"), line.start + match.end("words")
    blocks = [page.form(line.start, start), page.form(end, line.end)]
    words = page.cut(start, end)
    return [
        *(block for block in blocks if block.body.text),
        *([Block("caption", words)] if words.text else []),
    ]


def _match(text: str) -> re.Match[str] | None:
    if text.startswith("!["):
        return _IMAGE.fullmatch(text)
    return _NUMBERED.match(text) if text[:1] in "*_FIPA" else None
