"""There and back again: nothing is lost on the way through NetworkX, pyld and rdflib."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

import attachgraph
from attachgraph.exports.formats import iter_document
from attachgraph.exports.selection import one_entry, whole
from attachgraph.network.graph import from_networkx, to_networkx
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, RDF, RDFS
from attachgraph.rdf.sorting import LineSorter
from tests.property.test_serialise_property import canonical, datasets, stored, texts, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ALIAS = BASE + "alias/any"


def filled(quads: Iterable[Quad]) -> Store:
    """Put quads into a store."""
    store = Store()
    for quad in quads:
        store.add(quad)
    return store


@given(quads=datasets(texts))
def test_networkx_loses_nothing(quads: list[Quad]) -> None:
    """Languages, datatypes, parallel edges, graph names and blank nodes survive the way back."""
    graph = to_networkx(filled(quads), everything=True)
    assert canonical(list(from_networkx(graph))) == stored(quads, graphs=True)


@given(quads=datasets(texts))
def test_copies_of_a_network_lose_nothing(quads: list[Quad]) -> None:
    """What NetworkX makes of a graph, such as a copy, is as good as the graph."""
    graph = to_networkx(filled(quads), everything=True)
    expected = stored(quads, graphs=True)
    assert canonical(list(from_networkx(graph.copy()))) == expected
    assert canonical(list(from_networkx(nx.MultiDiGraph(graph)))) == expected


def test_whole_dataset_goes_through_networkx(root: Path) -> None:
    """Every quotation comes back: the canonical dataset is the same, quad for quad."""
    store = Store()
    store.load(path=root / "tests/fixtures/graph.nq", format=RdfFormat.N_QUADS)
    dataset = attachgraph.load(store)
    back = attachgraph.from_networkx(dataset.to_networkx(everything=True))
    assert back.export("nq", quotations=True, texts=True) == dataset.export("nq", texts=True)


def no_loading(url: str, _options: object) -> None:
    """Refuse to fetch a context."""
    raise AssertionError(url)


@given(quads=datasets(texts))
def test_pyld_reads_our_json_ld(quads: list[Quad]) -> None:
    """The reference implementation finds the dataset that was written, and fetches nothing."""
    document = json.loads(written(quads, "jsonld"))
    found = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": no_loading})
    read = list(pyoxigraph.parse(found, RdfFormat.N_QUADS))
    assert canonical([q for q in read if sound(q)]) == canonical(
        [q for q in pyoxigraph.parse(written(quads, "nq"), RdfFormat.N_QUADS) if sound(q)]
    )


def sound(quad: Quad) -> bool:
    """Leave out numbers in forms that JSON has no word for; pyld writes them anew."""
    return not (isinstance(quad.object, Literal) and quad.object.datatype.value.endswith("double"))


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:rdflib")
@pytest.mark.parametrize(("name", "syntax"), [("turtle", "turtle"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_bundled_dataset(name: str, syntax: str) -> None:
    """As many triples as Oxigraph finds, with the same words."""
    dataset = attachgraph.load()
    part = dataset.export(name, "avoidant-secure")
    graph = rdflib.Graph().parse(data=part, format=syntax)
    chosen = one_entry(dataset.store, BASE + "pairing/avoidant-secure")
    # JSON-LD is framed, and has no need of the terms with which the others conform by themselves.
    stated = chosen.described if name == "jsonld" else chosen.store
    expected = {str(quad.triple) for quad in stated}
    found = graph.serialize(format="nt")
    assert {str(quad.triple) for quad in pyoxigraph.parse(found, RdfFormat.N_TRIPLES)} == expected


def test_rdf_xml_is_an_ontology_that_protege_can_open() -> None:
    """Read as OWL does: an ontology with a version, classes and properties, and the individuals."""
    names = (GRAPH + "ontology", GRAPH + "avoidant-secure")
    document = attachgraph.load().export("rdfxml", graphs=names)
    graph = rdflib.Graph().parse(data=document, format="xml")
    ontology = rdflib.URIRef(BASE + "ontology")
    assert (ontology, rdflib.RDF.type, rdflib.OWL.Ontology) in graph
    assert graph.value(ontology, rdflib.OWL.versionInfo)
    pairing = rdflib.URIRef(AG + "Pairing")
    assert (pairing, rdflib.RDF.type, rdflib.OWL.Class) in graph
    assert rdflib.URIRef(BASE + "pairing/avoidant-secure") in set(
        graph.subjects(rdflib.RDF.type, pairing)
    )
    assert not any(isinstance(node, rdflib.BNode) for node in graph.subjects())


@given(label=texts)
def test_any_words_survive_graphml_gexf_and_cytoscape(label: str) -> None:
    """NetworkX reads back each label as it was, but for characters that XML cannot hold."""
    label = label.replace("\ufffd", "?") or "x"
    pairing, alias = BASE + "pairing/p", ALIAS
    store = filled(
        Quad(NamedNode(subject), NamedNode(predicate), object_)
        for subject, predicate, object_ in (
            (pairing, RDF + "type", NamedNode(AG + "Pairing")),
            (alias, RDF + "type", NamedNode(AG + "Alias")),
            (alias, RDFS + "label", Literal(label, language="en")),
            (alias, AG + "aliasOf", NamedNode(pairing)),
        )
    )
    readers: dict[str, Callable[[bytes], Any]] = {
        "graphml": lambda data: nx.read_graphml(io.BytesIO(data)),
        "gexf": lambda data: nx.read_gexf(io.BytesIO(data), version="1.3"),
        "cytoscape": lambda data: nx.cytoscape_graph(json.loads(data)),
    }
    for name, read in readers.items():
        graph: Any = read(b"".join(iter_document(whole(store), name)))
        found = graph.nodes[alias]["label"]
        assert len(found) == len(label)
        assert all(a == b for a, b in zip(found, label, strict=True) if a != "\ufffd")


@given(
    lines=st.lists(st.binary(max_size=6).filter(lambda b: b"\n" not in b)), most=st.integers(1, 9)
)
def test_sorting_on_the_disk_is_sorting(lines: list[bytes], most: int) -> None:
    """However little memory it may take, the result is the sorted set."""
    sorter = LineSorter(most_bytes=most * 3, most_lines=most)
    sorter.add(lines)
    assert list(sorter) == sorted(set(lines))


def test_memory_does_not_grow_with_the_dataset(tmp_path: Path) -> None:
    """Four times as many quads take less than twice the memory: parts are sorted on the disk.

    With the limits of a small machine, so that the test is quick: the sorter keeps 2,000 lines.
    """
    script = """
import resource, sys
from pyoxigraph import RdfFormat, Store
from attachgraph.rdf import sorting
sorting.LineSorter.__init__.__defaults__ = (500_000, 2_000)
from attachgraph.rdf.serialise import export
store = Store(sys.argv[1])
n = int(sys.argv[2])
if n:
    lines = (f'<a:{i}> <a:p{i % 7}> "{"x" * 200}" <a:g{i % 50}> .' for i in range(n))
    store.bulk_load("\\n".join(lines).encode(), format=RdfFormat.N_QUADS)
else:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = sum(map(len, export(store, "trig")))
    print(size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""

    def run(count: int) -> tuple[int, int]:
        folder = str(tmp_path / str(count))
        for argument in (str(count), "0"):
            done = subprocess.run(
                [sys.executable, "-c", script, folder, argument],
                capture_output=True,
                check=True,
                text=True,
            )
        size, memory = done.stdout.split()
        return int(size), int(memory)

    (small, small_memory), (large, large_memory) = run(20_000), run(80_000)
    assert large > 3.9 * small
    assert large_memory < max(2 * small_memory, 30_000)
