"""What is asked: a claim, or variables, and which studies count.

In: words as people type them. Out: a :class:`Question` whose words are all in the codebook, or an
error that names the nearest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Final

from attachgraph.errors import UsageError
from attachgraph.evidence.codebook import codebook
from attachgraph.synthesis.moderating import YEAR

#: The list from which each part of a question takes its words.
LISTS: Final = {
    "predictor": "variable",
    "whose": "whose",
    "moderator": "variable",
    "outcome": "variable",
    "population": "population",
    "design": "design",
}
#: The lists whose codes split samples into two groups.
SPLIT_BY: Final = ("population", "design", "read")
#: A longer list of values is named by its heading in the codebook.
_MOST_LISTED: Final = 20
_YEARS: Final = re.compile(r"(\d{4})?\s*([-–]?)\s*(\d{4})?")


@dataclass(frozen=True, slots=True)
class Question:
    """Which results are asked for; ``""`` lets everything through."""

    #: Key of a claim, and of a pairing such as ``avoidant-secure``.
    claim: str = ""
    predictor: str = ""
    whose: str = ""
    moderator: str = ""
    outcome: str = ""
    pairing: str = ""
    population: str = ""
    design: str = ""
    #: Years of publication, such as ``2000-2015``, ``2000-`` or ``2012``.
    years: str = ""
    #: What may go with other effects: ``year``, or codes such as ``longitudinal``, with commas.
    by: str = ""

    def __post_init__(self) -> None:
        """Refuse what no study can be coded as."""
        if not (self.claim or self.predictor or self.outcome or self.pairing):
            raise UsageError(
                "there is nothing to look for",
                fix="name a claim, or a predictor and an outcome: "
                "attachgraph synthesize --predictor avoidance --whose own --outcome satisfaction",
            )
        for name, values in LISTS.items():
            if word := getattr(self, name):
                _check(
                    word, [*codebook().codes(values)], name, f"see “List {values}” of the codebook"
                )
        codes = [YEAR, *(code for name in SPLIT_BY for code in codebook().codes(name))]
        for word in self.moderators:
            _check(word, codes, "by", "year, or a code of a population, design or reading")
        self.span()

    @property
    def moderators(self) -> tuple[str, ...]:
        """Give the words of `by`, each once."""
        return moderators_in(self.by)

    def span(self) -> tuple[int, int]:
        """Give the first and the last year."""
        if not self.years:
            return 0, 9999
        found = _YEARS.fullmatch(self.years.strip())
        if not found or not (found[1] or found[3]):
            raise UsageError(
                f"“{self.years}” are not years", fix="write 2000-2015, 2000-, -2015 or 2012"
            )
        first = int(found[1] or 0)
        last = int(found[3] or (9999 if found[2] else first))
        if last < first:
            raise UsageError(f"“{self.years}” ends before it begins", fix="turn the years round")
        return first, last

    def words(self) -> str:
        """Say it back in one line."""
        said = ((each.name, getattr(self, each.name)) for each in fields(self))
        return ", ".join(f"{name} {word}" for name, word in said if word)


def moderators_in(by: str | Sequence[str]) -> tuple[str, ...]:
    """Give the names in a text with commas, or in a list, each once and none empty."""
    text = by if isinstance(by, str) else ",".join(map(str, by))
    words = (word.strip() for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def _check(word: str, codes: list[str], name: str, otherwise: str) -> None:
    """Refuse a word that no study can be coded with, and name the nearest or all others."""
    if word not in codes:
        near = get_close_matches(word, codes, n=3, cutoff=0.5)
        fix = f"did you mean {' or '.join(near)}?" if near else otherwise
        if not near and len(codes) <= _MOST_LISTED:
            fix = f"it is one of {', '.join(codes)}"
        raise UsageError(f"“{word}” is not a value of --{name}", fix=fix)
