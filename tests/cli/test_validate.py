"""validate, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, Store
from rdflib.term import Variable

from attachgraph.building import build_in_memory
from attachgraph.rdf.namespaces import AG, GRAPH, RDF
from attachgraph.store.publishing import publish
from attachgraph.validation.report import Group, conforms, validate
from attachgraph.validation.rules import Check, read_checks, run_checks
from tests.cli.conftest import Runner
from tests.cli.examples import examples_of


def published(root: Path, folder: Path, kind: str, name: str) -> str:
    """Publish an example of the ontology, beside the ontology."""

    def fill(store: Store) -> None:
        ontology = NamedNode(GRAPH + "ontology")
        store.bulk_load(path=str(root / "ontology/attachgraph.ttl"), to_graph=ontology)
        example = root / "ontology/examples" / kind / f"{name}.ttl"
        store.bulk_load(path=str(example), to_graph=NamedNode(GRAPH + "example"))

    publish(folder, fill)
    return str(folder)


def test_sound_dataset_conforms(run: Runner, root: Path, tmp_path: Path) -> None:
    """A whole entry conforms: exit code 0, and nothing on stdout."""
    store = published(root, tmp_path / "store", "valid", "whole-entry")
    done = run("validate", "--store", store)
    assert done.returncode == 0
    assert not done.stdout
    assert done.stderr == "conforms\n"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("PairingShape-hasPartner", "shape"), ("edge-without-statement", "rule")],
)
def test_error_does_not_conform(
    run: Runner, root: Path, tmp_path: Path, name: str, kind: str
) -> None:
    """An error is told with its node, its reason and its remedy, and ends with exit code 1."""
    store = published(root, tmp_path / "store", "invalid", name)
    done = run("validate", "--store", store)
    assert done.returncode == 1
    assert f"error {name} ({kind}, 1 place)" in done.stdout
    assert "  Fix: " in done.stdout
    assert "does not conform" in done.stderr


def test_warnings_and_infos_do_not_count(run: Runner, root: Path, tmp_path: Path) -> None:
    """What is worth knowing is listed and counted, and the dataset conforms."""
    store = published(root, tmp_path / "store", "invalid", "text-without-known-licence")
    done = run("validate", "--rules", "--store", store, "--format", "json")
    report = json.loads(done.stdout)
    assert report["conforms"]
    assert {group["level"] for group in report["groups"]} == {"info"}
    assert done.returncode == 0
    assert done.stderr == "conforms: 1 info\n"


def test_only_shapes_or_only_rules(run: Runner, root: Path, tmp_path: Path) -> None:
    """Either can be asked for alone."""
    store = published(root, tmp_path / "store", "invalid", "edge-without-statement")
    rules = run("validate", "--rules", "--store", store)
    shapes = run("validate", "--shapes", "--store", store)
    assert "(rule, 1 place)" in rules.stdout
    assert "(rule," not in shapes.stdout


def test_many_equal_mistakes_are_one(run: Runner, root: Path, tmp_path: Path) -> None:
    """Three thousand nodes with one mistake are one entry with a few of them; JSON has all."""
    triples = "".join(
        f'<https://example.org/{n}> <http://www.w3.org/2000/01/rdf-schema#label> "n" .\n'
        for n in range(3_000)
    )

    def fill(store: Store) -> None:
        ontology = NamedNode(GRAPH + "ontology")
        store.bulk_load(path=str(root / "ontology/attachgraph.ttl"), to_graph=ontology)
        (tmp_path / "many.nt").write_text(triples)
        store.bulk_load(path=str(tmp_path / "many.nt"), to_graph=NamedNode(GRAPH + "many"))

    publish(tmp_path / "store", fill)
    options = ("--rules", "--store", str(tmp_path / "store"))
    done = run("validate", *options)
    assert done.returncode == 1
    assert "error label-without-language (rule, 3,000 places)" in done.stdout
    assert len(done.stdout.splitlines()) < 20
    assert "… and 2,995 more" in done.stdout
    (group,) = json.loads(run("validate", *options, "--format", "json").stdout)["groups"]
    assert group["count"] == len(group["places"]) == 3_000
    assert set(group) == {"level", "kind", "name", "message", "fix", "places", "count"}


def test_report_groups_by_what_is_wrong(root: Path) -> None:
    """Groups come with errors first, and only errors keep a dataset from conforming."""
    store = Store()
    for name in ("edge-without-statement", "alias-of-two-entries", "phase-order-has-gap"):
        path = root / "ontology/examples/invalid" / f"{name}.ttl"
        store.load(path=str(path), to_graph=NamedNode(GRAPH + name))
    store.load(path=str(root / "ontology/attachgraph.ttl"), to_graph=NamedNode(GRAPH + "ontology"))
    groups = validate(store, shapes=False)
    assert [group.level for group in groups] == sorted(
        (group.level for group in groups), key=["error", "warning", "info"].index
    )
    assert not conforms(groups)
    assert conforms([Group("warning", "rule", "x", "why", "fix", ())])


@pytest.mark.parametrize("example", examples_of("validate")[:1])
def test_examples_of_the_help_run(run: Runner, example: list[str]) -> None:
    """What the help shows works on the bundled dataset, which conforms."""
    done = run(*example, ATTACHGRAPH_STORE="")
    assert done.returncode == 0, done.stdout
    told, verdict = done.stderr.splitlines()
    assert told.startswith("from the bundled dataset, version ")
    assert verdict.startswith("conforms")


def without_a_statement(root: Path, folder: Path) -> str:
    """Publish an entry of ours in which one edge has lost its statement's own edge."""
    whole = build_in_memory([str(root / "data/entries/avoidant-secure.md")], only=True)
    statement = next(
        quad.subject
        for quad in whole.quads_for_pattern(
            None, NamedNode(RDF + "predicate"), NamedNode(AG + "hasPhase")
        )
    )

    def fill(store: Store) -> None:
        store.extend(quad for quad in whole if quad.subject != statement)

    publish(folder, fill)
    return str(folder)


def test_each_format_names_file_and_line(run: Runner, root: Path, tmp_path: Path) -> None:
    """People, programs, editors and RDF are told the same place in the text, and how to mend it."""
    store = without_a_statement(root, tmp_path / "store")
    options = ("validate", "--rules", "--store", store)
    text = run(*options)
    assert text.returncode == 1
    assert "(avoidant-secure.md:" in text.stdout
    groups = json.loads(run(*options, "--format", "json").stdout)["groups"]
    group = next(one for one in groups if one["name"] == "edge-without-statement")
    place = group["places"][0]
    assert place["file"] == "avoidant-secure.md"
    lines = (root / "data/entries/avoidant-secure.md").read_text(encoding="utf-8").splitlines()
    assert 0 < place["line"] <= len(lines)
    sarif = json.loads(run(*options, "--format", "sarif").stdout)
    assert sarif["version"] == "2.1.0"
    (one,) = sarif["runs"]
    rules = {rule["id"] for rule in one["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in one["results"]} == rules
    places = [
        result["locations"][0]["physicalLocation"]
        for result in one["results"]
        if result["ruleId"] == "edge-without-statement"
    ]
    assert places[0]["artifactLocation"]["uri"] == "avoidant-secure.md"
    assert places[0]["region"]["startLine"] == place["line"]
    report = rdflib.Graph().parse(data=run(*options, "--format", "turtle").stdout, format="turtle")
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    assert str(next(report.objects(None, shacl.conforms))) == "false"
    assert rdflib.Literal(f"avoidant-secure.md:{place['line']}") in set(report.objects())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("check", read_checks(), ids=lambda check: check.name)
def test_both_engines_agree(root: Path, check: Check) -> None:
    """Each rule finds the same nodes in rdflib's engine and in Oxigraph's, on its example."""
    example = root / "ontology/examples/invalid" / f"{check.name}.ttl"
    ontology = root / "ontology/attachgraph.ttl"
    if not example.exists():
        example = example.with_suffix(".trig")
    store = Store()
    store.load(path=str(ontology), to_graph=NamedNode(GRAPH + "ontology"))
    store.load(path=str(example), to_graph=NamedNode(GRAPH + "example"))
    dataset = rdflib.Dataset(default_union=True)
    for quad in store:
        name = rdflib.URIRef(str(quad.graph_name).strip("<>"))
        dataset.graph(name).parse(data=f"{quad.triple} .", format="nt")
    ours = {one.focus for one in run_checks(store, [check])}
    theirs = {str(row[Variable("focus")]) for row in dataset.query(check.query).bindings}
    assert ours
    if check.name == "blank-node":  # each engine names blank nodes in its own way
        assert theirs
    else:
        assert ours == theirs
