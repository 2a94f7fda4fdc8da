"""The JSON Schema of the front matter agrees with what reading accepts and refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from jsonschema import Draft7Validator

from attachgraph.authoring.rows import ROWS, SETTINGS
from attachgraph.errors import InputError
from attachgraph.extraction.extracting import extract
from attachgraph.reading.documents import read_document
from attachgraph.reading.labels import label_field
from attachgraph.reading.languages import LANGUAGES
from tools.make_entry_schema import FILE, render

ENTRIES: Final = sorted((Path(__file__).resolve().parents[2] / "data/entries").rglob("*.md"))
SCHEMA: Final = json.loads(FILE.read_text(encoding="utf-8"))
TITLE: Final = "title: Anxious-Secure Relationship\n"


def problems(front_matter: str) -> list[str]:
    """Return where a front matter does not fit the schema."""
    document: Any = yaml.safe_load(front_matter)
    return [error.json_path for error in Draft7Validator(SCHEMA).iter_errors(document)]


def test_schema_is_current_and_valid() -> None:
    """The file is what the rows say, and a schema of the draft that it names."""
    assert FILE.read_text(encoding="utf-8") == render()
    Draft7Validator.check_schema(SCHEMA)


def test_every_entry_of_ours_fits() -> None:
    """No bundled entry is marked by an editor that follows the schema."""
    for path in ENTRIES:
        assert problems(path.read_text(encoding="utf-8").split("---\n")[1]) == [], path


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ("kind: couple\n", "$.kind"),
        ("lang: English please\n", "$.lang"),
        ("license: CC BY\n", "$.license"),
        ("Common Outcome:\n  likely: calm\n", "$['Common Outcome']"),
        ("Whatever:\n  - [a, b]\n", "$.Whatever"),
    ],
)
def test_wrong_rows_are_marked(rows: str, where: str) -> None:
    """The place of the mistake is named."""
    assert problems(TITLE + rows) == [where]


def test_title_is_asked_for() -> None:
    """An entry without a title is marked, one with nothing else is not."""
    assert problems("kind: pairing\n") == ["$"]
    assert problems(TITLE) == []


@pytest.mark.parametrize(
    "settings",
    [
        "kind: couple",
        "kind: pairing",
        "kind: entry",
        "lang: English please",
        "lang: pt-BR",
        "license: CC BY",
        "license: https://creativecommons.org/licenses/by/4.0/",
        "license: urn:example:licence",
    ],
)
def test_settings_are_judged_as_reading_judges_them(settings: str) -> None:
    """What the schema marks, check refuses; what it lets pass, check reads."""
    page = f"---\n{TITLE}{settings}\n---\n\nOne asks, the other answers.\n"
    try:
        read_document(page.encode(), "entry.md")
        is_read = True
    except InputError:
        is_read = False
    assert is_read == (problems(TITLE + settings) == [])


def test_rows_are_those_that_reading_knows() -> None:
    """Each label is read as what the list says, and no field of a row is missing from the list."""
    assert {row.label: label_field(row.label) for row in ROWS} == {
        row.label: row.field for row in ROWS
    }
    assert {row.field for row in ROWS} == {
        *(field for one in LANGUAGES for field in one.labels),
        "traits",
    } - {"other"}
    assert set(SCHEMA["properties"]) == {*(s.key for s in SETTINGS), *(r.label for r in ROWS)}


def test_notes_in_the_front_matter_are_boilerplate() -> None:
    """What stands behind # is the author's; the same sign inside a value is a character of it."""
    page = (
        "---\n# a note\ntitle: Softness  # and another\n"
        'First Described In: "issue #3"\n---\n\nOne asks.\n'
    )
    extraction = extract(read_document(page.encode(), "entry.md"))
    ranges = extraction.account.ranges
    notes = [page[mark.start : mark.end] for mark in ranges if mark.kind == "boilerplate"]
    assert [note.strip() for note in notes] == ["# a note", "# and another"]
    assert extraction.account.unparsed == 0
    entry = extraction.document.entry
    assert entry is not None
    assert entry.title.label == "Softness"
    assert [text.words for text in entry.infobox[0].items] == ["issue #3"]
