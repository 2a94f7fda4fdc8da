"""Give the variables of a query their values.

In: the tokens of a query and RDF terms. Out: the query with each parameter replaced by its term.
The term is written by the RDF library, which escapes it, at the place of one token; text of a user
never becomes SPARQL.

Why not ``Store.query(substitutions=…)``: the engine (pyoxigraph 0.5.13) raises if the variable is
not projected, and silently leaves it unbound in ``BIND(?x AS ?y)``, which changes answers.
Replacing tokens is what SEP-0007 describes, and lets the optimiser see the value.

Sources: RDF-DEV SEP-0007 (substitution of variables); SHACL, section 5.3 (pre-binding).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, NoReturn

from pyoxigraph import Literal, NamedNode

from attachgraph.errors import QueryError, UsageError
from attachgraph.query.answers import Term
from attachgraph.query.guard import Inspection
from attachgraph.query.spelling import nearest
from attachgraph.query.syntax_errors import excerpt, locate
from attachgraph.query.tokens import Token

_CLAUSES: Final = (
    *("SELECT", "DESCRIBE", "CONSTRUCT", "ASK", "FROM", "WHERE"),
    *("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"),
)


def bind_parameters(inspection: Inspection, params: Mapping[str, Term]) -> str:
    """Replace variables by terms, wherever the query uses them.

    A variable that is selected stays a column, with the term as its value in every row; so it does
    under ``SELECT *``.
    """
    if not params:
        return inspection.query
    written = {name: _write(name, value, inspection) for name, value in params.items()}
    pieces, at = [], 0
    for start, end, text in sorted(_replacements(inspection, written)):
        pieces += [inspection.query[at:start], _apart(inspection.query, start, end, text)]
        at = end
    return "".join([*pieces, inspection.query[at:]])


def _write(name: str, value: Term, inspection: Inspection) -> str:
    """Write a term in SPARQL, once it is clear that the query has a place for it."""
    if name not in inspection.variables:
        meant = nearest(name, inspection.variables)
        guess = f"did you mean {meant[0]}? " if meant else ""
        known = ", ".join(sorted(inspection.variables)) or "none"
        problem = f"the query has no variable ?{name}"
        raise UsageError(problem, fix=f"{guess}Its variables: {known}")
    if not isinstance(value, NamedNode | Literal):
        problem = f"the value of ?{name} is neither an IRI nor a literal"
        raise UsageError(problem, fix="pass a pyoxigraph.NamedNode or a pyoxigraph.Literal")
    return str(value)


# What already stands apart, the ends of the text included.
_SEPARATORS: Final = ("", " ", "\t", "\r", "\n", "{", "}", "(", ")", ",", ";")


class _Use(NamedTuple):
    """Where a variable is: its token's index, and the clause if it is there bare."""

    at: int
    clause: str


def _uses(tokens: tuple[Token, ...]) -> Iterator[_Use]:
    """Yield every variable with the clause that decides what may be in its place."""
    clause, enclosing = "", []
    for index, token in enumerate(tokens):
        if token.text in {"{", "(", "["}:
            enclosing.append(clause)
            clause = "VALUES" if clause == "VALUES" and token.text == "(" else ""
        elif token.text in {"}", ")", "]"}:
            clause = enclosing.pop() if enclosing else ""
            # A data block ends its clause; what follows is a pattern again.
            clause = "" if token.text == "}" and clause == "VALUES" else clause
        elif token.is_word(*_CLAUSES):
            clause = token.text.upper()
        elif token.kind == "variable":
            yield _Use(index, "AS" if tokens[index - 1].is_word("AS") else clause)


def _apart(query: str, start: int, end: int, text: str) -> str:
    """Keep a term apart from its neighbours: ``"a"@en`` and ``-1`` must not become one."""
    before = "" if query[start - 1 : start] in _SEPARATORS else " "
    after = "" if query[end : end + 1] in _SEPARATORS else " "
    return f"{before}{text}{after}"


def _replacements(
    inspection: Inspection, written: Mapping[str, str]
) -> Iterator[tuple[int, int, str]]:
    """Yield what to replace: start, end, text."""
    tokens = inspection.tokens
    for index, clause in _uses(tokens):
        token = tokens[index]
        term = written.get(token.text[1:])
        if term is None:
            continue
        if clause in {"AS", "VALUES"}:
            _refuse_assignment(inspection.query, token)
        if clause == "SELECT":
            yield token.start, token.end, f"({term} AS {token.text})"
        elif clause in {"GROUP", "ORDER", "HAVING"}:
            yield token.start, token.end, f"({term})"
        elif _is_argument_of_bound(tokens, index):
            yield tokens[index - 2].start, tokens[index + 1].end, "(true)"
        else:
            yield token.start, token.end, f"{term}"
    yield from _columns_of_star(tokens, written)


def _refuse_assignment(query: str, token: Token) -> NoReturn:
    """Refuse a parameter that the query itself gives a value, by AS or by VALUES."""
    place = locate(query, token.start)
    raise QueryError(
        f"{token.text} is a parameter here, and the query gives it a value of its own\n"
        f"{excerpt(query, token.start, len(token.text))}",
        where=f"query:{place.line}:{place.column}",
        fix="leave the parameter out, or remove this value from the query",
    )


def _is_argument_of_bound(tokens: tuple[Token, ...], index: int) -> bool:
    around = [token.text.upper() for token in tokens[max(0, index - 2) : index + 2]]
    return around[:2] == ["BOUND", "("] and around[3:] == [")"]


def _columns_of_star(
    tokens: tuple[Token, ...], written: Mapping[str, str]
) -> Iterator[tuple[int, int, str]]:
    """Wrap the pattern of ``SELECT *`` so that parameters stay columns."""
    star = next((i for i, token in enumerate(tokens) if token.is_word("SELECT")), None)
    braces = [token for token in tokens if token.text in {"{", "}"}]
    if star is None or tokens[star - 1].text == "{" or not braces:
        return
    after = [token.text.upper() for token in tokens[star + 1 : star + 3]]
    if after[:1] != ["*"] and after not in (["DISTINCT", "*"], ["REDUCED", "*"]):
        return
    depth, last = 0, None
    for last in braces:
        depth += 1 if last.text == "{" else -1
        if depth == 0:
            break
    if last is not None and depth == 0:
        binds = " ".join(f"BIND({term} AS ?{name})" for name, term in written.items())
        yield braces[0].start, braces[0].start, "{"
        yield last.end, last.end, f" {binds} }}"
