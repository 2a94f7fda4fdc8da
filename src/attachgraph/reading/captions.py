"""Tell the words that belong to a figure: its caption, its number and its description.

In: a line. Out: blocks, or none where the line belongs to no figure.
"""

from __future__ import annotations

import re
from typing import Final

from attachgraph.reading.lines import Block, Line, passage

_NUMBERED: Final = re.compile(
    r"[*_]*(?P<number>(?:Figure|Fig\.?|Image|Photo|Illustration)\s*\d*\s*[.:])[*_]*\s*(?P<words>\S.*?)(?<![*_])[*_]*+$",
    re.DOTALL,
)
_IMAGE: Final = re.compile(r"!\[(?P<words>[^\]\n]*)\]\([^()\n]*\)")


def is_caption(line: Line) -> bool:
    """Tell whether a line belongs to a figure by its own words."""
    return line.hint == "caption" or _match(line.text) is not None


def caption_blocks(content: str, line: Line) -> list[Block]:
    """Cut a line of a figure into its words and what is only form."""
    match = _match(line.text)
    if match is None:
        return (
            [Block("caption", passage(content, line.start, line.end), outer=line.outer)]
            if line.hint == "caption"
            else []
        )
    start, end = line.start + match.start("words"), line.start + match.end("words")
    form = [passage(content, line.start, start), passage(content, end, line.end)]
    blocks = [Block("heading", words, level=-1) for words in form if words.text]
    words = passage(content, start, end)
    return [*blocks, Block("caption", words)] if words.text else blocks


def _match(text: str) -> re.Match[str] | None:
    if text.startswith("!["):
        return _IMAGE.fullmatch(text)
    return _NUMBERED.match(text) if text[:1] in "*_FIP" else None
