"""The suite itself: it cannot hang, leaves nothing behind, and runs in the background as well."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

INTERRUPTION = "tests/cli/test_query.py::test_interruption_ends_the_work"

#: What a test that lies elsewhere needs to run as one of ours.
SET_UP = ("-p", "tests.conftest")


def pytest_apart(root: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run pytest with the set-up of all tests, as a background job does: Ctrl-C is ignored."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", *arguments],
        capture_output=True,
        cwd=root,
        text=True,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )


def written(folder: Path, body: str) -> Path:
    """Write a test with this body."""
    path = folder / "test_it.py"
    path.write_text(f"import subprocess, time\n\n\ndef test_it():\n    {body}\n")
    return path


def test_children_can_be_interrupted_in_a_background_job(root: Path) -> None:
    """What a shell starts with ``&`` ignores Ctrl-C, and so did every command that a test ran."""
    done = pytest_apart(root, INTERRUPTION)
    assert done.returncode == 0, done.stdout


def test_process_that_a_test_leaves_behind_is_told_and_ended(root: Path, tmp_path: Path) -> None:
    """Also one whose parent has ended."""
    sleep = f"sleep {10_000 + os.getpid()}"  # another run of the suite has another number
    leave = f"subprocess.run('{sleep} &', shell=True, check=True)"
    path = written(tmp_path, f"import tests.processes as it; it.PATIENCE = 0; {leave}")
    done = pytest_apart(root, *SET_UP, path)
    assert done.returncode == 1
    assert f"tests left processes behind:\nE           {sleep}" in done.stdout
    assert subprocess.run(["pgrep", "-f", sleep], check=False).returncode == 1


def test_test_that_hangs_is_ended(root: Path, tmp_path: Path) -> None:
    """The time limit is a failure of that test, and the others go on."""
    done = pytest_apart(root, *SET_UP, "--timeout", "1", written(tmp_path, "time.sleep(50)"))
    assert done.returncode == 1
    assert "Timeout (>1.0s) from pytest-timeout" in done.stdout
