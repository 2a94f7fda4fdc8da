"""Every shape and every check has a message, an example that passes and one that fails."""

from __future__ import annotations

import re
from functools import cache

import pyoxigraph
import pytest

from attachgraph.rdf.namespaces import AG, PREFIXES
from attachgraph.validation.rules import Check, read_checks, run_checks
from attachgraph.validation.shacl import validate_shapes
from tests.contract.ontology_files import (
    EXAMPLES,
    ONTOLOGY,
    Description,
    describe,
    english,
    load_example,
    terms,
    terms_of_type,
    values,
)

SHAPES = "https://w3id.org/attachgraph/shapes#"
CHECKS = read_checks()
WHOLE = "whole-entry"


@cache
def shapes() -> dict[str, Description]:
    """Return the shapes by name."""
    return {
        subject.removeprefix(SHAPES): description
        for subject, description in describe("shapes.ttl").items()
        if subject.startswith(SHAPES)
    }


def is_property(name: str) -> bool:
    """Tell a property shape from a node shape."""
    return PREFIXES["sh"] + "PropertyShape" in values(shapes()[name], "rdf:type")


def judges_nodes(name: str) -> bool:
    """Tell whether a node shape asks something of the node itself."""
    return bool(values(shapes()[name], "sh:nodeKind"))


NODE_SHAPES = sorted(name for name in shapes() if not is_property(name))
PROPERTY_SHAPES = sorted(name for name in shapes() if is_property(name))
FAILING = sorted(PROPERTY_SHAPES + [name for name in NODE_SHAPES if judges_nodes(name)])


def test_shape_says_what_is_wrong() -> None:
    """A shape has one English message, one sentence, and one severity."""
    for name in sorted(shapes()):
        (message,) = english(shapes()[name], "sh:message")
        assert message.endswith("."), name
        (severity,) = values(shapes()[name], "sh:severity")
        assert severity.removeprefix(PREFIXES["sh"]) in {"Violation", "Warning", "Info"}, name


def targets(name: str) -> set[str]:
    """Return the classes that a node shape looks at, by class or as the domain of a property."""
    found = set(values(shapes()[name], "sh:targetClass"))
    for property_ in values(shapes()[name], "sh:targetSubjectsOf"):
        found |= set(values(terms()[property_.removeprefix(AG)], "rdfs:domain"))
    return {value.removeprefix(AG) for value in found}


def test_node_shape_is_named_after_its_class() -> None:
    """A node shape is called by its class, targets declared classes, and owns its properties."""
    for name in NODE_SHAPES:
        assert targets(name) <= terms_of_type("owl:Class"), name
        assert name == "ThingShape" or {name.removesuffix("Shape")} == targets(name), name
        owned = {value.removeprefix(SHAPES) for value in values(shapes()[name], "sh:property")}
        assert owned == {shape for shape in PROPERTY_SHAPES if shape.split("-")[0] == name}, name


def test_property_shape_has_one_path() -> None:
    """A property shape looks at one property, and is called by it."""
    for name in PROPERTY_SHAPES:
        (path,) = values(shapes()[name], "sh:path")
        local = re.split(r"[#/]", path)[-1]
        assert name.split("-")[1] in {local, "labelPerLanguage"}, name


def test_every_class_has_a_shape() -> None:
    """No class of ours escapes validation; the statuses are checked where they are used."""
    targeted = {class_ for name in NODE_SHAPES for class_ in targets(name)}
    assert terms_of_type("owl:Class") - targeted == {"Status"}


def test_every_edge_of_an_entry_has_a_shape() -> None:
    """What an edge of an entry leads to is checked; a new edge type is not forgotten."""
    looked_at = {path for name in PROPERTY_SHAPES for path in values(shapes()[name], "sh:path")}
    of_entries = {
        AG + name
        for name in terms_of_type("owl:ObjectProperty")
        if AG + "Entry" in values(terms()[name], "rdfs:domain")
        and not values(terms()[name], "owl:inverseOf")  # no build writes an inverse
    }
    assert of_entries - looked_at == set()


def test_every_example_has_a_shape_or_a_check() -> None:
    """No example lies about that nothing looks at, and none is missing."""
    checks = {check.name for check in CHECKS}
    valid = {path.stem for path in (EXAMPLES / "valid").glob("*")}
    invalid = {path.stem for path in (EXAMPLES / "invalid").glob("*")}
    assert valid == {*NODE_SHAPES, *checks, WHOLE}
    assert invalid == {*FAILING, *checks}


@pytest.mark.parametrize("name", NODE_SHAPES)
def test_valid_example_conforms(name: str) -> None:
    """The passing example of a shape passes all shapes, and has a node that the shape looks at."""
    store = load_example("valid", name)
    type_ = pyoxigraph.NamedNode(PREFIXES["rdf"] + "type")
    classes = [pyoxigraph.NamedNode(AG + class_) for class_ in targets(name)]
    assert any(any(store.quads_for_pattern(None, type_, class_)) for class_ in classes)
    assert validate_shapes(store) == []


@pytest.mark.parametrize("name", FAILING)
def test_invalid_example_fails_that_shape_alone(name: str) -> None:
    """The failing example of a shape fails it and no other, with its message and severity."""
    results = validate_shapes(load_example("invalid", name))
    assert {result.shape for result in results} == {name}
    assert {result.message for result in results} == set(english(shapes()[name], "sh:message"))
    (severity,) = values(shapes()[name], "sh:severity")
    assert {PREFIXES["sh"] + result.severity for result in results} == {severity}


def test_check_can_be_read_alone() -> None:
    """A check explains itself, binds focus and problem, and declares the prefixes that it uses."""
    for check in CHECKS:
        assert check.why.endswith("."), check.name
        assert check.fix.endswith("."), check.name
        declared = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", check.query, re.MULTILINE))
        assert declared.items() <= PREFIXES.items(), check.name
        solutions = pyoxigraph.Store().query(check.query)
        assert isinstance(solutions, pyoxigraph.QuerySolutions), check.name
        assert [variable.value for variable in solutions.variables] == ["focus", "problem"], (
            check.name
        )


def test_checks_are_all_read() -> None:
    """Every file in the folder of checks is a check, and there is at least one of each level."""
    assert len(CHECKS) == len(list((ONTOLOGY / "checks").iterdir()))
    assert [check.level for check in CHECKS] == sorted(
        (check.level for check in CHECKS), key=["error", "warning", "info"].index
    )
    assert {check.level for check in CHECKS} == {"error", "warning", "info"}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_check_tells_good_from_bad(check: Check) -> None:
    """A check finds nothing in its passing example and something in its failing one."""
    assert run_checks(load_example("valid", check.name), [check]) == []
    found = run_checks(load_example("invalid", check.name), [check])
    assert found
    assert {(one.check, one.level, one.fix) for one in found} == {
        (check.name, check.level, check.fix)
    }
    assert all(one.focus and one.message for one in found)


def test_whole_entry_passes_everything() -> None:
    """One whole entry, with every quote, conforms to all shapes and passes all checks."""
    store = load_example("valid", WHOLE)
    assert validate_shapes(store) == []
    assert run_checks(store) == []
