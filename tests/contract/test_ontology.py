"""The ontology declares what everything else uses, and says what it means."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest

from attachgraph.bundled import bundled_store
from attachgraph.rdf.namespaces import AG, PREFIXES
from tests.contract.ontology_files import (
    EXAMPLES,
    ONTOLOGY,
    ROOT,
    describe,
    english,
    iri,
    terms,
    terms_of_type,
    used_terms,
    values,
)
from tests.contract.tracked import tracked

THE_ONTOLOGY = "https://w3id.org/attachgraph/ontology"

#: The five typed edges: name, property, classes they lead from, class they lead to.
EDGES = {
    "pairs-with": ("pairsWith", {"AttachmentStyle"}, {"AttachmentStyle"}),
    "alias-of": ("aliasOf", {"Alias"}, {"Entry"}),
    "conflict-cycle": ("conflictCycle", {"Entry"}, {"ConflictCycle"}),
    "cites-source": ("citesSource", {"Entry", "Statement"}, {"Source"}),
    "depicted-in": ("depictedIn", {"Entry"}, {"Work"}),
}
SUBCLASSES = {
    "AttachmentStyle": "Entry",
    "Pairing": "Entry",
    "Concept": "Entry",
    "BodyOfLiterature": "Source",
    "UnresolvedSource": "Source",
}
STATUSES = {
    *("supported", "weak", "qualified", "disputed"),
    *("contradicted", "unsupported", "inferred", "reported"),
}
LITERAL_TYPES = ("string", "integer", "boolean", "decimal", "date", "gYear")
#: What leads to a value of the codebook describes a thing, as a literal does.
CODED = {
    *("stance", "indirectBecause", "direction", "predictorWhose", "outcomeWhose", "metric"),
    *("design", "population", "claimKind", "whatWasRead", "agreement"),
}
#: Declared without anybody using them yet, each with the reason why it stays.
UNUSED: dict[str, str] = {}


def users() -> list[Path]:
    """Return the files of the project that may use a term."""
    patterns = (
        *("src/attachgraph/**/*.py", "src/attachgraph/**/*.js", "src/attachgraph/**/*.html"),
        *("docs/**/*.md", "README.md", "ontology/shapes.ttl", "ontology/concepts.ttl"),
        *("ontology/context.jsonld", "ontology/checks/*.rq", "ontology/queries/*.rq"),
        "ontology/examples/*/*.ttl",
    )
    ours = {ROOT / path for path in tracked(ROOT)}
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path in ours)


def edge_properties() -> dict[str, str]:
    """Return the name of each edge by its property."""
    named = {name: values(term, "skos:notation") for name, term in terms().items()}
    return {name: notation for name, (notation, *_) in ((n, v) for n, v in named.items() if v)}


def test_header_says_whose_and_what_it_is() -> None:
    """The header has what vocabulary catalogues ask for, and the notice for every user."""
    header = describe("attachgraph.ttl")[THE_ONTOLOGY]
    for curie in ("dcterms:title", "dcterms:description", "ag:notice", "skos:editorialNote"):
        assert english(header, curie), curie
    assert values(header, "dcterms:creator")
    assert values(header, "dcterms:issued") <= values(header, "dcterms:modified")
    assert values(header, "dcterms:license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert values(header, "vann:preferredNamespacePrefix") == ["ag"]
    assert values(header, "vann:preferredNamespaceUri") == [AG]
    assert values(header, "owl:versionInfo") == ["0.2.0"]
    assert "not a diagnostic instrument" in english(header, "ag:notice")[0]
    assert "do not resolve" in english(header, "skos:editorialNote")[0]


def test_term_is_labelled_and_defined() -> None:
    """A term has one English label, one English definition, a type and its ontology."""
    for name in sorted(terms()):
        term = terms()[name]
        assert len(english(term, "rdfs:label")) == 1, name
        assert len(english(term, "skos:definition")) == 1, name
        assert english(term, "skos:definition")[0].endswith("."), name
        assert values(term, "rdf:type"), name
        assert values(term, "rdfs:isDefinedBy") == [THE_ONTOLOGY], name


def test_labels_tell_terms_apart() -> None:
    """No two classes share a label, nor do two properties or two statuses."""
    for curie in ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "ag:Status"):
        labels = [english(terms()[name], "rdfs:label")[0] for name in terms_of_type(curie)]
        assert len(labels) == len(set(labels)), curie


def test_names_follow_the_convention() -> None:
    """Classes begin with a capital letter, properties and statuses with a small one."""
    classes = terms_of_type("owl:Class")
    assert all(name[0].isupper() for name in classes)
    assert all(name[0].islower() for name in terms().keys() - classes)


def test_property_says_where_it_leads() -> None:
    """A property has classes on both sides; one class as domain, several as domainIncludes."""
    for name in sorted(terms_of_type("owl:ObjectProperty") | terms_of_type("owl:DatatypeProperty")):
        for one, several in (
            ("rdfs:domain", "schema:domainIncludes"),
            ("rdfs:range", "schema:rangeIncludes"),
        ):
            single, many = values(terms()[name], one), values(terms()[name], several)
            assert (len(single) == 1) != (len(many) > 1), name
            for class_ in single + many:
                if class_.startswith(AG):
                    assert class_.removeprefix(AG) in terms_of_type("owl:Class"), name
                else:
                    assert class_.startswith(tuple(PREFIXES.values())), name


def test_range_is_of_the_kind_of_the_property() -> None:
    """Datatype properties lead to literals, object properties to nodes."""
    kinds = ("rdfs:Literal", *(f"xsd:{name}" for name in LITERAL_TYPES))
    literals = {iri(kind) for kind in kinds}
    for name in terms_of_type("owl:DatatypeProperty"):
        assert set(values(terms()[name], "rdfs:range")) <= literals, name
    for name in terms_of_type("owl:ObjectProperty"):
        assert not literals & set(values(terms()[name], "rdfs:range")), name


@pytest.mark.parametrize("edge", sorted(EDGES))
def test_typed_edge_keeps_its_contract(edge: str) -> None:
    """The five typed edges have their names, and lead from and to the agreed classes."""
    name, domain, range_ = EDGES[edge]
    term = terms()[name]
    assert values(term, "skos:notation") == [edge]
    sides = (("rdfs:domain", "schema:domainIncludes"), ("rdfs:range", "schema:rangeIncludes"))
    found = [
        {v.removeprefix(AG) for curie in curies for v in values(term, curie)} for curies in sides
    ]
    assert found == [domain, range_]


def test_edge_names_are_the_hyphenated_names_of_the_properties() -> None:
    """An edge is called as its property, with hyphens, as a plain string, and by that alone."""
    for name, notation in edge_properties().items():
        assert notation == re.sub(r"([A-Z])", lambda match: "-" + match[1].lower(), name)
        (literal,) = terms()[name][iri("skos:notation")]
        assert isinstance(literal, pyoxigraph.Literal)
        assert literal.language is None
        assert name in terms_of_type("owl:ObjectProperty")


def test_only_what_describes_is_no_edge() -> None:
    """Every object property is an edge of the network, but for status, quotations and codes."""
    without = terms_of_type("owl:ObjectProperty") - edge_properties().keys()
    inverses = {name for name in without if values(terms()[name], "owl:inverseOf")}
    assert without - inverses == {"status", "quotation", "expresses", "qualifiedBy"} | CODED


def test_hierarchy_keeps_its_contract() -> None:
    """Styles, pairings and concepts are entries; what is cited is a source, resolved or not."""
    for child, parent in SUBCLASSES.items():
        assert AG + parent in values(terms()[child], "rdfs:subClassOf"), child
    assert iri("oa:TextQuoteSelector") in values(terms()["Quotation"], "rdfs:subClassOf")
    assert iri("cito:cites") in values(terms()["citesSource"], "rdfs:subPropertyOf")
    assert terms_of_type("owl:SymmetricProperty") == {"pairsWith", "sharesPeopleWith"}


def test_inverse_leads_back_and_is_not_stored() -> None:
    """An inverse has the classes of its property the other way round, and no dataset writes it."""
    written = {quad.predicate.value for quad in bundled_store()}
    inverses = {name: values(term, "owl:inverseOf") for name, term in terms().items()}
    for name, of in inverses.items():
        for property_ in of:
            there, back = terms()[property_.removeprefix(AG)], terms()[name]
            assert values(back, "rdfs:domain") == values(there, "rdfs:range")
            assert values(back, "rdfs:range") == values(there, "rdfs:domain")
            assert AG + name not in written
    assert inverses["hasResult"] == [AG + "resultOf"]


def test_statuses_are_those_of_the_rule() -> None:
    """There are eight statuses, each defined."""
    assert terms_of_type("ag:Status") == STATUSES


def test_scan_sees_every_way_of_writing_a_term(tmp_path: Path) -> None:
    """The scan below finds terms in Turtle, prose and Python, and leaves other prefixes alone."""
    path = tmp_path / "sample.py"
    text = 'ag:One ; "ag:two" AG + "three" {AG}four tag:five x:ag:six'  # noqa: RUF027 -- a sample
    path.write_text(text, encoding="utf-8")
    assert used_terms(path) == {"One", "two", "three", "four"}


#: Misspelled on purpose, where it is shown how a slip is answered.
MISTAKES = {"conflictCycl"}


def test_used_terms_are_declared() -> None:
    """Whatever uses a term of ours uses a declared one."""
    for path in users():
        assert used_terms(path) - terms().keys() - MISTAKES == set(), path


def test_declared_terms_are_used() -> None:
    """A declared term stands in code, shapes, checks, queries or examples, or says why not."""
    used: set[str] = set()
    for path in users():
        if path.name != "context.jsonld":  # it lists every property by itself
            used |= used_terms(path)
    assert terms().keys() - used == UNUSED.keys()


def test_files_have_no_blank_nodes() -> None:
    """No file of the ontology has a blank node, except the examples of what not to do."""
    files = [*ONTOLOGY.glob("*.ttl"), *(EXAMPLES / "valid").glob("*.ttl")]
    assert files
    for path in files:
        for triple in pyoxigraph.parse(path=path):
            for node in (triple.subject, triple.object):
                assert not isinstance(node, pyoxigraph.BlankNode), path.name


def test_nothing_is_of_two_disjoint_classes() -> None:
    """Disjointness holds in the bundled dataset, so that a reasoner finds no contradiction."""
    found = bundled_store().query(
        """SELECT DISTINCT ?node ?one ?other {
          ?one owl:disjointWith ?other . ?node a/rdfs:subClassOf* ?one , ?other }""",
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
    )
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert [str(solution) for solution in found] == []
