"""Documents that nobody would write and somebody will send.

In: a size. Out: bytes. Each pattern repeats one thing that a careless expression or loop would go
over again and again; the tests read them small and large and compare the times.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final, NamedTuple

__all__ = ["PATTERNS", "Pattern", "page"]

_LEAD: Final = "Avoidant-Secure Relationship\n\nAn avoidant-secure pair joins two people.\n\n"
_CLOSE: Final = "\n\nFAQs\n\nDoes it end?\n\nIt ends here.\n"


class Pattern(NamedTuple):
    """One kind of hostile document.

    Parameters
    ----------
    name : str
        What is repeated.
    suffix : str
        Suffix of the file.
    make : callable
        From a number of characters to the document.
    """

    name: str
    suffix: str
    make: Callable[[int], str]


def page(middle: str) -> str:
    """Put a middle into a page of the encyclopedia.

    Parameters
    ----------
    middle : str
        Rows and sections.

    Returns
    -------
    str
        A page with a title, a lead and a question.
    """
    return _LEAD + middle + _CLOSE


def _fill(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def _repeated(before: str, unit: str, after: str = "") -> Callable[[int], str]:
    return lambda size: page(before + _fill(unit, size) + after)


def _bare(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + _fill(unit, size) + after


def _around(opening: str, middle: str, closing: str) -> Callable[[int], str]:
    """Nest: as many openings as closings."""

    def make(size: int) -> str:
        depth = size // (len(opening) + len(closing))
        return opening * depth + middle + closing * depth

    return make


def _numbered(line: str) -> Callable[[int], str]:
    def make(size: int) -> str:
        return page("".join(line.format(n) for n in range(size // len(line))))

    return make


def _noise(size: int) -> str:
    """All the marks that mean something somewhere, in no order."""
    dice = random.Random(7)  # noqa: S311 -- no secret is drawn
    marks = (
        "\n\n\n  ::;;,,..??!!()[]{}<>\"'“”‘’*_`#|-–—•=&@~^\\/\tAa1Éß漢🙂\u00a0\u200b\u202e\u0301"
    )
    return "".join(dice.choices(marks, k=size))


_SECTIONS: Final = (
    "Other Names",
    "History",
    "Relationship Milestones",
    "Key Debates",
    "Media Depictions",
    "FAQs",
    "Related Articles",
    "Publications",
    "Conflict Cycle",
)
_ROWS: Final = (
    "Category",
    "Avoidant Partner Traits",
    "Primary Conflict Cycle",
    "Common Outcome",
    "Other Names",
    "Antonyms",
    "Sources:",
    "Moon Phase",
)
_UNITS: Final = {
    "spaces": " ",
    "tabs": "\t",
    "no-break-spaces": "\u00a0",
    "space-letter": "a ",
    "letters": "a",
    "capitals": "A",
    "capital-words": "Anna ",
    "names-and-names": "Anna Berg and ",
    "researchers": "researchers like Anna Berg and Bea Carl, ",
    "researcher": "researchers like ",
    "initials": "A. ",
    "dots": ".",
    "dots-spaced": ". ",
    "questions": "Is it? ",
    "question-marks": "?",
    "quotes": '"',
    "curly-quotes": "“",
    "apostrophes": "’",
    "open-brackets": "(",
    "open-squares": "[",
    "brackets": "()",
    "citations": "[@supports:girme-2015] ",
    "cut-citations": "[@supports:",
    "statuses": "{.weak}",
    "asterisks": "*",
    "starred": "*a* ",
    "underscores": "_",
    "hyphens": "-",
    "dashes": "– ",
    "commas": ",",
    "comma-words": "word, ",
    "semicolons": "a; ",
    "colons": "a: ",
    "pipes": "| a ",
    "slashes": "a/",
    "years": "(2004) ",
    "digits": "1",
    "doi": "10.1000/",
    "et-al": "Berg et al. ",
    "ampersands": "Berg & ",
    "vs": "withdrawal vs. ",
    "styles": "avoidant-secure ",
    "style-dashes": "avoidant–",
    "partner": "the avoidant partner ",
    "trait-or": "warmth or ",
    "arrows": "a → ",
    "by": "Title by ",
    "concepts": "attachment anxiety ",
    "combining": "a\u0301",
    "emoji": "🙂",
    "rtl": "\u202eabc ",
    "html": "<b>",
    "entities": "&amp;",
    "backticks": "`",
    "tildes": "~",
    "hashes": "#",
    "equals": "=",
    "angles": ">",
    "opening-braces": "{",
    "exclamations": "!",
    "images": "![",
    "during": "during a ",
    "vs-spaced": "vs  ",
    "then": " and then",
    "some-others": "Some say so, others ",
    "whether": "whether it is ",
    "small-years": "2004",
    "colon-bold": "**a: ",
    "figure": "Figure 1. ",
}


def _everywhere() -> list[Pattern]:
    """Each unit as one line in prose, in a row, and in a section of its own."""
    found = []
    for name, unit in _UNITS.items():
        found += [
            Pattern(f"{name}-in-the-lead", ".txt", _repeated("Ab ", unit, ").x.")),
            Pattern(
                f"{name}-in-markdown",
                ".md",
                _bare(unit, "# T\n\nA lead.\n\n## History\n\nIt ", ").x\n"),
            ),
            Pattern(
                f"{name}-in-html",
                ".html",
                _bare(unit, "<h1>T</h1><p>A lead.</p><h2>History</h2><p>It ", ").x</p>"),
            ),
            Pattern(f"{name}-as-the-title", ".txt", _bare(unit, "Ab", ").x" + _CLOSE)),
            Pattern(
                f"{name}-in-front-matter",
                ".md",
                _bare(
                    unit,
                    '---\ntitle: "Avoidant-Secure Relationship"\nAntonyms: |\n  Ab',
                    ").x\n---\n\nA lead.\n",
                ),
            ),
        ]
        found += [
            Pattern(
                f"{name}-under-{heading.lower().replace(' ', '-')}",
                ".txt",
                _repeated(f"{heading}\n\nFilm\n\nAb", unit, ").x"),
            )
            for heading in _SECTIONS
        ]
        found += [
            Pattern(
                f"{name}-in-{row.lower().replace(' ', '-').strip(':')}",
                ".txt",
                _repeated(f"{row}Ab ", unit, ").x"),
            )
            for row in _ROWS
        ]
    return found


def _lines() -> list[Pattern]:
    """Short lines, very many of them."""
    units = {
        "empty-lines": "\n",
        "crlf": "\r\n",
        "carriage-returns": "\r",
        "form-feeds": "\x0c",
        "letter-lines": "A\n",
        "heading-lines": "History\n\n",
        "headings-with-text": "History\n\nIt began.\n\n",
        "question-lines": "Is it?\n",
        "questions-answered": "Is it?\n\nIt is.\n\n",
        "bullets": "• a\n",
        "dashes-bullets": "- a\n",
        "works": "• Before Sunset (2004): They talk.\n",
        "names": "• name: who\n",
        "rows": "Category: A\n",
        "trait-rows": "Avoidant Partner Traits: warmth\n",
        "source-rows": "Sources: Berg & Carl (2004), Tatkin\n",
        "cycles": "Primary Conflict Cycle: withdrawal vs. pursuit\n",
        "pipe-rows": "| Category | A |\n",
        "colon-lines": ":\n",
        "short-lines": "a b\n",
        "teasers": "Latest Articles\n\nCodependency\n\nCodependency is what\n\n",
        "related": "Related Articles\n\nAvoidant-Secure Relationship\n\n",
        "debates": "Some say yes. Others say no. ",
        "milestones": "Relationship Milestones\n\nDating Phase\n\nThey meet.\n\n",
        "numbered-lines": "1. a\n",
        "moves": "1. Avoidant partner: leaves\n2. Secure partner: calls\n",
        "titles": "Avoidant-Secure Relationship\n\n",
        "figure": "Figure 1. A picture.\n\n",
    }
    found = []
    for name, unit in units.items():
        found += [
            Pattern(name, ".txt", _bare(unit)),
            Pattern(f"{name}-in-a-page", ".txt", _repeated("", unit)),
            Pattern(
                f"{name}-in-markdown",
                ".md",
                _bare(unit, "---\ntitle: Avoidant-Secure Relationship\n---\n\nA lead.\n\n"),
            ),
        ]
        found += [
            Pattern(
                f"{name}-under-{heading.lower().replace(' ', '-')}",
                ".txt",
                _repeated(f"{heading}\n\n", unit),
            )
            for heading in _SECTIONS
        ]
        found += [
            Pattern(
                f"{name}-under-{heading.lower().replace(' ', '-')}-in-markdown",
                ".md",
                _bare(
                    unit,
                    f"---\ntitle: Avoidant-Secure Relationship\n---\n\nA lead.\n\n## {heading}\n\n",
                ),
            )
            for heading in _SECTIONS
        ]
    return found


def _structures() -> list[Pattern]:
    return [
        Pattern("noise", ".txt", _noise),
        Pattern("noise-in-markdown", ".md", _noise),
        Pattern("noise-in-html", ".html", _noise),
        Pattern("different-headings", ".txt", _numbered("Heading Number {}\n\nText.\n\n")),
        Pattern("different-sections", ".md", _numbered("## Heading Number {}\n\nText.\n\n")),
        Pattern("different-questions", ".txt", _numbered("Is it {}?\n\nIt is.\n\n")),
        Pattern("different-rows", ".txt", _numbered("Label {0}: value {0}\n")),
        Pattern("different-sentences", ".txt", _numbered("The pair did it {} times. ")),
        Pattern("nested-html", ".html", _around("<div>", "text", "</div>")),
        Pattern("nested-lists-in-html", ".html", _around("<ul><li>a", "", "</li></ul>")),
        Pattern("nested-inline-in-html", ".html", _around("<b>a", "", "</b>")),
        Pattern("nested-tables", ".html", _around("<table><tr><td>a", "", "</td></tr></table>")),
        Pattern(
            "nested-details",
            ".html",
            _around("<details><summary>Is it?</summary>", "", "</details>"),
        ),
        Pattern("nested-links", ".html", _around("<a href=x>a", "", "</a>")),
        Pattern("open-formatting", ".html", _bare("<b><i><a><p>")),
        Pattern("open-tags", ".html", _bare("<")),
        Pattern("open-comments", ".html", _bare("<!--")),
        Pattern(
            "many-attributes",
            ".html",
            lambda size: "<p " + " ".join(f"a{n}=1" for n in range(size // 7)) + ">text</p>",
        ),
        Pattern("many-cells", ".html", _bare("<td>a</td>", "<table><tr>")),
        Pattern("many-rows", ".html", _bare("<tr><th>Category</th><td>A</td></tr>", "<table>")),
        Pattern("many-paragraphs", ".html", _bare("<p>a b</p>")),
        Pattern("many-headings-in-html", ".html", _bare("<h2>History</h2><p>It began.</p>")),
        Pattern("many-breaks", ".html", _bare("a<br>")),
        Pattern("many-dts", ".html", _bare("<dt>Category</dt><dd>A</dd>", "<dl>")),
        Pattern("nested-quotes-in-markdown", ".md", _bare("> ", "", "text")),
        Pattern(
            "nested-lists-in-markdown",
            ".md",
            lambda size: "".join(" " * (2 * n) + "- a\n" for n in range(int(size**0.5))),
        ),
        Pattern("list-marks-in-markdown", ".md", _bare("- ", "", "text")),
        Pattern("nested-emphasis", ".md", _around("*a ", "b", " c*")),
        Pattern("nested-links-in-markdown", ".md", _around("[a", "", "](b)")),
        Pattern("link-openings", ".md", _bare("![](", "", "text")),
        Pattern(
            "backticks",
            ".md",
            lambda size: "".join("a" + "`" * n for n in range(int((2 * size) ** 0.5))),
        ),
        Pattern("reference-definitions", ".md", _bare("[a]: /b\n")),
        Pattern("markdown-table", ".md", _bare("| a | b |\n", "| Category | A |\n|---|---|\n")),
        Pattern(
            "wide-markdown-table",
            ".md",
            lambda size: (
                "|a" * (size // 4) + "\n" + "|-" * (size // 4) + "\n" + "|b\n" * (size // 12)
            ),
        ),
        Pattern("nested-html-in-markdown", ".md", _around("<div>", "text", "</div>")),
        Pattern("front-matter-lists", ".md", _around("[", "a", "]")),
        Pattern(
            "nested-front-matter",
            ".md",
            lambda size: (
                "---\ntitle: T\nCategory: "
                + "[" * (size // 2)
                + "]" * (size // 2)
                + "\n---\n\nA lead.\n"
            ),
        ),
        Pattern(
            "nested-maps",
            ".md",
            lambda size: (
                "---\ntitle: T\nCategory: "
                + "{a: " * (size // 5)
                + "}" * (size // 5)
                + "\n---\n\nA lead.\n"
            ),
        ),
        Pattern(
            "many-keys",
            ".md",
            lambda size: (
                "---\ntitle: T\n"
                + "".join(f"Label {n}: value\n" for n in range(size // 17))
                + "---\n\nA lead.\n"
            ),
        ),
        Pattern(
            "many-items",
            ".md",
            lambda size: (
                "---\ntitle: Avoidant-Secure Relationship\nAvoidant Partner Traits:\n"
                + "".join(f"  - trait {n}\n" for n in range(size // 13))
                + "---\n\nA lead.\n"
            ),
        ),
        Pattern(
            "many-aliases",
            ".md",
            lambda size: (
                "---\ntitle: T\na0: &a0 [x, x]\n"
                + "".join(
                    f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(min(40, size // 30))
                )
                + "---\n\nA lead.\n"
            ),
        ),
        Pattern("unclosed-front-matter", ".md", _bare("key: value\n", "---\n")),
    ]


PATTERNS: Final[tuple[Pattern, ...]] = (*_everywhere(), *_lines(), *_structures())
