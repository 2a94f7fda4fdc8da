"""Tell which queries never work for long between two rows.

In: a query, looked over. Out: yes or no. Nothing is evaluated here.

A ``SELECT`` of plain variables from one triple pattern, without path, filter, aggregate, order or
``DISTINCT``, and with no variable twice, is answered from one range of one index: the engine reads
the quads of the range one after the other, and each of them is a row. It never works for longer
than it takes to read one quad, so a look at the clock between the rows can stop it as well
as the end of a process. Of everything else this module says no.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attachgraph.query.guard import Inspection
from attachgraph.query.tokens import Token

_TERMS: Final = frozenset({"variable", "name", "iri"})


def is_bounded(inspection: Inspection) -> bool:
    """Return whether a query gives a row for each quad that the engine reads."""
    tokens = inspection.tokens
    if "\\" in inspection.query or not tokens or not tokens[0].is_word("SELECT"):
        return False
    opening = next((at for at, token in enumerate(tokens) if token.text == "{"), 0)
    head, rest = tokens[1:opening], tokens[opening + 1 :]
    head = head[:-1] if head and head[-1].is_word("WHERE") else head
    if not head or not (_is_star(head) or all(token.kind == "variable" for token in head)):
        return False
    return _is_one_pattern(rest[:3]) and _is_end(rest[3:])


def _is_star(head: Sequence[Token]) -> bool:
    return [token.text for token in head] == ["*"]


def _is_one_pattern(tokens: Sequence[Token]) -> bool:
    is_class = len(tokens) > 1 and tokens[1].kind == "word" and tokens[1].text == "a"
    kinds = [token.kind for token in tokens]
    if is_class:
        kinds[1] = "iri"
    # As names they are told apart by their sign, ``?x`` and ``$x`` are one variable.
    names = [token.text[1:] for token in tokens if token.kind == "variable"]
    return len(kinds) == 3 and _TERMS.issuperset(kinds) and len(set(names)) == len(names)  # noqa: PLR2004


def _is_end(tokens: Sequence[Token]) -> bool:
    """Return whether nothing follows but the end of the group and perhaps a LIMIT."""
    texts = [token.text for token in tokens]
    if texts[:1] == ["."]:
        texts = texts[1:]
    if texts == ["}"]:
        return True
    return (
        len(texts) == 3  # noqa: PLR2004
        and (texts[0], texts[1].upper()) == ("}", "LIMIT")
        and texts[2].isascii()
        and texts[2].isdigit()
    )
