"""Prove that statements, edges, quotations and sources agree with each other.

In: a store. Out: problems. The IRI of a statement is a hash of its claim and status, that of a
quotation a hash of its place, so that one changed byte in any of them shows; what was made
elsewhere and has other names is only asked whether it leads somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Store

from attachgraph.model import CONTESTED
from attachgraph.rdf.bases import in_words_of_all, is_named, path_of
from attachgraph.rdf.namespaces import AG, PREFIXES, RDF
from attachgraph.rdf.quads import quotation_iri, statement_iri
from attachgraph.validation.quotes import Problem

_TYPE: Final = NamedNode(RDF + "type")
_STATUS: Final = NamedNode(AG + "status")
_EXPRESSES: Final = NamedNode(AG + "expresses")
_CLAIM: Final = "claim/"
_CITES: Final = NamedNode(AG + "citesSource")
_PARTS: Final = tuple(NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_DERIVED: Final = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_PLACE: Final = (
    *(NamedNode(PREFIXES["oa"] + name) for name in ("start", "end")),
    *(NamedNode(AG + name) for name in ("section", "rule")),
)
_HASHED: Final = re.compile(r"(?:statement|quotation)/[0-9a-f]{24}")
_CITO: Final = PREFIXES["cito"]
#: Below our namespace, but described elsewhere or never.
_NO_NODES: Final = ("graph/", "ontology/", ".well-known/")


def verify_agreement(store: Store) -> list[Problem]:
    """Verify that what was asserted is there, and that every link leads somewhere."""
    return sorted({*_statements(store), *_quotations(store), *_links(store)})


def _subjects(store: Store, class_: str) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, _TYPE, NamedNode(AG + class_)):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _values(store: Store, subject: NamedNode, predicate: NamedNode) -> list[object]:
    found = {quad.object for quad in store.quads_for_pattern(subject, predicate, None)}
    return sorted(found, key=str)


def _contested(store: Store) -> set[tuple[object, ...]]:
    """Give the edges that some statement contests: they are not plain triples."""
    return {
        tuple(part for name in _PARTS for part in _values(store, statement, name))
        for status in CONTESTED
        for statement in (
            quad.subject
            for quad in store.quads_for_pattern(None, _STATUS, NamedNode(AG + status.value))
        )
        if isinstance(statement, NamedNode)
    }


def _statements(store: Store) -> Iterator[Problem]:
    contested = _contested(store)
    for statement in _subjects(store, "Statement"):
        parts = [_values(store, statement, part) for part in _PARTS]
        if any(len(part) != 1 for part in parts):
            yield Problem(
                "",
                statement.value,
                "statement-incomplete",
                "it has not one claim: subject, predicate or object is missing or doubled",
            )
            continue
        subject, predicate, object_ = (part[0] for part in parts)
        if (subject, predicate, object_) not in contested and not any(
            store.quads_for_pattern(subject, predicate, object_)  # type: ignore[arg-type]
        ):
            message = f"the edge that it asserts is not there: {subject} {predicate} {object_}"
            yield Problem("", statement.value, "edge-missing", message)
        basis = _basis(store, statement)
        said = [in_words_of_all(str(part)) for part in (subject, predicate, object_)]
        name = statement_iri(said[0], said[1], said[2], basis)
        if _HASHED.fullmatch(path_of(statement.value)) and name != in_words_of_all(str(statement)):
            message = "subject, predicate, object, claim or status is not what gave it its name"
            yield Problem("", statement.value, "statement-changed", message)


def _basis(store: Store, statement: NamedNode) -> str:
    """Read what the status of a statement rests on: its claims, else the status itself."""
    found = _values(store, statement, _EXPRESSES) or _values(store, statement, _STATUS)
    return " ".join(_basis_of(str(each)[1:-1]) for each in found)


def _basis_of(iri: str) -> str:
    return iri.removeprefix(AG) if iri.startswith(AG) else path_of(iri).removeprefix(_CLAIM)


def _quotations(store: Store) -> Iterator[Problem]:
    for quotation in _subjects(store, "Quotation"):
        if not _HASHED.fullmatch(path_of(quotation.value)):
            continue
        texts = _values(store, quotation, _DERIVED)
        place = [_values(store, quotation, part) for part in _PLACE]
        if len(texts) != 1 or any(len(part) != 1 for part in place):
            continue  # the quotes tell it
        words = [str(getattr(part[0], "value", "")) for part in place]
        sha256 = str(getattr(texts[0], "value", "")).rsplit("/", 1)[-1]
        if quotation_iri(sha256, *words) != in_words_of_all(str(quotation)):
            text = str(getattr(texts[0], "value", ""))
            message = "text, start, end, section or rule is not the one that gave it its name"
            yield Problem(text, quotation.value, "quotation-changed", message)


def _links(store: Store) -> Iterator[Problem]:
    """Yield links below our namespace that lead to nothing that is described."""
    known: dict[str, bool] = {}
    # Without its ontology, a dataset cannot say which of our terms exist.
    has_terms = any(store.quads_for_pattern(NamedNode(AG + "Statement"), None, None))
    passed = _NO_NODES if has_terms else (*_NO_NODES, path_of(AG))
    for quad in store:
        target = quad.object
        if not isinstance(target, NamedNode) or not is_named(target.value):
            continue
        iri = target.value
        if path_of(iri).startswith(passed) or quad.predicate == _TYPE:
            continue
        if iri not in known:
            known[iri] = any(store.quads_for_pattern(target, None, None))
        if not known[iri]:
            is_source = quad.predicate == _CITES or quad.predicate.value.startswith(_CITO)
            focus = str(getattr(quad.subject, "value", quad.subject))
            name = path_of(iri)
            what = "the source that it cites" if is_source else "what it leads to"
            code = "source-unknown" if is_source else "link-dangling"
            yield Problem("", focus, code, f"{what} is not described: {name}")  # type: ignore[arg-type]
