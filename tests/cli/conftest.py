"""The command as users run it, on a store built from the fixture."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from attachgraph.store.publishing import publish
from tests.commands import HIDDEN, run_command

if TYPE_CHECKING:
    import pyoxigraph


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
    """Return a function that runs the command on that store, in this process."""

    def run_here(
        *arguments: str, stdin: str | bytes = b"", **changes: str
    ) -> subprocess.CompletedProcess[str]:
        return run_command(
            *arguments, stdin=stdin, environment={"ATTACHGRAPH_STORE": str(store), **changes}
        )

    return run_here


@pytest.fixture(scope="session")
def run_apart(store: Path) -> Runner:
    """Return a function that runs the command on that store, in a process of its own."""

    def run_there(
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

    return run_there


@pytest.fixture
def runaway(store: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Return a function that starts a query that would take minutes, and ends with the test."""
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"
    with contextlib.ExitStack() as started:

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            process = started.enter_context(
                subprocess.Popen(
                    command("query", query, *arguments),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    env=environment(ATTACHGRAPH_STORE=str(store)),
                )
            )
            started.callback(process.kill)
            return process

        yield start
