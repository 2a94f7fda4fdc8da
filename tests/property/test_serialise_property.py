"""For any dataset: what is exported is read back, and exported again is the same bytes."""

from __future__ import annotations

import random

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
)

from attachgraph.rdf.namespaces import AG, BASE, PREFIXES, RDF, XSD
from attachgraph.rdf.serialise import export
from attachgraph.rdf.syntaxes import RDF_FORMATS

PARSERS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}

# What is likely to be got wrong: names that are hardly local names, escapes, schemes.
local_names = st.text(alphabet="abz09.-_~'%:/#@!é", max_size=6).map(
    lambda name: name.replace("%", "%41")
)
iris = st.one_of(
    st.builds(
        lambda namespace, name: NamedNode(namespace + name.replace("#", "")),
        st.sampled_from([*PREFIXES.values(), BASE, "https://x.example/", "urn:x:"]),
        local_names,
    ),
    st.sampled_from([NamedNode(BASE + "style/secure"), NamedNode("mailto:someone@x.example")]),
)
predicates = st.sampled_from(
    [
        *(AG + name for name in ("order", "claims", "status", "style", "category", "quotation")),
        *(RDF + "type", RDF + "value", "https://x.example/p", "https://x.example/a/b.c-d"),
        *(PREFIXES["rdfs"] + "label", PREFIXES["oa"] + "start", PREFIXES["schema"] + "sameAs"),
    ]
).map(NamedNode)
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
xml_texts = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        st.sampled_from("\t\n\r"),
    ),
    max_size=12,
)
datatypes = st.sampled_from(
    [XSD + name for name in ("integer", "boolean", "decimal", "double", "gYear", "string", "date")]
).map(NamedNode)
lexical_forms = st.sampled_from(
    ["1", "01", "-7", "1.50", "1e3", "true", "false", "yes", "2016", ""]
)
numbers = st.builds(lambda value, kind: Literal(value, datatype=kind), lexical_forms, datatypes)


def literals(of: st.SearchStrategy[str]) -> st.SearchStrategy[Literal]:
    """Return literals of every kind."""
    return st.one_of(
        numbers,
        st.builds(Literal, of),
        st.builds(
            lambda text, tag: Literal(text, language=tag), of, st.sampled_from(["en", "de-at"])
        ),
    )


def datasets(of: st.SearchStrategy[str]) -> st.SearchStrategy[list[Quad]]:
    """Return lists of quads, some with blank nodes, in several graphs."""
    blanks = st.sampled_from(["b0", "b1"]).map(BlankNode)
    nodes = st.one_of(iris, blanks)
    graphs = st.one_of(st.just(DefaultGraph()), st.sampled_from(["graph/a", "graph/b"]).map(_graph))
    return st.lists(
        st.builds(Quad, nodes, predicates, st.one_of(nodes, literals(of)), graphs), max_size=8
    )


def _graph(path: str) -> NamedNode:
    return NamedNode(BASE + path)


def written(quads: list[Quad], name: str) -> bytes:
    """Return an export of these quads, added in this order."""
    store = pyoxigraph.Store()
    for quad in quads:
        store.add(quad)
    return b"".join(export(store, name))


def canonical(quads: list[Quad]) -> set[str]:
    """Return quads as RDFC-1.0 has them."""
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def stored(quads: list[Quad], *, graphs: bool) -> set[str]:
    """Return what a store makes of quads: it shortens some lexical forms, such as ``01``."""
    store = pyoxigraph.Store()
    for quad in quads:
        store.add(quad)
    if graphs:
        return canonical(list(store))
    return canonical([Quad(quad.subject, quad.predicate, quad.object) for quad in store])


@pytest.mark.parametrize("name", [name for name in RDF_FORMATS if name != "rdfxml"])
@given(quads=datasets(texts))
def test_any_dataset_is_read_back(name: str, quads: list[Quad]) -> None:
    """Every text, datatype, language, graph and blank node survives."""
    document = written(quads, name)
    found = list(pyoxigraph.parse(document, PARSERS[name]))
    assert canonical(found) == stored(quads, graphs=RDF_FORMATS[name].keeps_graphs)


@given(quads=datasets(xml_texts))
def test_any_dataset_that_xml_can_hold_is_read_back(quads: list[Quad]) -> None:
    """RDF/XML holds everything but control characters."""
    found = list(pyoxigraph.parse(written(quads, "rdfxml"), RdfFormat.RDF_XML))
    assert canonical(found) == stored(quads, graphs=False)


@pytest.mark.parametrize("name", RDF_FORMATS)
@given(quads=datasets(xml_texts), seed=st.integers(0, 99))
def test_any_order_gives_the_same_bytes(name: str, quads: list[Quad], seed: int) -> None:
    """Neither the order of quads nor the labels of blank nodes can be seen."""
    other = [_relabelled(quad) for quad in quads]
    random.Random(seed).shuffle(other)  # noqa: S311 - no secret
    assert written(quads, name) == written(other, name)


def _relabelled(quad: Quad) -> Quad:
    subject, object_ = (
        BlankNode(f"other{term.value}") if isinstance(term, BlankNode) else term
        for term in (quad.subject, quad.object)
    )
    assert not isinstance(subject, Literal)
    return Quad(subject, quad.predicate, object_, quad.graph_name)


@given(quads=datasets(texts))
def test_exporting_what_was_exported_changes_nothing(quads: list[Quad]) -> None:
    """TriG read back and written again is the same file."""
    document = written(quads, "trig")
    assert written(list(pyoxigraph.parse(document, RdfFormat.TRIG)), "trig") == document
