"""A table of couples: each row with two plain styles is a pairing, any other is reported."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from attachgraph.errors import InputError
from attachgraph.extraction.extracting import Extraction, extract
from attachgraph.folder import using
from attachgraph.model import Node
from attachgraph.reading.documents import read_document
from attachgraph.reading.walk import iter_inputs

TABLE = """style_a,style_b,Source,Conflict cycle,Anxious Traits,note,city
anxious,"avoidant, style",Girme et al. (2015),flight,worry,"One asks, one leaves.",Oslo
Secure,fearful (FA),N/A,,,,
secure,,,,,,
secure or anxious,avoidant,,,,,
perhaps secure,avoidant,,,,,
Fearful-avoidant,dismissive,,,,,
"""


def read(text: str, name: str = "couples.csv") -> Extraction:
    """Read and extract a table."""
    return extract(read_document(text.encode(), name))


def objects(page: Extraction, predicate: str) -> list[tuple[str, str]]:
    """Return subject and object of the statements with a predicate."""
    return [
        (s.subject.key, s.object.key if isinstance(s.object, Node) else s.object)
        for s in page.statements
        if s.predicate == predicate
    ]


def test_each_row_is_a_pairing_with_what_its_columns_say() -> None:
    """Columns are named as rows of an infobox; sentences of a note are claims of the couple."""
    page = read(TABLE)
    assert set(objects(page, "ag:pairsWith")) == {
        ("anxious", "avoidant"),
        ("avoidant", "anxious"),
        ("secure", "fearful"),
        ("fearful", "secure"),
        ("fearful", "avoidant"),
        ("avoidant", "fearful"),
    }
    couple = "anxious-avoidant"
    assert objects(page, "ag:citesSource") == [(couple, "girme-2015")]
    assert objects(page, "ag:hasTrait") == [(f"{couple}/anxious", "worry")]
    assert [subject for subject, _ in objects(page, "ag:conflictCycle")] == [couple]
    assert objects(page, "ag:claims") == [(couple, "One asks, one leaves.")]
    assert page.subject == Node("entry", "couples-csv", "couples.csv", "Entry")


def test_rows_that_name_no_two_styles_plainly_are_reported() -> None:
    """A hedge, a choice, or an empty cell makes no edge and is named; so is an unknown column."""
    page = read(TABLE)
    places = [(d.line, d.column) for d in page.diagnostics if d.name == "row-without-couple"]
    assert places == [(4, 8), (5, 1), (6, 1)]
    (message,) = [d.message for d in page.diagnostics if d.line == 6]
    assert message == "the row is not a couple: its column “style_a” has “perhaps secure”"
    assert [d.line for d in page.diagnostics if d.name == "unknown-label"] == [1]


def test_quotations_are_slices_of_the_table_and_the_account_adds_up() -> None:
    """Both cells of a couple are quoted, whatever the separator and the line ends."""
    table = "Pair\tHer style\tHis style\r\nanxious–secure\tanxious\tsecure\r\n\tsecure\t?\r\n"
    page = read(table, "couples.tsv")
    (one, _) = [s for s in page.statements if s.predicate == "ag:pairsWith"]
    assert [table[q.start : q.end] for q in one.quotations] == ["anxious", "secure"]
    account = page.account
    assert account.used + account.boilerplate + account.unparsed == len(table)


def test_a_couple_whose_columns_disagree_is_none() -> None:
    """A pair and two styles that are not that pair leave nothing to believe."""
    page = read("pair,style a,style b\nanxious-secure,anxious,avoidant\n")
    assert objects(page, "ag:pairsWith") == []


def test_a_table_of_anything_else_is_plain_text() -> None:
    """Columns of measures make no couple of what stands below them."""
    page = read("id,anxiety,avoidance\n1,3.2,4.1\n")
    assert objects(page, "ag:pairsWith") == []


def test_a_publication_may_be_named_by_any_of_its_keys() -> None:
    """A key by itself, in brackets, a DOI: what a column of sources holds in practice."""
    keys = "collins-read-1990", "[@collins-read-1990]", "@girme-2015; collins-read-1990"
    rows = "".join(f'anxious,secure,"{key}"\n' for key in (*keys, "10.1037/0022-3514.52.3.511"))
    page = read("style a,style b,key\n" + rows)
    cited = {source for _, source in objects(page, "ag:citesSource")}
    assert cited == {"collins-read-1990", "girme-2015", "hazan-shaver-1987"}
    assert not page.diagnostics


def test_the_columns_of_a_table_may_be_named_in_dataset_toml(tmp_path: Path) -> None:
    """A researcher's own names stand for ours; numbers of couples are not styles."""
    own = tmp_path / "dataset.toml"
    own.write_text(
        '[columns]\n"Bindung sie" = "style a"\n"Bindung er" = "style b"\n"Satz" = "note"\n'
    )
    table = "couple,Bindung sie,Bindung er,Satz\n17,anxious,avoidant,He leaves the room.\n"
    with using(tmp_path):
        page = read(table)
    assert set(objects(page, "ag:pairsWith")) == {("anxious", "avoidant"), ("avoidant", "anxious")}
    assert objects(page, "ag:claims") == [("anxious-avoidant", "He leaves the room.")]
    own.write_text('[columns]\nSatz = "sentence of mine"\n')
    with using(tmp_path), pytest.raises(InputError, match="which no column is") as caught:
        read(table)
    assert "style a" in str(caught.value)


def test_short_notes_are_claims_and_a_word_alone_is_reported() -> None:
    """Two words of a researcher say something; of one word nobody can tell what."""
    page = read("style a,style b,note\nanxious,secure,they argue.\nsecure,secure,calm\n,,N/A\n")
    assert objects(page, "ag:claims") == [("anxious-secure", "they argue.")]
    told = [(d.name, d.line, d.column) for d in page.diagnostics if d.name == "word-as-note"]
    assert told == [("word-as-note", 3, 15)]


def test_a_workbook_is_read_as_its_sheet_in_csv(tmp_path: Path) -> None:
    """The first sheet with couples counts; its cells, parted by tabs, are the text."""
    book = openpyxl.Workbook()
    book.active.append(["read", "me"])
    sheet = book.create_sheet("couples")
    sheet.append(["style a", "style b", "note", "sources"])
    sheet.append(["anxious", "avoidant", 'He says "no".', "Girme et al. (2015)"])
    book.save(path := tmp_path / "couples.xlsx")
    page = extract(read_document(path.read_bytes(), path.name))
    assert objects(page, "ag:claims") == [("anxious-avoidant", 'He says "no".')]
    assert objects(page, "ag:citesSource") == [("anxious-avoidant", "girme-2015")]
    assert 'avoidant\tHe says "no".\tGirme' in page.document.text.content
    assert [item.path for item in iter_inputs([str(tmp_path)])] == [str(path)]


def test_a_workbook_without_couples_is_refused(tmp_path: Path) -> None:
    """It would be a page of numbers; a file that is no workbook says so."""
    book = openpyxl.Workbook()
    book.active.append(["id", "anxiety"])
    book.save(path := tmp_path / "scores.xlsx")
    for data, told in ((path.read_bytes(), "table of couples"), (b"PK\x03\x04", "cannot be read")):
        with pytest.raises(InputError, match=told):
            read_document(data, "scores.xlsx")


def test_a_column_that_dataset_toml_names_in_vain_is_reported_with_its_line(tmp_path: Path) -> None:
    """A slip there makes a table of couples plain text, and nobody would know why."""
    (tmp_path / "dataset.toml").write_text('[columns]\n"Stil sei" = "style a"\nSatz = "note"\n')
    with using(tmp_path):
        page = read("Stil sie,style b,note\nanxious,avoidant,He leaves.\n")
    (told,) = [d.message for d in page.diagnostics if d.name == "column-missing"]
    assert "“Stil sei”" in told
    assert "dataset.toml:2 " in told
