"""Reading takes time in proportion to the text, whatever a page repeats, and never without end."""

from __future__ import annotations

from itertools import starmap

import pytest

import attachgraph
from attachgraph.errors import InputError
from attachgraph.reading.deadline import check_time, limited
from tests.benchmarks.growing import CONSTRUCTS, steps
from tests.benchmarks.mutating import fault, mutated

_SIZE = 1_000
#: Four times the text takes four times the steps, and what ties them together a little more.
_MOST = 4.4


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_four_times_the_text_takes_about_four_times_the_steps(construct: str) -> None:
    """No construct costs the square of its repetitions; steps are counted, for times vary."""
    steps(construct, _SIZE)  # what is remembered between pages is not counted
    short, long = steps(construct, _SIZE), steps(construct, 4 * _SIZE)
    assert long < _MOST * short, (short, long)


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
