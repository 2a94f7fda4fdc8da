"""Turn labels from anywhere into words that fit the page.

In: text from a dataset. Out: shorter or safer text. Knows nothing of graphs or HTML; escaping is
done elsewhere, for all text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

#: Longest label on the canvas; the card has the whole of it.
_LONGEST: Final = 46
#: From this many labels on, a common end says nothing.
_GROUP: Final = 3
#: On a canvas nothing isolates one label from the next, so marks that turn the direction of writing
#: round would turn what follows (Unicode Standard Annex 9, section 2).
_DIRECTION_MARKS: Final = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def canvas_label(text: str) -> str:
    """Shorten a label for the canvas, on one line and without marks that turn the direction."""
    visible = "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)
    words = " ".join(_DIRECTION_MARKS.sub("", visible).split())
    if len(words) <= _LONGEST:
        return words
    cut = words[: _LONGEST - 1]
    whole, space, _ = cut.rpartition(" ")
    return (whole if space and len(whole) > _LONGEST // 2 else cut).rstrip(" ,;:-") + "…"


def without_common_end(labels: Mapping[str, str]) -> dict[str, str]:
    """Leave out the last word where all labels of a group end in it.

    Examples
    --------
    >>> without_common_end({"a": "Shy Pair", "b": "Bold Pair", "c": "Odd Pair"})
    {'a': 'Shy', 'b': 'Bold', 'c': 'Odd'}
    """
    cut = {key: label.rpartition(" ") for key, label in labels.items()}
    ends = {end for _, _, end in cut.values()}
    if len(labels) < _GROUP or len(ends) != 1 or not all(start for start, _, _ in cut.values()):
        return dict(labels)
    return {key: start for key, (start, _, _) in cut.items()}
