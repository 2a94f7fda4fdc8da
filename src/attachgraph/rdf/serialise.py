"""Write a dataset byte for byte the same for the same content, in six formats.

In: a store, or triples. Out: bytes. Nothing of the order in which quads were added, of the labels
of blank nodes or of a hash seed is left in the result: lines are sorted, blank nodes are renamed as
RDFC-1.0 has it. What a format cannot say is refused, not dropped.

The work is done on lines of N-Triples, which are a fifth of the size of Python quads, are sorted on
the disk where there are many of them, and are written subject by subject: memory stays bounded.

Sources: RDF 1.1 N-Quads, N-Triples, TriG, Turtle and XML Syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from attachgraph.errors import InputError, UsageError
from attachgraph.notice import NOTICE
from attachgraph.rdf.lines import (
    Lines,
    Order,
    by_graph,
    by_line,
    by_quad,
    by_subject,
    parse_lines,
    split,
)
from attachgraph.rdf.namespaces import PREFIXES
from attachgraph.rdf.xmltext import NOT_IN_XML


def export(
    store: pyoxigraph.Store,
    name: str,
    *,
    graphs: Iterable[str] | None = None,
    texts: bool = False,
    quotations: bool = True,
) -> Iterator[bytes]:
    """Write a store, whole or some of its graphs.

    Takes some hundred megabytes at most: what is larger is sorted on the disk, which needs as much
    space there as the dataset has as N-Quads.
    """
    order, write = _writer(name)
    lines = Lines(order)
    lines.take_store(store, graphs, texts=texts, quotations=quotations)
    records = lines.records()
    return write(records, lines.prefixes(), (NOTICE, *_told(licences(store))))


def serialise_triples(triples: Iterable[Triple], name: str) -> Iterator[bytes]:
    """Write triples, such as those that a query has constructed."""
    order, write = _writer(name)
    lines = Lines(order)
    lines.take_triples(triples)
    records = lines.records()
    return write(records, lines.prefixes(), ())


# ---------------------------------------------------------------- writing

# Sorted records, prefixes, and what to say at the head.
_Write: TypeAlias = Callable[[Iterator[bytes], Mapping[str, str], tuple[str, ...]], Iterator[bytes]]


class _Writer(NamedTuple):
    """The order that a format needs, and what writes it."""

    order: Order
    write: _Write


def _writer(name: str) -> _Writer:
    writers = {
        "turtle": _Writer(by_subject, _write_turtle),
        "trig": _Writer(by_graph, _write_trig),
        "nt": _Writer(by_line, _write_lines),
        "nq": _Writer(by_quad, _write_lines),
        "jsonld": _Writer(by_graph, _write_jsonld),
        "rdfxml": _Writer(by_subject, _write_rdfxml),
    }
    if name not in writers:
        raise UsageError(f"there is no format {name}", fix=f"one of {', '.join(writers)}")
    return writers[name]


_LICENCE: Final = NamedNode(PREFIXES["dcterms"] + "license")
#: A store of a thousand texts may have many licences; the head of a file is not a list of them.
_MOST_LICENCES: Final = 5


def licences(store: pyoxigraph.Store) -> list[str]:
    """List the licences that a dataset states, of its texts and of itself."""
    found = store.quads_for_pattern(None, _LICENCE, None)
    return sorted({quad.object.value for quad in found if isinstance(quad.object, NamedNode)})


def _told(licences: list[str]) -> list[str]:
    """Say the licences in one line."""
    told = [f"<{iri}>" for iri in licences[:_MOST_LICENCES]]
    if len(licences) > _MOST_LICENCES:
        told.append(f"and {len(licences) - _MOST_LICENCES} more")
    return [f"Licence: {', '.join(told)}"] if told else []


def _comment(head: tuple[str, ...]) -> bytes:
    return "".join(f"# {line}\n" for line in head).encode()


def _write_lines(
    records: Iterator[bytes], _prefixes: Mapping[str, str], head: tuple[str, ...]
) -> Iterator[bytes]:
    yield _comment(head)
    for line in records:
        yield line + b"\n"


def _write_turtle(
    records: Iterator[bytes], prefixes: Mapping[str, str], head: tuple[str, ...]
) -> Iterator[bytes]:
    yield _head(prefixes, head)
    for lines in _in_parts(records):
        written = pyoxigraph.serialize(
            parse_lines(lines), format=RdfFormat.TURTLE, prefixes=dict(prefixes)
        )
        yield from _laid_out(_without_prefixes(written or b""))


def _write_trig(
    records: Iterator[bytes], prefixes: Mapping[str, str], head: tuple[str, ...]
) -> Iterator[bytes]:
    yield _head(prefixes, head)
    for graph, of_graph in _by_graph(records):
        name = NamedNode(graph) if graph else pyoxigraph.DefaultGraph()
        is_open = False
        for lines in _in_parts(of_graph):
            quads = (
                Quad(triple.subject, triple.predicate, triple.object, name)
                for triple in parse_lines(lines)
            )
            written = pyoxigraph.serialize(quads, format=RdfFormat.TRIG, prefixes=dict(prefixes))
            block = _without_prefixes(written or b"")
            if graph:  # one block for a graph, in however many parts it is written
                opening, block = block[0], block[1 : block.index(b"}")]
                yield b"" if is_open else b"\n" + opening + b"\n"
            yield from _laid_out(block, is_first=bool(graph) and not is_open)
            is_open = True
        yield b"}\n" if graph else b""


# A part is held in memory: as many lines, and those of its last subject.
_PART: Final = 5_000


def _in_parts(records: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Cut records into parts that end with a subject."""
    lines: list[bytes] = []
    subject = b""
    for record in records:
        line = split(record)
        this = line[: line.index(b" ")]
        if len(lines) >= _PART and this != subject:
            yield lines
            lines = []
        subject = this
        lines.append(line)
    if lines:
        yield lines


def _by_graph(records: Iterator[bytes]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Part the records of :func:`attachgraph.rdf.lines.by_graph`; the default graph is ``""``."""
    for graph, of_graph in groupby(records, key=lambda record: record[: record.index(b"\0")]):
        begin = len(graph) + 1
        yield graph.decode(), (record[begin:] for record in of_graph)


def _head(prefixes: Mapping[str, str], head: tuple[str, ...]) -> bytes:
    declared = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    return _comment(head) + declared.encode()


def _without_prefixes(written: bytes) -> list[bytes]:
    return [line for line in written.split(b"\n") if line and not line.startswith(b"@prefix ")]


def _laid_out(lines: list[bytes], *, is_first: bool = False) -> Iterator[bytes]:
    """Put an empty line before each subject but the first of a graph."""
    # The serialiser escapes line breaks and tabs in literals: all that are left belong to syntax.
    ended = not is_first
    for line in lines:
        if ended:
            yield b"\n"
        yield _broken(line.replace(b"\t", b"    ")) + b"\n"
        ended = line.endswith(b" .")


_LONG: Final = 100
_COMMAS: Final = re.compile(rb'("(?:[^"\\]|\\.)*+"|<[^>]*+>)| , ')


def _broken(line: bytes) -> bytes:
    """Give each object of a long list a line of its own, which also makes changes easy to see."""
    if len(line) <= _LONG or b" , " not in line:
        return line
    indent = b" " * (len(line) - len(line.lstrip(b" ")) + 4)
    return _COMMAS.sub(lambda match: match[1] or b" ,\n" + indent, line)


def _write_jsonld(
    records: Iterator[bytes], _prefixes: Mapping[str, str], _head: tuple[str, ...]
) -> Iterator[bytes]:
    """Write JSON-LD. It has no comments: the notice is there if the dataset says it."""
    from attachgraph.rdf.jsonld import iter_jsonld

    graphs = ((graph, _triples(of_graph)) for graph, of_graph in _by_graph(records))
    return (piece.encode() for piece in iter_jsonld(graphs))


def _triples(records: Iterator[bytes]) -> Iterator[Triple]:
    for lines in _in_parts(records):
        yield from parse_lines(lines)


_QUALIFIED: Final = re.compile(r"[^\W\d][\w.-]*\Z")


def _write_rdfxml(
    records: Iterator[bytes], prefixes: Mapping[str, str], head: tuple[str, ...]
) -> Iterator[bytes]:
    end = b"</rdf:RDF>"
    is_first = True
    for lines in _in_parts(records):
        written = pyoxigraph.serialize(
            _for_xml(parse_lines(lines)), format=RdfFormat.RDF_XML, prefixes=dict(prefixes)
        )
        declaration, opening, rest = (written or b"").split(b"\n", 2)
        if is_first:
            yield declaration + b"\n" + _xml_comment(head) + opening + b"\n"
        is_first = False
        yield rest[: rest.rindex(end)]
    if is_first:
        written = pyoxigraph.serialize((), format=RdfFormat.RDF_XML) or b""
        yield written.replace(b"?>\n", b"?>\n" + _xml_comment(head), 1).rstrip(b"\n") + b"\n"
        return
    yield end + b"\n"


def _xml_comment(head: tuple[str, ...]) -> bytes:
    # "--" may not be in a comment; an IRI may hold it.
    return "".join(f"<!-- {line.replace('--', '%2D%2D')} -->\n" for line in head).encode()


def _for_xml(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Refuse what RDF/XML cannot say; the serialiser would write a document nobody can read."""
    fix = "choose another format: trig and nq hold everything"
    for triple in triples:
        predicate = triple.predicate.value
        if not _QUALIFIED.search(predicate):
            raise InputError(f"RDF/XML cannot name the property <{predicate}>", fix=fix)
        value = getattr(triple.object, "value", "")
        if NOT_IN_XML.search(value):
            where = f"{triple.subject} {triple.predicate}"
            raise InputError("RDF/XML cannot hold control characters", where=where, fix=fix)
        yield triple
