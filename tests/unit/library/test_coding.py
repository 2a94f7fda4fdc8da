"""Coded results come in from a spreadsheet, row by row, and the codebook holds afterwards."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from attachgraph.authoring.dataset import begin_dataset
from attachgraph.errors import InputError, UsageError
from attachgraph.evidence.folder import read_folder
from attachgraph.library.importing import import_files
from attachgraph.library.report import Report
from attachgraph.library.sheets import write_template
from tests.docs.blocks import blocks_of
from tests.unit.library.files import BIB

GOOD: dict[str, Any] = {
    "id": "doe-2001-1",
    "study": "doe-2001",
    "finding": "Anxious partners called more.",
    "predictor": "anxiety",
    "whose": "own",
    "outcome": "relationship-quality",
    "direction": "decreases",
    "metric": "r",
    "value": -0.22,
    "read": "abstract",
    "read_at": "https://example.org/a",
    "read_on": dt.datetime(2026, 11, 2),  # noqa: DTZ001 - what a spreadsheet gives
    "coded_by": "A",
    "claim": "anx-call",
    "stance": "disputes",
}
ROWS: dict[str, list[dict[str, Any]]] = {
    "studies": [
        {"id": "doe-2001", "sources": "doi:10.1234/abc.5", "design": "diary", "samples": "doe-a"}
    ],
    "samples": [{"id": "doe-a", "couples": 100.0}],
    "results": [GOOD],
    "claims": [
        {"id": "anx-call", "claim": "Anxious partners call more.", "about": "style:anxious"}
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Begin a dataset with a library."""
    begin_dataset(tmp_path / "own")
    (tmp_path / "a.bib").write_text(BIB, encoding="utf-8")
    import_files([tmp_path / "a.bib"], tmp_path / "own")
    return tmp_path / "own"


def take(folder: Path, rows: dict[str, list[dict[str, Any]]]) -> Report:
    """Fill the template and import it."""
    path = folder.parent / "results.xlsx"
    path.unlink(missing_ok=True)
    write_template(path)
    book = openpyxl.load_workbook(path)
    for name, lines in rows.items():
        header = [cell.value for cell in book[name][1]]
        for line in lines:
            book[name].append([line.get(column) for column in header])
    book.save(path)
    return import_files([path], folder)


def test_filled_template_becomes_evidence(folder: Path) -> None:
    """Numbers and days are those of the sheet, and a DOI stands for the key of a publication."""
    report = take(folder, ROWS)
    assert report.count("new") == 4
    evidence, problems = read_folder(folder)
    assert not problems
    result = evidence.results["doe-2001-1"]
    assert result.effect is not None
    assert (result.effect.value, result.reading.read_on) == (-0.22, "2026-11-02")
    assert evidence.samples["doe-a"].couples == 100
    assert evidence.studies["doe-2001"].sources == ("doe-2001",)
    assert [line.stance for line in evidence.lines] == ["disputes"]


def test_rows_that_are_known_change_nothing(folder: Path) -> None:
    """The second time every row is unchanged, and so is every file."""
    take(folder, ROWS)
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    report = take(folder, ROWS)
    assert report.count("unchanged") == 4
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"predictor": "anxietyy"}, "did you mean anxiety"),
        ({"outcome": "relationship-satisfaction"}, "did you mean satisfaction?"),
        ({"whose": "interaction"}, "moderator"),
        ({"study": "roe-1999"}, "'roe-1999' is not in studies.csv"),
    ],
)
def test_row_that_breaks_the_codebook_stays_out_alone(
    folder: Path, change: dict[str, Any], words: str
) -> None:
    """A wrong cell, a broken rule, a key that leads nowhere: the rest goes in all the same."""
    bad = {**GOOD, "id": "doe-2001-2", **change}
    report = take(folder, {**ROWS, "results": [GOOD, bad]})
    refused = [line for line in report.lines if line.outcome == "refused"]
    assert len(refused) == 1
    assert "results.xlsx[results]:3" in str(refused[0])
    assert words in str(refused[0])
    evidence, problems = read_folder(folder)
    assert not problems
    assert set(evidence.results) == {"doe-2001-1"}


def test_all_faults_of_a_row_are_reported_at_once(folder: Path) -> None:
    """Nobody needs a run of the import for each wrong cell of a row, nor for each broken rule."""
    sheet = folder.parent / "many.csv"
    sheet.write_text(
        "source,finding,couples,predictor,whose,outcome,direction,metric,value,n,stance\n"
        "roe-1999,One,5x,avoidence,mine,satisfaction,up,r,-0.3,abc,\n"
        "roe-1999,Two,50,avoidance,interaction,satisfaction,mixed,r,-3,100,supports\n"
    )
    cells, rules = (x for x in import_files([sheet], folder).lines if x.outcome == "refused")
    for column in ("couples", "predictor", "whose", "direction", "n"):
        assert f"column {column}: " in cells.what
    assert "predictor: did you mean avoidance" in cells.fix
    for column in ("moderator", "value", "claim"):
        assert f"column {column}: " in rules.what


def test_sheet_is_no_table_by_its_name_alone(folder: Path) -> None:
    """A sheet of results called like another table is one of results, and headings are guessed."""
    sheet = folder.parent / "coding.csv"
    sheet.write_text("Citation Key,Result,Dyads\nroe-1999,One,50\n")
    with pytest.raises(InputError) as refused:
        import_files([sheet], folder)
    assert '"Citation Key" = "source", "Result" = "finding"' in str(refused.value.fix)
    columns = {"Citation Key": "source", "Result": "finding", "Dyads": "couples"}
    assert import_files([sheet], folder, columns=columns).summary == "1 row: 1 taken, 0 refused"


def test_slips_of_a_sheet_are_named_with_what_is_meant(folder: Path) -> None:
    """A claim in nearly the same words, an author and a year, and part of a code are known."""
    sheet = folder.parent / "slips.csv"
    sheet.write_text(
        "source,finding,outcome,country,claim,stance\n"
        "roe-1999,One,satisfaction,US,Closeness makes people happier.,supports\n"
        "roe-1999,Two,satisfaction,US,Closeness makes people hapier.,supports\n"
        "Roe (1999),Three,satisfaction,US,,\n"
        "roe-1999,Four,synchrony,New Zealand,,\n"
    )
    report = import_files([sheet], folder)
    wanting = [line for line in report.lines if line.outcome in {"refused", "doubtful"}]
    said = sorted(map(str, wanting), key=lambda line: ": refused: " not in line)
    assert "'Roe (1999)' is not in library.json. Fix: did you mean roe-1999?" in said[0]
    assert "country: write it as US (Two-letter country codes (ISO 3166-1)" in said[1]
    assert "outcome: did you mean physiological-synchrony?" in said[1]
    assert sum("looks like “Closeness makes people h" in line for line in said) >= 1


def test_what_made_other_rows_wrong_is_reported_first(folder: Path) -> None:
    """A claim that is refused comes before the fifty results that lack it."""
    [claim] = ROWS["claims"]
    report = take(folder, {**ROWS, "claims": [{**claim, "kind": "effect"}]})
    first, second = (line for line in report.lines if line.outcome == "refused")
    assert "column kind" in str(first)
    assert "is not in claims.csv" in str(second)


def test_cell_that_says_otherwise_is_refused_and_an_empty_one_is_filled(folder: Path) -> None:
    """A table is never overwritten; what it lacks is taken."""
    take(folder, ROWS)
    report = take(folder, {"results": [{**GOOD, "value": 0.5}]})
    assert "column value: the table says '-0.22', this row '0.5'" in str(report.lines[0])
    report = take(folder, {"results": [{**GOOD, "n": 90}]})
    assert [(line.outcome, line.what) for line in report.lines] == [("merged", "gets n")]


def test_columns_that_are_named_need_a_spreadsheet(folder: Path, tmp_path: Path) -> None:
    """What is said of headings is never passed over: a bibliography has none."""
    (tmp_path / "a.bib").write_text(BIB, encoding="utf-8")
    with pytest.raises(InputError, match="no file is a spreadsheet"):
        import_files([tmp_path / "a.bib"], folder, columns={"Paper": "source"})


def test_csv_of_a_spreadsheet_is_read_by_its_columns(folder: Path) -> None:
    """Semicolons, a byte order mark and a name of its own are not a hindrance."""
    path = folder.parent / "my export.csv"
    path.write_text("\ufeffid;couples;persons;note\nx;12;;yes\n", encoding="utf-8")
    assert import_files([path], folder).count("new") == 1
    assert "x,12,,,,,,,,,,,,yes" in (folder / "samples.csv").read_text(encoding="utf-8")
    path.write_text("name,age\nx,1\n", encoding="utf-8")
    with pytest.raises(InputError, match="columns are of no table"):
        import_files([path], folder)


def test_decimal_commas_of_a_spreadsheet_become_points(folder: Path) -> None:
    """In cells parted by semicolons, in texts of a workbook, and in a table that is there."""
    take(folder, {**ROWS, "results": [{**GOOD, "value": "-0,22", "p": "<0,05"}]})
    table = folder / "results.csv"
    assert ",r,-0.22," in table.read_text(encoding="utf-8")
    said = table.read_text(encoding="utf-8").replace(",", ";").replace("-0.22", "-0,22")
    table.write_text(said, encoding="utf-8")
    sheet = folder.parent / "more.csv"
    sheet.write_text("source;finding;r\nroeKeys;Keys.;-0,35\n", encoding="utf-8")
    assert import_files([sheet], folder).count("refused") == 0
    effects = [result.effect for result in read_folder(folder)[0].results.values()]
    assert [effect.value for effect in effects if effect] == [-0.22, -0.35]
    assert '"' not in table.read_text(encoding="utf-8")


@pytest.mark.parametrize("head", ["source,finding,r,couples", "id,study,value,n"])
def test_row_with_more_cells_than_the_header_is_refused(folder: Path, head: str) -> None:
    """A decimal comma without quotation marks parts a cell, and the next would be another one."""
    sheet = folder.parent / "more.csv"
    sheet.write_text(f"{head}\nroeKeys,Keys.,-0,35,61\n", encoding="utf-8")
    report = import_files([sheet], folder)
    [line] = [line for line in report.lines if line.outcome == "refused"]
    assert "the row has more cells than the header" in line.what
    assert report.summary == "1 row: 0 taken, 1 refused"


def test_template_overwrites_nothing(tmp_path: Path) -> None:
    """A sheet that somebody has filled in is not replaced."""
    write_template(tmp_path / "results.csv")
    with pytest.raises(UsageError, match="nothing is overwritten"):
        write_template(tmp_path / "results.csv")


def test_sheet_of_ones_own_is_read_by_what_its_headings_are_said_to_be(folder: Path) -> None:
    """A row for each result, without ids of ours; the refusal proposes names for the headings."""
    sheet = folder.parent / "effects.csv"
    sheet.write_text(
        "Paper;IV;Whose;DV;Correlation;Direction;Main finding;Mood;Dyads;Claim;Stance\n"
        "10.1234/abc.5;anxiety;own;satisfaction;-0.22;decreases;Anxious were less content."
        ";x;90;Anxious people worry.;supports\n"
        "roeKeys;Attachment avoidance;own;satisfaction;-0.3;Decreases;No.;;40\n"
        "nobody-2000;anxiety;own;satisfaction;0.1;none;Nothing was found.;;80\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="of no table") as refused:
        import_files([sheet], folder)
    names = '"Paper" = "source", "IV" = "predictor", "DV" = "outcome", "Correlation" = "r"'
    assert f'{names}, "Main finding" = "finding", "Dyads" = "couples"' in str(refused.value.fix)
    said = '"Paper" = "source"\n"IV" = "predictor"\n"DV" = "outcome"\n"Correlation" = "r"\n'
    with (folder / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[results]\n{said}"Main finding" = "finding"\n')
    report = import_files([sheet], folder, columns={"Dyads": "couples"})
    assert (report.count("new"), report.count("refused"), report.count("doubtful")) == (7, 1, 1)
    evidence, problems = read_folder(folder)
    assert not [problem for problem in problems if problem.level == "error"]
    assert {key: sample.couples for key, sample in evidence.samples.items()} == {
        "doe-2001": 90,
        "roe-1999": 40,
    }
    assert [(line.claim, line.stance) for line in evidence.lines] == [
        ("anxious-people-worry", "supports")
    ]
    effects = [result.effect for result in evidence.results.values()]
    assert [(effect.metric, effect.value) for effect in effects if effect] == [
        ("r", -0.22),
        ("r", -0.3),
    ]
    assert "nobody-2000" not in evidence.studies
    again = import_files([sheet], folder, columns={"Dyads": "couples"})
    assert (again.count("new"), again.count("unchanged")) == (0, 2)


def test_row_of_other_people_than_its_sample_is_refused(folder: Path) -> None:
    """A size or population is not dropped: it is refused with its line, in a first import too."""
    sheet = folder.parent / "students.csv"
    head = "source;finding;couples;persons;population;country\n"
    rows = (
        "roeKeys;Keys were found.;;50;students;\n"
        "roeKeys;Locks were found.;;60;newlyweds;\n"
        "roeKeys;Doors were found.;;;students;US\n"
        "roeKeys;Couples had keys.;25;;;\n"
    )
    sheet.write_text(head + rows, encoding="utf-8")
    for _ in range(2):
        refused = [x for x in import_files([sheet], folder).lines if x.outcome == "refused"]
        assert [line.place for line in refused] == [f"{sheet}:3", f"{sheet}:5"]
        assert "persons: sample roe-1999 says '50', this row '60'" in refused[0].what
        assert "id of its own in samples.csv" in refused[0].fix
    evidence, problems = read_folder(folder)
    assert not [problem for problem in problems if problem.level == "error"]
    assert [result.finding for result in evidence.results.values()] == [
        "Keys were found.",
        "Doors were found.",
    ]
    assert evidence.samples["roe-1999"].country == ("US",)


def test_refused_row_leaves_nothing_behind_and_headings_that_are_not_there_are_named(
    folder: Path,
) -> None:
    """The study, sample and claim of a row of results go in with it or not at all."""
    sheet = folder.parent / "effects.csv"
    head = "source,finding,predictor,whose,direction,couples,claim,stance,Paper\n"
    sheet.write_text(
        f"{head}roeKeys,Keys were found.,anxietyy,own,increases,50,Keys matter.,supports,x\n",
        encoding="utf-8",
    )
    report = import_files([sheet], folder, columns={"Papr": "finding"})
    assert (report.count("new"), report.count("refused")) == (0, 1)
    assert any(line.fix == "did you mean Paper?" for line in report.lines)
    evidence, _ = read_folder(folder)
    assert not evidence.studies
    assert not evidence.samples
    assert not evidence.claims


def test_refused_row_is_nothing_that_others_are_compared_with(folder: Path) -> None:
    """Its people, by a bad cell or another fault of the row, are not those of a good row."""
    sheet = folder.parent / "effects.csv"
    sheet.write_text(
        "source,finding,couples,r\nroeKeys,Keys.,fifty,\nroeKeys,Locks.,50,1.5\nroeKeys,Doors.,60,\n",
        encoding="utf-8",
    )
    report = import_files([sheet], folder)
    refused = [line.place for line in report.lines if line.outcome == "refused"]
    assert refused == [f"{sheet}:2", f"{sheet}:3"]
    assert report.summary == "3 rows: 1 taken, 2 refused"
    evidence, _ = read_folder(folder)
    assert [result.finding for result in evidence.results.values()] == ["Doors."]
    assert evidence.samples["roe-1999"].couples == 60


def test_results_without_ids_belong_to_the_studies_of_their_workbook(folder: Path) -> None:
    """A study that has a row of its own is known by its id and by its publication."""
    flat = {name: cell for name, cell in GOOD.items() if name != "id"}
    other = {**flat, "source": "10.1234/abc.5", "study": "", "finding": "Doors were closed."}
    book = openpyxl.Workbook()
    for name, rows in {
        **ROWS,
        "results": [flat, other],
    }.items():
        sheet = book.create_sheet(name)
        header = ["source", *flat] if name == "results" else list(rows[0])
        sheet.append(header)
        for row in rows:
            sheet.append([row.get(column) for column in header])
    book.save(folder.parent / "both.xlsx")
    assert import_files([folder.parent / "both.xlsx"], folder).count("refused") == 0
    assert [r.study for r in read_folder(folder)[0].results.values()] == ["doe-2001"] * 2


def test_row_without_an_id_leaves_those_that_others_name(folder: Path) -> None:
    """Also that of a refused row; one that was given before is explained, with one that is free."""
    flat = {name: cell for name, cell in GOOD.items() if name != "id"}
    bad = {**GOOD, "outcome": "nothing-of-this-kind"}
    report = take(folder, {**ROWS, "results": [bad, {**flat, "finding": "Doors were closed."}]})
    assert report.count("refused") == 1
    assert list(read_folder(folder)[0].results) == ["doe-2001-2"]
    twice = {"results": [{**GOOD, "id": "doe-2001-7"}, flat]}
    assert take(folder, twice).count("refused") == 0
    assert list(read_folder(folder)[0].results) == ["doe-2001-2", "doe-2001-7"]
    late = {**GOOD, "id": "doe-2001-2"}
    (line,) = (one for one in take(folder, {"results": [late]}).lines if one.outcome == "refused")
    assert "column finding: the table says 'Doors were closed.'" in line.what
    assert line.fix.endswith(
        "if doe-2001-2 was given to another result, of a row without an id, write doe-2001-1 here"
    )


def test_number_against_its_direction_is_named_and_kept(folder: Path) -> None:
    """A correlation above 0 that is to decrease something is a slip of the one or the other."""
    report = take(folder, {**ROWS, "results": [{**GOOD, "value": 0.25}]})
    [doubt] = [line for line in report.lines if line.outcome == "doubtful"]
    assert "results.xlsx[results]:2: doubtful: doe-2001-1 r is 0.25, and the direction" in str(
        doubt
    )
    assert report.count("refused") == 0


def test_doubts_about_numbers_and_null_results_are_named_and_kept(folder: Path) -> None:
    """More units than people, and a null result that disputes, are a slip as a rule."""
    null = {"direction": "none", "metric": None, "value": None}
    report = take(folder, {**ROWS, "results": [{**GOOD, **null, "n": 6100}]})
    said = [line.what + ": " + line.fix for line in report.lines if line.outcome == "doubtful"]
    assert any("n is 6100, and the samples have 200 people" in line for line in said)
    assert any("write finds-nothing" in line for line in said)
    assert (len(said), report.count("refused")) == (2, 0)
    reason = {"because": "The claim says that there is none."}
    explained = {**GOOD, **null, **reason, "id": "doe-2001-2"}
    assert not take(folder, {**ROWS, "results": [explained]}).count("doubtful")


def test_sheet_of_the_page_needs_publication_and_finding_alone(root: Path, folder: Path) -> None:
    """What its row leaves open is not stated, and the sign of its number is a direction."""
    page = (root / "docs/your-own-dataset.md").read_text(encoding="utf-8")
    mapping = next(block.code for block in blocks_of(page) if block.language == "toml")
    with (folder / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write(mapping)
    sheet = folder.parent / "own.csv"
    headings = [line.split('"')[1] for line in mapping.splitlines()[1:]]
    sheet.write_text(
        f"{','.join(headings)}\n"
        "10.1234/abc.5,Anxious people were less content.,anxiety,satisfaction,-0.35,61\n"
        "roeKeys,Time helped.,time,satisfaction,\N{MINUS SIGN}0.2,50\n"
        "roeKeys,Nothing else was found.,,,,\n",
        encoding="utf-8",
    )
    report = import_files([sheet], folder)
    assert report.summary == "3 rows: 3 taken, 0 refused"
    assert not report.count("doubtful")
    results = read_folder(folder)[0].results.values()
    assert [(result.whose, result.direction) for result in results] == [
        ("not-stated", "decreases"),
        ("", "decreases"),
        ("", ""),
    ]
    table = folder / "results.csv"
    coded = table.read_text(encoding="utf-8").replace("not-stated", "own").replace("decr", "incr")
    table.write_text(coded.replace("increases,,,,r,-", "none,,,,r,-"), encoding="utf-8")
    again = import_files([sheet], folder)
    assert again.summary == "3 rows: 0 taken, 3 unchanged, 0 refused"
    assert not again.changes


def test_result_without_a_direction_is_doubted(folder: Path) -> None:
    """Nothing counts it, and the import says so before synthesize does."""
    sheet = folder.parent / "odds.csv"
    sheet.write_text(
        "source,finding,predictor,outcome,or\nroeKeys,Keys.,anxiety,trust,2\n", "utf-8"
    )
    lines = import_files([sheet], folder, columns={"or": "odds-ratio"}).lines
    [doubt] = [line for line in lines if line.outcome == "doubtful"]
    assert "does not say direction" in doubt.what
    assert "synthesize leaves out" in doubt.fix


def test_misspelt_column_of_our_own_sheet_is_refused_and_nothing_else_is_said(folder: Path) -> None:
    """A result must not come in without what its row says; the rest may be a column of theirs."""
    sheet = folder.parent / "slip.csv"
    sheet.write_text("id,study,finding,predicter,mood\na-1,a,One,anxiety,x\n", encoding="utf-8")
    with pytest.raises(InputError, match="results has no column predicter\n") as refused:
        import_files([sheet], folder)
    assert "did you mean predictor?" in str(refused.value.fix)
    take(folder, ROWS)
    with (folder / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write('[results]\n"Paper" = "source"\n"IV" = "predictor"\n')
    sheet.write_text("id,study,finding,mood\nx-1,doe-2001,One,x\n", encoding="utf-8")
    said = [line.what for line in import_files([sheet], folder).lines if line.place != f"{sheet}:2"]
    assert said == ["leaves out 'mood'"]


def test_refused_rows_are_in_the_order_of_the_sheet(folder: Path) -> None:
    """Whoever mends a sheet goes through it once, whatever is wrong with a row."""
    sheet = folder.parent / "effects.csv"
    sheet.write_text(
        "source,finding,couples,r\nroeKeys,Keys.,60,\nroeKeys,Locks.,70,\nroeKeys,Doors.,,1.5\n"
        "nobody,Roofs.,,\nroeKeys,Walls.,x,\n",
        encoding="utf-8",
    )
    refused = [line for line in import_files([sheet], folder).lines if line.outcome == "refused"]
    assert [line.place for line in refused] == [f"{sheet}:{n}" for n in (3, 4, 5, 6)]


def test_misspelt_headings_are_proposed_and_an_option_is_named_as_one(folder: Path) -> None:
    """Nearly the name of a column may be meant; a slip in an option is no fault of a file."""
    sheet = folder.parent / "effects.csv"
    sheet.write_text("Papr,Main findng,Correlaton,predicter,Mood\na,b,c,d,e\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        import_files([sheet], folder)
    names = '"Papr" = "source", "Main findng" = "finding", "Correlaton" = "r"'
    assert f'{names}, "predicter" = "predictor";' in str(refused.value.fix)
    own = {"Papr": "source", "Main findng": "finding", "Mod": "note"}
    lines = import_files([sheet], folder, columns=own).lines
    assert ("--column", "did you mean Mood?") in [(line.place, line.fix) for line in lines]


def test_rows_without_publication_stay_out_and_any_sheet_of_a_workbook_will_do(
    folder: Path,
) -> None:
    """A note before the table is passed over; an empty sheet is called empty."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Notes of mine"])
    sheet = book.create_sheet("Effects")
    for line in (["Source", "Finding"], ["roeKeys", "Keys were found."], [None, "Nobody's."]):
        sheet.append(line)
    book.save(folder.parent / "effects.xlsx")
    report = import_files([folder.parent / "effects.xlsx"], folder)
    refused = [line.what for line in report.lines if line.outcome == "refused"]
    assert refused == ["the row names no publication"]
    assert [result.finding for result in read_folder(folder)[0].results.values()] == [
        "Keys were found."
    ]
    (folder.parent / "none.csv").touch()
    with pytest.raises(InputError, match="the sheet is empty"):
        import_files([folder.parent / "none.csv"], folder)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"Paper": "soruce"}, "is to be 'soruce', which no column is"),
        ({"Paper": "source", "DOI": "source"}, "two columns are 'source': Paper, DOI"),
    ],
)
def test_wrong_names_for_headings_are_refused(
    folder: Path, columns: dict[str, str], words: str
) -> None:
    """A name that no column has, and one name for two headings, would lose cells."""
    sheet = folder.parent / "effects.csv"
    sheet.write_text("Paper,DOI,finding\na,b,c\n", encoding="utf-8")
    with pytest.raises(InputError, match=words):
        import_files([sheet], folder, columns=columns)
