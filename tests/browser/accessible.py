"""What axe-core finds in an open page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: WCAG 2.0 to 2.2, A and AA, and what axe's makers hold to be good practice.
RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

#: All that another width or another colour scheme can break.
COLOURS: Final = (
    "color-contrast",
    "link-in-text-block",
    "target-size",
    "scrollable-region-focusable",
)

#: Rows of a table, items of a list and paragraphs of a text are alike: a few of each are enough.
_ALIKE: Final = (
    "tr:nth-child(n+8)",
    ":is(th, td):nth-child(n+8)",
    ":is(li, dt, dd):nth-child(n+8)",
    ".reading p:nth-of-type(n+8)",
)


def broken_rules(page: Page, rules: Sequence[str] = RULES) -> str:
    """Return a report of the rules that a page breaks, "" for none."""
    kind = "rule" if rules is COLOURS else "tag"
    found = Axe().run(
        page,
        context={"exclude": [[each] for each in _ALIKE]},
        options={
            "runOnly": {"type": kind, "values": list(rules)},
            "resultTypes": ["violations"],
        },
    )
    return str(found.generate_report()) if found.violations_count else ""


def check_for_everybody(page: Page, *widths: int) -> None:
    """Hold a page against all rules at the first width, and in the dark at the others."""
    for number, width in enumerate(widths):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if number else "light")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        report = broken_rules(page, COLOURS if number else RULES)
        assert not report, report
