"""The block rules in the order in which they are tried; each line goes to the first that takes it.

In: nothing. Out: the table. To add a rule, write its function and name it here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from attachgraph.reading.blocks import (
    figure_lines,
    heading_lines,
    infobox_lines,
    row_lines,
    text_lines,
    title_line,
)
from attachgraph.reading.blocks.page import Page, Taken


class Rule(NamedTuple):
    """A named way from the lines before the walk to blocks, or to nothing."""

    name: str
    take: Callable[[Page], Taken | None]


#: For lines of the infobox, which was found before the walk.
INFOBOX: Final = (
    Rule("infobox-rule", infobox_lines.take_drawn),
    Rule("infobox-value-goes-on", infobox_lines.take_rest_of_value),
    Rule("infobox-figure", infobox_lines.take_figure),
    Rule("infobox-row", infobox_lines.take_row),
    Rule("infobox-sentence", infobox_lines.take_sentence),
    Rule("infobox-label-above-value", infobox_lines.take_label_above_value),
    Rule("infobox-unknown", infobox_lines.take_unknown),
)
#: For all other lines.
OUTSIDE: Final = (
    Rule("title", title_line.take),
    Rule("title-again", title_line.take_again),
    Rule("figure", figure_lines.take_caption),
    Rule("figure-description", figure_lines.take_description),
    Rule("unknown", text_lines.take_unparsed),
    Rule("announced", heading_lines.take_announcement),
    Rule("heading", heading_lines.take),
    Rule("row", row_lines.take),
    Rule("lead-in", heading_lines.take_lead_in),
    Rule("text", text_lines.take),
)
