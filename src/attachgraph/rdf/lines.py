"""Read a dataset as sorted lines of N-Triples, within bounded memory.

In: a store, or triples. Out: records in the order that a format writes them. Blank nodes are
renamed as RDFC-1.0 has it, so that nothing of their labels is left. Knows no format.

Sources: RDF Dataset Canonicalization (RDFC-1.0).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Self, TypeAlias, cast

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from attachgraph.errors import InputError, MissingError
from attachgraph.rdf.bases import prefixes
from attachgraph.rdf.namespaces import AG, GRAPH, RDF, RDFS
from attachgraph.rdf.sorting import LineSorter

#: Other people's full texts; they leave the store only when somebody asks for them.
_TEXTS: Final = GRAPH + "texts"
#: What goes when somebody wants a dataset without quotations.
_QUOTATION: Final = tuple(NamedNode(AG + name) for name in ("Statement", "Quotation"))
_TYPE: Final = NamedNode(RDF + "type")

#: Turns the name of a graph and a line of N-Triples into a record; records are sorted as bytes.
Order: TypeAlias = Callable[[str, bytes], bytes]

# Readers want to know first what a thing is and what it is called.
_FIRST: Final = {f"<{RDF}type>".encode(): b"0", f"<{RDFS}label>".encode(): b"1"}


def by_line(_graph: str, line: bytes) -> bytes:
    """Order triples by their lines; graphs are merged, equal triples become one."""
    return line


def by_quad(graph: str, line: bytes) -> bytes:
    """Order quads by their lines of N-Quads."""
    return line.removesuffix(b" .") + (f" <{graph}> .".encode() if graph else b" .")


def by_subject(_graph: str, line: bytes) -> bytes:
    """Order triples as people read: by subject, class and label first; graphs are merged."""
    subject, predicate, rest = line.split(b" ", 2)
    return b"\0".join((subject, _FIRST.get(predicate, b"2"), predicate, rest))


def by_graph(graph: str, line: bytes) -> bytes:
    """Order quads by graph, and as people read within each."""
    return graph.encode() + b"\0" + by_subject(graph, line)


def split(record: bytes) -> bytes:
    """Write what :func:`by_subject` made from a line as that line again."""
    # Neither subject nor predicate holds a null; whatever the object holds stays whole.
    subject, _, predicate, rest = record.split(b"\0", 3)
    return b" ".join((subject, predicate, rest))


def parse_lines(lines: Iterable[bytes]) -> Iterator[Triple]:
    """Read lines of N-Triples as triples, one at a time."""
    for quad in pyoxigraph.parse(b"\n".join(lines), RdfFormat.N_TRIPLES):
        yield quad.triple


class Lines:
    """Gathers the lines of a dataset, sorts them, and knows which prefixes they use."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._sorter = LineSorter()
        self._labelled: dict[str, list[bytes]] = {}
        self._unseen = dict(prefixes())

    def take_store(
        self,
        store: pyoxigraph.Store,
        graphs: Iterable[str] | None = None,
        *,
        texts: bool = False,
        quotations: bool = True,
    ) -> None:
        """Gather the lines of a store."""
        leave_out = None if quotations else _WithoutQuotations(store)
        for name in _wanted(store, graphs, texts=texts):
            source = NamedNode(name) if name else pyoxigraph.DefaultGraph()
            with _LineFile(lambda lines, name=name: self._take(name, lines, leave_out)) as file:  # type: ignore[misc]
                store.dump(file, format=RdfFormat.N_TRIPLES, from_graph=source)  # type: ignore[arg-type]

    def take_triples(self, triples: Iterable[Triple]) -> None:
        """Gather the lines of triples, in any order; equal ones are kept once."""
        with _LineFile(lambda lines: self._take("", lines, None)) as file:
            pyoxigraph.serialize(triples, file, format=RdfFormat.N_TRIPLES)  # type: ignore[arg-type]

    def _take(self, graph: str, lines: list[bytes], leave_out: _WithoutQuotations | None) -> None:
        if leave_out is not None:
            lines = leave_out(lines)
        labelled = [line for line in lines if line.startswith(b"_:") or b" _:" in line]
        if labelled:
            self._labelled.setdefault(graph, []).extend(labelled)
            lines = [line for line in lines if not (line.startswith(b"_:") or b" _:" in line)]
        self._add(graph, lines)

    def _add(self, graph: str, lines: Sequence[bytes]) -> None:
        names = [f"<{graph}>".encode()] if self._order is by_graph else []
        self._see(b"\n".join([*names, *lines]))
        self._sorter.add(self._order(graph, line) for line in lines)

    def _see(self, block: bytes) -> None:
        """Strike out the prefixes that a block of whole lines uses."""
        if "rdf" in self._unseen:
            block = block.replace(f" <{RDF}type> ".encode(), b" a ")
        for name, iri in list(self._unseen.items()):
            if f"<{iri}".encode() in block:
                del self._unseen[name]

    def prefixes(self) -> dict[str, str]:
        """Return the prefixes that shorten something, in the order of the house."""
        return {name: iri for name, iri in prefixes().items() if name not in self._unseen}

    def records(self) -> Iterator[bytes]:
        """Return the records, sorted, each once."""
        for graph, lines in _renamed(self._labelled).items():
            self._add(graph, lines)
        self._labelled = {}
        return iter(self._sorter)


def _wanted(store: pyoxigraph.Store, graphs: Iterable[str] | None, *, texts: bool) -> Iterable[str]:
    """Name the graphs to read; the default graph is the empty name."""
    named = [_name_of(graph) for graph in store.named_graphs()]
    if graphs is None:
        return ["", *(name for name in named if texts or name != _TEXTS)]
    wanted = set(graphs)
    for name in sorted(wanted.difference(named)):
        raise MissingError(f"the store has no graph <{name}>", fix=_some(sorted(named)))
    return wanted


def _name_of(graph: NamedNode | pyoxigraph.BlankNode) -> str:
    if isinstance(graph, NamedNode):
        return graph.value
    raise InputError(
        f"the graph {graph} has no name that would be the same tomorrow",
        fix="name the graphs of that file by IRIs and build again",
    )


def _some(names: list[str]) -> str:
    listed = ", ".join(f"<{name}>" for name in names[:5])
    return f"some of its graphs: {listed}" if names else "it has no named graphs"


class _LineFile:
    """A file that hands on what is written to it as whole lines."""

    def __init__(self, accept: Callable[[list[bytes]], None]) -> None:
        self._accept = accept
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None and self._rest:
            self._accept([self._rest])

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        # A line of N-Triples ends with LF and holds no other.
        *lines, self._rest = (self._rest + bytes(data)).split(b"\n")
        if lines:
            self._accept([line for line in lines if line])
        return len(data)

    def flush(self) -> None:
        """Do nothing: the lines are on their way."""


class _WithoutQuotations:
    """Leaves out the lines whose subject is a statement or a quotation."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store
        self._last: tuple[bytes, bool] = (b"", False)

    def __call__(self, lines: list[bytes]) -> list[bytes]:
        return [line for line in lines if not self._is_quotation(line.split(b" ", 1)[0])]

    def _is_quotation(self, subject: bytes) -> bool:
        # The lines of one subject are together: one look-up for all of them.
        if subject != self._last[0]:
            self._last = subject, self._look_up(subject)
        return self._last[1]

    def _look_up(self, subject: bytes) -> bool:
        if not subject.startswith(b"<"):
            return False
        node = NamedNode(subject[1:-1].decode())
        return any(
            next(iter(self._store.quads_for_pattern(node, _TYPE, type_)), None) is not None
            for type_ in _QUOTATION
        )


def _renamed(labelled: dict[str, list[bytes]]) -> dict[str, list[bytes]]:
    """Rename blank nodes as RDFC-1.0 does; quads without any have no part in it."""
    quads = pyoxigraph.Dataset(
        Quad(triple.subject, triple.predicate, triple.object, _graph_name(graph))
        for graph, lines in labelled.items()
        for triple in parse_lines(lines)
    )
    quads.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    renamed: dict[str, list[bytes]] = {}
    for quad in quads:
        name = cast("str", getattr(quad.graph_name, "value", ""))
        renamed.setdefault(name, []).append(f"{quad.triple} .".encode())
    return renamed


def _graph_name(graph: str) -> NamedNode | pyoxigraph.DefaultGraph:
    return NamedNode(graph) if graph else pyoxigraph.DefaultGraph()
