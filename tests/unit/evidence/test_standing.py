"""Standing is counted in independent samples, and says on what it rests."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from attachgraph.evidence.folder import evidence_of
from attachgraph.evidence.model import Claim, Evidence, EvidenceLine, Reading, Result, Sample, Study
from attachgraph.evidence.standing import RULE, Standing, standing_of
from tests.unit.evidence.small import write

PAGE = Path(__file__).resolve().parents[3] / "docs" / "standing.md"


class Bearing(NamedTuple):
    """One line, told as a test needs it."""

    sample: str
    stance: str
    indirect: tuple[str, ...] = ()
    design: str = "cross-sectional"
    read: str = "abstract"


def stand(*lines: Bearing, samples: tuple[Sample, ...] = (), kind: str = "association") -> Standing:
    """Compute the standing of one claim from its lines."""
    known = {
        bearing.sample: Sample(bearing.sample, couples=50) for bearing in lines if bearing.sample
    }
    known |= {sample.id: sample for sample in samples}
    studies, results, made = {}, {}, []
    for number, (sample, stance, indirect, design, read) in enumerate(lines):
        name = f"r{number}"
        studies[name] = Study(name, (f"source-{number}",), (design,), (sample,) if sample else ())
        results[name] = Result(name, name, "found", reading=Reading(read=read))
        made.append(EvidenceLine(name, "c", stance, indirect))
    claim = Claim("c", "It is so.", kind)
    return standing_of(Evidence(studies, known, results, tuple(made), {"c": claim}), claim)


INDIRECT = ("other-outcome",)


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ([], "reported"),
        ([Bearing("", "supports", design="theory")], "reported"),
        ([Bearing("a", "supports")], "weak"),
        ([Bearing("a", "supports"), Bearing("b", "supports")], "supported"),
        ([Bearing("a", "supports"), Bearing("a", "supports")], "weak"),
        ([Bearing("a", "supports"), Bearing("b", "disputes")], "disputed"),
        ([Bearing("a", "disputes")], "contradicted"),
        ([Bearing("a", "disputes"), Bearing("b", "qualifies")], "disputed"),
        ([Bearing("a", "finds-nothing")], "unsupported"),
        ([Bearing("a", "supports"), Bearing("b", "finds-nothing")], "qualified"),
        ([Bearing("a", "supports"), Bearing("a", "finds-nothing")], "qualified"),
        ([Bearing("a", "qualifies")], "qualified"),
        ([Bearing("a", "supports", INDIRECT), Bearing("b", "supports", INDIRECT)], "inferred"),
        ([Bearing("a", "disputes", INDIRECT)], "unsupported"),
        ([Bearing("a", "supports"), Bearing("b", "disputes", INDIRECT)], "weak"),
        ([Bearing("a", "supports"), Bearing("a", "disputes", INDIRECT)], "weak"),
        ([Bearing("a", "supports", design="meta-analysis")], "supported"),
    ],
)
def test_status_follows_from_the_lines(lines: list[Bearing], status: str) -> None:
    """Each case is decided by hand from the table."""
    assert stand(*lines).status == status


def test_samples_that_share_people_are_one() -> None:
    """Two waves of a panel, each for the claim, are one sample for it."""
    waves = (Sample("a", part_of=("panel",)), Sample("b", part_of=("panel",)), Sample("panel"))
    found = stand(Bearing("a", "supports"), Bearing("b", "supports"), samples=waves)
    assert (found.status, found.counts.for_) == ("weak", 1)


def test_pooled_result_stands_for_what_it_holds() -> None:
    """A study that a meta-analysis holds is not counted beside it, unless it is more direct."""
    pool = Sample("pool", pooled=12)
    held = Sample("a", couples=50, pooled_in=("pool",))
    lines = [Bearing("pool", "supports", design="meta-analysis"), Bearing("a", "disputes")]
    assert stand(*lines, samples=(pool, held)).counts == (12, 0, 0, 0)
    lines[0] = lines[0]._replace(indirect=INDIRECT)
    assert stand(*lines, samples=(pool, held)).counts == (0, 1, 0, 0)


def test_two_studies_of_one_pool_are_two() -> None:
    """Samples of a pooled analysis that does not bear on the claim are independent."""
    samples = (Sample("a", pooled_in=("p",)), Sample("b", pooled_in=("p",)), Sample("p", pooled=9))
    found = stand(Bearing("a", "supports"), Bearing("b", "supports"), samples=samples)
    assert found.status == "supported"


def test_publications_settle_what_words_mean() -> None:
    """For a conceptual claim publications are counted, and certainty is not spoken of."""
    lines = [Bearing("", "disputes", design="theory"), Bearing("", "disputes", design="commentary")]
    found = stand(*lines, kind="conceptual")
    assert (found.status, found.certainty) == ("contradicted", None)
    assert found.because == "2 publications against"


@pytest.mark.parametrize(
    ("lines", "because"),
    [
        ([], "no coded sample bears on it"),
        (
            [Bearing("", "supports", design="theory"), Bearing("", "supports", design="theory")],
            "no coded sample bears on it; without a sample 2 for",
        ),
        (
            [
                Bearing("a", "supports", read="full-text"),
                Bearing("b", "supports"),
                Bearing("c", "disputes"),
            ],
            "2 samples for, 1 against; only one read in full",
        ),
        (
            [Bearing("a", "supports", INDIRECT, read="")],
            "only indirectly: 1 sample for; what was read is not recorded",
        ),
        (
            [Bearing("a", "supports", design="meta-analysis"), Bearing("b", "qualifies", INDIRECT)],
            (
                "2 samples for (2 of them in 1 pooled analysis); indirectly 1 sample in part; "
                "not read in full"
            ),
        ),
    ],
)
def test_reason_is_said_in_words(lines: list[Bearing], because: str) -> None:
    """Whoever reads the reason can count the samples again."""
    assert stand(*lines).because == because


@pytest.mark.parametrize(
    ("lines", "kind", "level", "domains"),
    [
        (
            [Bearing(name, "supports", read="full-text") for name in "abcd"],
            "association",
            "high",
            [],
        ),
        ([Bearing(name, "supports") for name in "abcd"], "association", "moderate", ["reading"]),
        (
            [Bearing(name, "supports", read="full-text") for name in "abcd"],
            "cause",
            "low",
            ["design"],
        ),
        (
            [Bearing(name, "supports", read="full-text") for name in "abcd"],
            "change",
            "moderate",
            ["design"],
        ),
        ([Bearing("a", "supports")], "association", "very low", ["imprecision", "reading"]),
        (
            [Bearing(name, "supports", INDIRECT, read="full-text") for name in "abcd"],
            "association",
            "low",
            ["indirectness"],
        ),
        (
            [Bearing(name, "supports", read="full-text") for name in "abcd"]
            + [Bearing(name, "disputes", read="full-text") for name in "efgh"],
            "association",
            "low",
            ["inconsistency"],
        ),
    ],
)
def test_certainty_is_lowered_with_reasons(
    lines: list[Bearing], kind: str, level: str, domains: list[str]
) -> None:
    """Each domain of the table takes its steps, and nothing else does."""
    certainty = stand(*lines, kind=kind).certainty
    assert certainty
    assert (certainty.level, [reason.domain for reason in certainty.reasons]) == (level, domains)


def test_folder_to_standing(tmp_path: Path) -> None:
    """From the tables of a spreadsheet to a dispute that two samples made."""
    evidence = evidence_of(write(tmp_path))
    found = standing_of(evidence, evidence.claims["own-more"])
    assert found.status == "disputed"
    assert found.because == (
        "1 sample for, 1 against; only one read in full; without a sample 1 for"
    )
    assert standing_of(evidence, evidence.claims["alone"]).status == "reported"


def test_manual_has_the_table() -> None:
    """The page shows the rule that is applied, row by row and in its order."""
    rows = [
        f"| {number} | {case.words} | {case.direct} | {case.indirect} |"
        for number, case in enumerate(RULE, 1)
    ]
    assert "\n".join(rows) in PAGE.read_text(encoding="utf-8")
