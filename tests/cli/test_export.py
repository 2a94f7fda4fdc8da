"""export, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from tests.cli.conftest import Runner
from tests.cli.examples import examples_of

CONSTRUCT = "CONSTRUCT WHERE { ?pairing ag:conflictCycle ?cycle }"


def test_the_name_of_the_file_says_the_format(run: Runner, tmp_path: Path) -> None:
    """Turtle goes into .ttl without another word; stdout stays empty."""
    done = run("export", "--output", str(tmp_path / "all.ttl"))
    assert (done.returncode, done.stdout) == (0, "")
    assert sum(1 for _ in parse(path=str(tmp_path / "all.ttl"))) > 1_000


def test_without_any_format_the_endings_are_named(run: Runner) -> None:
    """Wrong usage says how to say it right."""
    done = run("export")
    assert done.returncode == 2
    assert "give --format" in done.stderr
    assert ".graphml" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--output", "graph.xlsx"], "--format csv -o tables.zip"),
        (["--output", "graph.csv"], "csv is several files"),
        (["--output", "graph.ttl", "--raw-cells"], "--raw-cells does nothing in turtle"),
        (["--output", "graph.gexf", "--texts"], "--texts does nothing in gexf"),
    ],
)
def test_impossible_wishes_are_refused(
    run: Runner, tmp_path: Path, arguments: list[str], message: str
) -> None:
    """What a format cannot do is said, and no file is written."""
    done = run("export", arguments[0], str(tmp_path / arguments[1]), *arguments[2:])
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())
    assert not list(tmp_path.iterdir())


def test_one_entry_by_any_of_its_names(run: Runner) -> None:
    """A title, a slug and an IRI choose the same, and JSON is a tree that begins with it."""
    by_slug = run("export", "avoidant-secure", "--format", "jsonld")
    by_curie = run("export", "pairing:avoidant-secure", "--format", "jsonld")
    assert by_slug.stdout == by_curie.stdout
    assert json.loads(by_slug.stdout)["id"] == "pairing:avoidant-secure"


def test_unknown_name_is_told(run: Runner) -> None:
    """Nothing is written, and the exit code says that something is missing."""
    done = run("export", "avoidant-secur", "--format", "nt")
    assert done.returncode == 4
    assert not done.stdout


def test_what_a_query_constructs(run: Runner, tmp_path: Path) -> None:
    """Only the constructed triples are written; with --quotations, their statements as well."""
    bare = run("export", "--query", CONSTRUCT, "--format", "nt").stdout
    assert bare.count("conflictCycle") == len(list(parse(bare, RdfFormat.N_TRIPLES))) > 0
    file = tmp_path / "cycles.rq"
    file.write_text(CONSTRUCT)
    told = run("export", "--file", str(file), "--quotations", "--format", "nt").stdout
    assert "TextQuoteSelector" in told


def test_a_table_cannot_be_exported(run: Runner) -> None:
    """SELECT is refused with the command that writes tables."""
    done = run("export", "--query", "SELECT * { ?s ?p ?o }", "--format", "nt")
    assert done.returncode == 2
    assert "CONSTRUCT" in done.stderr


def test_contradictions_are_refused(run: Runner) -> None:
    """An entry and a query cannot both be what is written."""
    done = run("export", "avoidant-secure", "--query", CONSTRUCT, "--format", "nt")
    assert done.returncode == 2
    assert "NAME and --query" in done.stderr


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_several_files_need_a_place(run: Runner, tmp_path: Path, format_: str) -> None:
    """Not stdout, but a folder or a zip file, the same bytes each time."""
    assert run("export", "--format", format_).returncode == 2
    assert run("export", "--format", format_, "--output", str(tmp_path / "t")).returncode == 0
    assert (tmp_path / "t" / "datapackage.json").is_file()
    for name in ("a.zip", "b.zip"):
        assert run("export", "--format", format_, "--output", str(tmp_path / name)).returncode == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip", "t"]


def test_a_folder_with_other_things_stays(run: Runner, tmp_path: Path) -> None:
    """Exit code 3, with the file that is in the way."""
    (tmp_path / "notes.txt").write_text("mine")
    done = run("export", "--format", "csv", "--output", str(tmp_path))
    assert done.returncode == 3
    assert "notes.txt" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("example", examples_of("export"))
def test_examples_of_the_help_run(
    run: Runner, example: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the help shows works, and writes what it says."""
    monkeypatch.chdir(tmp_path)
    done = run(*example, ATTACHGRAPH_STORE="", PYTHONPATH="")
    assert done.returncode == 0, done.stderr
    assert any(tmp_path.iterdir())


def test_a_ready_question_that_constructs(run: Runner) -> None:
    """By its name, with a value for its parameter or its sample; a misspelled name is told."""
    done = run("export", "--name", "extract-edges-of-pairing", "--format", "graphml")
    assert done.returncode == 0, done.stderr
    assert "<edge " in done.stdout
    options = ("--param", "pairing=avoidant-secure", "--format", "nt")
    chosen = run("export", "--name", "extract-edges-of-pairing", *options)
    assert "pairing/avoidant-secure" in chosen.stdout
    assert run("export", "--name", "extract-edge", "--format", "nt").returncode == 4
