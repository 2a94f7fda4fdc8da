"""What studies say together: counted by hand, and refused where nothing may be counted."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachgraph.errors import UsageError
from attachgraph.evidence.model import Claim, Evidence, Sample, Study
from attachgraph.synthesis.answer import Answer, Tally, named
from attachgraph.synthesis.pooling import Point
from attachgraph.synthesis.question import Question, moderators_in
from attachgraph.synthesis.synthesising import synthesise
from attachgraph.synthesis.wording import as_r, blocks, in_r, to_html, to_markdown, to_text
from tests.unit.synthesis.small import LETTERS, PUBLICATIONS, correlation, evidence, result

QUESTION = Question(predictor="avoidance", outcome="satisfaction")


def ask(known: Evidence, question: Question = QUESTION) -> Answer:
    """Answer from small evidence."""
    return synthesise(known, PUBLICATIONS, question)


def words(answer: Answer) -> str:
    """Say an answer as a terminal shows it."""
    return to_text(answer.title, blocks(answer))


def test_directions_are_counted_by_sample_with_an_exact_interval() -> None:
    """Four fall, one rises, one finds nothing: 4 of 5, p = 12/32, and 4 of 6 held against it."""
    falls = [result(name) for name in "abcd"]
    answer = ask(
        evidence(*falls, result("e", direction="increases"), result("f", direction="none"))
    )
    tally = answer.tallies[0]
    assert (answer.studies, answer.samples, answer.couples) == (6, 6, 600)
    assert tally.counts == {"decreases": 4, "increases": 1, "none": 1}
    assert tally.share[:2] == (4, 5)
    # binom.test(4, 5) and binom.test(4, 6) of R
    assert tally.share[2:] == pytest.approx((0.2835821, 0.9949492), abs=1e-6)
    assert tally.cautious[2:] == pytest.approx((0.2227781, 0.9567281), abs=1e-6)
    assert tally.p == pytest.approx(12 / 32)
    assert "decreases: 4 of 5 (80%, exact 95% interval 28% to 99%)" in words(answer)


def test_an_interval_says_on_which_side_of_zero_it_ends() -> None:
    """By hand: r = -.2 of 100 people ends at -.0037, which two decimals make zero."""
    shown = [in_r(Point(math.atanh(r), 1 / 97)) for r in (-0.2, 0.2, 0)]
    assert shown == ["-0.20 [-0.38, -0.004]", "0.20 [0.004, 0.38]", "0.00 [-0.20, 0.20]"]
    assert as_r(1e-12) == "0.00"


def test_one_sample_without_a_side_is_one() -> None:
    """One was mixed, two were; and findings of one sample are told apart."""
    falls = [result("a"), result("a", 2, finding="A second finding")]
    one = words(ask(evidence(*falls, result("b", direction="none"))))
    assert "1 sample more found nothing or was mixed; held against it: 1 of 2" in one
    assert " | A second finding" in one
    two = words(ask(evidence(*(result(name, direction="mixed") for name in "ab"))))
    assert "no sample has a direction (2 samples found nothing or were mixed)" in two


def test_numbers_are_pooled_one_effect_for_each_sample() -> None:
    """By hand: z of -.3 and -.1 with 97 weights each has a mean of -.2049; b is not converted."""
    known = evidence(
        result("a", effect=correlation(-0.3), n=100),
        result("b", effect=correlation(-0.1), n=100),
        result("b", 2, effect=correlation(-0.1), n=100),
        result("c", effect=replace(correlation(-0.4), metric="beta"), n=100),
    )
    answer = ask(known)
    pooled = answer.tallies[0].pooled
    assert pooled is not None
    assert pooled.k == 2
    assert pooled.mean == pytest.approx((math.atanh(-0.3) + math.atanh(-0.1)) / 2)
    assert [row.no_point for row in answer.rows] == ["", "", "beta is not converted"]


def test_an_interval_and_a_difference_of_groups_become_z() -> None:
    """By hand: d = -.5 is r = -.2425; the interval of r gives the variance where it is stated."""
    known = evidence(
        result("a", effect=replace(correlation(-0.5), metric="d"), n=103),
        result("b", effect=correlation(-0.2, ci_low=-0.39, ci_high=0.01)),
    )
    first, second = (row.point for row in ask(known).rows)
    assert first is not None
    assert second is not None
    assert first == pytest.approx((math.atanh(-0.5 / math.sqrt(4.25)), 0.01))
    width = math.atanh(0.01) - math.atanh(-0.39)
    assert second.variance == pytest.approx((width / 2 / 1.959964) ** 2)


def test_days_of_a_diary_are_no_people() -> None:
    """An n of 2,800 in 100 couples counts as 200 people: 1 / 197, and not 1 / 2797."""
    row = ask(evidence(result("a", effect=correlation(-0.2), n=2800))).rows[0]
    assert row.point is not None
    assert row.point.variance == pytest.approx(1 / 197)


def test_own_and_partners_effects_are_counted_apart() -> None:
    """The same sample stands in both tables, and counts once in the sum of samples."""
    answer = ask(evidence(result("a"), result("a", 2, whose="partner", direction="increases")))
    assert [tally.effect.whose for tally in answer.tallies] == ["own", "partner"]
    assert [tally.counts for tally in answer.tallies] == [{"decreases": 1}, {"increases": 1}]
    assert answer.samples == 1


def test_a_number_said_twice_weighs_once() -> None:
    """By hand: of -.3, -.3 said again, and -.1 of women the mean is that of two, not of three."""
    known = evidence(
        result("a", effect=correlation(-0.3), n=100),
        result("a", 2, effect=correlation(-0.3), n=100),
        result("a", 3, effect=correlation(-0.1), n=100, whose_outcome="woman"),
        result("b", effect=correlation(-0.2), n=100),
    )
    answer = ask(known)
    first = answer.rows[0]
    assert len(first.points) == 2
    assert first.point is not None
    assert first.point.value == pytest.approx((math.atanh(-0.3) + math.atanh(-0.1)) / 2)
    assert "1 of the samples states several numbers: their mean is used" in words(answer)


def test_a_number_of_two_samples_together_is_pooled_once() -> None:
    """Found in a and b, it counts in a; where b states its own, in neither, and both is said."""
    both = Study("a", ("a",), ("diary",), ("a", "b"))
    joint = result("a", effect=correlation(-0.3), n=200)
    rows = ask(evidence(joint, result("c", effect=correlation(-0.1)), a=both)).rows
    assert [len(row.points) for row in rows] == [1, 0, 1]
    own = result("a", 2, effect=correlation(-0.2), samples=("b",))
    answer = ask(evidence(joint, own, a=both))
    assert [[point.value for point in row.points] for row in answer.rows] == [
        [],
        [math.atanh(-0.2)],
    ]
    assert "not pooled, because its number is of several samples together" in words(answer)


def test_a_number_that_contradicts_its_direction_is_not_pooled() -> None:
    """It fell, says the row, and states r = .3: nobody knows which is right, so it is said."""
    known = evidence(
        *(result(name, effect=correlation(r)) for name, r in (("a", 0.3), ("b", -0.3)))
    )
    said = words(ask(known))
    assert "not that of its direction (decreases): A (2000)" in said
    assert "-0.30 [-0.47, -0.11]" in said


def test_an_interval_that_holds_no_effect_lowers_the_certainty() -> None:
    """Two samples of two hundred people fall, and their mean may be anything: -.91 to .81."""
    numbers = (("a", -0.3), ("b", -0.1))
    known = evidence(*(result(name, effect=correlation(r), n=200) for name, r in numbers))
    certainty = ask(known).tallies[0].certainty
    assert certainty is not None
    assert ("imprecision", 1) in {reason[:2] for reason in certainty.reasons}


def test_certainty_set_for_a_claim_holds_wherever_its_effect_is_asked_for() -> None:
    """The claim names own avoidance and satisfaction; the reason is said once for both domains."""
    known = evidence(result("a"), result("b"))
    claim = Claim("falls", "It falls.", predictor="avoidance", whose="own", outcome="satisfaction")
    judged = replace(
        claim,
        certainty=("risk-of-bias:1", "imprecision:2"),
        certainty_because="Nobody was blind.",
        certainty_by="KL",
    )
    said = "risk of bias: lowered by 1; imprecision: lowered by 2, both set by KL because Nobody"
    for question in (QUESTION, replace(QUESTION, claim="falls")):
        answer = ask(replace(known, claims={"falls": judged}), question)
        assert f"certainty: very low ({said} was blind)" in words(answer)
    elsewhere = replace(judged, whose="partner")
    assert "KL" not in words(ask(replace(known, claims={"falls": elsewhere})))


def test_dimensions_are_carried_over_to_a_pairing_and_said_to_be_indirect() -> None:
    """Who asks for a pairing also gets what the partners' dimensions show, less certain."""
    crossed = [result(name, whose="interaction", moderator="anxiety") for name in "bc"]
    known = evidence(result("a"), *crossed)
    answer = ask(known, Question(pairing="anxious-avoidant"))
    assert [(row.studies, row.projected) for row in answer.rows] == [(("b",), True), (("c",), True)]
    certainty = answer.tallies[0].certainty
    assert certainty is not None
    assert "indirectness" in {reason.domain for reason in certainty.reasons}
    assert "indirect: 2 rows below" in words(answer)
    assert "no study compared this pairing" in words(
        ask(known, Question(pairing="avoidant-secure"))
    )


def test_mixed_outcomes_are_refused() -> None:
    """Satisfaction and trust are two questions; the message names both and the way out."""
    known = evidence(result("a"), result("b", outcome="trust"))
    with pytest.raises(UsageError, match=r"satisfaction \(1\), trust \(1\)") as refused:
        ask(known, Question(claim="falls"))
    assert "--outcome satisfaction" in str(refused.value)
    assert ask(known, Question(claim="falls", outcome="trust")).samples == 1


def test_what_is_coded_as_other_is_not_counted_together() -> None:
    """Two outcomes that no code fits need not be alike: they are left out, and never proposed."""
    known = evidence(result("a", outcome="other"), result("b", outcome="other"), result("c"))
    answer = ask(known, Question(predictor="avoidance"))
    assert [row.studies for row in answer.rows] == [("c",)]
    assert "2 results, its outcome is coded as “other”, which may be anything (a, b)" in words(
        answer
    )


def test_samples_that_share_people_are_one() -> None:
    """A wave of a panel is not a second sample; if it says otherwise, the sample is mixed."""
    known = evidence(
        result("a"),
        result("b", direction="increases"),
        b=Sample("b", couples=60, part_of=("a",)),
    )
    answer = ask(known)
    assert (answer.samples, answer.couples, answer.tallies[0].counts) == (1, 100, {"mixed": 1})
    assert answer.joined == (("a", "b"),)
    assert "because they share people: a, b" in words(answer)


def test_reviews_and_texts_without_people_are_not_counted() -> None:
    """A meta-analysis stands beside with its number and samples; an essay is left out by name."""
    known = evidence(
        result("a"),
        result("b", effect=correlation(-0.2, ci_low=-0.3, ci_high=-0.1)),
        result("c"),
        result("d", direction="not-stated"),
        a=Sample("a", couples=100, pooled_in=("b",)),
        review=Study("b", ("b",), ("meta-analysis",), ("b",)),
        essay=Study("c", ("c",), ("theory",), ()),
    )
    answer = ask(known)
    assert [row.studies for row in answer.rows] == [("a",)]
    assert [(one.key, one.size, one.holds) for one in answer.reviews] == [
        ("b", "r = -0.2 [-0.3, -0.1]", 1)
    ]
    assert {one.study: one.why for one in answer.left_out} == {
        "c": "the text measured no people",
        "d": "no direction: not stated",
    }


def test_moderators_are_asked_of_samples_with_numbers() -> None:
    """Ten samples state numbers that fall with the years; designs are too uneven to be tested."""
    results = [
        result(name, effect=correlation(number / 50 - 0.4), n=100)
        for number, name in enumerate(LETTERS)
    ]
    diary = Study("a", ("a",), ("diary",), ("a",))
    answer = ask(evidence(*results, a=diary), replace(QUESTION, by="year"))
    found = answer.tallies[0].moderation
    assert found is not None
    # By hand: correlations rise by .02 a year, so Fisher's z by a little more than .2 in ten.
    assert found.terms[1].value == pytest.approx(0.218, abs=0.01)
    assert "ten years later: Fisher's z +0.2" in words(answer)
    assert moderators_in("year,,diary") == moderators_in(["year", "diary"]) == ("year", "diary")
    said = words(ask(evidence(*results, a=diary), replace(QUESTION, by="diary")))
    assert "diary: decreases 1; others: decreases 9" in said.lower()
    assert "no moderator is tested: of 10 samples 1 are on one side of “diary”" in said


def test_only_the_years_and_the_people_asked_for_are_counted() -> None:
    """Years are those of publication; a study without a year is in no span."""
    newlyweds = Sample("c", population=("newlyweds",))
    known = evidence(*(result(name) for name in "abc"), c=newlyweds)
    question = replace(QUESTION, years="2001-2002")
    assert [row.studies for row in ask(known, question).rows] == [("b",), ("c",)]
    assert ask(known, replace(QUESTION, population="newlyweds")).samples == 1
    assert ask(known, replace(QUESTION, design="diary")).rows == ()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "nothing to look for"),
        ({"predictor": "avoidence"}, "did you mean avoidance"),
        ({"outcome": "trust", "years": "soon"}, "are not years"),
        ({"outcome": "trust", "years": "2010-2000"}, "ends before it begins"),
        ({"outcome": "trust", "by": "year, longitudnal"}, "did you mean longitudinal"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(asked: dict[str, str], said: str) -> None:
    """A word that is not in the codebook would find nothing, which looks like a result."""
    with pytest.raises(UsageError, match=said):
        Question(**asked)


DIRECTIONS = ("increases", "decreases", "none", "mixed")


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from("abcde"),
            st.sampled_from(DIRECTIONS),
            st.none() | st.floats(-0.9, 0.9),
        ),
        min_size=1,
        max_size=8,
    ),
    data=st.data(),
)
def test_what_adds_nothing_changes_nothing(
    rows: list[tuple[str, str, float | None]], data: st.DataObject
) -> None:
    """Rows in another order, a row said twice, and a study without a result change no number."""
    results = [
        result(
            study,
            number,
            direction=direction,
            effect=None if value is None else correlation(value),
        )
        for number, (study, direction, value) in enumerate(rows)
    ]
    first = ask(evidence(*results))
    moved = ask(evidence(*data.draw(st.permutations(results))))
    assert moved == first
    empty = Study("empty", ("g",), ("cross-sectional",), ("g",))
    again = ask(evidence(*results, replace(results[0], id=f"{results[0].id}-again"), empty=empty))
    assert [t.counts for t in again.tallies] == [t.counts for t in first.tallies]
    assert (again.samples, again.couples) == (first.samples, first.couples)
    assert [means(t) for t in again.tallies] == [means(t) for t in first.tallies]


def means(tally: Tally) -> tuple[float, ...]:
    """Give what was pooled, to nine digits."""
    numbers = tally.pooled or ()
    return tuple(round(number, 9) for number in numbers if not isinstance(number, str))


def test_json_has_every_number_under_its_name() -> None:
    """A program that reads an answer need not know in which order numbers stand."""
    known = evidence(*(result(name, effect=correlation(-0.2)) for name in "ab"))
    said = json.loads(json.dumps(named(ask(known))))
    assert said["tallies"][0]["share"].keys() == {"same", "total", "low", "high"}
    assert said["tallies"][0]["pooled"]["mean"] == pytest.approx(math.atanh(-0.2))
    assert said["rows"][0]["effect"]["outcome"] == said["question"]["outcome"] == "satisfaction"


def test_forms_say_the_same_and_escape() -> None:
    """Text, Markdown and HTML have the same blocks; a finding with markup stays a text."""
    answer = ask(evidence(result("a", finding="<b>a|b</b>")))
    assert "<b>a|b</b>" in words(answer)
    assert r"<b>a\|b</b>" in to_markdown(answer.title, blocks(answer))
    assert "&lt;b&gt;a|b&lt;/b&gt;" in to_html(answer.title, blocks(answer))


@pytest.mark.parametrize("name", ["whose", "population", "design"])
def test_word_that_is_no_value_is_answered_with_the_values(name: str) -> None:
    """A wrong word is named with its option, and the values of a short list are all said."""
    with pytest.raises(UsageError, match=f"“zzz” is not a value of --{name}") as refused:
        Question(outcome="satisfaction", **{name: "zzz"})
    assert refused.value.fix
    assert refused.value.fix.startswith("it is one of ")
