"""Find the citations that stand in a sentence: (Author, 1999), Author and Author (1999), [3], a DOI.

In: the words of a sentence. Out: each citation with its place. Whether the list of the document or
ours knows the source is not asked here; a work with its year, such as *Titanic* (1997), is told from
an author by the words around it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from attachgraph.extraction.citations import OTHERS
from attachgraph.extraction.identifiers import PMID, find_doi
from attachgraph.extraction.persons import TERMS
from attachgraph.extraction.records import UNDATED
from attachgraph.reading.given_names import GIVEN_NAMES
from attachgraph.reading.languages import MONTHS, OPENERS, any_of
from attachgraph.reading.lexicon import fold
from attachgraph.reading.places import PLACES
from attachgraph.reading.works import KIND

_YEAR: Final = rf"(?:(?:1[89]|20)\d\d[a-z]?(?:/(?:1[89]|20)\d\d)?|{UNDATED})"
_PART: Final = r"(?:(?:[Vv]an|[Vv]on|[Dd]e) (?:(?:de[rn]?|la|las|los) )?|(?:[Dd][aeiu]|[Dd]el|[Dd]ella|[Ll][ae]|[Aa]l|[Ee]l|[Tt]e[rn]) )?"
_CAPITAL: Final = r"(?:[A-ZÀ-Þ]\. ?){0,3}[A-ZÀ-Þ][\w'’-]*[\w](?<!['’]s)"
_NAME: Final = rf"{_PART}{_CAPITAL}(?: {_CAPITAL}){{0,3}}"
_AND: Final = r"(?:,? (?:&|and|und|y|e|et) |/)"
_AUTHORS: Final = rf"{_NAME}(?:(?:, {_NAME}){{0,6}}{_AND}{_NAME}|(?:, {_NAME}){{0,3}}{OTHERS})?"
_WORK: Final = r"(?:study|work|book|paper|model|article|review|synthesis|(?:meta-)?analysis|theory|scale|survey|typology|experiment)"
_YEARS: Final = rf"{_YEAR}(?:(?:,|;| and| &) ?{_YEAR})*"
#: Words in a round or square bracket that give a year.
_BRACKET: Final = re.compile(rf"[(\[](?P<inside>[^()\[\]]{{0,400}}?{_YEAR}[^()\[\]]{{0,120}})[)\]]")
_INSIDE: Final = re.compile(rf"(?P<authors>{_AUTHORS})(?:['’]s)?,? \(?(?P<years>{_YEARS})\)?")
_NARRATIVE: Final = re.compile(
    rf"(?P<authors>{_AUTHORS})(?:(?P<own>['’]s?(?: [a-z-]+)? {_WORK})|['’]s?|(?: {_WORK})?) ?[(\[](?P<years>{_YEARS})(?:, (?:pp?|ch|chap|para)\.[^()\[\]]{{0,30}})?[)\]]"
)
#: An item that is nothing but a citation: "Powers et al. 2006".
_ALONE: Final = re.compile(rf"(?P<authors>{_AUTHORS}),? (?P<years>{_YEAR})\.?")
#: A bracket that opens with a year; without one nobody is cited in the running text.
_OPENED: Final = re.compile(rf"[(\[]{_YEAR}")
_NUMBERS: Final = re.compile(
    r"\[(?P<numbers>\d{1,3}(?:\s*[,;–-]\s*\d{1,3}){0,20})\]|(?P<raised>[⁰¹²³⁴-⁹](?<=[^\W\d][^\W\d][\w.,;:”\"’)].)[⁰¹²³⁴-⁹,⁻–-]{0,12})"
)
_ROUND: Final = re.compile(r"\((?<=\w \()(?P<numbers>\d{1,2}(?:\s*[,–-]\s*\d{1,2}){0,12})\)")
_NOTE: Final = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
_LINK: Final = re.compile(
    r"\[(?P<words>[^\[\]]+)\]\((?P<address>[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)[^()]*\)"
)
_ARXIV: Final = re.compile(r"\barXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE)
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
#: Capitalised words that open a sentence or a bracket and are not a name.
_NO_NAME: Final = (
    OPENERS
    | MONTHS
    | frozenset(
        """figure fig table chapter section part vol volume no number page pages n circa ca c e.g i.e cf season episode version study studies research born died published
    founded updated accessed retrieved stand abgerufen consulté consultado copyright zuletzt phd md psyd lmft""".split()
    )
)
#: What ends the name of one who printed a book: "(Tide Press, 2011)".
_PUBLISHERS: Final = frozenset({"press", "books", "publishers", "publishing", "verlag"})
#: Who is named with a year, and wrote nothing: a place, who asked people, who printed a book.
_NO_AUTHORS: Final = PLACES | frozenset(
    """and und y et prolific qualtrics mturk surveymonkey statista clinicaltrials unsplash netflix hulu hbo guilford penguin routledge springer elsevier norton harpercollins simon schuster beltz hogrefe
    suhrkamp rowohlt gallimard flammarion dunod paidos anagrama""".split()
)
_HAVING: Final = r"(?:has|have|had|also|first|later|then|originally|famously|a|ont|ensuite|ha|han|también|hat|haben)"
#: What shows that a name before a year is that of an author.
_SAYS: Final = re.compile(rf"\s*(?:{_HAVING} (?:[^\W\d]+ )?)?(?:{any_of('reports')})\b")
_LED: Final = re.compile(rf"(?:(?<!\w)(?:{any_of('citing')})|\()\s*$", re.IGNORECASE)
_KIND: Final = rf"(?:{KIND}|trilogy|musical|opera|oper|canción|chanson|lied|poème|poema|gedicht|tableau|cuadro|gemälde)"
#: Before a name: who took or drew a picture, who posted or checked a page.
_CREDIT: Final = re.compile(
    rf"\b(?:{any_of('credits')})\W+(?:by |von |par |por |de )?\W*$", re.IGNORECASE
)


#: "z. B.": what looks like the initial of the name that follows.
_EXAMPLE: Final = re.compile(r"\b[zZ]\. ?B\.")
#: More than one author, or one with initials.
_SEVERAL: Final = re.compile(rf"[&/]|\b(?:and|und|y)\b|{OTHERS}|\b[A-ZÀ-Þ]\.")
#: "Read Doe and Roe", at the head of a sentence: only the first of two authors has two words.
_ORDERED: Final = re.compile(r"(?P<first>[A-Z][a-z]+) [A-Z][\w-]+,? (?:and|&) [A-Z][\w-]+$")
#: A particle or initial that is the first of a name, though as a word it opens a sentence.
_KEPT: Final = re.compile(r"(?:la|le|el|al|du|[A-ZÀ-Þ]\.)$")
_KIND_WORD: Final = re.compile(_KIND, re.IGNORECASE)
_PARTICLE: Final = re.compile(
    r"(?:de|da|van|von|der|den|del|della|di|la|le|du|al|el|ter|ten) ", re.IGNORECASE
)
#: The beginning of a title, and what parts it from what is said of it.
_TITLED: Final = re.compile(
    r"[\"“*_]*[A-ZÀ-Þ]\S*\s+(?:(?:of|the|and|in|an?|to|for|de|la|von|der|du|[A-ZÀ-Þ]\S*)\s+){0,8}"
)
_ARTICLE: Final = re.compile(r"\b(?:an?|the|der|die|das|la|le|les|el|los|las) $", re.IGNORECASE)
#: Between two that are named in one list.
_LISTED: Final = re.compile(r",? ?(?:(?:and|und|et|y|&) )?")
_PARTED: Final = re.compile(r"[\"”*_]*(?:\s*[:–—-]|$)")
#: A title before a bracket: "Salt Road (BBC, 2015)"; before capitals alone one word is enough.
_AFTER_TITLE: Final = re.compile(
    r"(?P<first>[A-ZÀ-Þ][\w'’-]+ (?:(?:and|und|et|y|&) )?)?(?P<last>[A-ZÀ-Þ][\w'’-]+) ?$"
)
#: The same in italics or quotes, or after the kind of work that it is, which may stand by itself.
_MARKED_TITLE: Final = re.compile(
    rf"(?<![*_])(?:[*_](?=[^\W\da-zß-ÿ])[^*_]{{1,80}}[*_]|[\"“„«] ?(?:[A-ZÀ-Þ][\w'’-]*,? (?:(?:of|the|and|in|an?|to|for|de|la|und|der|die|et|y|wie) ){{0,2}}){{0,8}}[A-ZÀ-Þ][\w'’-]*[.,]? ?[\"”“»]|"
    rf"\b(?i:{_KIND}) [A-ZÀ-Þ][\w'’-]*(?: [\w'’-]+){{0,5}}|"
    r"\b(?:album|single|exhibition|photograph|episode|concert|novel|poem|song|play|painting|roman|chanson|canción|law|gesetz|loi|ley)) ?$"
)
_LOOKED_BACK: Final = 24
#: Characters before a bracket in which a title may end.
_BESIDE: Final = 90
_DIGIT: Final = re.compile(r"[\d⁰¹²³⁴-⁹]")
_RAISED_SIGN: Final = re.compile(r"[⁰¹²³⁴-⁹]")


class InText(NamedTuple):
    """A citation in a sentence: its place, and what it gives of its source."""

    start: int
    end: int
    #: As a list would write it: "Hazan & Shaver (1987)"; a DOI or PMID; ``""`` for a number.
    source: str = ""
    #: Number or mark of the source in the document's own list.
    label: str = ""
    #: False where only a list can tell an author from a title: "Titanic (1997)".
    is_certain: bool = True


def find_citations(text: str) -> Iterator[InText]:
    """Find the citations of a sentence, in the order in which they stand."""
    if "(" not in text and "[^" not in text and _DIGIT.search(text) is None:
        return
    text = _EXAMPLE.sub(lambda found: " " * len(found[0]), text)
    text = text.replace("\n", " ")  # a citation may go on in the next line of a paragraph
    alone = _ALONE.fullmatch(text)
    if alone is not None and _SEVERAL.search(alone["authors"]):
        yield InText(0, len(text), f"{alone['authors']} ({alone['years']})")
        return
    groups = (_identified(text), _narrated(text), _bracketed(text), _numbered(text))
    found: list[InText] = []
    taken = bytearray(len(text))
    for group in groups:
        # Several years or numbers in one place are several sources; two readings of one place are
        # not, and the surer comes first.
        new = [cited for cited in group if not any(taken[cited.start : cited.end])]
        for cited in new:
            taken[cited.start : cited.end] = b"\1" * (cited.end - cited.start)
        found += new
    yield from sorted(found, key=lambda cited: cited.start)


def _identified(text: str) -> Iterator[InText]:
    """Find DOIs, PMIDs and arXiv numbers, by themselves or after the words of a link."""
    if "](" in text:
        for link in _LINK.finditer(text):
            address = link["address"]
            if find_doi(address) or PMID.search(address):
                yield InText(link.start("words"), link.end("words"), address)
        text = _LINK.sub(lambda link: " " * len(link[0]), text)
    at = 0
    while (span := find_doi(text[at:])) is not None:
        start, end = at + span[0], at + span[1]
        yield InText(start, end, text[start:end])
        at = end
    small = text.casefold()
    may_be = "pmid" in small or "pubmed" in small, "arxiv" in small
    for pattern in itertools.compress((PMID, _ARXIV), may_be):
        for match in pattern.finditer(text):
            yield InText(match.start(), match.end(), match[0])


def _narrated(text: str) -> Iterator[InText]:
    """Find authors in the sentence with the year in brackets."""
    run: list[InText] = []
    for match in _NARRATIVE.finditer(text) if _OPENED.search(text) else ():
        start, authors = _named(match["authors"], match.start("authors"))
        if (
            not authors
            or _no_authors(authors)
            or _CREDIT.search(text, max(0, start - _LOOKED_BACK), start)
        ):
            continue
        if run and _LISTED.fullmatch(text, run[-1].end, start) is None:
            yield from _as_surest(run)
            run = []
        certain = bool(match["own"]) or _names_authors(text, start, match.end(), authors)
        for year in re.split(r"(?:,|;| and| &) ?", match["years"]):
            run.append(InText(start, match.end(), f"{authors} ({year})", is_certain=certain))
    yield from _as_surest(run)


def _as_surest(run: list[InText]) -> Iterator[InText]:
    """Take those that are named in one list alike."""
    certain = any(one.is_certain for one in run)
    return (one._replace(is_certain=certain) for one in run)


def _names_authors(text: str, start: int, end: int, authors: str) -> bool:
    """Tell authors before a year from the title of a work before its year."""
    says = _SAYS.match(text, end) is not None
    led = _LED.search(text, max(0, start - _LOOKED_BACK), start) is not None
    if _SEVERAL.search(authors):
        # "Anna & Louise (1991)" is a film, which "shows"; authors of such names "show".
        opens = start == 0 or text.endswith(("In ", " in "), 0, start)
        named = not GIVEN_NAMES.isdisjoint(fold(authors).split())
        return says or led or text.startswith(" show ", end) or not (opens and named)
    if not says and _TITLED.fullmatch(text[:start]) and _PARTED.match(text, end):
        return False
    return says or (led and (" " not in authors or _PARTICLE.match(authors) is not None))


def _no_authors(authors: str) -> bool:
    return _NO_AUTHORS.issuperset(fold(authors).split())


def _bracketed(text: str) -> Iterator[InText]:
    """Find authors and years in one bracket."""
    for bracket in _BRACKET.finditer(text):
        place = bracket.start("inside")
        for match in _INSIDE.finditer(bracket["inside"]):
            start, authors = _named(match["authors"], match.start("authors"))
            if not authors:
                continue
            before = text[max(0, bracket.start() - _BESIDE) : bracket.start()]
            certain = not (
                _no_authors(authors)
                or _ARTICLE.search(bracket["inside"], 0, start)
                or (match[0] == bracket["inside"] and _follows_title(before, authors))
            )
            for year in re.split(r"(?:,|;| and| &) ?", match["years"]):
                yield InText(
                    place + start,
                    place + match.end("years"),
                    f"{authors} ({year})",
                    is_certain=certain,
                )


def _follows_title(before: str, authors: str) -> bool:
    """Tell who made or showed a work, in a bracket behind its title, from the author of a source."""
    if _MARKED_TITLE.search(before):
        return True
    title = _AFTER_TITLE.search(before)
    if title is None or _SEVERAL.search(authors) or fold(title["last"]) in TERMS | PLACES:
        return False
    first = (title["first"] or "").partition(" ")[0].casefold()
    return authors.isupper() or (bool(first) and first not in OPENERS)


def _numbered(text: str) -> Iterator[InText]:
    """Find numbers and notes that stand for sources of the document's own list."""
    for match in _NOTE.finditer(text) if "[^" in text else ():
        yield InText(match.start(), match.end(), label=f"^{match['label']}")
    may_be = (
        "[" in text or (not text.isascii() and _RAISED_SIGN.search(text) is not None),
        "(" in text,
    )
    for pattern in itertools.compress((_NUMBERS, _ROUND), may_be):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            for number in _expanded(groups.get("numbers") or groups["raised"].translate(_RAISED)):
                yield InText(
                    match.start(), match.end(), label=str(number), is_certain=pattern is _NUMBERS
                )


def _expanded(numbers: str) -> Iterator[int]:
    """Write "2, 4–6" out."""
    for part in re.split(r"[,;]", numbers):
        first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
        if first.isdecimal() and len(first) < 4:  # noqa: PLR2004
            end = int(last) if last.isdecimal() and len(last) < 4 else int(first)  # noqa: PLR2004
            yield from range(int(first), min(end, int(first) + 20) + 1)


def _named(authors: str, start: int) -> tuple[int, str]:
    """Cut words off the beginning of authors that are not names."""
    words = authors.split(" ")
    while words and words[0].strip(",.").lower() in _NO_NAME and not _KEPT.match(words[0]):
        start += len(words.pop(0)) + 1
    if words and _KIND_WORD.fullmatch(words[0]):
        return start, ""
    ordered = None if start or _PARTICLE.match(authors) else _ORDERED.match(authors)
    if ordered is not None and fold(ordered["first"]) not in GIVEN_NAMES:
        start += len(words.pop(0)) + 1
    rest = " ".join(words)
    first = rest.strip(",. ").split(" ")[0].lower() if rest else ""
    if words and words[-1].lower() in _PUBLISHERS:
        return start, ""
    return (start, rest) if first and first not in _NO_NAME and len(first) > 1 else (start, "")
