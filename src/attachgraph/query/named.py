"""Find a named question.

In: a name. Out: the question, or the names that look like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NoReturn

from attachgraph.errors import MissingError, UsageError
from attachgraph.query.spelling import nearest
from attachgraph.rdf.named_queries import NamedQuery, Parameter, read_named_queries

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


def left_out(question: NamedQuery, given: Iterable[str]) -> list[Parameter]:
    """Return the parameters that keep their examples; refuse what the question does not take."""
    names = set(given)
    known = [each.name for each in question.parameters]
    if wrong := sorted(names.difference(known)):
        refuse(question, " and ".join(wrong))
    return [each for each in question.parameters if each.name not in names]


def examples_in(text: str, given: Iterable[str]) -> list[str]:
    """Say which values of a question are its examples, since nobody gave others."""
    if (question := named_query(text)) is None:
        return []
    return [
        f"{each.name}={each.words} (an example; choose another {each.name})"
        for each in left_out(question, given)
    ]


def refuse(question: NamedQuery, what: str) -> NoReturn:
    """Say what a question takes instead of what it was given."""
    known = ", ".join(each.name for each in question.parameters) or "nothing"
    raise UsageError(f"{question.name} cannot take {what}", fix=f"it takes: {known}")


def questions_near(words: str) -> list[str]:
    """Name the questions that are called much like some words."""
    known = [query.name for query in read_named_queries()]
    return nearest("-".join(words.lower().split()), known, count=3)
