"""How a line is worded: whether it is a sentence, or written like a title.

In: the words of a line. Out: yes or no. Nothing here knows what they mean.
"""

from __future__ import annotations

import re
from typing import Final

from attachgraph.reading.lexicon import fold

LONGEST_HEADING: Final = 90
_ENDS_SENTENCE: Final = re.compile(r"[.!?…][\"”’')\]]*(?:\[\d{1,3}\])*$")
#: Characters at the end of a line that tell whether it is whole.
_TAIL: Final = 16
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_RULE: Final = frozenset(" \t|:+=-│┃─—_*")
_MOST_SPACES: Final = 11
#: A question of two to fourteen words; "Anxious or avoidant?" asks for no answer in prose.
_ASKS: Final = re.compile(
    r"[*_]*[“\"]?(?:¿\S+|(?:what|why|how|who|whom|when|where|which|am|shall|(?:can|could|do|does|did|is|are|was|were|will|would|should|must|have|has|had)(?:n?['’]t)?|may|"
    r"wie|warum|wieso|was|wer|wann|wo|kann|können|ist|sind|muss|müssen|soll|sollen|darf|dürfen|gibt|haben|hat|hilft|lohnt|wird|werden|mach(?:t|en)|bleib(?:t|en)|brauch(?:t|en)|pass(?:t|en)|"
    r"comment|pourquoi|que|quels?|quelles?|quand|qui|faut|[\w-]+-(?:ce|on|ils?|elles?|nous|vous|tu|je))\b)(?:[\s'’][^\s.!?]+){1,13}\s?[”\"]?\?$",
    re.IGNORECASE,
)


def is_sentence(text: str) -> bool:
    """Return whether a line reads as running text that ends where its author ended it."""
    return (
        _ENDS_SENTENCE.search(text[-_TAIL:]) is not None
        and not text.endswith(("...", "…"))
        and text.count(" ") > 3  # noqa: PLR2004 -- see the line above
    )


def asks(text: str) -> bool:
    """Return whether a line may be a heading that asks: "Can they last?"."""
    return text[-1] == "?" and " · " not in text and _ASKS.match(text) is not None


def is_drawn(text: str) -> bool:
    """Return whether a line only draws: the rule of a table, or a row of dashes."""
    return _RULE.issuperset(text)


def bare_title(title: str) -> str:
    """Reduce a title to what it shares with its plural and with its abbreviation left out."""
    return fold(_BRACKETS.sub("", title)).removesuffix("s")


def reads_as_heading(text: str) -> bool:
    """Return whether a line may be a heading by its length, its end and its capitals."""
    if len(text) > LONGEST_HEADING or text[-1] in ".!,;:…" or text.count(" ") > _MOST_SPACES:
        return False
    if text[-1] == "]" and _ENDS_SENTENCE.search(text[-_TAIL:]) is not None:
        return False
    return (text[0].isupper() or text[0].isdigit() or text[0] in '“"(') and _is_title_case(text)


def _is_title_case(text: str) -> bool:
    """Return whether most of the longer words begin with a capital or a digit."""
    words = [word for word in re.split(r"[\s/–—-]+", text) if len(word) > 3]  # noqa: PLR2004 -- "of", "and", "the"
    if not words:
        return True
    return sum(not word.lstrip("“\"(‘'")[:1].islower() for word in words) * 2 > len(words)
