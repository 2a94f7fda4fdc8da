"""Constructs that a page may repeat, each with how it grows: time for 4n is to be near 4 times n.

In: nothing. Out: texts of any length by construct, and the seconds and the calls that reading one
takes.
"""

from __future__ import annotations

import contextlib
import sys
import time
from typing import Final

from attachgraph.errors import AttachGraphError
from attachgraph.extraction.extracting import extract
from attachgraph.reading.documents import read_document

_HEAD: Final = "Anxious-Secure Relationship\n\nIt joins two partners.\n\n"
_FAMILY: Final = _HEAD + "Category: Relationships\n\nOther Names\n\n"
_WORKS: Final = _HEAD + "Category: Relationships\n\nMedia Depictions\n\nFilm\n\n"
_REFS: Final = _HEAD + "Category: Relationships\n\nReferences\n\n"

#: By name: what stands first, what is repeated, and the name of the file.
CONSTRUCTS: Final[dict[str, tuple[str, str, str]]] = {
    "contents": (_HEAD, "Contents\n\n", "page.txt"),
    "sentences": (_HEAD, "Anxious partners ask (Doe, 1999). ", "page.txt"),
    "paragraphs": (_HEAD, "Jane Doe argued that it helps in the end.\n\n", "page.txt"),
    "headings": (_HEAD, "History\n\nIt is old.\n\n", "page.txt"),
    "unknown-headings": (
        _HEAD,
        "Some Heading Here\n\nIt is an old thing of theirs.\n\n",
        "page.txt",
    ),
    "rows": (_HEAD, "Category: Relationships\n", "page.txt"),
    "glued-rows": (_HEAD, "Secure Partner TraitsCalm, kind\n", "page.txt"),
    "rows-on-one-line": (_HEAD, "Category: Love; Subfield: Couples; ", "page.txt"),
    "one-row": (_HEAD + "Category: ", "love, ", "page.txt"),
    "sources-row": (_HEAD + "Sources: ", "Doe & Roe (2004); ", "page.txt"),
    "comma-sources": (_HEAD + "Sources: ", "Doe, ", "page.txt"),
    "names": (_FAMILY, "tide pair\n", "page.txt"),
    "name-list": (_FAMILY, "tide pair, ", "page.txt"),
    "works": (_WORKS, "• Pier (2001): Two people.\n", "page.txt"),
    "works-in-one": (_WORKS + "• ", "Pier (2001), ", "page.txt"),
    "references": (
        _REFS,
        "Doe, J., & Roe, A. (2004). Tides of trust. Journal, 12, 1–9.\n",
        "page.txt",
    ),
    "numbered-references": (
        _REFS,
        "[1] Doe J, Roe RP. Tides of trust. J Tides. 2004;12:1-9.\n",
        "page.txt",
    ),
    "questions": (_HEAD + "FAQs\n\n", "Can it work?\n\nYes, it can.\n\n", "page.txt"),
    "stages": (
        _HEAD + "Relationship Milestones\n\n",
        "Stage 1: Attraction\n\nThey meet.\n\n",
        "page.txt",
    ),
    "people": (_HEAD, "Jane Doe, ", "page.txt"),
    # "#" stands for another word each time: what is remembered of one helps with no other.
    "other-people": (_HEAD, "Dr. Jane# Doe argued so. ", "page.txt"),
    "capitals": (_HEAD, "Aa ", "page.txt"),
    "initials": (_HEAD, "A. B. ", "page.txt"),
    "also-known-as": (_HEAD + "It is also known as ", "tide pair or ", "page.txt"),
    "brackets": (_HEAD, "(1999 (", "page.txt"),
    "citations": (_HEAD, "(Doe, 1999; Roe et al., 2001) ", "page.txt"),
    "dashes": (_HEAD, "- – — ", "page.txt"),
    "dots": (_HEAD, ". . ", "page.txt"),
    "spaces": (_HEAD, "a   \t  ", "page.txt"),
    "one-word": (_HEAD, "anxious", "page.txt"),
    "styles": (_HEAD, "anxious-avoidant ", "page.txt"),
    "title": ("", "anxious and secure ", "page.txt"),
    "perhaps": (_HEAD + "Category: ", "perhaps, ", "page.txt"),
    "letters": (_HEAD, "A\n", "page.txt"),
    "teasers": (_HEAD, "Latest Articles\n\nSome Title\n\nIt is the beginning of a\n\n", "page.txt"),
    "html-nested": ("<h1>Anxious-Secure Relationship</h1>", "<div><p>It is", "page.html"),
    "html-table": ("<h1>T</h1><table>", "<tr><th>Category<td>Love<br>Fear", "page.html"),
    "html-inline": ("<h1>T</h1><p>", "<b>a</b> <i>b</i> ", "page.html"),
    "markdown-list": ("# T\n\n", "- *Pier* (2001): Two [x](y).\n", "page.md"),
    "markdown-emphasis": ("# T\n\n", "*a **b ", "page.md"),
    "markdown-links": ("# T\n\n", "[a](b) [[c|d]] ", "page.md"),
    "markdown-citations": ("# T\n\n", "It is [@doe-1999; @roe-2000]. ", "page.md"),
    "markdown-table": ("# T\n\n|a|b|\n|-|-|\n", "|Category|Love|\n", "page.md"),
    "markdown-quotes": ("# T\n\n", "> a\n", "page.md"),
    "front-matter": ("---\ntitle: T\n", "Category: Love\n", "page.md"),
    "wiki-links": ("'''T''' is.\n== H ==\n", "[[a|b]] ", "page.wiki"),
    "wiki-refs": ("'''T''' is.\n== H ==\n", "A thing.<ref>{{cite|title=a}}</ref> ", "page.wiki"),
    "wiki-templates": ("'''T''' is.\n== H ==\n", "{{a|b}}\n", "page.wiki"),
    "wiki-open": ("'''T''' is.\n== H ==\n", "{{a|", "page.wiki"),
    # The parser nests such marks to a depth of its own, which the head has already.
    "wiki-quotes": ("'''T''' is.\n== H ==\n" + "''a'''b " * 300, "''a'''b ", "page.wiki"),
    "jats": ("<article><body>", "<p>It <i>is</i> so.</p>", "page.jats"),
    "couples": ("style a,style b,source\n", "anxious,secure,Doe (2004)\n", "page.csv"),
    "open-cell": ("style a,style b\n", '"anxious,secure\n', "page.csv"),
    "nbib": ("PMID- 1\nTI  - T\n", "AB  - It is. RESULTS: So.\n", "page.nbib"),
}


def text_of(construct: str, size: int) -> bytes:
    """Return a text of about so many characters that repeats a construct."""
    head, again, name = CONSTRUCTS[construct]
    count = max(1, size // len(again))
    text = head + again * count
    if "#" in again:
        text = head + "".join(again.replace("#", _word(n)) for n in range(count))
    if name == "page.txt":
        text += "\n\nHistory\n\nIt is old.\n"  # a last line without a full stop is not read
    if construct == "front-matter":
        text += "---\n\nIt is.\n"
    if name == "page.jats":
        text += "</body></article>"
    return text.encode()


def _word(number: int) -> str:
    """Write a number in letters."""
    return "".join(chr(97 + int(figure)) for figure in str(number))


def seconds(construct: str, size: int) -> float:
    """Return the time of the processor that reading and extracting such a text takes."""
    began = time.process_time()
    _read(construct, size)
    return time.process_time() - began


def steps(construct: str, size: int) -> int:
    """Count the calls that reading and extracting such a text takes: the same on every machine."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        _read(construct, size)
    finally:
        sys.setprofile(before)
    return count


def _read(construct: str, size: int) -> None:
    data, name = text_of(construct, size), CONSTRUCTS[construct][2]
    with contextlib.suppress(AttachGraphError):  # a refusal is an answer, if it comes in time
        extract(read_document(data, name))
