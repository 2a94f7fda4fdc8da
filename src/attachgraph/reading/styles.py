"""Find the attachment styles that a title, a label or a sentence names.

In: text. Out: style keys with the words that name them. What the names are stands in the lexicon.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from attachgraph.model import Kind, Passage
from attachgraph.reading.lexicon import fold, style_phrases

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ABBREVIATION = re.compile(r"\s*\(([A-Z][A-Za-z0-9&/ –-]{0,11})\)")
# What joins two people; a title with one of these speaks of a pairing, not of a style.
_BOND = re.compile(
    r"\b(?:relationships?|pairings?|couples?|dynamics?|bonds?|dyads?|partnerships?|connections?|pairs?|matches|match)\b",
    re.IGNORECASE,
)
_STYLE_TAIL = re.compile(r"^(?:adult )?(?:attachment)?(?: (?:style|pattern|type|orientation)s?)?$")


class StyleMention(NamedTuple):
    """A style and the words that name it.

    Parameters
    ----------
    key : str
        Style key, such as ``"avoidant"``.
    start, end : int
        Place in the text that was searched.
    """

    key: str
    start: int
    end: int


class TitleReading(NamedTuple):
    """What a title says.

    Parameters
    ----------
    kind : Kind
        Pairing, style or concept.
    styles : tuple of StyleMention
        The styles named, in order.
    abbreviation : str
        Abbreviation in brackets, or ``""``.
    is_bond : bool
        True where the title names a relationship.
    """

    kind: Kind
    styles: tuple[StyleMention, ...]
    abbreviation: str
    is_bond: bool


@cache
def _longest() -> int:
    return max((len(words) for words in style_phrases()), default=0)


def find_styles(text: str) -> tuple[StyleMention, ...]:
    """Find style names, the longest first where two overlap.

    Notes
    -----
    Abbreviations count only in capitals: "FA" is a style, "fa" is not.

    Examples
    --------
    >>> [mention.key for mention in find_styles("Fearful Avoidant–Secure Relationship")]
    ['fearful', 'secure']
    """
    return tuple(_iter_styles(text))


def _iter_styles(text: str) -> Iterator[StyleMention]:
    phrases = style_phrases()
    words = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)]
    folded = [fold(word) for _, _, word in words]
    at = 0
    while at < len(words):
        for length in range(min(_longest(), len(words) - at), 0, -1):
            key = phrases.get(tuple(folded[at : at + length]))
            if key and _joined(text, words[at : at + length]):
                yield StyleMention(key, words[at][0], words[at + length - 1][1])
                at += length
                break
        else:
            at += 1


def _joined(text: str, words: list[tuple[int, int, str]]) -> bool:
    """Tell whether the words form one name: no sentence mark between them, abbreviations in capitals."""
    if len(words) == 1 and len(words[0][2]) <= 3:  # noqa: PLR2004 -- the abbreviations DA, FA, AP, SA
        return words[0][2].isupper()
    gaps = (text[left[1] : right[0]] for left, right in itertools.pairwise(words))
    return all(len(gap) == 1 and gap in " -‐‑–/" for gap in gaps)


def read_title(title: str) -> TitleReading:
    """Tell from a title what kind of entry it heads.

    Examples
    --------
    >>> read_title("Avoidant-Secure Relationship").kind
    <Kind.PAIRING: 'pairing'>
    """
    match = _ABBREVIATION.search(title)
    bare = title[: match.start()] + title[match.end() :] if match else title
    abbreviation = match[1] if match else ""
    styles = find_styles(bare if match and match.end() == len(title) else title)
    if match and match.end() != len(title):
        styles = tuple(s for s in styles if not match.start() <= s.start < match.end())
    is_bond = _BOND.search(bare) is not None
    says_style = re.search(r"\b(?:style|type|pattern)s?\b", bare, re.IGNORECASE) is not None
    if len(styles) == 2 and not says_style:  # noqa: PLR2004 -- a pairing joins two
        return TitleReading(Kind.PAIRING, styles, abbreviation, is_bond)
    if len(styles) == 1 and not is_bond:
        rest = fold(bare[: styles[0].start] + bare[styles[0].end :])
        if _STYLE_TAIL.match(rest):
            return TitleReading(Kind.STYLE, styles, abbreviation, is_bond)
    return TitleReading(Kind.CONCEPT, styles, abbreviation, is_bond)


def pairing_key(first: str, second: str) -> str:
    """Return the key of a pairing, whichever partner is named first.

    Examples
    --------
    >>> pairing_key("secure", "avoidant")
    'avoidant-secure'
    """
    return "-".join(sorted((first, second)))


def style_passages(text: Passage, mentions: tuple[StyleMention, ...]) -> tuple[Passage, ...]:
    """Place mentions that were found inside a passage into the whole text."""
    return tuple(
        Passage(text.start + m.start, text.start + m.end, text.text[m.start : m.end])
        for m in mentions
    )
