"""Answers of commands go into tables and files; the name of the file says the form."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from attachgraph.cli.frame import _attachgraph, run
from tests.cli.terminal import lines_in_terminal


def _call(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(_attachgraph, arguments, env={"ATTACHGRAPH_STORE": None})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def test_descriptions_and_answers_are_written_as_their_file_is_called(tmp_path: Path) -> None:
    """CSV has a row for each item, a workbook numbers as numbers; a wrong ending is said."""
    path = tmp_path / "a.csv"
    assert _call("compare", "avoidant-secure", "anxious-avoidant", "-o", str(path))[0] == 0
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert {row["entry"] for row in rows} == {
        "Avoidant-Secure Relationship",
        "Anxious-Avoidant Relationship",
    }
    assert any(row["status"] == "disputed" for row in rows)
    assert _call("show", "avoidant-secure", "-f", "csv")[1].startswith("part,below,text,name,")
    book = tmp_path / "a.xlsx"
    question = "SELECT ?s ?n { ?s ag:couples ?n } ORDER BY DESC(?n) LIMIT 1"
    assert _call("query", question, "-o", str(book))[0] == 0
    head, row = openpyxl.load_workbook(book).active.iter_rows(values_only=True)
    assert head == ("s", "n")
    assert isinstance(row[1], int)
    first = book.read_bytes()
    assert _call("query", question, "-o", str(book))[0] == 0
    assert book.read_bytes() == first
    code, _, told = _call("stats", "-o", str(tmp_path / "a.docx"))
    assert code == 2
    assert ".docx" in told
    assert _call("show", "avoidant-secure", "-f", "text", "-o", "a.csv")[0] == 2


def test_kind_of_a_figure_without_a_figure_is_refused() -> None:
    """Who chooses a drawing and names no file is told so, before anything is computed."""
    code, _, told = _call("synthesize", "--outcome", "trust", "--kind", "forest")
    assert code == 2
    assert "add --figure FILE.svg" in told


@pytest.mark.parametrize(
    "asked",
    ["synthesize -p avoidance -w own --outcome satisfaction", "gaps", "queries", "search cortisol"],
)
@pytest.mark.parametrize("columns", [60, 80])
def test_answers_fit_the_terminal(asked: str, columns: int) -> None:
    """No line is wider than the terminal."""
    lines = lines_in_terminal("", *asked.split(), columns=columns)
    assert max(map(len, lines)) <= columns


def test_what_cannot_be_drawn_or_written_is_refused_before_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A refusal is not below a long answer, and names the folder that is missing, not our file."""
    figure = tmp_path / "f.svg"
    asked = ["synthesize", "--outcome", "trust", "--kind", "funnel", "--figure", str(figure)]
    assert run(asked) == 2
    said = capsys.readouterr()
    assert (said.out, figure.exists()) == ("", False)
    assert "no funnel plot" in said.err
    assert run(["query", "ASK {}", "-o", str(tmp_path / "none" / "x.txt")]) == 4
    assert f"{tmp_path / 'none'}: the folder does not exist" in capsys.readouterr().err


def test_answer_without_rows_says_what_may_be_meant() -> None:
    """A misspelt name is told with its neighbour; else the command that shows each pattern."""
    told = _call("query", "SELECT ?c { ?p ag:conflictCycl ?c }")[2]
    assert "did you mean ag:conflictCycle?" in told
    told = _call("query", "list-claims-with-status", "--param", "status=disputed")[2]
    assert "list-claims-by-standing" in told
    told = _call("query", "SELECT ?q ?c { ?p ag:conflictCycle ?c }")[2]
    assert "look again: nothing in the query gives ?q a value" in told
    told = _call("query", "SELECT * { ?p a ag:Statement ; ag:pairsWith ?q }")[2]
    assert "attachgraph query --explain" in told


def test_vocabulary_films_and_questions_are_found() -> None:
    """Search knows properties by what people call them, and films as films; lists are in groups."""
    assert "ag:couples" in _call("search", "sample", "size", "--kind", "property")[1]
    films = _call("search", "film", "--limit", "5", "-f", "csv")[1].splitlines()[1:]
    assert all(line.startswith("work,") for line in films)
    listed = _call("query", "--list")[1]
    assert listed.index("Claims") < listed.index("list-claims-about") < listed.index("Works")


def test_file_with_a_query_is_not_taken_for_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who forgets --file is told so, whatever the file is called."""
    for name in ("select.rq", "question"):
        (tmp_path / name).write_text("ASK {}")
        assert run(["query", str(tmp_path / name)]) == 2
        assert f"attachgraph query --file {tmp_path / name}" in capsys.readouterr().err


def test_format_and_name_of_a_file_may_not_disagree(tmp_path: Path) -> None:
    """GEXF in a file .csv is refused; .json holds several formats."""
    code, _, told = _call("export", "--format", "gexf", "--output", str(tmp_path / "x.csv"))
    assert (code, list(tmp_path.iterdir())) == (2, [])
    assert "--format says gexf" in told
    described = "DESCRIBE pairing:avoidant-secure"
    assert _call("query", described, "-f", "jsonld", "-o", str(tmp_path / "x.json"))[0] == 0


def test_tab_key_completes_names() -> None:
    """Entries, claims, publications and questions are completed by what a command takes."""

    def completed(command: str, word: str) -> list[str]:
        shell = ShellComplete(_attachgraph, {}, "attachgraph", "_ATTACHGRAPH_COMPLETE")
        return [item.value for item in shell.get_completions([command], word)]

    assert "anxious-avoidant" in completed("show", "anx")
    assert "davila-1999" in completed("cite", "dav")
    assert "list-films" in completed("query", "list-f")
    assert "insecurity-lowers-quality" in completed("export", "insecurity-l")
