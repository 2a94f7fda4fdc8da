"""Tables are read as people save them, and every mistake is named with place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachgraph.errors import InputError
from attachgraph.evidence.codebook import codebook
from attachgraph.evidence.folder import evidence_of, read_folder
from attachgraph.evidence.rules import RULES
from attachgraph.evidence.tables import read_table
from tests.unit.evidence.small import TABLES, write

RESULTS = TABLES["results.csv"]
HEADER = RESULTS.split("\n", maxsplit=1)[0]


def problems(folder: Path, **changed: str) -> list[str]:
    """Read the small dataset with some tables changed, and return what is said."""
    return [str(problem) for problem in read_folder(write(folder, **changed))[1]]


def test_small_dataset_has_no_problem(tmp_path: Path) -> None:
    """All that stands in the tables is read, and nothing is complained about."""
    evidence, found = read_folder(write(tmp_path))
    assert found == []
    assert evidence.samples["birch"].people == 320
    assert evidence.results["ash-2001-1-1"].reading.read == "full-text"
    assert [line.stance for line in evidence.lines] == ["supports", "disputes", "supports"]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_spreadsheet_habits_are_read(separator: str) -> None:
    """Semicolons or tabs, a byte order mark, capitals, labels and an empty row change nothing."""
    table = codebook().tables["studies"]
    cells = [["id", "sources", "design"], ["a-1", "a", "Longitudinal"], ["", "", ""]]
    text = "\ufeff" + "\r\n".join(separator.join(row) for row in cells) + "\r\n"
    rows, found = read_table(text, table)
    assert found == []
    assert [row.cells for row in rows] == [
        {"id": "a-1", "sources": ("a",), "design": ("longitudinal",)}
    ]


@pytest.mark.parametrize(
    ("separator", "cell", "value"),
    [
        (";", "-0,35", -0.35),
        ("\t", "\N{MINUS SIGN},35", -0.35),
        (";", "1,234", 1.234),
        (",", '"-0,35"', -0.35),
        (",", '"12,5"', 12.5),
    ],
)
def test_decimal_comma_is_read(separator: str, cell: str, value: float) -> None:
    """Spreadsheets of most languages write a comma, also in p."""
    table = codebook().tables["results"]
    p = '"<0,001"' if separator == "," else "<0,001"
    text = "\n".join(map(separator.join, (["id", "value", "p"], ["a-1", cell, p])))
    [row] = read_table(text, table)[0]
    assert row.cells == {"id": "a-1", "value": value, "p": "<0.001"}


@pytest.mark.parametrize(
    ("separator", "column", "cell", "fix"),
    [
        (",", "value", "1,234", "write 1.234 or 1234"),
        (",", "n", "1,234", "write digits only: 1234"),
        (";", "n", "1,234", "write digits only: 1234"),
        (";", "n", "0,35", "write digits only"),
        (";", "value", "1,2,3", "write digits with a point, such as -0.22"),
    ],
)
def test_comma_that_may_part_thousands_is_refused(
    separator: str, column: str, cell: str, fix: str
) -> None:
    """A number that may be another one by a factor of a thousand is not guessed."""
    text = f'id{separator}{column}\na-1{separator}"{cell}"\n'
    problems = read_table(text, codebook().tables["results"])[1]
    assert [p.fix for p in problems if p.column == column and p.line == 2] == [fix]


def test_label_stands_for_its_code() -> None:
    """Whoever writes the label of a value means the value."""
    text = "id,claim,kind\na,It is so.,Association\n"
    rows, found = read_table(text, codebook().tables["claims"])
    assert (rows[0].cells["kind"], found) == ("association", [])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"results": RESULTS.replace("full-text", "fulltext")},
            (
                "results.csv:2, column read: 'fulltext' is not in the list read. "
                "Fix: did you mean full-text?"
            ),
        ),
        (
            {"results": RESULTS.replace("ash-2001-1,It", "ash-2001-2,It")},
            (
                "results.csv:2, column study: 'ash-2001-2' is not in studies.csv. "
                "Fix: did you mean ash-2001-1?"
            ),
        ),
        (
            {"samples": "id,couples\nash,many\nbirch,150\n"},
            "samples.csv:2, column couples: 'many' is not a whole number. Fix: write digits only",
        ),
        (
            {"samples": "id,couples\nash,1\nbirch,2\nash,3\n"},
            (
                "samples.csv:4, column id: 'ash' is on line 2 as well. "
                "Fix: give each an id of its own, or remove one row"
            ),
        ),
        (
            {"samples": "id,cuples\nash,1\nbirch,2\n"},
            (
                "samples.csv:1, column cuples: the column 'cuples' is not in the codebook and "
                "is not read. Fix: did you mean couples?"
            ),
        ),
        (
            {"claims": "id,kind\nown-more,association\n"},
            (
                "claims.csv:1, column claim: the column is missing. "
                "Fix: add it: The proposition in one sentence that can be true or false."
            ),
        ),
        (
            {"results": RESULTS.replace("2026-11-29", "29.11.2026", 1)},
            "results.csv:2, column read_on: '29.11.2026' is not a day. Fix: write it as 2026-11-29",
        ),
        (
            {"results": RESULTS.replace("own-more,supports", "own-more,", 1)},
            (
                "results.csv:2, column stance: the row has a claim and no stance. "
                "Fix: fill stance, or clear claim"
            ),
        ),
    ],
    ids=lambda value: "" if isinstance(value, str) else next(iter(value)),
)
def test_mistake_is_named(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    """File, line, column, what is wrong and what to do stand in one line."""
    assert said in problems(tmp_path, **changed)


def test_quoted_line_break_keeps_the_place(tmp_path: Path) -> None:
    """The line is the one that an editor shows, also after a cell of two lines."""
    text = RESULTS.replace("It fell.", '"It\nfell."', 1).replace("partner", "partners")
    assert (
        "results.csv:4, column whose: 'partners' is not in the list whose"
        in problems(tmp_path, results=text)[0]
    )


def test_result_bears_on_a_second_claim_in_a_second_row(tmp_path: Path) -> None:
    """One result, two lines; the second row fills only what belongs to the claim."""
    cells = {"id": "ash-2001-1-1", "claim": "alone", "stance": "qualifies"}
    row = ",".join(cells.get(name, "") for name in HEADER.split(","))
    evidence, found = read_folder(write(tmp_path, results=RESULTS + row + "\n"))
    assert found == []
    assert len(evidence.results) == 3
    assert [line.claim for line in evidence.lines if line.result == "ash-2001-1-1"] == [
        "own-more",
        "alone",
    ]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"finding": "It rose.", "claim": "alone", "stance": "supports"}, "result-further-row"),
        ({"claim": "own-more", "stance": "disputes"}, "line-once"),
        ({"because": "It follows."}, "claim-and-stance"),
    ],
)
def test_further_row_that_says_otherwise_is_refused(
    tmp_path: Path, cells: dict[str, str], rule: str
) -> None:
    """A second row of a result may add a claim and nothing else."""
    cells = {"id": "ash-2001-1-1", **cells}
    row = ",".join(cells.get(name, "") for name in HEADER.split(","))
    found = read_folder(write(tmp_path, results=RESULTS + row + "\n"))[1]
    assert [problem.rule for problem in found] == [rule]


#: For each rule a change of the small dataset that breaks it, and nothing else.
BROKEN = {
    "result-first-row": {"results": RESULTS.replace("It fell.", "", 1)},
    "result-complete": {"results": RESULTS.replace("full-text", "", 1)},
    "passage-and-digest": {
        "results": RESULTS.replace(",read,", ",passage,read,")
        .replace("full-text", "p < .05,full-text")
        .replace(",abstract", ",,abstract")
    },
    "study-complete": {"studies": TABLES["studies.csv"].replace("theory", "")},
    "interaction-moderator": {"results": RESULTS.replace("own,satis", "interaction,satis", 1)},
    "moderated-direction": {"results": RESULTS.replace("decreases", "weaker", 1)},
    "predictor-or-descriptive": {"results": RESULTS.replace("decreases", "descriptive", 1)},
    "null-and-stance": {"results": RESULTS.replace("disputes", "finds-nothing")},
    "null-and-dispute": {
        "results": RESULTS.replace("partner,satisfaction,decreases", "partner,satisfaction,none")
    },
    "sign-and-direction": {
        "results": RESULTS.replace(",read,", ",metric,value,read,")
        .replace("full-text", "r,0.2,full-text")
        .replace(",abstract", ",,,abstract")
    },
    "n-and-people": {
        "results": RESULTS.replace(",read,", ",n,read,")
        .replace("full-text", "201,full-text")
        .replace(",abstract", ",,abstract")
    },
    "value-and-metric": {
        "results": RESULTS.replace(",read,", ",metric,value,read,")
        .replace("full-text", ",-0.2,full-text")
        .replace(",abstract", ",r,-1.2,abstract")
    },
    "synthesis-numbers": {
        "results": RESULTS.replace(",read,", ",k,read,")
        .replace("full-text", "12,full-text")
        .replace(",abstract", ",,abstract")
    },
    "title-codes-nothing": {"results": RESULTS.replace("full-text", "title")},
    "nobody-measured": {
        "studies": TABLES["studies.csv"].replace("theory,", "theory,ash"),
    },
    "samples-of-study": {
        "results": RESULTS.replace(",read,", ",samples,read,")
        .replace("full-text", "birch,full-text")
        .replace(",abstract", ",,abstract")
    },
    "certainty-because": {
        "claims": TABLES["claims.csv"]
        .replace("kind\n", "kind,certainty\n")
        .replace("association\n", "association,reading:0 reading:1\n")
    },
    "no-circle": {"samples": "id,couples,pooled_in\nash,100,birch\nbirch,150,ash\n"},
    "measured-attachment": {
        "results": RESULTS.replace("supports,,", "supports,no-attachment-measure,", 1)
    },
}


@pytest.mark.parametrize("rule", RULES)
def test_rule_between_columns_holds(tmp_path: Path, rule: str) -> None:
    """Each rule finds its breach and names the row, and nothing else is said."""
    found = read_folder(write(tmp_path, **BROKEN[rule]))[1]
    assert {problem.rule for problem in found} == {rule}
    assert all(problem.line > 1 and problem.column and problem.fix for problem in found)


@pytest.mark.parametrize("direction", ["reversed", "not-stated"])
def test_moderated_effect_may_turn_round_or_remain_without_direction(
    tmp_path: Path, direction: str
) -> None:
    """A moderator may turn an effect round, and a text may report the moderation alone."""
    row = f"ash-2001-1-2,ash-2001-1,It varied.,avoidance,own,satisfaction,{direction},anxiety,"
    header = HEADER.split(",")
    header.insert(header.index("direction") + 1, "moderator")
    rows = [line.split(",") for line in RESULTS.splitlines()[1:]]
    place = header.index("moderator")
    old = "\n".join(",".join([*cells[:place], "", *cells[place:]]) for cells in rows)
    rest = "full-text,https://example.org,2026-11-29,KL,,,,"
    results = f"{','.join(header)}\n{old}\n{row}{rest}\n"
    assert read_folder(write(tmp_path, results=results))[1] == []


def test_a_judged_certainty_of_the_wrong_form_names_domains_and_numbers(tmp_path: Path) -> None:
    """A misspelt domain and a number that is too large are told what is allowed."""
    claims = TABLES["claims.csv"].replace("kind\n", "kind,certainty\n")
    claims = claims.replace("association\n", "association,risk-of-bias:4\n")
    fixes = [problem.fix for problem in read_folder(write(tmp_path, claims=claims))[1]]
    assert any("allowed: design, risk-of-bias," in fix for fix in fixes)
    assert any(fix.endswith("reading, each with a number from 0 to 3") for fix in fixes)


def test_every_rule_of_the_codebook_is_held() -> None:
    """What the manual promises is done, and nothing is done that it does not say."""
    in_rows = {"result-further-row", "line-once", "claim-and-stance"}
    assert set(codebook().rules) == set(RULES) | in_rows


def test_first_error_becomes_a_message(tmp_path: Path) -> None:
    """A dataset that does not hold is refused with the place and the number of mistakes."""
    text = RESULTS.replace("full-text", "fulltext").replace("abstract", "abstrakt")
    with pytest.raises(InputError, match=r"3 errors in all") as caught:
        evidence_of(write(tmp_path, results=text))
    assert caught.value.where == f"{tmp_path / 'results.csv'}:2"


def test_table_of_another_encoding_is_refused(tmp_path: Path) -> None:
    """A table that is not UTF-8 is not a stack of tracebacks."""
    write(tmp_path)
    (tmp_path / "claims.csv").write_bytes("id,claim\na,Größe\n".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_folder(tmp_path)
