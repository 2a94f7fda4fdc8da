"""What a search has found, as a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from attachgraph.dataset.search.index import Hit
from attachgraph.graph.tables import Table

_SHOWN: Final = ("kind", "id", "title", "words", "status")


class Hits(Table[Hit]):
    """What a search has found, the best first.

    Parameters
    ----------
    hits : iterable of Hit
        What was found.
    columns : collection of str
        The attributes of a hit.
    has_all : bool
        Whether the hits have all the words; otherwise nothing has, and these have some.
    meant : str
        The words that the hits have, where a word of yours was taken for a misspelt one; else
        ``""``.

    Attributes
    ----------
    has_all : bool
        The same.
    meant : str
        The same.

    Examples
    --------
    >>> import attachgraph
    >>> attachgraph.load().search("secure partner", limit=1).has_all
    True
    >>> attachgraph.load().search("cortizol", limit=1).meant
    'cortisol'
    """

    def __init__(
        self, hits: Iterable[Hit], columns: Collection[str], *, has_all: bool, meant: str = ""
    ) -> None:
        super().__init__(hits, columns, shown=_SHOWN)
        self.has_all: bool = has_all
        self.meant: str = meant
