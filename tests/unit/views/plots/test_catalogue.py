"""The figures: they show what is in the data, are written the same every time, and can be heard."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET  # noqa: S405 - it reads what we wrote

import pytest
from pyoxigraph import Store

import attachgraph
from attachgraph.dataset.coverage import coverage
from attachgraph.dataset.results import STANCES, by_claim
from attachgraph.errors import MissingError, UsageError
from attachgraph.evidence.shipped import shipped_evidence
from attachgraph.network.corpus import Corpus
from attachgraph.views.plots.catalogue import PLOTS, make_plot
from attachgraph.views.plots.figure import Plot
from tests.unit.network.small import corpus
from tests.unit.network.test_projections import cycle, orders

SVG = "{http://www.w3.org/2000/svg}"
PAIRING = "https://w3id.org/attachgraph/pairing/avoidant-secure"
HOSTILE = "$\\frac{a}{$ <script>alert(1)</script> & \x1b[2J\u202e 🙂"
RENDERED = (
    *(("cycle", "avoidant-secure", form) for form in ("svg", "pdf", "png")),
    ("heat-map", None, "svg"),
    ("timeline", None, "svg"),
)
RENDER_ALL = f"""
import hashlib, sys, attachgraph, pyoxigraph
store = pyoxigraph.Store()
store.load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_QUADS)
graph = attachgraph.load(store)
for name, about, form in {RENDERED!r}:
    print(hashlib.sha256(graph.plot(name, about).render(form)).hexdigest())
"""


@pytest.fixture(scope="module")
def graph() -> attachgraph.Graph:
    """Open the bundled dataset."""
    return attachgraph.load()


def made(graph: attachgraph.Graph, name: str) -> Plot:
    """Make a figure of the bundled dataset."""
    return graph.plot(name, "avoidant-secure" if PLOTS[name].about == "must" else None)


@pytest.mark.parametrize("name", PLOTS)
def test_graphics_say_what_they_show(graph: attachgraph.Graph, name: str) -> None:
    """The SVG is well formed, has title and description for a screen reader, and no date."""
    plot = made(graph, name)
    svg = plot.render("svg")
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert root.get("role") == "img"
    assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    assert (root[0].text, root[1].text) == (plot.title, plot.alt)
    assert b"<dc:date>" not in svg
    assert not list(root.iter(f"{SVG}text"))  # letters are drawn: no font is needed
    assert plot.caption.endswith(".")
    assert plot.alt.endswith(".")


def test_same_data_same_bytes(root: Path, store: Store) -> None:
    """Another process with another hash seed writes the same bytes in every format."""
    graph = attachgraph.load(store)
    here = [
        hashlib.sha256(graph.plot(name, about).render(form)).hexdigest()
        for name, about, form in RENDERED
    ]
    there = subprocess.run(
        [sys.executable, "-c", RENDER_ALL, root / "tests/fixtures/graph.nq"],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.split() == here


def test_heat_map_has_the_numbers_of_gaps(graph: attachgraph.Graph) -> None:
    """What the cells say is what the grid of gaps counts."""
    alt = graph.plot("heat-map").alt
    for cell in coverage(graph.store):
        label = "-".join(style.capitalize() for style in sorted(cell.labels))
        assert f"{label} Relationship: {cell.samples}, {cell.direct} direct" in alt


def test_results_are_those_of_the_tables(graph: attachgraph.Graph) -> None:
    """Every line on a claim about a pairing is there, with stance and directness of the tables."""
    evidence = shipped_evidence()
    wanted = {c.id for c in evidence.claims.values() if "pairing:avoidant-secure" in c.about}
    expected = sorted(
        (evidence.results[one.result].finding, STANCES[one.stance], one.direct)
        for one in evidence.lines
        if one.claim in wanted
    )
    found = [
        (result.summary, bearing.stance, bearing.direct)
        for result, bearing in by_claim(graph.corpus().results_on(PAIRING))
        if PAIRING in bearing.about
    ]
    assert sorted(found) == expected


def test_years_that_were_not_seen_are_counted_not_guessed(graph: attachgraph.Graph) -> None:
    """The caption says how many results the timeline leaves out."""
    rows = by_claim(graph.corpus().studied)
    without = len({row.iri for row, _ in rows if row.year is None})
    assert without
    assert f"{without} of sources whose year was not seen are left out" in (
        graph.plot("timeline").caption
    )


def test_figures_of_results_count_each_result_once(graph: attachgraph.Graph) -> None:
    """What bears on two claims is drawn twice and is one result; no caption denies effect sizes."""
    rows = by_claim(graph.corpus().studied)
    results = len({row.iri for row, _ in rows})
    assert results < len(rows)
    assert f"({results} results, {len(rows)} times" in graph.plot("timeline").caption
    table = graph.plot("results", "anxious-avoidant").caption
    assert "records none" not in table
    assert graph.ask("ASK { ?result ag:effectValue ?value }")


def test_loop_tells_the_moves_in_their_order(graph: attachgraph.Graph) -> None:
    """The text for those who cannot see it names each move with its partner."""
    alt = graph.plot("cycle", "secure-avoidant").alt
    places = [alt.index(words) for words in ("1. secure", "2. avoidant", "3. secure", "again")]
    assert places == sorted(places)


def test_figures_need_to_know_of_what_and_only_those(graph: attachgraph.Graph) -> None:
    """A missing name, a name too many and an unknown figure are told with what to do."""
    with pytest.raises(UsageError, match="needs to know of what"):
        graph.plot("cycle")
    with pytest.raises(UsageError, match="about the whole dataset"):
        graph.plot("heat-map", "secure")
    with pytest.raises(MissingError, match="no figure “pie”"):
        graph.plot("pie")
    with pytest.raises(UsageError, match="cannot be written as “gif”"):
        graph.plot("heat-map").render("gif")


def small(label: str = "") -> Corpus:
    """Build a pairing with a cycle of seven moves and a result, all called the same."""
    made = corpus(
        "p1 has-partner r1a",
        "p1 has-partner r1b",
        "r1a style y1",
        "r1b style y2",
        *cycle("p1", "abababa"),
        "f1 about p1",
        "p2 mentions c1",
        literals={
            **orders("p1", 7),
            "w1 ag:trigger": label or "x",
            "f1 rdfs:label": label or "c1",
        },
    )
    for node in made.graph:
        made.graph.nodes[node]["label"] = label or node
    return made


@pytest.mark.parametrize("name", PLOTS)
def test_hostile_words_are_only_words(name: str) -> None:
    """Formulas, markup, controls and letters without a glyph neither run nor stop the figure."""
    plot = make_plot(small(HOSTILE), name, "p1" if PLOTS[name].about == "must" else None)
    assert plot.render("pdf")
    svg = plot.render("svg")
    assert b"<script" not in svg
    ET.fromstring(svg)  # noqa: S314 - our own


@pytest.mark.parametrize("name", [name for name, kind in PLOTS.items() if kind.about != "must"])
def test_an_empty_dataset_gives_an_empty_figure(name: str) -> None:
    """Nothing to show is a figure that says so, not a crash."""
    assert make_plot(corpus(), name).render("svg")


def test_a_pairing_without_results_has_an_empty_table() -> None:
    """The table says that there is none."""
    plot = make_plot(corpus("p1 mentions c1"), "results", "p1")
    assert plot.render("svg")
    assert plot.alt == "No result on p1."


def test_a_figure_leaves_the_style_of_the_caller_alone() -> None:
    """What a researcher has set for figures of their own is as it was, and does not reach ours."""
    import matplotlib as mpl

    plot = make_plot(small(), "heat-map")
    before = plot.render("svg")
    with mpl.rc_context({"font.size": 30, "svg.hashsalt": "mine"}):
        assert plot.render("svg") == before
        assert mpl.rcParams["font.size"] == 30
    assert plot.figure().axes
    assert plot._repr_svg_().startswith("<?xml")


def test_figure_is_saved_in_the_format_of_its_name(tmp_path: Path) -> None:
    """The suffix decides, in capitals as well; any other is refused before it is written."""
    plot = make_plot(small(), "heat-map")
    for name, start in (("a.svg", b"<?xml"), ("a.PDF", b"%PDF"), ("a.png", b"\x89PNG")):
        plot.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(UsageError, match="cannot be written"):
        plot.save(tmp_path / "a.docx")
