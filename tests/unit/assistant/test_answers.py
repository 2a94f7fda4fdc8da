"""Pages of rows: what is cut is said."""

from __future__ import annotations

from attachgraph.assistant.answers import MOST_BELOW, MOST_BYTES, MOST_CHARACTERS, answer


def test_long_texts_and_lists_are_cut_with_a_word() -> None:
    """An assistant never takes a part for the whole."""
    row = {"text": "x" * (MOST_CHARACTERS + 7), "items": list(range(MOST_BELOW + 3)), "empty": []}
    [cut] = answer([row], offset=0, limit=1, licences=())["rows"]
    assert cut["text"].endswith("x … [7 characters cut]")
    assert cut["items"][MOST_BELOW:] == ["… [3 more cut]"]
    assert "empty" not in cut


def test_rows_beyond_the_size_are_asked_for_again() -> None:
    """The first rows that fit come, and the next page begins behind them."""
    rows = [{"text": "x" * 1900} for _ in range(50)]
    page = answer(rows, offset=5, limit=40, licences=())
    fitting = MOST_BYTES // 1912
    assert len(page["rows"]) == fitting
    assert page["cut"].endswith(f"ask with offset={5 + fitting}")
