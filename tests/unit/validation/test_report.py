"""Shapes, rules and quotes find what is wrong, and only that."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple
from rdflib import Graph

from attachgraph.errors import InputError
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, PREFIXES, RDF, RDFS
from attachgraph.resources import resource
from attachgraph.validation.quotes import Problem, verify_quotes
from attachgraph.validation.rules import Check, Violation, read_checks, run_checks
from attachgraph.validation.shacl import ShapeResult, _to_rdflib, validate_shapes

# Signs outside the basic plane count once, whatever they take in UTF-8 or UTF-16.
CONTENT = "A lamp 🕯 stands between them.\nHe reads, she sews; neither minds the quiet."
QUOTE = "neither minds the quiet"
START = CONTENT.index(QUOTE)
SHA256 = hashlib.sha256(CONTENT.encode()).hexdigest()
TEXT = NamedNode(f"{BASE}text/{SHA256}")
QUOTATION = NamedNode(BASE + "quotation/e1")
ENTRY = NamedNode(GRAPH + "quiet")
TEXTS = NamedNode(GRAPH + "texts")
PROVENANCE = NamedNode(GRAPH + "provenance")


def ag(name: str) -> NamedNode:
    """Return a term of ours."""
    return NamedNode(AG + name)


def term(curie: str) -> NamedNode:
    """Return a term of another vocabulary."""
    prefix, local = curie.split(":")
    return NamedNode(PREFIXES[prefix] + local)


def typed(node: NamedNode | BlankNode, class_: str, label: str = "quiet") -> list[Quad]:
    """Return type and label of a node in the entry's graph."""
    return [
        Quad(node, NamedNode(RDF + "type"), ag(class_), ENTRY),
        Quad(node, NamedNode(RDFS + "label"), Literal(label, language="en"), ENTRY),
    ]


def store_of(*quads: Quad) -> Store:
    """Return a store in memory."""
    store = Store()
    store.extend(quads)
    return store


@pytest.fixture
def store() -> Store:
    """Return a store with one text and one quote from it, both sound."""
    return store_of(
        Quad(TEXT, NamedNode(RDF + "type"), ag("SourceText"), PROVENANCE),
        Quad(TEXT, ag("sha256"), Literal(SHA256), PROVENANCE),
        Quad(TEXT, ag("contentSha256"), Literal(SHA256), PROVENANCE),
        Quad(TEXT, ag("content"), Literal(CONTENT), TEXTS),
        Quad(QUOTATION, NamedNode(RDF + "type"), ag("Quotation"), ENTRY),
        Quad(QUOTATION, term("oa:exact"), Literal(QUOTE), ENTRY),
        Quad(QUOTATION, term("oa:start"), Literal(START), ENTRY),
        Quad(QUOTATION, term("oa:end"), Literal(START + len(QUOTE)), ENTRY),
        Quad(QUOTATION, term("prov:wasDerivedFrom"), TEXT, ENTRY),
    )


def replace(store: Store, subject: NamedNode, predicate: NamedNode, *values: Literal) -> None:
    """Put other values in the place of those of a property."""
    found = list(store.quads_for_pattern(subject, predicate, None))
    for quad in found:
        store.remove(quad)
    store.extend(Quad(subject, predicate, value, found[0].graph_name) for value in values)


def codes(problems: list[Problem]) -> list[tuple[str, str]]:
    """Return what is wrong with what."""
    return [(problem.focus, problem.code) for problem in problems]


# ---------------------------------------------------------------- quotes


def test_sound_quote_is_verified(store: Store) -> None:
    """A quote behind a sign of four bytes stands where it says."""
    assert verify_quotes(store) == []


def test_one_changed_letter_is_found(store: Store) -> None:
    """One letter of the text outside every quote breaks the checksum."""
    replace(store, TEXT, ag("content"), Literal(CONTENT.replace("lamp", "lump")))
    assert codes(verify_quotes(store)) == [(TEXT.value, "text-changed")]


def test_changed_quote_is_found(store: Store) -> None:
    """A quote that says something else differs, and the message shows both wordings."""
    replace(store, QUOTATION, term("oa:exact"), Literal("neither likes the quiet"))
    (problem,) = verify_quotes(store)
    assert problem.code == "quote-differs"
    assert problem.text == TEXT.value
    assert "“neither minds the quiet”, not “neither likes the quiet”" in problem.message
    assert problem.fix


def test_shifted_quote_is_found(store: Store) -> None:
    """A quote that starts one sign too early differs; so does one with an end before its start."""
    replace(store, QUOTATION, term("oa:start"), Literal(START - 1))
    assert codes(verify_quotes(store)) == [(QUOTATION.value, "quote-differs")]
    replace(store, QUOTATION, term("oa:start"), Literal(-5))
    assert codes(verify_quotes(store)) == [(QUOTATION.value, "quote-differs")]


@pytest.mark.parametrize("name", ["exact", "start", "end"])
def test_quote_without_a_place_is_found(store: Store, name: str) -> None:
    """A quote, a start and an end are needed, once each, and offsets are numbers."""
    other = Literal("elsewhere")
    replace(store, QUOTATION, term(f"oa:{name}"), Literal("1"), other)
    assert codes(verify_quotes(store)) == [(QUOTATION.value, "quote-incomplete")]
    replace(store, QUOTATION, term(f"oa:{name}"))
    assert codes(verify_quotes(store)) == [(QUOTATION.value, "quote-incomplete")]


def test_missing_text_is_found(store: Store) -> None:
    """A quote whose text is not there is not verified by silence."""
    replace(store, TEXT, ag("content"))
    assert verify_quotes(store) == [
        Problem(
            TEXT.value,
            TEXT.value,
            "text-missing",
            "the text of 1 quote is not in the dataset",
        )
    ]


def test_quote_of_no_text_is_found(store: Store) -> None:
    """A quote that names no text has nothing to stand in."""
    lost = NamedNode(BASE + "quotation/lost")
    store.extend(typed(lost, "Quotation"))
    (problem,) = verify_quotes(store)
    assert (problem.focus, problem.code) == (lost.value, "text-missing")
    assert not problem.text


def test_text_under_a_wrong_name_is_found(store: Store) -> None:
    """The IRI of a text ends in the checksum of its bytes."""
    replace(store, TEXT, ag("sha256"), Literal("0" * 64))
    assert codes(verify_quotes(store)) == [(TEXT.value, "text-misnamed")]


def test_text_without_checksum_is_found(store: Store) -> None:
    """A text without a checksum, or with two, is not vouched for."""
    replace(store, TEXT, ag("contentSha256"), Literal(SHA256), Literal("0" * 64))
    assert codes(verify_quotes(store)) == [(TEXT.value, "text-changed")]
    replace(store, TEXT, ag("contentSha256"))
    assert codes(verify_quotes(store)) == [(TEXT.value, "text-changed")]


def test_quote_in_two_graphs_is_one_quote(store: Store) -> None:
    """The same quotation in two graphs is not a contradiction."""
    copies = [
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(GRAPH + "copy"))
        for quad in store.quads_for_pattern(QUOTATION, None, None)
    ]
    store.extend(copies)
    assert verify_quotes(store) == []


def test_other_things_derived_from_a_text_are_no_quotes(store: Store) -> None:
    """Only a quotation is held against the text."""
    store.add(Quad(ENTRY, term("prov:wasDerivedFrom"), TEXT, PROVENANCE))
    assert verify_quotes(store) == []


# ---------------------------------------------------------------- rules


def test_check_reports_level_focus_message_and_remedy() -> None:
    """A violation says what is wrong with which node, and what to do."""
    alias, entry = NamedNode(BASE + "alias/hush"), NamedNode(BASE + "entry/quiet")
    found = run_checks(store_of(Quad(alias, ag("aliasOf"), entry, ENTRY), *_edge("aliasOf")))
    expected = next(check for check in read_checks() if check.name == "edge-without-statement")
    assert [one for one in found if one.check == expected.name] == [
        Violation(
            check="edge-without-statement",
            level="error",
            focus=alias.value,
            message=f"no statement asserts alias-of to <{entry.value}>",
            fix=expected.fix,
        )
    ]


def _edge(name: str) -> list[Quad]:
    """Declare an edge as the ontology does."""
    ontology = NamedNode(GRAPH + "ontology")
    return [
        Quad(ag(name), NamedNode(RDF + "type"), term("owl:ObjectProperty"), ontology),
        Quad(ag(name), term("skos:notation"), Literal("alias-of"), ontology),
    ]


def test_curated_tables_need_no_statements() -> None:
    """Edges of the graphs of sources, works and studies carry their source in the table."""
    for graph in ("sources", "works", "studies", "concepts", "provenance"):
        edge = Quad(NamedNode(BASE + "a"), ag("aliasOf"), TEXT, NamedNode(GRAPH + graph))
        found = run_checks(store_of(edge, *_edge("aliasOf")))
        assert "edge-without-statement" not in {one.check for one in found}


def test_violations_come_in_one_order() -> None:
    """Two runs over the same data in another order give the same list."""
    labels = [
        Quad(NamedNode(BASE + f"trait/{name}"), NamedNode(RDFS + "label"), Literal(name), ENTRY)
        for name in "dcba"
    ]
    assert run_checks(store_of(*labels)) == run_checks(store_of(*reversed(labels)))
    assert [one.focus for one in run_checks(store_of(*labels))] == [
        f"{BASE}trait/{name}" for name in "abcd"
    ]


def test_blank_node_is_named_as_one() -> None:
    """A blank node is shown with the sign that says so."""
    found = run_checks(store_of(*typed(BlankNode("x"), "Trait")))
    assert {one.focus for one in found if one.check == "blank-node"} == {"_:x"}


def test_own_checks_can_be_run(tmp_path: Path) -> None:
    """A folder of checks of one's own is read and run like ours."""
    path = tmp_path / "odd-violation.rq"
    path.write_text(
        "# level: info\n# why: Because.\n# fix: Look.\n"
        'SELECT ?focus ?problem WHERE { ?focus a ?class BIND("odd" AS ?problem) }',
        encoding="utf-8",
    )
    checks = read_checks(tmp_path)
    assert [check.name for check in checks] == ["odd"]
    found = run_checks(store_of(*typed(QUOTATION, "Quotation")), checks)
    assert found == [Violation("odd", "info", QUOTATION.value, "odd", "Look.")]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("# why: A.\n# fix: B.\n", "lacks level"),
        ("# level: error\n", "lacks why and fix"),
        ("# level: severe\n# why: A.\n# fix: B.\n", "lacks a known level"),
    ],
)
def test_check_without_header_is_refused(tmp_path: Path, header: str, said: str) -> None:
    """A check that does not explain itself is not run, and the message says what it lacks."""
    (tmp_path / "bad-violation.rq").write_text(header + "SELECT * {}", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_checks(tmp_path)


def test_no_checks_find_nothing(store: Store) -> None:
    """An empty list of checks is not the same as the default."""
    nothing: list[Check] = []
    assert run_checks(store, nothing) == []


# ---------------------------------------------------------------- shapes


def test_result_says_shape_focus_path_and_value() -> None:
    """A result names the shape, the node, the property and the value."""
    alias, entry = NamedNode(BASE + "alias/hush"), NamedNode(BASE + "trait/quiet")
    quads = [*typed(alias, "Alias"), *typed(entry, "Trait")]
    assert validate_shapes(store_of(*quads, Quad(alias, ag("aliasOf"), entry, ENTRY))) == [
        ShapeResult(
            shape="AliasShape-aliasOf",
            severity="Violation",
            focus=alias.value,
            path=AG + "aliasOf",
            value=entry.value,
            message="An alias names at least one entry.",
        )
    ]


def test_subclasses_are_known_without_the_ontology_in_the_store() -> None:
    """A pairing counts as an entry also where nobody loaded the ontology."""
    alias, pairing = NamedNode(BASE + "alias/hush"), NamedNode(BASE + "pairing/a-b")
    quads = [*typed(alias, "Alias"), *typed(pairing, "Pairing")]
    assert validate_shapes(store_of(*quads, Quad(alias, ag("aliasOf"), pairing, ENTRY))) == []


def test_violations_stand_before_warnings() -> None:
    """What makes a dataset unsound comes first."""
    cycle, attribute = NamedNode(BASE + "cycle/a"), NamedNode(BASE + "attribute/z")
    results = validate_shapes(
        store_of(*typed(cycle, "ConflictCycle"), *typed(attribute, "Attribute"))
    )
    assert [result.severity for result in results] == ["Violation", "Warning"]


def test_texts_are_not_validated() -> None:
    """Whole pages never reach the validator, wherever they are stored; long literals are cut."""
    page = "quiet " * 100_000
    shapes = Graph().parse(resource("ontology", "shapes.ttl"))
    graph = _to_rdflib(
        store_of(
            Quad(TEXT, ag("content"), Literal("page " + page), TEXTS),
            Quad(TEXT, ag("content"), Literal("page " + page), ENTRY),
            Quad(TEXT, ag("claims"), Literal(page, language="en"), ENTRY),
        ),
        shapes,
    )
    seen = [str(object_) for object_ in graph.objects()]
    assert [text for text in seen if text.startswith("page ")] == []
    assert max(map(len, seen)) < 5_000
    assert any(text.startswith("quiet quiet") for text in seen)


def test_terms_that_rdflib_does_not_know_are_left_out() -> None:
    """A triple term of RDF 1.2 does not stop the validation."""
    triple = Triple(QUOTATION, ag("status"), ag("weak"))
    reifies = NamedNode(RDF + "reifies")
    assert validate_shapes(store_of(Quad(ENTRY, reifies, triple, ENTRY))) == []


def test_numbers_are_validated_as_written() -> None:
    """Leading zeros and other spellings of a number are not a violation."""
    phase = NamedNode(BASE + "phase/a")
    one = Literal("01", datatype=term("xsd:integer"))
    assert (
        validate_shapes(store_of(*typed(phase, "Phase"), Quad(phase, ag("order"), one, ENTRY)))
        == []
    )
