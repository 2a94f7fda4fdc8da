"""Bibliographies at the command line: in, looked at, cited, and out again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Runner
from tests.unit.library.files import FILES


def test_library_of_ones_own_goes_in_and_comes_out(run: Runner, tmp_path: Path) -> None:
    """A dataset is begun, filled from two files, checked, cited and exported by plain commands."""
    (tmp_path / "a.bib").write_text(FILES["a.bib"], encoding="utf-8")
    (tmp_path / "d.nbib").write_text(FILES["d.nbib"], encoding="utf-8")
    own = str(tmp_path / "own")
    here = {"ATTACHGRAPH_STORE": "", "ATTACHGRAPH_DATASET": own}
    assert run("init", own, "--author", "Roe, Bea").returncode == 0
    done = run("import", str(tmp_path / "a.bib"), str(tmp_path / "d.nbib"), **here)
    assert done.returncode == 3, done.stderr
    assert "a.bib:11: refused: the entry is broken" in done.stdout
    assert "2 new, 1 merged, 0 unchanged, 0 doubtful, 1 refused; " in done.stderr
    assert run("import", "--into", own).returncode == 2
    listed = run("library", "hinges", **here)
    assert listed.stdout.startswith("doe-2001 (doeDoorsHouses2001): Doe, A. B.")
    checked = run("library", "--check", **here)
    assert checked.returncode == 1
    assert (
        "library.json:3: doe-2001: was retracted: https://doi.org/10.1234/abc.9" in checked.stdout
    )
    assert "Doors and Houses" in run("cite", "pmid:7654321", "--style", "chicago", **here).stdout
    assert "Roe, B." in run("cite", **here).stdout
    exported = run("export", "--output", str(tmp_path / "out.json"), "--format", "csljson", **here)
    assert exported.returncode == 0, exported.stderr
    items = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in items] == ["doe-2001", "roe-1999"]


def test_malformed_doi_is_named_on_all_its_way_to_a_release(run: Runner, tmp_path: Path) -> None:
    """Import, check and validation say where it is, and a release that it does not conform."""
    path = tmp_path / "bad.bib"
    path.write_text("\n@book{a, title = {X}, year = 2001, doi = {10.5555/bad doi}}\n")
    own = str(tmp_path / "own")
    here = {"ATTACHGRAPH_STORE": "", "ATTACHGRAPH_DATASET": own}
    run("init", own, "--author", "Roe, Bea")
    told = "the DOI '10.5555/bad doi' has the wrong form"
    taken = run("import", str(path), **here).stdout
    assert f"bad.bib:2: doubtful: x-2001 is new; {told}" in taken
    assert "Fix: write it bare in library.json" in taken
    assert f"library.json:3: x-2001: {told}" in run("library", "--check", **here).stdout
    [fault] = json.loads(run("library", "--check", "--format", "json", **here).stdout)[1:]
    assert (fault["file"], fault["line"]) == ("library.json", 3)
    assert "the value is “10.5555/bad doi” (library.json)" in run("validate", **here).stdout
    released = run("release", str(tmp_path / "out"), **here)
    assert "FAILS: the dataset conforms to the shapes and rules (1 error: " in released.stdout
    assert "this is not ready to be published" in released.stderr


def test_author_with_a_mistyped_orcid_is_told_which_digit_is_wrong(
    run: Runner, tmp_path: Path
) -> None:
    """The message is about the ORCID, and shows none of anybody else."""
    done = run("init", str(tmp_path / "own"), "--author", "Doe, Jo <0000-0001-5109-3701>")
    assert done.returncode == 2
    said = " ".join(done.stderr.split())
    assert (
        "'0000-0001-5109-3701' is not an ORCID: its last digit, the check digit, is wrong" in said
    )
    assert "0000-0002-1825-0097" not in said
    assert not (tmp_path / "own").exists()


def test_query_takes_a_name_and_gives_the_bibliography_of_its_answer(
    run: Runner, tmp_path: Path
) -> None:
    """The ending of the file is enough; a sentence is sent on to search."""
    path = tmp_path / "papers.bib"
    done = run("query", "list-null-results", "--output", str(path), ATTACHGRAPH_STORE="")
    assert done.returncode == 0, done.stderr
    assert path.read_text(encoding="utf-8").count("@article") > 3
    refused = run("query", "who withdraws in an argument")
    assert refused.returncode == 2
    assert "attachgraph search who withdraws in an argument" in refused.stderr
    assert "did you mean attachgraph query list-films?" in run("query", "list films").stderr


def test_result_is_added_by_a_script_which_nobody_can_ask(run: Runner, tmp_path: Path) -> None:
    """A claim said word for word and the DOI need no answer; other words of a claim would."""
    (tmp_path / "a.bib").write_text(FILES["a.bib"], encoding="utf-8")
    own = str(tmp_path / "own")
    here = {"ATTACHGRAPH_STORE": "", "ATTACHGRAPH_DATASET": own}
    run("init", own)
    run("import", str(tmp_path / "a.bib"), **here)
    cells = "design=diary couples=40 persons= predictor=anxiety whose=own outcome=avoidance"
    cells += " direction=none read=abstract coder=A stance=disputes finding=They.differ."
    given = [word for cell in cells.split() for word in ("--" + cell).split("=")]
    add = ("add", "result", "--source", "doeDoorsHouses2001", *given, "--claim")
    asked = run(*add, "people attract", **here)
    assert asked.returncode == 2
    assert "not a terminal to answer in" in asked.stderr
    done = run(*add, "anxious and avoidant people attract each other", **here)
    assert done.returncode == 0, done.stderr
    results = (tmp_path / "own/results.csv").read_text(encoding="utf-8")
    assert "https://doi.org/10.1234/ABC.5" in results


def test_import_into_the_bundled_dataset_is_not_meant(run: Runner, tmp_path: Path) -> None:
    """Without a dataset of one's own, the message says how to name or begin one."""
    (tmp_path / "a.bib").write_text(FILES["a.bib"], encoding="utf-8")
    done = run("import", str(tmp_path / "a.bib"))
    assert done.returncode == 2
    assert "attachgraph init DIR" in done.stderr


def test_answers_say_whose_they_are_and_come_as_tables(run: Runner) -> None:
    """Without --store, stderr names the dataset; counts, gaps and hits are CSV where asked."""
    counted = run("stats", "--format", "csv", ATTACHGRAPH_STORE="")
    assert "from the bundled dataset, version 0.2.0" in counted.stderr
    assert counted.stdout.startswith("what,name,number")
    assert "from the" not in run("stats").stderr
    assert run("gaps", "--format", "csv").stdout.startswith("styles,labels,pairing")
    assert run("search", "secure", "--format", "csv").stdout.startswith("kind,id,title")
