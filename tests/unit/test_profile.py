"""A dataset may have a field of its own: the example of the manual, from page to explorer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import attachgraph
from attachgraph.authoring.dataset import begin_dataset
from attachgraph.authoring.template import new_entry
from attachgraph.errors import AttachGraphError, InputError
from attachgraph.folder import using
from attachgraph.model import Kind
from attachgraph.profile import ATTACHMENT, current, read_profile, settle
from attachgraph.reading.documents import read_document
from attachgraph.validation.report import validate
from tests.unit.views.test_explorer import data_of

#: Files that the page writes, by their names.
FILES = dict(
    re.findall(
        r"cat >>? (\S+) <<'END'\n(.*?)^END$",
        (Path(__file__).resolve().parents[2] / "docs/your-own-field.md").read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )
)
NAMES = "https://example.org/kinds-of-friends/"


def _begin(folder: Path, field: str) -> Path:
    begin_dataset(folder, "Kinds of friends")
    with (folder / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write(field)
    return folder


@pytest.fixture(scope="module")
def friends(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin the dataset of the page."""
    folder = _begin(tmp_path_factory.mktemp("field") / "friends", FILES["dataset.toml"])
    (folder / "entries" / "example.md").unlink()
    page = "entries/distant-loyal.md"
    (folder / page).write_text(FILES[page], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def graph(friends: Path) -> attachgraph.Graph:
    """Build it."""
    with using(friends):
        return attachgraph.build()


def test_page_of_another_field_becomes_a_pairing_of_its_styles(graph: attachgraph.Graph) -> None:
    """Styles, whose traits are whose, own rows, own headings and names are all read."""
    rows = graph.query(
        "SELECT ?p ?style ?trait { ?p a ag:Pairing ; ag:hasPartner ?r . ?r ag:style ?style ; "
        "ag:hasTrait / rdfs:label ?trait }"
    )
    assert {tuple(str(value) for value in row) for row in rows} == {
        (f"{NAMES}pairing/distant-loyal", f"{NAMES}style/loyal", "writes first"),
        (f"{NAMES}pairing/distant-loyal", f"{NAMES}style/distant", "answers after days"),
    }
    about = "pairing:distant-loyal"
    assert graph.ask(f"ASK {{ {about} ag:hasTrait / rdfs:label 'a walk on birthdays'@en }}")
    assert graph.ask(f"ASK {{ {about} ag:conflictCycle / rdfs:label 'Write and wait'@en }}")
    assert graph.ask(f"ASK {{ {about} ag:hasPhase / rdfs:label 'Meeting'@en }}")
    assert graph.ask(f"ASK {{ {about} ag:depictedIn / rdfs:label 'Frances Ha'@en }}")
    shown = graph["the anchor and the kite"]
    assert (shown.title, shown.called) == ("Distant-Loyal Friendship", ("friendship",))


def test_nothing_of_the_attachment_styles_is_in_it(graph: attachgraph.Graph) -> None:
    """Styles and classes bear the words of the field, and the dataset conforms."""
    styles = graph.query("SELECT ?l { ?s a ag:AttachmentStyle ; skos:prefLabel ?l }")
    assert sorted(str(row.l) for row in styles) == ["distant friend", "loyal friend"]
    assert graph.ask("ASK { ag:Pairing rdfs:label 'friendship'@en }")
    assert not [group for group in validate(graph.store) if group.level == "error"]
    assert [cell.pairing for cell in graph.gaps()] == [
        f"pairing/{pair}" for pair in ("distant-distant", "distant-loyal", "loyal-loyal")
    ]


def test_explorer_shows_the_field(graph: attachgraph.Graph) -> None:
    """The page draws the dataset under the words of its field."""
    data = data_of(graph.view())
    assert {"friendship", "kind of friend"} <= {kind["label"] for kind in data["kinds"]}
    assert data["things"]["pairing/distant-loyal"]["label"] == "Distant-Loyal Friendship"
    assert [style["label"] for style in data["grid"]["styles"]] == [
        "distant friend",
        "loyal friend",
    ]
    assert data["base"] == NAMES


def test_words_are_those_of_the_dataset_that_is_worked_on(friends: Path) -> None:
    """One process reads pages of two fields, one after the other."""
    page = b"Loyal-Distant Friendship\n\nHistory\n\nIt was named.\n"
    with using(friends):
        entry = read_document(page, "a.txt").entry
        assert entry is not None
        assert (entry.kind, entry.styles) == (Kind.PAIRING, ("loyal", "distant"))
        assert "Loyal Friend Traits:" in new_entry("pairing", "Loyal-Loyal").text
    entry = read_document(page, "a.txt").entry
    assert entry is not None
    assert entry.styles == ()
    assert settle() is current() is ATTACHMENT


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("[field]\nstyle = 'x'\n", "the field has no styles"),
        ("[field]\nstiles = 1\n", "there is no setting field.stiles"),
        ("[[field.styles]]\nkey = 'Two words'\n", "the key of a style is 'Two words'"),
        ("[[field.styles]]\nkey = 'a'\n", "the style a has no label"),
    ],
)
def test_field_that_cannot_be_used_is_refused(tmp_path: Path, field: str, told: str) -> None:
    """The message says what is wrong and what to write."""
    with pytest.raises(AttachGraphError, match=re.escape(told)):
        read_profile(_begin(tmp_path / "own", field))


def test_description_that_is_no_toml_is_an_error_of_the_file(tmp_path: Path) -> None:
    """The file and the line are named; a missing quotation mark is not a bug of ours."""
    (tmp_path / "dataset.toml").write_text('title = "x\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1") as caught:
        read_profile(tmp_path)
    assert caught.value.where == str(tmp_path / "dataset.toml")


def test_rows_are_about_what_is_known(tmp_path: Path) -> None:
    """A misspelt subject of a row is refused with the list."""
    field = "[[field.styles]]\nkey = 'a'\nlabel = 'a'\n[field.labels]\n'Rites' = 'trait'\n"
    with using(_begin(tmp_path / "own", field)), pytest.raises(AttachGraphError, match="'trait'"):
        read_document(b"A page\n\nHistory\n\nIt was named.\n", "a.txt")
