"""The headings that an entry of the family uses, and what each of them means.

In: a heading. Out: the name of its field, or ``other``. One table; a new wording is a new word
here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from attachgraph.reading.lexicon import fold


class Heading(NamedTuple):
    """What a heading means.

    Parameters
    ----------
    field : str
        Name of the section.
    parent : str
        Field of the section it stands under, ``""`` at the top.
    """

    field: str
    parent: str = ""


#: Sections whose lines are items even where no bullet says so.
LIST_FIELDS: Final = frozenset({"other-names", "related", "publications", "references", "antonyms"})

#: Headings that speak of depictions wherever they stand.
MEDIA: Final = frozenset({"film", "tv", "art", "music"})

_TOP: Final[dict[str, str]] = {
    "other-names": (
        r"(?:other|alternative|alternate|common) names?|synonyms?|also known as|aliases|names|alternative terms|"
        r"names and synonyms|other terms|related names"
    ),
    "antonyms": r"antonyms?|opposites?",
    "definition": r"definitions?|overview|introduction|definition and (?:meaning|overview|scope)|what it is|meaning",
    "history": r"history|histor(?:y|ical) (?:and )?(?:origins?|background|context|development)|origins?|background|"
    r"etymology|history and (?:origins?|development|background)|historical development|evolution of the (?:term|concept)",
    "biology": r"biology|biological (?:basis|bases|perspectives?|foundations?|mechanisms?)|neurobiology|physiology|"
    r"neuroscience",
    "psychology": r"psychology|psychological (?:basis|bases|perspectives?|foundations?|mechanisms?|dynamics)",
    "sociology": r"sociology|sociological (?:basis|bases|perspectives?|foundations?)|social (?:context|perspectives?)",
    "milestones": r"(?:relationship )?(?:milestones|phases|stages|timeline|progression|trajectory)|"
    r"(?:phases|stages) of the relationship",
    "relationship-impact": r"relationship impact|impact on relationships?|relational impact|relationship impacts",
    "cultural-impact": r"cultural impact|cultural (?:significance|influence|context|perspectives?)",
    "debates": r"(?:key |major |current |ongoing )?(?:debates?|controvers(?:y|ies)|criticisms?)|"
    r"debates and (?:controversies|criticisms?)|criticisms? and (?:debates?|controversies)",
    "depictions": r"(?:media|cultural|artistic|fictional) (?:depictions?|representations?|portrayals?)|depictions?|"
    r"in (?:the )?(?:media|popular culture)|(?:depictions?|representations?|portrayals?) in (?:the )?(?:media|popular culture|fiction)|"
    r"popular culture",
    "research": r"(?:research|current research|research landscape|research and evidence|empirical research|evidence)",
    "publications": r"(?:key |selected |notable |relevant |major )?publications?|further reading|bibliography|"
    r"(?:key |selected )?(?:books|readings?)",
    "references": r"(?:key |primary )?(?:sources?|references?|citations?)|works cited",
    "faqs": r"faqs?|frequently asked questions|common questions|questions and answers",
    "related": r"(?:related|similar) (?:articles?|entries|entry|terms?|topics?|concepts?|pages?|reading)|see also|"
    r"you may also like",
    "cycles": r"(?:primary |typical |common )?conflict (?:cycles?|patterns?|dynamics?)",
    "traits": r"(?:key |core |common |shared |defining )?(?:traits|characteristics|features)",
    "people": r"key (?:figures?|researchers?|theorists?|contributors?)|notable (?:figures?|researchers?)",
    "notice": r"notice|disclaimer",
}
_BELOW: Final[dict[str, dict[str, str]]] = {
    "history": {
        "decade": r"(?:the )?(?:(?:early|mid|late) )?(?:1[5-9]|20)\d\ds?(?: (?:(?:to|and|through) )?(?:the )?(?:(?:early|mid|late) )?"
        r"(?:(?:1[5-9]|20)\d\ds?|\d\ds?|present|today|now))?|(?:1[5-9]|20)\d\ds? onwards?|"
        r"(?:the )?(?:\d\dth|twentieth|twenty first) century",
    },
    "milestones": {
        "initial-attraction": r"(?:initial |early |first )?attraction(?: phase| stage)?|(?:meeting|honeymoon)(?: phase| stage)?",
        "dating-phase": r"(?:early )?dating(?: phase| stage)?|(?:bonding|commitment|courtship)(?: phase| stage)?",
        "conflict-phase": r"conflict (?:phase|stage|escalation)|(?:early|first) conflicts?|power struggle(?: phase| stage)?",
        "attachment-crisis": r"(?:attachment|relationship|relational) (?:crisis|rupture)|crisis(?: point| phase| stage)?",
        "breakup-makeup-cycle": r"break ?up (?:and )?make ?up(?: cycle| phase| stage)?|break ?ups? and (?:reconciliation|repair)|"
        r"(?:repair|rupture and repair|reconciliation|separation)(?: phase| stage| cycle)?|break ?up(?: phase| stage)?",
        "long-term-outcomes": r"(?:long term|possible|typical) outcomes?|outcomes?|long term(?: phase| stage)?|resolution(?: phase| stage)?",
    },
    "depictions": {
        "film": r"films?|movies?|cinema|film and (?:television|tv)|animated films?|documentar(?:y|ies)",
        "tv": r"tv|television|tv (?:series|shows?)|television (?:series|shows?)|series|anime",
        "literature": r"literature|books?|novels?|fiction|poetry|nonfiction|memoirs?|literature and books",
        "art": r"(?:visual )?arts?|paintings?|photography|sculpture|visual arts? and photography",
        "music": r"music|songs?|albums?",
        "theatre": r"theat(?:re|er)|plays?|stage|musicals?|opera",
        "game": r"(?:video )?games?",
        "web": r"web|online|podcasts?|social media|internet",
    },
}


_HEADINGS: Final = (
    *(Heading(field) for field in _TOP),
    *(Heading(field, parent) for parent, children in _BELOW.items() for field in children),
)
_WORDINGS: Final = (
    *_TOP.values(),
    *(pattern for children in _BELOW.values() for pattern in children.values()),
)
#: One pattern for all: the number of its group is the number of the heading.
_ANY: Final = re.compile("|".join(f"({pattern})" for pattern in _WORDINGS))
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
    match = _ANY.fullmatch(fold(text))
    return _HEADINGS[match.lastindex - 1] if match is not None and match.lastindex else None
