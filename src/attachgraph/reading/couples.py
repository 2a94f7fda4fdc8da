"""Return whether words name a couple: two partners of two styles, or of one.

In: a title or a sentence. Out: the two mentions, or none. Two style words alone make no couple:
they may be compared, follow each other, or be those of a mother and her child. A pairing that is
made up is worse than one that is missed, so only words that say a couple count.

The words are first put into a form: each style a ``§``, what joins two of them directly a ``~``,
the rest folded, with its commas and colons. The patterns are read off the form.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from attachgraph.reading.languages import languages
from attachgraph.reading.languages.words import Language
from attachgraph.reading.lexicon import fold
from attachgraph.reading.styles import StyleMention, find_styles

_DIRECT: Final = re.compile(r"(?:\s*[-‐‑–—/×]\s*|\s+x\s+|^\s+)$")
_STOP: Final = re.compile(r"[,:;?!]|\s[–—]\s|\.(?=\s)")
_AND_SIGN: Final = re.compile(r"\s*[&+]\s*")
#: What may be after two partners at the end of a clause.
_CLAUSE_END: Final = r"(?= *$| [,:;?!.]| (?:attract|stay|fall|find|love|clash|collide|together|meet|date|marry|make|live|get|can|who|in love)\b)"
_TOGETHER: Final = r"(?:(?:stay|be|live|grow old|get back) together|fall in love|get married|marry|love each other)"
_AFTER_BOND: Final = r"(?= *$| [,:;?!.]| (?:in|that|who|where|when|with|of|can|is|are|do|does|will|en|que|qui|die)\b)"
#: People in general, who need a word of love to be a couple.
_ANYBODY: Final = r"(?!(?:people|individuals?|persons?|men|women|man|woman|guys?|girls?)\b)"
#: What one does to the other, in the languages that name the style last.
_MEETS: Final = r"(?:se enamora de|ama a|conoce a|rencontre|aime|tombe amoureu(?:x|se) d(?:e|')?|trifft(?: auf)?|liebt|heiratet)"
#: Patterns of two styles that are joined directly and have a bond: they come first.
_JOINED: Final = 2
_MOVED: Final = re.compile(r"\b(?:attracted|drawn|married|engaged|committed|attached) to\b")

Couple = tuple[StyleMention, StyleMention]


class Form(NamedTuple):
    """Words with their styles blanked, and the styles in order."""

    words: str
    styles: tuple[StyleMention, ...]


def form_of(text: str) -> Form:
    """Put words into the form that the patterns read.

    Examples
    --------
    >>> form_of("The Anxious–Avoidant Trap: Why?").words
    'the § ~ § trap : why ?'
    """
    styles = find_styles(text, loosely=True)
    pieces: list[str] = []
    at = 0
    for mention in styles:
        gap = text[at : mention.start]
        direct = _DIRECT.search(gap) if pieces else None
        if direct is not None:
            pieces += [_plain(gap[: direct.start()]), "~", "§"]
        else:
            pieces += [_plain(gap), "§"]
        at = mention.end
    pieces.append(_plain(text[at:]))
    return Form(_MOVED.sub("meets", " ".join(" ".join(pieces).split())), styles)


def _plain(gap: str) -> str:
    parts: list[str] = []
    at = 0
    gap = _AND_SIGN.sub(" and ", gap)
    for stop in _STOP.finditer(gap):
        parts += [fold(gap[at : stop.start()]), "," if stop[0].strip() in "–—" else stop[0].strip()]
        at = stop.end()
    return " ".join([*parts, fold(gap[at:])])


@cache
def _titles(language: Language) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of titles that name a couple; each match holds two styles, or one twice."""
    w = language
    filler = rf"(?: (?:{w.fillers}))*"
    article = rf"(?:(?:{w.articles}) )*"
    style = rf"§{filler}"
    bond = rf"(?:{w.couples}|{w.bonds})"
    partner = rf"(?:{w.partners})"
    one_partner = rf"(?:{w.partners})(?<!s)(?<!people)(?<!men)"
    forms = (
        # The anxious-avoidant trap. Relación ansioso-evitativa.
        rf"(?<!~ )§{filler} ~ {style} {bond}\b(?! ~)",
        rf"\b{bond}{filler} (?:: )?(?<!~ )§{filler} ~ §(?! ~)",
        # The anxious and avoidant couple; of "relationships" one cannot tell.
        rf"(?<!§ , )§{filler} (?:{w.joins}) {style} (?:{w.couples}|(?:{w.bonds})(?<!s)){_AFTER_BOND}",
        # A marriage of secure and anxious; a relationship between an anxious and a secure partner.
        rf"\b(?:{w.couples}) (?:{w.between}) {article}§{filler}(?: {partner})? (?:{w.joins}|~) {article}§",
        rf"\b{bond} (?:{w.between}) {article}§{filler}(?: {partner})? (?:{w.joins}|~) {article}{style} {partner}\b",
        rf"\b{bond} (?:{w.between}) {article}{partner} §{filler} (?:{w.joins}) {article}(?:{partner} )?§",
        rf"\b{bond} (?:{w.between}) (?:{w.articles}) §{filler}(?: {partner})? (?:{w.joins}) (?:{w.articles}) §",
        # Anxious wife, avoidant husband. When an anxious person meets an avoidant one.
        rf"{style} {one_partner} (?:{w.joins}|,|~) {article}{style} {one_partner}\b",
        rf"{style} {partner} (?:(?:can |may )?(?:meets?|loves?|dates?)|(?:is |are )?meets|with|for) {article}{style} {partner}\b",
        # Cuando una persona segura se enamora de una evitativa.
        rf"\b{one_partner} §{filler} {_MEETS} {article}(?:{one_partner} )?§",
        # Un partenaire anxieux et un partenaire évitant.
        rf"\b{one_partner} §{filler} (?:{w.joins}|,) {article}{one_partner} §{_CLAUSE_END}",
        # Life as an anxious and a secure partner.
        rf"\b(?:{w.articles}) §{filler} (?:{w.joins}) (?:{w.articles}) {style} {one_partner}{_CLAUSE_END}",
        rf"^(?:(?:when|why|how|what happens when) )?{article}§{filler}(?: {partner})? (?:meets?|met|loves?|dates?) {article}§",
        rf"^{article}§ (?:with|x|mit|con|avec) {article}§{filler}{_CLAUSE_END}",
        # Why anxious and avoidant partners attract.
        rf"§{filler} (?:{w.joins}|~) {style} {_ANYBODY}{partner}{_CLAUSE_END}",
        # Can an anxious and an avoidant person stay together?
        rf"\b(?:{w.articles}) §{filler}(?: {partner})? (?:{w.joins}) (?:{w.articles}) §{filler}(?: {partner})? {_TOGETHER}\b",
        # When one of you is anxious and the other avoidant.
        (
            rf"\b(?:(?:{w.articles}) (?:{partner} |of (?:you|us|them|the two) )|when one )(?:{w.is_}) {article}§"
            rf"[^§:?!]{{0,25}}\b(?:{w.others})(?: {partner})? (?:(?:{w.is_}) )?{article}§"
        ),
        # Both partners are fearful. Two secure people.
        rf"\b(?:{w.both}) (?:{partner}(?: of \w+)?|of (?:you|us|them)) (?:{w.is_}) {article}§(?! ~)",
        rf"(?<!between )\b(?:{w.two}) {style} (?:{partner}|souls|hearts|in love|together|(?:love|date|meet|marry) each other)\b",
        # Two avoidants in a relationship. Dos ansiosos en pareja.
        rf"(?<!between )\b(?:{w.two}) {style} (?:in|en|als) (?:(?:{w.articles}|einer) )?(?:{w.couples}|{w.bonds})\b",
        # Anxious and avoidant: the couple that cannot rest.
        rf"^{article}§{filler} (?:{w.joins}) {style} [:,] {article}(?:[^\W_]+ )?(?:{w.couples})(?<!s){_AFTER_BOND}",
        rf"^{article}§{filler} (?:{w.joins}) {style} [:,] (?:how|why|when) (?:(?:this|the|such an?) (?:{w.couples})(?<!s)|these (?:two )?{partner})\b",
    )
    return tuple(re.compile(form) for form in forms)


@cache
def _of_you(language: Language) -> tuple[re.Pattern[str], ...]:
    """Return the patterns in which the reader is one of the two: here "but" parts nobody."""
    w = language
    article = rf"(?:(?:{w.articles}) )*"
    them = (
        rf"(?:(?:{w.articles}) )+(?:{w.partners}) (?:{w.is_}|s|re)|(?:he|she|they) (?:s|re|is|are)"
    )
    return (
        re.compile(
            rf"\b(?:{w.loving}|meets) {article}§(?: \w+){{0,3}} (?:{w.you})(?: \w+){{0,2}} §"
        ),
        re.compile(rf"\b(?:{w.you}) {article}§[^§]{{0,12}}(?:{them}|(?:{w.loving})) {article}§"),
    )


@cache
def _vetoes(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    w = language
    return (
        re.compile(rf"\b(?:{w.apart})\b"),
        re.compile(rf"\b(?:{w.compared})\b|\bfrom [^§]*§[^§]* (?:to|into)\b|\bboth § and §(?! \w)"),
        re.compile(rf"\b(?:{w.kin})\b"),
    )


def couple_of_title(title: str) -> Couple | None:
    """Find the two partners that a title names.

    Examples
    --------
    >>> [partner.key for partner in couple_of_title("Anxious–Avoidant Relationships")]
    ['anxious', 'avoidant']
    >>> [partner.key for partner in couple_of_title("Two Secure People")]
    ['secure', 'secure']
    >>> (
    ...     couple_of_title("Anxious or Avoidant?"),
    ...     couple_of_title("Fearful Children of Secure Mothers"),
    ... )
    (None, None)
    """
    form = form_of(title)
    if not form.styles:
        return None
    for language in languages():
        if _vetoes(language)[2].search(form.words):
            return None
        found = _in_title(form, language)
        if found is not None:
            return _partners(form, found)
    return _bare_couple(form, title)


def _in_title(form: Form, language: Language) -> re.Match[str] | None:
    apart, compared, _ = _vetoes(language)
    # That a bond of two joined styles is compared with something does not unmake it.
    is_compared = compared.search(form.words) is not None
    for pattern in _titles(language)[: _JOINED if is_compared else None]:
        found = pattern.search(form.words)
        if found is not None and not apart.search(_between(found[0])):
            return found
    yours = (pattern.search(form.words) for pattern in _of_you(language))
    return next((match for match in yours if match is not None), None)


def _between(words: str) -> str:
    """Return what is between the styles of a match."""
    return words[words.find("§") + 1 : max(words.rfind("§"), words.find("§") + 1)]


def _partners(form: Form, found: re.Match[str]) -> Couple:
    first = form.words.count("§", 0, found.start())
    count = found[0].count("§")
    return form.styles[first], form.styles[first + count - 1]


def _bare_couple(form: Form, title: str) -> Couple | None:
    """Take "Fearful–Secure" for a couple; "Anxious-Avoidant" alone is also the name of one style."""
    if form.words != "§ ~ §" or {mention.key for mention in form.styles} == {"anxious", "avoidant"}:
        return None
    first, second = form.styles
    return (first, second) if title[first.end : second.start].strip() else None


@cache
def _leads(language: Language) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of sentences that name two partners."""
    w = language
    filler = rf"(?: (?:{w.fillers}|styles?|stil|stilo|estilo|tendencies|pattern))*"
    near = r"(?:[^\W_]+ ){0,6}?"
    some = rf"(?:{w.articles})"
    partner = rf"(?:{w.partners})"
    forms = (
        # … is a bond between a secure partner and one who is anxious.
        (
            rf"\b(?:{w.couples}|{w.bonds}) (?:[^\W_]+ ){{0,4}}?(?:{w.between}) {near}§{filler}"
            rf"(?: [^\W_]+){{0,7}}?,? (?:{w.joins}|while|whereas|~) {near}§"
        ),
        # … joins a secure and an anxious partner.
        rf"\b(?:{w.between}) {some} (?:[^\W_]+ ){{0,3}}?§{filler}(?: [^\W_]+){{0,5}}? (?:{w.joins}) {some} (?:[^\W_]+ ){{0,3}}?§",
        # One partner is anxious, the other secure.
        rf"\b(?:one|une?|una?|eine[rn]?) {partner}\b[^§]*§[^§]*\b(?:{w.others})\b[^§]*§",
        rf"\b{some} §{filler} {partner}\b[^§]{{0,60}}?\b(?:{w.joins}) {some} §{filler} {partner}\b",
        rf"\b(?:{w.both}) {partner} (?:{w.is_}|with) (?:[^\W_]+ ){{0,3}}?§(?![^§]*§)",
    )
    return tuple(re.compile(form) for form in forms)


def couple_of_sentence(sentence: str) -> Couple | None:
    """Find the two partners that a sentence names."""
    form = form_of(sentence)
    if not form.styles:
        return None
    for language in languages():
        apart, _, kin = _vetoes(language)
        if kin.search(form.words):
            return None
        for pattern in _leads(language):
            found = pattern.search(form.words)
            if found is not None and not apart.search(_between(found[0])):
                return _partners(form, found)
    return None


@cache
def _bonds(known: tuple[Language, ...]) -> re.Pattern[str]:
    nouns = "|".join(f"{language.couples}|{language.bonds}" for language in known)
    return re.compile(rf"\b(?:{nouns})\b")


def names_bond(text: str) -> bool:
    """Return whether words speak of what two people have: a relationship, a couple."""
    return _bonds(languages()).search(fold(text)) is not None


def parts_styles(title: str) -> bool:
    """Return whether a title compares styles, passes from one to the other, or speaks of no couple."""
    words = form_of(title).words
    return any(
        apart.search(_between(words)) or compared.search(words) or kin.search(words)
        for apart, compared, kin in map(_vetoes, languages())
    )
