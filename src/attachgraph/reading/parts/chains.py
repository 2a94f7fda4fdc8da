"""Read the label of a conflict cycle: its moves in order, and what sets it off.

In: the words of a label, such as "Demand and withdraw, when plans change". Out: a
:class:`~attachgraph.model.ConflictCycle` whose moves have no actors yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attachgraph.model import ConflictCycle, Move, Text
from attachgraph.reading.asserting import MISTAKEN, asserted
from attachgraph.reading.languages import any_of
from attachgraph.reading.lexicon import fold
from attachgraph.reading.prose import Prose
from attachgraph.reading.styles import named_abroad

# White space around separators is trimmed later: to match it here would cost the square of its
# length. For the same reason a run of letters or hyphens is tried from its beginning only.
_TRIGGER: Final = re.compile(
    r"(?<!\s)\s*+[,(]?\s*+\b(?:during|when(?:ever)?|after|under|amid(?:st)?|in response to|in the face of|"
    r"in times of|triggered by|set off by|following|upon|around|over|once|if)\s+(?P<what>[^()]+?)\)?\.?$",
    re.IGNORECASE,
)
_STRONG: Final = re.compile(
    r"[→⇄↔⇒]|(?<!-)-*+>|(?<!=)=++>|[;|]|\s(?:vs?\.?|versus|followed by|leading to|leads to|"
    r"(?:met|answered) (?:with|by)|against|into|(?:and )?then|alternating with)\s",
    re.IGNORECASE,
)
_WEAK: Final = re.compile(
    r",\s*+(?:(?:and|then|und|dann|et|puis|y|e)\s)?|\s[–—/]\s|\s(?:and|und|et|y|e)\s"
)
#: "Demands lead to withdrawal": one move and the next.
LEADS: Final = re.compile(rf"\s(?:{any_of('leads')})\s")
# "Freeze-and-wait" is one word; "pursue-withdraw" is two moves.
_COMPOUND: Final = re.compile(
    r"(?<![\w/–-])(?P<first>[^\W\d_]{3,}+)[–/-](?!(?:and|the|for|but|nor)\b)(?P<second>[^\W\d_]{3,}+)"
    r"(?:[–/-](?P<third>[^\W\d_]{3,}+))?",
    re.IGNORECASE,
)
NOUN_TAIL: Final = re.compile(
    r"\s(?:cycles?|patterns?|loops?|dynamics?|dance|spirals?)\b.*$", re.IGNORECASE
)
#: "It", "this": what points to a move and is none.
_POINTER: Final = re.compile(rf"\w{{1,2}}|{any_of('articles')}|{any_of('pronouns')}")


def cycle_of_label(prose: Prose, text: Text, section: str) -> ConflictCycle:
    """Read a cycle out of its label."""
    start, end = text.passage.start, text.passage.start + len(_unmarked(text.passage.text))
    head = prose.content[start:end]
    # Brackets end a trigger, so that only what comes after the last of them needs to be searched.
    inside = head.removesuffix(".").removesuffix(")")
    match = _TRIGGER.search(head, max(0, inside.rfind("("), inside.rfind(")")))
    trigger = None
    if match and match.start() > 0:
        trigger = prose.text(prose.cut(start + match.start("what"), start + match.end("what")))
        head = head[: match.start()]
    return ConflictCycle(text, trigger, tuple(_moves(prose, start, head)), section)


def _unmarked(raw: str) -> str:
    return re.split(r"\[@|\{\.", raw, maxsplit=1)[0].rstrip()


def _moves(prose: Prose, start: int, head: str) -> Iterator[Move]:
    for separator in (_STRONG, _WEAK, LEADS):
        found = pieces(head, separator)
        if len(found) != 1:
            break
    else:
        compound = _COMPOUND.search(NOUN_TAIL.sub("", head))
        if compound:
            found = [compound.span(name) for name in ("first", "second", "third") if compound[name]]
    for left, right in found:
        words = prose.cut(start + left, start + right)
        if words.text:
            yield Move(prose.text(words))


def pieces(head: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    """Cut words at a separator, and leave out what is empty."""
    at = 0
    found: list[tuple[int, int]] = []
    for match in separator.finditer(head):
        if head[at : match.start()].strip():
            found.append((at, match.start()))
        at = match.end()
    if head[at:].strip():
        found.append((at, len(head)))
    return found


def is_chain(named: ConflictCycle, fewest: int) -> bool:
    """Return whether a label is one of moves: no styles, no pronouns, nothing that is denied."""
    moves = [move.action.words for move in named.moves]
    bare = any(named_abroad(words) or _POINTER.fullmatch(fold(words)) for words in moves)
    words = named.label.words
    said = asserted(words) and not MISTAKEN.search(fold(words)) and "|" not in words
    return bool(said) and len(moves) >= fewest and not bare
