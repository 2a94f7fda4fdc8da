"""Find the concepts that prose mentions, by the labels of the concept scheme.

In: text. Out: paths of concepts with the place of each mention. Words are looked up as n-grams in a dictionary, the longest
first, so the cost does not grow with the number of labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from attachgraph.reading.lexicon import fold, labels

__all__ = ["Mention", "concept_of", "find_concepts"]

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)
_BETWEEN: Final = re.compile(r"(?:[ \t]|[ \t]?\r?\n[ \t]?|[-‐‑–/]|, )\Z")


class Mention(NamedTuple):
    """A concept and the words that mention it.

    Parameters
    ----------
    path : str
        Such as ``concept/co-regulation``.
    start, end : int
        Place in the text that was searched.
    """

    path: str
    start: int
    end: int


class _Terms(NamedTuple):
    """Folded words of each label, and how long the labels that begin with a word may be."""

    paths: dict[tuple[str, ...], str]
    longest: dict[str, int]
    exact: dict[tuple[str, ...], str]


@cache
def _terms() -> _Terms:
    paths: dict[tuple[str, ...], str] = {}
    exact: dict[tuple[str, ...], str] = {}
    for label in labels():
        words = _plain(label.text)
        if words:
            exact.setdefault(words, label.path)
            if label.kind != "hidden":
                paths[words] = label.path
                paths.setdefault(_plural(words), label.path)
    longest: dict[str, int] = {}
    for words in paths:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return _Terms(paths, longest, exact)


def _plain(text: str) -> tuple[str, ...]:
    """Fold a label as the words of a text are folded; what stands in brackets only tells labels apart."""
    return tuple(fold(word) for word in _WORD.findall(re.sub(r"\s*\([^)]*\)", "", text)))


def _plural(words: tuple[str, ...]) -> tuple[str, ...]:
    last = words[-1]
    return (*words[:-1], last[:-1] + "ies" if last.endswith("y") and last[-2:-1] not in "aeiou" else last + "s")


def concept_of(label: str) -> str | None:
    """Look up what a label names.

    Parameters
    ----------
    label : str
        A title or a name.

    Returns
    -------
    str or None
        Path of the concept or style, ``None`` where the scheme has no such label.
    """
    return _terms().exact.get(_plain(label))


def find_concepts(text: str) -> Iterator[Mention]:
    """Find the concepts that a text mentions.

    Parameters
    ----------
    text : str
        A sentence, or any text.

    Yields
    ------
    Mention
        In order, without overlaps; where two labels overlap, the one that begins first and is longest wins.
        Abbreviations of up to four letters count only as the scheme writes them, in capitals.
    """
    terms = _terms()
    found = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    folded = [fold(text[start:end]) for start, end in found]
    at = 0
    while at < len(found):
        for length in range(min(terms.longest.get(folded[at], 0), len(found) - at), 0, -1):
            path = terms.paths.get(tuple(folded[at : at + length]))
            start, end = found[at][0], found[at + length - 1][1]
            if path is not None and _is_name(text, found[at : at + length]):
                yield Mention(path, start, end)
                at += length
                break
        else:
            at += 1


def _is_name(text: str, words: list[tuple[int, int]]) -> bool:
    if len(words) == 1 and words[0][1] - words[0][0] <= 4:  # noqa: PLR2004 -- EFT, AAI, RSA, PVT
        return text[words[0][0] : words[0][1]].isupper()
    return all(_BETWEEN.match(text[left[1] : right[0]]) for left, right in zip(words, words[1:], strict=False))
