"""Digests of passages: what they leave out, and what tables become."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from attachgraph.cli.frame import run
from attachgraph.errors import InputError
from attachgraph.evidence.folder import read_folder
from attachgraph.evidence.passages import digest_of, letters_of, without_passages
from tests.unit.evidence.small import TABLES, write

WORDS = "The effi-\ncient partner withdrew; “again” — at r = −.21."


def test_only_letters_count() -> None:
    """Ligatures, hyphens, breaks, quotes and accents differ between readers of one PDF."""
    other = 'the eﬃcient\u00a0par\u00adtner withdrew, "again" - at R=-.21'
    assert digest_of(WORDS) == digest_of(other)
    assert digest_of(WORDS).stands_in(letters_of(f"Before. {other}. After."))
    assert not digest_of(WORDS).stands_in(letters_of(other.replace("again", "never")))


def test_a_passage_of_a_few_letters_proves_nothing() -> None:
    """It would stand in any paper."""
    with pytest.raises(InputError, match="so few prove nothing"):
        digest_of("p < .05")


def test_a_table_is_shared_without_its_passages() -> None:
    """The other cells stay, and the digest is the one that the words give."""
    table = f'id;passage;note\na-1;"{WORDS}";kept\na-2;;\n'
    digest_made = digest_of(WORDS)
    assert without_passages(table) == (
        f"id;passage;note;passage_digest\na-1;;kept;{digest_made}\na-2;;;\n"
    )


def test_the_command_makes_the_digest_that_verify_looks_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words come from stdin."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode()), encoding="utf-8"))
    assert run(["digest"]) == 0
    assert capsys.readouterr().out == f"{digest_of(WORDS)}\n"


def test_a_digest_of_other_words_is_an_error(tmp_path: Path) -> None:
    """The row, the column and what to do are named."""
    header, first, *_ = TABLES["results.csv"].splitlines()
    row = f'{first},"{WORDS}",{digest_of("Some other words of a paper.")}'
    _, problems = read_folder(write(tmp_path, results=f"{header},passage,passage_digest\n{row}\n"))
    assert [(one.line, one.column, one.rule) for one in problems] == [
        (2, "passage_digest", "passage-and-digest")
    ]
