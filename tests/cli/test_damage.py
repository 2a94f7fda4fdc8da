"""A damaged store is named as such by every command, and is never an answer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from attachgraph.store.embedded import open_store
from attachgraph.store.publishing import publish
from tests.cli.conftest import Runner

COMMANDS = [
    ("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ("query", "--name", "count-claims-by-status"),
    ("show", "avoidant-secure"),
    ("search", "secure"),
    ("path", "avoidant", "secure"),
    ("compare", "avoidant-secure", "anxious-secure"),
    ("gaps",),
    ("stats",),
    ("verify",),
    ("verify", "--format", "json"),
    ("validate",),
    ("view", "--output", "page.html"),
    ("plot", "heat-map", "--output", "plot.svg"),
    ("export", "--format", "nq", "--output", "all.nq"),
    ("export", "--format", "csv", "--output", "tables"),
    ("release", "deposit"),
    ("push", "http://127.0.0.1:9/update"),
    ("serve", "--port", "0"),
]
#: What of them is a path.
WRITTEN = {"page.html", "plot.svg", "all.nq", "tables", "deposit"}


def cut(store: Path) -> None:
    """Cut the list of files short, as a copy that was stopped does."""
    (path,) = store.glob("MANIFEST-*")
    os.truncate(path, 1500)


def flip(store: Path) -> None:
    """Flip one byte in the largest file."""
    path = max(store.glob("*.sst"), key=lambda file: file.stat().st_size)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 90
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("command", "damage"),
    [*((command, flip) for command in COMMANDS), (COMMANDS[0], cut)],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value.__name__,
)
def test_damaged_store_is_refused_by_every_command(
    run: Runner,
    run_apart: Runner,
    store: Path,
    tmp_path: Path,
    command: tuple[str, ...],
    damage: Callable[[Path], None],
) -> None:
    """One message with the place and what to do, exit code 3, and nothing is written."""
    shutil.copytree(store, tmp_path / "store")
    damage(tmp_path / "store")
    arguments = [str(tmp_path / word) if word in WRITTEN else word for word in command]
    # A server runs a loop, and the tests of browsers leave one running in this process.
    runner = run_apart if "serve" in command else run
    done = runner(*arguments, "--store", str(tmp_path / "store"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "the store is damaged" in done.stderr
    assert "Fix: restore it" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_damaged_store_in_diff_is_refused(run: Runner, store: Path, tmp_path: Path) -> None:
    """A comparison with half a dataset would list everything as removed."""
    shutil.copytree(store, tmp_path / "store")
    cut(tmp_path / "store")
    done = run("diff", str(store), str(tmp_path / "store"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "the store is damaged" in done.stderr


def test_damaged_store_is_built_again(run: Runner, store: Path, tmp_path: Path) -> None:
    """The advice of the message can be followed."""
    shutil.copytree(store, tmp_path / "store")
    cut(tmp_path / "store")
    (tmp_path / "page.txt").write_text("Avoidant-Secure Relationship\n\nA pairing.\n")
    done = run("build", str(tmp_path / "page.txt"), "--only", "--store", str(tmp_path / "store"))
    assert done.returncode == 0
    assert len(open_store(tmp_path / "store")) > 0


def test_empty_dataset_is_said_to_be_empty(run: Runner, tmp_path: Path) -> None:
    """Nothing found in a dataset that holds nothing is another thing than nothing found."""
    publish(tmp_path / "store", len)
    for command in (("query", "ASK { ?s ?p ?o }"), ("stats",), ("verify",)):
        done = run(*command, "--store", str(tmp_path / "store"))
        assert "the dataset is empty" in done.stderr
