"""Parts of shards: all that was written is loaded, or what is missing is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachgraph.building import build_shards, collect, load_shards
from attachgraph.building.parts import find_parts
from attachgraph.cli.frame import run
from attachgraph.errors import InputError


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder of two documents."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text("Secure Attachment Style\n\nTrust.\n", encoding="utf-8")
    return folder


def written(pages: Path, place: Path) -> Path:
    """Write the shards of a folder, and return where."""
    build_shards(collect([str(pages)], only=True), place)
    return place


def test_lost_and_torn_documents_are_refused_until_built_again(pages: Path, tmp_path: Path) -> None:
    """No document goes missing without a word, and the command that is named brings it back."""
    place = written(pages, tmp_path / "shards")
    lost, torn = place.glob("1-of-1/??/*.nq.gz")
    lost.unlink()
    with pytest.raises(InputError, match="has 2 documents, and 1 of them") as caught:
        load_shards(place, tmp_path / "store")
    assert f"--shards {place} --part 1/1" in str(caught.value.fix)
    torn.write_bytes(b"garbage")
    with pytest.raises(InputError, match="has 2 documents, and 0 of them"):
        find_parts(place)
    assert len(find_parts(written(pages, place))) == 2


def test_a_damaged_file_of_a_part_is_named(pages: Path, tmp_path: Path) -> None:
    """What is torn, lacks a key or has values of other kinds is not a bug of the program's."""
    place = written(pages, tmp_path / "shards")
    done = place / "1-of-1.json"
    for content in ("{", "[]", "{}", '{"state": "", "documents": null}'):
        done.write_text(content, encoding="utf-8")
        with pytest.raises(InputError, match=r"1-of-1\.json: the file cannot be read") as caught:
            find_parts(place)
        assert "--part 1/1" in str(caught.value.fix)


def test_shards_and_store_are_not_written_at_once(
    pages: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A store that was asked for is not left out in silence; one of the environment may be."""
    place = tmp_path / "shards"
    command = ["build", str(pages / "a.txt"), "--only", "--jobs", "1", "--shards", str(place)]
    assert run([*command, "--store", str(tmp_path / "store")]) == 2
    assert "--store or --shards, not both" in capsys.readouterr().err
    assert not place.exists()
    monkeypatch.setenv("ATTACHGRAPH_STORE", str(tmp_path / "store"))
    assert run(command) == 0
    assert len(find_parts(place)) == 1


def test_shards_are_not_written_among_other_files(pages: Path) -> None:
    """The folder of the documents stays as it is."""
    with pytest.raises(InputError, match="holds files that are not shards"):
        written(pages, pages)
    assert {path.name for path in pages.iterdir()} == {"a.txt", "b.txt"}


def test_parts_of_another_number_of_parts_are_refused_at_once(pages: Path, tmp_path: Path) -> None:
    """Half of the documents beside all of them is refused before it is built, not when loaded."""
    place = written(pages, tmp_path / "shards")
    inputs = collect([str(pages)], only=True)
    with pytest.raises(InputError, match="holds parts of 1, not of 2"):
        build_shards(inputs, place, part=(1, 2))
    assert len(find_parts(place)) == 2
