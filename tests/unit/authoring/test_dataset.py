"""A dataset of one's own, from its beginning to a release."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachgraph.authoring.dataset import begin_dataset, left_to_fill_in
from attachgraph.building import build_in_memory
from attachgraph.dataset.about import about_store
from attachgraph.dataset.counts import count
from attachgraph.errors import UsageError
from attachgraph.evidence.folder import read_folder
from attachgraph.folder import Author, bundled_folder, read_about, using
from attachgraph.release.deposit import write_release
from attachgraph.validation.rules import run_checks


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin a dataset."""
    folder = tmp_path_factory.mktemp("own") / "jealousy-in-couples"
    begin_dataset(folder, authors=[Author("Carberry", "Josiah", "0000-0002-1825-0097")])
    return folder


def test_new_dataset_has_nothing_of_the_bundled_one(folder: Path) -> None:
    """Its tables are empty and hold; its graph has the vocabulary and the example, and is whole."""
    _, problems = read_folder(folder)
    assert not problems
    with using(folder):
        store = build_in_memory()
    counts = count(store)
    assert counts.classes["Pairing"] == counts.classes["SourceText"] == 1
    assert not {"Source", "Claim", "Study", "Result", "Work"} & counts.classes.keys()
    assert about_store(store).title == "jealousy in couples"
    assert run_checks(store) == []


def test_names_that_nobody_filled_in_are_told(tmp_path: Path) -> None:
    """A release under “Your family name” cannot be called back."""
    begin_dataset(tmp_path / "new", "New")
    left = left_to_fill_in(read_about(tmp_path / "new"))
    assert left == ["the author “Your family name”", "the address https://example.org/new"]
    assert not left_to_fill_in(read_about(bundled_folder()))


def test_release_of_a_dataset_bears_its_own_names(folder: Path, tmp_path: Path) -> None:
    """Title, author and address are those of dataset.toml, even if another dataset is around."""
    with using(folder):
        store = build_in_memory()
    write_release(store, tmp_path / "release", version="0.1.0", date="2026-11-30")
    for name in ("CITATION.cff", "citation.bib", "dataset.jsonld", "ro-crate-metadata.json"):
        text = (tmp_path / "release" / name).read_text(encoding="utf-8")
        assert "jealousy in couples" in text, name
        assert "Carberry" in text, name
        assert "attachgraph contributors" not in text, name
    assert "https://example.org/jealousy-in-couples/0.1.0" in (
        tmp_path / "release" / "dcat.ttl"
    ).read_text(encoding="utf-8")


def test_nothing_is_overwritten(folder: Path) -> None:
    """A second beginning at the same place is refused, and names what is there."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match=r"dataset\.toml is there already"):
        begin_dataset(folder)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_bundled_data_come_along_where_they_are_asked_for(tmp_path: Path) -> None:
    """The copy has every entry and table, and a description of its own."""
    written = begin_dataset(tmp_path / "copy", with_bundled=True)
    assert "entries/anxious-avoidant.md" in written
    for name in ("library.json", "results.csv"):
        assert (tmp_path / "copy" / name).read_bytes() == (bundled_folder() / name).read_bytes()
    assert 'title = "copy"' in (tmp_path / "copy" / "dataset.toml").read_text(encoding="utf-8")
