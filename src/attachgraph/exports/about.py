"""What every export says of itself: what the data are, and under which licence.

In: a selection. Out: a few lines of text, the same for the same data.
"""

from __future__ import annotations

from dataclasses import dataclass

from attachgraph.exports.selection import Selection
from attachgraph.notice import NOTICE
from attachgraph.rdf.serialise import licences


@dataclass(frozen=True, slots=True)
class About:
    """What an export says of itself."""

    #: That the data describe literature.
    notice: str
    #: IRIs of the licences of the texts, sorted.
    licences: tuple[str, ...]

    @property
    def text(self) -> str:
        """Both in one line."""
        return (
            f"{self.notice} Licence: {', '.join(self.licences)}" if self.licences else self.notice
        )


def about(selection: Selection) -> About:
    """Say what a selection is."""
    return About(NOTICE, tuple(licences(selection.store)))
