"""Find the attachment styles that a title, a label or a sentence names.

In: text. Out: style keys with the words that name them. What the names are stands in the lexicon,
and in the tables of each language.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from attachgraph.model import Passage
from attachgraph.profile import Profile, current
from attachgraph.reading.languages import languages
from attachgraph.reading.lexicon import fold, fold_word, style_phrases

#: A word; characters that nobody sees may stand inside it.
_WORD: Final = re.compile(r"[^\W_]+(?:[\u00ad\u200b\u2060\ufeff]+[^\W_]+)*")
#: The number before a label, and one more word for it in brackets.
_AROUND: Final = re.compile(r"^\d{1,2}[.)]\s+|\s\([a-zà-ÿ-]+\)$")
#: Labels and headings that are asked for again, on this page and the next.
_REMEMBERED: Final = 1024
_Phrases = Mapping[tuple[str, ...], str]


class StyleMention(NamedTuple):
    """A style and the place of the words that name it."""

    key: str
    start: int
    end: int


@cache
def _phrases(_: Profile, *, loosely: bool) -> tuple[_Phrases, Mapping[str, int]]:
    """Return the names of the styles, and by first word how many the longest of them has."""
    found = dict(style_phrases())
    for language in languages():
        if language.tag == "en" and not loosely:
            continue
        for key, names in language.styles.items():
            for name in names.split("|"):
                found.setdefault(tuple(fold(name).split()), key)
    longest: dict[str, int] = {}
    for words in found:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return found, longest


def find_styles(text: str, *, loosely: bool = False) -> tuple[StyleMention, ...]:
    """Find style names, the longest first where two overlap.

    Loosely: in a title or a label, where "ambivalent" and "disorganised" are partners of a couple;
    in prose they may be anything. Abbreviations count only in capitals: "FA" is a style, "fa" not.

    Examples
    --------
    >>> [mention.key for mention in find_styles("Fearful Avoidant–Secure Relationship")]
    ['fearful', 'secure']
    """
    return tuple(_iter_styles(text, *_phrases(current(), loosely=loosely)))


def names_others(own: Sequence[str], *words: str) -> bool:
    """Return whether words name partners of other styles than those of a couple, or of a style.

    Examples
    --------
    >>> names_others(("anxious", "avoidant"), "an anxious man and his secure wife")
    True
    >>> names_others(("anxious", "avoidant"), "an anxious man")
    False
    """
    named = {mention.key for said in words for mention in find_styles(said, loosely=True)}
    others, left = named.difference(own), set(own) - named
    return bool(own and others and (left or len(own) > len(set(own))))


def named_abroad(text: str) -> str:
    """Return what text in any language names and nothing else does: a style, a dimension, or ``""``."""
    return _named_abroad(text, current())


def named_style(label: str) -> str:
    """Return the style that a label names and nothing else does, or ``""``.

    Examples
    --------
    >>> named_style("2. Anxious style (entangled)"), named_style("Anxious times")
    ('anxious', '')
    """
    found = named_abroad(_AROUND.sub("", label))
    return found.removeprefix("style/") if found.startswith("style/") else ""


@lru_cache(maxsize=_REMEMBERED)
def _named_abroad(text: str, _: Profile) -> str:
    words = fold(text)
    for language in languages():
        for concept, names in language.dimensions.items():
            if re.fullmatch(names, words):
                return f"concept/{concept}"
    found = find_styles(text, loosely=True)
    rest = text
    for mention in reversed(found):
        rest = rest[: mention.start] + rest[mention.end :]
    manner = "|".join(language.manner for language in languages())
    if len({mention.key for mention in found}) == 1 and re.fullmatch(f"(?:{manner})?", fold(rest)):
        return f"style/{found[0].key}"
    return ""


def _iter_styles(
    text: str, phrases: _Phrases, longest: Mapping[str, int]
) -> Iterator[StyleMention]:
    words = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)]
    folded = [fold_word(word) for _, _, word in words]
    at = 0
    while at < len(words):
        for length in range(min(longest.get(folded[at], 0), len(words) - at), 0, -1):
            key = phrases.get(tuple(folded[at : at + length]))
            if key and _joined(text, words[at : at + length]):
                yield StyleMention(key, words[at][0], words[at + length - 1][1])
                at += length
                break
        else:
            at += 1


def _joined(text: str, words: list[tuple[int, int, str]]) -> bool:
    """Return whether the words form one name: no sentence mark between them, abbreviations in capitals."""
    if len(words) == 1 and len(words[0][2]) <= 3:  # noqa: PLR2004 -- the abbreviations DA, FA, AP, SA
        return words[0][2].isupper()
    gaps = (text[left[1] : right[0]] for left, right in itertools.pairwise(words))
    return all(len(gap) == 1 and gap in " -‐‑–/" for gap in gaps)


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
