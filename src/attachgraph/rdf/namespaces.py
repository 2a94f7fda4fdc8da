"""The namespaces of the dataset and the names of its terms.

In: nothing. Out: constants. The edge names are read from the ontology by
:mod:`attachgraph.network`; only IRIs live here.
"""

from __future__ import annotations

from typing import Final

BASE: Final = "https://w3id.org/attachgraph/"
AG: Final = "https://w3id.org/attachgraph/ontology#"
GRAPH: Final = BASE + "graph/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

#: Predeclared in every query and used in every export. Order is the order of output.
PREFIXES: Final[dict[str, str]] = {
    "ag": AG,
    "alias": BASE + "alias/",
    "claim": BASE + "claim/",
    "concept": BASE + "concept/",
    "cycle": BASE + "cycle/",
    "debate": BASE + "debate/",
    "codebook": BASE + "codebook/",
    "entry": BASE + "entry/",
    "depiction": BASE + "depiction/",
    "quotation": BASE + "quotation/",
    "graph": GRAPH,
    "pairing": BASE + "pairing/",
    "line": BASE + "line/",
    "measure": BASE + "measure/",
    "person": BASE + "person/",
    "position": BASE + "position/",
    "query": BASE + "query/",
    "reading": BASE + "reading/",
    "result": BASE + "result/",
    "role": BASE + "role/",
    "sample": BASE + "sample/",
    "search": BASE + "search/",
    "source": BASE + "source/",
    "statement": BASE + "statement/",
    "study": BASE + "study/",
    "style": BASE + "style/",
    "text": BASE + "text/",
    "work": BASE + "work/",
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}
