"""Read plain text, with Markdown's marks where somebody wrote it so."""

from __future__ import annotations

import re
from typing import Final

from attachgraph.reading.dialects import Read
from attachgraph.reading.entry import Settings
from attachgraph.reading.lines import split_lines
from attachgraph.reading.marks import Markup, report_misspelt

#: Two such lines in a plain text show that somebody wrote it with Markdown's marks.
_MARKUP: Final = re.compile(
    r"(?:^|[\n\r])[ \t]*(?:[-*•][ \t]+)?(?:#{1,6}[ \t]+\S|(\*\*|__)[^*_\n]{2,80}\1)"
)
_LOOKED_AT: Final = 20_000


def read(content: str, name: str) -> Read:  # noqa: ARG001 -- as every dialect
    """Split a text into its lines."""
    may_be = "#" in content or "**" in content or "__" in content
    marked = may_be and sum(1 for _ in _MARKUP.finditer(content, 0, _LOOKED_AT)) > 1
    return Read(
        content,
        list(split_lines(content, marked=marked)),
        Settings(markup=Markup({}) if marked else None),
        diagnostics=report_misspelt(content) if marked else (),
    )
