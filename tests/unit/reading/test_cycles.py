"""Which conflict cycles a page tells: below many headings, in one sentence, with arrows."""

from __future__ import annotations

import pytest

from attachgraph.model import ConflictCycle
from attachgraph.reading.documents import read_document
from tests.unit.extraction.test_makes import edges

_HEAD = "# Anxious-Avoidant Relationship\n\nA bond between an anxious and an avoidant partner.\n\n"


def cycles(text: str) -> tuple[ConflictCycle, ...]:
    """Return the cycles of a page with this text below its lead."""
    entry = read_document(f"{_HEAD}{text}\n".encode(), "page.md").entry
    assert entry is not None
    return entry.cycles


@pytest.mark.parametrize(
    ("text", "label", "moves"),
    [
        ("## The cycle\n\n1. She asks.\n2. He leaves.\n3. She calls.", "The cycle", 3),
        ("## How they fight\n\nasking → silence → anger", "asking → silence → anger", 3),
        (
            "## The usual fight\n\nThe one asks, the other sulks.",
            "The one asks, the other sulks",
            2,
        ),
        (
            "## Talk\n\nTheir usual cycle is simple: she asks, he goes quiet, she shouts.",
            "she asks, he goes quiet, she shouts",
            3,
        ),
        (
            "## Talk\n\nIn this cycle, the one asks, the other sulks, and both tire.",
            "the one asks, the other sulks, and both tire",
            3,
        ),
        ("## When they fight\n\nStep 1: She asks.\n\nStep 2: He leaves.", "When they fight", 2),
        ("## The usual fight\n\n**Echo:** one asks, the other sulks.", "Echo", 2),
        ("## The usual fight\n\nCycle:: asking, silence", "asking, silence", 2),
        (
            "## Cycle du conflit\n\nElle demande, il se tait, et la peur revient.",
            "Elle demande, il se tait, et la peur revient",
            3,
        ),
        (
            "## Konfliktkreislauf\n\nDer eine fragt, der andere schweigt, und beide leiden.",
            "Der eine fragt, der andere schweigt, und beide leiden",
            3,
        ),
        ("## Talk\n\nThe fight runs asking → silence → anger.", "asking → silence → anger", 3),
        ("## Talk\n\nThey fall into a demand-withdraw cycle.", "demand-withdraw cycle", 2),
        (
            "## Conflict cycle\n\n- Anxious partner: asks\n- Avoidant partner: leaves",
            "Conflict cycle",
            2,
        ),
        (
            "## Le cercle vicieux\n\nL’un réclame, l’autre s’éloigne.",
            "L’un réclame, l’autre s’éloigne",
            2,
        ),
        (
            "## Ciclo de conflicto\n\nCuanto más pide ella, más calla él.",
            "Cuanto más pide ella, más calla él",
            2,
        ),
        ("## Konfliktmuster\n\nVerfolgen–Flüchten", "Verfolgen–Flüchten", 2),
        ("## Conflict cycle\n\nSilence meets silence", "Silence meets silence", 2),
        ("## Konfliktzyklus\n\nRuf trifft auf Schweigen", "Ruf trifft auf Schweigen", 2),
        ("## Konfliktzyklus\n\nRufen und Schweigen", "Rufen und Schweigen", 2),
        (
            "## The cycle\n\nThe more she calls, the more he hides.",
            "The more she calls, the more he hides",
            2,
        ),
        (
            "## The cycle\n\nCalls lead to silence, silence leads to tears, tears lead to calls.",
            "Calls lead to silence, silence leads to tears, tears lead to calls",
            3,
        ),
        ("## Ciclo de conflicto\n\nPaso 1. Ella llama\nPaso 2. Él calla", "Ciclo de conflicto", 2),
        ("## The cycle\n\n1. She asks.\n2. He goes.\n\nTo break it:\n\n- a walk", "The cycle", 2),
        (
            "## Talk\n\nThey are caught in a call-and-hide loop, and neither stops.",
            "call-and-hide loop",
            0,
        ),
    ],
)
def test_a_cycle_is_told_in_steps_a_sentence_or_arrows(text: str, label: str, moves: int) -> None:
    """The label is the heading of a list, else the words that tell the moves."""
    (cycle,) = cycles(text)
    assert (cycle.label.words, len(cycle.moves)) == (label, moves)


@pytest.mark.parametrize(
    "sentence",
    [
        "The pattern matters: it is studied, and it is taught.",
        "The fight is over: nothing is left, and everybody sleeps.",
        "Stress leads to silence → distance.",
        "They never fall into a demand-withdraw cycle.",
        "Nobody falls into the call-and-hide cycle here.",
        "They rarely fall into a demand-withdraw cycle.",
        "Would they fall into a demand-withdraw cycle?",
        "Her parents were caught in a demand-withdraw cycle.",
        "The pattern is clear: the mother calls, the child hides.",
        "The argument is simple: one theory explains it, the other describes it.",
        "The water cycle runs vapour → cloud → rain.",
        "The cycle is not this: she asks, he leaves, she shouts.",
        "The fight ends well: she calls, he answers, both laugh.",
    ],
)
def test_no_cycle_without_two_who_act_in_turn(sentence: str) -> None:
    """A cause with its effect is none, nor what is denied."""
    assert cycles(f"## Talk\n\n{sentence}") == ()


@pytest.mark.parametrize("heading", ["Key Debates", "In film", "History"])
def test_an_argument_of_others_is_no_cycle(heading: str) -> None:
    """Scholars argue, too, and people in a film."""
    assert cycles(f"## {heading}\n\nThe argument goes: one says yes, the other says no.") == ()
    assert cycles("## Talk\n\nIn the film the fight goes: she asks, he hides, she cries.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "To break it:\n\n1. Name the fear.\n2. Take a walk.",
        "How to get out of it:\n\n- a pause\n- a walk",
        "### Breaking the cycle\n\n- a pause\n- a walk",
        "- [ ] a pause\n- [ ] a walk",
        "- Marn (2001) found anger.\n- Reis (2003) found tears.",
        "Common topics:\n\n- money\n- sleep",
        "This is not what happens:\n\n1. She asks.\n2. He answers.",
        "She asks → he answers → both laugh is not what happens.",
        "So läuft es nicht: Sie fragt, er antwortet, beide lachen.",
        "Was hilft:\n\n- eine Pause\n- ein Spaziergang",
        "Pour en sortir :\n\n1. Nommer la peur.\n2. Marcher.",
        "Cómo salir de él:\n\n- una pausa\n- un paseo",
        "In a secure couple, one asks, the other listens, and both laugh.",
        "Not studied and not known",
        "This leads to silence and tears",
    ],
)
def test_no_cycle_of_the_way_out_of_one(text: str) -> None:
    """Nor of what it is about, of what does not happen, or of another couple."""
    assert cycles(f"## The conflict cycle\n\n{text}") == ()


@pytest.mark.parametrize("heading", ["## Conflict Cycle", "## Conflict Cycle\n\n### Push and pull"])
def test_a_move_of_neither_partner_is_told(heading: str) -> None:
    """A partner of another style makes no move of this couple."""
    moves = "1. Anxious partner: asks.\n2. Fearful partner: leaves.\n3. Avoidant partner: waits.\n"
    document = read_document(f"{_HEAD}{heading}\n\n{moves}".encode(), "page.md")
    [told] = [d for d in document.diagnostics if d.name == "other-partner"]
    assert "“Fearful partner” is neither partner of this couple" in told.message


_PAGE = "# Anxious-Avoidant Couples\n\nOne asks.\n\n## What we see\n\n{}\n\nThey wait.\n"


@pytest.mark.parametrize(
    ("line", "cycle"),
    [
        ("**The usual cycle:** ask, dodge, shrug", "ask-dodge-shrug"),
        ("Our cycle: shouting, doors, two days of nothing", "shouting-doors-two-days-of-nothing"),
        ("- [12:05] The loop Jane sees most: **cling, bolt, wait**", "cling-bolt-wait"),
        ("Our conflict cycle: worry answered with worry", "worry-answered-with-worry"),
        ("Their conflict cycle is known here as *knock and hide*.", "knock-and-hide"),
        ("### Your conflict cycle: reach, retreat, reach", "reach-retreat-reach"),
        ("Unser Konfliktzyklus: Anklopfen, Schweigen", "anklopfen-schweigen"),
    ],
)
def test_a_line_below_a_label_is_a_cycle(line: str, cycle: str) -> None:
    """The label may be a name for it or "our cycle", and the line stands anywhere."""
    assert edges(_PAGE.format(line))["cycles"] == [cycle]


@pytest.mark.parametrize(
    "line",
    [
        "The cycle of the seasons: spring, summer, autumn",
        "The water cycle: rain, river, cloud",
        "The cycle we want: ask, answer, rest",
        "Our cycle: how it starts, why it hurts, what it costs",
        "The usual cycle: Anna, Ben, Carla",
        "The conflict cycle: anxious, avoidant, secure",
        "### The conflict cycle: causes, signs and examples",
        "The conflict cycle is called a myth by *Jane Doe*.",
        "The loop: a show on love, loss, music",
        "Breaking the cycle: pause, breathe, speak",
    ],
)
def test_a_line_below_another_label_is_none(line: str) -> None:
    """It is of nature, of people, of topics, or of what is wished for."""
    assert edges(_PAGE.format(line))["cycles"] == []
