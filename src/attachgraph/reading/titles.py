"""Tell from a title what it heads: a pairing, a style, or anything else.

In: a title. Out: a :class:`TitleReading`. What the page below it says is not looked at here.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from attachgraph.model import Kind
from attachgraph.profile import current
from attachgraph.reading.couples import couple_of_title, names_bond
from attachgraph.reading.lexicon import fold
from attachgraph.reading.styles import StyleMention, find_styles

_ABBREVIATION: Final = re.compile(r"\s*\(([A-Z][A-Za-z0-9&/ –-]{0,11})\)")
_STYLE_TAIL: Final = re.compile(
    r"(?:the )?(?:adult )?(?:attachment)?(?: ?(?:style|pattern|type|orientation)s?)?"
)


class TitleReading(NamedTuple):
    """What a title says: the kind, the styles it names in order, and an abbreviation in brackets."""

    kind: Kind
    styles: tuple[StyleMention, ...]
    abbreviation: str
    #: True where the title speaks of a relationship, whoever it joins.
    is_bond: bool


def read_title(title: str) -> TitleReading:
    """Tell from a title what kind of entry it heads."""
    match = _ABBREVIATION.search(title)
    # Blanks keep every other word at its place.
    bare = title
    if match is not None:
        bare = title[: match.start()] + " " * len(match[0]) + title[match.end() :]
    abbreviation = match[1] if match is not None else ""
    is_bond = names_bond(bare)
    couple = couple_of_title(bare)
    if couple is not None:
        return TitleReading(Kind.PAIRING, couple, abbreviation, is_bond)
    styles = find_styles(bare)
    profile = current()
    if len(styles) == 1 and not is_bond:
        rest = fold(bare[: styles[0].start] + bare[styles[0].end :])
        own = "|".join(re.escape(fold(word)) for word in (*profile.partners, profile.style) if word)
        if _STYLE_TAIL.fullmatch(rest) or re.fullmatch(rf"(?:the )?(?:{own})", rest):
            return TitleReading(Kind.STYLE, styles, abbreviation, is_bond)
    return TitleReading(Kind.CONCEPT, styles, abbreviation, is_bond)
