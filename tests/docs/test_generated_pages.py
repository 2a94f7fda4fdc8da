"""Pages that are written from the program and the data are what these say now."""

from __future__ import annotations

from tools import make_data_statement, make_ontology_docs, make_protocol


def test_page_of_the_ontology_is_current() -> None:
    """docs/ontology.md is written from the ontology; `make docs` writes it again."""
    assert make_ontology_docs.PAGE.read_text(encoding="utf-8") == make_ontology_docs.render()


def test_numbers_of_the_data_statement_are_current() -> None:
    """Every number of the data statement is counted again; `make docs` writes them again."""
    page = make_data_statement.PAGE.read_text(encoding="utf-8")
    assert page.count("<!-- counted: ") == page.count("<!-- end -->") == 9
    assert page == make_data_statement.render()


def test_agreement_and_check_in_the_protocol_are_those_of_the_tables() -> None:
    """The protocol shows data/agreement.csv and data/check.csv; `make docs` writes it again."""
    page = make_protocol.PAGE.read_text(encoding="utf-8")
    assert "| results.direction |" in page
    assert "| 2027 | all | 80 |" in page
    assert page == make_protocol.render()
