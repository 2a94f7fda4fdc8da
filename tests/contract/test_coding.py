"""The coding of the bundled studies is complete, was done twice, and its differences are logged."""

from __future__ import annotations

import csv
from pathlib import Path

from attachgraph.evidence.folder import read_folder

DATA = Path(__file__).resolve().parents[2] / "data"


def table(name: str) -> list[dict[str, str]]:
    """Read a table as it stands."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_rows() -> list[dict[str, str]]:
    """Give the row of each result that tells the result; further rows name further claims."""
    return [row for row in table("results.csv") if row["study"]]


def test_nothing_is_incomplete() -> None:
    """Every result says study, direction, what was read, where, when and by whom it was coded."""
    problems = [problem for problem in read_folder(DATA)[1] if problem.file != "works.csv"]
    assert [str(problem) for problem in problems] == []


def test_a_result_that_was_coded_once_says_so() -> None:
    """Two coders saw the text, A and B or D and E; one did of reports by others and additions."""
    pairs = ({"A", "B"}, {"D", "E"})
    coders = {row["id"]: set(row["coded_by"].split()) for row in first_rows()}
    once = [row for row in first_rows() if not any(pair <= coders[row["id"]] for pair in pairs)]
    assert {row["read"] for row in once if row["agreement"] != "single"} == {"secondary"}
    assert [row["id"] for row in first_rows() if row["agreement"] == "single"] == [
        *(f"cheche-hoover-2019-{number}" for number in range(1, 10)),
        *(f"knox-2023-{number}" for number in range(1, 5)),
        "lemay-dudley-2011-3-5",
        "luo-klohnen-2005-9",
        "luo-klohnen-2005-10",
        *(f"velotti-2020-{number}" for number in range(1, 6)),
    ]


def test_log_names_every_settled_result_and_no_agreed_one() -> None:
    """A value that was settled stands in the log with its reason."""
    log = [row for row in table("coding.csv") if not row["claim"]]
    logged = {row["result"] for row in log if row["result"]}
    coded = {row["id"]: row["agreement"] for row in first_rows()}
    assert {name for name in coded if coded[name] == "settled"} <= logged
    assert {name for name in logged if coded[name] == "agreed"} == set()
    assert [row for row in table("coding.csv") if not row["because"]] == []


def test_agreement_is_counted_over_the_results_of_the_table() -> None:
    """As many results as both coders listed were compared, column by column."""
    rows = {row["field"]: row for row in table("agreement.csv")}
    assert {rows[f"results.{name}"]["compared"] for name in ("predictor", "direction")} == {"716"}
    both = [r for r in first_rows() if r["read"] != "secondary" and r["agreement"] != "single"]
    assert 716 <= len(both) <= int(next(iter(rows.values()))["compared"])


def test_log_of_the_lines_is_what_the_table_has() -> None:
    """A line that was settled stands as it was settled; one that was left out is not there."""
    lines = {(row["id"], row["claim"]): row for row in table("results.csv") if row["claim"]}
    for row in table("coding.csv"):
        line = lines.get((row["result"], row["claim"]))
        if row["column"] == "results.claim":
            assert bool(row["settled"]) == (line is not None), row
        elif row["claim"] and line:
            kept = line[row["column"].removeprefix("results.")].split()
            assert sorted(kept) == sorted(row["settled"].split()), row


def test_check_covers_samples_of_eighty_and_says_why() -> None:
    """Whoever did not code it checked 80 items of each sample; an error says what is right."""
    rows = table("check.csv")
    assert {row["sample"] for row in rows} >= {"2027", "2028", "2029"}
    for seed in {row["sample"] for row in rows}:
        assert len({(r["table"], r["item"], r["claim"]) for r in rows if r["sample"] == seed}) == 80
    assert [r for r in rows if r["verdict"] != "right" and not r["because"]] == []


def test_errors_of_every_sample_were_mended() -> None:
    """What a check called wrong or overstated was mended; how much it was, the protocol counts."""
    errors = [row for row in table("check.csv") if row["verdict"] in {"wrong", "overstated"}]
    assert {row["mended"] for row in errors} == {"yes"}


def test_a_relation_without_a_stated_direction_lends_no_line_on_a_pairing() -> None:
    """Whether two styles attract or harm each other cannot be told from a tie without a sign."""
    claims = {row["id"] for row in table("claims.csv") if "pairing:" in row["about"]}
    unsigned = {row["id"] for row in first_rows() if row["direction"] == "not-stated"}
    lines = [row for row in table("results.csv") if row["id"] in unsigned]
    assert [row["id"] for row in lines if row["claim"] in claims] == []


def test_texts_that_measured_nobody_have_no_results() -> None:
    """Reviews without a search and theory lend no line to a claim."""
    studies = {row["id"]: row["design"].split() for row in table("studies.csv")}
    texts = {"narrative-review", "theory", "commentary", "popular-book"}
    assert [row["id"] for row in first_rows() if set(studies[row["study"]]) <= texts] == []
