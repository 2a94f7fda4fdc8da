"""Read RDF files: any format in, lines of N-Quads out, without blank nodes.

In: the bytes of a file in one of the formats of RDF, and its name. Out: N-Quads. Graph names are
kept; triples without a graph get one that is named after the file. Nothing is ever fetched:
pyoxigraph has no loader for remote JSON-LD contexts.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.rdf.bases import folder_base
from attachgraph.rdf.nesting import check_json, check_triple_terms, check_xml
from attachgraph.reading.decoding import is_article, sha256
from attachgraph.reading.importable import refuse_for_import
from attachgraph.reading.lexicon import BASE, slug

_FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".n3": RdfFormat.N3,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
#: First bytes that only RDF has, for documents without a suffix. TriG contains Turtle, N-Triples
#: and N-Quads do not.
_HEADS: Final = (
    (
        re.compile(rb"(?:#[^\n]*+\s++)*+(?:@prefix|@base|prefix|base)\s[^\n]*<", re.IGNORECASE),
        RdfFormat.TRIG,
    ),
    (
        re.compile(rb"(?:#[^\n]*+\s++)*+(?:<[^<>\s]+:[^<>\s]*>|_:\w+)\s+<[^<>\s]+>\s+[<\"_]"),
        RdfFormat.N_QUADS,
    ),
    (
        re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+<rdf:RDF\b", re.DOTALL),
        RdfFormat.RDF_XML,
    ),
    (re.compile(rb"[\[{][\s\[{]*\"@(?:context|graph|id)\""), RdfFormat.JSON_LD),
)
#: Graphs that the dataset keeps for itself.
_RESERVED: Final = frozenset(
    {"dataset", "ontology", "concepts", "sources", "works", "studies", "provenance", "texts"}
)
_GENID: Final = BASE + ".well-known/genid/"
_REMOTE: Final = "LoadDocumentCallback"
_CONTEXT: Final = re.compile(rb"\"@(?:context|import)\"\s*:\s*\[?\s*(?=\"|\{)")

_ENTITY: Final = re.compile(rb"<!ENTITY\s+(?:%\s+)?(?P<name>[^\s\"'<>]+)\s+[\"'](?P<value>[^\"']*)")
_ENTITY_USE: Final = re.compile(rb"[&%]([^\s;&%]+);")
#: Entities abbreviate namespaces; none needs more.
_LARGEST_ENTITY: Final = 1000

_DEPTHS: Final = {RdfFormat.JSON_LD: check_json, RdfFormat.RDF_XML: check_xml}

_Term = NamedNode | BlankNode | Literal | Triple


def is_rdf(name: str, data: bytes = b"") -> bool:
    """Return whether a document is RDF."""
    return _format(name, data) is not None


def read_rdf(data: bytes, name: str) -> Iterator[str]:
    """Read an RDF file.

    Relative IRIs are resolved against the name of the file's graph. Canonical labels (RDFC-1.0)
    would cost factorial time on some files and win nothing: they change with any change of the
    file, as its checksum does.
    """
    format_ = _format(name, data)
    if format_ is None:
        said = refusal("unknown-rdf-format", suffixes=" ".join(_FORMATS))
        raise InputError(**said, where=name)
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        raise InputError(**refusal("empty", wanted="a file with at least one triple"), where=name)
    if format_ is RdfFormat.RDF_XML and b"http://www.w3.org/1999/02/22-rdf-syntax-ns#" not in data:
        raise InputError(**refusal("not-rdf-xml"), where=name)
    if format_ is RdfFormat.RDF_XML:
        _refuse_bombs(data, name)
    _DEPTHS.get(format_, check_triple_terms)(data, name)
    if format_ is RdfFormat.JSON_LD and b'"@' not in data:
        # A bibliography in CSL-JSON is JSON-LD without a triple.
        refuse_for_import(data.decode("utf-8", "replace"), name)
    return _lines(data, name, format_)


def _refuse_bombs(data: bytes, name: str) -> None:
    """Refuse entities that grow: pyoxigraph expands each where it is declared, however large."""
    sizes: dict[bytes, int] = {}
    for match in _ENTITY.finditer(data):
        value = match["value"]
        sizes[match["name"]] = len(value) + sum(
            sizes.get(used, 0) for used in _ENTITY_USE.findall(value)
        )
        if sizes[match["name"]] > _LARGEST_ENTITY:
            entity = match["name"].decode("utf-8", "replace")
            said = refusal("growing-entity", entity=entity, limit=_LARGEST_ENTITY)
            raise InputError(**said, where=_place(data, name, match.start()))


def _lines(data: bytes, name: str, format_: RdfFormat) -> Iterator[str]:
    graph = NamedNode(f"{folder_base()}graph/{_graph_slug(name)}")
    naming = _Naming(f"{_GENID}{sha256(data)[:16]}-")
    try:
        for quad in pyoxigraph.parse(data, format_, base_iri=graph.value):
            where = (
                graph if isinstance(quad.graph_name, DefaultGraph) else naming.term(quad.graph_name)
            )
            named = Quad(naming.term(quad.subject), quad.predicate, naming.term(quad.object), where)  # type: ignore[arg-type]
            # As N-Quads 1.2 writes it: a triple term by itself is written as in Turtle.
            yield f"{named} .\n"
    except SyntaxError as error:
        raise _broken(error, data, name) from error
    except ValueError as error:
        raise InputError(**refusal("not-rdf", reason=error), where=name) from error


class _Naming:
    """IRIs for the blank nodes of one file, by their order of appearance."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._known: dict[BlankNode, NamedNode] = {}

    def term(self, term: _Term) -> _Term:
        """Return the term, with an IRI for a blank node, also inside a triple term."""
        if isinstance(term, BlankNode):
            if term not in self._known:
                self._known[term] = NamedNode(f"{self._prefix}b{len(self._known)}")
            return self._known[term]
        if isinstance(term, Triple):
            subject, object_ = self.term(term.subject), self.term(term.object)
            return Triple(subject, term.predicate, object_)  # type: ignore[arg-type]
        return term


def _format(name: str, data: bytes) -> RdfFormat | None:
    base = re.split(r"[/\\]", name)[-1]
    stem, dot, suffix = base.rpartition(".")
    if suffix.lower() == "xml" and is_article(data):
        return None
    if dot and stem:
        return _FORMATS.get("." + suffix.lower())
    head = data[:4096].removeprefix(codecs.BOM_UTF8).lstrip()
    return next((format_ for pattern, format_ in _HEADS if pattern.match(head)), None)


def _graph_slug(name: str) -> str:
    base = re.split(r"[/\\]", name)[-1]
    own = slug(base.rpartition(".")[0] or base)
    return f"{own}-file" if own in _RESERVED else own


def _broken(error: SyntaxError, data: bytes, name: str) -> InputError:
    """Word a syntax error: in our words where the parser's would puzzle, with its place."""
    message = str(error.msg or error)
    if _REMOTE in message:
        match = _CONTEXT.search(data)
        where = _place(data, name, match.end() if match else 0)
        return InputError(**refusal("remote-context"), where=where)
    message = re.sub(
        r"^Parser error at line \d+ (?:column \d+|between columns \d+ and \d+): ", "", message
    )
    where = name
    if error.lineno:
        where = f"{name}:{error.lineno}:{error.offset or 1}"
    elif message:
        where = _place_in_xml(data, name)
    return InputError(**refusal("not-rdf", reason=message), where=where)


def _place(data: bytes, name: str, offset: int) -> str:
    before = data[:offset].decode("utf-8", "replace")
    return f"{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def _place_in_xml(data: bytes, name: str) -> str:
    """Find the place of an error that pyoxigraph reports without one: ill-formed XML."""
    from xml.parsers import expat  # only for the message; expat limits entities itself

    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        return f"{name}:{error.lineno}:{error.offset + 1}"
    return f"{name}:1:1"
