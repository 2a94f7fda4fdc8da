"""The gap map of a large page counts each study once in a cell, as its results do."""

from __future__ import annotations

from attachgraph.bundled import bundled_store
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.results import all_results
from attachgraph.views.atlas_gaps import gap_record


def test_a_row_holds_the_studies_whose_results_are_about_its_pairing() -> None:
    """Each pairing with its studies, the most studied first; direct where the study measured it."""
    facts = Lookup(bundled_store())
    results = all_results(facts)
    pairing = facts.named("pairing/secure-secure")
    found = gap_record(facts, results, {pairing: 7})
    [row] = [place for place, one in enumerate(found["rows"]) if one[1] == 7]
    assert found["rows"][row] == ["Secure-Secure", 7, 1]
    cells = [cell for cell in found["cells"] if cell[0] == row]
    about = [one for one in results if pairing in one.about and one.study]
    assert len({cell[2] for cell in cells}) == len({one.study for one in about})
    assert any(cell[4] for cell in cells) == any(one.measured(pairing) for one in about)
    for bibtex, ris in found["references"][cells[0][2]]:
        assert bibtex.startswith("@")
        assert ris.startswith("TY  - ")
    read = {found["details"][cell[5]][0] for cell in cells}
    assert read == {one.read for one in about}, "filters ask what was read"
    pairings = [one[0] for one in found["rows"] if one[2]]
    assert [one[0] for one in found["rows"]][: len(pairings)] == pairings, "pairings come first"
    assert found["columns"][-1] == "other"


def test_measures_of_few_studies_share_a_row() -> None:
    """A measure of attachment has a row of its own from three studies on."""
    facts = Lookup(bundled_store())
    found = gap_record(facts, all_results(facts), {})
    for row, (label, _, is_pairing) in enumerate(found["rows"]):
        if not is_pairing and label not in {"other measures of attachment", "other predictors"}:
            assert len({cell[2] for cell in found["cells"] if cell[0] == row}) >= 3
