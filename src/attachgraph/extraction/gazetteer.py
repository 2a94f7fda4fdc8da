"""Find the concepts that prose mentions, by the labels of the concept scheme.

In: text. Out: paths of concepts with the place of each mention. Words are looked up as n-grams in a
dictionary, the longest first, so the cost does not grow with the number of labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from attachgraph.profile import Profile, current
from attachgraph.reading.lexicon import fold, fold_word, labels

#: A word; an apostrophe or characters that nobody sees may stand inside it.
#: Figures above or below the line are not part of it.
_WORD: Final = re.compile(
    r"[^\W_\u00b2\u00b3\u00b9\u2070-\u209c]+"
    r"(?:(?:['’]|[\u00ad\u200b\u2060\ufeff]+)[^\W_\u00b2\u00b3\u00b9\u2070-\u209c]+)*"
)
_BRACKETED: Final = re.compile(r"\([^()]*\)")
#: Tokens that are remembered, and how long they may be.
_REMEMBERED: Final = 65_536
_LONGEST: Final = 64
_BETWEEN: Final = re.compile(r"[ \t]?\r?\n[ \t]?|, |[ \t]|[-‐‑–/]")


class Mention(NamedTuple):
    """A concept and the words that mention it."""

    #: Such as ``concept/co-regulation``.
    path: str
    #: Place in the text that was searched.
    start: int
    end: int


@dataclass(slots=True)
class _Trie:
    """The words that may come next in a label, and what the words so far name."""

    following: dict[str, _Trie] = field(default_factory=dict)
    path: str | None = None


class _Terms(NamedTuple):
    """Labels for running text as a trie of folded words, and all labels for looking a name up."""

    trie: _Trie
    exact: dict[tuple[str, ...], str]


@cache
def _terms(_: Profile) -> _Terms:
    trie = _Trie()
    exact: dict[tuple[str, ...], str] = {}
    for label in labels():
        words = _plain(label.text)
        if not words:
            continue
        exact.setdefault(words, label.path)
        if label.kind != "hidden":
            _grow(trie, words).path = label.path
    for label in labels():
        words = _plain(label.text)
        if words and label.kind != "hidden":
            plural = _grow(trie, _plural(words))
            plural.path = plural.path or label.path
    return _Terms(trie, exact)


def _grow(trie: _Trie, words: tuple[str, ...]) -> _Trie:
    for word in words:
        trie = trie.following.setdefault(word, _Trie())
    return trie


def _plain(text: str) -> tuple[str, ...]:
    """Fold a label as the words of a text are; what stands in brackets only tells labels apart."""
    return tuple(fold(word) for word in _WORD.findall(_BRACKETED.sub(" ", text)))


def _plural(words: tuple[str, ...]) -> tuple[str, ...]:
    last = words[-1]
    return (
        *words[:-1],
        last[:-1] + "ies" if last.endswith("y") and last[-2:-1] not in "aeiou" else last + "s",
    )


def concept_of(label: str) -> str | None:
    """Look up what a label names."""
    return _terms(current()).exact.get(_plain(label))


def find_concepts(text: str) -> Iterator[Mention]:
    """Find the concepts that a text mentions."""
    tokens = _tokens(current())
    done = at = 0
    # In most tokens no label begins: only for those where one does is the place looked up.
    words = text.split()
    for token, begins in zip(words, map(tokens.__getitem__, words), strict=True):
        if not begins:
            continue
        at = _place(text, token, at)
        for first in begins:
            if at + first.start >= done and _may_be(text, at + first.end, first):
                found = _longest(text, at + first.start, at + first.end, first)
                if found is not None:
                    done = found.end
                    yield found
        at += len(token)


def _place(text: str, token: str, at: int) -> int:
    """Return where a token stands that is known to follow, and not where it is part of another."""
    while True:
        at = text.index(token, at)
        end = at + len(token)
        if not text[at - 1 : at].strip() and not text[end : end + 1].strip():
            return at
        at += 1


def _may_be(text: str, end: int, first: _Begin) -> bool:
    """Tell at a glance that a word alone names nothing and the next goes on in no label."""
    letter = text[end + 1 : end + 2]
    return (
        first.path is not None
        or text[end : end + 1] != " "
        or not letter.isascii()
        or letter.lower() in first.letters
    )


def _longest(text: str, start: int, end: int, first: _Begin) -> Mention | None:
    """Read on from the first word of a label for as long as labels go on so."""
    path, node = first.path, first.node
    for following in _following(text, end) if node.following else ():
        further = node.following.get(fold_word(following[0]))
        if further is None:
            break
        node = further
        if node.path is not None:
            path, end = node.path, following.end()
    return None if path is None else Mention(path, start, end)


def _following(text: str, at: int) -> Iterator[re.Match[str]]:
    """Yield the words that stand together with the one that ends here."""
    while (gap := _BETWEEN.match(text, at)) and (word := _WORD.match(text, gap.end())):
        yield word
        at = word.end()


def _is_name(word: str) -> bool:
    # EFT, AAI, RSA, PVT: as a small word, each would be another word or part of none.
    return len(word) > 4 or word.isupper()  # noqa: PLR2004


class _Begin(NamedTuple):
    """A word of a token at which a label may begin, and what the word alone names."""

    start: int
    end: int
    node: _Trie
    path: str | None
    #: With which the next word of a label may begin.
    letters: frozenset[str]


class _Tokens(dict[str, tuple[_Begin, ...]]):  # noqa: FURB189 -- the look-up has to be the one in C
    """Where in a token, which is what stands between white space, labels may begin.

    Each token of each text is looked up here, so the look-up is one of the dictionary's own.
    """

    def __init__(self, terms: _Terms) -> None:
        super().__init__()
        self._following = terms.trie.following

    def __missing__(self, token: str) -> tuple[_Begin, ...]:
        begins = tuple(
            _Begin(
                *word.span(),
                node,
                node.path if _is_name(word[0]) else None,
                frozenset(following[0] for following in node.following),
            )
            for word in _WORD.finditer(token)
            if (node := self._following.get(fold(word[0]))) is not None
        )
        if len(token) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[token] = begins
        return begins


@cache
def _tokens(profile: Profile) -> _Tokens:
    return _Tokens(_terms(profile))
