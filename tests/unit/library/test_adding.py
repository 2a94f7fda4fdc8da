"""One result is added with its study, sample and claim, and the claim is never said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachgraph.authoring.dataset import begin_dataset
from attachgraph.errors import MissingError
from attachgraph.evidence.folder import read_folder
from attachgraph.evidence.model import Effect
from attachgraph.library.adding import (
    Answers,
    add_result,
    find_claims,
    find_source,
    new_claim,
)
from attachgraph.library.importing import import_files
from tests.commands import run_command
from tests.unit.library.files import BIB

CLAIM = new_claim("A claim", "style:anxious")
CELLS = {
    "finding": "Anxious people were less satisfied.",
    "predictor": "anxiety",
    "whose": "own",
    "outcome": "relationship-quality",
    "direction": "decreases",
    "read": "abstract",
    "read_at": "https://example.org/a",
    "read_on": "2026-11-29",
    "coded_by": "A",
    "stance": "disputes",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Begin a dataset with a library."""
    begin_dataset(tmp_path / "own")
    (tmp_path / "a.bib").write_text(BIB, encoding="utf-8")
    import_files([tmp_path / "a.bib"], tmp_path / "own")
    return tmp_path / "own"


def test_result_brings_its_study_sample_and_claim(folder: Path) -> None:
    """A claim of the bundled dataset is found by its words and taken over; all rules hold."""
    hits = find_claims(folder, "insecurity lowers the quality of relationships")
    hit = next(hit for hit in hits if hit.claim.id == "insecurity-lowers-quality")
    assert not hit.is_own
    source = find_source(folder, "doeDoorsHouses2001")
    answers = Answers(source, hit.claim, "", {"design": "diary"}, {"couples": "40"}, CELLS)
    assert {line.outcome for line in add_result(folder, answers)} == {"new"}
    evidence, problems = read_folder(folder)
    assert not problems
    assert evidence.samples["doe-2001"].couples == 40
    [named] = find_claims(folder, f"  {hit.claim.claim.upper().rstrip('.')} ")
    assert named.is_named
    again = find_claims(folder, "insecurity lowers quality")
    assert again[0].is_own
    assert [hit.claim.id for hit in again].count("insecurity-lowers-quality") == 1
    add_result(folder, Answers(source, again[0].claim, "doe-2001", {}, {}, CELLS))
    assert set(read_folder(folder)[0].results) == {"doe-2001-1", "doe-2001-2"}


def test_sample_without_a_stated_size_is_one_all_the_same(folder: Path) -> None:
    """A study that measured people has a sample, even if nobody says how many."""
    answers = Answers("doe-2001", CLAIM, "", {"design": "diary"}, {}, CELLS)
    assert {line.outcome for line in add_result(folder, answers)} == {"new"}
    assert list(read_folder(folder)[0].samples) == ["doe-2001"]


def test_a_number_goes_along_with_its_result(folder: Path) -> None:
    """A correlation and its n need no sheet; an impossible one is refused, and says why."""
    cells = {**CELLS, "metric": "r", "n": "90", "design": "diary", "couples": "100", "persons": ""}
    del cells["read_on"], cells["coded_by"]
    options = [f"--{name.replace('_', '-')}={text}" for name, text in cells.items()]
    words = ["add", "result", "--dataset", str(folder), "--source=doe-2001", "--coder=A", *options]
    words += ["--claim=insecurity-lowers-quality"]
    wrong = run_command(*words, "--value=-1.3")
    assert (wrong.returncode, "a correlation of -1.3 is more" in wrong.stderr) == (3, True)
    assert run_command(*words, "--value=-0.3").returncode == 0
    (result,) = read_folder(folder)[0].results.values()
    assert (result.effect, result.n) == (Effect("r", -0.3), 90)


def test_wrong_answer_leaves_every_table_as_it_was(folder: Path) -> None:
    """One refused row holds all of them back."""
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    wrong = {**CELLS, "direction": "upwards"}
    answers = Answers("doe-2001", CLAIM, "", {"design": "diary"}, {}, wrong)
    assert "refused" in {line.outcome for line in add_result(folder, answers)}
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before
    with pytest.raises(MissingError, match="no publication nobody-1999"):
        find_source(folder, "nobody-1999")
