"""The cache folder: only what attachgraph has made is removed, and only a private one is used."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from attachgraph import bundled, cache
from attachgraph.bundled import bundled_store, folder_of, index_file
from attachgraph.dataset.search.indexing import build_index
from attachgraph.store.embedded import open_store
from attachgraph.store.publishing import publish
from attachgraph.store.seal import MARKER, read_seal


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a new folder as the cache."""
    monkeypatch.setenv("ATTACHGRAPH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    return tmp_path / "cache"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish one quad where the dataset takes seconds to build."""

    def build(_: object, path: Path, *, cached: bool = False) -> None:
        publish(path, fill, cached=cached)

    monkeypatch.setattr("attachgraph.building.build", build)


def fill(store: Store) -> None:
    """Put a quad into a store."""
    store.bulk_load(b"<a:s> <a:p> <a:o> <a:g> .\n", format=RdfFormat.N_QUADS)


def version(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Be another version of the package."""
    monkeypatch.setattr(bundled, "fingerprint", lambda: f"{number:016x}")


def names(folder: Path) -> set[str]:
    """Return what is in a folder."""
    return {path.name for path in folder.iterdir()}


@pytest.mark.usefixtures("small")
def test_what_is_not_ours_stays_in_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders, files and a store of the user's own outlive any number of versions."""
    theirs = {"my-thesis-drafts", "photos-of-winter", "0123456789abcdef", f"bundled-{'0' * 16}"}
    for name in theirs:
        (folder / name).mkdir()
        (folder / name / "file.txt").write_text("precious")
        os.utime(folder / name, (0, 0))
    for name in (f"bundled-{'f' * 16}", "my-store-of-2026"):
        publish(folder / name, fill)
        os.utime(folder / name, (0, 0))
    (folder / f".bundled-{'1' * 16}.building-01234567").mkdir()
    (folder / f".bundled-{'1' * 16}.building-01234567" / "file.txt").write_text("precious")
    before = names(folder)
    for number in range(1, 10):
        version(monkeypatch, number)
        dataset = folder_of(None)
        assert dataset is not None
        bundled._build(dataset)  # to open it would hold it
    made = {f"bundled-{number:016x}" for number in range(5, 10)}
    assert names(folder) == before | made


@pytest.mark.usefixtures("small")
def test_left_overs_in_the_cache_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What killed builds of any version have left is removed by the next build."""
    program = (
        "import os, signal, sys; from attachgraph.store.publishing import publish\n"
        "publish(sys.argv[1], lambda store: os.kill(os.getpid(), signal.SIGKILL), cached=True)"
    )
    for number in (1, 1, 2):
        path = folder / f"bundled-{number:016x}"
        subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert any(".building-" in name for name in names(folder))
    version(monkeypatch, 3)
    bundled_store()
    assert not any(".building-" in name for name in names(folder))


def test_first_commands_at_once_build_it_once(folder: Path) -> None:
    """They wait for one another, all answer, and nothing is left over."""
    command = [sys.executable, "-m", "attachgraph", "query", "ASK {}"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    assert [process.communicate()[0] for process in running] == [b"true\n"] * 4
    dataset = folder_of(None)
    assert dataset is not None
    assert names(folder) == {dataset.name, "checked"}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("part", ["MANIFEST", "CURRENT", "sst", MARKER])
def test_damaged_dataset_in_the_cache_is_built_again(folder: Path, part: str) -> None:
    """What a cache holds can be made again: nobody is asked to."""
    bundled_store()
    dataset = folder_of(None)
    assert dataset is not None
    for path in dataset.iterdir():
        if part in path.name:
            os.truncate(path, 5)
    assert len(bundled_store()) == 1
    assert len(open_store(dataset)) == 1


@pytest.mark.usefixtures("small")
def test_store_of_the_user_is_not_the_bundled_dataset(folder: Path) -> None:
    """A store that was built with --store is neither taken for ours nor replaced."""
    dataset = folder_of(None)
    assert dataset is not None
    publish(dataset, len)
    assert len(bundled_store()) > 1000  # built in memory
    found = read_seal(dataset)
    assert found is not None
    assert found.quads == 0


def test_foreign_indexes_stay(folder: Path) -> None:
    """Of the files in search/, only indexes of ours are removed, however many there are."""
    search = folder / "search"
    search.mkdir()
    theirs = [search / f"{number:024x}.sqlite" for number in range(12)]
    theirs += [search / "notes.sqlite", search / f".{1:024x}.sqlite.building-01234567"]
    for path in theirs:
        path.write_text("precious")
        os.utime(path, (0, 0))
    for number in range(100, 112):
        index = index_file(f"{number:024x}")
        assert index is not None
        build_index(Store(), index).close()
    assert all(path.read_text() == "precious" for path in theirs)
    assert len(names(search)) == len(theirs) + 8


def test_index_of_a_killed_process_goes(folder: Path) -> None:
    """A half-built index is removed by the next one, unless somebody still builds it."""
    program = (
        "import os, signal, sys; from pathlib import Path; from pyoxigraph import Store\n"
        "from attachgraph.dataset.search import indexing\n"
        "write = indexing.write_rows\n"
        "def die(*arguments):\n"
        "    write(*arguments)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "indexing.write_rows = die\n"
        "indexing.build_index(Store(), Path(sys.argv[1]))"
    )
    path = index_file("a" * 24)
    assert path is not None
    subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert len(names(path.parent)) == 1
    build_index(Store(), path).close()
    assert names(path.parent) == {path.name}


def test_folder_of_another_user_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who owns the folder could put anything there."""
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)
    else:
        monkeypatch.setenv("ATTACHGRAPH_CACHE", "/")
    assert folder_of(None) is None
    assert index_file("a" * 24) is None
    assert "it belongs to another user" in cache.distrust()


@pytest.mark.usefixtures("small")
def test_folder_that_others_write_to_is_not_used(folder: Path) -> None:
    """What lies there is not trusted, the user is told once, and the dataset is built in memory."""
    bundled_store()
    folder.chmod(0o777)
    bundled._warn.cache_clear()
    with pytest.warns(UserWarning, match=r"everyone may write to it.*ATTACHGRAPH_CACHE"):
        assert len(bundled_store()) > 1000
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        bundled_store()


def test_new_folder_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else can put anything into a cache that attachgraph has made."""
    monkeypatch.setenv("ATTACHGRAPH_CACHE", str(tmp_path / "a" / "b"))
    assert folder_of(None) is not None
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_relative_name_in_the_environment_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    """The XDG specification has XDG_CACHE_HOME absolute; a relative one is not obeyed."""
    monkeypatch.delenv("ATTACHGRAPH_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert cache.cache_folder().is_absolute()
