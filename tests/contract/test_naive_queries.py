"""Questions of people who have not read the manual get answers that are right.

The answers are worked out from the CSV files, row by row, without the reader of the package.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Final

import pytest

import attachgraph
from attachgraph.evidence.shipped import shipped_standings
from attachgraph.resources import resource
from attachgraph.validation.rules import read_checks, run_checks

CLAIM: Final = "attachment-is-stable"
Row = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    """Read a table as a spreadsheet shows it."""
    with resource("data", f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def results(**cells: str) -> set[str]:
    """Name the results in whose first row these cells stand."""
    first: dict[str, Row] = {}
    for row in rows("results"):
        first.setdefault(row["id"], row)
    return {
        name
        for name, row in first.items()
        if all(value in row[column].split() for column, value in cells.items())
    }


def total(column: str) -> int:
    """Add a column of the samples up: each sample is one row."""
    return sum(int(row[column] or 0) for row in rows("samples"))


def samples_on(claim: str) -> set[str]:
    """Name the samples in which something was found that bears on a claim."""
    first: dict[str, Row] = {}
    for row in rows("results"):
        first.setdefault(row["id"], row)
    own = {row["id"]: row["samples"].split() for row in rows("studies")}
    bearing = {row["id"] for row in rows("results") if row["claim"] == claim}
    found = (first[name]["samples"].split() or own[first[name]["study"]] for name in bearing)
    return {sample for names in found for sample in names}


def about(part: str, status: str = "") -> set[str]:
    """Name the claims about something, perhaps those with a status."""
    return {
        row["id"]
        for row in rows("claims")
        if any(part in key for key in row["about"].split())
        and status in {"", shipped_standings()[row["id"]].status}
    }


def by_overall() -> int:
    """Count the publications that have Overall among their authors."""
    library = json.loads(resource("data", "library.json").read_text(encoding="utf-8"))
    people = ([a.get("family", "") for a in item.get("author", [])] for item in library)
    return sum("Overall" in names for names in people)


def supporting(key: str) -> int:
    """Count the results that support a claim about something."""
    return len(
        {r["id"] for r in rows("results") if r["stance"] == "supports" and r["claim"] in about(key)}
    )


STANCE: Final = "<https://w3id.org/attachgraph/codebook/stance/supports>"
CODE: Final = "https://w3id.org/attachgraph/codebook"
#: What is asked, and how the answer is found in the tables.
QUESTIONS: Final[dict[str, tuple[str, Callable[[], int]]]] = {
    "styles": ("SELECT (COUNT(*) AS ?n) { ?s a ag:AttachmentStyle }", lambda: 4),
    "pairings": (
        "SELECT (COUNT(*) AS ?n) { ?p a ag:Pairing }",
        lambda: len({"-".join(sorted((a, b))) for a in "ABCD" for b in "ABCD"}),
    ),
    "results on avoidance": (
        "SELECT (COUNT(*) AS ?n) { ?r a ag:Result ; ag:predictor concept:attachment-avoidance }",
        lambda: len(results(predictor="avoidance")),
    ),
    "results for claims about a pairing": (
        (
            f"SELECT (COUNT(DISTINCT ?r) AS ?n) {{ ?line ag:stance {STANCE} ; ag:fromResult ?r ;"
            " ag:bearsOn/ag:about pairing:anxious-avoidant }"
        ),
        lambda: supporting("pairing:anxious-avoidant"),
    ),
    "couples in all": ("SELECT (SUM(?c) AS ?n) { ?x ag:couples ?c }", lambda: total("couples")),
    "persons in all": ("SELECT (SUM(?c) AS ?n) { ?x ag:persons ?c }", lambda: total("persons")),
    "supported claims about pairings": (
        (
            "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a ag:Claim ; ag:status ag:supported ;"
            " ag:about ?p . ?p a ag:Pairing }"
        ),
        lambda: len(about("pairing:", "supported")),
    ),
    "disputed claims about a pairing": (
        (
            "SELECT (COUNT(*) AS ?n) { ?c a ag:Claim ; ag:about pairing:anxious-avoidant ;"
            " ag:status ag:disputed }"
        ),
        lambda: len(about("pairing:anxious-avoidant", "disputed")),
    ),
    "null results": (
        f"SELECT (COUNT(*) AS ?n) {{ ?r ag:direction <{CODE}/direction/none> }}",
        lambda: len(results(direction="none")),
    ),
    "results measured with the ECR": (
        (
            "SELECT (COUNT(DISTINCT ?r) AS ?n) { ?r ag:predictorMeasure/ag:instrument"
            " concept:experiences-in-close-relationships }"
        ),
        lambda: len(results(predictor_measure="ecr") - results(predictor="")),
    ),
    "meta-analyses": (
        f"SELECT (COUNT(*) AS ?n) {{ ?s ag:design <{CODE}/design/meta-analysis> }}",
        lambda: sum("meta-analysis" in row["design"].split() for row in rows("studies")),
    ),
    "papers by Overall": (
        (
            "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ag:Source ; dcterms:creator/rdfs:label ?who ."
            ' FILTER(CONTAINS(?who, "Overall")) }'
        ),
        by_overall,
    ),
    "popular claims": (
        "SELECT (COUNT(*) AS ?n) { ?c a ag:Claim ; ag:popular true }",
        lambda: sum(row["popular"] == "yes" for row in rows("claims")),
    ),
    "claims about fearful pairs": (
        (
            "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a ag:Claim ; ag:about ?p ."
            ' ?p a ag:Pairing . FILTER(CONTAINS(STR(?p), "fearful")) }'
        ),
        lambda: len(about("fearful") & about("pairing:")),
    ),
    "samples for the claim with most": (
        "SELECT (MAX(?f) AS ?n) { ?c ag:samplesFor ?f }",
        lambda: max(found.counts.for_ for found in shipped_standings().values()),
    ),
    "studies": ("SELECT (COUNT(*) AS ?n) { ?s a ag:Study }", lambda: len(rows("studies"))),
    "samples": ("SELECT (COUNT(*) AS ?n) { ?s a ag:Sample }", lambda: len(rows("samples"))),
    "results": (
        "SELECT (COUNT(*) AS ?n) { ?r a ag:Result }",
        lambda: len({row["id"] for row in rows("results")}),
    ),
    "samples that bear on a claim": (
        (
            f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?line ag:bearsOn claim:{CLAIM} ;"
            " ag:fromResult/ag:sample ?s }"
        ),
        lambda: len(samples_on(CLAIM)),
    ),
    "couples who bear on a claim": (
        (
            f"SELECT (SUM(?c) AS ?n) {{ {{ SELECT DISTINCT ?s {{ ?line ag:bearsOn claim:{CLAIM} ;"
            " ag:fromResult/ag:sample ?s } } ?s ag:couples ?c }"
        ),
        lambda: sum(
            int(row["couples"] or 0) for row in rows("samples") if row["id"] in samples_on(CLAIM)
        ),
    ),
    "results on satisfaction": (
        "SELECT (COUNT(*) AS ?n) { ?r a ag:Result ; ag:outcome concept:relationship-satisfaction }",
        lambda: len(results(outcome="satisfaction")),
    ),
    "results on the partner": (
        f"SELECT (COUNT(*) AS ?n) {{ ?r a ag:Result ; ag:predictorWhose <{CODE}/whose/partner> }}",
        lambda: len(results(whose="partner")),
    ),
    "results with an effect": (
        "SELECT (COUNT(*) AS ?n) { ?r ag:effectValue ?value }",
        lambda: len({row["id"] for row in rows("results") if row["value"]}),
    ),
    "claims on which nothing bears": (
        "SELECT (COUNT(*) AS ?n) { ?c a ag:Claim FILTER NOT EXISTS { ?line ag:bearsOn ?c } }",
        lambda: len({r["id"] for r in rows("claims")} - {r["claim"] for r in rows("results")}),
    ),
    "longitudinal studies": (
        f"SELECT (COUNT(*) AS ?n) {{ ?s ag:design <{CODE}/design/longitudinal> }}",
        lambda: sum("longitudinal" in row["design"].split() for row in rows("studies")),
    ),
    "samples from Germany": (
        'SELECT (COUNT(*) AS ?n) { ?s ag:country "DE" }',
        lambda: sum("DE" in row["country"].split() for row in rows("samples")),
    ),
}


@pytest.fixture(scope="module")
def graph() -> attachgraph.Graph:
    """Open the bundled dataset once."""
    return attachgraph.load()


@pytest.mark.parametrize("name", QUESTIONS)
def test_naive_question_is_answered_right(graph: attachgraph.Graph, name: str) -> None:
    """Whoever counts in the obvious way counts what the tables have, each thing once."""
    query, expected = QUESTIONS[name]
    (row,) = graph.query(query)
    assert int(str(row.n)) == expected()


def test_people_are_counted_once(graph: attachgraph.Graph) -> None:
    """Of two samples that share people the larger counts, of reviews none; a plain sum is told."""
    reviews = {"meta-analysis", "systematic-review", "pooled-data"}
    pools = {
        sample
        for row in rows("studies")
        if reviews & set(row["design"].split())
        for sample in row["samples"].split()
    }
    own = {row["id"]: row for row in rows("samples") if row["id"] not in pools}
    counts = {k: (int(row["couples"] or 0), int(row["persons"] or 0)) for k, row in own.items()}
    sizes = {name: (2 * couples + persons, name) for name, (couples, persons) in counts.items()}
    pairs = [(k, other) for k in own for other in own[k]["part_of"].split() if other in own]
    counted = set(own) - {min(pair, key=lambda name: sizes[name]) for pair in pairs}
    (row,) = graph.query("count-people-studied")
    assert (row.samples, row.left_out) == (len(counted), len(pools))
    assert row.couples == sum(counts[name][0] for name in counted)
    assert row.persons == sum(counts[name][1] for name in counted)
    plain = graph.query("SELECT (SUM(?c) AS ?n) { ?x ag:couples ?c }")
    assert "count-people-studied" in plain.doubts[0]
    assert not graph.query("count-people-studied").doubts


def test_no_outcome_of_a_pairing_is_a_triple_that_something_speaks_against(
    graph: attachgraph.Graph,
) -> None:
    """Who asks for outcomes, traits or sentences gets none that is contested."""
    (check,) = (each for each in read_checks() if each.name == "contested-edge-is-plain")
    assert run_checks(graph.store, [check]) == []
    assert graph.with_contested().ask("ASK { GRAPH graph:contested { ?s ?p ?o } }")


def test_a_label_leads_to_one_style(graph: attachgraph.Graph) -> None:
    """Who is called so is the style, or another name of it and of nothing else."""
    found = graph.query(
        'SELECT DISTINCT ?means { ?x rdfs:label|skos:altLabel "dismissive-avoidant attachment"@en .'
        " OPTIONAL { ?x ag:aliasOf ?entry } BIND(COALESCE(?entry, ?x) AS ?means) }"
    )
    assert {str(row.means) for row in found} <= {"https://w3id.org/attachgraph/style/avoidant"}


def test_sources_after_a_year_are_found_by_their_year(graph: attachgraph.Graph) -> None:
    """The year of a source is a year: its function gives the number."""
    library = json.loads(resource("data", "library.json").read_text(encoding="utf-8"))
    years = Counter(item["issued"]["date-parts"][0][0] for item in library if item.get("issued"))
    (row,) = graph.query(
        "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ag:Source ; dcterms:issued ?y ."
        " FILTER(YEAR(?y) > 2020) }"
    )
    assert int(str(row.n)) == sum(number for year, number in years.items() if int(year) > 2020)


@pytest.mark.parametrize(
    ("query", "instead"),
    [
        ("SELECT * { ?s dcterms:issued ?y FILTER(?y > 2020) }", "YEAR(?y)"),
        ("SELECT * { ?x cito:cites ?s }", "ag:citesSource"),
        ("SELECT * { ?study ag:hasResult ?result }", "^ag:resultOf"),
    ],
)
def test_what_only_follows_is_not_silently_nothing(
    graph: attachgraph.Graph, query: str, instead: str
) -> None:
    """Nothing is inferred unasked, and a year is not a number: an empty answer says so."""
    assert instead in "\n".join(graph.explain(query).warnings)
