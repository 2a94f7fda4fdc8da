"""The labels of infobox rows, in the dialects that pages use.

In: a line or a label. Out: where the label ends, where the value starts, and what the row is about.
A new wording of a label is a new word in :data:`_WORDINGS`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from attachgraph.reading.lexicon import fold
from attachgraph.reading.styles import find_styles

_WORDINGS: Final[dict[str, str]] = {
    "category": r"Categor(?:y|ies)|Type|Domain",
    "subfield": r"Sub-?\s?fields?|Fields?(?: of Study)?|Disciplines?",
    "term": r"Term|Full Name|Name|Title|Official Name",
    "abbreviation": r"Abbreviations?|Acronyms?|Short Form",
    "aliases": r"(?:Other|Alternative|Alternate|Common) Names?|Synonyms?|Also Known As|Also Called|AKA|Aliases|"
    r"Alternative Terms|Other Terms",
    "antonyms": r"Antonyms?|Opposites?|Opposite Terms?|Contrasts? With",
    "cycle": r"(?:(?:Primary|Common|Core|Typical|Main|Key|Central|Dominant|Characteristic|Signature)\s)?"
    r"Conflict (?:Cycles?|Patterns?|Loops?|Dynamics?)|(?:Primary|Core|Typical) (?:Cycle|Dynamic)",
    "trigger": r"(?:(?:Common|Primary|Main|Typical|Key|Conflict)\s)?Triggers?",
    "outcome": r"(?:(?:Common|Typical|Likely|Possible|Potential|Long-?\s?Term|Primary|Expected)\s)?Outcomes?",
    "people": r"Key (?:Figures?|Researchers?|Theorists?|Contributors?|People)|Notable (?:Figures?|Researchers?)|"
    r"Founders?|Developed By|Introduced By|Coined By|Originators?",
    "related": r"Related (?:Concepts?|Terms?|Entries|Articles|Topics|Styles?)|See Also",
    "sources": r"(?:(?:Key|Primary|Main|Selected)\s)?(?:Sources?|References?|Citations?)",
    "other": r"Format|Duration|Primary Use|Implications|Associated Systems|Origins?|First Described|Year Introduced|"
    r"Introduced|Used In|Applied In|Applications?|Examples?|Measurement|Prevalence|Treatment|Interventions?|"
    r"Growth (?:Potential|Areas?)|Strengths?|Challenges?|Therapeutic Approaches|Context|Associated (?:With|Concepts?)|"
    r"Theoretical (?:Basis|Framework)|Attachment (?:Needs|Styles?)|Common (?:Challenges|Settings|In)|Key (?:Concepts|Themes)",
}
_TRAIT_NOUN: Final = r"(?:Traits|Characteristics|Features|Tendencies|Behaviou?rs|Needs|Qualities|Attributes|Patterns|Profile)"
_QUALIFIER: Final = (
    r"(?:Common|Shared|Key|Core|Defining|Main|Typical|Central|Primary|Notable)\s(?:Partner\s)?"
)
_QUALIFIED_TRAITS: Final = rf"(?:{_QUALIFIER})?{_TRAIT_NOUN}"
_PARTNER: Final = r"(?:Partner|Individual|Person|Side)(?:['’]s|s['’]|s)?"
_NAME: Final = r"[A-Z][\w&/+–-]*"
# "Avoidant Partner Traits", "FA Partner Traits", "Both Partners’ Traits", "Traits of the Avoidant
# Partner".
_ROLE: Final = (
    rf"(?:{_NAME}(?:[ ](?:and|[A-Z&/+][\w&/+–-]*)){{0,4}}[ ])?{_PARTNER}[ ]{_TRAIT_NOUN}|"
    rf"{_TRAIT_NOUN} of (?:the )?{_NAME}(?:[ ]{_NAME}){{0,2}} {_PARTNER}|"
    rf"{_TRAIT_NOUN} of Both Partners"
)
# "Secure Traits", "Secure Partner": only where the first word is a style.
_STYLED: Final = rf"{_NAME}(?:[ ]{_NAME})? (?:{_TRAIT_NOUN}|Partner)"
_KNOWN: Final = "|".join((_ROLE, *_WORDINGS.values(), _QUALIFIED_TRAITS, _STYLED))
_FIELDS: Final = (*_WORDINGS, "traits")
#: One pattern for all: the number of its group is the number of the field.
_ANY: Final = re.compile(
    "|".join(f"({pattern})" for pattern in (*_WORDINGS.values(), f"{_ROLE}|{_QUALIFIED_TRAITS}")),
    re.IGNORECASE,
)
_STYLED_PATTERN: Final = re.compile(_STYLED, re.IGNORECASE)

# What may stand between a label and its value; a dash or an equals sign only with white space
# around it.
_SEPARATOR: Final = r"\s*(?:[|│┃：\t]|::?)\s*|\s+[–—=→-]\s+"
_SEPARATED: Final = re.compile(rf"(?P<label>{_KNOWN})(?:{_SEPARATOR})", re.IGNORECASE)
_SPACED: Final = re.compile(rf"(?P<label>{_KNOWN})[ \u00a0]{{2,}}", re.IGNORECASE)
# Glued as the text of two table cells: the label's last letter, then at once the value.
_GLUED: Final = re.compile(rf"(?P<label>{_KNOWN})(?=[^\s:|,.;\-–'’)])")
# Before a small letter a label must be one that no longer word begins with. A final s belongs to a
# label that is always plural ("Synonyms"), and to the value of one that is mostly singular
# ("Outcome").
_GLUED_LOWER: Final = re.compile(
    rf"(?P<label>(?>{_WORDINGS['aliases']}|{_WORDINGS['antonyms']}|{_ROLE}|{_QUALIFIER}{_TRAIT_NOUN})|"
    r"Category|Subfield|(?:Common|Typical|Likely|Possible|Long-?\s?Term) Outcome|"
    r"(?:Primary |Common |Core |Typical |Main |Key )?Conflict (?:Cycle|Pattern|Loop|Dynamic))(?=[a-z])"
)
_BOLD: Final = re.compile(
    rf"(?P<marks>\*\*|__)\s*(?P<label>[^*_|]{{2,60}}?)\s*(?P<colon>:?)\s*(?P=marks)(?P<separator>{_SEPARATOR}|\s*)"
)
_UNKNOWN_SEPARATED: Final = re.compile(
    r"(?P<label>[A-Z][^|│:\t.!?]{1,48}?)(?:\s*[|│\t]\s*|:(?=\s)\s*)"
)
_UNKNOWN_GLUED: Final = re.compile(r"(?P<label>[A-Z][A-Za-z&/'’() -]{1,38}?[a-z)])(?=[A-Z0-9“\"])")
_LONGEST_LABEL: Final = 60
#: Labels and lines that are asked for again, on this page and the next.
_REMEMBERED: Final = 1024


class Row(NamedTuple):
    """A line read as a row.

    Parameters
    ----------
    label_end : int
        End of the label inside the line.
    value_start : int
        Start of the value inside the line; the line's length where the value is on the next line.
    field : str
        What the row is about, or ``other``.
    label_start : int
        Start of the label inside the line, behind marks of emphasis.
    """

    label_end: int
    value_start: int
    field: str
    label_start: int = 0


@lru_cache(maxsize=4096)
@lru_cache(maxsize=_REMEMBERED)
def label_field(label: str) -> str:
    """Tell what a row with this label is about.

    Examples
    --------
    >>> label_field("FA Partner Traits"), label_field("Synonyms"), label_field("Colour")
    ('traits', 'aliases', '')
    """
    label = " ".join(label.strip().rstrip(":").split())
    match = _ANY.fullmatch(label)
    if match is not None and match.lastindex:
        return _FIELDS[match.lastindex - 1]
    if _STYLED_PATTERN.fullmatch(label) and find_styles(label):
        return "traits"
    return ""


@lru_cache(maxsize=_REMEMBERED)
def split_row(text: str) -> Row | None:
    """Split a line into a label we know and its value.

    Examples
    --------
    >>> split_row("CategoryRelationships, Attachment Style")
    Row(label_end=8, value_start=8, field='category', label_start=0)
    >>> split_row("Synonymssecure–anxious pairing").label_end
    8
    """
    if text[-1:] != "." and len(text) < _LONGEST_LABEL and label_field(text):
        return Row(len(text.rstrip(": ")), len(text), label_field(text))
    if text.startswith(("**", "__")):
        row = _split_bold(text)
        return row if row is not None and row.field != "other" else None
    for pattern in (_SEPARATED, _SPACED, _GLUED_LOWER, _GLUED):
        match = pattern.match(text)
        if match is None:
            continue
        following = text[match.end("label") :]
        if pattern is _GLUED and not (
            following[0].isupper() or following[0].isdigit() or following[0] in '“"(‘['
        ):
            continue
        field = label_field(match["label"])
        if field:
            return Row(match.end("label"), match.end(), field)
    return None


def _split_bold(text: str) -> Row | None:
    """Split a line whose label is set in bold; an unknown label needs a separator."""
    match = _BOLD.match(text)
    if match is None:
        return None
    field = label_field(match["label"])
    if not field and not match["colon"] and not match["separator"].strip():
        return None
    return Row(match.end("label"), match.end(), field or "other", match.start("label"))


def split_unknown_row(text: str) -> Row | None:
    """Split a line of an infobox whose label we do not know.

    Examples
    --------
    >>> split_unknown_row("Associated SystemsAttachment theory").label_end
    18
    """
    if text.startswith(("**", "__")):
        return _split_bold(text)
    for pattern in (_UNKNOWN_SEPARATED, _UNKNOWN_GLUED):
        match = pattern.match(text)
        if match and len(fold(match["label"]).split()) <= 5:  # noqa: PLR2004 -- longer is a sentence
            return Row(match.end("label"), match.end(), "other")
    return None
