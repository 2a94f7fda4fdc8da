"""Which documents a person means by the paths on the command line."""

from __future__ import annotations

import io
import os
import random
import sys
from pathlib import Path

import pytest

from attachgraph.errors import InputError, MissingError
from attachgraph.reading.walk import Input, iter_inputs, read_bytes


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder like those that people have, and stand in it."""
    for name in (
        "b.txt",
        "a.md",
        "page.HTML",
        "picture.png",
        ".hidden.txt",
        "LICENSE",
        "sub/c.ttl",
        "sub/deep/d.nq",
        "sub/.git/config.txt",
        "sub/__pycache__/e.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _names(*paths: str) -> list[str]:
    return [item.name for item in iter_inputs(paths)]


def test_a_folder_is_walked(folder: Path) -> None:
    """A folder gives its documents and those below it, sorted, without hidden and other files."""
    assert _names(".") == ["a.md", "b.txt", "page.HTML", "sub/c.ttl", "sub/deep/d.nq"]


def test_a_named_file_is_read_whatever_it_is_called(folder: Path) -> None:
    """A file that is named itself is taken with any suffix, hidden or not."""
    assert _names("LICENSE", ".hidden.txt", "sub/.git") == [
        ".hidden.txt",
        "LICENSE",
        "sub/.git/config.txt",
    ]


def test_the_order_of_the_arguments_does_not_matter(folder: Path) -> None:
    """Any order of the same paths gives the same documents in the same order."""
    paths = ["sub", "b.txt", "./b.txt", str(folder / "a.md"), "*.HTML"]
    expected = iter_inputs(paths)
    for seed in range(6):
        assert iter_inputs(random.Random(seed).sample(paths, len(paths))) == expected  # noqa: S311


def test_a_file_is_taken_once(folder: Path) -> None:
    """Two paths and a link to one file give one document."""
    (folder / "z-link.txt").symlink_to("b.txt")
    assert _names("b.txt", "./b.txt", "sub/../b.txt", "z-link.txt", str(folder / "b.txt")) in (
        ["b.txt"],
        [str(folder / "b.txt")],
    )


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["b.txt"]),
        ("s*", ["sub/c.ttl", "sub/deep/d.nq"]),
        ("**/*.nq", ["sub/deep/d.nq"]),
        ("**/*.t*", ["b.txt", "sub/c.ttl"]),
        ("[ab].*", ["a.md", "b.txt"]),
    ],
)
def test_globs_are_expanded(folder: Path, pattern: str, expected: list[str]) -> None:
    """A pattern that the shell left alone is expanded here."""
    assert _names(pattern) == expected


def test_a_file_with_a_pattern_for_a_name_is_itself(folder: Path) -> None:
    """A file called like a pattern is read and not expanded."""
    (folder / "[ab].txt").write_text("x", encoding="utf-8")
    assert _names("[ab].txt") == ["[ab].txt"]


def test_links_that_lead_in_circles_are_harmless(folder: Path) -> None:
    """A folder that links back up is walked once, by walking and by pattern."""
    (folder / "sub" / "up").symlink_to(folder)
    assert _names(".") == ["a.md", "b.txt", "page.HTML", "sub/c.ttl", "sub/deep/d.nq"]
    assert _names("**/*.nq") == ["sub/deep/d.nq"]


def test_a_link_to_itself_is_one_message(folder: Path) -> None:
    """A link that leads to itself is reported when it is read, and the others are read."""
    (folder / "sub" / "loop.txt").symlink_to("loop.txt")
    (folder / "sub" / "gone.txt").symlink_to("nowhere")
    items = {item.name: item for item in iter_inputs(["sub"])}
    assert read_bytes(items["sub/c.ttl"]) == b"sub/c.ttl"
    with pytest.raises(InputError, match="symbolic links"):
        read_bytes(items["sub/loop.txt"])
    with pytest.raises(MissingError, match="leads nowhere"):
        read_bytes(items["sub/gone.txt"])


def test_pipes_in_a_folder_are_left_alone(folder: Path) -> None:
    """A named pipe in a folder would wait for ever; it is not a document."""
    os.mkfifo(folder / "sub" / "pipe.txt")
    assert _names("sub") == ["sub/c.ttl", "sub/deep/d.nq"]
    assert "sub/pipe.txt" not in _names("**/*")


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hyphen is standard input, read at once, so that other processes can have it."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a page"), encoding="utf-8"))
    items = iter_inputs(["-", "-"])
    assert items == [Input("-", "-", b"a page")]
    assert read_bytes(items[0]) == b"a page"


def test_a_missing_file_gets_the_nearest_name(folder: Path) -> None:
    """A path that is not there is answered with what was probably meant."""
    with pytest.raises(MissingError) as caught:
        iter_inputs(["page.HTM"])
    assert caught.value.where == "page.HTM"
    assert caught.value.fix == "did you mean page.HTML?"


@pytest.mark.parametrize("path", ["nowhere/at/all.txt", "*.docx", "", "a\0b"])
def test_other_missing_paths_are_one_message(folder: Path, path: str) -> None:
    """Whatever cannot be found is a missing file with a remedy, never a traceback."""
    with pytest.raises(MissingError) as caught:
        iter_inputs([path])
    assert caught.value.fix


def test_a_folder_without_documents_says_what_it_looked_for(folder: Path) -> None:
    """A folder that holds nothing to read is an error that names the suffixes."""
    (folder / "empty").mkdir()
    with pytest.raises(MissingError) as caught:
        iter_inputs(["empty"])
    assert ".md" in str(caught.value.fix)


def test_names_that_are_no_text_can_be_printed(folder: Path) -> None:
    """A file name of arbitrary bytes is shown as text that any terminal takes."""
    path = os.fsdecode(os.fsencode(folder) + b"/\xff.txt")
    Path(path).write_text("x", encoding="utf-8")
    (item,) = iter_inputs([path])
    assert item.name.encode("utf-8")
    assert read_bytes(item) == b"x"


def test_a_folder_gives_its_tables_of_couples_and_no_other(tmp_path: Path) -> None:
    """A column “couple” that numbers them makes no table of couples."""
    (tmp_path / "pairs.csv").write_text("style a,style b\nanxious,secure\n")
    (tmp_path / "pairs.tsv").write_text("pairing\nanxious-secure\n")
    (tmp_path / "ages.csv").write_text("couple,age\n1,30\n")
    expected = ["pairs.csv", "pairs.tsv"]
    assert [Path(item.path).name for item in iter_inputs([str(tmp_path)])] == expected
    assert [Path(item.path).name for item in iter_inputs([str(tmp_path / "*.?sv")])] == expected
