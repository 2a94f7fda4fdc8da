"""Compare two datasets quad by quad.

In: two stores. Out: the quads that only one of them has, as N-Quads or RDF Patch. Both are read
sorted, so that datasets larger than memory can be compared; blank nodes are named as RDFC-1.0 does.

Sources: RDF Patch, https://afs.github.io/rdf-delta/rdf-patch.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attachgraph.rdf.lines import Lines, by_quad

if TYPE_CHECKING:
    from pyoxigraph import Store


@dataclass(frozen=True, slots=True)
class Difference:
    """What only one of two datasets has."""

    #: Lines of N-Quads, sorted.
    removed: tuple[bytes, ...]
    added: tuple[bytes, ...]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)


def compare_quads(old: Store, new: Store) -> Difference:
    """Find the quads that only one of two datasets has."""
    before, after = _sorted(old), _sorted(new)
    removed, added = [], []
    left, right = next(before, None), next(after, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left < right):
            removed.append(left or b"")
            left = next(before, None)
        elif left is None or right < left:
            added.append(right)
            right = next(after, None)
        else:
            left, right = next(before, None), next(after, None)
    return Difference(tuple(removed), tuple(added))


def _sorted(store: Store) -> Iterator[bytes]:
    lines = Lines(by_quad)
    lines.take_store(store)
    return lines.records()


def iter_patch(difference: Difference) -> Iterator[bytes]:
    """Write a difference as RDF Patch: applied to the old dataset, it gives the new one."""
    yield b"TX .\n"
    for line in difference.removed:
        yield b"D " + line + b"\n"
    for line in difference.added:
        yield b"A " + line + b"\n"
    yield b"TC .\n"
