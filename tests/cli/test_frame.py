"""The frame of the command line: help, exit codes, errors, and what it costs to start."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from attachgraph.cli.frame import COMMANDS
from attachgraph.cli.frame import run as run_here
from attachgraph.errors import AttachGraphError, InputError, MissingError, UsageError
from tests.cli.conftest import Runner, environment

EXISTING = [name for entries in COMMANDS.values() for name in entries]


def test_help_lists_every_command_with_its_line(run: Runner) -> None:
    """The list has every command that is there, and says how to begin and to complete."""
    shown = run("--help").stdout
    for entries in COMMANDS.values():
        for name, help_ in entries.items():
            assert re.search(rf"^  {name} +{re.escape(help_)}$", shown, re.MULTILINE)
    assert "attachgraph demo" in shown
    assert "_ATTACHGRAPH_COMPLETE=bash_source" in shown
    assert "not a diagnostic instrument" in shown


@pytest.mark.parametrize("name", EXISTING)
def test_every_command_explains_itself(run: Runner, name: str) -> None:
    """Each command has a description, and its help ends with an example that calls it."""
    done = run(name, "--help")
    assert done.returncode == 0
    assert f"Usage: attachgraph {name}" in done.stdout
    examples = re.split(r"^  Examples?:$", done.stdout, flags=re.MULTILINE)
    assert len(examples) == 2
    assert f"attachgraph {name}" in examples[1]


def test_version_is_told(run: Runner) -> None:
    """--version gives name and version and nothing else."""
    assert re.fullmatch(r"attachgraph \S+\n", run("--version").stdout)


def test_module_and_script_are_the_same_command() -> None:
    """The entry point of the package is a function that takes no arguments."""
    from attachgraph.cli import main

    assert callable(main)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["qury"], 2, "There is no command qury. Did you mean query?"),
        (["query", "--fromat", "csv"], 2, "--fromat"),
        (["query", "ASK {"], 3, "{ is never closed"),
        (["query", "ASK {}", "--store", "/nowhere/at/all"], 4, "no such store"),
        (["query", "ASK {}", "--store", __file__], 3, "is a file, not a store"),
        (["query", "ASK {}", "--store", "https://"], 2, "not an address of a store"),
        (["query", "ASK {}", "--store", "htps://x/sparql"], 2, "not an address of a store"),
        (["build", "--store", "https://x.example/sparql"], 2, "attachgraph push URL"),
        (["query", "ASK {}", "--format", "turtle"], 2, "turtle holds triples"),
    ],
)
def test_exit_codes_and_remedies(
    run: Runner, arguments: list[str], code: int, message: str
) -> None:
    """Every failure has its exit code, says what to do, and shows no traceback."""
    done = run(*arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_debug_shows_the_traceback(run: Runner) -> None:
    """Whoever looks for a bug sees where an error came from."""
    done = run("query", "ASK {", ATTACHGRAPH_DEBUG="1")
    assert "Traceback" in done.stderr
    assert done.returncode == 3


def test_hostile_text_in_an_error_is_shown_as_text(run: Runner) -> None:
    """A query with control characters cannot paint the terminal through its error."""
    done = run("query", "ASK { \x1b]0;title\x07 }")
    assert done.returncode == 3
    assert "\x1b" not in done.stderr
    assert "\x07" not in done.stderr


def test_store_comes_from_option_or_environment(run: Runner, store: Path) -> None:
    """--store wins over ATTACHGRAPH_STORE."""
    query = ("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv")
    from_environment = run(*query)
    from_option = run(*query, "--store", str(store), ATTACHGRAPH_STORE="/nowhere")
    assert from_environment.stdout == from_option.stdout
    assert run(*query, ATTACHGRAPH_STORE="/nowhere").returncode == 4


# ---------------------------------------------------------------- errors of any kind


def failing(error: BaseException) -> click.Command:
    """Return a command that fails."""

    @click.command()
    def fail() -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (UsageError("two names", fix="give one"), 2, "error: two names\nFix: give one"),
        (InputError("no text", where="a.txt:1:2"), 3, "error: a.txt:1:2: no text"),
        (MissingError("no file"), 4, "error: no file"),
        (AttachGraphError("odd"), 70, "error: odd"),
        (
            ValueError("of no use"),
            70,
            "this is a bug in attachgraph: ValueError: of no use (test_fra",
        ),
        (PermissionError(13, "Permission denied", "a.txt"), 3, "error: a.txt: Permission denied"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (click.exceptions.Exit(1), 1, ""),
        (BrokenPipeError(), 0, ""),
    ],
)
def test_any_error_has_its_exit_code(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    message: str,
) -> None:
    """Ours, the system's, click's and everybody's errors end in one line and the right code."""
    import attachgraph.cli.query

    monkeypatch.setattr(attachgraph.cli.query, "query", failing(error))
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)  # an interruption sets it
    if isinstance(error, BrokenPipeError):
        # Leaving quietly closes stdout for good: not in the process of the tests.
        monkeypatch.setattr(os, "dup2", lambda *_: None)
    assert run_here(["query"]) == code
    shown = capfd.readouterr()
    assert message in shown.err
    assert bool(shown.err) == bool(message)
    assert "Traceback" not in shown.err


def test_interruption_is_one_word_whatever_was_half_done() -> None:
    """What fails while it goes away after Ctrl-C has nothing to say to a person."""
    program = """
import click, sys, attachgraph.cli.query
from attachgraph.cli.frame import run

class Half:
    def __del__(self):
        raise OSError("half done")

@click.command()
def query():
    half = Half()
    raise KeyboardInterrupt

attachgraph.cli.query.query = query
sys.exit(run(["query"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.split()) == (130, ["interrupted"])


# ---------------------------------------------------------------- what it costs


def imported(*arguments: str) -> set[str]:
    """Return the modules that a call imports."""
    program = (
        "import sys, json\nfrom attachgraph.cli.frame import run\n"
        "run(sys.argv[1:])\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_help_imports_click_and_nothing_else() -> None:
    """The list of commands needs no other module than the frame and its own needs."""
    modules = imported("--help")
    ours = {name for name in modules if name.split(".")[0] == "attachgraph"}
    assert ours == {
        "attachgraph",
        "attachgraph.cli",
        "attachgraph.cli.frame",
        "attachgraph.cli.streams",
        "attachgraph.errors",
        "attachgraph.notice",
    }
    assert not modules & {"pyoxigraph", "rich", "rdflib", "networkx", "yaml"}


def test_query_imports_only_what_it_needs(store: Path) -> None:
    """A query on a store that is ready loads the engine, and none of the libraries of a build."""
    modules = imported("query", "ASK {}", "--store", str(store), "--format", "csv")
    roots = {name.split(".")[0] for name in modules}
    assert "pyoxigraph" in roots
    assert not roots & {"rich", "rdflib", "networkx", "numpy", "yaml", "selectolax", "pyvis"}
    assert "attachgraph.building" not in modules
