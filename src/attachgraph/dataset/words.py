"""The words for how things stand: the six statuses in their one order, and what sources do.

In: nothing. Out: tables. Whoever shows a status or a citation takes its order and its words from
here; colours and signs are the business of whoever draws.
"""

from __future__ import annotations

import re
from typing import Final

from attachgraph.model import Status

#: What each status means, in a few words, from the firmest to what nobody bears out.
STATUSES: Final[dict[str, str]] = {
    Status.SUPPORTED.value: "sources support it",
    Status.DISPUTED.value: "sources disagree",
    Status.WEAK.value: "support is thin or qualified",
    Status.UNSUPPORTED.value: "sources were looked for, none was found",
    Status.INFERRED.value: "follows from other results",
    Status.REPORTED.value: "the entry says so",
}

#: What a reader must not miss comes first: an edge is as disputed as its most disputed statement.
WORST_FIRST: Final = tuple(
    status.value
    for status in (
        *(Status.DISPUTED, Status.UNSUPPORTED, Status.WEAK),
        *(Status.SUPPORTED, Status.INFERRED, Status.REPORTED),
    )
)

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
