"""The table of diagnostics: each code has one meaning, and its example brings it about."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from attachgraph.diagnostics import LEVELS, RULES, Rule, find_rule
from attachgraph.errors import AttachGraphError, MissingError
from attachgraph.extraction.extracting import extract
from attachgraph.rdf.incoming import is_rdf, read_rdf
from attachgraph.reading.documents import read_document
from tests.cli.conftest import Runner
from tools.make_diagnostics_docs import PAGE, render

#: Codes as they were given out. None may change its meaning, and none may be given out again.
GIVEN_OUT = """
AG001 unreadable            AG002 gone                AG003 not-permitted
AG004 empty                 AG005 no-text             AG006 binary
AG007 unknown-encoding      AG008 broken-encoding     AG009 too-deep
AG010 too-many-attributes   AG011 front-matter-not-yaml
AG012 front-matter-not-rows AG013 unknown-kind        AG014 bad-language
AG015 bad-licence           AG016 unknown-rdf-format  AG017 not-rdf-xml
AG018 growing-entity        AG019 remote-context      AG020 not-rdf
AG021 no-couple             AG022 no-style            AG023 unknown-key
AG024 unknown-claim         AG025 not-xml           AG026 broken-pdf
AG027 locked-pdf            AG028 pdf-without-text  AG029 several-records
AG030 too-slow              AG031 for-import
AG032 workbook-without-couples                    AG033 broken-workbook
AG101 unparsed              AG102 cut-off             AG103 no-title
AG104 encoding-guessed      AG106 unknown-intent        AG107 unknown-mark
AG108 key-twice             AG109 empty-title         AG110 doubtful-title
AG111 mostly-unparsed       AG112 written-status
AG113 row-without-couple    AG114 word-as-note        AG115 column-missing
AG116 other-partner
AG201 unknown-label         AG202 unknown-heading     AG203 empty-section
AG204 style-inferred        AG205 unresolved-source   AG206 styles-without-couple
AG207 couple-in-lead        AG208 one-address
"""
#: Codes of rules that have gone; they stay out of use.
RETIRED = {"AG105"}
#: What a line of text cannot show.
LOCKED = {
    "locked-pdf",
    "pdf-without-text",
    "too-slow",
    "workbook-without-couples",
    "column-missing",
}
WITH_EXAMPLE = [rule for rule in RULES if rule.example]


def codes(document: str | bytes, name: str) -> list[str | None]:
    """Return the codes of all that is said of a document."""
    data = document if isinstance(document, bytes) else document.encode()
    try:
        if is_rdf(name, data):
            list(read_rdf(data, name))
            return []
        return [found.code for found in extract(read_document(data, name)).diagnostics]
    except AttachGraphError as error:
        return [error.code]


def test_codes_keep_their_meaning() -> None:
    """The table has the codes that were given out, with the names that they had."""
    assert {rule.code: rule.name for rule in RULES} == dict(
        re.findall(r"(AG\d{3}) ([\w-]+)", GIVEN_OUT)
    )


def test_retired_codes_are_not_given_out_again() -> None:
    """Who meets an old report never finds another meaning under its code."""
    assert not RETIRED & {rule.code for rule in RULES}


def test_codes_tell_the_level() -> None:
    """The first digit is that of the level, so that a code alone says how bad it is."""
    digits = dict(zip(LEVELS, "012", strict=True))
    assert all(rule.code[2] == digits[rule.level] for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.code)
def test_example_brings_its_diagnostic_about(rule: Rule) -> None:
    """The document of the page is answered with the code of the page, and mended with silence."""
    assert rule.code in codes(rule.example, rule.file)
    if rule.mended:
        assert codes(rule.mended, rule.file) == []


def test_rules_without_example_are_those_of_the_system() -> None:
    """Only what no content of a document brings about goes without one."""
    without = {rule.name for rule in RULES if not rule.example}
    assert without == {"unreadable", "gone", "not-permitted", "unknown-rdf-format", *LOCKED}


def test_a_rule_is_found_as_a_person_types_it() -> None:
    """Small letters and the name will do; what is not there is told."""
    assert find_rule(" ag023 ") is find_rule("unknown-key")
    with pytest.raises(MissingError, match="no diagnostic “AG999”"):
        find_rule("AG999")


def test_page_is_current() -> None:
    """docs/diagnostics.md is written from the table; `make docs` writes it again."""
    assert PAGE.read_text(encoding="utf-8") == render()


def test_check_prints_the_code_and_explain_explains_it(run: Runner, tmp_path: Path) -> None:
    """The code in the report, as text and as JSON, is what explain takes."""
    rule = find_rule("unknown-key")
    page = tmp_path / rule.file
    page.write_bytes(rule.example.encode() if isinstance(rule.example, str) else rule.example)
    shown = run("check", str(page)).stdout
    assert r"error AG023: no source has the key" in shown
    assert "attachgraph explain AG023" in shown
    (report,) = json.loads(run("check", str(page), "--format", "json").stdout)
    (diagnostic,) = report["diagnostics"]
    assert (diagnostic["code"], diagnostic["name"]) == ("AG023", "unknown-key")
    explained = run("explain", "AG023")
    assert explained.returncode == 0
    assert rule.why.split(".", maxsplit=1)[0] in " ".join(explained.stdout.split())


def test_trace_tells_which_rule_took_which_line(run: Runner, tmp_path: Path) -> None:
    """Each line has the rule that took it, and the extraction rules that quote it."""
    page = tmp_path / "page.txt"
    page.write_text("Anxious-Secure Relationship\n\nOther Names\n\nlamp pairing\n")
    shown = run("check", "--trace", str(page)).stdout
    assert re.search(r"1  title\s+Anxious-Secure Relationship\s+pairs-with 2", shown)
    (report,) = json.loads(run("check", "--trace", str(page), "--format", "json").stdout)
    assert [(each["line"], each["rule"], each["statements"]) for each in report["trace"]][1:] == [
        (3, "heading", {}),
        (5, "text", {"alias-of": 1}),
    ]


def test_words_in_no_part_of_the_graph_have_a_line_and_an_end(run: Runner, tmp_path: Path) -> None:
    """Each paragraph that became nothing is told once, and the trace says so at its line."""
    page = tmp_path / "thing.md"
    page.write_text(
        "---\ntitle: Push and Pull\nkind: concept\ntags: [love]\n---\n\nIt is a loop.\n\n"
        "## Evidence\n\nSee https://example.org/x.\n\nSee https://example.org/y.\n",
        encoding="utf-8",
    )
    result = run("check", "--trace", str(page))
    for number in (11, 13):
        assert f"{number}:1: warning AG101: could not be read: “See https://" in result.stdout
    assert re.search(r"13  text +See https://example.org/y.  +unparsed\n", result.stdout)
    page.write_text(page.read_text(encoding="utf-8").split("## Evidence")[0], encoding="utf-8")
    assert "unparsed 0.0%" in run("check", str(page)).stdout


def test_all_that_is_wrong_in_the_front_matter_is_told_at_once(run: Runner, tmp_path: Path) -> None:
    """Nobody needs a run of check for each line, nor a build."""
    page = tmp_path / "entry.md"
    front = "title: Push\nkind: couple\nlang: English please\nlicense: CC BY"
    page.write_text(f"---\n{front}\n---\n\nOne asks.\n", encoding="utf-8")
    (report,) = json.loads(run("check", str(page), "--format", "json").stdout)
    told = [(each["line"], each["code"]) for each in report["diagnostics"]]
    assert told == [(3, "AG013"), (4, "AG014"), (5, "AG015")]
    built = run("build", str(page), "--only", "--store", str(tmp_path / "store"))
    assert all(f"entry.md:{line}:" in built.stderr for line in (3, 4, 5))


def test_explain_lists_all_and_knows_what_it_does_not_know(run: Runner) -> None:
    """Without a code the whole table; with a wrong one, exit code 4 and what to do."""
    listed = run("explain").stdout
    assert all(f"  {rule.code}  {rule.name}" in listed for rule in RULES)
    wrong = run("explain", "AG999")
    assert wrong.returncode == 4
    assert "attachgraph explain" in wrong.stderr


def test_errors_have_codes_as_well(run: Runner, tmp_path: Path) -> None:
    """A document that is not read is told by the code of what is wrong with it."""
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    done = run("check", str(tmp_path), "--format", "json")
    assert done.returncode == 3
    found = {
        Path(report["path"]).name: report["diagnostics"][0]["code"]
        for report in json.loads(done.stdout)
    }
    assert found["empty.txt"] == "AG004"
