"""Reading takes time in proportion to the text, whatever a page repeats, and never without end."""

from __future__ import annotations

from itertools import starmap

import pytest

import attachgraph
from attachgraph.errors import InputError
from attachgraph.reading.deadline import check_time, limited
from tests.benchmarks.growing import CONSTRUCTS, seconds
from tests.benchmarks.mutating import fault, mutated

_SIZE = 4_000
#: Four times the text, with room for what else the machine does; a square would give sixteen.
_MOST = 9.0
#: What is faster is not worth measuring.
_FAST = 0.15


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_four_times_the_text_takes_about_four_times_as_long(construct: str) -> None:
    """No construct costs the square of its repetitions."""
    long = seconds(construct, 4 * _SIZE)
    if long > _FAST:
        short = min(seconds(construct, _SIZE) for _ in range(3))
        long = min(long, seconds(construct, 4 * _SIZE))
        assert long < _MOST * max(short, 0.01), (short, long)


def test_damaged_pages_are_read_or_refused() -> None:
    """Each of hundreds keeps its account and quotes, or is refused with a remedy."""
    wrong = set(starmap(fault, mutated(7, 300)))
    assert wrong <= {"", "refused"}


def test_a_document_has_a_time_limit_in_python_too() -> None:
    """The work stops between two steps, with a message that names the document."""
    with pytest.raises(InputError, match="more than 0 seconds") as caught:
        attachgraph.read(text="# T\n\nIt is.\n", name="slow.md", timeout=0)
    assert caught.value.where == "slow.md"
    with limited("page.txt", 60):
        check_time()
