"""The code blocks of a page of Markdown: language, place, and whether a test may run them.

In: the text of a page. Out: blocks. What is never run stands below a comment that says why::

    <!-- not run: it asks a server on the network -->

What the block above prints stands below ``<!-- printed -->``, and is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Block", "blocks_of", "indented_code", "pages"]

_FENCE: Final = re.compile(
    r"^(?:<!-- not run: (?P<reason>[^\n]+?) -->\n)?"
    r"(?P<printed><!-- printed -->\n)?"
    r"(?:`(?P<file>\S+)`\n\n)?"
    r"^```(?P<language>\S*)\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_INDENTED: Final = re.compile(r"(?<=\n\n)((?: {4}\S.*\n)+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A code block.

    Parameters
    ----------
    language : str
        The word behind the fence.
    code : str
        What is in it.
    line : int
        Where it begins in the page, from 1.
    reason : str
        Why it is not run; empty if it is.
    file : str
        The file that it shows whole or in part, if a name stands above it.
    printed : bool
        Whether it shows what the block above prints.
    """

    language: str
    code: str
    line: int
    reason: str = ""
    file: str = ""
    printed: bool = False


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the blocks of a page, in order."""
    for match in _FENCE.finditer(text):
        line = text.count("\n", 0, match.start("code"))
        reason, file = match["reason"] or "", match["file"] or ""
        yield Block(
            match["language"], match["code"], line, reason, file, printed=bool(match["printed"])
        )


def indented_code(text: str) -> list[str]:
    """Return blocks that are marked by indentation alone, which say no language."""
    outside = _FENCE.sub("", text)
    return [block for block in _INDENTED.findall(outside) if not block.lstrip().startswith("* ")]


def pages(root: Path) -> list[str]:
    """Name the pages whose blocks are run: the README, CONTRIBUTING and all of docs/."""
    manual = sorted(path.relative_to(root).as_posix() for path in (root / "docs").glob("*.md"))
    return ["README.md", "CONTRIBUTING.md", *manual]
