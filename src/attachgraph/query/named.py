"""Find a named question.

In: a name. Out: the question, or the names that look like it.
"""

from __future__ import annotations

import re
from typing import Final

from attachgraph.errors import MissingError
from attachgraph.query.spelling import nearest
from attachgraph.rdf.named_queries import NamedQuery, read_named_queries

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")


def named_query(text: str) -> NamedQuery | None:
    """Find the question that a text names; what is written otherwise is a query of its own."""
    return find_query(text.strip()) if _NAME.fullmatch(text.strip()) else None


def find_query(name: str) -> NamedQuery:
    """Find a named question."""
    known = {query.name: query for query in read_named_queries()}
    if name in known:
        return known[name]
    near = questions_near(name)
    guess = f"did you mean {' or '.join(near)}? " if near else ""
    fix = f"{guess}attachgraph queries lists them all"
    raise MissingError(f"there is no question named {name}", fix=fix)


def questions_near(words: str) -> list[str]:
    """Name the questions that are called much like some words."""
    known = [query.name for query in read_named_queries()]
    return nearest("-".join(words.lower().split()), known, count=3)
