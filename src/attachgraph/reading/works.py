"""Tell a work in a line by its shape: a title, and a year, a maker or a kind beside it.

In: a line. Out: where in it the title, the years and the maker are. Nothing here knows the section.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Final, NamedTuple

from attachgraph.reading.lexicon import fold

YEARS: Final = r"(?P<start>(?:1[5-9]|20)\d\d)(?:\s*[–—-]\s*(?P<end>(?:1[5-9]|20)\d\d|\d\d|present|ongoing|today|now)?)?(?!\d)"
_OPEN: Final = r"(?:[\"“„«‘'*_]+\s?|\[\[(?:[^\[\]|\n]{0,80}\|)?)"
_CLOSE: Final = r"(?:\s?[\"”“»’'*_]+|\]\])"
_TITLE: Final = r"(?P<title>[^\"“”„«»\[\]\n]{1,120}?)"
QUOTED: Final = rf"(?:{_OPEN}){{0,2}}{_TITLE}(?:{_CLOSE}){{0,2}}"
MARKED: Final = r"(?:[\"“„«*_]+|''+|\[\[(?:[^\[\]|\n]{0,80}\|)?)(?P<title>(?:(?!'')[^\"“”„«»*_\[\]\n]){1,120}?)[,.]?(?:[\"”“»*_]+|''+|\]\])"
MAKER: Final = r"(?:[A-ZÀ-Þ][\w.'’-]*\s+)(?:(?:[A-ZÀ-Þ][\w.'’-]*|de|da|van|von|der|la|le|du|del)\s+){0,3}[A-ZÀ-Þ][\w'’-]+"
_NAME: Final = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}"
#: "de" and "von" are in many a title: only before a whole name do they lead to a maker, "de" only
#: behind a kind of work, a comma or a mark.
_APART: Final = r"(?:(?<=[,–—*_”»\"-]\s)|(?<=''\s)|(?<=\]\]\s)|(?<=film\s)|(?<=[Rr]oman\s)|(?<=[Nn]ovela\s)|(?<=livre\s)|(?<=libro\s)|(?<=s[eé]rie\s)|(?<=pel[ií]cula\s))"
_MADE_BY: Final = rf"(?:(?:by|dir(?:ected|\.)? by|dir\.|written by|created by|Regie:?|r[ée]al\.|dirigida por)\s+|(?:(?:von|par|por)\s+|{_APART}(?:(?:de|du)\s+|d[’']))(?={MAKER}))"
_BY: Final = rf"{_MADE_BY}(?P<by>[^:()]{{2,80}}?)"
#: A kind of work after its title: film, TV series, short story.
KIND: Final = r"(?:(?:an?|the|une?|eine?|una?)\s+)?(?:short |graphic |tv |television )?(?:(?:spiel|kurz|fernseh)?films?|movie|series?|shows?|(?:fernseh)?serie|novel[al]?|book|memoir|song|play|story|poem|painting|roman|erzählung|pelicula|película|cuento|libro|livre|buch)"
#: The same behind a comma or a dash, where a noun may have its capital: "– Roman", ", Fernsehserie".
_KIND_APART: Final = rf"(?:,|\s[–—-])\s+(?i:{KIND})"
# In brackets, before or after the year: "dir. A. Name, 2004", "2004, TV series", "film, 2004".
DATED: Final = rf"[(\[]\s*(?P<before>[^()\[\]\d]{{0,80}}?){YEARS}(?P<after>[^()\[\]]{{0,80}})[)\]]"
#: A part of a series after its title: "S02E03", "seasons 1–2", "Season 3, Episode 7".
_PART: Final = r"(?:,?\s+\(?(?:S\d{1,2}(?:E\d{1,2})?\b|(?:esp(?:ecially|\.) )?(?:[Ss]easons?|[Ee]pisodes?|[Ee]p\.|[Vv]ols?\.|[Vv]olumes?|[Ss]eries)\s+(?:\d{1,2}|one|two|three|four|five|six)\b[^:()]{0,60}?)\)?)"
_END: Final = r"\s*(?P<rest>[:–—-]|(?<!\s[A-Z])\.|$|,)"


class _Form(NamedTuple):
    """A form of a work, and what a text has at all where it may match: a search for it costs less."""

    sign: re.Pattern[str]
    pattern: re.Pattern[str]


def _form(sign: str, pattern: str) -> _Form:
    return _Form(re.compile(sign), re.compile(pattern))


_any = partial(_form, "")
_dated = partial(_form, r"(?:1[5-9]|20)\d\d")
_made = partial(_form, r"\b(?:by|dir|from|von|de|du|par|por|d[’'])\b")
_FORMS: Final = (
    # Title | 2003 | …   Title | A. Name | 2003 | …
    _form(
        r"[|\t]",
        rf"{QUOTED}\s*[|\t]\s*(?:(?P<by>[^|\t\d]{{2,60}}?)\s*[|\t]\s*)?{YEARS}\s*(?P<rest>[|\t]|$)",
    ),
    # 2003, Title: …
    _dated(rf"{YEARS}\s*(?:,|:|\s[–—-])\s+{QUOTED}(?:,?\s+{_BY})?\s*(?P<rest>:|\s[–—-]\s|$)"),
    # Title S02E03 (2015): …   Title, seasons 1–2: …
    _form(
        r"S\d|[Ss]e(?:ason|ries)|[Ee]p(?:isode|\.)|[Vv]ol",
        rf"[\"“‘'*_]*(?P<title>[^\"“”()\n]{{1,120}}?)[\"”’'*_]*{_PART}\s*(?:{DATED})?{_END}",
    ),
    # Title, Jane Doe, 1961: …
    _dated(rf"{QUOTED}(?:,|\s[–—-])\s+(?P<by>{MAKER}),\s+{YEARS}\s*(?P<rest>:|\s[–—-]\s|$)"),
    # “Title”, a short story by A. Name in Magazine (2012): …
    _any(
        rf"[\"“*_]+(?P<title>[^\"“”*_\n]{{1,120}}?)[,.]?[\"”*_]+,?\s+(?:an?|the)\s[^:“”]{{3,120}}?(?:\(\s*{YEARS}[^()]*\))?(?P<rest>:|\s[–—]\s|$)"
    ),
    # *Title*, Jane Doe (1961) …
    _dated(rf"{MARKED},\s+(?P<by>{MAKER})\s*{DATED}{_END}"),
    # Author, “Title” (2004): …   Author’s *Title* (2004) …   Hero in *Title* (2004) …
    _dated(
        rf"(?P<by>[A-Z][^\"“”*_:()\[\]]{{2,60}}?)(?:,|[’']s|:|\s(?:in|from|of|en|de|dans|aus))\s+{MARKED}\s*{DATED}{_END}"
    ),
    # Jane and John (*Title*, 2004) …
    _dated(rf"[A-ZÀ-Þ][^\"“”*_:()\[\]]{{2,60}}?\s\({MARKED},?\s+{YEARS}\)(?P<rest>)"),
    # Jane and John in Title (2004), …
    _dated(
        rf"(?P<by>{_NAME} (?:and|&|und|y|et) {_NAME}) (?:in|en|dans) (?P<title>[A-ZÀ-Þ\d(][^\"“”\[\]\n]{{1,80}}?)\s*{DATED}{_END}"
    ),
    # Title (2004): …   Title by Author (2010): …   Title (dir. A. Name, 2004) – …   Title – Roman von A. Name (1988)
    _dated(
        rf"{QUOTED}(?:{_KIND_APART}|,?\s+(?:[A-Z]{{2,5}}\s+)?{KIND})?(?:,?\s+{_BY})?\s*{DATED}[\"”’*_]*(?:,?\s+(?:{KIND}\s+)?(?:from\s+|{_MADE_BY})(?P<by2>[^:()]{{2,80}}?))?{_END}"
    ),
    # Title (2004) shows …
    (_SHOWN := _dated(rf"{QUOTED}\s*{DATED}(?P<rest>)(?=\s[a-z]+s\s)")),
    # Title, a 2004 film …
    _dated(rf"{QUOTED}(?:,|\s[–—-])\s+(?:an?|the|une?|eine?|una?)\s+{YEARS}\s+{KIND}(?P<rest>)\b"),
    # Title by Author: …
    _made(rf"{QUOTED},?\s+(?:{KIND}\s+)?{_BY}\s*(?P<rest>[:;(]|\s[–—-]\s|\.?$)"),
    # Title, television series, 2004–2008
    _dated(rf"{QUOTED},\s+(?i:{KIND}),\s+{YEARS}\s*(?P<rest>:|\s[–—-]\s|$)"),
    # Title, 2004: …   Title – 2004
    _dated(rf"{QUOTED}(?:,|\s[–—-])\s+{YEARS}\s*(?P<rest>:|\s[–—-]\s|$)"),
    # Title 2004
    (_BARE := _dated(rf"{QUOTED}\s+{YEARS}(?P<rest>$)")),
    # Title, television series
    _any(rf"{QUOTED}{_KIND_APART}\s*(?P<rest>:|\s[–—]\s|\.?$)"),
    # Title: …
    _any(rf"{QUOTED}\s*(?P<rest>:)\s"),
    # “Title” …
    _any(rf"{MARKED}(?P<rest>\s|$|[,:])"),
)
_LOOSE: Final = _FORMS[-1]
#: A kind of work before its title.
KIND_LEAD: Final = re.compile(
    rf"(?P<marks>[*_]{{0,3}})(?:{KIND}|tv series|television|plays|novels|books|songs|poems|paintings)(?:(?:\s*[:.]|\s[–—])(?P=marks)|(?P=marks)(?:\s*[:.]|\s[–—]))\s+(?=\S)",
    re.IGNORECASE,
)
#: "The series *Quay*", at the head of an item.
_KIND_AHEAD: Final = re.compile(
    rf"(?:(?:la|el|le|der|die|das)\s)?{KIND}\s+(?=[*_“\"„«])", re.IGNORECASE
)
#: A picture before a title, as note-taking programs set it.
_ICON: Final = re.compile(r"[^\w\s!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u2027]{1,4}\s+")
#: A kind of work after its title and year.
_KIND_TAIL: Final = re.compile(rf" ?{KIND}(?: (?:and|und|et|y|&) {KIND})?\.?", re.IGNORECASE)
KIND_WORD: Final = re.compile(rf"\b(?:{KIND}|dir\.|HBO|BBC|Netflix)\b", re.IGNORECASE)
#: "The film The Weir by …" begins a sentence.
_OF_A_SENTENCE: Final = re.compile(rf"(?:The|In|La|El|Le|L['’])\s?{KIND}\s")
#: What counts works and names none: "Dozens of Danish dramas", "Films by Jane Doe".
_COUNTED: Final = re.compile(
    r"(?:dozens|hundreds|scores|many|several|some|numerous|various|most|countless|few|a (?:few|number|handful)|other|early|later|contemporary|recent|modern|popular|"
    r"(?:no|any) (?:known |documented |single )?(?:films?|works?|novels?|series|depictions?|examples?))\b|"
    r"(?:films?|movies|novels|books|paintings|photographs|songs|stories|poems|plays|series|dramas|memoirs|works|portraits)\s(?:by|of|about|from|in|with)\b",
    re.IGNORECASE,
)
#: A line of nothing but works: "Pier (2001), Pier Two (2004)".
_SEVERAL_ALONE: Final = re.compile(
    r"(?:[\"“*_]*[A-ZÀ-Þ\d][^\"“”()\[\],;:\n*_]{1,80}[\"”*_]* ?\((?:1[5-9]|20)\d\d\)(?:[,;] (?:and )?|\.?$)){2,40}"
)
_MARKS: Final = frozenset("\"“„«*_[|'")
#: What shows that words after "by" go on with a sentence.
_NO_MAKER: Final = re.compile(r"\b(?:is|are|was|has|shows?|depicts?|ist|zeigt|est|es|montre)\b")
_GENERIC: Final = frozenset(
    """filme romane serien bucher peliculas novelas libros romans livres paintings painting photography photographs photos songs song films film movies novels novel poems poetry sculpture
    sculptures memes artworks works series shows podcasts books plays installations portraits characters stories media
    dramas comedies romances memoirs documentaries albums ballads lyrics attachment themes examples note
    example warning update updated retrieved accessed poster trailer version season image images photo source credits more further edited last spoilers beispiel hinweis exemple ejemplo nota remarque""".split()
)


def is_marked(match: re.Match[str]) -> bool:
    """Tell a title in italics, in quotes or linked."""
    return match.string[max(0, match.start("title") - 1) : match.start("title")] in _MARKS


def is_work(line: str) -> bool:
    """Return whether a line without a bullet is a work with what is said of it."""
    match = match_work(line)
    if match is None or match.re in {_LOOSE.pattern, _SHOWN.pattern} or _OF_A_SENTENCE.match(line):
        return False
    if _SEVERAL_ALONE.fullmatch(line):
        return True
    if _KIND_TAIL.fullmatch(line, match.end()):
        return True
    return match.groupdict().get("start") is None or not match["rest"].strip(" \t:–—-|")


@lru_cache(maxsize=64)
def match_work(text: str) -> re.Match[str] | None:
    """Match the first form whose title may be one."""
    kind = KIND_LEAD.match(text) or _ICON.match(text) or _KIND_AHEAD.match(text)
    for form in _FORMS:
        if form.sign.search(text) is None:
            continue
        match = form.pattern.match(text, kind.end() if kind else 0)
        if match is None:
            continue
        groups = match.groupdict()
        maker = groups.get("by")
        if maker and _NO_MAKER.search(maker):
            continue
        if _names_a_work(
            match["title"], dated=bool(groups.get("start")) and form is not _BARE, made=bool(maker)
        ):
            return match
    return None


def _names_a_work(title: str, *, dated: bool, made: bool) -> bool:
    """Tell a title from the subject of a sentence: longer words begin with capitals, none is a mere kind of work."""
    words = title.split()
    if not words or len(words) > 14 or " *" in title:  # noqa: PLR2004 -- no title we met is longer
        return False
    folded = fold(title).split()
    if _COUNTED.match(title) is not None and title != title.title():
        return False
    if _GENERIC.issuperset(word for word in folded if not word.isdigit()) and not title.isdigit():
        return False
    if not folded or (not dated and set(folded) & _GENERIC and len(folded) < 4):  # noqa: PLR2004
        return False
    if dated or made:
        return title[:1].isupper() or title[:1].isdigit() or title[:1] in '(“"¡¿…'
    long_words = [word for word in words if len(word) > 3] or words  # noqa: PLR2004 -- "of", "and", "the" stay small
    return all(not word.lstrip("(“\"'").islower() for word in long_words)
