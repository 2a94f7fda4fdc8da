"""query, queries and export, as a person runs them."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat

from attachgraph.rdf.serialise import export
from attachgraph.store.embedded import open_store
from tests.cli.conftest import Runner, command, environment
from tests.cli.terminal import lines_in_terminal
from tests.processes import children, is_computing

ALIASES = "SELECT ?alias ?entry WHERE { ?alias ag:aliasOf ?entry } ORDER BY ?alias ?entry"


# ---------------------------------------------------------------- answers


def test_table_is_for_people(run: Runner) -> None:
    """Names are short, the number of rows is said on stderr, and a pipe cuts nothing off."""
    done = run("query", ALIASES)
    heading, rule, *rows = done.stdout.splitlines()
    assert heading.split() == ["alias", "entry"]
    assert set(rule) == {"─"}
    assert rows[0].split() == ["alias:anchor-pairing", "pairing:avoidant-secure"]
    assert done.stderr == f"{len(rows)} rows\n"
    assert done.returncode == 0


def test_table_fits_the_terminal(store: Path) -> None:
    """On a terminal no line is wider than it, long cells fold, and nothing moves the cursor."""
    query = "SELECT ?who ?label WHERE { ?who rdfs:label ?label } ORDER BY DESC(STRLEN(?label)) ?who"
    lines = lines_in_terminal(store, "query", query, "--limit", "40", columns=60)
    assert len(lines) > 50
    assert max(map(len, lines)) <= 60
    assert "\x1b" not in "".join(lines)


def test_headings_fold_before_cells() -> None:
    """A wide heading folds between its parts; names in the cells below it stay whole."""
    lines = lines_in_terminal("", "query", "list-pairings-by-evidence", columns=80)
    heading, parts, rule, *rows = lines[-13:]
    assert heading.split()[-3:] == ["direct_", "direct_", "projected_"]
    assert parts.split() == ["dyadic", "couples", "results"]
    assert set(rule) == {"─"}
    assert "pairing:anxious-avoidant" in {row.split()[0] for row in rows}
    assert max(map(len, lines)) <= 80


def test_wide_characters_do_not_break_words(store: Path) -> None:
    """A sign that takes two columns changes where a line ends, and not that it ends at a space."""
    query = 'SELECT ("one who stays calm 💑 and asks on and on" AS ?said) {}'
    lines = lines_in_terminal(store, "query", query, columns=22)
    assert lines[2:] == ["one who stays calm 💑", "and asks on and on"]


def test_what_does_not_fit_is_a_record(store: Path) -> None:
    """Columns that would break words are not drawn: the cells of a row stand below each other."""
    doi = "10.1000/long-identifier-of-text"
    query = f'SELECT ?said ?doi ?no {{ VALUES (?said ?doi) {{ ("a few words" "{doi}") }} }}'
    record = [f"── 1 {'─' * 32}", "said  a few words", f"doi   {doi}"]
    assert lines_in_terminal(store, "query", query, columns=37) == record
    table = lines_in_terminal(store, "query", query, columns=48)
    assert table == [f"said         {'doi':31}  no", "─" * 48, f"a few words  {doi}"]


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("json", QueryResultsFormat.JSON),
        ("xml", QueryResultsFormat.XML),
        ("tsv", QueryResultsFormat.TSV),
    ],
)
def test_machine_formats_hold_the_engines_rows(
    run: Runner, store: Path, name: str, format_: QueryResultsFormat
) -> None:
    """What arrives on stdout is what the engine answers, and nothing else is there."""
    query = "SELECT ?s ?o { ?s rdfs:label ?o } ORDER BY ?s ?o"
    done = run("query", query, "--format", name, "--raw-cells")
    found = pyoxigraph.parse_query_results(done.stdout.encode(), format_)
    prefix = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    wanted = open_store(store).query(prefix + query, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert isinstance(wanted, pyoxigraph.QuerySolutions)
    assert [tuple(row) for row in found] == [tuple(row) for row in wanted]
    assert not done.stderr


def test_csv_is_safe_for_spreadsheets_by_default(run: Runner) -> None:
    """A cell like a formula gets an apostrophe, and keeps its text with --raw-cells."""
    query = "SELECT ('=1+1' AS ?x) {}"
    safe, raw = (run("query", query, "--format", "csv", *more) for more in ([], ["--raw-cells"]))
    assert safe.stdout.splitlines() == ["x", "'=1+1"]
    assert raw.stdout.splitlines() == ["x", "=1+1"]


def test_limit_says_what_is_missing(run: Runner) -> None:
    """A cut answer says so on stderr, --limit 0 gives all, and an answer that fits says nothing."""
    query = "SELECT ?s { ?s ?p ?o }"
    cut = run("query", query, "--limit", "3", "--format", "csv")
    assert len(cut.stdout.splitlines()) == 4
    assert cut.stderr == "stopped at 3 rows; --limit 0 for all\n"
    everything = run("query", query, "--limit", "0", "--format", "csv")
    assert len(everything.stdout.splitlines()) > 1000
    assert not everything.stderr


def test_construct_is_turtle_by_default(run: Runner) -> None:
    """CONSTRUCT and DESCRIBE give RDF, the same bytes each time."""
    query = "CONSTRUCT { ?a ag:aliasOf ?e } WHERE { ?a ag:aliasOf ?e }"
    first, second = run("query", query), run("query", query)
    assert first.stdout == second.stdout
    assert first.stdout.startswith("@prefix ag:")
    assert list(pyoxigraph.parse(first.stdout, RdfFormat.TURTLE))
    described = run("query", "DESCRIBE pairing:avoidant-secure", "--format", "jsonld")
    assert json.loads(described.stdout)["@graph"][0]["id"] == "pairing:avoidant-secure"


@pytest.mark.parametrize("format_", ["table", "csv", "json", "xml", "markdown"])
def test_ask_answers_in_every_table_format(run: Runner, format_: str) -> None:
    """Yes and no are results: the exit code is 0 for both."""
    for query, answer in (("ASK {}", "true"), ("ASK { FILTER(false) }", "false")):
        done = run("query", query, "--format", format_)
        assert answer in done.stdout
        assert done.returncode == 0


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("answer.csv", "alias,"),
        ("answer.TSV", "?alias\t"),
        ("answer.json", '{"head"'),
        ("answer.srx", "<?xml"),
        ("answer.md", "| alias |"),
        ("answer.txt", "alias "),
        ("answer", "alias "),
    ],
)
def test_format_follows_the_name_of_the_output(
    run: Runner, tmp_path: Path, name: str, begins: str
) -> None:
    """A table for the screen is written only into what is called .txt, or nothing in particular."""
    target = tmp_path / name
    assert run("query", ALIASES, "-o", str(target)).returncode == 0
    assert target.read_text(encoding="utf-8").startswith(begins)


def test_format_that_is_given_wins_over_the_name(run: Runner, tmp_path: Path) -> None:
    """--format says what is in a file whose name says something else."""
    target = tmp_path / "answer.data"
    assert run("query", ALIASES, "-f", "csv", "-o", str(target)).returncode == 0
    assert target.read_text(encoding="utf-8").startswith("alias,")


def test_name_of_no_format_is_refused(run: Runner, tmp_path: Path) -> None:
    """No table for the screen is hidden in a file for a spreadsheet program."""
    done = run("query", ALIASES, "--output", str(tmp_path / "answer.docx"))
    assert done.returncode == 2
    assert "ends in .docx" in done.stderr
    assert ".csv" in done.stderr
    assert not list(tmp_path.iterdir())


def test_output_file_appears_when_it_is_complete(run: Runner, tmp_path: Path) -> None:
    """A result goes to a file as a whole; an error leaves an old one as it was."""
    target = tmp_path / "answer.csv"
    run("query", ALIASES, "--format", "csv", "--output", str(target))
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert rows[0] == ["alias", "entry"]
    assert target.stat().st_mode & 0o777 == 0o666 & ~_umask()
    failed = run("query", ALIASES, "--format", "turtle", "--output", str(target))
    assert failed.returncode == 2
    assert list(csv.reader(io.StringIO(target.read_text(encoding="utf-8")))) == rows
    assert list(tmp_path.iterdir()) == [target]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# ---------------------------------------------------------------- where the query comes from


def test_query_from_a_file_names_the_file(run: Runner, tmp_path: Path) -> None:
    """A mistake in a file is told with file, line and column."""
    good, bad = tmp_path / "good.rq", tmp_path / "bad.rq"
    good.write_text("\ufeff" + ALIASES, encoding="utf-8")
    bad.write_text("SELECT *\nWHERE { ?s agg:p ?o }", encoding="utf-8")
    assert run("query", "--file", str(good)).returncode == 0
    done = run("query", "--file", str(bad))
    assert f"{bad}:2:12: the prefix" in done.stderr
    assert "did you mean ag:?" in done.stderr
    assert done.returncode == 3


def test_query_from_stdin(run: Runner) -> None:
    """A dash reads the query from stdin."""
    assert run("query", "-", "--format", "csv", stdin="ASK {}").stdout.strip() == "true"


def test_unreadable_queries_are_told(run: Runner, tmp_path: Path) -> None:
    """A missing file is missing, and bytes that are not UTF-8 are bad input."""
    missing = run("query", "--file", str(tmp_path / "none.rq"))
    assert missing.returncode == 4
    assert "none.rq" in missing.stderr
    latin = run("query", "-", stdin="ASK { ?s ?p 'Nähe' }".encode("latin-1"))
    assert latin.returncode == 3
    assert "not UTF-8" in latin.stderr


@pytest.mark.parametrize("arguments", [[], ["ASK {}", "--name", "list-debates"]])
def test_exactly_one_query_is_needed(run: Runner, arguments: list[str]) -> None:
    """None or two queries are wrong usage."""
    done = run("query", *arguments)
    assert done.returncode == 2
    assert "give SPARQL, -, --file or --name" in done.stderr


# ---------------------------------------------------------------- questions and parameters


def test_question_runs_as_it_is(run: Runner) -> None:
    """Without --param a question has its example, and says so; with it, what was given."""
    example = run("query", "--name", "list-names-of-pairing", "--format", "csv")
    assert "an example; choose with --param pairing=…" in example.stderr
    chosen = run(
        *("query", "--name", "list-names-of-pairing", "--format", "csv"),
        *("--param", "pairing=secure-avoidant"),
    )
    assert chosen.stdout == example.stdout
    assert "an example" not in chosen.stderr
    assert len(chosen.stdout.splitlines()) > 1


def test_plain_words_are_a_text_where_a_question_asks_for_one(run: Runner) -> None:
    """A family name needs neither quotation marks nor a language."""
    asked = ("query", "list-publications-of-author", "--format", "csv", "--param")
    plain, written = run(*asked, "family=Hazan"), run(*asked, 'family="Hazan"@en')
    assert (plain.returncode, plain.stdout, plain.stderr) == (0, written.stdout, written.stderr)


@pytest.mark.parametrize(
    "value",
    [
        "avoidant-secure",
        "pairing:avoidant-secure",
        "<https://w3id.org/attachgraph/pairing/avoidant-secure>",
        "Secure-Avoidant Relationship",
    ],
)
def test_values_can_be_written_in_many_ways(run: Runner, value: str) -> None:
    """A slug, a CURIE, an IRI and a title mean the same entry."""
    query = "SELECT ?alias ?e { ?alias ag:aliasOf ?e }"
    done = run("query", query, "--format", "csv", "--param", f"e={value}")
    entries = {row["e"] for row in csv.DictReader(io.StringIO(done.stdout))}
    assert entries == {"https://w3id.org/attachgraph/pairing/avoidant-secure"}


@pytest.mark.parametrize(
    ("param", "code", "message"),
    [
        ("alias", 2, "not NAME=VALUE"),
        ("ailas=avoidant-secure", 2, "did you mean alias?"),
        ("alias=no-such-pairing-at-all", 4, "nothing is called"),
        ('alias="open', 2, "not a literal"),
    ],
)
def test_wrong_parameters_are_told(run: Runner, param: str, code: int, message: str) -> None:
    """A parameter that cannot be used is told with what can."""
    done = run("query", ALIASES, "--param", param)
    assert done.returncode == code
    assert message in done.stderr


def test_questions_are_listed(run: Runner) -> None:
    """The list tells name, question and parameters; one can be shown, all can be had as JSON."""
    listed = run("queries").stdout
    assert "  show-conflict-cycle\n    How does" in listed
    assert "--param pairing=pairing:avoidant-secure" in listed
    assert "SELECT" in run("queries", "show-conflict-cycle").stdout
    records = json.loads(run("queries", "--format", "json").stdout)
    assert {"name", "question", "answer", "parameters", "text"} <= records[0].keys()
    assert run("queries", "show-conflict-cycles").returncode == 4


# ---------------------------------------------------------------- explanations


def test_nothing_is_not_given_without_a_reason(run: Runner) -> None:
    """No row, no, and a count of nothing come with what is odd in the query; a row comes alone."""
    for query in (
        "SELECT * { ?a ag:aliasOff ?e }",
        "SELECT (COUNT(*) AS ?n) { ?a ag:aliasOff ?e }",
        "ASK { ?a ag:aliasOff ?e }",
    ):
        done = run("query", query)
        assert done.returncode == 0
        assert (
            "look again: ag:aliasOff is not in the dataset; did you mean ag:aliasOf?" in done.stderr
        )
    assert "look again" not in run("query", "SELECT * { ?a ag:aliasOf ?e } LIMIT 1").stderr


def test_explanation_says_what_is_odd(run: Runner) -> None:
    """--explain shows matches, cost and the misspelt name, as text and as JSON."""
    query = "SELECT ?c { ?pairing ag:conflictCycl ?c . ?pairing rdfs:label ?name }"
    shown = run("query", query, "--explain")
    assert shown.returncode == 0, shown.stderr
    assert "did you mean ag:conflictCycle?" in shown.stdout
    assert "0 rows in " in shown.stdout
    found = json.loads(run("query", query, "--explain", "--format", "json").stdout)
    assert found["patterns"][0]["matches"] == 0
    assert found["patterns"][1]["joined_by"] == ["?pairing"]
    wrong = run("query", query, "--explain", "--format", "csv")
    assert wrong.returncode == 2
    assert run("query", "SELECT * {", "--explain").returncode == 3


# ---------------------------------------------------------------- limits


def test_time_limit_ends_the_work_and_leaves_no_unfinished_file(
    runaway: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    """A runaway query ends at its limit, says limit and remedy, and writes no half of an answer."""
    process = runaway("--timeout", "0.2", "--output", str(tmp_path / "answer"))
    _, stderr = process.communicate()
    assert process.returncode == 3
    assert "stopped after 0.2 seconds" in stderr.decode()
    assert "--timeout" in stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_interruption_ends_the_work(runaway: Callable[..., subprocess.Popen[bytes]]) -> None:
    """Ctrl-C ends a query without a limit while the engine works, with exit code 130."""
    process = runaway("--timeout", "0")
    while not any(map(is_computing, children(process.pid))):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate()
    assert process.returncode == 130
    assert stderr.decode().split() == ["interrupted"]


def test_many_rows_need_no_more_memory(store: Path) -> None:
    """A hundred times as many rows are written in the memory of a few."""
    query = "SELECT ?s ?o ?t { ?s ?p ?o . ?t rdfs:label ?u }"
    peaks = []
    for format_, limit in (("csv", "2000"), ("csv", "200000"), ("json", "200000")):
        with subprocess.Popen(
            command("query", query, "--limit", limit, "--format", format_),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(ATTACHGRAPH_STORE=str(store)),
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        peaks.append(usage.ru_maxrss)
    assert max(peaks) < peaks[0] + 20_000  # kilobytes; the rows themselves are 20 MB and more


def test_closed_pipe_is_quiet(store: Path) -> None:
    """`attachgraph query … | head` ends without a word and without a failure."""
    with subprocess.Popen(
        command("query", "SELECT * { ?s ?p ?o . ?t ?p ?u }", "--limit", "0", "--format", "csv"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(ATTACHGRAPH_STORE=str(store)),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { SERVICE <https://x.example/> { ?s ?p ?o } }", "--allow-service https://x.exa"),
        ("INSERT DATA { <a:s> <a:p> <a:o> }", "read-only"),
        ("SELECT * FROM graph:avoidant-secur { ?s ?p ?o }", "graph/avoidant-secure>"),
    ],
)
def test_what_is_not_allowed_is_refused(run: Runner, query: str, message: str) -> None:
    """Requests, changes and unknown graphs are refused with a remedy."""
    done = run("query", query)
    assert done.returncode == 3
    assert message in done.stderr
    assert not done.stdout


# ---------------------------------------------------------------- export


@pytest.mark.parametrize("format_", ["turtle", "trig", "nt", "nq", "jsonld", "rdfxml"])
def test_export_writes_what_the_function_returns(
    run: Runner, store: Path, tmp_path: Path, format_: str
) -> None:
    """The command writes the bytes of the export, to a file and to stdout alike."""
    target = tmp_path / "out"
    hostile = "--graph=graph:avoidant-secure"
    done = run("export", "--format", format_, hostile, "--output", str(target))
    assert done.returncode == 0, done.stderr
    graph = "https://w3id.org/attachgraph/graph/avoidant-secure"
    assert target.read_bytes() == b"".join(export(open_store(store), format_, graphs=[graph]))
    assert run("export", "--format", format_, hostile).stdout.encode() == target.read_bytes()


def test_export_needs_a_format_and_a_known_graph(run: Runner) -> None:
    """A missing format is wrong usage, a graph that the store lacks is missing."""
    assert run("export").returncode == 2
    done = run("export", "--format", "nq", "--graph", "graph:nowhere")
    assert done.returncode == 4
    assert "some of its graphs" in done.stderr


def test_relative_iris_are_those_of_the_dataset_or_of_another_base(run: Runner) -> None:
    """BASE says by what relative IRIs are resolved; without it, the base of the dataset does."""
    query = "SELECT (<entry/a> AS ?x) {}"
    own = run("query", query, "--format", "csv")
    assert own.stdout.split() == ["x", "https://w3id.org/attachgraph/entry/a"]
    other = run("query", f"BASE <https://x.example/b/> {query}", "--format", "csv")
    assert other.stdout.split() == ["x", "https://x.example/b/entry/a"]
