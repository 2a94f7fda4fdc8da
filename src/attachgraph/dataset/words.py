"""The words for how things stand: the statuses in their one order, and what sources do.

In: nothing. Out: tables. Whoever shows a status or a citation takes its order and its words from
here; colours and signs are the business of whoever draws.
"""

from __future__ import annotations

import re
from typing import Final

from attachgraph.model import Status

_MEANINGS: Final = {
    Status.CONTRADICTED: "samples are against it, and none is for it",
    Status.UNSUPPORTED: "it was looked for, and not found",
    Status.DISPUTED: "samples are for it and against it",
    Status.INFERRED: "it follows from other things; nobody tested it",
    Status.REPORTED: "the text says so",
    Status.QUALIFIED: "samples bear it out in part",
    Status.WEAK: "one sample is for it",
    Status.SUPPORTED: "several samples are for it",
}

#: An edge is as disputed as its most disputed statement: the order of the manual, the worst first.
WORST_FIRST: Final = tuple(status.value for status in Status)
#: What each status means, in a few words, from the firmest to what nobody bears out.
STATUSES: Final = {status.value: _MEANINGS[status] for status in reversed(Status)}

#: CiTO properties that lead from a claim to a source, with the words that read well before its
#: name. https://sparontologies.github.io/cito/current/cito.html
INTENTS: Final[dict[str, str]] = {
    "isSupportedBy": "supported by",
    "isConfirmedBy": "confirmed by",
    "isDisputedBy": "disputed by",
    "isRefutedBy": "refuted by",
    "isQualifiedBy": "qualified by",
    "isDiscussedBy": "discussed by",
    "isExtendedBy": "extended by",
    "isCritiquedBy": "critiqued by",
    "isCorrectedBy": "corrected by",
    "obtainsBackgroundFrom": "has background from",
    "supports": "supports",
    "disputes": "disputes",
    "qualifies": "qualifies",
    "discusses": "discusses",
    "extends": "extends",
}


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
    """Write what a source does to a claim, before the name of the source.

    Examples
    --------
    >>> intent_in_words("isDisputedBy"), intent_in_words("isReviewedBy"), intent_in_words("")
    ('disputed by', 'reviewed by', '')
    """
    return INTENTS.get(intent) or in_words(intent).removeprefix("is ")
