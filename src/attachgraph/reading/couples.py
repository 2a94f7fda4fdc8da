"""Return whether words name a couple: two partners of two styles, or of one.

In: a title or a sentence. Out: the two mentions, or none. Two style words alone make no couple:
they may be compared, follow each other, or be those of a mother and her child. A pairing that is
made up is worse than one that is missed, so only words that say a couple count.

The words are first put into a form: each style a ``§``, what joins two of them directly a ``~``,
the rest folded, with its commas and colons. Then each word of the form becomes one letter that says
what it does, and the patterns, the same for every language, are read off the letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from attachgraph.reading.languages import languages
from attachgraph.reading.languages.words import Language
from attachgraph.reading.lexicon import fold
from attachgraph.reading.styles import StyleMention, find_styles

_DIRECT: Final = re.compile(r"(?:\s*[-‐‑–—/×]\s*|\s+x\s+|^\s+)$")
_STOP: Final = re.compile(r"[,:;?!]|\s[–—]\s|\.(?=\s)")
_AND_SIGN: Final = re.compile(r"\s*[&+]\s*")

Couple = tuple[StyleMention, StyleMention]

#: The letters: ``S`` a style, ``~`` a direct join, ``,`` and ``:`` marks, ``w`` any other word, and
#: what a language has a table for. Of a person, ``P`` is one and ``Q`` are several; ``n`` and ``N``
#: may be anybody. Of a bond, ``B`` is one, and of ``R``, several, one cannot tell whose they are.
_SOME: Final = r"(?:[aO]I?|nI)*"
_ANY: Final = rf"{_SOME}(?:S[PQnN]?|[PQnN][mI]?{_SOME}S|(?<=[aO])mS)"
_ONE: Final = rf"{_SOME}(?:S[Pn]|[Pn][mI]?{_SOME}S)"
_AND: Final = r"[Jm~]"
#: Where a noun ends: "couple" alone, not the first word of "couple research".
_ENDS: Final = r"[BR]?(?=$|[,:WmIVEkoi])"
_TITLES: Final = tuple(
    re.compile(form)
    for form in (
        # The anxious-avoidant trap. Relación ansioso-evitativa. These two come first.
        r"(?<!~)S~S[BCR](?!~)",
        r"[BCR]:?(?<!~)S~S(?!~)",
        # The anxious and avoidant couple; of "relationships" one cannot tell.
        rf"(?<!S,)S{_AND}a*S[Pn]?[BC]{_ENDS}",
        # A marriage of secure and anxious. A relationship between an anxious and a secure partner.
        rf"C[Wm]{_ANY}{_AND}{_ANY}",
        rf"[BR]C?[Wm](?:{_ANY}{_AND}{_SOME}(?:S[PQnN]|[PQnN][mI]?{_SOME}S)|{_SOME}[PQnN][mI]?S{_AND}{_ANY}|a+S{_AND}a+S)",
        # Anxious wife, avoidant husband. Un partenaire anxieux et un partenaire évitant.
        rf"{_ONE}[Jm~,]{_ONE}",
        r"S[PQ][Jm,]a*S[PQ]",
        # Secure partners of anxious adults.
        r"S[PQ]Wa*S",
        # A secure wife for a fearful husband.
        rf"S[Pn]o{_SOME}S[Pn]",
        # When an anxious person meets an avoidant one. How an anxious husband can love a secure wife.
        rf"S[PQnN]?V{_ANY}",
        rf"[Pn]SV{_ANY}",
        rf"{_ONE}w?{_ONE}V",
        # How a secure wife steadied her anxious husband.
        r"SPwa+SP",
        # Anxious with secure.
        rf"^{_SOME}Sm{_SOME}S(?=$|[,:Eki])",
        # Life as an anxious and a secure partner.
        rf"[aY]S{_AND}aS[Pn](?=$|[,:Ekio])",
        # Why anxious and avoidant partners attract.
        rf"S{_AND}S[PQ](?=$|[,:Eki])",
        # Why anxious and avoidant people choose each other.
        rf"S[PQnN]?{_AND}{_SOME}S[PQnN]?[wikV]{{0,3}}E",
        rf"E[:,]{_SOME}S[PQnN]?{_AND}{_SOME}S",
        # When one of you is anxious and the other avoidant.
        rf"[an](?:[PQnN]|W[aw])?I{_SOME}S[^S:]{{0,5}}O[PQnN]?I?{_SOME}S",
        # She is anxious, he is avoidant.
        r"hIa*S[^S:]{0,3}[J,]hI?a*S",
        # Both partners are fearful. Two secure people. A marriage between two secure spouses.
        rf"[D2](?:[PQnN]w?(?:W[aCw]{{0,2}})?[Im]?|W[wY]I?){_SOME}S(?!~)",
        r"(?<!W)[D2]S(?:[PQnNEVRL]|w?E|[wikmx]a*[BCR])",
        r"^[D2]S[:,][^S]*[CPQ]",
        r"[BCR]W[D2]S[PQnN]?",
        # Anxious and avoidant: the couple that cannot rest; why these two stay.
        rf"^{_SOME}S{_AND}{_SOME}S[,:](?:w?a*w?C{_ENDS}|wa+C|w?a*[2D]Q)",
        rf"^{_SOME}S{_AND}{_SOME}S[,:][^S:]*E",
        # Being secure and living with an anxious partner. Married to an avoidant: a secure wife.
        rf"S[^S:]{{0,3}}L{_ANY}",
        rf"[LV]{_SOME}S[PQnN]?[^S]{{0,5}}S[PQ]",
    )
)
#: Titles whose reader is one of the two: here "but" parts nobody.
_OF_YOU: Final = tuple(
    re.compile(form)
    for form in (
        rf"[LV]{_ANY}[^S]{{0,4}}Y{_SOME}S",
        rf"Y{_SOME}S[^S]{{0,4}}(?:a[PQn]I?|L){_SOME}S",
    )
)
_SENTENCES: Final = tuple(
    re.compile(form)
    for form in (
        # … is a bond between a secure partner and one who is anxious.
        r"[BCR].{0,4}?[Wmo].{0,6}?S[^S]{0,8}?[JmV~].{0,6}?S",
        # … joins a secure and an anxious partner.
        r"[Wm]a.{0,3}?S[^S]{0,5}?[JmV]a.{0,3}?S",
        r"aS[PQnN][^S]{0,9}?[JmV]aS[PQnN]",
        r"[D2][PQ][Im].{0,3}?S(?!.*S)",
    )
)
#: A denial in the same clause before the first style.
_DENIED: Final = re.compile(r"d[^:,]*$")
#: Patterns of two styles that are joined directly and have a bond.
_JOINED: Final = 2


class Form(NamedTuple):
    """Words with their styles blanked, and the styles in order."""

    words: str
    styles: tuple[StyleMention, ...]


def form_of(text: str) -> Form:
    """Put words into the form that the letters are taken from.

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
    return Form(" ".join(" ".join(pieces).split()), styles)


def _plain(gap: str) -> str:
    parts: list[str] = []
    at = 0
    gap = _AND_SIGN.sub(" and ", gap)
    for stop in _STOP.finditer(gap):
        parts += [fold(gap[at : stop.start()]), "," if stop[0].strip() in "–—" else stop[0].strip()]
        at = stop.end()
    return " ".join([*parts, fold(gap[at:])])


@cache
def _tables(language: Language) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return the pattern that finds the words of a language, and the letter of each of its groups."""
    w = language
    letters = {
        "style": ("S", "§"),
        "direct": ("~", "~"),
        "loving": ("L", w.loving),
        "meets": ("V", w.meets),
        "mutual": ("E", w.mutual),
        "you": ("Y", w.you),
        "they": ("h", w.they),
        "couples": ("C", w.couples),
        "bonds": ("B", w.bonds),
        "both": ("D", w.both),
        "two": ("2", w.two),
        "others": ("O", w.others),
        "articles": ("a", w.articles),
        "partners": ("P", w.partners),
        "is_": ("I", w.is_),
        "joins": ("J", w.joins),
        "along": ("m", w.along),
        "fillers": ("", w.fillers),
        # In whichever language a title is read, a denial denies.
        "untrue": ("d", "|".join(f"{one.denying}|{one.untrue}" for one in languages())),
        "apart": ("x", w.apart),
        "where": ("o", w.where),
        "between": ("W", w.between),
        "clause": ("k", w.clause),
        "after": ("i", w.after),
        "comma": (",", ","),
        "mark": (":", "[:;?!.]"),
        "word": ("w", r"[^ ]+"),
    }
    found = "|".join(f"(?P<{name}>{words})" for name, (_, words) in letters.items())
    return re.compile(f"(?:{found})(?= |$)"), {name: one for name, (one, _) in letters.items()}


@cache
def _kinds_of_people(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(language.people), re.compile(language.several)


def _letters(words: str, language: Language) -> str:
    """Give each word of a form the letter that says what it does in a language."""
    pattern, letters = _tables(language)
    people, several = _kinds_of_people(language)
    found: list[str] = []
    at = 0
    while match := pattern.match(words, at):
        letter = letters[match.lastgroup or "word"]
        if letter in {"P", "B"} and several.fullmatch(match[0]):
            letter = "Q" if letter == "P" else "R"
        if letter in {"P", "Q"} and people.fullmatch(match[0]):
            letter = "n" if letter == "P" else "N"
        found.append(letter)
        at = match.end() + 1
    return "".join(found)


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
        _, compared, kin = _vetoes(language)
        if kin.search(form.words):
            return None
        # That a bond of two joined styles is compared with something does not unmake it.
        patterns = _TITLES[: _JOINED if compared.search(form.words) else None]
        letters = _letters(form.words, language)
        found = _first(letters, patterns) or _first(letters, _OF_YOU, parted=True)
        if found is not None:
            return _partners(form, found)
    return _bare_couple(form, title)


def _first(
    letters: str, patterns: tuple[re.Pattern[str], ...], *, parted: bool = False
) -> re.Match[str] | None:
    """Return the first match that nothing denies and, unless they may be parted, nothing parts."""
    for pattern in patterns:
        found = pattern.search(letters)
        if found is None or _DENIED.search(letters, 0, found.start() + found[0].index("S")):
            continue
        between = _between(found[0], "S")
        # "One is anxious, but the other avoidant": they are two all the same.
        if parted or re.search("d" if "O" in between else "[dx]", between) is None:
            return found
    return None


def _between(words: str, style: str) -> str:
    """Return what is between the styles of a match."""
    return words[words.find(style) + 1 : max(words.rfind(style), words.find(style) + 1)]


def _partners(form: Form, found: re.Match[str], style: str = "S") -> Couple:
    """Return the first and the last style of a match in letters, or in words with a sign for each."""
    first = found.string.count(style, 0, found.start())
    return form.styles[first], form.styles[first + found[0].count(style) - 1]


def _bare_couple(form: Form, title: str) -> Couple | None:
    """Take "Fearful–Secure" for a couple; "Anxious-Avoidant" alone is also the name of one style."""
    if form.words != "§ ~ §" or {mention.key for mention in form.styles} == {"anxious", "avoidant"}:
        return None
    first, second = form.styles
    return (first, second) if title[first.end : second.start].strip() else None


@cache
def _one_and_other(language: Language) -> re.Pattern[str]:
    """Find "one partner is anxious, the other secure"; an article alone counts nobody."""
    return re.compile(
        rf"\b(?:one|une?|una?|eine[rn]?) (?:{language.partners})\b"
        rf"[^§]*§[^§]*\b(?:{language.others})\b[^§]*§"
    )


def couple_of_sentence(sentence: str) -> Couple | None:
    """Find the two partners that a sentence names."""
    form = form_of(sentence)
    if not form.styles:
        return None
    for language in languages():
        if _vetoes(language)[2].search(form.words):
            return None
        told = _one_and_other(language).search(form.words)
        if told is not None and "d" not in _letters(_between(told[0], "§").strip(), language):
            return _partners(form, told, "§")
        letters = _letters(form.words, language)
        found = _first(letters, _SENTENCES)
        if found is not None:
            return _partners(form, found)
    return None


@cache
def _bonds(known: tuple[Language, ...]) -> re.Pattern[str]:
    nouns = "|".join(f"{language.couples}|{language.bonds}" for language in known)
    return re.compile(rf"\b(?:{nouns})\b")


def names_bond(text: str) -> bool:
    """Return whether words speak of what two people have: a relationship, a couple."""
    return _bonds(languages()).search(fold(text)) is not None


def names_kin(text: str) -> bool:
    """Return whether words speak of parents, children and others who are no couple."""
    return any(_vetoes(language)[2].search(fold(text)) for language in languages())


def parts_styles(title: str) -> bool:
    """Return whether a title compares styles, passes from one to the other, or speaks of no couple."""
    words = form_of(title).words
    return any(
        apart.search(_between(words, "§")) or compared.search(words) or kin.search(words)
        for apart, compared, kin in map(_vetoes, languages())
    )
