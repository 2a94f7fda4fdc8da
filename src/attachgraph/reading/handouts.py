"""Read a handout that says in one line each what the styles are like: "Secure: trusts, asks".

In: a heading and the lines below it. Out: a row of traits for each style. Advice for each style has
the same form, so the heading has to say that the lines describe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from attachgraph.model import InfoboxRow, Passage, Text
from attachgraph.reading.infobox import traits_of
from attachgraph.reading.lexicon import fold
from attachgraph.reading.prose import Prose
from attachgraph.reading.styles import find_styles
from attachgraph.reading.wording import is_sentence

_LINE: Final = re.compile(
    r"[*_]*(?P<label>[^:–—*_]{3,40}?)[*_]*\s*(?::|\s[–—])[*_]*\s+(?P<value>[a-zà-ÿ][^\d?!]{2,120})$",
    re.DOTALL,
)
_DESCRIBES: Final = re.compile(
    r"(?:.* )?(?:at a glance|in brief|in a nutshell|traits|characteristics|features)"
)
#: What may be next to a style in the label of a line.
_BESIDE: Final = frozenset("attachment attached style styles type pattern".split())
_FEWEST: Final = 3
_LONGEST: Final = 12


def rows_of_handout(prose: Prose, heading: Passage, texts: Sequence[Text]) -> Iterator[InfoboxRow]:
    """Read the lines below a heading, where three or more in a row are each on another style."""
    if _DESCRIBES.fullmatch(fold(heading.text)) is None:
        return
    for is_line, run in groupby(map(_line, texts), key=lambda found: found is not None):
        lines = [line for line in run if line is not None]
        keys = [key for key, _, _ in lines]
        if is_line and len(set(keys)) == len(keys) >= _FEWEST:
            for key, label, value in lines:
                yield InfoboxRow(
                    label, traits_of(prose, value.start, value.end), value, "traits", key
                )


def _line(text: Text) -> tuple[str, Passage, Passage] | None:
    """Take a line apart: the style, the words for it, and what is said of it."""
    raw = text.passage
    match = _LINE.match(raw.text)
    if match is None or is_sentence(match["value"]) or len(match["value"].split()) > _LONGEST:
        return None
    mentions = find_styles(match["label"], loosely=True)
    beside = fold(match["label"])
    for mention in mentions:
        beside = beside.replace(fold(match["label"][mention.start : mention.end]), " ")
    if len(mentions) != 1 or not _BESIDE.issuperset(beside.split()):
        return None
    label, value = (
        Passage(raw.start + match.start(name), raw.start + match.end(name), match[name])
        for name in ("label", "value")
    )
    return mentions[0].key, label, value
