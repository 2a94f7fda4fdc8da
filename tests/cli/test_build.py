"""build, as users run it: stopped at any moment, given any document, on a disk that is full."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from attachgraph.store.embedded import open_store
from tests.benchmarks.pages import page_texts
from tests.cli.conftest import Runner, command, environment
from tests.processes import address_in, children, has_ended

COUNT = 20


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write pages of an encyclopedia's size."""
    folder = tmp_path_factory.mktemp("pages")
    for number, text in enumerate(page_texts(COUNT)):
        (folder / f"{number}.txt").write_text(text[:3000], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(pages: Path, run: Runner, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the quads of a build that nobody disturbs."""
    store = tmp_path_factory.mktemp("expected") / "store"
    done = run("build", str(pages), "--only", "--store", str(store))
    assert done.returncode == 0, done.stderr
    assert re.search(r"with the tables of “attachgraph: .+”: [1-9]\d* results\n", done.stderr)
    return quads(store)


def quads(store: Path) -> bytes:
    """Return the quads of a store in canonical form."""
    dump = open_store(store).dump(format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(dump.splitlines(keepends=True)))


@contextmanager
def building(pages: Path, store: Path) -> Generator[subprocess.Popen[bytes]]:
    """Start a build with two workers."""
    arguments = ("build", str(pages), "--only", "--store", str(store), "--jobs", "2")
    with subprocess.Popen(
        command(*arguments), stderr=subprocess.PIPE, env=environment()
    ) as process:
        yield process


def kept(store: Path) -> int:
    """Count the documents that a build has read so far."""
    return len(list((store.parent / f".{store.name}.work" / "shards").glob("*/*")))


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes that read for a build: those that its fork server has started."""
    return [worker for server in children(process.pid) for worker in children(server)]


def test_killed_at_any_stage_nothing_is_lost(
    pages: Path, expected: bytes, run: Runner, tmp_path: Path
) -> None:
    """The old store is whole after each kill, no process remains, and the last run completes."""
    store = tmp_path / "store"
    run("build", str(pages / "0.txt"), "--only", "--store", str(store))
    old = quads(store)
    assert old != expected
    for stage in (0, COUNT // 2, COUNT):
        with building(pages, store) as process:
            while kept(store) < stage and process.poll() is None:
                time.sleep(0.005)
            workers = [*children(process.pid), *workers_of(process)]
            process.kill()
        assert all(map(has_ended, workers))
        assert quads(store) in {old, expected}
    assert run("build", str(pages), "--only", "--store", str(store)).returncode == 0
    assert quads(store) == expected
    assert not list(tmp_path.glob(".*.work"))


def test_killed_worker_costs_no_document(pages: Path, expected: bytes, tmp_path: Path) -> None:
    """A worker that somebody kills is replaced, and its document is read again."""
    store = tmp_path / "store"
    killed = False
    with building(pages, store) as process:
        # One only: a document that loses two processes is given up.
        while process.poll() is None and not killed:
            workers = workers_of(process)
            if workers and kept(store):
                with suppress(ProcessLookupError):
                    os.kill(workers[0], signal.SIGKILL)
                    killed = True
        assert process.stderr is not None
        message = process.stderr.read().decode()
    assert killed
    assert process.returncode == 0, message
    assert quads(store) == expected


def test_interrupted_it_says_how_to_go_on(pages: Path, run: Runner, tmp_path: Path) -> None:
    """Ctrl-C ends with 130 and tells that the same command goes on."""
    store = tmp_path / "store"
    with building(pages, store) as process:
        while kept(store) < 3 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        message = process.stderr.read().decode()
    assert process.returncode == 130
    assert "the same command goes on" in message
    assert not store.exists()
    assert kept(store) >= 3
    assert run("build", str(pages), "--only", "--store", str(store)).returncode == 0


def test_full_disk_is_one_message_and_the_old_store_stays(
    pages: Path, expected: bytes, run: Runner, tmp_path: Path
) -> None:
    """With room again, the same command completes."""
    store = tmp_path / "store"
    run("build", str(pages / "0.txt"), "--only", "--store", str(store))
    old = quads(store)
    limit = 100_000  # no file may grow larger; shards are smaller, a loaded piece is not
    arguments = ("build", str(pages), "--only", "--store", str(store), "--jobs", "1")
    # The count of covered lines would meet the same limit.
    alone = {key: value for key, value in environment().items() if not key.startswith("COVERAGE_")}
    done = subprocess.run(
        command(*arguments),
        capture_output=True,
        env=alone,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    message = done.stderr.decode()
    assert done.returncode == 3, message
    assert "the disk is full" in message
    assert "Traceback" not in message
    assert quads(store) == old
    assert run("build", str(pages), "--only", "--store", str(store)).returncode == 0
    assert quads(store) == expected


def test_bad_documents_are_reported_and_the_others_are_built(
    pages: Path, run: Runner, tmp_path: Path
) -> None:
    """Broken, binary, deep, empty, gone and circular: each is named once, and in the report."""
    folder = tmp_path / "mixed"
    shutil.copytree(pages, folder, ignore=lambda *_: [f"{n}.txt" for n in range(3, COUNT)])
    (folder / "broken.md").write_bytes(b"---\ntitle: [\n---\n\nText.\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 100)
    (folder / "nested.html").write_bytes(b"<div>" * 20_000)
    (folder / "nested.jsonld").write_bytes(b"[" * 20_000)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "up").symlink_to("..")
    report = tmp_path / "report.json"
    done = run(
        *("build", str(folder), "--only", "--store", str(tmp_path / "store")),
        *("--report", str(report)),
    )
    assert done.returncode == 3, done.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    named = [Path(failure["name"]).name for failure in found["failures"]]
    assert named == sorted(named)
    bad = ("broken.md", "binary.txt", "nested.html", "nested.jsonld", "empty.txt")
    assert set(named) == {*bad, "gone.txt", "circle.txt"}
    assert found["documents"] == 3
    assert done.stderr.count("not read: ") == len(named)
    assert "Traceback" not in done.stderr


def test_last_line_and_report_say_what_was_read_and_what_is_in_the_store(
    run: Runner, tmp_path: Path
) -> None:
    """What two pages say alike is one statement there, as stats counts it."""
    text = "---\ntitle: Anxious-Secure Relationship\nkind: pairing\n---\n\nOne partner asks.\n"
    for name in "ab":
        (tmp_path / f"{name}.md").write_text(text + f"\nThe other says {name}.\n")
    store, report = str(tmp_path / "store"), tmp_path / "report.json"
    build = ("build", "--only", "--jobs", "1", "--store", store, "--report", str(report))
    done = run(*build, str(tmp_path / "a.md"), str(tmp_path / "b.md"))
    held = json.loads(run("stats", "--store", store, "--format", "json").stdout)["statements"]
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["statements"] > told["statements_in_store"] == sum(held.values())
    numbers = f"{told['statements']} statements read, {told['statements_in_store']} in the store"
    assert done.stderr.splitlines()[-1] == f"{store}: 2 documents, {numbers}"
    alone = run(*build, str(tmp_path / "a.md"))
    last = f"{store}: 1 document, {json.loads(report.read_text())['statements']} statements"
    assert alone.stderr.splitlines()[-1] == last


def test_unknown_keys_end_with_3_unless_they_are_allowed(run: Runner, tmp_path: Path) -> None:
    """The nearest key is named, the store is built, and the exit code tells scripts."""
    entry = tmp_path / "entry.md"
    entry.write_text(
        "---\ntitle: Anxious-Secure Relationship\nkind: pairing\n---\n\n"
        "One partner asks, the other answers [@supports:gimre-2015].\n"
    )
    build = ("build", str(entry), "--only", "--store", str(tmp_path / "store"))
    done = run(*build)
    assert done.returncode == 3
    assert "error AG023: no source has the key “gimre-2015”" in done.stderr
    assert "did you mean girme-2015" in done.stderr
    assert run(*build, "--allow-unknown-keys").returncode == 0


def test_first_failures_are_shown_and_all_are_in_the_report(run: Runner, tmp_path: Path) -> None:
    """A thousand bad files do not fill the screen."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.txt").write_bytes(b"\0\1\2" * 100)
    (folder / "good.txt").write_text("Secure Attachment Style\n\nTrust.\n", encoding="utf-8")
    report = tmp_path / "report.json"
    done = run(
        *("build", str(folder), "--only", "--store", str(tmp_path / "s"), "--report", str(report))
    )
    assert done.stderr.count("not read: ") == 20
    assert "and 10 more documents that could not be read: --report" in done.stderr
    assert len(json.loads(report.read_text(encoding="utf-8"))["failures"]) == 30


def test_no_cluster_is_said_plainly(pages: Path, run: Runner, tmp_path: Path) -> None:
    """An address without a scheduler has an exit code of its own, and advice."""
    done = run(
        *("build", str(pages), "--store", str(tmp_path / "store")),
        *("--dask", "nonsense://127.0.0.1:1"),
    )
    assert done.returncode == 69, done.stderr
    assert "there is no Dask scheduler" in done.stderr
    assert "dask scheduler" in done.stderr


def test_cluster_gives_the_same_store(
    pages: Path, expected: bytes, run: Runner, tmp_path: Path
) -> None:
    """A scheduler and a worker of Dask's own, in processes of their own, with nothing shared."""
    file = tmp_path / "scheduler.json"
    log = (tmp_path / "log").open("wb")
    dask = [str(Path(command()[0]).with_name("dask"))]
    scheduler = [*dask, "scheduler", "--no-dashboard", "--host", "127.0.0.1", "--port", "0"]
    worker = [*dask, "worker", "--no-dashboard", "--nthreads", "2", "--host", "127.0.0.1"]
    with log, subprocess.Popen([*scheduler, "--scheduler-file", str(file)], stderr=log) as first:
        address = address_in(file, first)
        with subprocess.Popen([*worker, address], stderr=log) as second:
            store = tmp_path / "store"
            try:
                done = run("build", str(pages), "--only", "--store", str(store), "--dask", address)
            finally:
                second.terminate()
                first.terminate()
    assert done.returncode == 0, done.stderr
    assert quads(store) == expected
