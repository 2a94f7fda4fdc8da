"""A profile says how a thing stands by what the named questions answer, and hides no gap."""

from __future__ import annotations

import pytest

from attachgraph.bundled import bundled_store
from attachgraph.dataset.lookup import Lookup
from attachgraph.query.answers import Solutions
from attachgraph.query.run import run_query
from attachgraph.rdf.namespaces import BASE
from attachgraph.serve.panels import Panel, panels_of


def profile(path: str) -> dict[str, Panel]:
    """Draw up the panels of a thing of the bundled dataset."""
    store = bundled_store()
    return {panel.key: panel for panel in panels_of(store, Lookup(store), BASE + path)}


def test_panels_are_the_answers_to_their_queries() -> None:
    """The query of a panel gives as many rows as it counts, and those to be careful with lead."""
    panels = profile("pairing/avoidant-secure")
    claims = panels["list-claims-about"]
    answer = run_query(bundled_store(), claims.query)
    assert isinstance(answer, Solutions)
    assert len(list(answer)) == claims.size == sum(claims.tally.values()) > len(claims.rows)
    assert claims.rows[0]["status"].text in {"contradicted", "unsupported", "disputed"}
    assert claims.rows[0]["wording"].id.startswith("claim/")
    assert "claim" not in claims.columns  # its name is its wording


@pytest.mark.parametrize(
    ("path", "key", "column"),
    [
        ("style/avoidant", "list-claims-about", "wording"),
        ("concept/cortisol", "list-results-on-variable", "summary"),
        ("source/overall-simpson-struthers-2013", "list-results-of-source", "stance"),
        ("claim/anxious-avoidant-worse-than-sum", "list-results-on-claim", "stance"),
        ("work/fleabag", "list-readings-of-work", "reading"),
        ("person/jeffry-a-simpson", "list-works-of-person", "title"),
    ],
)
def test_each_kind_has_panels(path: str, key: str, column: str) -> None:
    """What a reader wants to know first of each kind of thing is asked."""
    panel = profile(path)[key]
    assert panel.size
    assert any(row[column].text for row in panel.rows)


@pytest.mark.parametrize(
    ("path", "key", "thing"),
    [
        ("claim/attachment-is-stable", "list-results-on-claim", "result"),
        ("claim/insecurity-lowers-quality", "list-results-on-claim", "result"),
        ("pairing/avoidant-secure", "list-samples-by-design", "sample"),
        ("source/chopik-2019", "list-results-of-source", "result"),
    ],
)
def test_things_are_counted_and_not_their_rows(path: str, key: str, thing: str) -> None:
    """A result or sample with several rows counts once, in the number and in how they stand."""
    panel = profile(path)[key]
    answer = run_query(bundled_store(), panel.query)
    assert isinstance(answer, Solutions)
    rows = [dict(zip(answer.variables, row, strict=True)) for row in answer]
    things = {row[thing] for row in rows}
    assert panel.size == len(things) < len(rows) == panel.length
    standings = {(row[thing], row["stance"]) for row in rows if row.get("stance")}
    assert sum(panel.tally.values()) == len(standings)


def test_gap_is_an_answer() -> None:
    """A question without an answer is counted as such, not left out."""
    assert profile("concept/cortisol")["list-works-depicting-pairing"].size == 0
