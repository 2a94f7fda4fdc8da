"""Pack the sentences of a large dataset in blocks, so that its page unpacks only those it shows.

In: statements, and the number of the node that each goes with. Out: blocks of JSON values. A page
holds what a mail can carry: where there is more, every node keeps its most contested sentences.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attachgraph.dataset.names import shortened
from attachgraph.dataset.words import STATUSES, WORST_FIRST, intent_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from attachgraph.dataset.statements import Statement
    from attachgraph.dataset.vocabulary import Vocabulary

#: Characters of all sentences of a page, which pack to about a fifth, and of one block.
_MOST_TEXT: Final = 24_000_000
_BLOCK: Final = 150_000
#: Sentences of a node when not all fit.
_KEPT: Final = (64, 32, 16, 8, 4, 2, 1)
_LONGEST: Final = 1_000
_QUOTES: Final = 3
_STATUS: Final = {name: number for number, name in enumerate(STATUSES)}


class Sentences(NamedTuple):
    """Blocks of sentences, and what the page must know to find one."""

    #: JSON values: number of a node (as text) to its records.
    blocks: list[dict[str, list[Any]]]
    #: The first node of each block.
    starts: list[int]
    #: Sentences of each node, and those of them that are disputed or worse.
    said: list[int]
    contested: list[int]
    #: Most sentences of one node in the page; 0 for all.
    most: int


def sentences(
    statements: Iterable[Statement],
    number: Mapping[str, int],
    labels: Mapping[str, str],
    vocabulary: Vocabulary,
    drawn: int,
) -> Sentences:
    """Write the sentences of every node that is drawn, the most contested first.

    A part has the number of its entry, and is named in the record.
    """
    found: defaultdict[int, list[Statement]] = defaultdict(list)
    for one in statements:
        if one.subject in number:
            found[number[one.subject]].append(one)
    for told in found.values():
        told.sort(key=lambda one: _rank(one.status))
    most = _most(list(found.values()))
    blocks: list[dict[str, list[Any]]] = []
    starts: list[int] = []
    held = _BLOCK
    for node in sorted(found):
        if held >= _BLOCK:
            blocks.append({})
            starts.append(node)
            held = 0
        kept = found[node][: most or None]
        held += sum(map(_length, kept))
        blocks[-1][str(node)] = [_record(one, number, labels, vocabulary) for one in kept]
    worse = WORST_FIRST[: WORST_FIRST.index("disputed") + 1]
    return Sentences(
        blocks,
        starts,
        [len(found.get(node, ())) for node in range(drawn)],
        [sum(one.status in worse for one in found.get(node, ())) for node in range(drawn)],
        most,
    )


def _rank(status: str) -> int:
    return WORST_FIRST.index(status) if status in WORST_FIRST else len(WORST_FIRST)


def _length(statement: Statement) -> int:
    words = 0 if statement.node else min(len(statement.words), _LONGEST)
    return words + sum(min(len(one.exact), _LONGEST) for one in statement.quotations[:_QUOTES])


def _most(found: Sequence[Sequence[Statement]]) -> int:
    """Find how many sentences of a node fit, the same number for all; 0 says that all do."""
    lengths = [[_length(one) for one in told] for told in found]
    if sum(map(sum, lengths)) <= _MOST_TEXT:
        return 0
    return next(k for k in _KEPT if k <= 1 or sum(sum(one[:k]) for one in lengths) <= _MOST_TEXT)


def _record(
    statement: Statement,
    number: Mapping[str, int],
    labels: Mapping[str, str],
    vocabulary: Vocabulary,
) -> list[Any]:
    """Write one sentence: what it says, how it stands, its words, its sources, and of what."""
    is_node = statement.node in labels
    return [
        vocabulary.words(statement.predicate),
        number.get(statement.node, -1) if is_node else -1,
        labels[statement.node] if is_node else shortened(statement.words, _LONGEST),
        _STATUS.get(statement.status, -1),
        [
            [shortened(quote.exact, _LONGEST), quote.section, quote.start]
            for quote in statement.quotations[:_QUOTES]
        ],
        [f"{intent_in_words(one.intent)} {one.label}".strip() for one in statement.citations],
        labels[statement.subject],
    ]
