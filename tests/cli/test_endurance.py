"""Documents that nobody would write: the work grows as they do, and no character is lost."""

from __future__ import annotations

from tests.cli.endurance import iter_failures
from tests.cli.hostile import PATTERNS

#: A prime step meets each kind of unit, place and structure in turn.
EVERY = 251


def test_work_grows_as_the_document_does() -> None:
    """No pattern takes more than about four times the work for four times the text."""
    assert dict(iter_failures(range(0, len(PATTERNS), EVERY))) == {}


def test_structures_are_read_in_linear_time() -> None:
    """Every fifth of those that are nested, numbered or never closed is read."""
    names = [pattern.name for pattern in PATTERNS]
    structures = range(names.index("noise"), len(PATTERNS), 5)
    assert dict(iter_failures(structures)) == {}
