"""Read what one answer needs of a store that is too large to be copied.

In: a store on a server, and a function that looks things up in a store. Out: what the function
returns for the whole store. The function runs on what is known so far; what it asked for in vain is
fetched, all of it in a few requests, and it runs again, until it asks for nothing new. So there are
as many rounds as look-ups follow from one another, and the answer is the same as on a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from attachgraph.errors import AttachGraphError, InputError

if TYPE_CHECKING:
    from attachgraph.store.remote.endpoint import RemoteStore

#: Subjects or objects in one request.
_AT_ONCE: Final = 200
_MOST_ROUNDS: Final = 40
#: Quads that one answer may need.
_MOST: Final = 1_000_000

_Node: TypeAlias = NamedNode | Literal
#: What is known as a whole: all quads of a subject, of an object, or of a property, by its place.
_Key: TypeAlias = tuple[str, _Node]
_Result = TypeVar("_Result")


class _Neighbourhood:
    """The part of a store that is known, with the one method that look-ups call."""

    def __init__(self) -> None:
        self.store = pyoxigraph.Store()
        self.known: set[_Key] = set()
        self.wanted: dict[_Key, None] = {}

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: _Node | None,  # noqa: A002 - the name that pyoxigraph gives it
        graph_name: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Look something up, and note what is not known."""
        key = self._key(subject, predicate, object)
        if key not in self.known:
            self.wanted[key] = None
        return self.store.quads_for_pattern(subject, predicate, object, graph_name)

    @staticmethod
    def _key(subject: NamedNode | None, predicate: NamedNode | None, node: _Node | None) -> _Key:
        if subject is not None:
            return ("s", subject)
        if node is not None:
            return ("o", node)
        if predicate is not None:
            return ("p", predicate)
        raise InputError(
            "the store is too large to be read as a whole", fix="ask it with attachgraph query"
        )


def look_up(remote: RemoteStore, function: Callable[[pyoxigraph.Store], _Result]) -> _Result:
    """Call a function as if the store were here."""
    part = _Neighbourhood()
    for _ in range(_MOST_ROUNDS):
        failure: AttachGraphError | None = None
        result: _Result | None = None
        try:
            result = function(cast("pyoxigraph.Store", part))
        except AttachGraphError as error:
            failure = error  # perhaps only because something was not known
        if not part.wanted:
            if failure is not None:
                raise failure
            return cast("_Result", result)
        _fetch(remote, part)
    raise InputError("this follows the graph too far", fix="ask with attachgraph query")


def _fetch(remote: RemoteStore, part: _Neighbourhood) -> None:
    """Fetch all that was asked for in vain."""
    for place in "spo":
        nodes = [node for at, node in part.wanted if at == place]
        for start in range(0, len(nodes), _AT_ONCE):
            part.store.extend(remote.quads_at(place, nodes[start : start + _AT_ONCE]))
            _refuse_too_much(part)
    part.known.update(part.wanted)
    part.wanted.clear()


def _refuse_too_much(part: _Neighbourhood) -> None:
    if len(part.store) > _MOST:
        raise InputError(
            f"this needs more than {_MOST:,} quads of the store",
            fix="ask with attachgraph query, which copies nothing",
        )
