"""The numbers of a synthesis by the names that a page calls them.

In: an answer. Out: words. Of several effects those of the first that nothing moderates are here.
"""

from __future__ import annotations

from attachgraph.synthesis.answer import Answer, Tally
from attachgraph.synthesis.wording import as_r, chance, label

_NOTHING = "not known"


def numbers_of(answer: Answer) -> dict[str, str]:
    """Name what is counted, and what the first effect comes to."""
    counted = {
        "studies": answer.studies,
        "samples": answer.samples,
        "couples": answer.couples,
        "reviews": len(answer.reviews),
        "left-out": len(answer.left_out),
    }
    plain = [tally for tally in answer.tallies if not tally.effect.moderator]
    tally = next(iter(plain or answer.tallies), None)
    return {name: f"{number:,}" for name, number in counted.items()} | _of(tally)


def _of(tally: Tally | None) -> dict[str, str]:
    names = ("direction", "share", "interval", "p", "certainty", "r", "r-interval")
    said = dict.fromkeys(names, _NOTHING)
    if tally is None:
        return said
    share = tally.share
    if share.total:
        said["direction"] = label("direction", tally.towards)
        said["share"] = f"{share.same} of {share.total}"
        said["interval"] = f"{share.low:.0%} to {share.high:.0%}"
    if tally.p is not None:
        said["p"] = chance(tally.p).removeprefix("p ").removeprefix("= ")
    if tally.certainty:
        said["certainty"] = tally.certainty.level
    if tally.pooled:
        said["r"] = as_r(tally.pooled.mean)
        said["r-interval"] = f"{as_r(tally.pooled.low)} to {as_r(tally.pooled.high)}"
    return said
