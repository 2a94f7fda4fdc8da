"""Write an answer as a Markdown table.

In: an answer. Out: a pipe table, as GitHub, Pandoc and most editors read it. Text from entries may
hold Markdown and HTML; it is shown, not obeyed.

Sources: GitHub Flavored Markdown, section 4.10 (tables) and 2.4 (backslash escapes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from attachgraph.query.answers import Boolean, Solutions, Term, notation
from attachgraph.rdf.compact import compact

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>&|~$]")
_BREAKS: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def iter_markdown(answer: Solutions | Boolean) -> Iterator[str]:
    """Write an answer as a Markdown table."""
    if isinstance(answer, Boolean):
        yield f"{'true' if answer else 'false'}\n"
        return
    columns = answer.variables or ("",)
    yield f"| {' | '.join(map(_escape, columns))} |\n"
    yield f"|{' --- |' * len(columns)}\n"
    for row in answer:
        yield f"| {' | '.join(map(_cell, row or (None,)))} |\n"


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        short = compact(term.value)
        return f"<{term.value}>" if short is None else f"`{short}`"
    return _escape(term.value if isinstance(term, Literal) else notation(term))


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", _BREAKS.sub(" ", text).strip())
