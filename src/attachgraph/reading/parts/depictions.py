"""Read the works that an entry says depict it.

In: the section on depictions. Out: :class:`~attachgraph.model.Depiction` objects. A bullet without
a title, such as "Paintings or photography with emotional asymmetry …", names no work; its sentence
stays a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attachgraph.model import Depiction, Passage, Section, Text
from attachgraph.reading.asserting import DENIED, MISTAKEN, NOT, asserted
from attachgraph.reading.given_names import GIVEN_NAMES
from attachgraph.reading.headings import heading_field, shows_people
from attachgraph.reading.languages import any_of
from attachgraph.reading.lexicon import fold
from attachgraph.reading.parts.material import Material
from attachgraph.reading.styles import names_others
from attachgraph.reading.wording import is_sentence
from attachgraph.reading.works import (
    DATED,
    KIND,
    KIND_LEAD,
    KIND_WORD,
    MAKER,
    MARKED,
    QUOTED,
    YEARS,
    is_marked,
    match_work,
)

_DATED_TITLE: Final = re.compile(rf"{QUOTED}\s*{DATED}")
# Prose may hold a year in brackets that dates a study; a work's line goes on with a colon or a
# dash.
_DATED_LINE: Final = re.compile(r"(?:\d\s*[–—-]?|present|ongoing|today|now)\s*\)[\"”’*_]*\s*[:–—]")
_SEVERAL: Final = re.compile(
    rf"[\"“*_]*(?P<title>[^\"“”()\[\],;:\n*_]{{1,80}}?)[\"”*_]*\s*[(\[]{YEARS}[)\]](?P<gap>,?\s+(?:and|&)\s+|[,;]\s+|\s*(?::|$|\s[–—-]\s|\.))"
)
#: A heading on books, which are mostly not novels.
_OF_BOOKS: Final = re.compile(
    r"^(?!.*\b(?:films?|movies?|tv|screen|novels?|fiction|filme|películas)\b).*\b(?:books?|bücher|libros|livres)\b",
    re.IGNORECASE,
)
#: Works in one item; more are a text that only looks like them.
_MOST_WORKS: Final = 40
#: The year before which nobody studied couples.
_FIRST_STUDIES: Final = 1900
#: "Ada of the Shore" is no person.
_OF_PLACE: Final = frozenset({"of", "in", "on", "the", "at", "for", "to"})
#: Characters before a year that may hold its title.
_LOOKED_BACK: Final = 90
#: A year in brackets after what may be a title in running prose.
_YEAR_BEHIND: Final = re.compile(
    rf"\s?\((?P<where>[^()\d]{{0,40}}?){YEARS}\s*(?:[,;][^()]{{0,40}})?\)"
)
#: Titles by the kind of work that stands beside them.
_UNDATED: Final = r"(?![^,.]{0,60}\(\s*\d{4})"
_OF_KIND: Final = (
    re.compile(rf"\b(?i:{KIND})\s+{MARKED}(?!\s*\()"),
    re.compile(rf"{MARKED},\s+(?i:{KIND})\b{_UNDATED}"),
    # "In Low Tide (1999), a novel by …": where no mark is left around the title.
    re.compile(
        rf"^(?:In|En|Im|Dans) (?!\d{{4}}\b)(?P<title>[A-ZÀ-Þ\d¿¡][^.()\[\],;:“”\"*_]{{0,60}}?)(?:\s\({YEARS}[^()]{{0,40}}\))?,\s+(?i:{KIND})\b{_UNDATED}"
    ),
)
#: "in *Pier* and *Quay*": where works are told of, what is in a mark is one.
_MARKED_IN: Final = re.compile(rf"\b(?:[Ii]n|and|or)\s+{MARKED}(?!\s*\()")
_SMALL: Final = r"(?:of|the|and|an?|in|on|to|for|at|by|with|from|&|de|la|las|los|el|en|un|une|und|et|y|der|die|das|des|du|le|les)"
#: "the series Quiet Lamp ran": two words at least, for "the novel English readers" is no title.
_KIND_UNMARKED: Final = re.compile(
    rf"\b{KIND} (?P<title>[A-ZÀ-Þ][\w'’-]+(?: (?:{_SMALL} )?[A-ZÀ-Þ][\w'’-]+){{1,5}})(?=\s[a-zà-þ]|[,.;:]){_UNDATED}"
)
#: "Jane Doe’s " before a title.
_OWNER: Final = re.compile(
    r"(?P<given>[A-ZÀ-Þ][\w-]+) (?:[A-ZÀ-Þ][\w.-]* ){0,2}[A-ZÀ-Þ][\w-]+['’]s (?=\S)"
)
_MARKED_END: Final = re.compile(rf"{MARKED}$")
_TITLE: Final = rf"(?:[\"“„«*_]+|\[\[)?(?P<title>(?:[A-ZÀ-Þ\d¿¡][^\s()\[\],;“”\"*_]*)(?:,?[ ](?:{_SMALL}(?=[ ])|[A-ZÀ-Þ\d&][^\s()\[\],;“”\"*_]*))*)(?:[\"”“»*_]+|\]\])?"
_RUN: Final = re.compile(rf"{_TITLE}$")
#: "Sal, novela de", before the name of its maker.
_MADE: Final = re.compile(rf"{_TITLE},?\s(?:[–—-]\s)?(?i:{KIND})\s(?:by|von|de|du|par|por)\s$")
#: Words that open a sentence, or name the kind, before a title.
_BEFORE: Final = re.compile(
    r"(?:(?:In|On|So|From|Like|And|But|Also|Both|En|Im|Dans|Auch|Bei|Aus|Nach|Le|La|El|Der|Die|Das|The)[ ]+)?(?:(?:Film|Roman|Serie|Novel|Series)s?[ ]+|(?<=[Inmos][ ]))"
)
#: "The Weir by Tim Roe"; titles with "de" and a name are too many.
_MADE_BY: Final = re.compile(rf"\s(?:by|von|par|por)\s{MAKER}$")
_ARGUES: Final = re.compile(
    r"[^.]{0,20}?\b(?:found|argued?|report(?:ed)?|suggest(?:ed)?|propos|analy[sz]|studied|wrote|writes|noted)"
)
_FICTION: Final = re.compile(r"\b(?:novels?|novelas?|Roman|roman|short stor(?:y|ies)|fiction)\b")
_AUTHOR: Final = re.compile(r",\s[A-ZÀ-Þ]\.|\bet al\b")
_RECORD: Final = re.compile(rf"{_AUTHOR.pattern}|&")
_TITLES: Final = frozenset(
    {"Mr", "Mrs", "Ms", "Miss", "Dr", "Herr", "Frau", "Lady", "Lord", "Captain"}
)
_CREATOR: Final = re.compile(
    r"\b(?:dir(?:ected|\.)?(?:\s+by)?|(?:written |created )?by)\s+(?P<who>[^,;()]{2,80})",
    re.IGNORECASE,
)
#: Behind a denial, what is not done, or the end of the clause: "not *shown*", "sieht man nicht".
_NOT_SHOWN: Final = re.compile(rf"(?: \w+){{0,5}}? (?:{any_of('shows')})\b|$")
_SHOWN: Final = re.compile(rf"\b(?:{any_of('shows')}) \w")
#: Headings of works that are not said to show the couple.
_ELSEWHERE: Final = re.compile(rf"{NOT}|{MISTAKEN.pattern}|\b(?:{any_of('viewing')})\b")
_BESIDE: Final = re.compile(rf"\b(?:{any_of('beside')})$")
#: Whoever in a work does not do something.
_SOMEONE: Final = re.compile(rf"\b(?:{any_of('pronouns')}|{any_of('partners')})\b")
_STOP: Final = re.compile(r"[.;!?](?=\s|$)")
#: A remark on one work ends at the next, unless both are told of: "*Pier* (2001) and *Quay* (2003) show it".
_NEXT: Final = re.compile(rf"(?!\s*(?:{any_of('joins')}|or|oder|ou)\b)[^(]*\((?:1[5-9]|20)\d\d\b")
#: What stands between a title and what is said of the work.
_BEHIND: Final = re.compile(r"[*_\"”»'’\]\s]*(?:\([^()]*\)[*_\"”»]*)?(?P<mark>\s*[,:|–—-])?")
#: "Which of these films …?", "b)" below a question, "[ ]", "~~": an option of a quiz, a thing to
#: do, what is struck out.
_OPTION: Final = re.compile(
    rf"\b(?:{any_of('asks_one')})\b[^?\n]{{0,100}}\?(?=\s)|"
    r"(?:\?[*_]*\s*\n(?:[^\n]*\n)*?[^\n\w]*\(?[A-Ha-h][.)]\s*|\[[ xX]?\]\s*|~~)[*_\"“«]*$",
    re.IGNORECASE,
)
#: Characters before and after a title that may tell what the work is not.
_NEAR: Final = 300


def read(material: Material) -> Iterator[Depiction]:
    """Read the works that show what the entry is about."""
    content, styles = material.prose.content, material.entry.styles
    for depiction in _named(material):
        at = depiction.title.start
        if _ELSEWHERE.search(fold(depiction.section)) or _OPTION.search(
            content[max(0, at - _NEAR) : at]
        ):
            continue
        if not _is_denied(depiction) and not names_others(
            styles, depiction.section, *_around(depiction)
        ):
            yield depiction


def _is_denied(depiction: Depiction) -> bool:
    """Return whether what is said of a work says that it does not show the couple."""
    before, after = _around(depiction)
    behind = _BEHIND.match(after)
    clause = _STOP.split(after[behind.end() if behind else 0 :])[0]
    following = _NEXT.match(clause)
    said = fold(clause if following is None else following[0])
    before = fold(_STOP.split(before)[-1])
    if DENIED.search(before) or _BESIDE.search(before) or MISTAKEN.search(f"{before} {said}"):
        return True
    denied = DENIED.search(said)
    if denied is None or _SOMEONE.search(said, 0, denied.start()):
        return False  # what somebody in the work does not do
    if _NOT_SHOWN.match(said, denied.end()):
        return True
    apart = behind is not None and behind["mark"]
    return not apart and _SHOWN.search(said, 0, denied.start()) is None


def _around(depiction: Depiction) -> tuple[str, str]:
    """Return what is said before and after the title of a work."""
    passage, title = depiction.text.passage, depiction.title
    start, end = title.start - passage.start, title.end - passage.start
    return passage.text[max(0, start - _NEAR) : start], passage.text[end : end + _NEAR]


def _named(material: Material) -> Iterator[Depiction]:
    """Read the works of the sections on depictions, and of lists of works below any heading."""
    yield from _below(material, material.entry.sections)
    title = material.entry.title.text  # "List of couples in film and fiction"
    if shows_people(title) or KIND_WORD.search(title):
        for text in material.entry.lead:
            match = None if is_sentence(text.words) else match_work(text.passage.text)
            if match is not None and _is_sure(match):
                yield from read_depictions(text, "", "Lead")


def _below(material: Material, sections: Iterable[Section]) -> Iterator[Depiction]:
    for section in sections:
        if section.field == "depictions" or lists_works(section):
            yield from _depictions_of_section(material, section)
        elif section.field == "other" and shows_people(section.heading.text):
            for sentence in section.sentences:
                yield from _told(sentence, "", section.heading.label, only_known=True)
            yield from _below(material, section.sections)
        else:
            yield from _below(material, section.sections)


def lists_works(section: Section) -> bool:
    """Tell a list of works by its items: titles with a year or a maker, and no records."""
    if section.field not in {"other", "publications"}:
        return False
    parts = (section,) if section.items else section.sections
    items = [item.passage.text for part in parts for item in part.items]
    if not items or (section.sentences and not shows_people(section.heading.text)):
        return False
    found = [(match_work(text), text) for text in items[:_MOST_WORKS]]
    works = [text for match, text in found if match is not None and _is_sure(match)]
    if len(works) * 3 < len(found) * 2:
        return False
    if section.field == "publications" or _OF_BOOKS.search(section.heading.text):
        # They may be those to read, or novels.
        return sum(map(bool, map(_FICTION.search, works))) * 2 > len(found)
    return shows_people(section.heading.text) or (
        len(works) > 1 and any(KIND_WORD.search(text) for text in works)
    )


def _is_sure(match: re.Match[str]) -> bool:
    """Tell a work by what stands beside its title from words before a colon, and from a record."""
    groups = match.groupdict()
    start = match.start("title")
    # "**Testing**: …" opens any list of terms.
    marked = is_marked(match) and match.string[max(0, start - 2) : start] not in {"**", "__"}
    sure = groups.get("start") or groups.get("by") or marked
    return bool(sure) and not _RECORD.search(match["title"])


def _depictions_of_section(material: Material, section: Section) -> Iterator[Depiction]:
    """Read the works of a section."""
    for part in (section, *section.sections):
        heading = heading_field(part.heading.label)
        medium = heading.field if heading is not None and heading.parent == "depictions" else ""
        if part is not section and heading is None and _DATED_TITLE.fullmatch(part.heading.text):
            # The work is a heading, and what is said of it stands below.
            yield from read_depictions(material.prose.text(part.heading), "", section.heading.label)
        for item in part.items:
            read_as = _told if match_work(item.passage.text) is None else read_depictions
            yield from read_as(item, medium, part.heading.label)
        for sentence in part.sentences:
            text = sentence.passage.text
            if _DATED_LINE.search(text[:160]) or KIND_LEAD.match(text):
                yield from read_depictions(sentence, medium, part.heading.label)
            else:
                yield from _told(sentence, medium, part.heading.label)


def _told(
    sentence: Text, medium: str, section: str, *, only_known: bool = False
) -> Iterator[Depiction]:
    """Find titles with their years in a sentence: "In *Pier* (2001) …", "the series Quay (2019–)"."""
    text = sentence.passage.text
    taken = 0
    for match in _beside(text, _OF_KIND if only_known else (*_OF_KIND, _MARKED_IN, _KIND_UNMARKED)):
        yield _of_sentence(sentence, match, *match.span("title"), medium, section)
        taken = match.end() if match.groupdict().get("start") else taken
    for behind in _YEAR_BEHIND.finditer(text, taken):
        at = max(0, behind.start() - _LOOKED_BACK)
        before_year = text[at : behind.start()]
        run = _MARKED_END.search(before_year) or _RUN.search(before_year)
        if run is None:
            continue
        made = _MADE.search(text[at : at + run.start()])
        run = made or run
        start, end = (at + place for place in run.span("title"))
        marked = made is None and run.end() != run.end("title")
        start, owned = (start, False) if marked else _begin(text, start, end)
        kind = KIND_WORD.search(text[max(0, start - 12) : start]) is not None
        maker = _MADE_BY.search(text, start, end)
        end = end if maker is None or marked else maker.start()
        words = text[start:end].split()
        where = behind["where"].strip(" ,")
        if where and not (where.isupper() or KIND_WORD.search(where)):
            continue  # the author of a source
        known = marked or kind or owned or bool(where) or made is not None
        if not words or _RECORD.search(text[start:end]) or _ARGUES.match(text, behind.end()):
            continue
        if not known and not _may_be_title(words, behind, surely=only_known):
            continue
        yield _of_sentence(sentence, behind, start, end, medium, section)


def _may_be_title(words: list[str], behind: re.Match[str], *, surely: bool) -> bool:
    """Tell a title without a mark from a person and from a study with its year."""
    if len(words) == 1:
        return behind["end"] is not None and not surely
    if int(behind["start"]) < _FIRST_STUDIES or not _OF_PLACE.isdisjoint(words):
        return True
    return not surely and fold(words[0]) not in GIVEN_NAMES


def _begin(text: str, start: int, end: int) -> tuple[int, bool]:
    """Return where a title begins behind a word of the sentence, and whether its maker is before it."""
    before = _BEFORE.match(text, start, end)
    start = start if before is None else before.end()
    owner = _OWNER.match(text, start, end)
    if owner is None or fold(owner["given"]) not in GIVEN_NAMES:
        return start, False
    return owner.end(), True


def _beside(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        words = match["title"].split()
        person = not is_marked(match) and fold(words[0]) in GIVEN_NAMES
        if not person and not words[0][0].islower():
            yield match


def _of_sentence(
    sentence: Text, match: re.Match[str], start: int, end: int, medium: str, section: str
) -> Depiction:
    at = sentence.passage.start
    title = Passage(at + start, at + end, sentence.passage.text[start:end])
    years = match.groupdict()
    first = int(years["start"]) if years.get("start") else None
    last = _last_year(first, years.get("end"))
    return Depiction(sentence, title, first, last, "", medium, section)


def read_depictions(item: Text, medium: str, section: str) -> Iterator[Depiction]:
    """Read one item: mostly one work, sometimes several, none where the item denies it."""
    several = list(_several(item))
    for words in several or [item.passage]:
        depiction = _read(item, words, medium, section)
        if depiction is not None:
            yield depiction


def _several(item: Text) -> Iterator[Passage]:
    """Cut "Pier (2001), Pier Two (2004), and Pier Three (2008): …" at its works."""
    text, found = item.passage.text, []
    kind = KIND_LEAD.match(text)
    at = kind.end() if kind else 0
    while (match := _SEVERAL.match(text, at)) is not None:
        found.append((at, match.start("gap")))
        at = match.end()
        if not match["gap"].strip() or match["gap"].strip()[-1] not in ",;d&":
            break
    if 1 < len(found) <= _MOST_WORKS:
        for start, end in found:
            yield Passage(item.passage.start + start, item.passage.start + end, text[start:end])


def _read(item: Text, words: Passage, medium: str, section: str) -> Depiction | None:
    match = match_work(words.text)
    if match is None or _AUTHOR.search(match["title"]):
        return None
    groups = match.groupdict()
    said = asserted(match["title"])
    begin = words.start + match.start("title")
    place = _without_person(match)
    title = Passage(words.start + place[0], words.start + place[1], words.text[slice(*place)])
    if said is None and not _is_own_title(match):
        return None
    if said is not None and said.status is not None:
        title = Passage(begin + said.start, begin + said.end, match["title"][said.start : said.end])
        item = item._replace(status=item.status or said.status)
    start = int(groups["start"]) if groups.get("start") else None
    creators = groups.get("by") or groups.get("by2") or _creator(groups)
    return Depiction(
        item, title, start, _last_year(start, groups.get("end")), creators.strip(), medium, section
    )


def _without_person(match: re.Match[str]) -> tuple[int, int]:
    """Cut the hero or the maker off "Mr. Reed, The Weir (1913)" and "The Weir, Jane Reed (1913)"."""
    start, end = match.span("title")
    left, comma, right = match["title"].rpartition(", ")
    if not comma:
        left, comma, right = match["title"].partition(" in ")
        if not (_is_person(left) and right[:1].isupper()):
            return start, end
    if is_marked(match):
        return start, end
    if _is_person(left) and not _is_person(right):
        return end - len(right), end
    if _is_person(right) and not _is_person(left):
        return start, start + len(left)
    return start, end


def _is_person(words: str) -> bool:
    """Tell a person by the title or the given name."""
    first, space, _ = words.partition(" ")
    return bool(space) and (first.rstrip(".") in _TITLES or fold(first) in GIVEN_NAMES)


def _is_own_title(match: re.Match[str]) -> bool:
    """Tell "*No Country for Old Men*" from "Not Lantern Street": marks hold a title together."""
    title = match["title"]
    return is_marked(match) or (
        title.split()[0].lower() in {"never", "no", "without", "unlike"} and len(title.split()) > 1
    )


def _creator(groups: dict[str, str | None]) -> str:
    match = _CREATOR.search(f"{groups.get('before') or ''} {groups.get('after') or ''}")
    return match["who"] if match else ""


def _last_year(start: int | None, end: str | None) -> int | None:
    if start is None or end is None or not end.isdigit():
        return None
    return int(end) if len(end) == 4 else start // 100 * 100 + int(end)  # noqa: PLR2004 -- "2016–19"
