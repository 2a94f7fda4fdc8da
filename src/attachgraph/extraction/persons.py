"""Find the names of people in a sentence: what is written like a name, in a place where people are named.

In: the words of a sentence. Out: each name with its place, and how sure it is that it is a person.
Whether a list knows the person is not asked here. Capitals alone make nobody a person: a title or a
role has to stand beside the name, or a word for what people do, and then it must begin like one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from attachgraph.extraction.gazetteer import concept_of
from attachgraph.reading.given_names import GIVEN_NAMES
from attachgraph.reading.languages import MONTHS, OPENERS, any_of
from attachgraph.reading.lexicon import fold
from attachgraph.reading.places import PLACES
from attachgraph.reading.styles import find_styles
from attachgraph.reading.works import KIND

_WORD: Final = r"(?:(?:Mc|Mac|O['’]|D['’])?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[-][A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+)*)"
_INITIAL: Final = r"(?:[A-ZÀ-ÖØ-Þ]\.(?:[ -]?[A-ZÀ-ÖØ-Þ]\.)*)"
#: The first word of a name, with its capital before what looks back: so that only capitals are
#: looked at.
_FIRST: Final = (
    r"[A-ZÀ-ÖØ-Þ](?<![\w-].)(?:(?:(?<=M)a?c[A-ZÀ-ÖØ-Þ]|(?<=[OD])['’][A-ZÀ-ÖØ-Þ])?[a-zß-öø-ÿ]+(?:[-][A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+)*|"
    r"\.(?:[ -]?[A-ZÀ-ÖØ-Þ]\.)*)"
)
_PARTICLE: Final = r"(?:de|da|di|du|van|von|der|den|del|della|la|le|ter|ten|zu|al|bin)"
_MORE: Final = rf"(?: (?:{_WORD}|{_INITIAL}|{_PARTICLE}(?= {_PARTICLE} | {_WORD})|y(?= {_WORD}(?![\w-]| [A-ZÀ-Þ])))){{0,5}}"
_NAME: Final = rf"(?:{_WORD}|{_INITIAL}){_MORE}"
_JOINED: Final = re.compile(
    rf"(?P<names>{_FIRST}{_MORE}(?:(?:, (?:and |und |y |et )?| (?:and|und|y|et|&) ){_NAME}){{0,12}})"
)
_ONE: Final = re.compile(_NAME)
_ROLE: Final = rf"(?:{any_of('professions')}|(?:key |leading )?figures?|people|experts?|those)"
_ROLE_WORD: Final = re.compile(_ROLE, re.IGNORECASE)
#: Before a name: "Norwegian psychologist", "psychologists such as"; before a place: "those at".
_LEAD_IN: Final = re.compile(
    r"(?P<role>(?:[^\W\d_][\w-]* )??[^\W\d_][\w-]*)(?: (?P<place>at|in|from|near|aus|de|à|en)|,)? "
    r"(?P<several>(?:like|such as|including|namely|wie|como|comme|tell?e?s? que),? )?$",
    re.IGNORECASE,
)
_TITLE: Final = r"(?:Dr[as]?|Prof|Professors?|Profs)\.? (?:(?:Dr|med|phil)\.? ){0,2}"
#: Before a name: "Prof. ", "Guest next week: ".
_TITLE_BEFORE: Final = re.compile(
    rf"\b(?:{_TITLE}|(?i:guests?|speakers?|gast|gäste|invitée?s?|invitad[oa]s?)(?: (?:next|this|last|today|in|on|am|im|en|du|de|del)[\w -]{{0,20}})?: )$"
)
_TITLES: Final = re.compile(_TITLE)
#: Behind a name: ", a Norwegian psychologist", ", our lecturer", "(psychologist)".
_ROLE_BEHIND: Final = re.compile(
    rf"(?:, (?:(?:an?|the|who|then|one of|himself|herself|her|his|their|our|my|eine?|une?|una?|der|die|la|le|el) )?| \()(?:[\w-]+ ){{0,5}}?{_ROLE}\b|"
    rf" (?:is|was|ist|war|est|était|es|era|fue) (?:an?|the|eine?|une?|una?|die|der|la|le|el) (?:[\w-]+ ){{0,3}}?{_ROLE}(?=[.,;:)]|$| (?:and|who|from|in|at|of|und|aus|et|qui|de|à|y|que|en)\b)",
    re.IGNORECASE,
)
_SAYS: Final = re.compile(
    r"(?:,? and (?:her|his|their|other)? ?(?:colleagues|team|co-?workers|associates))?,? (?:(?:has|have|had|also|first|later|then|once|originally|famously|independently|himself|herself|together|never|"
    rf"explicitly|again|always|often|still|a|ont|ha|han|hat|haben) ){{0,2}}(?:{any_of('reports')}|{any_of('tells')})\b(?! by\b)|"
    r",? (?:who )?(?:held that|took part in|r[au]ns? an? (?:[\w-]+ )?(?:lab(?:oratory)?|clinic|practice|workshops?|seminars?|institute))\b"
)
_OWNS: Final = re.compile(
    r"['’]s? (?:[\w-]+ ){0,3}?(?:work|theor(?:y|ies)|research|stud(?:y|ies)|books?|papers?|articles?|models?|interviews?|experiments?|views?|ideas?|concepts?|terms?|accounts?|critiques?|claims?|"
    r"observations?|writings?|lab|laboratory|team|framework|approach|findings?|arguments?|formulation|definition|classification|typology|thesis|dissertation|contributions?|insights?|data|sample|"
    r"hypothes[ie]s|strange situation|legacy|notion|position|trilogy|method|therapy|essays?|lectures?|followers|students?)\b",
    re.IGNORECASE,
)
_LEADS: Final = re.compile(
    r"\b(?:(?:led|run|conducted|developed|proposed|coined|introduced|formulated|described|popularized|popularised|pioneered|written|published|advanced|created|suggested|named|studied|founded|argued|championed|refined|noted|used|observed|"
    r"reported|studies|research|work|writings?|papers?|books?|theor(?:y|ies)|ideas|critique|interviews?|experiments?|observations?|Arbeiten|Studien|Forschung|Schriften|estudios|trabajos|travaux|études|geprägt|beschrieben|entwickelt|begründet|eingeführt|konzipiert|propuest[oa]|descrit[oa]|desarrollad[oa]|cread[oa]|formulad[oa]|proposée?|décrite?|développée?|fondée?|formalisée?|introduite?) "
    r"(?:[a-z]+ ){0,2}?(?:by|of|with|from|von|por|par|de)|according to|following|building on|drawing on|owes? to|credited to|attributed to|inspired by|influenced by|collaboration with|together with|with|laut|nach|según|selon|d['’]après) $",
    re.IGNORECASE,
)
#: What only people do, before or after their names; a film or a study shows and describes too.
_HUMAN: Final = r"argue[ds]|coined|proposed|introduced|formulated|wrote|writes|believe[ds]|warn(?:ed|s)|theori[sz]ed|hypothesi[sz]ed|remarked|taught|teaches|told|said|spoke of"
_ACTS: Final = re.compile(
    rf",? (?:who )?(?:(?:has|had|also|first|later|then|once) ){{0,2}}(?:{_HUMAN})\b(?! by\b)|,? and (?:her|his) (?:colleagues|group|students|team)\b"
)
_DONE_BY: Final = re.compile(
    rf"(?<=[\w,] )(?:{_HUMAN}|written|named|described|(?:first|later) \w+|taken up) by $"
)
#: The year of a citation after its authors.
_CITED: Final = re.compile(
    r"(?:,? et al\.?)?(?:['’]s)?,? ?[(\[]?(?:1[5-9]|20)\d\d(?! ?[–-] ?\d)|,? (?:and (?:colleagues|others)|et al)\b"
)
#: What methods, theories and conditions are called.
TERMS: Final = frozenset(
    """theory theories model models scale inventory questionnaire interview test index situation procedure method therapy attachment avoidance anxiety avoidant anxious secure fearful
    disorganized disorganised style styles relationship relationships couple couples pairing partner partners cycle pattern dance loop phase stage study studies research encyclopedia
    handbook manual dictionary psychology psychiatry psychoanalysis sociology biology neuroscience personality development developmental social clinical family marriage child infant adult
    human emotion emotionally focused cognitive behavioral behavioural interpersonal close working internal base haven dismissive dismissing preoccupied ambivalent stress trauma crisis
    effect law paradox principle hypothesis system systems theorie modell skala fragebogen test bindung théorie modèle échelle teoría modelo escala""".split()
)
#: Words that no name of a person has.
_NO_NAMES: Final = (
    TERMS
    | PLACES
    | MONTHS
    | frozenset(
        """university universities college school schools institute institut hospital hospitals clinic center centre centers lab labs laboratory department faculty
    academy association society societies foundation organization organisation press journal journals review reviews group team network project program programme collective
    council board committee ministry museum library trap bond love lake mount mountain river sea ocean island islands city county country street avenue road valley bay park bridge
    monday tuesday wednesday thursday friday saturday sunday film films movie movies series season episode book novel song album television netflix hbo chapter figure table part
    section volume edition guide world conference beitrag buch studie arbeit arbeiten forschung congress award prize prozac twitter facebook instagram tinder google experiences universität universidad université institutet
    schule therapist therapists researchers psychologists sudden slow hidden quiet falls tech house day night cottage garden hotel square station beach hall hill
    training education union services lives matter band dr prof professor mr mrs ms miss sir""".split()
    )
)
#: Before anybody, also in a story: they are no part of a name, and tell of no profession.
_COURTESY: Final = frozenset(
    "mr mrs ms miss sir dame lady frau herr madame monsieur señora señor read".split()
)
#: What follows a surname that opens a sentence: what that person has or does.
_MAY_ACT: Final = re.compile(
    r"['’]|(?: [a-zé]+){0,2} (?:[a-z]+(?:e[ds]|s|d|ó|te)|found|wrote|taught|saw|built|did)\b"
)
#: What leads to the author of the page, or to a hero whose name is a title.
_OF_ELSE: Final = re.compile(
    rf"(?:\b(?i:by|edited|reviewed|updated|texte?o?|{any_of('credits')}|von|par|por|thanks to|thank) ?:?|©|\b(?:[Ii]n|at|near|[Ll]ike|[Ww]ie|[Cc]omme|[Cc]omo|[Dd]ans|[Ee]n|[Tt]he|of the)) $"
)
#: What leads to a title or a character, or to who made the page, whoever says something beside it.
_NOBODY: Final = re.compile(
    rf"(?:^\W*(?:[\w-]+,? ){{0,2}}(?i:written|reviewed|checked|edited|posted|translated) by|[A-ZÀ-Þ]\w+['’]s|"
    rf"\b(?:(?i:{KIND})|(?:characters?|(?:heroine|hero|protagonist)(?: of)?|play(?:s|ed|ing)?|portray(?:s|ed|ing)?|héroïne|personnage|heldin|figur|personaje|heroína)|"
    r"(?i:fictional|sitcom|tv|television) \w*(?:psych|therap|counsel|doctor)\w*|(?i:take|imagine|suppose|picture)(?: that)?|call(?:ed)? (?:them|her|him)|[Tt]he name|"
    r"(?i:courtesy of|permission (?:of|from)|dedicated to|rechte bei|cortesía de|about the author:|author of th(?:is|e) \w+,|(?:hours|session|appointment|termin|rendez-vous|cita) (?:with|bei|avec|con)|stellen wir uns|imaginons|imaginemos))) $"
)
#: The same behind a name: ", the doctor in the series".
_OF_STORY: Final = re.compile(
    r"(?:(?:,|['’]s)[\w’' ]{1,40}?)? (?:from|in|aus|de|dans|en) (?:the|der|dem|la|le|el) (?:films?|series?|show|novela?|sitcom|movie|play|roman|telenovela|película)\b|"
    r" (?:is|was) (?:played|portrayed) by\b"
)
#: At the head of a sentence that tells what happens in a work.
_TOLD: Final = re.compile(
    rf"(?:In|Dans|En) (?:the|this|her|his|dem|der|diesem|le|la|el|ce|este|esta) (?i:{KIND})\b,?"
)
#: All that stands before a name which ends a line: "An article by".
_BYLINE: Final = re.compile(
    r"^\W*(?:[\w-]+ ){0,2}(?:article|post|column|slides|notes|handout|beitrag|artikel|billet|artículo|entrada) (?:(?:by|von|de|par|por) |d['’])$",
    re.IGNORECASE,
)
#: A title in italics or in quotes.
_TITLED: Final = re.compile(
    r"(?<![\w*_])(?:[*_](?![*_])|[\"“„«] ?)(?:[A-ZÀ-Þ][\w'’-]*,? (?:(?:of|the|and|in|an?|to|for|de|la|und|der|die|et|y) ){0,2}){0,6}[A-ZÀ-Þ][\w'’-]*[.,]? ?[*_\"”“»](?![*_])"
)
#: What a lone capital behind it counts: "group B. Comments are on".
_LETTERED: Final = re.compile(
    r"\b(?:group|vitamin|section|part|type|option|figure|case|table|plan|answer|appendix|partner|person|version|question|team|class|step|level|gruppe|teil|fall|groupe|partie|cas|grupo|parte|caso) $",
    re.IGNORECASE,
)
#: An answer to choose: "C. Quay Hill".
_OPTION: Final = re.compile(r"\W*[A-Ha-h][.)]\W+\w[^.?!]{0,60}")
#: What a character of a case or a story does now: "leaves".
_IN_STORY: Final = re.compile(r" (?!is\b|was\b|has\b|does\b)[a-z]+s\b")
_AND: Final = re.compile(r",? (?:and|und|y|e|et|&) ")
_MOST_WORDS: Final = 5
#: Characters on either side of a name that may tell what it is.
_BESIDE: Final = 80
#: Characters before it in which a role or a kind of work leads to it.
_NEAR: Final = 48


class Found(NamedTuple):
    """A name: its place, the words without title, and what speaks for a person."""

    start: int
    end: int
    words: str
    #: True where a title, a role or a list of people says that it is one.
    certain: bool
    #: True where something speaks for a person at all.
    cued: bool


def find_persons(text: str, *, listed: bool = False) -> Iterator[Found]:
    """Find what is written like names of people; in a list of people each entry begins with one.

    Examples
    --------
    >>> text = "In Dr. Jane Doe’s interviews, as at Lake Michigan, couples fell silent."
    >>> [(one.words, one.certain) for one in find_persons(text) if one.cued]
    [('Jane Doe', True)]
    """
    text = text.replace("\n", " ")  # a name may go on in the next line of a paragraph
    if not listed and _OPTION.fullmatch(text):
        return
    titles = [match.span() for match in _TITLED.finditer(text)]
    for joined in _JOINED.finditer(text):
        at = joined.start()
        if " " not in joined["names"] and (
            joined["names"].casefold() in OPENERS
            # The first word of a sentence is mostly no name.
            or (at == 0 and not listed and not _MAY_ACT.match(text, joined.end()))
        ):
            continue
        matches = _ONE.finditer(joined["names"])
        pieces = [_trimmed(text, at + match.start(), at + match.end()) for match in matches]
        if fold(pieces[0].words) in PLACES and len(pieces) > 1:
            pieces = pieces[1:]  # "In France, Jane Roe and Ann Poe": it is none of them
        if any(piece.words for piece in pieces):
            titled = any(start < at < end for start, end in titles)
            yield from _weighed(text, joined.end(), pieces, listed=listed, in_title=titled)


def _weighed(
    text: str, end: int, pieces: list[Found], *, listed: bool, in_title: bool
) -> Iterator[Found]:
    """Tell what stands beside the names of one enumeration, for all of them."""
    left = text[max(0, pieces[0].start - _BESIDE) : pieces[0].start].rstrip("[")
    right = text[end : end + _BESIDE].lstrip("]")
    if in_title:
        left, right = left.rstrip('*_"“„«'), right.lstrip('*_"”“»')
    follows = left.endswith(" ")
    lead = _LEAD_IN.search(left[-_NEAR:]) if follows else None
    role = lead is not None and _is_role(lead["role"])
    if (role and lead and lead["place"]) or _is_nobody(left, right):
        return
    several = role and lead is not None and lead["several"] is not None
    titled = follows and _TITLE_BEFORE.search(left) is not None
    role = role or titled or any(piece.certain for piece in pieces)
    role = role or _ROLE_BEHIND.match(right) is not None
    acts = _ACTS.match(right) is not None or (follows and _DONE_BY.search(left) is not None)
    if (in_title or _TOLD.match(text)) and not (role or acts):
        return
    cued = role or acts or any(pattern.match(right) for pattern in (_SAYS, _OWNS))
    cued = cued or (follows and _LEADS.search(left) is not None)
    first = listed and (not left.strip(" •*-–,;&") or left.endswith("; "))
    # A surname before a year is a citation, and the source is what it names.
    cited = _CITED.match(right) is not None
    # A whole name that begins like one is a person by itself, but for who wrote the page and who is
    # of a work ("In Jane Eyre"); who stands beside a person is one too, whatever the first name.
    named = any(_begins_like_one(one.words) for one in pieces) and (
        cued or not (_OF_ELSE.search(left) or _IN_STORY.match(right) or _qualifies(right))
    )
    for number, piece in enumerate(pieces):
        if " " not in piece.words:
            if piece.words and not cited:
                yield piece._replace(certain=titled and number == 0, cued=cued or listed)
            continue
        near = pieces[max(0, number - 1) : number + 2]
        between = (text[a.end : b.start] for a, b in itertools.pairwise(near))
        beside = named and (cued or any(_AND.fullmatch(words) for words in between))
        yield piece._replace(
            certain=first or piece.certain or beside or acts or several or (role and number == 0),
            cued=cued or listed or (named and not cited),
        )


def _is_nobody(left: str, right: str) -> bool:
    """Tell a character, a title, a place or who made the page, whatever they are said to do."""
    return (
        _NOBODY.search(left[-_NEAR:]) is not None
        or _OF_STORY.match(right) is not None
        or (left.endswith(("The ", "the ")) and _qualifies(right))
        or (not right.strip(" .!") and _BYLINE.search(left) is not None)
    )


@lru_cache(maxsize=4096)
def _is_role(words: str) -> bool:
    """Tell a role by its last word, or by both."""
    return any(_ROLE_WORD.fullmatch(each) for each in (words.rpartition(" ")[2], words))


def _qualifies(right: str) -> bool:
    """Tell the name of a place or a thing by the common noun that follows: "Charlotte Roe schools"."""
    return right[:1] == " " and right[1:].partition(" ")[0].rstrip(",.;") in _NO_NAMES


def is_name(found: Found) -> bool:
    """Return whether a name nobody lists is that of a person.

    Examples
    --------
    >>> is_name(Found(0, 8, "Jane Doe", certain=False, cued=True))
    True
    >>> is_name(Found(0, 16, "Slow Tide Theory", certain=True, cued=True))
    False
    """
    words = found.words.split()
    surname = words[-1]
    if (
        not found.cued
        or len(words) > _MOST_WORDS
        or surname.endswith(".")
        or not may_be(found.words)
    ):
        return False
    return found.certain or _begins_like_one(found.words)


def may_be(words: str) -> bool:
    """Tell that nothing in a name speaks against a person: no place, no school, no concept."""
    folded = fold(words)
    if not _NO_NAMES.isdisjoint(folded.split()):
        return False
    if any(word[0].isupper() and word.casefold() in OPENERS for word in words.split()):
        return False  # "Tide Between Us" is a title
    if _is_role(words.rpartition(" ")[2]):
        return False
    return concept_of(words) is None and not find_styles(words)


def _begins_like_one(words: str) -> bool:
    first = words.partition(" ")[0]
    return words != first and (first.endswith(".") or fold(first.split("-")[0]) in GIVEN_NAMES)


def _trimmed(text: str, start: int, end: int) -> Found:
    """Cut titles, roles and the first word of a sentence off a name."""
    certain = False
    if text[start + 1 : start + 3] == ". " and _LETTERED.search(
        text, max(0, start - _BESIDE), start
    ):
        start += 3
    while start < end:
        title = _TITLES.match(text, start, end)
        if title is not None:
            certain, start = True, title.end()
            continue
        word, space, _ = text[start:end].partition(" ")
        role = bool(space) and _is_role(word)
        courtesy = bool(space) and word.casefold() in _COURTESY
        if not role and not courtesy and word.casefold() not in OPENERS:
            break
        certain = certain or role
        start = start + len(word) + 1 if space else end
    end = max(start, end)
    return Found(start, end, " ".join(text[start:end].split()), certain, certain)
