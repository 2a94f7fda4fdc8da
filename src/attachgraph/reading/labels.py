"""The labels of infobox rows, in the dialects that pages use.

In: a line or a label. Out: where the label ends, where the value starts, and what the row is about.
A new wording of a label is a new word in :mod:`attachgraph.reading.languages`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from attachgraph.profile import Profile, current
from attachgraph.reading.languages import any_of, languages, wordings
from attachgraph.reading.languages.english import QUALIFIED_TRAITS
from attachgraph.reading.lexicon import fold
from attachgraph.reading.styles import find_styles

_NAME: Final = r"[A-ZÀ-Þ][\w&/+–-]*"
# What may stand between a label and its value; a dash or an equals sign only with white space
# around it.
_SEPARATOR: Final = r"(?:\(s\))?\s*(?:[|│┃：\t]|::?)\s*|\s+[–—=→-]\s+"
_BOLD: Final = re.compile(
    rf"(?P<marks>\*\*|__)\s*(?P<label>[^*_|]{{2,60}}?)\s*(?P<colon>:?)\s*(?P=marks)(?P<separator>{_SEPARATOR}|\s*)"
)
_UNKNOWN_SEPARATED: Final = re.compile(
    r"(?P<label>[A-Z][^|│:\t.!?]{1,48}?)(?:\s*[|│\t]\s*|:(?=\s)\s*)"
)
_UNKNOWN_GLUED: Final = re.compile(r"(?P<label>[A-Z][A-Za-z&/'’() -]{1,38}?[a-z)])(?=[A-Z0-9“\"])")
#: A capital glued on to a word.
_CAPITAL_INSIDE: Final = re.compile(r"[A-Z](?<=[a-zß-ÿ)].)")
_ASKED: Final = re.compile(
    r"(?:What are|What is|Was sind|Quels sont|Quelles sont|¿Cuáles son) (?:(?:the|die|les|los|las) )?(?P<what>\w.*?) ?\?$"
)
#: What says only how a label tells: "Anxious partner, in short", "Secure partner often…".
_HOW_TOLD: Final = re.compile(
    r"(?:,? (?:in (?:short|brief|a nutshell)|at a glance)|(?:,? (?:often|usually|typically|mostly|tends? to|may))?\s?(?:…|\.\.\.))(?= ?:?$)|(?<=\w) (?:often|usually|typically|tends? to)(?= ?:?$)",
    re.IGNORECASE,
)
#: What stands before the words of a heading: a picture, "2. ".
_SYMBOLS: Final = re.compile(r"^(?:[^\w¿]+|\d{1,2}[.)]\s+)+")
#: "Everyday behaviors", "Outward signs": traits of whatever kind, unless they are those of others.
_OF_ANY_KIND: Final = (
    r"(?!False|Wrong|Supposed|Warning|Danger|Parent|Caregiv|Infant|Child|Heal|Therap|Help|Support|Stud|Sampl|Safety|Treat|Research)[A-Z][a-z-]{2,20} "
    r"(?:Traits|Characteristics|Behaviou?rs|Signs|Hallmarks|Tendencies|Features|Indicators)|"
    r"(?:The )?[A-Z][\w-]+ Partner['’]s (?:Habits|Ways|Style|Side|Part|Manner|Moves|Strategies|Share|Response)"
)
#: Labels of other languages that no longer word begins with.
_PLURALS: Final = (
    "Caractéristiques|Características|Rasgos|Synonymes|Sinónimos|Antonymes|Antónimos|Contraires"
)
_ASIDES: Final = frozenset("related sources people aliases antonyms category subfield".split())
_NOTE: Final = re.compile(any_of("remark"))
_LONGEST_LABEL: Final = 90
#: A label alone on its line.
_LONGEST_ALONE: Final = 60
_LONGEST_LINE: Final = 600
#: Labels and lines that are asked for again, on this page and the next.
_REMEMBERED: Final = 1024


class _Patterns:
    """The labels that are known in one field, as patterns."""

    def __init__(self, profile: Profile) -> None:
        known = languages()
        english = known[0]
        self.fields = (*dict.fromkeys(field for w in known for field in w.labels), "traits")
        wording = [wordings("labels", field) for field in self.fields[:-1]]
        traits = "|".join(w.trait_nouns for w in known)
        role = "|".join(w.roles for w in known)
        # "Secure Traits", "Secure Partner", "Ängstlicher Partner", "Pareja ansiosa": only where the
        # name is that of a style.
        partner = "|".join(
            (r"Partner(?:in)?|Person|Side|Spouse", *map(re.escape, profile.partners))
        )
        styled = (
            rf"(?:(?:The|Der|Die) )?{_NAME}(?:[ ]{_NAME})?:? (?:{english.trait_nouns}|{partner})|"
            rf"{english.trait_nouns} ?\((?:the )?{_NAME}(?:[ ]{_NAME})?\)|"
            rf"{english.trait_nouns} of (?:an? |the )?{_NAME}(?:[ ]{_NAME})? (?:attachment(?: style)?|people|adults)|"
            rf"(?:The )?(?:One|Person|Man|Woman|S?he(?:/s?he)?|{partner}) who is {_NAME}|"
            r"(?:(?:L[ae]|El) )?(?:Partenaire|Pareja|Miembro|Compañer[oa]|Persona|Personne|Conjointe?) [\w-]+"
        )
        label = "|".join((role, *wording, traits, styled))
        wide = f"{label}|{_OF_ANY_KIND}"
        #: One pattern for all: the number of its group is the number of the field.
        self.any = re.compile(
            "|".join(f"({pattern})" for pattern in (*wording, f"{role}|{traits}|{_OF_ANY_KIND}")),
            re.IGNORECASE,
        )
        self.styled = re.compile(styled, re.IGNORECASE)
        #: Most lines begin with no label; for those one look has to be enough.
        self.begins = re.compile(f"(?:{wide})", re.IGNORECASE)
        self.separated = re.compile(rf"(?P<label>{wide})(?:{_SEPARATOR})", re.IGNORECASE)
        self.spaced = re.compile(rf"(?P<label>{label})[ \u00a0]{{2,}}", re.IGNORECASE)
        # Glued as the text of two table cells: the label's last letter, then at once the value.
        self.glued = re.compile(rf"(?P<label>{label})(?=[A-ZÀ-Þ0-9“\"(‘\[«„¿])")
        # Before a small letter a label must be one that no longer word begins with. A final s
        # belongs to a label that is always plural ("Synonyms"), and to the value of one that is
        # mostly singular ("Outcome").
        self.glued_lower = re.compile(
            rf"(?P<label>(?!Synonyme\b)(?>{_PLURALS}|{english.labels['aliases']}|{english.labels['antonyms']}|{english.roles}|{QUALIFIED_TRAITS})|"
            r"Category|Subfield|(?:Common|Typical|Likely|Possible|Long-?\s?Term) Outcome|"
            r"(?:Primary |Common |Core |Typical |Main |Key )?Conflict (?:Cycle|Pattern|Loop|Dynamic))(?=[a-z])"
        )
        #: A label and its value with one space between them: only among other rows.
        self.one_space = re.compile(rf"(?P<label>{label}) (?=[^\s:|–—=-])", re.IGNORECASE)
        #: A second row after the value of the first: separated by a sign, or glued on.
        self.inner = re.compile(
            rf"\s*(?:[;|·•]|(?<=[.,;]))\s*(?=(?:{label})\s*[:|]\s*\S)|(?<=[a-zß-ÿ)])(?=(?:{english.roles}|{QUALIFIED_TRAITS}|"
            r"(?:Primary |Common |Core |Typical |Main |Key )?Conflict (?:Cycle|Pattern|Loop|Dynamic)|(?:Common|Typical|Likely|Possible) Outcome|Sub-?field|Other Names)s?:?\s?[A-ZÀ-Þ“\"])"
        )


@cache
def _patterns(profile: Profile) -> _Patterns:
    return _Patterns(profile)


class Row(NamedTuple):
    """A line read as a row: where in it the label ends and the value starts, and what it is about.

    Where the value is on the next line, it starts at the end of this one.
    """

    label_end: int
    value_start: int
    field: str
    label_start: int = 0


def label_field(label: str) -> str:
    """Tell what a row with this label is about."""
    return _label_field(label, current()) if len(label) <= _LONGEST_LABEL else ""


@lru_cache(maxsize=_REMEMBERED)
def _label_field(label: str, profile: Profile) -> str:
    known = _patterns(profile)
    label = " ".join(label.strip().rstrip(":").split())
    match = known.any.fullmatch(label)
    if match is not None and match.lastindex:
        return known.fields[match.lastindex - 1]
    if known.styled.fullmatch(label) and find_styles(label, loosely=True):
        return "traits"
    return ""


def is_aside(words: str) -> bool:
    """Tell "Source: …", "See also: …" and "Note: …" in a list from an item of it.

    Examples
    --------
    >>> is_aside("Source: Tide Weekly"), is_aside("Tip: wait a day"), is_aside("calm: never loud")
    (True, True, False)
    """
    head, colon, _ = words.partition(":")
    return bool(colon) and (label_field(head) in _ASIDES or _NOTE.fullmatch(fold(head)) is not None)


def asked_for(heading: str) -> str:
    """Return what a question such as "What are the signs of fearful attachment?" asks for, and a label without how it tells."""
    match = _ASKED.match(heading)
    return _HOW_TOLD.sub("", _SYMBOLS.sub("", heading) if match is None else match["what"])


def split_row(text: str) -> Row | None:
    """Split a line into a label we know and its value.

    Examples
    --------
    >>> split_row("CategoryRelationships, Attachment Style")
    Row(label_end=8, value_start=8, field='category', label_start=0)
    >>> split_row("Synonymssecure–anxious pairing").label_end
    8
    """
    return _split_row(text, current())


@lru_cache(maxsize=_REMEMBERED)
def _split_row(text: str, profile: Profile) -> Row | None:
    known = _patterns(profile)
    if text[-1:] != "." and len(text) < _LONGEST_ALONE and label_field(text):
        return Row(len(text.rstrip(": ")), len(text), label_field(text))
    if text.startswith(("**", "__")):
        row = _split_bold(text)
        return row if row is not None and row.field != "other" else None
    if known.begins.match(text) is None:
        return None
    for pattern in (known.separated, known.spaced, known.glued, known.glued_lower):
        match = pattern.match(text)
        if match is None:
            continue
        field = label_field(match["label"])
        if field:
            return Row(match.end("label"), match.end(), field)
    return None


def split_spaced(text: str) -> tuple[int, int] | None:
    """Find where the label of a row ends and its value starts, where only one space parts them.

    Examples
    --------
    >>> split_spaced("Core Characteristics phone checking, accusations")
    (20, 21)
    """
    match = _patterns(current()).one_space.match(text) if text[0].isupper() else None
    if match is None or not label_field(match["label"]):
        return None
    return match.end("label"), match.end()


def inner_row(text: str) -> tuple[int, int] | None:
    """Find where a second row begins on the line of a first: where that ends, and where this starts.

    Examples
    --------
    >>> inner_row("Category: Relationships | Subfield: Counselling")
    (23, 26)
    """
    return _inner_row(text, current())


@lru_cache(maxsize=_REMEMBERED)
def _inner_row(text: str, profile: Profile) -> tuple[int, int] | None:
    if (
        len(text) > _LONGEST_LINE
        # Whether a label opens the line is dear to ask: first, that another may be inside it.
        or not (":" in text or "|" in text or _CAPITAL_INSIDE.search(text))
        or (row := split_row(text)) is None
        or row.value_start >= len(text)
    ):
        return None
    match = _patterns(profile).inner.search(text, row.value_start + 1)
    return None if match is None else (match.start(), match.end())


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
