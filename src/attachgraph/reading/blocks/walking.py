"""From lines to blocks: find the title, the lead, the infobox and the headings of a page.

In: the lines of any dialect, with what its markup says of them. Out: blocks in order, each with the
name of the rule that took it. What plain text does not show is found from its layout here, once,
for text, HTML and Markdown alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from attachgraph.model import Passage
from attachgraph.reading.blocks import infobox, row_runs, title_line
from attachgraph.reading.blocks.page import Page
from attachgraph.reading.blocks.site import site_lines, trim_site, with_levels
from attachgraph.reading.blocks.table import INFOBOX, OUTSIDE
from attachgraph.reading.deadline import check_time
from attachgraph.reading.lines import Block, Line, passage


def read_blocks(content: str, lines: Sequence[Line], title: Passage | None = None) -> list[Block]:
    """Sort the lines of a page into blocks."""
    lines, trimmed = trim_site(content, lines)
    site = site_lines(lines)
    page = Page(content, [line for n, line in enumerate(lines) if n not in site], title)
    title_line.find(page)
    page.lines = with_levels(content, lines, site, page.lines)
    row_runs.prepare(page)
    infobox.find(page)
    _walk(page)
    blocks = [
        *(Block("boilerplate", words, rule="link-behind-heading") for words in trimmed),
        *(
            Block("boilerplate", _whole(content, lines[n]), rule=rule)
            for n, rule in sorted(site.items())
        ),
        *page.blocks,
    ]
    return sorted(blocks, key=lambda block: block.start)


def _walk(page: Page) -> None:
    """Give each line to the first rule that takes it."""
    while page.at < len(page.lines):
        check_time()
        for rule in INFOBOX if page.at in page.infobox else OUTSIDE:
            taken = rule.take(page)
            if taken is not None:
                page.blocks += [
                    block if block.rule else Block(*block[:-1], rule.name) for block in taken.blocks
                ]
                page.at += taken.lines
                break


def _whole(content: str, line: Line) -> Passage:
    return passage(content, line.outer if line.outer >= 0 else line.start, line.end)
