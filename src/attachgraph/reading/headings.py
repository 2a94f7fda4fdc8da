"""What the headings of an entry mean, in all languages that are read.

In: a heading. Out: its field and the field of the section it is under, or nothing. A new
wording is a new word in :mod:`attachgraph.reading.languages`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from attachgraph.profile import Profile, current
from attachgraph.reading.languages import any_of, languages, wordings
from attachgraph.reading.lexicon import fold


class Heading(NamedTuple):
    """What a heading means: its field, and the field it is under, ``""`` at the top."""

    field: str
    parent: str = ""


#: Sections whose lines are items even where no bullet says so.
LIST_FIELDS: Final = frozenset(
    {"other-names", "related", "publications", "references", "antonyms", "people"}
)

_NOVELS: Final = Heading("literature", "depictions")
_BOOKS: Final = Heading("publications")

#: Headings that speak of depictions wherever they stand.
MEDIA: Final = frozenset({"film", "tv", "art", "music"})

#: Words by which an unknown heading is told to be a phase of a relationship.
PHASE_WORDS: Final = re.compile(
    r"\b(?:phase|stage|cycle|crisis|attraction|dating|conflict|outcomes?|break ?up|honeymoon|commitment|repair|"
    r"doute|rencontre|éloignement|séparation|Kennenlernen|Krise|Alltag|Zweifel|Trennung|encuentro|duda|lejanía|separación|escalation|rupture|reconnection|separation|bonding|distance|withdrawal|resolution|early|late|first|final)\b",
    re.IGNORECASE,
)
#: "Stage 2:", "Phase III –" before the name of a phase.
_STAGES: Final = "Stage|Phase|Step|Schritt|Paso|Etapa|Fase|Étape|Stufe"
_STAGE: Final = re.compile(
    rf"[*_]*(?:(?:{_STAGES})(?=\s?:)|(?:{_STAGES})\s+(?:\d{{1,2}}|[IVX]{{1,4}}|[A-H](?=\s?[:.–—-]\s)|One|Two|Three|Four|Five|Six|Seven)|"
    rf"(?:\d(?:\.|st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Erste|Zweite|Dritte|Vierte|Première|Deuxième|Troisième|Quatrième|Primera|Segunda|Tercera|Cuarta)\s+(?:{_STAGES}))"
    r"(?:\s*[:.–—-]\s*|[^\S\n]{2,})(?=\S)",
    re.IGNORECASE,
)
#: "2.1 ", "3) ", "IV. " before the words of a heading.
_NUMBER: Final = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}[.)])\s+(?=[^\W\d_])")
#: "Three phases", "the following steps".
_ANNOUNCED: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|several|following|these|typical|zwei|drei|vier|fünf|sechs|mehrere|folgende\w*|deux|trois|quatre|cinq|plusieurs|"
    r"dos|tres|cuatro|cinco|varias|siguientes)(?: [\w-]+){0,2} (?:phases|stages|steps|Phasen|Stadien|Schritte\w*|étapes|fases|etapas)\b",
    re.IGNORECASE,
)
_STAGES_OF: Final = re.compile(
    r"\b(?:(?:pass(?:es)?|moves?|goes?|runs?) through|phases?|stages?|steps?|Phasen|Stadien|Schritte\w*|étapes?|fases?|etapas?)\b",
    re.IGNORECASE,
)
#: Where a sentence goes on to something else: "…, though no study has tested them".
_CONCEDES: Final = re.compile(
    r",? (?:though|although|but|yet|obwohl|aber|aunque|pero|mais|bien que)\b"
)
_OF_COUPLE: Final = re.compile(
    r"\b(?:couples?(?! (?:therap|counsel)\w*)|pair(?:s|ings?)?|partners|(?<!all )(?<!any )(?<!every )(?:relationships?|bonds?)|paare?s?|beziehung|pareja|relacion|relation)\b"
)
#: "Doe described four stages": of a theory, where no couple is named.
_CREDITED: Final = re.compile(
    r"(?!(?:They|It|She|He|We|You|One|Each|Both|Most|Some|Many)\b)\b[A-ZÀ-Þ][\w’'-]{1,40}(?<!s) (?:\(\d{4}\) )?"
    r"(?:(?:first|once|has|have|had|ha|hat|a) )?(?:saw|sees|seen|describe[sd]?|proposed?|proposes|identif\w+|distinguish\w+|named|outlined?|sah|beschr\w+|unterscheide\w+|vio|visto|describi\w+|descrito|décri\w+)\b|"
    r"\b[A-ZÀ-Þ][\w-]{2,}['’]s (?:[\w-]+ ){0,2}(?:phases|stages|steps)\b"
)
#: What a heading is made of that is told by its words alone.
_PLAIN: Final = re.compile(r"[\w ,&/’'.:-]+(?:\[edit\])?")
#: Words of a heading that say nothing by themselves; a short one never does.
_FILLERS: Final = frozenset(
    "from page print oder unter dans said some sometimes often edit".split()
)
_SHORT: Final = 3
_LONGEST: Final = 60
_MOST_WORDS: Final = 7
#: Lines that are asked for again: a page asks for each of its short lines several times.
_REMEMBERED: Final = 1024


@cache
def _known(_: Profile) -> tuple[tuple[Heading, ...], re.Pattern[str]]:
    """Return what headings mean, and one pattern for all: the number of its group is theirs."""
    top = tuple(dict.fromkeys(field for w in languages() for field in w.headings))
    below = tuple(dict.fromkeys(path for w in languages() for path in w.below))
    headings = (
        *(Heading(field) for field in top),
        *(Heading(path.partition("/")[2], path.partition("/")[0]) for path in below),
    )
    patterns = (
        *(f"({wordings('headings', field)})" for field in top),
        *(f"({wordings('below', path)})" for path in below),
    )
    return headings, re.compile("|".join(patterns))


def heading_field(text: str) -> Heading | None:
    """Look a heading up.

    Examples
    --------
    >>> heading_field("Frequently Asked Questions:")
    Heading(field='faqs', parent='')
    >>> heading_field("Television Series")
    Heading(field='tv', parent='depictions')
    """
    return _heading_field(text, current())


def heading_below(text: str, above: str) -> Heading | None:
    """Look a heading up where it stands: "Literature" is what was read, unless depictions are told of.

    Examples
    --------
    >>> heading_below("Literatur", "faqs")
    Heading(field='references', parent='')
    """
    heading = heading_field(text)
    if above == "depictions" and heading == _BOOKS and _novels().fullmatch(fold(text)):
        return _NOVELS
    if heading == _NOVELS and above != "depictions":
        return Heading("depictions" if shows_people(text, surely=True) else "references")
    if heading is None and above != "milestones" and tells_course(text):
        return Heading("milestones")
    return heading


@cache
def _novels() -> re.Pattern[str]:
    return re.compile(wordings("below", "depictions/literature"))


@lru_cache(maxsize=_REMEMBERED)
def shows_people(heading: str, *, surely: bool = False) -> bool:
    """Return whether a heading has words for what shows people; surely, where it has hardly another.

    Examples
    --------
    >>> shows_people("On screen and on the page", surely=True), shows_people("Characters who fit")
    (True, True)
    """
    words = fold(heading[stage_mark(heading) or number_mark(heading) :]).split()
    if not 0 < len(words) <= _MOST_WORDS or any(word.isdigit() for word in words):
        return False
    shown, media = (
        [re.fullmatch(any_of(table), word) for word in words] for table in ("shown", "media")
    )
    if not surely:
        return any(shown) or any(media)
    rest = (word for word, *known in zip(words, shown, media, strict=True) if not any(known))
    return (any(shown) or sum(map(bool, media)) > 1) and all(
        len(word) <= _SHORT or word in _FILLERS for word in rest
    )


@lru_cache(maxsize=_REMEMBERED)
def tells_course(text: str) -> bool:
    """Return whether a heading speaks of a course in time; the shape of what is below it decides.

    Examples
    --------
    >>> tells_course("How such a couple develops"), tells_course("Stages of therapy")
    (True, False)
    """
    if len(text) > _LONGEST or text.endswith(("?", ".")) or text.count(" ") >= _MOST_WORDS:
        return False
    words = fold(text[number_mark(text) :])
    course, other, _ = _course()
    return course.fullmatch(words) is not None and other.search(words) is None


@cache
def _course() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    other, denied = (
        re.compile(rf"\b(?:{any_of(table)})\b") for table in ("courses_else", "unconfirmed")
    )
    return re.compile(any_of("course")), other, denied


def speaks_of_else(text: str) -> bool:
    """Return whether words on stages speak of those of a therapy, a child, a theory."""
    return _course()[1].search(fold(text)) is not None


def tells_of_else(sentence: str) -> bool:
    """Return whether a sentence on stages denies them, or tells of those that somebody saw elsewhere.

    Examples
    --------
    >>> (
    ...     tells_of_else("Doe saw four stages of loss."),
    ...     tells_of_else("Doe saw four stages of such a couple."),
    ... )
    (True, False)
    """
    if _STAGES_OF.search(sentence) is None:
        return False
    clause = fold(_CONCEDES.split(sentence)[0])
    if _course()[2].search(clause) is not None:
        return True
    if _OF_COUPLE.search(clause) is not None:
        return False
    return speaks_of_else(clause) or _CREDITED.search(sentence) is not None


def announces_phases(sentence: str) -> bool:
    """Return whether a sentence says that phases are told of.

    Examples
    --------
    >>> announces_phases("It runs through three phases.")
    True
    """
    return _ANNOUNCED.search(sentence) is not None


@lru_cache(maxsize=_REMEMBERED)
def _heading_field(text: str, profile: Profile) -> Heading | None:
    if len(text) > _LONGEST:
        return None
    headings, pattern = _known(profile)
    match = pattern.fullmatch(fold(text[stage_mark(text) or number_mark(text) :]))
    if match is not None and match.lastindex:
        return headings[match.lastindex - 1]
    shows = _PLAIN.fullmatch(text) is not None and shows_people(text, surely=True)
    return Heading("depictions") if shows else None


def stage_mark(text: str) -> int:
    """Return how many characters of "Stage 2: Conflict" only number the phase.

    Examples
    --------
    >>> stage_mark("Stage 2 – Conflict"), stage_mark("Conflict")
    (10, 0)
    """
    match = _STAGE.match(text) if text[:1] in "*_SPEFTDZVQCspeftdzvqcÉé123456789" else None
    return match.end() if match is not None else 0


def number_mark(text: str) -> int:
    """Return how many characters at the head of "2.1 Conflict" only number it."""
    match = _NUMBER.match(text)
    return match.end() if match is not None else 0
