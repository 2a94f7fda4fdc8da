"""Bibliographies and coded results are refused with the way to import them."""

from __future__ import annotations

import pytest

from attachgraph.errors import InputError
from attachgraph.reading.documents import read_document

RIS = "TY  - JOUR\nTI  - Tides of trust\nER  - \n"
CSL = '[{"id": "doe", "type": "book", "title": "Tides of trust"}]'
RESULTS = "id,study,finding,predictor,outcome\na-1,a,They talk.,anxiety,satisfaction\n"
PAGE = "# Anxious-Secure Relationship\n\nOne asks (Doe, 2001).\n\n## References\n\n"


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ("% saved\n\n@book{doe,\n  title = {Tides}\n}\n", "x.bib", "BibTeX"),
        (RIS, "x.txt", "RIS"),
        (CSL, "x.txt", "CSL-JSON"),
        (RESULTS, "results.csv", "a table of coded results"),
    ],
)
def test_what_is_for_import_is_no_entry(text: str, name: str, what: str) -> None:
    """The message says what the file is, and the command that takes it."""
    with pytest.raises(InputError, match=what) as told:
        read_document(text.encode(), f"folder/{name}")
    assert told.value.fix == f"take it into a dataset: attachgraph import folder/{name} --into DIR"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (PAGE + "@article{doe,\n  title = {Tides}\n}\n", "x.md"),
        (PAGE + RIS, "x.md"),
        ("id,style a,style b,claim,note,about\na,anxious,secure,They talk.,,\n", "pairs.csv"),
    ],
)
def test_entries_with_records_in_them_are_read(text: str, name: str) -> None:
    """References at the end of a page, and columns that tables share, make nothing else of it."""
    assert read_document(text.encode(), name).entry is not None
