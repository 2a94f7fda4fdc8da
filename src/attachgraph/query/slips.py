"""What is probably not meant in a query, whatever it finds: the tokens alone tell.

In: the text of a query. Out: warnings in words. Columns that nothing fills, and sums over people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from attachgraph.query.spelling import nearest
from attachgraph.query.tokens import Token, tokenize

_LONGEST: Final = 20_000
#: A size of a sample and its variable, and what is added up, with a space between all tokens.
_SIZE: Final = re.compile(r"[:#/](couples|persons)>? [?$](\w+)")
_SUM: Final = re.compile(r"\bSUM \( (?:DISTINCT )?[?$](\w+)", re.IGNORECASE)


def slips_in(sparql: str) -> list[str]:
    """Say what is probably not meant in a query, whatever it finds."""
    if len(sparql) > _LONGEST:
        return []
    tokens = [token for token in tokenize(sparql) if token.kind != "comment"]
    return [*_empty_columns(tokens), *_sums_of_people(tokens)]


def _empty_columns(tokens: Sequence[Token]) -> Iterator[str]:
    """Name the variables that SELECT asks for and nothing else in the query has."""
    counts = Counter(token.text[1:] for token in tokens if token.kind == "variable")
    chosen, is_clause = list[str](), False
    for before, token in pairwise(tokens):
        is_clause = (is_clause or before.is_word("SELECT")) and token.text != "{"
        is_clause = is_clause and not token.is_word("WHERE", "FROM")
        if is_clause and token.kind == "variable" and not before.is_word("AS"):
            chosen.append(token.text[1:])
    used = [name for name in counts if name not in chosen or counts[name] > 1]
    for name in chosen:
        if counts[name] == 1:
            meant = "".join(f"; did you mean ?{each}?" for each in nearest(name, used))
            yield f"nothing in the query gives ?{name} a value{meant}"


def _sums_of_people(tokens: Sequence[Token]) -> Iterator[str]:
    """Name the sums over couples or persons in which some may be more than once."""
    words = " ".join(token.text for token in tokens)
    if "sharesPeopleWith" in words or "{ SELECT DISTINCT " in words.upper():
        return
    sizes = {name for _, name in _SIZE.findall(words)}
    for name in sorted(sizes & set(_SUM.findall(words))):
        yield (
            f"the sum of ?{name} adds a sample once for each row that it is in, and people of "
            "samples that share people twice; the question count-people-studied counts each once"
        )
