"""Look for the usual mistakes in the tokens of a query that the engine has refused.

In: tokens. Out: the first mistake that is certain, or none. Only called after a refusal, so a
finder may be simple: it explains, it does not judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from attachgraph.query.named import questions_near
from attachgraph.query.spelling import nearest
from attachgraph.query.tokens import Token

_FORMS: Final = ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK")
_CLAUSES: Final = (
    *_FORMS,
    *("PREFIX", "BASE", "DISTINCT", "REDUCED", "WHERE", "FROM", "NAMED", "ORDER", "GROUP", "BY"),
    *("HAVING", "LIMIT", "OFFSET", "VALUES", "OPTIONAL", "UNION", "MINUS", "GRAPH", "FILTER"),
    *("BIND", "EXISTS", "NOT", "IN", "AS", "ASC", "DESC", "UNDEF", "A", "TRUE", "FALSE"),
    *("SILENT", "SERVICE", "SEPARATOR"),
)
_FUNCTIONS: Final = (
    *("ABS", "AVG", "BNODE", "BOUND", "CEIL", "COALESCE", "CONCAT", "CONTAINS", "COUNT"),
    *("DATATYPE", "DAY", "ENCODE_FOR_URI", "FLOOR", "GROUP_CONCAT", "HOURS", "IF", "IRI"),
    *("ISBLANK", "ISIRI", "ISLITERAL", "ISNUMERIC", "ISTRIPLE", "ISURI", "LANG", "LANGDIR"),
    *("HASLANG", "HASLANGDIR", "LANGMATCHES", "LCASE", "MAX", "MD5", "MIN", "MINUTES", "MONTH"),
    *("NOW", "OBJECT", "PREDICATE", "RAND", "REGEX", "REPLACE", "ROUND", "SAMETERM", "SAMPLE"),
    *("SECONDS", "SHA1", "SHA256", "SHA384", "SHA512", "STR", "STRAFTER", "STRBEFORE", "STRDT"),
    *("STRENDS", "STRLANG", "STRLANGDIR", "STRLEN", "STRSTARTS", "STRUUID", "SUBJECT", "SUBSTR"),
    *("SUM", "TIMEZONE", "TRIPLE", "TZ", "UCASE", "URI", "UUID", "YEAR"),
)
_MOST_PREFIXES: Final = 200
_CLOSING: Final = {"{": "}", "(": ")", "[": "]"}
_CURLED: Final = "“”„«»‘’"


class Mistake(NamedTuple):
    """What is wrong in a query, and where."""

    #: The place, in code points.
    start: int
    length: int
    #: One sentence each.
    problem: str
    fix: str


def find_mistake(tokens: list[Token], prefixes: Mapping[str, str]) -> Mistake | None:
    """Find the first mistake that the tokens alone show."""
    return (
        _stray(tokens)
        or _unknown_form(tokens)
        or _unknown_prefix(tokens, prefixes)
        or _unbalanced(tokens)
        or _unknown_word(tokens)
    )


def _stray(tokens: list[Token]) -> Mistake | None:
    """Find a string that never ends, or a character that SPARQL has no use for."""
    for token in tokens:
        if token.kind != "stray":
            continue
        if token.text in {"'", '"'}:
            fix = f"close it, or escape it as \\{token.text} within a string"
            return Mistake(token.start, 1, "a string begins here and does not end", fix)
        if token.text in _CURLED:
            problem = f"{token.text} does not begin a string"
            return Mistake(token.start, 1, problem, "use straight quotes: \"…\" or '…'")
        problem = f"the character U+{ord(token.text):04X} has no meaning here"
        return Mistake(token.start, 1, problem, "remove it, or put it in quotes")
    return None


def _unknown_form(tokens: list[Token]) -> Mistake | None:
    """Find a query that does not begin as one."""
    at = 0
    while at < len(tokens) and tokens[at].is_word("PREFIX", "BASE"):
        at += 3 if tokens[at].is_word("PREFIX") else 2
    begin = "begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
    if at >= len(tokens):
        what = "asks nothing: only prefixes are declared" if tokens else "is empty"
        return Mistake(tokens[-1].end if tokens else 0, 1, f"the query {what}", begin)
    first = tokens[at]
    if first.is_word(*_FORMS):
        return None
    meant = nearest(first.text.upper(), (*_FORMS, "PREFIX", "BASE"))
    if first.kind == "word" and meant:
        return _unknown(first, f"did you mean {meant[0]}?")
    # A sentence may be the name of a question that is ready: "list films".
    words = all(token.kind == "word" for token in tokens)
    near = questions_near(" ".join(token.text for token in tokens)) if words else []
    guess = f"did you mean the question {' or '.join(near)}? " if near else ""
    problem = "a query does not begin like this"
    return Mistake(first.start, len(first.text), problem, f"{guess}{begin}")


def _unknown(token: Token, fix: str) -> Mistake:
    problem = f"{token.text} is not a keyword of SPARQL"
    return Mistake(token.start, len(token.text), problem, fix)


def _unknown_prefix(tokens: list[Token], prefixes: Mapping[str, str]) -> Mistake | None:
    """Find the first prefixed name whose prefix nobody declared."""
    declared = set(prefixes)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind != "name":
            continue
        prefix = token.text.split(":", 1)[0]
        if before and before.is_word("PREFIX"):
            declared.add(prefix)
        elif prefix not in declared:
            meant = nearest(prefix, sorted(declared)[:_MOST_PREFIXES])
            guess = f"did you mean {meant[0]}:? " if meant else ""
            known = ", ".join(f"{name}:" for name in prefixes)
            fix = f"{guess}Declared without PREFIX: {known}" if known else f"{guess}declare it"
            problem = f'the prefix "{prefix}:" is not declared'
            return Mistake(token.start, len(prefix) + 1, problem, fix)
    return None


def _unbalanced(tokens: list[Token]) -> Mistake | None:
    """Find a bracket without its counterpart."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "sign":
            continue
        if token.text in _CLOSING:
            opened.append(token)
        elif token.text in _CLOSING.values():
            if not opened:
                fix = "remove it, or open it before"
                return Mistake(token.start, 1, f"{token.text} closes nothing", fix)
            wanted = _CLOSING[opened.pop().text]
            if wanted != token.text:
                return Mistake(
                    token.start,
                    1,
                    f"{token.text} is found where {wanted} is expected",
                    f"write {wanted} before it, or remove it",
                )
    if not opened:
        return None
    last = opened[-1]
    fix = f"add the missing {_CLOSING[last.text]}"
    return Mistake(last.start, 1, f"{last.text} is never closed", fix)


def _unknown_word(tokens: list[Token]) -> Mistake | None:
    """Find a word that is neither a clause nor a function."""
    for token, after in pairwise([*tokens, None]):
        if token is None or token.kind != "word":
            continue
        called = after is not None and after.text == "("
        known = (*_CLAUSES, *_FUNCTIONS) if called else _CLAUSES
        if token.text.upper() not in known:
            meant = nearest(token.text.upper(), known)
            guess = f"did you mean {meant[0]}? " if meant else ""
            hint = "" if called else "A variable begins with ?, a name has a prefix and a colon"
            return _unknown(
                token, f"{guess}{hint}".strip() or "see the list of functions of SPARQL"
            )
    return None
