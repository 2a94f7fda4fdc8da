"""Rows that their layout hides, and phases and traits below headings."""

from __future__ import annotations

from attachgraph.reading.documents import read_document

_HEAD = "Secure-Fearful Relationship\n\nIt joins two partners.\n\n"
_TAIL = "\n\nHistory\n\nIt was described in 1987.\n"


def rows(text: str, name: str = "page.txt") -> list[str]:
    """Return the rows of a page: field, style and items."""
    entry = read_document(text.encode(), name).entry
    assert entry is not None
    return [
        " ".join(filter(None, (row.field, row.style)))
        + ": "
        + " | ".join(text.words for text in row.items)
        for row in entry.infobox
    ]


def test_rows_with_one_space_are_known_among_their_like() -> None:
    """Two known labels on lines next to each other are a table; one alone would be a sentence."""
    table = "Full Name Slow Style\nCore Characteristics checking, doubt\nContrasts With Trust, calm"
    assert rows(_HEAD + table + _TAIL) == [
        "term: Slow Style",
        "traits: checking | doubt",
        "antonyms: Trust | calm",
    ]
    assert rows(_HEAD + "Sources of love are many" + _TAIL) == []


def test_several_rows_on_one_line_are_several() -> None:
    """Parted by a sign or glued, each label opens a row of its own."""
    assert rows(
        _HEAD + "Secure Partner Traits: Patience; Fearful Partner Traits: Silence" + _TAIL
    ) == [
        "traits secure: Patience",
        "traits fearful: Silence",
    ]
    assert rows(
        _HEAD
        + "Category: Couples\nPrimary Conflict CycleApproach-fleeCommon OutcomeSeparation"
        + _TAIL
    ) == [
        "category: Couples",
        "cycle: Approach-flee",
        "outcome: Separation",
    ]


def test_a_glued_plural_of_another_language_is_cut_where_it_ends() -> None:
    """Before a capital and before a small letter, though a shorter label begins in the same way."""
    glued = "SynonymesDuo lent\nCaractéristiquesdoute, silence"
    assert rows(_HEAD + glued + _TAIL) == ["aliases: Duo lent", "traits: doute | silence"]


def test_rows_below_a_list_are_no_items_of_it() -> None:
    """An infobox at the end of a page is one, wherever it landed."""
    names = "Other Names\n\ntide pair\nharbor couple\n\n"
    text = f"{_HEAD}{_TAIL}\n{names}CategoryCouples\nFearful Partner TraitsSilence\n"
    entry = read_document(text.encode(), "page.txt").entry
    assert entry is not None
    assert [item.name.text for item in entry.other_names] == ["tide pair", "harbor couple"]
    assert rows(text) == ["category: Couples", "traits fearful: Silence"]


def test_a_line_break_inside_a_cell_parts_nothing() -> None:
    """A cycle that goes on behind a break is one."""
    head = "<h1>Secure-Fearful Relationship</h1><p>It joins two.</p>"
    cell = "<td>Approach and flight<br>after a quarrel"
    text = f"{head}<table><tr><th>Primary Conflict Cycle{cell}</table>"
    assert rows(text, "page.html") == ["cycle: Approach and flight after a quarrel"]


def test_a_list_below_a_heading_of_traits_is_the_row_of_that_name() -> None:
    """Bullets are traits of the partner whom the heading names; sentences are none."""
    traits = "Fearful Partner Traits\n\n• sudden silence\n• perhaps doubt\n"
    text = f"{_HEAD}{_TAIL}\n{traits}\nBiology\n\nIt is old.\n"
    assert rows(text) == ["traits fearful: sudden silence | doubt"]
    assert (
        rows(_HEAD + "Fearful Partner Traits\n\nThey cancel dates. They are not cruel." + _TAIL)
        == []
    )


def test_the_number_of_a_stage_is_no_part_of_its_name() -> None:
    """A numbered phase is called what stands behind the number, on one line with it or not."""
    stages = "Stage 1: Initial Attraction\n\nThey meet.\n\nStage 2 – Conflict\n\nThey fight.\n\n"
    text = f"{_HEAD}Relationship Milestones\n\n{stages}Stage 3: Distance. They part.\n"
    entry = read_document(text.encode(), "page.txt").entry
    assert entry is not None
    assert [phase.heading.text for phase in entry.milestones] == [
        "Initial Attraction",
        "Conflict",
        "Distance",
    ]
