"""Put the ontology into the synthetic dataset of the tests again, after it has changed.

In: ``ontology/attachgraph.ttl``. Out: ``tests/fixtures/graph.nq`` with its names of edges::

    python tools/refresh_fixture.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from attachgraph.rdf.namespaces import AG, GRAPH, PREFIXES, RDF, RDFS
from attachgraph.resources import resource

_FIXTURE: Final = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "graph.nq"
_KEPT: Final = frozenset(
    (
        *(RDF + "type", RDFS + "label", RDFS + "subClassOf", PREFIXES["skos"] + "notation"),
        *(AG + name for name in ("heading", "inverseHeading", "displayOrder")),
    )
)


def main() -> None:
    """Take the lines of the old ontology out, and put those of the new one in."""
    graph = NamedNode(GRAPH + "ontology")
    lines = _FIXTURE.read_text(encoding="utf-8").splitlines()
    others = [line for line in lines if not line.endswith(f" {graph} .")]
    new = {
        f"{Quad(triple.subject, triple.predicate, triple.object, graph)} ."
        for triple in pyoxigraph.parse(path=resource("ontology", "attachgraph.ttl"))
        if triple.predicate.value in _KEPT
    }
    _FIXTURE.write_text("\n".join((*others, *sorted(new))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
