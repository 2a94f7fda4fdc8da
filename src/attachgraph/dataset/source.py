"""What a dataset is to those who read it here: quads by pattern, wherever they are.

In: nothing. Out: a protocol. The store of the engine keeps to it, and so does what stands for a
store on a server.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Quad


class Quads(Protocol):
    """Quads that can be looked up."""

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 - the name that pyoxigraph gives it
        graph_name: NamedNode | None = None,
        /,
    ) -> Iterable[Quad]:
        """Yield the quads that match; ``None`` matches everything."""
