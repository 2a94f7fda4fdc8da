"""The folder of a dataset: which one is meant, and what its description may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachgraph.errors import AttachGraphError
from attachgraph.folder import About, about_of, bundled_folder, find_folder, read_about, using

WHOLE = """
title = "Jealousy"
version = "1.0"
language = "en"
licence = "CC0-1.0"
iri = "https://example.org/jealousy/"
[[authors]]
family = "Carberry"
given = "Josiah"
orcid = "https://orcid.org/0000-0002-1825-0097"
[[authors]]
name = "The group"
"""


def about(folder: Path, text: str) -> About:
    """Read a description."""
    (folder / "dataset.toml").write_text(text, encoding="utf-8")
    return read_about(folder)


def test_description_says_who_and_what(tmp_path: Path) -> None:
    """A licence may have its short name, an ORCID its address; a record holds all of it."""
    said = about(tmp_path, WHOLE)
    assert said.licence == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert [(one.name, one.orcid, one.is_person) for one in said.authors] == [
        ("Josiah Carberry", "0000-0002-1825-0097", True),
        ("The group", "", False),
    ]
    assert about_of(said.as_record()) == said
    assert said.credit == "Josiah Carberry, The group · version 1.0 · CC0-1.0"
    many = about(tmp_path, WHOLE + 3 * '[[authors]]\nname = "More"\n')
    assert many.credit.startswith("Josiah Carberry and 4 others · ")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("0097", "0098", "is not an ORCID"),
        ('title = "Jealousy"', "", "title is missing"),
        ("CC0-1.0", "mine", "licence is 'mine'"),
        ("version", "versoin", "there is no setting 'versoin'"),
        ('"Jealousy"', "Jealousy", "cannot be read"),
        ("[[authors]]", "[[author]]", "there is no setting 'author'"),
    ],
)
def test_mistake_in_a_description_is_said(tmp_path: Path, old: str, new: str, words: str) -> None:
    """The message names the file, the mistake and what to write."""
    with pytest.raises(AttachGraphError, match=words) as error:
        about(tmp_path, WHOLE.replace(old, new))
    assert "dataset.toml" in str(error.value)
    assert "Fix:" in str(error.value)


def test_dataset_is_the_chosen_one_then_the_one_around_then_the_bundled_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A choice counts more than the place; outside of any dataset, it is the bundled one."""
    monkeypatch.delenv("ATTACHGRAPH_DATASET", raising=False)
    one, other, nowhere = (tmp_path / name for name in ("one", "other", "nowhere"))
    for folder in (one, other, nowhere):
        (folder / "entries").mkdir(parents=True)
    about(one, WHOLE)
    about(other, WHOLE)
    monkeypatch.chdir(one / "entries")
    assert find_folder() == one
    with using(other):
        assert find_folder() == other
    monkeypatch.chdir(nowhere)
    assert find_folder() == bundled_folder()
