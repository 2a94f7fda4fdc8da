"""Hold a release against the FAIR principles, without a network.

In: a dataset, its facts and files. Out: for each principle whether it passes, fails, or cannot be
told without asking other machines, and why. Nothing passes because we say so: each is looked at.

References
----------
Wilkinson et al. (2016), https://doi.org/10.1038/sdata.2016.18
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

import pyoxigraph
from pyoxigraph import NamedNode

from attachgraph.rdf.namespaces import AG, PREFIXES, RDF
from attachgraph.release.facts import Facts, File

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Store

State = Literal["pass", "fail", "cannot tell offline"]

#: What a description must say to be called rich.
_RICH: Final = (
    *("dcterms:title", "dcterms:description", "dcterms:creator", "dcterms:issued"),
    *("dcterms:license", "dcat:keyword", "dcat:version", "dcat:distribution"),
)
#: Vocabularies of other communities that are published with their IRIs.
_KNOWN: Final = tuple(
    PREFIXES[name]
    for name in (
        *("bibo", "cito", "dcat", "dcterms", "fabio", "oa", "owl", "prov", "rdf", "rdfs"),
        *("schema", "sh", "skos", "vann", "void"),
    )
)
_LINKS: Final = (
    """SELECT (COUNT(*) AS ?n) WHERE { ?s schema:sameAs ?o }""",
    """SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o FILTER(STRSTARTS(STR(?p), STR(cito:))) }""",
)


@dataclass(frozen=True, slots=True)
class Principle:
    """What was found about a principle.

    Attributes
    ----------
    name : str
        Such as ``F1``.
    asks : str
        What it asks for.
    state : {"pass", "fail", "cannot tell offline"}
        What was found.
    why : str
        On what grounds.
    """

    name: str
    asks: str
    state: State
    why: str


def check_fair(store: Store, facts: Facts, files: Sequence[File], folder: Path) -> list[Principle]:
    """Look at each principle."""
    described = _read(folder / "dcat.ttl")
    return [
        *_findable(store, facts, described),
        *_accessible(facts),
        *_interoperable(store, facts, files, folder),
        *_reusable(store, facts, files),
    ]


def _read(path: Path) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    if path.is_file():
        store.load(path=str(path))
    return store


def _verdict(name: str, asks: str, *, passes: bool, why: Mapping[bool, str]) -> Principle:
    return Principle(name, asks, "pass" if passes else "fail", why[passes])


def _findable(store: Store, facts: Facts, described: Store) -> list[Principle]:
    blank = sum(1 for quad in store if "_:" in f"{quad.subject}"[:2])
    version = NamedNode(facts.version_iri)
    missing = [name for name in _RICH if not _has(described, version, name)]
    files = sum(1 for _ in described.quads_for_pattern(version, _term("dcat:distribution"), None))
    identifier = _has(described, version, "dcterms:identifier")
    if blank:
        first = Principle(
            "F1",
            "globally unique and persistent identifiers",
            "fail",
            f"{blank:,} quads are about nodes without an IRI",
        )
    else:
        first = Principle(
            "F1",
            "globally unique and persistent identifiers",
            "cannot tell offline",
            "every node, statement and text has an IRI of its own, and so has this version; "
            "whether the redirect of w3id.org is registered can only be seen there",
        )
    return [
        first,
        _verdict(
            "F2",
            "rich metadata",
            passes=not missing,
            why={
                True: f"dcat.ttl says {', '.join(name.split(':')[1] for name in _RICH)}",
                False: f"dcat.ttl lacks {', '.join(missing)}",
            },
        ),
        _verdict(
            "F3",
            "metadata name the data they describe",
            passes=bool(identifier and files),
            why={
                True: f"dcat.ttl names the dataset by its IRI, and {files} files with checksums",
                False: "dcat.ttl names no dataset or no files",
            },
        ),
        Principle(
            "F4",
            "registered in a searchable resource",
            "cannot tell offline",
            "depends on where it is deposited; dataset.jsonld is what search engines read",
        ),
    ]


def _accessible(facts: Facts) -> list[Principle]:
    is_http = facts.version_iri.startswith("https://")
    return [
        Principle(
            "A1",
            "retrievable by identifier over a standard protocol",
            "cannot tell offline",
            "the IRIs are for HTTP; they answer when the redirect is registered and attachgraph "
            "serve stands behind it",
        ),
        _verdict(
            "A1.1",
            "the protocol is open, free and universal",
            passes=is_http,
            why={
                True: "HTTPS, and files that need no other",
                False: "the IRIs are not for HTTP",
            },
        ),
        _verdict(
            "A1.2",
            "the protocol allows for authentication where necessary",
            passes=is_http,
            why={
                True: "HTTP has it; none is needed for open data",
                False: "the IRIs are not for HTTP",
            },
        ),
        Principle(
            "A2",
            "metadata stay when the data are gone",
            "cannot tell offline",
            "a promise of the archive where it is deposited",
        ),
    ]


def _interoperable(
    store: Store, facts: Facts, files: Sequence[File], folder: Path
) -> list[Principle]:
    triples = _parsed(folder / "data" / "attachgraph.nt")
    foreign = sorted(
        iri for iri in facts.properties if not iri.startswith((AG, *_KNOWN, PREFIXES["xsd"]))
    )
    undeclared = sorted(
        iri
        for iri in facts.properties
        if iri.startswith(AG) and not any(store.quads_for_pattern(NamedNode(iri), _TYPE, None))
    )
    mappings = sum(1 for file in files if file.path.endswith(".sssom.tsv"))
    same, intents = (_number(store, query) for query in _LINKS)
    unknown = [*foreign, *undeclared]
    return [
        _verdict(
            "I1",
            "a formal, shared language",
            passes=triples == facts.triples,
            why={
                True: f"RDF: data/attachgraph.nt was read back, {triples:,} triples as counted",
                False: f"data/attachgraph.nt holds {triples:,} triples, counted {facts.triples:,}",
            },
        ),
        _verdict(
            "I2",
            "vocabularies that are FAIR themselves",
            passes=not unknown,
            why={
                True: "every property is of a published vocabulary, or declared in the ontology "
                "that is part of the release",
                False: f"properties of unknown vocabularies: {', '.join(unknown[:5])}",
            },
        ),
        _verdict(
            "I3",
            "qualified references to other data",
            passes=bool(same and intents),
            why={
                True: f"{same:,} links to the same things elsewhere, {intents:,} citations that "
                f"say what the source does to the claim, {mappings} tables of mappings",
                False: "there are no links to other datasets, or citations without their intent",
            },
        ),
    ]


def _reusable(store: Store, facts: Facts, files: Sequence[File]) -> list[Principle]:
    bare = _without_quotations(store)
    statements = facts.counts.classes.get("Statement", 0)
    paths = {file.path for file in files}
    wanted = {"ontology/attachgraph.ttl", "ontology/shapes.ttl", "data/csv/datapackage.json"}
    lacking = sorted(wanted - paths)
    described = {"dcat.ttl", "void.ttl", "data/csv/datapackage.json"} <= paths
    return [
        _verdict(
            "R1",
            "many accurate and relevant attributes",
            passes=described,
            why={
                True: "every class, property and column is described and counted: void.ttl, "
                "datapackage.json, ontology/index.html",
                False: "void.ttl, dcat.ttl or datapackage.json is missing",
            },
        ),
        _verdict(
            "R1.1",
            "a clear licence",
            passes=bool(facts.licences),
            why={
                True: f"stated as IRI: {', '.join(facts.licences)}",
                False: "no text states its licence",
            },
        ),
        _verdict(
            "R1.2",
            "detailed provenance",
            passes=bool(statements) and not bare,
            why={
                True: f"all {statements:,} statements have their words and the checksum of a text",
                False: f"{bare:,} of {statements:,} statements have no quote from a known text",
            },
        ),
        _verdict(
            "R1.3",
            "standards of the community",
            passes=not lacking,
            why={
                True: "OWL, SKOS, SHACL, PROV-O, Web Annotation, CiTO, Frictionless and RO-Crate; "
                "the tests of attachgraph read each with its own library",
                False: f"missing: {', '.join(lacking)}",
            },
        ),
    ]


_TYPE: Final = NamedNode(RDF + "type")


def _without_quotations(store: Store) -> int:
    """Count the statements that rest on no quote from a text with a checksum."""
    # By index and not in SPARQL: the engine takes a minute for such a FILTER NOT EXISTS.
    texts = {quad.subject for quad in store.quads_for_pattern(None, _term("ag:sha256"), None)}
    quoted = {quad.subject for quad in store.quads_for_pattern(None, _term("oa:exact"), None)}
    sound = {
        quad.subject
        for quad in store.quads_for_pattern(None, _term("prov:wasDerivedFrom"), None)
        if quad.object in texts and quad.subject in quoted
    }
    told = {
        quad.subject
        for quad in store.quads_for_pattern(None, _term("ag:quotation"), None)
        if quad.object in sound
    }
    statements = store.quads_for_pattern(None, _TYPE, _term("ag:Statement"))
    return len({quad.subject for quad in statements} - told)


def _term(curie: str) -> NamedNode:
    prefix, name = curie.split(":")
    return NamedNode(PREFIXES[prefix] + name)


def _has(store: Store, subject: NamedNode, curie: str) -> bool:
    return any(store.quads_for_pattern(subject, _term(curie), None))


def _parsed(path: Path) -> int:
    """Count what a parser finds in a file; -1 if it cannot read it."""
    try:
        return sum(1 for _ in pyoxigraph.parse(path=str(path)))
    except (OSError, SyntaxError, ValueError):
        return -1


def _number(store: Store, query: str) -> int:
    rows = cast(
        "QuerySolutions", store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    )
    return int(str(getattr(next(iter(rows))[0], "value", "0")))
