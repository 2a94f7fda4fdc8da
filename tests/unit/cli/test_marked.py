"""The page of check --html: the whole text, escaped, with what became of it."""

from __future__ import annotations

import re
from html import unescape

from attachgraph.cli.marked import marked_page
from attachgraph.extraction.extracting import extract
from attachgraph.reading.documents import read_document

_TEXT = (
    "Share this\n\nAnxious-Secure Relationship\n\nIt joins <script>alert(1)</script> & two.\n\n"
    "History\n\nIt was described in 1987. Then the words break off in th\n"
)


def test_the_page_has_the_whole_text_and_no_markup_of_it() -> None:
    """Every character stands between the marks, in order, and none of it is a tag."""
    extraction = extract(read_document(_TEXT.encode(), "page.txt"))
    page = marked_page([("a <b>.txt", extraction, [])]).decode()
    text = re.search(r"<pre>(.*?)</pre>", page, re.DOTALL)
    assert text is not None
    assert unescape(re.sub(r"<[^<>]*>", "", text[1])) == _TEXT
    assert "<script" not in page
    assert "a &lt;b&gt;.txt" in page


def test_kind_and_rule_stand_at_each_passage_and_in_the_table() -> None:
    """What colour tells, the title of the mark and a row of the table tell too."""
    extraction = extract(read_document(_TEXT.encode(), "page.txt"))
    page = marked_page([("page.txt", extraction, [])]).decode()
    assert '<mark class="boilerplate" title="boilerplate: site-phrase">Share this</mark>' in page
    assert re.search(r'<mark class="used" title="used: [^"]*claims[^"]*">It was described', page)
    assert '<mark class="unparsed" title="unparsed: cut-off">Then the words' in page
    assert "<td>unparsed</td><td>cut-off</td><td>Then the words break off in th</td>" in page


def test_a_document_that_cannot_be_read_is_on_the_page() -> None:
    """The file and the reason are shown, and nothing else."""
    noticed = {"line": 1, "column": 1, "level": "error", "code": "AG006", "message": "binary"}
    page = marked_page([("x.txt", None, [noticed])]).decode()
    assert "1:1 error AG006: binary" in page
    assert "<pre>" not in page
