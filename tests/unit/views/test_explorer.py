"""The explorer's page: complete, closed to the outside, and the same bytes every time."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from attachgraph.errors import MissingError
from attachgraph.folder import bundled_folder, read_about
from attachgraph.model import Status
from attachgraph.notice import NOTICE
from attachgraph.rdf.namespaces import AG, BASE, RDF, RDFS
from attachgraph.store.publishing import publish
from attachgraph.views import assets
from attachgraph.views.appearance import BACKGROUND, KINDS, STATUS_LOOKS, edge_look, kind_look
from attachgraph.views.drawing import DrawnEdge, DrawnNode, draw
from attachgraph.views.escaping import content_hash, script_json
from attachgraph.views.explorer import render
from attachgraph.views.label_text import canvas_label
from attachgraph.views.layout.packing import spiral
from tests.unit.unpacking import unpack
from tools import page_parts

PAIRING = BASE + "pairing/avoidant-secure"
TITLE = read_about(bundled_folder()).title


class Page(HTMLParser):
    """What a browser would see: tags with attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        """Read a whole page."""
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.title = ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append((tag, dict(attrs)))
        self._inside = tag
        if tag in {"script", "style"}:
            self.raw.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave the tag."""
        self._inside = self._inside if tag != self._inside else ""

    def handle_data(self, data: str) -> None:
        """Keep the text of scripts, styles and the title."""
        if self._inside in {"script", "style"}:
            tag, text = self.raw[-1]
            self.raw[-1] = tag, text + data
        elif self._inside == "title":
            self.title += data

    @property
    def policy(self) -> str:
        """The Content-Security-Policy."""
        return next(
            attributes["content"] or ""
            for tag, attributes in self.tags
            if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
        )


@pytest.fixture(scope="module")
def html(store: Store) -> str:
    """Render the whole dataset; test_sparql.py looks at what SPARQL adds."""
    return render(store, sparql=False)


def unpacked(html: str, what: str) -> list[str]:
    """Unpack the blocks of a page as its first script does."""
    blocks = re.findall(rf'<script [^>]*data-packed="(?:{what})"[^>]*>([^<]*)</script>', html)
    return [unpack(block).decode() for block in blocks]


def data_of(html: str) -> Any:
    """Read the data back as the page's script does."""
    [text] = unpacked(html, "data")
    return json.loads(text)


def test_only_texts_that_may_be_passed_on_are_in_the_page(root: Path) -> None:
    """Without an open licence the page has the quotes, and a few words around them."""
    quads = (root / "tests/fixtures/graph.nq").read_text(encoding="utf-8")
    closed = Store()
    closed.load(quads.replace("creativecommons.org", "example.org").encode(), RdfFormat.N_QUADS)
    data = data_of(render(closed))
    assert {text["content"] for text in data["texts"]} == {""}
    quotes = [quote for statement in data["statements"] for quote in statement["q"]]
    assert {len(quote) for quote in quotes} == {8}
    assert "Ask and retreat" in {data["strings"][quote[5]] for quote in quotes}


def test_the_overview_places_pairings_between_their_styles(html: str) -> None:
    """Both arrangements hold every style and pairing, each at a place of its own."""
    places = data_of(html)["overview"]
    assert places["wide"]["pairing/avoidant-secure"] == [0, 1]
    for arrangement in places.values():
        assert len({tuple(place) for place in arrangement.values()}) == len(arrangement) == 6


def test_the_page_is_a_complete_document(html: str) -> None:
    """A doctype, a language and a title: what pyvis leaves out."""
    assert html.startswith("<!doctype html>\n")
    page = Page(html)
    assert ("html", {"lang": "en"}) in page.tags
    assert page.title == f"{TITLE} – attachgraph explorer"
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert NOTICE in html


def test_the_page_loads_nothing(html: str) -> None:
    """No tag has an address, no style imports one, and pyvis's links to remote hosts are gone."""
    page = Page(html)
    addresses = {"src", "href", "action", "data", "poster", "srcset", "background", "formaction"}
    assert not [attributes for _, attributes in page.tags if addresses & attributes.keys()]
    assert not {"link", "img", "iframe", "object", "embed", "base"} & {tag for tag, _ in page.tags}
    styles = "".join(text for tag, text in page.raw if tag == "style")
    assert "url(" not in styles
    assert "@import" not in styles
    for text in (html, *unpacked(html, "script|later")):
        for host in ("cdnjs", "jsdelivr", "unpkg", "sourceMappingURL"):
            assert host not in text


def test_the_policy_allows_our_scripts_and_nothing_else(html: str) -> None:
    """Each inline script and style is named by its hash; the rest is refused."""
    page = Page(html)
    assert page.policy.startswith("default-src 'none'; ")
    for word in ("unsafe-inline", "unsafe-eval", "http:", "https:", "*"):
        assert word not in page.policy
    style, boot = (page.raw[0][1], page.raw[-2][1])
    run = [style, boot, *unpacked(html, "script|later")]
    assert [tag for tag, _ in page.raw] == ["style", "script", "script", "script", "script"]
    assert page.policy.count("'sha256-") == len(run)
    for text in run:
        assert content_hash(text) in page.policy


def test_the_page_stays_small(html: str) -> None:
    """What is large is packed: a page can be sent in a mail."""
    assert len(html) < 400_000


def test_no_style_or_handler_stands_in_an_attribute(html: str) -> None:
    """The policy would refuse them."""
    for _, attributes in Page(html).tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]


def test_hostile_labels_stay_data(html: str) -> None:
    """A label that closes the script element is still the label."""
    page = Page(html)
    assert [tag for tag, _ in page.raw].count("script") == 4
    assert data_of(html)["things"]["entry/hostile"]["label"] == (
        "</script><script>window.pwned = 1</script>"
    )
    assert "<script>window.pwned" not in html


def test_very_long_label_is_cut_in_the_page(store: Store) -> None:
    """A label of a megabyte, as anybody's file may hold one, makes no page of megabytes."""
    longer = Store()
    longer.extend(store)
    node, graph = NamedNode(BASE + "concept/long"), NamedNode(BASE + "graph/long")
    longer.add(Quad(node, NamedNode(RDF + "type"), NamedNode(AG + "Concept"), graph))
    label = Literal("word " * 200_000, language="en")
    longer.add(Quad(node, NamedNode(RDFS + "label"), label, graph))
    things = data_of(render(longer, sparql=False))["things"]
    assert things["concept/long"]["label"].startswith("word word")
    assert len(things["concept/long"]["label"]) <= 2_001


def test_a_hostile_name_cannot_leave_the_title(store: Store) -> None:
    """The title of a page around a node is escaped by the template."""
    page = Page(render(store, BASE + "entry/hostile", sparql=False))
    assert page.title.startswith("</script><script>window.pwned = 1</script> – ")
    assert [tag for tag, _ in page.raw].count("script") == 4


def test_the_bytes_are_the_same_under_any_hash_seed(root: Path) -> None:
    """A page can be compared with the last one."""
    program = (
        "import hashlib, sys, pyoxigraph as ox\n"
        "from attachgraph.views.explorer import render\n"
        "store = ox.Store()\n"
        "store.load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)\n"
        f"for name in (None, {PAIRING!r}):\n"
        "    print(hashlib.sha256(render(store, name).encode()).hexdigest())\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(root / "tests/fixtures/graph.nq")],
            env={"PYTHONPATH": str(root / "src"), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1


def test_the_order_of_loading_does_not_matter(root: Path, html: str) -> None:
    """Lines of N-Quads have no order, so the page has its own."""
    lines = (root / "tests/fixtures/graph.nq").read_text(encoding="utf-8").splitlines()
    store = Store()
    store.load("\n".join(reversed(lines)).encode(), format=RdfFormat.N_QUADS)
    assert render(store, sparql=False) == html


def test_every_edge_of_the_graph_is_on_the_page_with_its_words(html: str) -> None:
    """The card of an edge needs quote, section, title of the text, status and sources."""
    data = data_of(html)
    edges = data["network"]["edges"]
    [number] = [i for i, edge in enumerate(edges) if edge["type"] == "conflict-cycle"]
    [statement] = [data["statements"][n] for n in data["quotations"][number]]
    text, start, end, section, _ = statement["q"][0]
    source = data["texts"][text]
    assert source["content"][start:end] == "Ask and retreat"
    assert source["title"] == "Avoidant-Secure Relationship"
    assert data["strings"][section] == "Conflict Cycle"
    assert end - start == len("Ask and retreat")
    assert statement["st"] == "supported"
    assert statement["c"] == [["obtainsSupportFrom", "source/alder-birch-2001"]]


def test_a_symmetric_edge_is_drawn_once(html: str) -> None:
    """The store holds both directions, the picture one line without a point."""
    pairs = [edge for edge in data_of(html)["network"]["edges"] if edge["type"] == "pairs-with"]
    ends = sorted((edge["from"], edge["to"], edge["arrows"]) for edge in pairs)
    assert ends == [
        ("style/anxious", "style/anxious", ""),
        ("style/avoidant", "style/secure", ""),
    ]


def test_parallel_edges_are_all_kept(html: str) -> None:
    """A book that is cited and depicts the pairing has two edges, one of them bent."""
    edges = data_of(html)["network"]["edges"]
    both = [e for e in edges if e["from"] == "pairing/avoidant-secure"]
    both = [e for e in both if e["to"] == "source/cedar-2008"]
    assert sorted(edge["type"] for edge in both) == ["cites-source", "depicted-in"]
    assert len({edge["bend"] for edge in both}) == 2


def test_a_sentence_that_cites_a_source_draws_an_edge(html: str) -> None:
    """The citation belongs to the statement; the page draws it from the entry."""
    data = data_of(html)
    [number] = [
        i
        for i, edge in enumerate(data["network"]["edges"])
        if (edge["from"], edge["to"]) == ("pairing/avoidant-secure", "source/ivy-juniper-2021")
    ]
    behind = [data["statements"][n] for n in data["quotations"][number]]
    assert {statement["st"] for statement in behind} == {"disputed"}
    assert data["network"]["edges"][number]["status"] == "disputed"


def test_the_conflict_cycle_is_a_loop(html: str) -> None:
    """Following the moves leads back to the first, with a point on each line."""
    edges = [e for e in data_of(html)["network"]["edges"] if e["type"] == "next-move"]
    following = {edge["from"]: edge["to"] for edge in edges}
    here = start = min(following)
    for _ in following:
        here = following[here]
    assert here == start
    assert len(following) == 4
    assert all(edge["arrows"] == "to" and edge["bend"] for edge in edges)


def test_the_first_view_has_entries_and_typed_edges_only(html: str) -> None:
    """Mentions, persons and phases wait until they are asked for."""
    data = data_of(html)
    shown = {item["name"] for item in data["kinds"] + data["edgeTypes"] if item["shown"]}
    assert shown >= {"Pairing", "AttachmentStyle", "pairs-with", "alias-of", "conflict-cycle"}
    assert shown.isdisjoint({"mentions", "Person", "Phase", "dcterms:creator", "skos:broader"})


def test_counts_in_the_legend_add_up(html: str) -> None:
    """Every node and every edge is counted once."""
    data = data_of(html)
    assert sum(kind["count"] for kind in data["kinds"]) == len(data["network"]["nodes"])
    assert sum(kind["count"] for kind in data["edgeTypes"]) == len(data["network"]["edges"])
    assert len(data["quotations"]) == len(data["network"]["edges"])


def test_the_grid_is_of_the_whole_dataset(store: Store) -> None:
    """Around one entry the grid still tells what is missing elsewhere."""
    grid = data_of(render(store, PAIRING))["grid"]
    assert len(grid["cells"]) == 10
    assert [cell["level"] for cell in grid["cells"]].count("missing") == 10


def test_a_page_around_one_entry_leaves_the_rest_out(store: Store) -> None:
    """It opens on the entry, and holds statements only of what it shows."""
    html = render(store, PAIRING)
    data = data_of(html)
    assert Page(html).title == f"Avoidant-Secure Relationship – {TITLE} – attachgraph explorer"
    assert data["focus"] == "pairing/avoidant-secure"
    assert "alias/hostile-0" not in data["things"]
    assert not [text for text in data["strings"] if "A claim" in text]
    assert {statement["s"] for statement in data["statements"]} <= data["things"].keys()


def test_an_unknown_name_is_an_error(store: Store) -> None:
    """The page is not written for something that is not there."""
    with pytest.raises(MissingError):
        render(store, BASE + "pairing/nobody")


def test_an_empty_dataset_makes_an_empty_page() -> None:
    """Nothing to show is not a crash."""
    data = data_of(render(Store()))
    assert data["network"]["nodes"] == []
    assert data["counts"]["pairings"] == 0


def test_pyvis_builds_the_network_without_physics() -> None:
    """The records are pyvis's own; parallel edges survive and nothing shakes."""
    nodes = [DrawnNode(name, name, "Work", "star", 0, 0) for name in "ab"]
    edges = [DrawnEdge("a", "b", "x", "", "to", 0.0), DrawnEdge("a", "b", "y", "", "to", 0.15)]
    network = draw(nodes, edges)
    assert [node["id"] for node in network["nodes"]] == ["a", "b"]
    assert [edge["type"] for edge in network["edges"]] == ["x", "y"]
    assert network["options"]["physics"]["enabled"] is False


def test_the_drawing_library_comes_from_the_lock_with_its_licence() -> None:
    """vis-network is bundled from the version that the lock names, and looks for no source map."""
    lock = json.loads((page_parts.PAGE / "package-lock.json").read_text(encoding="utf-8"))
    version = lock["packages"]["node_modules/vis-network"]["version"]
    script = assets.built("drawing.js")
    assert f"vis-network {version}" in script[:200]
    assert "Permission is hereby granted" in script
    assert "sourceMappingURL" not in script
    assert "</script" not in script


def test_our_scripts_never_parse_html() -> None:
    """Text from the data reaches the page as text only."""
    script = assets.built("explorer.js")
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "DOMParser",
    ):
        assert way not in script
    for source in (page_parts.PAGE / "explorer").glob("*.ts"):
        text = source.read_text(encoding="utf-8")
        assert "fetch(" not in text, source.name
        assert "XMLHttpRequest" not in text, source.name


def test_no_two_kinds_look_the_same() -> None:
    """Shape, outline and colour together tell a kind; colour alone never does."""
    looks = [(k.shape, k.light, k.filled, k.dashed) for k in KINDS.values()]
    assert len(set(looks)) == len(looks)
    dark = [(k.shape, k.dark, k.filled, k.dashed) for k in KINDS.values()]
    assert len(set(dark)) == len(dark)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2 for a hexadecimal colour."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_statuses_and_shapes_stand_out(theme: int) -> None:
    """Words keep 4.5:1 against the page, shapes 3:1, in light and in dark."""
    for status in STATUS_LOOKS.values():
        assert contrast((status.light, status.dark)[theme], BACKGROUND[theme]) >= 4.5
    for kind in KINDS.values():
        assert contrast((kind.light, kind.dark)[theme], BACKGROUND[theme]) >= 3


def test_statuses_differ_in_more_than_colour() -> None:
    """Each has its own sign."""
    assert (
        len({status.sign for status in STATUS_LOOKS.values()}) == len(STATUS_LOOKS) == len(Status)
    )


def test_unknown_kinds_and_edges_get_a_look() -> None:
    """Data of others are shown, in grey."""
    assert kind_look("Resource").shape == "dot"
    assert not edge_look("foaf:knows").shown
    assert edge_look("has-something").shown


def test_canvas_labels_are_short_and_turn_nothing_round() -> None:
    """A mark that turns the direction would turn the labels that follow."""
    assert canvas_label("a\u202eb\n c") == "ab c"
    assert len(canvas_label("x" * 500)) == 46
    assert canvas_label("fits") == "fits"


def test_script_json_refuses_what_json_cannot_say() -> None:
    """NaN would be read by no parser."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        script_json(float("nan"))


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Put the synthetic dataset on disk."""
    path = tmp_path_factory.mktemp("stores") / "store"
    fixture = str(root / "tests/fixtures/graph.nq")
    publish(path, lambda store: store.bulk_load(path=fixture, format=RdfFormat.N_QUADS))
    return path


def view(root: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "attachgraph", "view", *arguments],
        env={"PYTHONPATH": str(root / "src"), "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_writes_the_page(root: Path, folder: Path, tmp_path: Path, html: str) -> None:
    """The file holds what the function renders; stderr says where it is and how large."""
    target = tmp_path / "explorer.html"
    result = view(root, "--no-sparql", "--store", folder, "--output", target)
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    assert re.fullmatch(r".*explorer\.html: \d+ kB, opens in any browser\n", result.stderr)
    assert target.read_text(encoding="utf-8") == html


def test_the_command_takes_any_name(root: Path, folder: Path) -> None:
    """An alias leads to its entry, and the page may go to stdout."""
    result = view(root, "harbour and ship", "--store", folder, "--output", "-")
    assert (
        Page(result.stdout).title
        == f"Avoidant-Secure Relationship – {TITLE} – attachgraph explorer"
    )


def test_the_command_says_what_it_does_not_know(root: Path, folder: Path, tmp_path: Path) -> None:
    """An unknown name is exit code 4, and no file is left behind."""
    target = tmp_path / "explorer.html"
    result = view(root, "nobody by that name", "--store", folder, "--output", target)
    assert result.returncode == 4
    assert "nobody by that name" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_discs_on_a_spiral_do_not_overlap() -> None:
    """Very many entries are placed in linear time, each with its room."""
    radii = [50.0 + (n * 37) % 150 for n in range(300)]
    middles = spiral(radii)
    for number, here in enumerate(middles):
        for other in range(number):
            assert math.dist(here, middles[other]) >= radii[number] + radii[other]
