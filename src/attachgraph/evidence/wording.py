"""The reason of a standing, in words that fit on one line.

In: the units that decided. Out: such as "2 samples for, 1 against; only one read in full".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from attachgraph.evidence.independence import SETTLED_BY_TEXTS, Side, Unit
from attachgraph.evidence.model import Claim, Evidence
from attachgraph.evidence.reading_depth import depth_of

_ORDER: Final[tuple[Side, ...]] = ("for", "against", "qualifying", "nothing")
_SAID: Final[dict[Side, str]] = {
    "for": "for",
    "against": "against",
    "qualifying": "in part",
    "nothing": "finding nothing",
}
_NUMBERS: Final = ("none", "one", "two", "three", "four", "five", "six")


def because_of(
    evidence: Evidence,
    claim: Claim,
    decisive: Sequence[Unit],
    beside: Sequence[Unit],
    texts: Sequence[Side],
) -> str:
    """Say on what a standing rests."""
    by_texts = claim.kind in SETTLED_BY_TEXTS
    noun = "publication" if by_texts else "sample"
    if not decisive:
        said = [f"no coded {noun} bears on it"]
    else:
        only = "" if decisive[0].direct else "only indirectly: "
        said = [only + _tally(decisive, noun) + _pooled(decisive)]
        if beside:
            said.append(f"indirectly {_tally(beside, noun)}")
        if not by_texts:
            said.append(_read(evidence, decisive))
    if texts:
        said.append(_argued(texts))
    return "; ".join(said)


def _tally(found: Iterable[Unit], noun: str) -> str:
    numbers: Counter[Side] = Counter()
    for unit in found:
        numbers[unit.side] += unit.weight
    parts = [f"{numbers[side]} {_SAID[side]}" for side in _ORDER if numbers[side]]
    first, _, rest = parts[0].partition(" ")
    nouns = noun if first == "1" else f"{noun}s"
    return ", ".join([f"{first} {nouns} {rest}", *parts[1:]])


def _pooled(found: Iterable[Unit]) -> str:
    pooled = [unit for unit in found if unit.weight > 1]
    if not pooled:
        return ""
    analyses = "pooled analysis" if len(pooled) == 1 else "pooled analyses"
    return f" ({sum(unit.weight for unit in pooled)} of them in {len(pooled)} {analyses})"


def _read(evidence: Evidence, found: Sequence[Unit]) -> str:
    depths = [depth_of(evidence, unit) for unit in found]
    full = depths.count("full-text")
    if full == len(found):
        return "read in full" if full == 1 else "all read in full"
    if full:
        return f"only {_word(full)} read in full"
    if not any(depths):
        return "what was read is not recorded"
    return "none read in full" if len(found) > 1 else "not read in full"


def _argued(texts: Sequence[Side]) -> str:
    numbers = Counter(texts)
    parts = [f"{numbers[side]} {_SAID[side]}" for side in _ORDER if numbers[side]]
    return f"without a sample {', '.join(parts)}"


def _word(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
