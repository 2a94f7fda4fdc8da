"""Write the page of the diagnostics from their table.

In: :mod:`attachgraph.diagnostics`. Out: ``docs/diagnostics.md``. A test fails where the page is not
current::

    python tools/make_diagnostics_docs.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attachgraph.diagnostics import LEVELS, RULES, Rule

__all__ = ["PAGE", "render"]

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "diagnostics.md"

_LONGEST: Final = 400
_INTRODUCTION: Final = """\
<!-- Written by tools/make_diagnostics_docs.py from the table of diagnostics. Do not edit. -->

# What check says

`attachgraph check` and `attachgraph build` name what they could not read, left out or guessed. Each
message has a code that stays the same in every version; `attachgraph explain AG101` shows in the
terminal what stands here.
"""


def render() -> str:
    """Write the page.

    Returns
    -------
    str
        Markdown.
    """
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    yield "| code | level | it says |\n|---|---|---|"
    for rule in RULES:
        anchor = f"{rule.code} {rule.name}".lower().replace(" ", "-")
        yield f"| [{rule.code}](#{anchor}) | {rule.level} | {_plain(rule.message)} |"
    for level, meaning in LEVELS.items():
        yield f"\n## {level.capitalize()}\n\n{meaning}"
        for rule in RULES:
            if rule.level == level:
                yield from _page(rule)
    yield ""


def _page(rule: Rule) -> Iterator[str]:
    yield f"\n### {rule.code} {rule.name}\n"
    yield f"It says: *{_plain(rule.message)}*\n\n{rule.why}\n\nDo: {_plain(rule.fix)}."
    if rule.example:
        yield f"\nFor example, in `{rule.file}`:\n\n```text\n{_shown(rule.example)}\n```"
    if rule.mended:
        yield f"\nMended:\n\n```text\n{_shown(rule.mended)}\n```"


def _plain(template: str) -> str:
    words = template.replace("{{", "\0").replace("*", "\\*")
    return re.sub(r"\{(\w+)\}", lambda match: match[1].upper(), words).replace("\0", "{")


def _shown(document: str | bytes) -> str:
    if isinstance(document, bytes):
        return repr(document)[2:-1]
    if len(document) > _LONGEST:
        return f"{document[:60].splitlines()[0]} …  ({len(document):,} characters)"
    return document.rstrip("\n")


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
