"""What a query is answered with: rows, triples, or yes and no.

In: what an engine computes. Out: the same, as it comes, up to a number of rows. Knows no engine, no
format and no store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

#: Any RDF term.
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

#: The terms of one solution, in the order of the variables; ``None`` where one is unbound.
Row: TypeAlias = tuple[Term | None, ...]

_Item = TypeVar("_Item")


class _Limited(Generic[_Item]):
    """Items up to a number, and whether there was one more."""

    __slots__ = ("_items", "_left", "truncated")

    def __init__(self, items: Iterable[_Item], most: int | None) -> None:
        self._items = iter(items)
        self._left = most
        self.truncated = False

    def __iter__(self) -> Iterator[_Item]:
        # Without a limit there is nothing to do at each row.
        return self._items if self._left is None else self

    def __next__(self) -> _Item:
        if self._left is None:
            return next(self._items)
        if self._left == 0:
            self.truncated = self.truncated or next(self._items, None) is not None
            raise StopIteration
        item = next(self._items)
        self._left -= 1
        return item


class Solutions:
    """The answer to ``SELECT``: rows, computed while they are read.

    Iterate once; what was read is not kept.
    """

    __slots__ = ("_rows", "variables")

    def __init__(
        self,
        variables: Iterable[str],
        rows: Iterable[Sequence[Term | None]],
        max_rows: int | None = None,
    ) -> None:
        self.variables: tuple[str, ...] = tuple(variables)
        self._rows: _Limited[Sequence[Term | None]] = _Limited(rows, max_rows)

    def __iter__(self) -> Iterator[Row]:
        return map(tuple, iter(self._rows))

    def unread(self) -> Iterator[Sequence[Term | None]]:
        """Return the rows as the engine has them, which make their terms when one is asked for."""
        return iter(self._rows)

    @property
    def truncated(self) -> bool:
        """Whether there were more rows than `max_rows`; known once they have been read."""
        return self._rows.truncated


class Triples:
    """The answer to ``CONSTRUCT`` and ``DESCRIBE``: triples, computed while they are read."""

    __slots__ = ("_triples",)

    def __init__(self, triples: Iterable[Triple], max_rows: int | None = None) -> None:
        self._triples = _Limited(triples, max_rows)

    def __iter__(self) -> Iterator[Triple]:
        return iter(self._triples)

    @property
    def truncated(self) -> bool:
        """Whether there were more triples than `max_rows`; known once they have been read."""
        return self._triples.truncated


@dataclass(frozen=True, slots=True)
class Boolean:
    """The answer to ``ASK``."""

    #: Yes or no.
    value: bool

    def __bool__(self) -> bool:
        return self.value


#: What a query is answered with.
Answer: TypeAlias = Solutions | Triples | Boolean


def notation(term: Term) -> str:
    """Write a term as N-Triples; the engine's own ``str`` leaves the brackets of a triple out."""
    return f"<<( {term} )>>" if isinstance(term, Triple) else str(term)


def says_nothing(rows: Sequence[Sequence[Term | None]]) -> bool:
    """Return whether there are no rows, or one that is all zero or false: a count of nothing."""
    return not rows or (len(rows) == 1 and all(map(_is_nothing, rows[0])))


def _is_nothing(term: Term | None) -> bool:
    return isinstance(term, Literal) and term.value in {"0", "false"}
