"""Explain why a query was not understood, in words and with a caret.

In: the text of a query and what the engine says of it. Out: a :class:`QueryError`. The engine alone
decides what is valid; its parser reports the farthest place that it tried, not the mistake, so the
usual mistakes are looked for in the tokens first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from attachgraph.errors import QueryError
from attachgraph.query.syntax_hints import Mistake, find_mistake
from attachgraph.query.tokens import Token, tokenize

_WIDTH: Final = 88
_GRAMMAR: Final = "see https://www.w3.org/TR/sparql11-query/#grammar"
# What the engine says when the grammar fits and the meaning does not.
_REASONS: Final = {
    "IRI parsing failed": (
        "this is not a whole IRI",
        "write it with its scheme, as in <https://…>, or declare a BASE",
    ),
    "The SELECT contains a variable that is unbound": (
        "a variable of SELECT is neither grouped nor aggregated",
        "name it in GROUP BY, or write (SAMPLE(?x) AS ?y)",
    ),
    "Duplicated variable name in SELECT": (
        "SELECT names a variable twice",
        "name it once",
    ),
}


class Place(NamedTuple):
    """A place in a query, both numbers counted from 1."""

    line: int
    column: int


def locate(query: str, offset: int) -> Place:
    """Turn an offset into line and column."""
    before = query[:offset]
    return Place(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def excerpt(query: str, start: int, length: int = 1) -> str:
    """Show the line of a place with carets below it."""
    line_start = query.rfind("\n", 0, start) + 1
    line_end = query.find("\n", start)
    line = query[line_start : line_end if line_end >= 0 else len(query)]
    column = start - line_start
    cut = max(0, column - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = "".join(char if char.isprintable() else " " for char in line[cut : cut + _WIDTH])
    carets = "^" * max(1, min(length, len(shown) - (column - cut)))
    return f"    {shown.rstrip()}\n    {' ' * (column - cut)}{carets}"


def explain(query: str, complaint: str, prefixes: Mapping[str, str]) -> QueryError:
    """Turn the engine's complaint into an error that helps."""
    tokens = [token for token in tokenize(query) if token.kind != "comment"]
    mistake = find_mistake(tokens, prefixes) or _complaint(query, complaint, tokens)
    place = locate(query, mistake.start)
    return QueryError(
        f"{mistake.problem}\n{excerpt(query, mistake.start, mistake.length)}",
        where=f"query:{place.line}:{place.column}",
        fix=mistake.fix,
    )


def _complaint(query: str, complaint: str, tokens: list[Token]) -> Mistake:
    """Fall back on the engine's own words, at the token that it stumbled over."""
    match = re.match(r"error at (\d+):(\d+): expected (?:one of )?(.*)", complaint, re.DOTALL)
    if match is None:
        return Mistake(0, 1, complaint.splitlines()[0], _GRAMMAR)
    lines = query.split("\n")
    line, column = min(int(match[1]), len(lines)), int(match[2])
    offset = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    for reason, (problem, fix) in _REASONS.items():
        if reason in match[3]:
            return Mistake(*_blamed(tokens, offset), problem, fix)
    keywords, signs = _expected(match[3])
    if signs or not keywords:
        start, length = _token_at(tokens, offset, query)
        fix = f"possible here: {' '.join(signs)}" if signs else _GRAMMAR
    else:
        # A keyword is compared with as many characters as it has, so its failure is reported that
        # far after the place where it was tried.
        tried = {offset - len(word) for word in keywords} & {token.start for token in tokens}
        start, length = _token_at(tokens, max(tried, default=offset), query)
        fix = "look at this clause or triple; a triple is subject, predicate, object"
    return Mistake(start, length, "the query cannot be understood from here on", fix)


def _expected(listing: str) -> tuple[list[str], list[str]]:
    """Read what the engine would have taken: keywords, and signs or a digit."""
    quoted = re.findall(r'"((?:[^"\\]|\\.)+)"', listing)
    signs = [re.sub(r"\\(.)", r"\1", sign) for sign in quoted]
    bare = re.sub(r"\['[^\]]*'\]|\[_\]|" + r'"(?:[^"\\]|\\.)+"', "", listing)
    in_class = bool(re.search(r"\['", listing))
    return re.findall(r"\b[A-Za-z][A-Za-z0-9_]+\b", bare), signs or (["0…9"] if in_class else [])


def _blamed(tokens: list[Token], offset: int) -> tuple[int, int]:
    """Find the token before a place; at the end of the query, the form that holds the SELECT."""
    before = [token for token in tokens if token.end <= offset]
    if before and before[-1] is not tokens[-1]:
        return before[-1].start, len(before[-1].text)
    form = next(
        token for token in tokens if token.is_word("SELECT", "CONSTRUCT", "DESCRIBE", "ASK")
    )
    return form.start, len(form.text)


def _token_at(tokens: list[Token], offset: int, query: str) -> tuple[int, int]:
    """Find the token at or after a place; at the end of the query, the place itself."""
    for token in tokens:
        if token.end > offset:
            return token.start, len(token.text)
    return len(query.rstrip()), 1
