"""Write a release: a folder with everything that an archive needs.

In: a store, and the release before it. Out: the folder, put in its place when it is complete. The
same dataset with the same date gives the same bytes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pyoxigraph
from pyoxigraph import NamedNode, Store

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.terms import read_terms
from attachgraph.errors import InputError, MissingError
from attachgraph.exports.folder import fill_folder
from attachgraph.exports.formats import EXPORT_FORMATS, ExportFormat, iter_document, write_files
from attachgraph.exports.rows import iter_portions
from attachgraph.exports.selection import one_entry, whole
from attachgraph.folder import LICENCES, bundled_folder
from attachgraph.notice import NOTICE
from attachgraph.rdf.named_queries import iter_query_quads
from attachgraph.rdf.namespaces import AG, PREFIXES, RDF
from attachgraph.rdf.serialise import serialise_triples
from attachgraph.release.changes import compare
from attachgraph.release.checks import Check, run_checks
from attachgraph.release.citation import bibtex, citation_cff
from attachgraph.release.dcat import iter_dcat, iter_void
from attachgraph.release.descriptions import croissant, ro_crate, schema_org
from attachgraph.release.facts import Facts, File, gather
from attachgraph.release.readme import changelog, readme
from attachgraph.release.wording import iter_markdown
from attachgraph.resources import resource
from attachgraph.store.seal import checksum

SUMS: Final = "SHA256SUMS"
_NOT_LISTED: Final = "ro-crate-metadata.json"
_MEDIA_TYPES: Final = {
    **{entry.suffix: entry.media_type for entry in EXPORT_FORMATS.values()},
    ".json": "application/json",
    ".md": "text/markdown",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".rq": "application/sparql-query",
    ".bib": "text/x-bibtex",
    ".cff": "text/yaml",
    ".tsv": "text/tab-separated-values",
    "": "text/plain",
}
_NAMED: Final = {
    "README.md": "What this is, for people",
    "CHANGELOG.md": "What changed since the last release",
    "CITATION.cff": "How to cite it",
    "citation.bib": "How to cite it, BibTeX",
    "LICENSE": "Legal code of the licence",
    "dcat.ttl": "Description in DCAT 3 and VoID: files, classes and properties with their numbers",
    "dataset.jsonld": "Description in schema.org, for search engines",
    "croissant.json": "Description of the tables in Croissant, for machine learning",
    "ontology/index.html": "Documentation of the vocabulary",
    "ontology/attachgraph.ttl": "The vocabulary",
    "ontology/attachgraph.rdf": "The vocabulary in RDF/XML, for editors of ontologies",
    "ontology/concepts.ttl": "The concept scheme (SKOS)",
    "ontology/shapes.ttl": "Shapes that the data conform to (SHACL)",
    "ontology/context.jsonld": "Context for JSON-LD",
    "queries/queries.ttl": "The ready questions as sh:SPARQLExecutable",
}


@dataclass(frozen=True, slots=True)
class Release:
    """A release that was written."""

    #: What is true of the dataset.
    facts: Facts
    #: What was counted in it.
    checks: tuple[Check, ...]
    #: How many there are.
    files: int
    #: Of all of them, in bytes.
    size: int


def write_release(
    store: Store, path: str | Path, *, version: str, date: str, previous: str | Path | None = None
) -> Release:
    """Write a release; formats whose package is not installed are not in it."""
    before = None if previous is None else _read_previous(Path(previous))
    written: list[Release] = []

    def fill(folder: Path) -> None:
        written.append(_fill(store, folder, gather(store, version, date), before))

    fill_folder(path, fill)
    return written[0]


def _read_previous(path: Path) -> tuple[str, Store]:
    """Read version and data of a release."""
    try:
        described = json.loads((path / "dataset.jsonld").read_text(encoding="utf-8"))
        version = str(described["version"])
        store = pyoxigraph.Store()
        store.load(path=str(path / "data" / "attachgraph.nq"))
    except FileNotFoundError as error:
        raise MissingError(
            "this is not a release: data/attachgraph.nq or dataset.jsonld is missing",
            where=str(path),
            fix="give the folder that attachgraph release has written",
        ) from error
    except (KeyError, SyntaxError, ValueError) as error:
        fix = "check it: attachgraph release --check " + str(path)
        raise InputError(
            f"the last release is damaged: {error}", where=str(path), fix=fix
        ) from error
    return version, store


def _fill(store: Store, folder: Path, facts: Facts, before: tuple[str, Store] | None) -> Release:
    _data(store, folder)
    _vocabulary(store, folder, facts)
    changes = [] if before is None else list(iter_markdown(compare(before[1], store), level=3))
    previous = before[0] if before else None
    _write(folder, "CHANGELOG.md", changelog(facts, previous, changes))
    _write(folder, "CITATION.cff", citation_cff(facts))
    _write(folder, "citation.bib", bibtex(facts))
    _licence(folder, facts)
    files = _files(folder)
    described = chain(iter_dcat(facts, files, previous), iter_void(store, facts, files))
    (folder / "dcat.ttl").write_bytes(b"".join(serialise_triples(described, "turtle")))
    _write_json(folder, "dataset.jsonld", schema_org(facts, files))
    _write_json(folder, "croissant.json", croissant(facts, files))
    checks = run_checks(store, facts, folder)
    _write(folder, "README.md", readme(facts, _files(folder), checks))
    _write_json(folder, _NOT_LISTED, ro_crate(facts, _files(folder)))
    listed = _files(folder)
    _write(folder, SUMS, "".join(f"{file.sha256}  {file.path}\n" for file in listed))
    return Release(facts, checks, len(listed) + 1, sum(file.size for file in listed))


def _licence(folder: Path, facts: Facts) -> None:
    """Write the licence: its legal code, where it is the one that ships with the package."""
    if facts.about.licence == LICENCES["CC-BY-4.0"]:
        shutil.copyfile(bundled_folder() / "LICENSE", folder / "LICENSE")
    else:
        _write(folder, "LICENSE", f"The licence of this dataset: {facts.about.licence}\n")


def _data(store: Store, folder: Path) -> None:
    data = folder / "data"
    (data / "entries").mkdir(parents=True)
    everything = whole(store)
    everything = replace(everything, portions=tuple(iter_portions(everything)))
    for entry in filter(ExportFormat.is_ready, EXPORT_FORMATS.values()):
        if entry.is_folder:
            (data / entry.name).mkdir()
            write_files(everything, entry.name)(data / entry.name)
        else:
            with (data / f"attachgraph{entry.suffix}").open("wb") as file:
                file.writelines(iter_document(everything, entry.name))
    for iri in _entries(store):
        path = data / "entries" / f"{iri.rsplit('/', 1)[-1]}.jsonld"
        with path.open("wb") as file:
            file.writelines(iter_document(one_entry(store, iri), "jsonld"))


def _entries(store: Store) -> list[str]:
    """Name the pairings and styles that texts are about; concepts are in the whole dataset."""
    type_ = NamedNode(RDF + "type")
    kinds = [NamedNode(AG + name) for name in ("AttachmentStyle", "Pairing")]
    subjects = {
        quad.object
        for quad in store.quads_for_pattern(None, NamedNode(PREFIXES["dcterms"] + "subject"), None)
    }
    return sorted(
        node.value
        for node in subjects
        if isinstance(node, NamedNode)
        and any(any(store.quads_for_pattern(node, type_, kind)) for kind in kinds)
    )


def _vocabulary(store: Store, folder: Path, facts: Facts) -> None:
    for name in ("ontology", "queries"):
        (folder / name).mkdir()
    for source in sorted(resource("ontology").glob("*.*")):
        if source.is_file():
            shutil.copyfile(source, folder / "ontology" / source.name)
    for source in sorted(resource("ontology", "mappings").glob("*.sssom.tsv")):
        shutil.copyfile(source, folder / "ontology" / source.name)
    for source in sorted(resource("ontology", "queries").glob("*.rq")):
        shutil.copyfile(source, folder / "queries" / source.name)
    vocabulary = pyoxigraph.parse(path=resource("ontology", "attachgraph.ttl"))
    (folder / "ontology" / "attachgraph.rdf").write_bytes(
        b"".join(serialise_triples((quad.triple for quad in vocabulary), "rdfxml"))
    )
    _write(folder, "ontology/index.html", _ontology_page(store, facts.version))
    quads = "".join(iter_query_quads()).encode()
    triples = (quad.triple for quad in pyoxigraph.parse(quads, pyoxigraph.RdfFormat.N_QUADS))
    (folder / "queries" / "queries.ttl").write_bytes(b"".join(serialise_triples(triples, "turtle")))


def _ontology_page(store: Store, version: str) -> str:
    """Document the vocabulary on a page that loads nothing from anywhere."""
    from jinja2 import Environment

    facts, iri = Lookup(store), AG.removesuffix("#")
    template = (Path(__file__).parent / "template/ontology.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, trim_blocks=True).from_string(template)
    return page.render(
        title=facts.label(iri),
        intro=facts.text(iri, "dcterms:description"),
        version=version,
        base=AG,
        notice=NOTICE,
        groups=read_terms(facts),
    )


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _write_json(folder: Path, name: str, value: Any) -> None:
    _write(folder, name, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _files(folder: Path) -> list[File]:
    """Describe what is in a folder, by path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    return [_file(folder, path) for path in paths]


def _file(folder: Path, path: Path) -> File:
    name = path.relative_to(folder).as_posix()
    return File(
        path=name,
        title=_title(name, path.suffix),
        media_type=_MEDIA_TYPES.get(path.suffix, "application/octet-stream"),
        size=path.stat().st_size,
        sha256=checksum(path),
    )


def _title(name: str, suffix: str) -> str:
    if name in _NAMED:
        return _NAMED[name]
    top, _, rest = name.partition("/")
    if name.startswith("data/entries/"):
        return f"One entry as a tree of JSON-LD: {Path(name).stem}"
    if name.startswith(("data/csv/", "data/parquet/")):
        return f"Table of {Path(name).stem}" if suffix != ".json" else "Description of the tables"
    if top == "queries":
        return f"Question in SPARQL: {Path(rest).stem}"
    if suffix == ".tsv":
        return f"Mappings (SSSOM): {Path(name).name.split('.')[0]}"
    return next(
        (each.title for each in EXPORT_FORMATS.values() if each.suffix == suffix), Path(name).name
    )


def check_sums(path: str | Path) -> Iterator[tuple[str, str]]:
    """Hold the files of a release against their checksums."""
    folder = Path(path)
    listed = _read_sums(folder)
    for name, digest in listed.items():
        file = folder / name
        if not file.is_file():
            yield name, "missing"
        elif checksum(file) != digest:
            yield name, "changed"
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = file.relative_to(folder).as_posix()
        if name not in listed and name != SUMS:
            yield name, "not listed"


def _read_sums(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise MissingError(
            f"there is no {SUMS}", where=str(folder), fix="give the folder of a release"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{SUMS} cannot be read", where=str(folder), fix="restore it") from error
    listed: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        digest, separator, name = line.partition("  ")
        if not separator or ".." in Path(name).parts or Path(name).is_absolute():
            where = f"{folder / SUMS}:{number}"
            raise InputError(
                "this line is not a checksum and name", where=where, fix="restore the file"
            )
        listed[name] = digest
    return listed
