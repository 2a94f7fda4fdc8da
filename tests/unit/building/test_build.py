"""Building: the same store however it is read, and nothing lost when it is stopped."""

from __future__ import annotations

import errno
import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from attachgraph import building
from attachgraph.building import (
    Progress,
    Workers,
    build,
    build_shards,
    cluster,
    collect,
    load_shards,
    loading,
)
from attachgraph.building.cluster import Cluster
from attachgraph.building.compiling import Compiled, compile_document, label_of, pack, quads_of
from attachgraph.building.executors import Executor, InProcess, Task
from attachgraph.building.shards import Shards, key_of
from attachgraph.building.state import state
from attachgraph.errors import InputError, MissingError, UnavailableError
from attachgraph.rdf.serialise import export
from attachgraph.store.embedded import open_store
from attachgraph.store.publishing import workplace
from attachgraph.validation.quotes import verify_quotes
from tests.processes import address_in

FIXTURES = Path(__file__).parents[2] / "fixtures" / "pages"
pytestmark = pytest.mark.usefixtures("few_quads_ship")

PAGES = ("whole-page.txt", "two-line.txt", "typography.txt", "wikipedia-like.txt", "unknown.txt")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder with a few documents, one of them broken."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in PAGES:
        shutil.copy(FIXTURES / name, folder)
    (folder / "broken.md").write_text("---\ntitle: [\n---\n\nText.\n", encoding="utf-8")
    (folder / "facts.ttl").write_text(
        "<https://x.example/a> <https://x.example/b> [] .", encoding="utf-8"
    )
    return folder


@pytest.fixture
def few_quads_ship(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let little be in every store: what ships is loaded as documents are, and takes a second."""
    shipped = b"<https://x.example/c> <https://x.example/d> <https://x.example/e> <a:g> .\n"
    monkeypatch.setattr(building, "_shipped_quads", lambda **_: shipped)


def quads(store: Path) -> bytes:
    """Return the quads of a store in canonical form: sorted lines of N-Quads."""
    dump = open_store(store).dump(format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(dump.splitlines(keepends=True)))


def made(pages: Path, store: Path, executor: Executor | None = None) -> bytes:
    """Build a store, and return its quads."""
    build(collect([str(pages)], only=True), store, executor=executor)
    return quads(store)


def compiled(documents: dict[str, str], timeout: float = 1.0) -> dict[str, Compiled]:
    """Compile documents by the reader that misbehaves."""
    workers = Workers(2, timeout, "tests.unit.building.misbehaving:open_reader")
    tasks = [Task(name, name, text.encode()) for name, text in documents.items()]
    return {key: label_of(shard)[0] for key, shard in workers.run(tasks)}


# ---------------------------------------------------------------- the same store


def test_any_number_of_processes_and_any_order_give_the_same_store(
    pages: Path, tmp_path: Path
) -> None:
    """Quads and exports are byte for byte equal, here, in one process, in three, and backwards."""
    expected = made(pages, tmp_path / "here")
    assert expected
    assert made(pages, tmp_path / "one", Workers(1)) == expected
    assert made(pages, tmp_path / "three", Workers(3)) == expected
    backwards = collect([str(pages)], only=True)[::-1]
    build(backwards, tmp_path / "backwards", executor=Workers(2))
    assert quads(tmp_path / "backwards") == expected
    for format_ in ("turtle", "jsonld"):
        one, other = (
            b"".join(export(open_store(tmp_path / name), format_)) for name in ("here", "backwards")
        )
        assert one == other


def test_two_stores_are_one_with_the_statements_and_texts_of_both(tmp_path: Path) -> None:
    """A colleague's store is a document like any other, and its quotes can still be verified."""
    for name in ("whole-page", "two-line"):
        build(collect([str(FIXTURES / f"{name}.txt")], only=True), tmp_path / name)
    stores = [str(tmp_path / "whole-page"), str(tmp_path / "two-line")]
    report = build(collect(stores, only=True), tmp_path / "both")
    assert report.documents == 2
    assert report.statements > 100
    both = open_store(tmp_path / "both")
    assert not verify_quotes(both)
    assert not set(open_store(stores[1])) - set(both)


def test_merged_exports_in_turtle_bring_no_bundled_dataset(tmp_path: Path) -> None:
    """Statements are known in a form without graphs too: nobody's results come in beside theirs."""
    path = tmp_path / "merged.ttl"
    path.write_text(
        "@prefix ag: <https://w3id.org/attachgraph/ontology#> .\n<x:s> a ag:Statement ."
    )
    assert [item.is_store for item in collect([str(path)])] == [True]
    path.write_text("@prefix ag: <https://w3id.org/attachgraph/ontology#> .\n<x:s> a ag:Source .")
    assert len(collect([str(path)])) > 1


def test_report_does_not_depend_on_the_order(pages: Path, tmp_path: Path) -> None:
    """Counts, failures and warnings are the same, in the order of the names."""
    inputs = collect([str(pages)], only=True)
    one = build(inputs, tmp_path / "one")
    other = build(inputs[::-1], tmp_path / "other", executor=Workers(3))
    assert one == other
    assert [Path(failure.name).name for failure in one.failures] == ["broken.md"]
    assert one.documents == len(PAGES) + 1


# ---------------------------------------------------------------- shards


def test_shards_of_two_machines_make_the_same_store(pages: Path, tmp_path: Path) -> None:
    """Each part reads its documents where they are; a bad one is reported, all else is loaded."""
    inputs = collect([str(pages)], only=True)
    place, store = tmp_path / "shards", tmp_path / "store"
    first = build_shards(inputs, place, part=(1, 2), executor=Workers(2))
    with pytest.raises(InputError, match="parts are missing: 2-of-2"):
        load_shards(place, store)
    second = build_shards(inputs, place, part=(2, 2))
    assert len(first.failures) + len(second.failures) == 1
    assert load_shards(place, store) == first.documents + second.documents == len(PAGES) + 1
    assert quads(store) == made(pages, tmp_path / "other")
    written = b"".join(gzip.decompress(file.read_bytes()) for file in place.rglob("*.nq.gz"))
    assert set(quads(store).splitlines()) <= set(written.splitlines())  # other engines read them


def test_stopped_shards_go_on_and_old_ones_go(pages: Path, tmp_path: Path) -> None:
    """What was compiled is not compiled again, and nothing of a changed document is loaded."""
    place, store = tmp_path / "shards", tmp_path / "store"
    with pytest.raises(KeyboardInterrupt):
        build_shards(collect([str(pages)], only=True), place, executor=_Counting(4))
    kept = {file: file.stat().st_mtime_ns for file in place.rglob("*.nq.gz")}
    with pytest.raises(MissingError, match="no finished part"):
        load_shards(place, store)
    (pages / "two-line.txt").write_text("Secure Attachment Style\n\nTrust.\n", encoding="utf-8")
    build_shards(collect([str(pages)], only=True), place)
    still = {file: file.stat().st_mtime_ns for file in kept if file.exists()}
    assert still
    assert still.items() <= kept.items()
    load_shards(place, store)
    assert quads(store) == made(pages, tmp_path / "other")


# ---------------------------------------------------------------- bad documents


def test_a_document_that_takes_too_long_is_ended_and_the_others_go_on() -> None:
    """An endless loop, in Python or within a library, ends at the limit."""
    found = compiled({"loop": "loop", "regex": "backtrack", "a": "fine", "b": "fine", "c": "fine"})
    assert {name for name, one in found.items() if one.failure} == {"loop", "regex"}
    assert "more than 1 seconds of processor time" in found["loop"].failure
    assert not found["loop"].lasting


@pytest.mark.parametrize(
    ("word", "how"), [("segfault", "SIGSEGV"), ("killed", "SIGKILL"), ("exit", "exit code 7")]
)
def test_a_document_that_ends_its_process_is_reported_and_the_others_go_on(
    word: str, how: str
) -> None:
    """Which document it was is known, and the message says how the process ended."""
    found = compiled({"bad": word, "a": "fine", "b": "fine"})
    assert [name for name, one in found.items() if one.failure] == ["bad"]
    assert how in found["bad"].failure


def test_a_process_that_was_killed_once_costs_no_document(tmp_path: Path) -> None:
    """Somebody else may have been the reason: the document is tried again."""
    found = compiled({"unlucky": f"once {tmp_path / 'mark'}", "a": "fine"})
    assert (tmp_path / "mark").exists()
    assert not any(one.failure for one in found.values())


def test_a_bug_of_the_reader_is_one_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody foresaw is reported with the document's name."""

    def broken(_data: bytes, _name: str) -> None:
        raise ZeroDivisionError("of course")

    monkeypatch.setattr("attachgraph.building.compiling.read_document", broken)
    label, _ = label_of(compile_document("page.txt", b"text"))
    assert "page.txt: this is a bug in attachgraph: ZeroDivisionError" in label.failure


def test_nothing_readable_publishes_nothing(tmp_path: Path) -> None:
    """If all documents fail there is an error, no store, and nothing left over."""
    (tmp_path / "broken.md").write_bytes(b"---\ntitle: [\n---\n")
    with pytest.raises(InputError, match="nothing could be read of 1 document\n"):
        made(tmp_path / "broken.md", tmp_path / "store")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.md"]


# ---------------------------------------------------------------- stopped and gone on with


class _Counting:
    """Counts the documents that are compiled, and stops after some."""

    def __init__(self, most: int = 1000) -> None:
        self.count = 0
        self.most = most

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[str, bytes]]:
        for done in InProcess().run(tasks):
            if self.count == self.most:
                raise KeyboardInterrupt
            self.count += 1
            yield done


def test_stopped_while_reading_it_goes_on_where_it_was(pages: Path, tmp_path: Path) -> None:
    """What has been read is not read again, and the old store answers meanwhile."""
    expected = made(pages, tmp_path / "other")
    store = tmp_path / "store"
    old = made(pages / "facts.ttl", store)
    with pytest.raises(KeyboardInterrupt):
        made(pages, store, _Counting(4))
    assert quads(store) == old
    rest = _Counting()
    assert made(pages, store, rest) == expected
    assert rest.count == len(list(pages.iterdir())) - 4
    assert not list(tmp_path.glob(".*.work"))


def test_stopped_while_loading_it_goes_on_where_it_was(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has been loaded is not loaded again."""
    monkeypatch.setattr(loading, "_PIECE", 1)  # a piece for each document
    expected = made(pages, tmp_path / "other")
    loads: list[bytes] = []

    def load_quads(store: pyoxigraph.Store, data: bytes) -> None:
        loads.append(data)
        store.bulk_load(input=data, format=RdfFormat.N_QUADS)

    def stop(progress: Progress) -> None:
        if progress.step == "loading" and progress.done == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(loading, "load_quads", load_quads)
    inputs = collect([str(pages)], only=True)
    store = tmp_path / "store"
    with pytest.raises(KeyboardInterrupt):
        build(inputs, store, progress=stop)
    assert 2 <= len(loads) < len(PAGES) + 1
    build(inputs, store)
    assert len(loads) == len(set(loads)) == len(PAGES) + 1
    assert quads(store) == expected


def test_a_changed_document_is_read_again_after_a_stop(pages: Path, tmp_path: Path) -> None:
    """Nothing of the text as it was before the stop gets into the store."""
    store = tmp_path / "store"

    def stop(progress: Progress) -> None:
        if progress.step == "loading" and progress.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(collect([str(pages)], only=True), store, progress=stop)
    (pages / "two-line.txt").write_text("Secure Attachment Style\n\nTrust.\n", encoding="utf-8")
    assert made(pages, store) == made(pages, tmp_path / "other")


def test_torn_shards_are_made_again(tmp_path: Path) -> None:
    """A file that a crash of the machine has cut is not taken for a document."""
    shards = Shards(tmp_path / "shards")
    key = key_of("page.txt", b"text")
    shard = pack(Compiled("page.txt", 3), b"<a:s> <a:p> <a:o> <a:g> .\n")
    shards.keep(key, shard)
    assert shards.read(key) == quads_of(shard) == gzip.decompress(shard)
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    for cut in range(len(shard)):
        file.write_bytes(shard[:cut])
        assert shards.find(key) is None
    file.write_bytes(shard[:-1] + b"x")
    with pytest.raises(InputError, match="damaged"):
        shards.read(key)
    assert shards.find(key) is None


def test_two_builds_of_one_store_do_not_meet(pages: Path, tmp_path: Path) -> None:
    """Who comes second works in a folder of its own."""
    expected = made(pages, tmp_path / "other")
    store = tmp_path / "store"
    with workplace(store) as first:
        assert made(pages, store) == expected
        assert first.is_dir()
    assert not first.exists()
    assert quads(store) == expected


# ---------------------------------------------------------------- clusters


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Dask, the message says how to get it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(MissingError, match="needs the package distributed") as caught:
        Cluster("local")
    assert "attachgraph[dask]" in str(caught.value)


def test_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever for somebody to come and work."""
    from distributed import LocalCluster

    monkeypatch.setattr(cluster, "_SECONDS_ALONE", 1)
    options = {"n_workers": 0, "processes": False, "dashboard_address": None}
    with LocalCluster(**options) as local:  # type: ignore[no-untyped-call]
        tasks = iter([Task("key", "page.txt", b"Secure Attachment Style\n\nTrust.\n")])
        with pytest.raises(UnavailableError, match="has no workers") as caught:
            list(Cluster(local.scheduler_address).run(tasks))
    assert caught.value.exit_code == 69
    assert f"dask worker {local.scheduler_address}" in str(caught.value.fix)


def test_scheduler_that_dies_ends_the_build(tmp_path: Path) -> None:
    """Nobody waits for a cluster that is gone: it is told at once, and what to do."""
    file = tmp_path / "scheduler.json"
    dask = Path(sys.executable).with_name("dask")
    options = ("--no-dashboard", "--host", "127.0.0.1", "--port", "0", "--scheduler-file")
    with subprocess.Popen(
        [dask, "scheduler", *options, file], stderr=subprocess.DEVNULL
    ) as scheduler:
        address = address_in(file, scheduler)

        def tasks() -> Iterator[Task]:
            yield Task("key", "page.txt", b"Secure Attachment Style\n\nTrust.\n")
            scheduler.kill()

        with pytest.raises(UnavailableError, match="does not answer any more") as caught:
            list(Cluster(address).run(tasks()))
    assert "run the same command again" in str(caught.value.fix)


def test_another_version_on_a_worker_is_refused() -> None:
    """Two versions may read one document differently: the store would depend on who read it."""
    assert cluster._compile([("page.txt", b"Secure Attachment Style\n\nTrust.\n")], state(), 9.0)
    with pytest.raises(InputError, match="another version of attachgraph"):
        cluster._compile([("page.txt", b"text")], "0" * 64, 9.0)
    cluster._local.workers.stop()  # on a cluster they end with the Dask worker
    del cluster._local.timeout


def test_full_disk_while_reading_says_how_to_go_on(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is named, and that the same command goes on."""

    def refuse(path: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(InputError, match="the disk is full") as caught:
        made(pages, tmp_path / "store")
    assert ".store.work" in str(caught.value)
    assert "run the same command again" in str(caught.value)


def test_many_builds_of_one_store_at_once(pages: Path, tmp_path: Path) -> None:
    """Whoever removes a folder that is done with removes it from nobody's hands."""
    expected = made(pages, tmp_path / "other")
    inputs = collect([str(pages)], only=True)
    store = tmp_path / "store"
    with ThreadPoolExecutor(4) as threads:
        for built in [threads.submit(build, inputs, store) for _ in range(12)]:
            assert built.result().documents == len(PAGES) + 1
    assert quads(store) == expected
