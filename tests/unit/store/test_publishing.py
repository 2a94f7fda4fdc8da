"""Stores: opened with clear errors, published whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat

from attachgraph.errors import (
    AttachGraphError,
    InputError,
    MissingError,
)
from attachgraph.store import swap
from attachgraph.store.embedded import open_memory, open_store
from attachgraph.store.publishing import _new_folder, publish, remove_if_unused, workplace
from attachgraph.store.seal import MARKER
from tests.unit.numbered import loader, quads, rows


@pytest.fixture
def store() -> pyoxigraph.Store:
    """Return a store in memory: 200 quads in graph a, 100 in graph b."""
    return open_memory([quads(200), quads(100, "b")])


def siblings(path: Path) -> list[str]:
    """Return what else is in the folder."""
    return sorted(item.name for item in path.parent.iterdir() if item != path)


# ---------------------------------------------------------------- opening


def test_missing_store_is_missing(tmp_path: Path) -> None:
    """A path that leads nowhere says how to build a store there."""
    with pytest.raises(MissingError, match="no such store") as caught:
        open_store(tmp_path / "nothing")
    assert "attachgraph build --store" in str(caught.value)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("kind", ["file", "empty", "other"])
def test_what_is_no_store_is_told(tmp_path: Path, kind: str) -> None:
    """A file, an empty folder and a folder of something else are told apart."""
    path = tmp_path / kind
    if kind == "file":
        path.write_text("notes")
    else:
        path.mkdir()
    if kind == "other":
        (path / "notes.txt").write_text("notes")
    problem = {"file": "is a file", "empty": "is empty", "other": "holds no store"}[kind]
    with pytest.raises(InputError, match=problem):
        open_store(path)


def test_folder_of_a_dataset_is_built_into_another(tmp_path: Path) -> None:
    """A build never overwrites a dataset, so the advice names a store of its own."""
    (tmp_path / "dataset.toml").write_text('title = "Mine"\n')
    with pytest.raises(InputError, match="is a dataset, not a store") as caught:
        open_store(tmp_path)
    assert caught.value.fix
    assert f"attachgraph build --dataset {tmp_path} --store my-store" in caught.value.fix


def test_damaged_store_is_told(tmp_path: Path) -> None:
    """A store whose files do not fit is an error with its path, not one of the engine."""
    publish(tmp_path / "store", loader(10))
    for file in (tmp_path / "store").glob("MANIFEST*"):
        file.write_bytes(b"nonsense")
    with pytest.raises(InputError, match="damaged") as caught:
        open_store(tmp_path / "store")
    assert caught.value.where == str(tmp_path / "store")


def test_store_that_is_written_to_is_told(tmp_path: Path) -> None:
    """A database that another program fills is not read half-way."""
    writer = pyoxigraph.Store(tmp_path / "store")
    with pytest.raises(InputError, match=f"process {os.getpid()} is writing"):
        open_store(tmp_path / "store")
    del writer
    with pytest.raises(InputError, match="a database of another program"):
        open_store(tmp_path / "store")


def test_published_store_is_read_only_and_plain(tmp_path: Path) -> None:
    """Nobody changes a published store through us, and any Oxigraph opens it."""
    publish(tmp_path / "store", loader(10))
    with pytest.raises(RuntimeError, match="read-write"):
        open_store(tmp_path / "store").add(
            pyoxigraph.Quad(NamedNode("a:s"), NamedNode("a:p"), NamedNode("a:o"))
        )
    assert len(pyoxigraph.Store.read_only(str(tmp_path / "store"))) == 10
    # A copy, because to open it for writing changes its files.
    shutil.copytree(tmp_path / "store", tmp_path / "copy")
    assert len(pyoxigraph.Store(tmp_path / "copy")) == 10


# ---------------------------------------------------------------- publishing


@pytest.fixture(params=["exchange", "two renames"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish by the system call, and as on a file system that does not have it."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "try_exchange", lambda *_: False)


@pytest.mark.usefixtures("either_way")
def test_new_store_replaces_the_old_one(tmp_path: Path) -> None:
    """After publishing, the new store answers and nothing else is left."""
    path = tmp_path / "store"
    for count in (10, 20):
        publish(path, loader(count))
        assert len(open_store(path)) == count
    assert (path / MARKER).is_file()


@pytest.mark.usefixtures("either_way")
def test_folder_may_be_new_deep_or_empty(tmp_path: Path) -> None:
    """Parents are made; an empty folder and a link to a folder are used."""
    publish(tmp_path / "a" / "b" / "store", loader(3))
    (tmp_path / "empty").mkdir()
    publish(tmp_path / "empty", loader(3))
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    publish(tmp_path / "link", loader(4))
    assert (tmp_path / "link").is_symlink()
    assert len(open_store(tmp_path / "empty")) == 4


@pytest.mark.usefixtures("either_way")
def test_failed_build_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """If filling fails, the old store answers and the unfinished one is gone."""
    path = tmp_path / "store"
    publish(path, loader(10))

    def fail(store: pyoxigraph.Store) -> None:
        loader(5)(store)
        raise InputError("the document is not readable")

    with pytest.raises(InputError, match="not readable"):
        publish(path, fail)
    assert len(open_store(path)) == 10
    assert siblings(path) == []


@pytest.mark.parametrize("kind", ["file", "folder", "store"])
def test_what_is_not_ours_is_not_overwritten(tmp_path: Path, kind: str) -> None:
    """A wrong path costs nobody a file, a folder of notes or somebody else's database."""
    path = tmp_path / "theirs"
    if kind == "store":
        pyoxigraph.Store(path).add(
            pyoxigraph.Quad(NamedNode("a:s"), NamedNode("a:p"), NamedNode("a:o"))
        )
    else:
        notes = path / "notes.txt" if kind == "folder" else path
        notes.parent.mkdir(exist_ok=True)
        notes.write_text("a year of work")
    before = sorted(path.rglob("*"))
    with pytest.raises(InputError, match="not overwritten"):
        publish(path, loader(1))
    assert sorted(path.rglob("*")) == before


def test_unwritable_place_is_told(tmp_path: Path) -> None:
    """A parent that is a file is an error with the path."""
    (tmp_path / "file").write_text("")
    with pytest.raises(AttachGraphError, match="cannot write"):
        publish(tmp_path / "file" / "store", loader(1))


def test_reader_keeps_the_old_store(tmp_path: Path) -> None:
    """A store that is open answers from the old quads until the end, whatever is published."""
    path = tmp_path / "store"

    def in_many_files(store: pyoxigraph.Store) -> None:
        for number in range(12):
            store.bulk_load(quads(500, str(number)), format=RdfFormat.N_QUADS)

    publish(path, in_many_files)
    reader = open_store(path)
    publish(path, loader(20))
    publish(path, loader(30))
    assert len(rows(reader, "SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }")) == 6000
    assert len(open_store(path)) == 30


def test_old_store_goes_when_nobody_reads_it(tmp_path: Path) -> None:
    """What a reader has held back is removed by a later build, after the reader has ended."""
    path = tmp_path / "store"
    publish(path, loader(10))
    program = (
        "import sys; from attachgraph.store.embedded import open_store\n"
        "store = open_store(sys.argv[1]); print('open', flush=True); input(); print(len(store))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        publish(path, loader(20))
        assert len(siblings(path)) == 1
        assert reader.communicate("\n")[0] == "10\n"
    publish(path, loader(30))
    assert siblings(path) == []


BUILD = """
import os, sys, signal
import pyoxigraph
from attachgraph.store import swap
from attachgraph.store.publishing import publish

def fill(store):
    store.bulk_load(b"<a:s> <a:p> <a:o> .\\n", format=pyoxigraph.RdfFormat.N_QUADS)
    if sys.argv[2] == "filling":
        os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[2] == "between the renames":
    swap.try_exchange = lambda *_: False
    from pathlib import Path
    rename, done = Path.rename, []
    def rename_once(path, target):
        if done:
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            rename(path, target)
        finally:
            done.append(path) if ".old-" in str(target) else None
    Path.rename = rename_once

publish(sys.argv[1], fill)
"""


@pytest.mark.parametrize("moment", ["filling", "between the renames"])
def test_killed_build_leaves_the_old_store(tmp_path: Path, moment: str) -> None:
    """Killed at the worst moments, the old store answers, and the next build clears up."""
    path = tmp_path / "store"
    publish(path, loader(10))
    killed = subprocess.run([sys.executable, "-c", BUILD, str(path), moment], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert siblings(path)
    assert len(open_store(path)) == 10
    publish(path, loader(20))
    assert len(open_store(path)) == 20
    assert len(siblings(path)) <= 1  # the old one, which this test still has open


def test_build_that_lives_is_left_alone(tmp_path: Path) -> None:
    """Clearing up does not take the folder of a build that is still at work."""
    path = tmp_path / "store"

    def fill(store: pyoxigraph.Store) -> None:
        loader(5)(store)
        publish(path, loader(7))

    publish(path, fill)
    assert len(open_store(path)) == 5


def test_files_of_others_in_a_store_are_not_lost(tmp_path: Path) -> None:
    """Notes that lie in the folder of a store keep it from being replaced, and so do not go."""
    path = tmp_path / "store"
    publish(path, loader(10))
    (path / "notes.txt").write_text("a year of work")
    with pytest.raises(InputError, match=r"the folder holds notes\.txt.*not overwritten"):
        publish(path, loader(20))
    assert len(open_store(path)) == 10


def test_file_put_there_during_a_build_is_not_lost(tmp_path: Path) -> None:
    """What comes into the old store while the new one is built stays beside it."""
    path = tmp_path / "store"
    publish(path, loader(10))

    def fill(store: pyoxigraph.Store) -> None:
        loader(20)(store)
        (path / "notes.txt").write_text("a year of work")

    publish(path, fill)
    assert len(open_store(path)) == 20
    (left,) = tmp_path.glob(".store.building-*")
    assert [file.name for file in left.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("kind", ["building-01234567", "old-01234567", "work", "building-notes"])
def test_folder_that_only_looks_left_over_is_not_removed(tmp_path: Path, kind: str) -> None:
    """A name like that of a killed build is not proof: without our mark inside, it stays."""
    folder = tmp_path / f".store.{kind}"
    folder.mkdir()
    (folder / "notes.txt").write_text("a year of work")
    (folder / "store").mkdir()
    (folder / "store" / "notes.txt").write_text("a year of work")
    publish(tmp_path / "store", loader(10))
    with workplace(tmp_path / "store"):
        pass
    assert len(list(folder.rglob("notes.txt"))) == 2


def test_builds_of_one_store_at_once(tmp_path: Path) -> None:
    """All succeed, the last one wins, and nothing is left over, however they meet."""
    path = tmp_path / "store"
    failures: list[BaseException] = []
    ready = threading.Barrier(4)

    def work() -> None:
        try:
            for _ in range(150):
                ready.wait()
                folder, lock = _new_folder(path)
                for other in tmp_path.glob(".store.building-*"):
                    remove_if_unused(other)
                assert (folder / MARKER).is_file()
                os.close(lock)
        except BaseException as error:  # noqa: BLE001 - handed to the main thread
            failures.append(error)
            ready.abort()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_publishing_while_many_open(tmp_path: Path) -> None:
    """At every moment of a hundred openings there is one whole store."""
    path = tmp_path / "store"
    publish(path, loader(10))
    failures: list[BaseException] = []
    counts: set[int] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                counts.add(len(open_store(path)))
            except BaseException as error:  # noqa: BLE001 - handed to the main thread
                failures.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for count in (20, 30, 40):
        publish(path, loader(count))
    done.set()
    reader.join()
    assert failures == []
    assert counts <= {10, 20, 30, 40}


def test_exchange_reports_a_missing_folder(tmp_path: Path) -> None:
    """An error of the system is an error, not a file system without the call."""
    (tmp_path / "a").mkdir()
    with pytest.raises(FileNotFoundError):
        swap.try_exchange(tmp_path / "a", tmp_path / "b")
