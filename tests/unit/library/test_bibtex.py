"""BibTeX of Zotero, JabRef and others comes in with every sign of it, and goes out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from attachgraph.authoring.dataset import begin_dataset
from attachgraph.evidence.library import read_library
from attachgraph.library.formats import to_bibtex
from attachgraph.library.importing import import_files
from attachgraph.library.report import Report

#: As Zotero writes it: signs as commands, addresses as they are.
ZOTERO = r"""
@article{doe_doors_2001,
	title = {Doors \& houses of {M\"unster}: p {\textless} .05, 20\% {\textasciitilde}
		{\textquotedbl}ajar{\textquotedbl}},
	volume = {5}, issn = {1234-5678}, url = {https://hinges.example/stable/123?seq=1&cid=pdf#p_2},
	doi = {10.1002/(SICI)1099(199904)13:2<12::AID-X%3>3.0.CO;2-_},
	abstract = {We found 20\% {\textgreater} 5\% \& more. Costs: \$5 to \$10, \#3, a\_b.},
	language = {en}, number = {2}, urldate = {2020-01-01}, journal = {Journal of Hinges \& Locks},
	author = {Doe, Ann and M{\"u}ller, J{\"o}rg and {Smith \& Sons}}, month = mar, year = {2001},
	note = {Publisher: A House}, pages = {1--9}, file = {Full:C\:\\x.pdf:application/pdf},
}
"""
#: As JabRef writes it: signs as they are, or as formulas.
JABREF = r"""% Encoding: UTF-8
@Article{Doe2001,
  author   = {Doe, Ann and Müller, Jörg and {Smith & Sons}},
  title    = {Doors & houses of {M}ünster: p {$<$} .05, 20% \~{}
              {\textquotedbl}ajar{\textquotedbl}},
  abstract = {We found 20% {$>$} 5% & more. Costs: $5 to $10, #3, a_b.},
  doi      = {10.1002/(SICI)1099(199904)13:2{$<$}12::AID-X\%3{$>$}3.0.CO;2-\_},
  langid   = {english}, journal = {Journal of Hinges & Locks}, volume = {5}, number = {2},
  month    = mar, year = {2001}, pages = {1--9}, issn = {1234-5678},
  url      = {https://hinges.example/stable/123?seq=1\&cid=pdf\#p_2},
}
@Comment{jabref-meta: databaseType:bibtex;}
"""
TEXT = 'Doors & houses of Münster: p < .05, 20% ~ "ajar"'


def take(folder: Path, text: str) -> Report:
    """Import BibTeX into a dataset, which is begun where there is none."""
    if not folder.exists():
        begin_dataset(folder)
    path = folder.parent / "in.bib"
    path.write_text(text, encoding="utf-8")
    return import_files([path], folder)


def one(folder: Path) -> dict[str, Any]:
    """Read the only record of a dataset."""
    (record,) = read_library(folder)
    return record


@pytest.mark.parametrize("text", [ZOTERO, JABREF])
def test_text_and_addresses_come_in_whole_and_go_out_again(tmp_path: Path, text: str) -> None:
    """No sign of a title, an abstract, a name, a DOI or an address is lost on either way."""
    take(tmp_path / "own", text)
    record = one(tmp_path / "own")
    assert record["title"] == TEXT
    assert record["abstract"] == "We found 20% > 5% & more. Costs: $5 to $10, #3, a_b."
    assert record["container-title"] == "Journal of Hinges & Locks"
    assert [name["family"] for name in record["author"]] == ["Doe", "Müller", "Smith & Sons"]
    assert record["URL"] == "https://hinges.example/stable/123?seq=1&cid=pdf#p_2"
    assert record["DOI"] == "10.1002/(SICI)1099(199904)13:2<12::AID-X%3>3.0.CO;2-_"
    assert record["language"] == "en"
    take(tmp_path / "again", to_bibtex([record]))
    again = one(tmp_path / "again")
    assert {name: again[name] for name in record if name not in {"id", "custom"}} == {
        name: value for name, value in record.items() if name not in {"id", "custom"}
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"{$\beta$} and {\textquotedbl}x{\textquotedbl}", 'β and "x"'),
        (r"$p < .05$, 5$ or US$5–$10", "p < .05, 5$ or US$5–$10"),
        (r"\emph{In} \mkbibemph{all} {\bf of} \mbox{it} \textsubscript{2}", "In all of it 2"),
        (r"\href{https://x.example/a_b}{here}", "here (https://x.example/a_b)"),
        (r"100\% of {R\&D}: \nosuchsign, and more", r"100% of R&D: \nosuchsign, and more"),
    ],
)
def test_commands_are_read_and_unknown_ones_kept(tmp_path: Path, written: str, read: str) -> None:
    """Formulas are read as text, sums of money stay, and what nobody knows stands as written."""
    take(tmp_path / "own", f"@book{{a, title = {{{written}}}, year = 2001}}")
    assert one(tmp_path / "own")["title"] == read
    take(tmp_path / "again", to_bibtex([one(tmp_path / "own")]))
    assert one(tmp_path / "again")["title"] == read


def test_pieces_are_put_together_and_an_address_elsewhere_is_found(tmp_path: Path) -> None:
    """``#`` joins pieces, not within braces; old files have an address and a PMID elsewhere."""
    text = r"""@string(jh = "Journal of Hinges & Locks")
        @article{a, title = {C# and "d" # e}, journal = JH # ", " # {B}, year = 2001,
          howpublished = {Online at \url{https://x.org/a_b?q=1&c=%20}.}, note = {{PMID:} 12345}}
    """
    take(tmp_path / "own", text)
    record = one(tmp_path / "own")
    assert record["title"] == 'C# and "d" # e'
    assert record["container-title"] == "Journal of Hinges & Locks, B"
    assert record["URL"] == "https://x.org/a_b?q=1&c=%20"
    assert record["PMID"] == "12345"


def test_language_is_known_by_its_name_and_written_as_biblatex_wants_it(tmp_path: Path) -> None:
    """What names a language is read in many ways; what names none is said to be left out."""
    take(tmp_path / "own", "@book{a, title = {Türen}, langid = {ngerman}, year = 2001}")
    record = one(tmp_path / "own")
    assert record["language"] == "de"
    assert "langid = {ngerman}" in to_bibtex([record])
    report = take(tmp_path / "other", "@book{a, title = {X}, language = {my own words}, year = 1}")
    assert "language 'my own words' is not understood" in report.lines[0].what


@pytest.mark.parametrize("written", ["year = {2011/2012}", "date = {2011-12/2012-01}"])
def test_second_year_is_said_to_be_left_out(tmp_path: Path, written: str) -> None:
    """A record has one year; who imports two is told which one is kept."""
    (line,) = take(tmp_path / "own", f"@book{{a, title = {{X}}, {written}}}").lines
    assert line.outcome == "doubtful"
    assert "issued names 2012 too: 2011 alone is kept" in line.what
    path = tmp_path / "in.nbib"
    path.write_text("PMID- 1234\nDP  - 2011 Dec-2012 Jan\nTI  - Doors\n", encoding="utf-8")
    assert "issued names 2012 too" in import_files([path], tmp_path / "own").lines[0].what


def test_a_string_may_be_put_together_of_others(tmp_path: Path) -> None:
    """What an entry names holds the pieces of what it is made of."""
    text = (
        '@string{jj = "Journal"}\n@string{tides = jj # " of Tides" # " and Piers"}\n'
        "@article{doe, author={Doe, Ada}, title={Ebb}, year=1999, journal=tides}\n"
    )
    take(tmp_path, text)
    assert one(tmp_path)["container-title"] == "Journal of Tides and Piers"
