"""The words for how things stand: the statuses in their one order, and what sources do.

In: nothing. Out: tables. Whoever shows a status or a citation takes its order and its words from
here; colours and signs are the business of whoever draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attachgraph.model import Status

_MEANINGS: Final = {
    Status.CONTRADICTED: "samples are against it, and none is for it",
    Status.UNSUPPORTED: "it was looked for and not found, or results near it are against it",
    Status.DISPUTED: "samples are for it and against it",
    Status.INFERRED: "it follows from other things and was not tested",
    Status.REPORTED: "the text says so",
    Status.QUALIFIED: "samples support it in part",
    Status.WEAK: "one sample is for it",
    Status.SUPPORTED: "several samples are for it",
}

#: An edge is as disputed as its most disputed statement: the order of the manual, the worst first.
WORST_FIRST: Final = tuple(status.value for status in Status)
#: What each status means, in a few words, from the firmest to what no sample supports.
STATUSES: Final = {status.value: _MEANINGS[status] for status in reversed(Status)}

#: Properties that lead from a sentence to a source that it cites, with the words that read well
#: before its name: those of CiTO, and our own. https://sparontologies.github.io/cito/current/cito.html
INTENTS: Final[dict[str, str]] = {
    "obtainsSupportFrom": "supported by",
    "disagreesWith": "disputed by",
    "qualifiedBy": "qualified by",
    "agreesWith": "agrees with",
    "citesAsEvidence": "has evidence from",
    "discusses": "discusses",
    "extends": "extends",
    "obtainsBackgroundFrom": "has background from",
}


def worst(statuses: Iterable[str]) -> str:
    """Sum up the statuses of what asserts one thing.

    Examples
    --------
    >>> worst(["supported", "disputed"]), worst([])
    ('disputed', '')
    """
    known = set(statuses)
    return next((status for status in WORST_FIRST if status in known), min(known, default=""))


def in_words(name: str) -> str:
    """Read a local name, a CURIE or the name of an edge as words.

    Examples
    --------
    >>> in_words("dcterms:bibliographicCitation"), in_words("alias-of")
    ('bibliographic citation', 'alias of')
    """
    local = name.rsplit(":", 1)[-1]
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local).replace("-", " ").replace("_", " ")
    return spaced.lower()


def intent_in_words(intent: str) -> str:
    """Write what a source does to a sentence, before the name of the source.

    Examples
    --------
    >>> intent_in_words("disagreesWith"), intent_in_words("isDisputedBy"), intent_in_words("")
    ('disputed by', 'disputed by', '')
    """
    # Datasets of 0.1 have the passive side of CiTO.
    return INTENTS.get(intent) or in_words(intent).removeprefix("is ")


#: The marks of entries in Markdown: citations, claims, statuses. A quote has them.
_MARKS: Final = re.compile(r"\s*(?:\[@[^\]\n]*\]|\{\.[^{}\n]+\})")
_EMPHASIS: Final = re.compile(r"\*([^*\n]{1,200})\*")


def prose_of(text: str) -> str:
    """Leave out the marks of a text: what a person would read aloud."""
    return _EMPHASIS.sub(r"\1", _MARKS.sub("", text))


def count_of(count: int, one: str, many: str = "") -> str:
    """Write a number with its noun, which is another one after 1."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
