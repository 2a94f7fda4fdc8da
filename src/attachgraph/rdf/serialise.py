"""Write a dataset byte for byte the same for the same content, in six formats.

In: a store, or triples. Out: bytes. Nothing of the order in which quads were added, of the labels
of blank nodes or of a hash seed is left in the result: lines are sorted, blank nodes are renamed as
RDFC-1.0 has it. What a format cannot say is refused, not dropped.

The work is done on lines of N-Triples, which are a fifth of the size of Python quads.

References
----------
RDF Dataset Canonicalization (RDFC-1.0); RDF 1.1 N-Quads, N-Triples, TriG, Turtle and XML Syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from typing import Final, TypeAlias

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from attachgraph.errors import InputError, MissingError, UsageError
from attachgraph.rdf.namespaces import GRAPH, PREFIXES, RDF, RDFS

__all__ = ["NOTICE", "RDF_FORMATS", "RdfSyntax", "export", "serialise_triples"]

#: Stands at the head of every export.
NOTICE: Final = "This dataset describes literature; it is not a diagnostic instrument."

#: Other people's full texts; they leave the store only when somebody asks for them.
_TEXTS: Final = GRAPH + "texts"

# Sorted lines of N-Triples by graph name; the default graph is the empty name and comes first.
_Dataset: TypeAlias = Mapping[str, list[bytes]]


@dataclass(frozen=True, slots=True)
class RdfSyntax:
    """A format for RDF.

    Attributes
    ----------
    name : str
        As ``--format`` takes it.
    media_type : str
        As HTTP names it.
    suffix : str
        Of a file name.
    keeps_graphs : bool
        Whether it holds graph names; without them, graphs are merged and equal triples become one.
    """

    name: str
    media_type: str
    suffix: str
    keeps_graphs: bool


#: By name.
RDF_FORMATS: Final[dict[str, RdfSyntax]] = {
    syntax.name: syntax
    for syntax in (
        RdfSyntax("turtle", "text/turtle", ".ttl", keeps_graphs=False),
        RdfSyntax("trig", "application/trig", ".trig", keeps_graphs=True),
        RdfSyntax("nt", "application/n-triples", ".nt", keeps_graphs=False),
        RdfSyntax("nq", "application/n-quads", ".nq", keeps_graphs=True),
        RdfSyntax("jsonld", "application/ld+json", ".jsonld", keeps_graphs=True),
        RdfSyntax("rdfxml", "application/rdf+xml", ".rdf", keeps_graphs=False),
    )
}


def export(
    store: pyoxigraph.Store,
    name: str,
    *,
    graphs: Iterable[str] | None = None,
    texts: bool = False,
) -> Iterator[bytes]:
    """Write a store, whole or some of its graphs.

    Parameters
    ----------
    store : pyoxigraph.Store
        The dataset.
    name : str
        A key of :data:`RDF_FORMATS`.
    graphs : iterable of str, optional
        IRIs of the graphs to write; all of them if left out.
    texts : bool
        Write the graph of full texts as well. They may be other people's: see their licences.

    Returns
    -------
    iterator of bytes
        The document, in pieces, beginning with the notice where the format has comments.

    Raises
    ------
    UsageError
        If there is no such format.
    MissingError
        If the store has no such graph.
    InputError
        If the format cannot hold this content (RDF/XML only).

    Notes
    -----
    Takes memory for the lines of the whole dataset, about 200 bytes for each quad.

    Examples
    --------
    >>> store = pyoxigraph.Store()
    >>> store.load(b'<a:s> <a:p> "o"@en .', format=RdfFormat.TURTLE)
    >>> print(b"".join(export(store, "nt")).decode(), end="")
    # This dataset describes literature; it is not a diagnostic instrument.
    <a:s> <a:p> "o"@en .
    """
    write = _writer(name)
    return write(_canonical(_read(store, graphs, texts=texts)), NOTICE)


def serialise_triples(triples: Iterable[Triple], name: str) -> Iterator[bytes]:
    """Write triples, such as those that a query has constructed.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        In any order; equal ones are written once.
    name : str
        A key of :data:`RDF_FORMATS`.

    Returns
    -------
    iterator of bytes
        The document, in pieces.

    Raises
    ------
    UsageError
        If there is no such format.
    InputError
        If the format cannot hold them (RDF/XML only).
    """
    write = _writer(name)
    written = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return write(_canonical({"": _lines(written)}), None)


# ---------------------------------------------------------------- reading


def _read(
    store: pyoxigraph.Store, graphs: Iterable[str] | None, *, texts: bool
) -> dict[str, list[bytes]]:
    """Dump the graphs of a store, each as sorted lines."""
    named = sorted(_name_of(graph) for graph in store.named_graphs())
    if graphs is None:
        wanted = ["", *(name for name in named if texts or name != _TEXTS)]
    else:
        wanted = sorted(set(graphs))
        for name in set(wanted).difference(named):
            raise MissingError(f"the store has no graph <{name}>", fix=_some(named))
    return {name: _lines(_dump(store, name)) for name in wanted}


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


def _dump(store: pyoxigraph.Store, graph: str) -> bytes:
    source = NamedNode(graph) if graph else pyoxigraph.DefaultGraph()
    return store.dump(format=RdfFormat.N_TRIPLES, from_graph=source) or b""


def _lines(written: bytes) -> list[bytes]:
    """Split, sort and make unique. A line of N-Triples ends with LF and holds no other."""
    return sorted({line for line in written.split(b"\n") if line})


def _canonical(dataset: dict[str, list[bytes]]) -> _Dataset:
    """Rename blank nodes as RDFC-1.0 does; quads without any have no part in it."""
    labelled = {
        graph: [line for line in lines if line.startswith(b"_:") or b" _:" in line]
        for graph, lines in dataset.items()
    }
    if not any(labelled.values()):
        return dataset
    quads = pyoxigraph.Dataset(
        Quad(triple.subject, triple.predicate, triple.object, _graph_name(graph))
        for graph, lines in labelled.items()
        for triple in _triples(lines)
    )
    quads.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    renamed: dict[str, set[bytes]] = {
        graph: set(lines).difference(labelled[graph]) for graph, lines in dataset.items()
    }
    for quad in quads:
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        renamed[graph].add(f"{quad.triple} .".encode())
    return {graph: sorted(lines) for graph, lines in renamed.items()}


def _graph_name(graph: str) -> NamedNode | pyoxigraph.DefaultGraph:
    return NamedNode(graph) if graph else pyoxigraph.DefaultGraph()


def _triples(lines: Iterable[bytes]) -> Iterator[Triple]:
    """Read lines back as triples, one at a time."""
    for quad in pyoxigraph.parse(b"\n".join(lines), RdfFormat.N_TRIPLES):
        yield quad.triple


def _merged(dataset: _Dataset) -> list[bytes]:
    """Merge the graphs; equal triples become one."""
    return [line for line, _ in groupby(merge(*dataset.values()))]


# ---------------------------------------------------------------- writing

_Writer: TypeAlias = Callable[[_Dataset, str | None], Iterator[bytes]]


def _writer(name: str) -> _Writer:
    writers: dict[str, _Writer] = {
        "turtle": _write_turtle,
        "trig": _write_trig,
        "nt": _write_ntriples,
        "nq": _write_nquads,
        "jsonld": _write_jsonld,
        "rdfxml": _write_rdfxml,
    }
    if name not in writers:
        raise UsageError(f"there is no format {name}", fix=f"one of {', '.join(writers)}")
    return writers[name]


def _comment(notice: str | None) -> bytes:
    return f"# {notice}\n".encode() if notice else b""


def _write_ntriples(dataset: _Dataset, notice: str | None) -> Iterator[bytes]:
    yield _comment(notice)
    for line in _merged(dataset):
        yield line + b"\n"


def _write_nquads(dataset: _Dataset, notice: str | None) -> Iterator[bytes]:
    yield _comment(notice)
    ends = {graph: f" <{graph}> .\n".encode() if graph else b" .\n" for graph in dataset}
    quads = (
        [line.removesuffix(b" .") + ends[graph] for line in lines]
        for graph, lines in dataset.items()
    )
    yield from sorted(quad for of_graph in quads for quad in of_graph)


def _write_turtle(dataset: _Dataset, notice: str | None) -> Iterator[bytes]:
    lines = _merged(dataset)
    triples = _triples(sorted(lines, key=_reading_order))
    used = _used_prefixes(lines)
    written = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=used)
    yield from _laid_out(written or b"", used, notice)


def _write_trig(dataset: _Dataset, notice: str | None) -> Iterator[bytes]:
    quads = (
        Quad(triple.subject, triple.predicate, triple.object, _graph_name(graph))
        for graph, lines in dataset.items()
        for triple in _triples(sorted(lines, key=_reading_order))
    )
    used = _used_prefixes([*_merged(dataset), *(f"<{graph}>".encode() for graph in dataset)])
    written = pyoxigraph.serialize(quads, format=RdfFormat.TRIG, prefixes=used)
    yield from _laid_out(written or b"", used, notice)


# Readers want to know first what a thing is and what it is called.
_FIRST: Final = {f"<{RDF}type>".encode(): 0, f"<{RDFS}label>".encode(): 1}


def _reading_order(line: bytes) -> tuple[bytes, int, bytes, bytes]:
    subject, predicate, rest = line.split(b" ", 2)
    return subject, _FIRST.get(predicate, len(_FIRST)), predicate, rest


def _used_prefixes(lines: Iterable[bytes]) -> dict[str, str]:
    text = b"\n".join(lines).replace(f" <{RDF}type> ".encode(), b" a ")
    return {name: iri for name, iri in PREFIXES.items() if f"<{iri}".encode() in text}


def _laid_out(written: bytes, prefixes: Mapping[str, str], notice: str | None) -> Iterator[bytes]:
    """Put the prefixes in our order and an empty line after each subject."""
    # The serialiser escapes line breaks and tabs in literals: all that are left belong to syntax.
    yield _comment(notice)
    for name, iri in prefixes.items():
        yield f"@prefix {name}: <{iri}> .\n".encode()
    ended = True
    for line in written.split(b"\n"):
        if not line or line.startswith(b"@prefix "):
            continue
        if ended and line != b"}":
            yield b"\n"
        yield _broken(line.replace(b"\t", b"    ")) + b"\n"
        ended = line.endswith(b" .") or line == b"}"


_LONG: Final = 100
_COMMAS: Final = re.compile(rb'("(?:[^"\\]|\\.)*+"|<[^>]*+>)| , ')


def _broken(line: bytes) -> bytes:
    """Give each object of a long list a line of its own, which also makes changes easy to see."""
    if len(line) <= _LONG or b" , " not in line:
        return line
    indent = b" " * (len(line) - len(line.lstrip(b" ")) + 4)
    return _COMMAS.sub(lambda match: match[1] or b" ,\n" + indent, line)


def _write_jsonld(dataset: _Dataset, _notice: str | None) -> Iterator[bytes]:
    """Write JSON-LD. It has no comments: the notice is there if the dataset says it."""
    from attachgraph.rdf.jsonld import iter_jsonld

    graphs = (
        (graph, _triples(sorted(lines, key=_reading_order))) for graph, lines in dataset.items()
    )
    return (piece.encode() for piece in iter_jsonld(graphs))


# XML 1.0, production 2: what a document cannot hold, not even as a reference.
_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_QUALIFIED: Final = re.compile(r"[^\W\d][\w.-]*\Z")


def _write_rdfxml(dataset: _Dataset, notice: str | None) -> Iterator[bytes]:
    lines = _merged(dataset)
    triples = _for_xml(_triples(sorted(lines, key=_reading_order)))
    used = _used_prefixes(lines)
    written = pyoxigraph.serialize(triples, format=RdfFormat.RDF_XML, prefixes=used) or b""
    declaration, rest = written.split(b"\n", 1)
    yield declaration + b"\n"
    if notice:
        yield f"<!-- {notice} -->\n".encode()
    yield rest if rest.endswith(b"\n") else rest + b"\n"


def _for_xml(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Refuse what RDF/XML cannot say; the serialiser would write a document nobody can read."""
    fix = "choose another format: trig and nq hold everything"
    for triple in triples:
        predicate = triple.predicate.value
        if not _QUALIFIED.search(predicate):
            raise InputError(f"RDF/XML cannot name the property <{predicate}>", fix=fix)
        value = getattr(triple.object, "value", "")
        if _NOT_IN_XML.search(value):
            where = f"{triple.subject} {triple.predicate}"
            raise InputError("RDF/XML cannot hold control characters", where=where, fix=fix)
        yield triple
