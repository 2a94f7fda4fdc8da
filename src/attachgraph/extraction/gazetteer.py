"""Find the concepts that prose mentions, by the labels of the concept scheme.

In: text. Out: paths of concepts with the place of each mention. Words are looked up as n-grams in a
dictionary, the longest first, so the cost does not grow with the number of labels.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache, lru_cache
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
    return (
        *words[:-1],
        last[:-1] + "ies" if last.endswith("y") and last[-2:-1] not in "aeiou" else last + "s",
    )


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
        In order, without overlaps; where two labels overlap, the one that begins first and is
        longest wins. Abbreviations of up to four letters count only as the scheme writes them, in
        capitals.
    """
    terms = _terms()
    done = 0
    for match in _WORD.finditer(text):
        longest = terms.longest.get(_folded(match[0]))
        if longest is None or match.start() < done:
            continue
        words = _run(text, match, longest)
        for length in range(len(words), 0, -1):
            path = terms.paths.get(tuple(_folded(text[start:end]) for start, end in words[:length]))
            if path is not None and (length > 1 or _is_name(match[0])):
                done = words[length - 1][1]
                yield Mention(path, match.start(), done)
                break


def _run(text: str, first: re.Match[str], longest: int) -> list[tuple[int, int]]:
    """Return the words that stand together from the first on, at most as many as a label has."""
    words = [first.span()]
    while len(words) < longest:
        following = _WORD.search(text, words[-1][1])
        if following is None or not _BETWEEN.match(text[words[-1][1] : following.start()]):
            break
        words.append(following.span())
    return words


def _is_name(word: str) -> bool:
    # EFT, AAI, RSA, PVT: as a small word, each would be another word or part of none.
    return len(word) > 4 or word.isupper()  # noqa: PLR2004


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return fold(word)
