"""Show what the store says of an IRI: as a page for people, in any format for programs.

In: the path of an IRI below the base of the dataset. Out: a reply in the format asked for, a
redirection where the path is another name of something, or an error that names what is near.

Sources: Cool URIs for the Semantic Web (W3C Interest Group Note, 2008), section 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad, Triple

from attachgraph.errors import MissingError, QueryRefused, UsageError
from attachgraph.exports.formats import EXPORT_FORMATS, iter_document
from attachgraph.exports.selection import one_entry, some_graphs
from attachgraph.library.bibliography import records_about
from attachgraph.library.formats import WRITERS
from attachgraph.rdf.bases import is_named, names_of, path_of
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, PREFIXES, RDF
from attachgraph.rdf.serialise import export, serialise_triples
from attachgraph.rdf.syntaxes import RDF_FORMATS
from attachgraph.serve.formats import ENDINGS
from attachgraph.serve.jobs import Reply, ThingJob, page_reply

if TYPE_CHECKING:
    from attachgraph.serve.state import AppState

ONTOLOGY: Final = AG.removesuffix("#")
_TEXTS: Final = GRAPH + "texts"
_CONTENT: Final = AG + "content"
_SUBJECT: Final = NamedNode(RDF + "subject")
_QUOTATION: Final = NamedNode(AG + "quotation")
_DERIVED: Final = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")


def show_thing(app: AppState, job: ThingJob) -> Reply:
    """Show a thing."""
    iri = _iri(app, job.path)
    links = (("link", _links(iri, job.path)),)
    if iri == ONTOLOGY or (path_of(iri).startswith("graph/") and _has_graph(app, iri)):
        return _show_graph(app, job, iri, links)
    if not app.facts.exists(iri):
        return _elsewhere(app, job)
    if job.format == "html":
        from attachgraph.serve.pages import thing_page

        return page_reply(thing_page(app, iri, job.address), links)
    if job.format in WRITERS:
        body: Iterable[bytes] = [_bibliography(app, iri, job.format)]
    elif job.format in RDF_FORMATS:
        body = serialise_triples(_triples_about(app, iri), job.format)
    else:
        body = iter_document(one_entry(app.store, iri), job.format)
    return Reply(200, EXPORT_FORMATS[job.format].content_type, body, (*links, _location(job)))


def _iri(app: AppState, path: str) -> str:
    """Return the IRI that a path means: the dataset's own, or a shared one."""
    named = tuple(names_of(path))
    return next(
        (iri for iri in named if app.facts.exists(iri) or _has_graph(app, iri)), BASE + path
    )


def _bibliography(app: AppState, iri: str, name: str) -> bytes:
    """Write the record of a publication, or those of the publications that a thing rests on."""
    records = records_about(app.store, [iri])
    if not records:
        raise MissingError(
            "this rests on no publication with a record", fix="ask for it as text/turtle"
        )
    return WRITERS[name](records).encode()


def _location(job: ThingJob) -> tuple[str, str]:
    return "content-location", f"/{quote(job.path)}{ENDINGS[job.format]}"


def _links(iri: str, path: str) -> str:
    """Write the addresses of a thing in all its formats, for programs that look at headers."""
    others = (
        f'</{quote(path)}{ending}>; rel="alternate"; type="{EXPORT_FORMATS[name].media_type}"'
        for name, ending in ENDINGS.items()
        if name != "html" and (name not in WRITERS or path.startswith("source/"))
    )
    return ", ".join((f'<{quote(iri, safe=":/#")}>; rel="canonical"', *others))


# ---------------------------------------------------------------- RDF


def _triples_about(app: AppState, iri: str) -> Iterator[Triple]:
    """Yield what is said of a thing, what leads to it, and who says so in which words."""
    store, node = app.store, NamedNode(iri)
    yield from _without_content(store.quads_for_pattern(node, None, None))
    statements = set[NamedNode]()
    for quad in store.quads_for_pattern(None, None, node):
        if quad.predicate == _SUBJECT and isinstance(quad.subject, NamedNode):
            statements.add(quad.subject)
        elif quad.predicate != _DERIVED:  # all that was ever taken from a text
            yield quad.triple
    for statement in statements:
        yield from _without_content(store.quads_for_pattern(statement, None, None))
    for statement in (*statements, node):
        for quad in store.quads_for_pattern(statement, _QUOTATION, None):
            if isinstance(quad.object, NamedNode):
                yield from _without_content(store.quads_for_pattern(quad.object, None, None))


def _without_content(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Leave full texts out: they may be other people's."""
    return (quad.triple for quad in quads if quad.predicate.value != _CONTENT)


def _has_graph(app: AppState, iri: str) -> bool:
    try:
        return app.store.contains_named_graph(NamedNode(iri))
    except ValueError:  # the path of an address need not make an IRI
        return False


def _show_graph(
    app: AppState, job: ThingJob, iri: str, links: tuple[tuple[str, str], ...]
) -> Reply:
    """Give a whole graph, except that of full texts."""
    graph = GRAPH + "ontology" if iri == ONTOLOGY else iri
    if graph == _TEXTS:
        raise QueryRefused(
            "this graph holds full texts, which may be other people's",
            fix="see the licence of each text at its own address, and ask for it by a query",
        )
    if not _has_graph(app, graph):
        raise MissingError(f"the store has no graph <{graph}>", fix="see / for what there is")
    if job.format == "html":
        from attachgraph.serve.pages import graph_page, ontology_page

        draw = ontology_page if iri == ONTOLOGY else graph_page
        return page_reply(draw(app, iri, job.address), links)
    if job.format in RDF_FORMATS or job.format in WRITERS:  # the latter is refused
        body = export(app.store, job.format, graphs=[graph])
    else:
        body = iter_document(some_graphs(app.store, [graph]), job.format)
    return Reply(200, EXPORT_FORMATS[job.format].content_type, body, (*links, _location(job)))


# ---------------------------------------------------------------- other names


def _elsewhere(app: AppState, job: ThingJob) -> Reply:
    """Lead to what the path is another name of, or say what is near."""
    from attachgraph.dataset.resolving import near_iris, resolve

    words = job.path.rsplit("/", 1)[-1].replace("_", " ")
    for name in dict.fromkeys((job.path, words)):
        try:
            found = resolve(app.store, name)
        except (MissingError, UsageError):
            continue
        if is_named(found) and path_of(found) != job.path:
            where = "/" + quote(path_of(found))
            note = f"see {where}\n".encode()
            headers = (("location", where),)
            return Reply(HTTPStatus.SEE_OTHER, "text/plain; charset=utf-8", [note], headers)
    near = [iri for iri in near_iris(app.store, words) if is_named(iri)]
    shown = ", ".join("/" + quote(path_of(iri)) for iri in near)
    search = f"look for it: /search?q={quote(words[:80])}"
    raise MissingError(
        f"the dataset has nothing at /{job.path}",
        fix=f"what is spelt like it: {shown}" if near else search,
    )
