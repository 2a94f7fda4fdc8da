"""The command as users run it: a process of its own, on a store built from the fixture."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from attachgraph.store.publishing import publish

if TYPE_CHECKING:
    import pyoxigraph

#: What a developer's shell may have set and a test must not see.
HIDDEN = ("ATTACHGRAPH_STORE", "ATTACHGRAPH_DEBUG", "FORCE_COLOR", "COLUMNS")


class Runner(Protocol):
    """Runs the command and returns when it has ended."""

    def __call__(
        self, *arguments: str, stdin: str | bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run ``attachgraph`` with these arguments."""
        ...


def command(*arguments: str) -> list[str]:
    """Return the command line that starts the command from this checkout."""
    return [sys.executable, "-m", "attachgraph", *arguments]


def environment(**changes: str) -> dict[str, str]:
    """Return the variables that the command sees."""
    kept = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    return {**kept, "NO_COLOR": "1", **changes}


@pytest.fixture(scope="session")
def store(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the fixture as a store on disk."""
    path = tmp_path_factory.mktemp("cli") / "store"

    def fill(target: pyoxigraph.Store) -> None:
        target.bulk_load(path=str(root / "tests/fixtures/graph.nq"))

    publish(path, fill)
    return path


@pytest.fixture(scope="session")
def run(store: Path) -> Runner:
    """Return a function that runs the command on that store."""

    def run_command(
        *arguments: str, stdin: str | bytes = b"", **changes: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command(*arguments),
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env=environment(**{"ATTACHGRAPH_STORE": str(store), **changes}),
            timeout=120,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run_command


@pytest.fixture
def runaway(store: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Return a function that starts a query that would take minutes."""
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command("query", query, *arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(ATTACHGRAPH_STORE=str(store)),
        )

    return start
