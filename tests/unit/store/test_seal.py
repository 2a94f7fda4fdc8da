"""A store that is not what was published is refused, whichever of its files it is."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from attachgraph.errors import InputError
from attachgraph.store import embedded
from attachgraph.store.embedded import check_store, find_damage, open_store
from attachgraph.store.publishing import publish
from attachgraph.store.seal import MARKER, is_ours, read_seal, seal


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a store of 2,000 quads in two loads, so that it has files of several moments."""
    path = tmp_path_factory.mktemp("published") / "store"

    def fill(store: pyoxigraph.Store) -> None:
        for part in ("a", "b"):
            quads = (f'<a:{part}{n}> <a:p> "{n}" <a:g{part}> .\n' for n in range(1000))
            store.bulk_load("".join(quads).encode(), format=RdfFormat.N_QUADS)

    publish(path, fill)
    return path


@pytest.fixture
def store(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the store, as a user would, and remember what was checked where no other test does."""
    monkeypatch.setenv("ATTACHGRAPH_CACHE", str(tmp_path / "cache"))
    shutil.copytree(published, tmp_path / "store")
    return tmp_path / "store"


def manifest(store: Path) -> Path:
    """Return the file in which the engine lists its files."""
    (found,) = store.glob("MANIFEST-*")
    return found


def refuse(store: Path, problem: str) -> None:
    """Expect one error that names the store, the problem and what to do."""
    with pytest.raises(InputError, match=problem) as caught:
        open_store(store)
    assert caught.value.exit_code == 3
    assert caught.value.where == str(store)
    assert "again" in str(caught.value.fix)


def test_seal_says_what_a_store_is_made_of(published: Path) -> None:
    """Format, number of quads, and size and checksum of every file that holds something."""
    found = read_seal(published)
    assert found is not None
    assert (found.quads, found.is_cached) == (2000, False)
    content = {path.name for path in published.iterdir() if path.stat().st_size}
    assert content - set(found.files) == {"LOG", MARKER}
    assert json.loads((published / MARKER).read_text())["format"] == "attachgraph-store/2"


def test_what_a_killed_load_left_is_no_part_of_a_store(store: Path) -> None:
    """The engine has not taken it into the database, and nobody needs it any more."""
    (store / "bulk-17.sst").write_bytes(b"half of it")
    (store / "OPTIONS-000007.dbtmp").write_bytes(b"")
    known = read_seal(store)
    assert known is not None
    seal(store, known.quads, cached=known.is_cached)
    assert is_ours("OPTIONS-000007.dbtmp")
    assert not (store / "bulk-17.sst").exists()
    assert read_seal(store) == known


def test_copy_of_a_store_is_a_store(store: Path) -> None:
    """Nothing in the seal depends on where or when a file was written."""
    assert len(open_store(store)) == 2000
    assert check_store(store, thorough=True).quads == 2000


@pytest.mark.parametrize("share", [n / 20 for n in range(20)])
def test_cut_manifest_is_no_empty_store(store: Path, share: float) -> None:
    """The list of files cut short at any length: the engine would open it, and find nothing."""
    os.truncate(manifest(store), int(manifest(store).stat().st_size * share))
    refuse(store, r"the store is damaged: MANIFEST-\d+ has [\d,]+ bytes instead of")


def test_every_file_is_missed(published: Path, store: Path) -> None:
    """Each file that holds something is needed, and its name is told."""
    found = read_seal(published)
    assert found is not None
    for name in found.files:
        (store / name).rename(store.parent / name)
        refuse(store, f"the store is damaged: {name} is missing")
        (store.parent / name).rename(store / name)
    assert len(open_store(store)) == 2000


def test_every_flipped_byte_is_found(published: Path, store: Path) -> None:
    """One byte in the middle of each file: the engine answers wrongly, loops, or never reads it."""
    found = read_seal(published)
    assert found is not None
    for name in found.files:
        path = store / name
        before = path.read_bytes()
        middle = len(before) // 2
        path.write_bytes(before[:middle] + bytes([before[middle] ^ 90]) + before[middle + 1 :])
        refuse(store, f"the store is damaged: {name} holds other bytes")
        path.write_bytes(before)
    assert len(open_store(store)) == 2000


def test_change_after_the_first_check_is_found(store: Path) -> None:
    """The bytes are read once; a file that the system says has changed is read again."""
    check_store(store)
    largest = max(store.glob("*.sst"), key=lambda path: path.stat().st_size)
    before, times = largest.read_bytes(), largest.stat()
    largest.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
    os.utime(largest, ns=(times.st_atime_ns, times.st_mtime_ns))
    refuse(store, "holds other bytes")


def test_whole_store_is_read_once(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a large store again costs no look at its bytes, unless verify asks for it."""
    check_store(store)
    read: list[Path] = []
    monkeypatch.setattr(
        "attachgraph.store.seal.first_changed", lambda folder, _: read.append(folder)
    )
    check_store(store)
    assert read == []
    check_store(store, thorough=True)
    assert len(read) == 1


def test_log_of_another_program_is_found(store: Path) -> None:
    """The engine would read it, and answer with what somebody has added."""
    (store / "000099.log").write_bytes(b"quads of somebody")
    refuse(store, "000099.log does not belong to it")


def test_store_that_another_program_wrote_to_is_refused(store: Path) -> None:
    """What it holds now is nothing that attachgraph can vouch for; the message says what to do."""
    pyoxigraph.Store(store).add(pyoxigraph.Quad(*map(pyoxigraph.NamedNode, ("a:s", "a:p", "a:o"))))
    refuse(store, "the store is damaged")
    with pytest.raises(InputError, match="if another program changed it on purpose"):
        open_store(store)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('{"format": "attachgraph-store/99"}', "format 99, newer than 2"),
        ('{"format": "attachgraph-store/1"}', "format 1, older than 2"),
        ('{"format": 99}', "format 99, newer than 2"),
        ('{"format": "else"}', f"{MARKER} cannot be read"),
        ("", f"{MARKER} cannot be read"),
        ("garbage", f"{MARKER} cannot be read"),
        ("[" * 100_000, f"{MARKER} cannot be read"),
        (None, f"has no {MARKER}"),
    ],
)
def test_format_of_the_store_is_read(store: Path, content: str | None, problem: str) -> None:
    """A store of another format, of none, or with a torn seal is told, with what to do."""
    (store / MARKER).unlink()
    if content is not None:
        (store / MARKER).write_text(content)
    refuse(store, problem)


def test_seal_that_was_changed_is_refused(store: Path) -> None:
    """The seal has a checksum of its own: another number of quads in it is damage."""
    text = (store / MARKER).read_text()
    (store / MARKER).write_text(text.replace('"quads": 2000', '"quads": 2001'))
    refuse(store, f"{MARKER} cannot be read")


def test_damage_while_a_store_is_open_is_named(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the engine is held against the seal before anybody is told of a bug."""
    monkeypatch.setattr(embedded, "_opened", [])  # other tests have changed theirs
    opened = open_store(store)
    assert find_damage() is None
    for path in store.glob("*.sst"):
        path.write_bytes(b"\0" * path.stat().st_size)
    found = find_damage()
    assert found is not None
    assert "the store is damaged" in str(found)
    del opened
