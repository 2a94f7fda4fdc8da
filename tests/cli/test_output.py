"""Where results go: files are replaced whole, and everything else stays what it is."""

from __future__ import annotations

import operator
import os
import stat
import subprocess
import threading
from pathlib import Path

import pytest

from tests.cli.conftest import Runner, command, environment

ASK = ("query", "ASK {}")
#: Every command that writes to a file of the user's choice.
WRITERS = [
    ASK,
    ("view",),
    ("plot", "heat-map"),
    ("export", "--format", "nq"),
    ("schema",),
    ("new", "style", "Secure"),
    ("diff", "--format", "patch"),
]


def shell(store: Path, script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which ``attachgraph`` is this checkout's."""
    program = " ".join(f"'{word}'" for word in command())
    return subprocess.run(
        ["bash", "-c", f'attachgraph() {{ {program} "$@"; }}\n{script}', "bash", *words],
        capture_output=True,
        env=environment(ATTACHGRAPH_STORE=str(store)),
        text=True,
        check=False,
    )


@pytest.mark.parametrize("writer", WRITERS, ids=operator.itemgetter(0))
def test_pipe_is_written_through(
    run: Runner, store: Path, tmp_path: Path, writer: tuple[str, ...]
) -> None:
    """A named pipe is still one afterwards, and who reads it has the answer."""
    pipe = tmp_path / ("pipe.svg" if writer[0] == "plot" else "pipe")
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    other = (str(store), str(store)) if writer[0] == "diff" else ()
    done = run(*writer, *other, "--output", str(pipe))
    reader.join()
    assert done.returncode == 0, done.stderr
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert got
    assert got[0] or writer[0] == "diff"


def test_device_is_written_through(run: Runner) -> None:
    """A device, here a terminal, stays one."""
    ours, theirs = os.openpty()
    try:
        done = run(*ASK, "--output", os.ttyname(theirs))
        assert done.returncode == 0, done.stderr
        assert stat.S_ISCHR(Path(os.ttyname(theirs)).stat().st_mode)
        assert os.read(ours, 100).strip() == b"true"
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize("exists", [True, False])
def test_link_stays_a_link(run: Runner, tmp_path: Path, exists: bool) -> None:  # noqa: FBT001
    """The file behind a link has the answer, also one that is made by it."""
    real, link = tmp_path / "folder" / "real.txt", tmp_path / "link.txt"
    real.parent.mkdir()
    if exists:
        real.write_text("old")
    link.symlink_to("folder/real.txt")
    assert run(*ASK, "--output", str(link)).returncode == 0
    assert link.is_symlink()
    assert real.read_text() == "true\n"


def test_process_substitution(store: Path) -> None:
    """What bash calls ``>(…)`` is a descriptor that is open already."""
    done = shell(store, "attachgraph query 'ASK {}' --output >(cat >&2)")
    assert (done.returncode, done.stderr) == (0, "true\n")


def test_standard_output_by_its_name(store: Path, tmp_path: Path) -> None:
    """What stands in the file behind stdout already is neither cut off nor replaced."""
    target = tmp_path / "all.txt"
    target.write_text("before\n")
    for name in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
        script = 'attachgraph query "ASK {}" --output "$1" >> "$2"'
        assert shell(store, script, name, str(target)).returncode == 0
    assert target.read_text() == "before\ntrue\ntrue\ntrue\n"


def test_replaced_file_keeps_its_permissions(run: Runner, tmp_path: Path) -> None:
    """A private file does not become one that others can read."""
    target = tmp_path / "answer"
    target.write_text("old")
    target.chmod(0o600)
    assert run(*ASK, "--output", str(target)).returncode == 0
    assert (target.read_text(), target.stat().st_mode & 0o777) == ("true\n", 0o600)


def test_folder_is_no_file(run: Runner, tmp_path: Path) -> None:
    """The message names the folder, and nothing is left in it."""
    done = run(*ASK, "--output", str(tmp_path))
    assert done.returncode == 3
    assert f"{tmp_path}: Is a directory" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_link_to_a_folder_of_tables_stays_a_link(run: Runner, tmp_path: Path) -> None:
    """Tables that are written again go to the folder behind the link."""
    (tmp_path / "link").symlink_to(tmp_path / "tables")
    for _ in range(2):
        done = run("export", "--format", "csv", "--output", str(tmp_path / "link"))
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "tables" / "nodes.csv").is_file()


@pytest.mark.parametrize("kind", ["package", "sums", "edited"])
def test_folder_that_only_looks_like_ours_is_not_replaced(
    run: Runner, tmp_path: Path, kind: str
) -> None:
    """A data package or list of checksums of the user's own, and a table that they have edited."""
    folder = tmp_path / "tables"
    folder.mkdir()
    notes = folder / "nodes.csv"
    if kind == "edited":
        assert run("export", "--format", "csv", "--output", str(folder)).returncode == 0
    notes.write_text("a year of work\n")
    if kind == "package":
        (folder / "datapackage.json").write_text(
            '{"name": "mine", "resources": [{"path": "nodes.csv"}]}'
        )
    if kind == "sums":
        (folder / "SHA256SUMS").write_text(f"{'0' * 64}  nodes.csv\n")
    done = run("export", "--format", "csv", "--output", str(folder))
    assert done.returncode == 3
    assert "attachgraph did not write" in done.stderr or "was changed since" in done.stderr
    assert notes.read_text() == "a year of work\n"


def test_demo_replaces_only_its_own_files(run: Runner, tmp_path: Path) -> None:
    """In a folder where no demo was run before, a file of such a name is somebody's."""
    (tmp_path / "explorer.html").write_text("mine")
    done = run("demo", str(tmp_path))
    assert done.returncode == 3
    assert "this file exists, and it is not overwritten" in done.stderr
    assert (tmp_path / "explorer.html").read_text() == "mine"


# ---------------------------------------------------------------- closed streams


@pytest.mark.parametrize("line", ["query 'ASK {}'", "stats", "--help", "show avoidant-secure"])
def test_closed_standard_output_is_told(store: Path, line: str) -> None:
    """Nobody takes it for a bug, and what is opened later is not written to."""
    done = shell(store, f"attachgraph {line} >&-")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: standard output is closed\nFix: send it somewhere, or name a file: --output FILE\n"
    )


def test_closed_streams_do_not_matter_where_nobody_needs_them(store: Path, tmp_path: Path) -> None:
    """With --output nothing goes to stdout; who closes stderr wants no messages."""
    target = tmp_path / "answer"
    done = shell(store, 'attachgraph query "ASK {}" --output "$1" <&- >&- 2>&-', str(target))
    assert done.returncode == 0
    assert target.read_text() == "true\n"


def test_closed_standard_input_is_told(store: Path) -> None:
    """A query that is to come from stdin, when nothing can."""
    done = shell(store, "attachgraph query - <&-")
    assert done.returncode == 2
    assert "error: standard input is closed" in done.stderr
