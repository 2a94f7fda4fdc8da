"""What an author uses: a template to begin with, and a report that follows every save."""

from __future__ import annotations

import json
import os
import re
import selectors
import signal
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Runner, command, environment

PATIENCE = 60


def test_check_without_paths_reads_the_entries_of_ones_own_dataset(
    run: Runner, tmp_path: Path
) -> None:
    """As build does; outside of a dataset of one's own it says what is missing."""
    own = str(tmp_path / "own")
    assert run("init", own).returncode == 0
    done = run("check", ATTACHGRAPH_DATASET=own)
    assert (done.returncode, "Anxious-Secure Relationship" in done.stdout) == (0, True)
    refused = run("check")
    assert (refused.returncode, "name a file or folder" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    ("kind", "name", "file", "identity"),
    [
        ("pairing", "Anxious-Fearful", "anxious-fearful.md", "pairing/anxious-fearful"),
        ("pairing", "Secure-Secure", "secure-secure.md", "pairing/secure-secure"),
        ("pairing", "secure avoidant couple", "avoidant-secure.md", "pairing/avoidant-secure"),
        ("style", "Fearful", "fearful.md", "style/fearful"),
        ("style", "Dismissive-Avoidant Attachment", "avoidant.md", "style/avoidant"),
        ("concept", "Emotional Flooding", "emotional-flooding.md", "concept/emotional-flooding"),
        ("concept", 'a: "b" #c <lead> <title>', "a-b-c-lead-title.md", "concept/a-b-c-lead-title"),
    ],
)
def test_template_is_an_entry_without_a_character_left_over(
    run: Runner, tmp_path: Path, kind: str, name: str, file: str, identity: str
) -> None:
    """What new writes is read as what it is about; notes are not claims, nothing is unparsed."""
    written = run("new", kind, name, "--output", str(tmp_path / file))
    assert written.returncode == 0
    assert "attachgraph check --watch" in written.stderr
    (report,) = json.loads(run("check", str(tmp_path / file), "--format", "json").stdout)
    assert report["entry"]["id"] == identity
    assert report["account"]["unparsed"] == 0
    assert {d["level"] for d in report["diagnostics"]} <= {"info"}
    claims = [s for s in report["entry"]["statements"] if s["predicate"] == "ag:claims"]
    assert len(claims) == (kind == "pairing")


def test_notes_of_the_template_are_right_when_they_are_followed(
    run: Runner, tmp_path: Path
) -> None:
    """An author who takes every example of the notes as it stands gets edges of every sort."""
    text = run("new", "pairing", "Anxious-Fearful", "--output", "-").stdout
    # Notes in the body become body; in the front matter, the note on sources becomes their items.
    followed = re.sub(r"<!--\s*|\s*-->", "\n", text)
    followed = followed.replace('#   - "[@girme-2015]"\nSources:', 'Sources:\n  - "[@girme-2015]"')
    page = tmp_path / "followed.md"
    page.write_text(followed, encoding="utf-8")
    (report,) = json.loads(run("check", str(page), "--format", "json").stdout)
    counts = report["entry"]["counts"]
    assert {"ag:aliasOf", "ag:conflictCycle", "ag:hasMove", "ag:citesSource"} <= set(counts)
    assert {"ag:hasPhase", "ag:hasDebate", "ag:hasPosition", "ag:hasQuestion"} <= set(counts)
    assert not [d for d in report["diagnostics"] if d["name"] == "unknown-key"]


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("pairing", "Anxious", "does not name two styles"),
        ("pairing", "Anxious-Avoidant Attachment Style", "does not name two styles"),
        ("style", "Bold", "is not an attachment style"),
        ("style", "Anxious-Secure", "is not an attachment style"),
        ("concept", "Secure Attachment", "names a style or a pairing"),
        ("concept", "  ", "or nothing"),
        ("poem", "Roses", "'poem' is not one of"),
    ],
)
def test_names_that_do_not_fit_are_told(run: Runner, kind: str, name: str, message: str) -> None:
    """Wrong usage, with what to write instead, and no file."""
    done = run("new", kind, name)
    assert done.returncode == 2
    assert message in done.stderr
    assert not done.stdout


def test_nothing_is_overwritten(run: Runner, tmp_path: Path) -> None:
    """The second time is refused and the file stays; a folder that is not there is told."""
    page = tmp_path / "mine.md"
    page.write_text("my words", encoding="utf-8")
    done = run("new", "style", "Secure", "--output", str(page))
    assert done.returncode == 2
    assert "nothing is overwritten" in done.stderr
    assert page.read_text(encoding="utf-8") == "my words"
    assert run("new", "style", "Secure", "--output", str(tmp_path / "no/x.md")).returncode == 4


# ---------------------------------------------------------------- check --watch


class Screen:
    """What a process has printed, read as it comes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._text = ""
        self._selector = selectors.DefaultSelector()
        assert process.stdout is not None
        self._selector.register(process.stdout, selectors.EVENT_READ)

    def until(self, words: str) -> str:
        """Read until these words come; return what came with them, and forget it."""
        end = time.monotonic() + PATIENCE
        while words not in self._text:
            assert self._selector.select(max(0, end - time.monotonic())), self._text
            assert self._process.stdout is not None
            read = os.read(self._process.stdout.fileno(), 65536)
            assert read, self._text
            self._text += read.decode()
        shown, self._text = self._text, ""
        return shown


@contextmanager
def watching(*paths: str) -> Generator[tuple[subprocess.Popen[bytes], Screen]]:
    """Start check --watch, and end it whatever happens."""
    process = subprocess.Popen(
        command("check", "--watch", *paths),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(PYTHONUNBUFFERED="1"),
    )
    try:
        yield process, Screen(process)
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def test_report_follows_every_save(tmp_path: Path) -> None:
    """A mistake is shown, then that it is gone, then a new file; Ctrl-C leaves with 130."""
    page = tmp_path / "entry.md"
    page.write_text("---\nkind: couple\n---\n\nOne asks.\n", encoding="utf-8")
    with watching(str(tmp_path)) as (process, screen):
        assert "AG013" in screen.until("watching 1 file; Ctrl-C ends")
        # As many editors save: another file takes the name.
        new = tmp_path / "entry.md.tmp"
        new.write_text("---\ntitle: Softness\nkind: concept\n---\n\nOne asks.\n", encoding="utf-8")
        new.replace(page)
        assert "AG013" not in screen.until("Ctrl-C ends").split("concept: Softness")[1]
        (tmp_path / "second.md").write_text("# Anxious-Secure Relationship\n\nTwo ask.\n")
        assert "pairing/anxious-secure" in screen.until("watching 2 files")
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130


def test_watching_survives_a_file_that_goes(tmp_path: Path) -> None:
    """Between two saves a file may be away: that is said, and the file is seen when it is back."""
    page = tmp_path / "entry.md"
    page.write_text("---\ntitle: Softness\nkind: concept\n---\n\nOne asks.\n", encoding="utf-8")
    with watching(str(page)) as (_, screen):
        screen.until("Ctrl-C ends")
        page.unlink()
        assert "there is no such file" in screen.until("watching 0 files")
        page.write_text("---\ntitle: Softness\nkind: concept\n---\n\nTwo ask.\n", encoding="utf-8")
        assert "concept: Softness" in screen.until("watching 1 file")


def test_watching_is_for_files_and_eyes(run: Runner) -> None:
    """Neither standard input nor JSON can be watched, nor what is not there."""
    assert run("check", "--watch", "no-such-page.md").returncode == 4
    for arguments in (("-",), ("page.txt", "--format", "json")):
        done = run("check", "--watch", *arguments)
        assert done.returncode == 2
        assert "--watch shows files as text" in done.stderr
