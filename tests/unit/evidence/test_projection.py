"""Results on both partners' dimensions are carried over to the pairings that lie there."""

from __future__ import annotations

import pyoxigraph
import pytest

from attachgraph.building import build_in_memory
from attachgraph.evidence.model import Result
from attachgraph.evidence.projection import projected_pairs, styles_within
from attachgraph.rdf.namespaces import AG
from attachgraph.resources import resource


def result(predictor: str, whose: str, moderator: str = "") -> Result:
    """Make a result of which only the predictor matters."""
    return Result("r", "s", "It fell.", predictor=predictor, whose=whose, moderator=moderator)


@pytest.mark.parametrize(
    ("variable", "styles"),
    [
        ("anxiety", ("anxious", "fearful")),
        ("avoidant-one-category", ("avoidant", "fearful")),
        ("dismissing", ("avoidant",)),
        ("satisfaction", ()),
        ("insecurity", ()),
    ],
)
def test_styles_are_regions_of_the_dimensions(variable: str, styles: tuple[str, ...]) -> None:
    """Fearful people are high on both; what is not a region holds no style."""
    assert styles_within(variable) == styles


def test_an_interaction_reaches_every_pairing_in_its_corner() -> None:
    """Anxiety of the one with avoidance of the other: four pairings, each once."""
    assert projected_pairs(result("anxiety", "interaction", "avoidance")) == [
        ("anxious", "avoidant"),
        ("anxious", "fearful"),
        ("avoidant", "fearful"),
        ("fearful", "fearful"),
    ]


def test_one_partners_dimension_is_carried_over_to_no_pairing() -> None:
    """It holds whoever the other is, so it says nothing of a pairing."""
    assert projected_pairs(result("anxiety", "own")) == []
    assert projected_pairs(result("anxiety", "own", "avoidance")) == []


def test_the_published_rule_gives_what_the_dataset_holds() -> None:
    """Python projects when the dataset is written, SPARQL says the same to everybody."""
    store = build_in_memory()
    rule = resource("ontology", "rules", "project-dimensions.rq").read_text(encoding="utf-8")
    triples = store.query(rule, use_default_graph_as_union=True)
    assert isinstance(triples, pyoxigraph.QueryTriples)
    held = store.quads_for_pattern(None, pyoxigraph.NamedNode(f"{AG}projectedFrom"), None)
    expected = {(str(quad.subject), str(quad.object)) for quad in held}
    assert {(str(triple.subject), str(triple.object)) for triple in triples} == expected
    assert len(expected) > 20
