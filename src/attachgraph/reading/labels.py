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

__all__ = ["Row", "label_field", "split_row", "split_unknown_row"]

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
_TRAIT_NOUN: Final = r"(?:Traits|Characteristics|Features|Tendencies|Behaviou?rs|Needs|Qualities|Attributes|Patterns)"
_QUALIFIED_TRAITS: Final = (
    r"(?:(?:Common|Shared|Key|Core|Defining|Main|Typical|Central|Primary|Notable)\s(?:Partner\s)?)?" + _TRAIT_NOUN
)
_PARTNER: Final = r"(?:Partner|Individual|Person|Side)(?:['’]s|s['’]|s)?"
# "Avoidant Partner Traits", "FA Partner Traits", "Both Partners’ Traits", "Traits of the Avoidant Partner".
_ROLE: Final = (
    rf"(?:[A-Z][\w&/+–-]*(?:[ ](?:and|[A-Z&/+][\w&/+–-]*)){{0,4}}[ ])?{_PARTNER}[ ]{_TRAIT_NOUN}|"
    rf"{_TRAIT_NOUN} of (?:the )?[A-Z][\w&/–-]*(?:[ ][A-Z][\w–-]*){{0,2}} {_PARTNER}|"
    rf"{_TRAIT_NOUN} of Both Partners"
)
_KNOWN: Final = "|".join((_ROLE, *(pattern for pattern in _WORDINGS.values()), _QUALIFIED_TRAITS))
_FIELDS: Final = [(field, re.compile(pattern, re.IGNORECASE)) for field, pattern in _WORDINGS.items()]
_ROLE_PATTERN: Final = re.compile(_ROLE)
_TRAITS_PATTERN: Final = re.compile(_QUALIFIED_TRAITS, re.IGNORECASE)
# A style name before the noun, with or without the word partner: "Secure Traits".
_STYLE_TRAITS: Final = re.compile(rf"[A-Z][\w–-]*(?:[ ][A-Z][\w–-]*)? {_TRAIT_NOUN}")

_SEPARATED: Final = re.compile(rf"(?P<label>{_KNOWN})\s*(?:\||:|\t)\s*", re.IGNORECASE)
_SPACED: Final = re.compile(rf"(?P<label>{_KNOWN})[ ]{{2,}}")
# Glued as the text of two table cells: the label's last letter, then at once the value.
_GLUED: Final = re.compile(rf"(?P<label>{_KNOWN})(?=[^\s:|,.;\-–'’)])")
_GLUED_LOWER: Final = re.compile(rf"(?P<label>{_WORDINGS['aliases']}|{_WORDINGS['antonyms']}|{_ROLE})(?=[a-z])")
_UNKNOWN_SEPARATED: Final = re.compile(r"(?P<label>[A-Z][^|:\t.!?]{1,48}?)\s*(?:\||:(?=\s)|\t)\s*")
_UNKNOWN_GLUED: Final = re.compile(r"(?P<label>[A-Z][A-Za-z&/'’() -]{1,38}?[a-z)])(?=[A-Z0-9“\"])")


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
    """

    label_end: int
    value_start: int
    field: str


@lru_cache(maxsize=4096)
def label_field(label: str) -> str:
    """Tell what a row with this label is about.

    Parameters
    ----------
    label : str
        The label as written.

    Returns
    -------
    str
        ``traits`` for the traits of anybody, else a key of the table; ``""`` for a label we do not know.

    Examples
    --------
    >>> label_field("FA Partner Traits"), label_field("Synonyms"), label_field("Colour")
    ('traits', 'aliases', '')
    """
    label = " ".join(label.strip().rstrip(":").split())
    for field, pattern in _FIELDS:
        if pattern.fullmatch(label):
            return field
    if _ROLE_PATTERN.fullmatch(label) or _TRAITS_PATTERN.fullmatch(label):
        return "traits"
    if _STYLE_TRAITS.fullmatch(label) and find_styles(label):
        return "traits"
    return ""


def split_row(text: str) -> Row | None:
    """Split a line into a label we know and its value.

    Parameters
    ----------
    text : str
        One line without white space around it.

    Returns
    -------
    Row or None
        ``None`` where the line does not begin with a known label. A line that is nothing but a label
        gives an empty value.

    Examples
    --------
    >>> split_row("CategoryRelationships, Attachment Style")
    Row(label_end=8, value_start=8, field='category')
    >>> split_row("Synonymssecure–anxious pairing").label_end
    8
    """
    if text[-1:] != "." and len(text) < 60 and label_field(text):  # noqa: PLR2004 -- a bare label is short
        return Row(len(text.rstrip(":")), len(text), label_field(text))
    for pattern in (_SEPARATED, _SPACED, _GLUED_LOWER, _GLUED):
        match = pattern.match(text)
        if match is None:
            continue
        following = text[match.end("label") :]
        if pattern is _GLUED and not (following[0].isupper() or following[0].isdigit() or following[0] in "“\"(‘["):
            continue
        field = label_field(match["label"])
        if field:
            return Row(match.end("label"), match.end(), field)
    return None


def split_unknown_row(text: str) -> Row | None:
    """Split a line of an infobox whose label we do not know.

    Parameters
    ----------
    text : str
        One line that stands between rows of an infobox.

    Returns
    -------
    Row or None
        Split at a colon, tab or bar, or where a small letter meets a capital.

    Examples
    --------
    >>> split_unknown_row("Associated SystemsAttachment theory").label_end
    18
    """
    for pattern in (_UNKNOWN_SEPARATED, _UNKNOWN_GLUED):
        match = pattern.match(text)
        if match and len(fold(match["label"]).split()) <= 5:  # noqa: PLR2004 -- longer is a sentence
            return Row(match.end("label"), match.end(), "other")
    return None
