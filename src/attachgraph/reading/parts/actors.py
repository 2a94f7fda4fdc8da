"""Find who makes each move of a conflict cycle.

In: the moves, and the sentences of the entry. Out: the same moves with their partners. Of two moves,
the second partner's follows from the first's and is marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attachgraph.model import ConflictCycle, Move, Passage, Section, Text
from attachgraph.reading.lexicon import fold
from attachgraph.reading.prose import Prose
from attachgraph.reading.styles import find_styles

_STEM: Final = 6
_FILLER: Final = frozenset(
    {"emotional", "anxious", "mutual", "chronic", "sudden", "the", "a", "an", "partner", "repeated"}
)
_LED_BY: Final = re.compile(r"(?P<actor>[^:]{2,60}?)\s*:\s+(?=\S)")
_OWN: Final = re.compile(
    r"(?:\s+(?:partners?|individuals?|persons?|side))?(?:['’]s)?(?P<rest>)\s+(?=\S)", re.IGNORECASE
)
_PARTNER: Final = r"(?:[’']s)?\s++(?:partners?|individuals?|persons?|people|one)?\s*+"


def led(prose: Prose, item: Text, styles: Sequence[str]) -> Move:
    """Read a move with its partner before a colon: "Anxious partner: asks again".

    Its partner is the style key, "first", "second" or "both".
    """
    match = _LED_BY.match(item.passage.text)
    if match is None:
        return Move(item)
    actor = _actor(match["actor"], styles)
    if not actor:
        return Move(item)
    named = prose.cut(item.passage.start, item.passage.start + match.end("actor"))
    action = prose.text(prose.cut(item.passage.start + match.end(), item.passage.end))
    return Move(action, actor, named)


def other_partners(section: Section, styles: Sequence[str]) -> Iterator[Text]:
    """Find the moves whose partner before the colon has another style than the two of the couple."""
    parts = (section, *section.sections) if len(styles) == 2 else ()  # noqa: PLR2004 -- a couple
    for item in (item for part in parts for item in part.items):
        match = _LED_BY.match(item.passage.text)
        named = match and find_styles(match["actor"], loosely=True)
        if match and named and not _actor(match["actor"], styles):
            yield item


def _actor(words: str, styles: Sequence[str]) -> str:
    folded = fold(words)
    for position in ("first", "second"):
        if folded.startswith((position, f"the {position}")):
            return position
    found = [mention.key for mention in find_styles(words)]
    if len(found) == 1 and (not styles or found[0] in styles):
        return found[0]
    return "both" if folded.startswith(("both", "each")) else ""


def read_actors(
    cycle: ConflictCycle, styles: Sequence[str], sentences: Iterable[Text]
) -> ConflictCycle:
    """Find who makes each move of a cycle whose label does not say so."""
    if len(set(styles)) != 2 or not cycle.moves or any(move.actor for move in cycle.moves):  # noqa: PLR2004
        return cycle
    texts = [(text, text.words.casefold()) for text in sentences]
    moves = [
        _with_own_actor(move, styles) or _with_actor(move, styles, texts) for move in cycle.moves
    ]
    known = [move.actor for move in moves]
    if len(moves) == 2 and sum(map(bool, known)) == 1:  # noqa: PLR2004 -- of two, the other follows
        other = next(style for style in styles if style not in known)
        moves = [
            move if move.actor else Move(move.action, other, None, inferred=True) for move in moves
        ]
    return ConflictCycle(cycle.label, cycle.trigger, tuple(moves), cycle.section)


def _with_own_actor(move: Move, styles: Sequence[str]) -> Move | None:
    """Read a move that opens with its partner: "anxious partner pursues", "avoidant withdrawal"."""
    words = move.action.passage
    mentions = find_styles(words.text)
    lead = words.text[: mentions[0].start].lower().strip() if mentions else "none"
    if lead not in {"", "the"} or mentions[0].key not in styles:
        return None
    match = _OWN.match(words.text, mentions[0].end)
    if match is None:
        return None
    action = Passage(words.start + match.end(), words.end, words.text[match.end() :])
    named = Passage(
        words.start, words.start + match.start("rest"), words.text[: match.start("rest")]
    )
    return Move(Text(action, action.label), mentions[0].key, named)


def _with_actor(move: Move, styles: Sequence[str], texts: Sequence[tuple[Text, str]]) -> Move:
    words = [
        word
        for word in fold(move.action.words).split()
        if word not in _FILLER and len(word) > 3  # noqa: PLR2004 -- see the line above
    ]
    if not words:
        return move
    stem = re.compile(
        rf"{_PARTNER}(?:\w+\s+){{0,2}}?{re.escape(words[0][:_STEM])}\w*", re.IGNORECASE
    )
    for text, folded in texts:
        if words[0][:_STEM] not in folded:
            continue
        for mention in find_styles(text.passage.text):
            match = stem.match(text.passage.text, mention.end)
            if match and mention.key in styles:
                start = text.passage.start + mention.start
                end = text.passage.start + match.end()
                return Move(
                    move.action,
                    mention.key,
                    Passage(start, end, text.passage.text[mention.start : match.end()]),
                )
    return move
