"""The figures of a synthesis: written the same every time, and said in words as well."""

from __future__ import annotations

import pytest

from attachgraph.errors import MissingError, UsageError
from attachgraph.synthesis.question import Question
from attachgraph.synthesis.synthesising import synthesise
from attachgraph.views.plots.synthesis import FIGURES, plot_answer
from tests.unit.synthesis.small import PUBLICATIONS, correlation, evidence, result

ANSWER = synthesise(
    evidence(
        result("a", effect=correlation(-0.3), n=100),
        result("b", effect=correlation(-0.1), n=100),
        result("c", direction="none"),
        result("d", direction="mixed"),
        result("a", 2, whose="partner", direction="increases"),
    ),
    PUBLICATIONS,
    Question(predictor="avoidance", outcome="satisfaction"),
)


#: Ten samples of different sizes that state numbers.
MANY = synthesise(
    evidence(
        *(
            result(name, number, effect=correlation(-0.5 + number / 20), n=60 + 30 * number)
            for number, name in enumerate("abcdefghij")
        )
    ),
    PUBLICATIONS,
    Question(predictor="avoidance", outcome="satisfaction"),
)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_the_same_every_time_and_has_words(name: str) -> None:
    """Two drawings are equal byte for byte; caption and text for the blind are sentences."""
    answer = MANY if name == "funnel" else ANSWER
    plot = plot_answer(answer, name)
    assert plot.render() == plot_answer(answer, name).render()
    assert plot.caption.endswith(".")
    assert plot.alt.endswith(".")


def test_the_words_of_the_figures_have_its_numbers() -> None:
    """Who cannot see the marks hears how many there are of each, and the pooled mean."""
    assert "decreases 2, mixed 1, none 1" in plot_answer(ANSWER, "directions").alt
    assert "decreases or weaker 2, nothing found or mixed 2" in plot_answer(ANSWER, "harvest").alt
    assert "r = -0.20" in plot_answer(ANSWER, "forest").alt
    assert plot_answer(ANSWER, "forest").caption.endswith("not drawn: 3.")
    assert "not drawn" not in plot_answer(MANY, "forest").caption
    own_and_partners = plot_answer(ANSWER, "years").alt
    assert (
        "own attachment avoidance → relationship satisfaction 4; the partner's" in own_and_partners
    )


def test_what_cannot_be_drawn_says_why() -> None:
    """No such figure, no numbers, no sample."""
    only = Question(predictor="avoidance", whose="partner", outcome="satisfaction")
    directions = synthesise(evidence(result("a", whose="partner")), PUBLICATIONS, only)
    nothing = synthesise(evidence(), PUBLICATIONS, only)
    with pytest.raises(MissingError, match="no figure “pie”"):
        plot_answer(ANSWER, "pie")
    with pytest.raises(UsageError, match="no effect has 10 samples"):
        plot_answer(ANSWER, "funnel")
    with pytest.raises(UsageError, match="no forest plot") as raised:
        plot_answer(directions, "forest")
    assert raised.value.fix == "draw another figure: directions"
    with pytest.raises(UsageError, match="no sample fits"):
        plot_answer(nothing, "directions")
    undated = synthesise(evidence(result("a", whose="partner")), {}, only)
    with pytest.raises(UsageError, match="no year of publication was seen"):
        plot_answer(undated, "years")
