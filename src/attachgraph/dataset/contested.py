"""A dataset as its readers see it: with the edges that are not plain triples.

In: quads that can be looked up. Out: the same, and the edge of each contested statement. A page
that shows a thing also shows what is disputed of it, with its status; a query does not see that
unless it asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from attachgraph.model import CONTESTED
from attachgraph.rdf.bases import is_named
from attachgraph.rdf.namespaces import AG, GRAPH, RDF

if TYPE_CHECKING:
    from attachgraph.dataset.source import Quads

_SUBJECT, _PREDICATE, _OBJECT = (
    NamedNode(RDF + name) for name in ("subject", "predicate", "object")
)
_STATUS: Final = NamedNode(AG + "status")
_CONTESTED: Final = frozenset(NamedNode(AG + status.value) for status in CONTESTED)
_GRAPH: Final = NamedNode(GRAPH + "contested")
#: What describes statements and texts, and is asserted by none.
_NEVER: Final = frozenset(
    AG + name for name in ("status", "quotation", "expresses", "section", "rule", "origin", "order")
)
_REMEMBERED: Final = 4_096

_Read: TypeAlias = Callable[[NamedNode, NamedNode], Iterable[Quad]]


class WithContested:
    """Quads, and the edges of contested statements."""

    def __init__(self, quads: Quads) -> None:
        self.quads = quads
        # A store on a server finds them with one request for many nodes.
        read: _Read = getattr(quads, "contested_edges", self._read)
        self._leaving = lru_cache(_REMEMBERED)(lambda node: tuple(read(_SUBJECT, node)))
        self._arriving = lru_cache(_REMEMBERED)(lambda node: tuple(read(_OBJECT, node)))

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 - the name that pyoxigraph gives it
        graph_name: NamedNode | None = None,
        /,
    ) -> Iterable[Quad]:
        """Yield the quads that match, those of contested edges last."""
        yield from self.quads.quads_for_pattern(subject, predicate, object, graph_name)
        if (graph_name is None or graph_name == _GRAPH) and _may_be_asserted(predicate):
            for quad in self._about(subject, object):
                if predicate in {None, quad.predicate} and object in {None, quad.object}:
                    yield quad

    def _about(
        self, subject: NamedNode | None, object_: NamedNode | Literal | None
    ) -> Iterable[Quad]:
        if isinstance(subject, NamedNode):
            return self._leaving(subject) if is_named(subject.value) else ()
        return self._arriving(object_) if isinstance(object_, NamedNode) else ()

    def _read(self, end: NamedNode, node: NamedNode) -> Iterator[Quad]:
        for found in self.quads.quads_for_pattern(None, end, node):
            statement = found.subject
            if not isinstance(statement, NamedNode):
                continue
            # Most are not contested, and a thing may have ten thousand: look at no more of them.
            status = self.quads.quads_for_pattern(statement, _STATUS, None)
            if not any(quad.object in _CONTESTED for quad in status):
                continue
            said = {quad.predicate: quad.object for quad in self._of(statement)}
            edge = said.get(_SUBJECT), said.get(_PREDICATE), said.get(_OBJECT)
            if all(edge) and not any(self.quads.quads_for_pattern(*edge)):  # type: ignore[arg-type]
                yield Quad(*edge, _GRAPH)  # type: ignore[arg-type]

    def _of(self, statement: NamedNode) -> Iterable[Quad]:
        return self.quads.quads_for_pattern(statement, None, None)


def _may_be_asserted(predicate: NamedNode | None) -> bool:
    return predicate is None or (predicate.value.startswith(AG) and predicate.value not in _NEVER)
