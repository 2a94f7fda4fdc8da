"""What the headings of an entry mean, in all languages that are read.

In: a heading. Out: its field and the field of the section it stands under, or nothing. A new
wording is a new word in :mod:`attachgraph.reading.languages`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from attachgraph.reading.languages import LANGUAGES, wordings
from attachgraph.reading.lexicon import fold


class Heading(NamedTuple):
    """What a heading means: its field, and the field it stands under, ``""`` at the top."""

    field: str
    parent: str = ""


#: Sections whose lines are items even where no bullet says so.
LIST_FIELDS: Final = frozenset(
    {"other-names", "related", "publications", "references", "antonyms", "people"}
)

#: Headings that speak of depictions wherever they stand.
MEDIA: Final = frozenset({"film", "tv", "art", "music"})

#: Words by which an unknown heading is told to be a phase of a relationship.
PHASE_WORDS: Final = re.compile(
    r"\b(?:phase|stage|cycle|crisis|attraction|dating|conflict|outcomes?|break ?up|honeymoon|commitment|repair|"
    r"escalation|rupture|reconnection|separation|bonding|distance|withdrawal|resolution|early|late|first|final)\b",
    re.IGNORECASE,
)
_TOP: Final = tuple(dict.fromkeys(field for w in LANGUAGES for field in w.headings))
_BELOW: Final = tuple(dict.fromkeys(path for w in LANGUAGES for path in w.below))
_HEADINGS: Final = (
    *(Heading(field) for field in _TOP),
    *(Heading(path.partition("/")[2], path.partition("/")[0]) for path in _BELOW),
)
#: One pattern for all: the number of its group is the number of the heading.
_ANY: Final = re.compile(
    "|".join(
        (
            *(f"({wordings('headings', field)})" for field in _TOP),
            *(f"({wordings('below', path)})" for path in _BELOW),
        )
    )
)
#: "Stage 2:", "Phase III –" before the name of a phase.
_STAGE: Final = re.compile(
    r"[*_]*(?:Stage|Phase|Step|Etapa|Fase|Étape|Stufe)\s+(?:\d{1,2}|[IVX]{1,4}|One|Two|Three|Four|Five|Six|Seven)\s*[:.–—-]\s*(?=\S)",
    re.IGNORECASE,
)
_LONGEST: Final = 60
#: Lines that are asked for again: a page asks for each of its short lines several times.
_REMEMBERED: Final = 1024


@lru_cache(maxsize=_REMEMBERED)
def heading_field(text: str) -> Heading | None:
    """Look a heading up.

    Examples
    --------
    >>> heading_field("Frequently Asked Questions:")
    Heading(field='faqs', parent='')
    >>> heading_field("Television Series")
    Heading(field='tv', parent='depictions')
    """
    if len(text) > _LONGEST:
        return None
    match = _ANY.fullmatch(fold(text[stage_mark(text) :]))
    return _HEADINGS[match.lastindex - 1] if match is not None and match.lastindex else None


def stage_mark(text: str) -> int:
    """Return how many characters of "Stage 2: Conflict" only number the phase.

    Examples
    --------
    >>> stage_mark("Stage 2 – Conflict"), stage_mark("Conflict")
    (10, 0)
    """
    match = _STAGE.match(text) if text[:1] in "*_SPEFspefÉé" else None
    return match.end() if match is not None else 0
