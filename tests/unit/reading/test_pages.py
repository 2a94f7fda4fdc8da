"""Pages of the family in the dialects that nobody has shown us yet, each with the reading a person expects."""  # noqa: E501 -- one sentence

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from attachgraph.extraction.account import account_of
from attachgraph.model import Document
from attachgraph.reading.documents import read_document
from tests.unit.reading.reading_of import iter_passages, reading_of

_PAGES = Path(__file__).parents[2] / "fixtures" / "pages"
_EXPECTED = sorted(_PAGES.glob("*.yaml"))


def _read(expected: Path) -> Document:
    page = expected.with_suffix("")
    return read_document(page.read_bytes(), page.name)


@pytest.mark.parametrize("expected", _EXPECTED, ids=lambda path: path.stem)
def test_page_is_read_as_a_person_would(expected: Path) -> None:
    """Title, rows, sections, names, phases, cycles, debates, works and questions are those of the page."""  # noqa: E501 -- one sentence
    assert reading_of(_read(expected)) == yaml.safe_load(expected.read_text(encoding="utf-8"))


def test_every_passage_is_a_slice() -> None:
    """Every passage of the entry is the slice of the text that its offsets name."""
    for expected in _EXPECTED:
        document = _read(expected)
        passages = list(iter_passages(document.entry))
        assert passages, expected.name
        assert all(document.text.content[p.start : p.end] == p.text for p in passages), (
            expected.name
        )


def test_no_character_is_lost() -> None:
    """What has words is either in a passage of the entry, form of the page, boilerplate or reported."""  # noqa: E501 -- one sentence
    for expected in _EXPECTED:
        document = _read(expected)
        content = document.text.content
        covered = [False] * len(content)
        for start, end in [
            *((p.start, p.end) for p in iter_passages(document.entry)),
            *((mark.start, mark.end) for mark in document.marks),
        ]:
            covered[start:end] = [True] * (end - start)
        lost = "".join(char for char, seen in zip(content, covered, strict=True) if not seen)
        assert not any(char.isalnum() for char in lost), lost.split()


def test_the_account_of_every_page_adds_up() -> None:
    """Used, boilerplate and unparsed are the length of the text, and the ranges cover it in order."""  # noqa: E501 -- one sentence
    for expected in _EXPECTED:
        document = _read(expected)
        account = account_of(document.text.content, document.marks, ())
        assert account.used + account.boilerplate + account.unparsed == account.length
        assert [mark.end for mark in account.ranges[:-1]] == [
            mark.start for mark in account.ranges[1:]
        ]
        assert (account.ranges[0].start, account.ranges[-1].end) == (0, account.length)


def test_there_are_enough_dialects() -> None:
    """The family is held by at least 25 pages."""
    assert len(_EXPECTED) >= 25
