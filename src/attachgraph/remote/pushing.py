"""Load the graphs of a store into a server, and prove that they are there.

In: a store here and one on a server. Out: the same named graphs there. Work goes graph by graph,
and each graph in pieces of bounded size. Whatever was interrupted, the next push looks at what is
there and does the rest. Other graphs of the server are neither read nor touched. A graph that holds
something there that it does not hold here is left alone, unless it is to be replaced.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, Literal
from urllib.parse import urlencode

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from attachgraph.errors import InputError, MissingError
from attachgraph.rdf.namespaces import GRAPH
from attachgraph.remote.deadline import Deadline
from attachgraph.remote.replies import RowLimit, read_triples

if TYPE_CHECKING:
    from attachgraph.remote.dialects import Target
    from attachgraph.remote.endpoint import RemoteStore

#: Other people's full texts; they leave the store only when somebody asks for them.
_TEXTS: Final = NamedNode(GRAPH + "texts")
#: Bytes of one request. Virtuoso runs out of memory at 800 kB of an update.
_PIECE: Final[dict[str, int]] = {"gsp": 4_000_000, "update": 100_000}
_PATIENCE: Final = 300.0
_FORM: Final = "application/x-www-form-urlencoded"

State = Literal["missing", "partial", "whole", "other"]


@dataclass(frozen=True, slots=True)
class Step:
    """A graph, and what is to be done about it."""

    graph: NamedNode
    size: int
    there: int
    state: State


def graphs_to_push(
    store: pyoxigraph.Store, names: Iterable[NamedNode] | None = None, *, texts: bool = False
) -> list[NamedNode]:
    """List the graphs that are to be pushed."""
    known = {graph for graph in store.named_graphs() if isinstance(graph, NamedNode)}
    if names is None:
        return sorted((g for g in known if texts or g != _TEXTS), key=lambda g: g.value)
    wanted = sorted(set(names), key=lambda graph: graph.value)
    for graph in wanted:
        if graph not in known:
            some = ", ".join(f"<{name.value}>" for name in sorted(known, key=str)[:3])
            fix = f"some of its graphs: {some}"
            raise MissingError(f"the store has no graph <{graph.value}>", fix=fix)
    return wanted


def in_no_graph(store: pyoxigraph.Store) -> int:
    """Count the triples that are in no named graph, and are therefore not pushed."""
    return sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))


def plan(
    store: pyoxigraph.Store,
    remote: RemoteStore,
    graphs: Iterable[NamedNode],
    *,
    resume: bool = True,
) -> list[Step]:
    """Compare the graphs here with those on the server.

    Equal numbers prove nothing, because a word may have changed: what the server has under these
    names is read, triple by triple, and looked up here.
    """
    sizes = remote.graph_sizes()
    steps = []
    for graph in graphs:
        size = sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
        there = sizes.get(graph, 0)
        state: State = "missing"
        if there:
            ours = there <= size and _is_part(store, remote, graph)
            known: State = "whole" if resume and there == size else "partial"
            state = known if ours else "other"
        steps.append(Step(graph, size, there, state))
    return steps


def _is_part(store: pyoxigraph.Store, remote: RemoteStore, graph: NamedNode) -> bool:
    """Return whether all that the server has in a graph is in it here as well."""
    try:
        with remote.graph(graph, _PATIENCE) as reply:
            return all(
                Quad(triple.subject, triple.predicate, triple.object, graph) in store
                for triple in read_triples(reply)
            )
    except RowLimit:  # what cannot be seen may be anything
        return False


def push(
    store: pyoxigraph.Store,
    remote: RemoteStore,
    target: Target,
    steps: Iterable[Step],
    progress: Callable[[int], object] = lambda _: None,
) -> None:
    """Send graphs to the server.

    What a graph has there that it does not have here is removed: pass only those steps whose state
    is ``other`` that may be replaced.
    """
    for step in steps:
        if step.state == "whole":
            progress(step.size)
            continue
        with tempfile.TemporaryFile() as file:
            store.dump(file, format=RdfFormat.N_TRIPLES, from_graph=step.graph)
            file.seek(0)
            send = _put if target.method == "gsp" else _insert
            for number, piece in enumerate(_pieces(file, _PIECE[target.method], step)):
                send(remote, target, step, (number, b"".join(piece)))
                progress(len(piece))


def _pieces(file: IO[bytes], most: int, step: Step) -> Iterator[list[bytes]]:
    """Yield the lines of a file in pieces; at least one, and each at most so large."""
    piece: list[bytes] = []
    size = number = 0
    blank = False
    for line in file:
        if piece and size + len(line) > most:
            number += 1
            blank = blank or _has_blank_nodes(piece)
            _refuse_to_cut(step, blank=blank)
            yield piece
            piece, size = [], 0
        piece.append(line)
        size += len(line)
    _refuse_to_cut(step, blank=number > 0 and _has_blank_nodes(piece))
    yield piece


def _has_blank_nodes(lines: Iterable[bytes]) -> bool:
    return any(line.startswith(b"_:") or b"> _:" in line for line in lines)


def _refuse_to_cut(step: Step, *, blank: bool) -> None:
    """Refuse to cut a graph with blank nodes: a node in two requests would be two."""
    if blank:
        raise InputError(
            "the graph has blank nodes and is too large for one request",
            where=f"<{step.graph.value}>",
            fix="build it again with attachgraph, which gives names to blank nodes",
        )


def _put(remote: RemoteStore, target: Target, step: Step, piece: tuple[int, bytes]) -> None:
    """Replace the graph by the first piece and add the others."""
    number, data = piece
    method = "PUT" if number == 0 else "POST"
    remote.client.send(
        method,
        target.of_graph(step.graph.value),
        Deadline(_PATIENCE),
        body=data,
        headers={"Content-Type": "application/n-triples"},
    ).close()


def _insert(remote: RemoteStore, target: Target, step: Step, piece: tuple[int, bytes]) -> None:
    """Add a piece; what else is under that name is removed before the first one."""
    number, data = piece
    lines = data.decode()
    text = f"INSERT DATA {{ GRAPH {step.graph} {{\n{lines}}} }}"
    if number == 0 and step.state == "other":
        _update(remote, target, f"CLEAR SILENT GRAPH {step.graph}")
    _update(remote, target, text)


def _update(remote: RemoteStore, target: Target, text: str) -> None:
    remote.client.send(
        "POST",
        target.address,
        Deadline(_PATIENCE),
        body=urlencode({"update": text}).encode(),
        headers={"Content-Type": _FORM},
    ).close()


def verify(remote: RemoteStore, steps: Iterable[Step]) -> list[Step]:
    """Count the graphs on the server."""
    sizes = remote.graph_sizes()
    counted = [(step, sizes.get(step.graph, 0)) for step in steps]
    return [
        Step(step.graph, step.size, there, "partial")
        for step, there in counted
        if there != step.size
    ]
