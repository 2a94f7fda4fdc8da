"""Whole references are read in every style, and a list of them is cut at its items."""

from __future__ import annotations

import pytest

from attachgraph.extraction.authority import load_authority
from attachgraph.extraction.records import is_record

_TITLE = "Romantic love conceptualized as an attachment process"
_HAZAN_SHAVER = (
    f"Hazan, C., & Shaver, P. (1987). {_TITLE}. Journal of Personality, 52(3), 511–524.",
    f"Hazan, C. and Shaver, P. (1987) '{_TITLE}', Journal of Personality, 52(3), pp. 511–524.",
    f"Hazan C, Shaver P. {_TITLE}. J Pers Soc Psychol. 1987;52(3):511-24.",
    f"Hazan C, Shaver P. {_TITLE}. J Pers Soc Psychol. 1987 Mar;52(3):511-24. PMID: 3572722.",
    f"Hazan, Cindy, and Phillip Shaver. 1987. “{_TITLE}.” Journal of Personality 52 (3): 511–24.",
    f'Hazan, Cindy, and Phillip Shaver. "{_TITLE}." Journal, vol. 52, no. 3, 1987, pp. 511-24.',
    f'Hazan, Cindy; Shaver, Phillip R. (March 1987). "{_TITLE}". Journal. 52 (3): 511–524.',
    f"[7] Hazan C, Shaver P. {_TITLE}. J Pers Soc Psychol 1987;52:511-24.",
)
_OTHERS = (
    "Doe J, Roe RP. Tides of trust in couples. J Couple Stud. 2004;12(2):101-19. doi:10.5555/tides",
    "Poe AB. Harbors. Oslo: Nordpress; 2011.",
    "Doe, Jane, and Ann Roe. Tides of Trust. Lantern Press, 2004.",
    "Lantern Board. (n.d.). Harbors of trust. In A dictionary of quays. https://example.org/quays",
)


@pytest.mark.parametrize("record", _HAZAN_SHAVER)
def test_a_record_leads_to_its_source_in_every_style(record: str) -> None:
    """APA, Harvard, Vancouver, Chicago, MLA and the templates of Wikipedia mean the same source."""
    match = load_authority().resolve_source(record)
    assert (match.kind, match.key) == ("resolved", "hazan-shaver-1987")


@pytest.mark.parametrize("record", [*_HAZAN_SHAVER, *_OTHERS])
def test_a_record_is_one_source(record: str) -> None:
    """No volume, no page and no author of it is a source of its own."""
    assert is_record(record)
    ((start, end),) = load_authority().split_sources(record)
    assert record.endswith(record[start:end])
    assert record[start:end].startswith(("Hazan", "Doe", "Poe", "Lantern"))


@pytest.mark.parametrize("record", _OTHERS)
def test_a_record_that_no_list_knows_stays_as_it_stands(record: str) -> None:
    """It has its words, its first author and its year, and no source is chosen for it."""
    match = load_authority().resolve_source(record)
    assert (match.kind, match.text, match.candidates) == ("unresolved", record, ())
    assert match.surnames[0] in {"doe", "poe", "lantern board"}


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("e.g., Konrath et al. (2014)", ["Konrath et al. (2014)"]),
        ("cf. Tatkin; see also Levine & Heller", ["Tatkin", "Levine & Heller"]),
        ("(Feeney, 1999; Simpson, 1990)", ["Feeney, 1999", "Simpson, 1990"]),
        ("i.e. Feeney (1999), for instance Tatkin", ["Feeney (1999)", "Tatkin"]),
        (
            "Doe & Roe, 2013, Poe (in press), Lantern Board (n.d.)",
            ["Doe & Roe, 2013", "Poe (in press)", "Lantern Board (n.d.)"],
        ),
        (
            "Doe (2004, May 4), Roe (2005a), Poe et al. (2006)",
            ["Doe (2004, May 4)", "Roe (2005a)", "Poe et al. (2006)"],
        ),
        ("Doe & Roe (2004) Figure 2. A quay.", ["Doe & Roe (2004)"]),
        ("[Doe, 2004]; inter alia Roe (2005)", ["Doe, 2004", "Roe (2005)"]),
        ("see the list at the end", []),
        (
            "Doe (2004), Roe (2005), photo by Ann Poe (2019), accessed 3 May 2020",
            ["Doe (2004)", "Roe (2005)"],
        ),
        ("Doe (2004); Foto: Jana Meier; abgerufen am 3. Mai 2020", ["Doe (2004)"]),
        ("Doe (2004); consulté le 3 mai 2020; consultado el 3 de mayo", ["Doe (2004)"]),
        ("Doe (2004); own notes; et d’autres; u. a.", ["Doe (2004)"]),
        ("Doe (2004), S. 12", ["Doe (2004)"]),
        ("All links checked on 3 May 2020.", []),
        ("Memories retrieved under stress (2004)", ["Memories retrieved under stress (2004)"]),
        ("Images of the tide (Doe, 2004)", ["Images of the tide (Doe, 2004)"]),
        ("Doe (2004); 70(6); 1327–1343; vol. 3", ["Doe (2004)"]),
        (
            "[1] Doe J. Quays. Oslo; 2001. [2] Roe A. Tides. Oslo; 2002.",
            ["Doe J. Quays. Oslo; 2001.", "Roe A. Tides. Oslo; 2002."],
        ),
    ],
)
def test_a_list_of_sources_is_cut_where_a_reader_would(line: str, items: list[str]) -> None:
    """Signal words, brackets, captions and numbers are not sources, and dates end an item."""
    assert [line[slice(*span)] for span in load_authority().split_sources(line)] == items
