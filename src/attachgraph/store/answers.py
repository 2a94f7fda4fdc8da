"""What a query is answered with: rows, triples, or yes and no.

In: what an engine computes. Out: the same, as it comes, up to a number of rows. Knows no engine, no
format and no store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

__all__ = ["Answer", "Boolean", "Row", "Solutions", "Term", "Triples"]

#: Any RDF term.
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

#: The terms of one solution, in the order of the variables; ``None`` where one is unbound.
Row: TypeAlias = tuple[Term | None, ...]

_Item = TypeVar("_Item")


class Solutions:
    """The answer to ``SELECT``: rows, computed while they are read.

    Iterate once; what was read is not kept.

    Parameters
    ----------
    variables : sequence of str
        The names of the columns, without ``?``.
    rows : iterable of Row
        The solutions.
    max_rows : int or None
        After how many to stop; ``None`` reads all.

    Attributes
    ----------
    variables : tuple of str
        The names of the columns.
    truncated : bool
        Whether there were more rows than `max_rows`. Known once the rows have been read.
    """

    __slots__ = ("_rows", "truncated", "variables")

    def __init__(
        self, variables: Iterable[str], rows: Iterable[Row], max_rows: int | None = None
    ) -> None:
        self.variables = tuple(variables)
        self.truncated = False
        self._rows = _limited(rows, max_rows, self)

    def __iter__(self) -> Iterator[Row]:
        return self._rows


class Triples:
    """The answer to ``CONSTRUCT`` and ``DESCRIBE``: triples, computed while they are read.

    Parameters
    ----------
    triples : iterable of Triple
        The triples; some engines repeat them.
    max_rows : int or None
        After how many to stop; ``None`` reads all.

    Attributes
    ----------
    truncated : bool
        Whether there were more triples than `max_rows`. Known once they have been read.
    """

    __slots__ = ("_triples", "truncated")

    def __init__(self, triples: Iterable[Triple], max_rows: int | None = None) -> None:
        self.truncated = False
        self._triples = _limited(triples, max_rows, self)

    def __iter__(self) -> Iterator[Triple]:
        return self._triples


@dataclass(frozen=True, slots=True)
class Boolean:
    """The answer to ``ASK``.

    Attributes
    ----------
    value : bool
        Yes or no.
    """

    value: bool

    def __bool__(self) -> bool:
        return self.value


#: What a query is answered with.
Answer: TypeAlias = Solutions | Triples | Boolean


def _limited(
    items: Iterable[_Item], most: int | None, answer: Solutions | Triples
) -> Iterator[_Item]:
    """Yield items up to a number; look for one more, to tell whether there is one."""
    iterator = iter(items)
    if most is None:
        yield from iterator
        return
    yield from islice(iterator, most)
    answer.truncated = next(iterator, None) is not None
