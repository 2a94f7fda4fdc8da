"""What is absent, denied or hedged: no edge, or one that says so."""

from __future__ import annotations

import pytest

from attachgraph.extraction.extracting import extract
from attachgraph.model import Statement, Status
from attachgraph.reading.asserting import asserted
from attachgraph.reading.documents import read_document

_HEAD = "Secure-Fearful Relationship\n\nIt joins two partners.\n\nCategory: Couples\n"
_TAIL = "\n\nHistory\n\nIt was described in 1987.\n"


def edges(text: str) -> dict[str, list[str]]:
    """Return the labels of the edges of a page, by predicate."""
    found: dict[str, list[str]] = {}
    for statement in extract(read_document(text.encode(), "page.txt")).statements:
        found.setdefault(statement.predicate, []).append(_label(statement))
    return found


def _label(statement: Statement) -> str:
    thing = statement.subject if statement.predicate == "ag:aliasOf" else statement.object
    label = thing if isinstance(thing, str) else thing.label or thing.key
    return label if statement.status is Status.REPORTED else f"{label} ({statement.status.value})"


def row(*rows: str) -> dict[str, list[str]]:
    """Return the edges of a page whose infobox has these rows."""
    return edges(_HEAD + "\n".join(rows) + _TAIL)


def section(heading: str, *lines: str) -> dict[str, list[str]]:
    """Return the edges of a page with a section of these lines."""
    return edges(
        _HEAD + _TAIL + f"\n{heading}\n\n" + "\n".join(lines) + "\n\nBiology\n\nIt is old.\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        "N/A",
        "none",
        "None observed so far",
        "Unknown",
        "Varies",
        "Depends on the couple",
        "nicht bekannt",
        "ninguno",
        "not coldness",
        "aucune",
    ],
)
def test_what_says_that_there_is_nothing_asserts_nothing(words: str) -> None:
    """A placeholder or a denial is not a name of anything."""
    assert asserted(words, is_trait=True) is None


def test_what_is_hedged_is_inferred_and_the_hedge_no_part_of_the_name() -> None:
    """What says "perhaps" or "(disputed)" is cut off, and the edge says it."""
    assert row("Secure Partner Traits: Perhaps patience, not asking for help, not coldness")[
        "ag:hasTrait"
    ] == [
        "patience (inferred)",
        "not asking for help",
    ]
    assert section("Other Names", "tide pair (contested), maybe harbor couple")["ag:aliasOf"] == [
        "tide pair (inferred)",
        "harbor couple (inferred)",
    ]


def test_absent_rows_make_no_edges() -> None:
    """No trait "N/A", no cycle "None", no source "none"."""
    found = row(
        "Secure Partner Traits: N/A",
        "Common Outcome: Unclear",
        "Primary Conflict Cycle: Depends on the couple",
        "Sources: none",
    )
    assert not found.keys() & {"ag:hasTrait", "ag:hasOutcome", "ag:conflictCycle", "ag:citesSource"}


@pytest.mark.parametrize(
    "line",
    [
        "Lantern Street (2003): No example of this pairing, whatever critics say.",
        "Not Lantern Street (2003): that is two secure people.",
        "Films by Jane Doe: worried lovers.",
        "Dozens of Danish dramas (1990–2005): distance.",
    ],
)
def test_a_work_that_is_denied_or_only_counted_is_none(line: str) -> None:
    """No depicted-in without a work that depicts."""
    assert "ag:depictedIn" not in section("Media Depictions", f"• {line}")


@pytest.mark.parametrize(
    ("line", "works"),
    [
        (
            "Pier (2001), Pier Two (2004), and Pier Three (2008): three talks.",
            ["Pier", "Pier Two", "Pier Three"],
        ),
        ("Lantern Street [2003] — She leaves twice.", ["Lantern Street"]),
        ("2003, Lantern Street: She leaves twice.", ["Lantern Street"]),
        ("Harbor Lane S02E03 (2015)", ["Harbor Lane"]),
        ("Harbor Lane, seasons 1-2", ["Harbor Lane"]),
        ("“Low Tide”, a short story by John Roe in Pier Magazine (2012): They wait.", ["Low Tide"]),
        ("Study (Woman at a Pier), Jane Doe, 1961: Fog.", ["Study (Woman at a Pier)"]),
        ("Perhaps Lantern Street (2003): Some see it.", ["Lantern Street (inferred)"]),
        ("“Never Let Go” (2003): She stays.", ["Never Let Go"]),
    ],
)
def test_works_are_named_without_year_credit_and_season(line: str, works: list[str]) -> None:
    """Each work of an item is one, and its title is its title."""
    assert section("Media Depictions", f"• {line}")["ag:depictedIn"] == works


def test_list_letters_are_no_part_of_a_title() -> None:
    """A letter parts items as a number does."""
    assert section("Media Depictions", "a. The Ferry by John Roe: Waiting.")["ag:depictedIn"] == [
        "The Ferry"
    ]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["slang: tide pair"], ["tide pair"]),
        (["Norwegian: tidevannspar; Danish: havnepar"], ["tidevannspar", "havnepar"]),
        (["Often called: tide pair and harbor couple."], ["tide pair", "harbor couple"]),
        (["tide pair; not the same as the anxious-avoidant trap"], ["tide pair"]),
        (["hot-and-cold couple / tide pair"], ["hot-and-cold couple", "tide pair"]),
        (["People sometimes call it the tide pair, though Doe dislikes the word."], None),
        (["None known."], None),
    ],
)
def test_other_names_are_names_without_labels_and_denials(
    lines: list[str], names: list[str] | None
) -> None:
    """What stands around a name is not part of it."""
    assert section("Other Names", *lines).get("ag:aliasOf") == names


def test_the_lead_gives_other_names() -> None:
    """A first sentence about the entry that says "also known as" names it."""
    lead = "The jealousy spiral, also known as the doubt loop or “checking loop”, is a pattern."
    text = f"Jealousy Spiral\n\n{lead}\n\nHistory\n\nIt is old.\n"
    assert edges(text)["ag:aliasOf"] == ["doubt loop", "checking loop"]
    text = text.replace("“checking loop”", "checking loop in adults")
    assert edges(text)["ag:aliasOf"] == ["doubt loop", "checking loop"]


def test_what_follows_in_time_is_one_trait() -> None:
    """A comma before "then" parts no list: neither half says what the row says."""
    found = row("Secure Partner Traits: patience, warmth, then absence")
    assert found["ag:hasTrait"] == ["patience", "warmth, then absence"]
