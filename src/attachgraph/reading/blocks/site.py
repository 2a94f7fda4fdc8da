"""What belongs to the web site and not to the entry, such as teasers and share buttons.

In: the lines of a page. Out: the numbers of those that are boilerplate, each with the rule that
says so. A teaser is a title with the beginning of another entry; nothing of it is a fact of this
one.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from attachgraph.model import Passage
from attachgraph.reading.blocks.text_lines import RECORD
from attachgraph.reading.headings import heading_field
from attachgraph.reading.labels import split_row
from attachgraph.reading.languages import any_of
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Line, passage
from attachgraph.reading.styles import find_styles
from attachgraph.reading.wording import bare_title, is_sentence

#: Above the title, who wrote a page and where it lies on the site is not what it says.
_BYLINE: Final = re.compile(
    r"(?i:(?:(?:written|reviewed|edited|medically reviewed|posted) )?by [^.!?]{2,60}|(?:author|autor(?:in|a)?|auteure?) ?: [^!?:]{2,60})|"
    r"(?=[A-ZÀ-Þ])[^:.!?|>»›]{1,40}(?: [>»›] [A-ZÀ-Þ][^:.!?|>»›]{0,60}){2,}"
)
_TOP: Final = 8
_LONGEST_PHRASE: Final = 240
_LETTER_BAR: Final = re.compile(r"(?:(?:[A-Z#]|\d{1,2}|0-9)[\s|·•]+){9,}(?:[A-Z#]|\d{1,2}|0-9)")
_SINGLE: Final = re.compile(r"[A-Z#0-9]")
_PATTERNS: Final = re.compile(
    r"""
    get\ (?:our\ )?free\ .{0,80}\ in\ your\ inbox.* | (?:join|subscribe|sign\ up)\b.{0,80}\b(?:newsletter|inbox|list|updates)\b.* |
    subscribe!? | newsletter | share\ (?:it|this)(?:\ (?:article|page|entry|post))?\s*:? | share\s*:? | tweet | pin\ it |
    make\ a\ (?:contribution|donation) | donate(?:\ now)? | if\ you\ learned\ something\ new\ today,.* |
    your\ donation\ makes\ .* | thanks\ to\ readers\ like\ you.* | in\ this\ article | table\ of\ contents | contents |
    on\ this\ page | skip\ to\ (?:main\ )?content | menu | search | home | log\ ?in | sign\ (?:in|up) | back\ to\ top |
    (?:©|\(c\)|copyright)\b.* | all\ rights\ reserved\.? | privacy\ policy | terms\ (?:of\ (?:use|service)|and\ conditions) |
    from\ (?:\w+,\ )?(?:the|a)\ free\ encyclopedia.* | jump\ to\ (?:navigation|search|content).* |
    cookie\ (?:policy|settings) | (?:we|this\ (?:site|website))\ uses?\ cookies.* | accept(?:\ all)?(?:\ cookies)? | advertisement |
    (?:leave|post)\ a\ (?:comment|reply) | (?:last\ )?(?:updated|modified|published)(?:\ on)?\s*:.{4,40} |
    (?:this\ (?:page|article|entry)\ (?:was|has\ been)\ )?last\ (?:edited|changed|updated|modified|reviewed|revised)\b.{2,60} |
    was\ this\ (?:page|article|entry)\ (?:helpful|useful).* | (?:report|suggest)\ an?\ (?:error|edit|change) | read\ more(?:\ »|:.*)? |
    (?:go\ to\ |back\ to\ )?(?:the\ )?(?:top|bottom)\ of\ (?:the\ )?page | (?:open|close|main|site|toggle)\ (?:menu|navigation) | you\ are\ here\b.{0,80} |
    (?:download|view|open)\ (?:the\ )?(?:pdf|article|citation)s? | pdf | cite(?:\ this(?:\ (?:article|entry|page))?)? | cite\ as\b.{0,20} | permissions |
    (?:show|load|view|see)\ (?:more|less|all) | follow\ us\b.{0,60} | sponsored | open\ access | free\ access | full\ text | page\ \d+(?:\ of\ \d+)? |
    (?:previous|next)(?:\ (?:article|entry|post))? | (?:home|encyclopedia)\s*[»›>/].* | \d+\ min(?:ute)?s?\ read | facebook | twitter | x |
    \(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\ \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s[ap]m)?\) |
    linkedin | pinterest | reddit | email | whatsapp | copy\ link | print
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FURNITURE: Final = re.compile(
    rf"(?:{any_of('credits')}|credits?)(?: credits?)? ?: .*|(?-i:(?=[A-ZÀ-Þ]))(?:{any_of('credits')}) by .*|{any_of('furniture')}",
    re.IGNORECASE,
)
_LINKS: Final = re.compile(r"\s{2,}|\s*[|·•]\s*")
_TEASERS: Final = re.compile(
    r"(?:latest|recent|popular|trending|featured|more|new(?:est)?) (?:articles?|entries|posts?|terms?)",
    re.IGNORECASE,
)
_TEASER: Final = 40
_CONTENTS: Final = re.compile(
    r"(?:table of )?contents|in this (?:article|entry)|on this page", re.IGNORECASE
)
_NUMBERED: Final = re.compile(r"\d+(?:\.\d+)*\.?\s+(?=\S)")
#: Links that a site puts after a heading.
_EDIT: Final = re.compile(r"(?<!\s)\s*+(?:\[\s*edit[^\]]{0,20}\]|[¶🔗])$")
_LONGEST_TITLE: Final = 90
#: Rows that no site has of its own.
_OF_COUPLES: Final = frozenset({"traits", "cycle", "aliases", "antonyms", "outcome"})
_FEWEST_ROWS: Final = 2


def site_lines(lines: Sequence[Line]) -> dict[int, str]:
    """Find the lines that belong to the site, each with the name of the rule that took it."""
    found: dict[int, str] = {}
    for name, rule in _RULES:
        for number in rule(lines):
            found.setdefault(number, name)
    for number in _teasers(lines, found):
        found.setdefault(number, "teaser")
    return found


def _with_box(lines: Sequence[Line]) -> Sequence[Line]:
    """Give back the rows of an infobox that is set beside the page, where sites have their own."""
    rows = {
        number: row
        for number, line in enumerate(lines)
        if line.hint == "boilerplate"
        and (":" in line.text or "\t" in line.text)
        and (row := split_row(line.text)) is not None
        and row.field in _OF_COUPLES
        and row.value_start < len(line.text)
    }
    heads = (line.text for line in lines if line.hint == "heading")
    if len(rows) < _FEWEST_ROWS or not find_styles(next(heads, ""), loosely=True):
        return lines
    return [
        line._replace(
            hint="row",
            label_end=line.start + rows[number].label_end,
            value_start=line.start + rows[number].value_start,
        )
        if number in rows
        else line
        for number, line in enumerate(lines)
    ]


def trim_site(content: str, lines: Sequence[Line]) -> tuple[list[Line], list[Passage]]:
    """Take off what a site puts after its headings: "[edit]" and signs for links."""
    kept: list[Line] = []
    trimmed: list[Passage] = []
    for line in _with_box(lines):
        match = _EDIT.search(line.text) if line.text[-1:] in "]¶🔗" and line.hint != "row" else None
        if match is None or not match.start():
            kept.append(line)
            continue
        end = line.start + match.start()
        kept.append(line._replace(end=end, text=line.text[: match.start()]))
        trimmed.append(passage(content, end, line.end))
    return kept, trimmed


def _marked(lines: Sequence[Line]) -> Iterator[int]:
    return (number for number, line in enumerate(lines) if line.hint == "boilerplate")


def _letters(lines: Sequence[Line]) -> Iterator[int]:
    """Find a letter bar, also one that was pasted with one letter a line."""
    run: list[int] = []
    for number, line in enumerate([*lines, Line(0, 0, "end")]):
        if _SINGLE.fullmatch(line.text):
            run.append(number)
            continue
        if len(run) >= 10:  # noqa: PLR2004 -- fewer could be a list of the author's
            yield from run
        run = []
        if _LETTER_BAR.fullmatch(line.text):
            yield number


def _phrases(lines: Sequence[Line]) -> Iterator[int]:
    for number, line in enumerate(lines):
        if len(line.text) < _LONGEST_PHRASE and (
            _PATTERNS.fullmatch(line.text)
            or (_FURNITURE.fullmatch(line.text) and not is_sentence(line.text))
            or _is_menu(line.text)
        ):
            shown = line.hint == "heading" or any(
                RECORD.match(following.text) for following in lines[number + 1 : number + 2]
            )
            if shown and _is_heading_of_sources(line.text):
                continue
            yield number


def _is_menu(text: str) -> bool:
    """Tell a line of links set apart by spaces or bars, one of which every site has."""
    links = _LINKS.split(text) if "  " in text or "|" in text or "·" in text else ()
    return len(links) > 2 and any(  # noqa: PLR2004 -- two may be a row
        len(link) > 1 and _PATTERNS.fullmatch(link) for link in links
    )


def _is_heading_of_sources(text: str) -> bool:
    """Tell "Read more" above a list of books from the same words as a link."""
    heading = heading_field(text)
    return heading is not None and heading.field in {"publications", "references"}


def _bylines(lines: Sequence[Line]) -> Iterator[int]:
    return (n for n, line in enumerate(lines[:_TOP]) if _BYLINE.fullmatch(line.text))


def _contents(lines: Sequence[Line]) -> Iterator[int]:
    """Find the lines of a table of contents: short ones, numbered or repeated further down."""
    starts = [n for n, line in enumerate(lines) if _CONTENTS.fullmatch(line.text)]
    last = {fold(line.text): n for n, line in enumerate(lines)} if starts else {}
    done = -1
    for start in starts:
        for number in range(max(start, done) + 1, len(lines)):
            text = lines[number].text
            numbered = _NUMBERED.match(text) is not None
            repeated = numbered or last[fold(text)] > number
            if len(text) > _LONGEST_TITLE or is_sentence(text) or not repeated:
                break
            done = number
            yield number


def with_levels(
    content: str, lines: Sequence[Line], site: Mapping[int, str], kept: list[Line]
) -> list[Line]:
    """Give the lines that a numbered table of contents names the level that it gives them."""
    levels: dict[str, int] = {}
    for line in (lines[number] for number, rule in site.items() if rule == "contents"):
        number = _NUMBERED.match(content, line.outer) if line.outer >= 0 else None
        if number is not None:
            level = 2 + number[0].strip(" .\t").count(".")
            levels[fold(content[number.end() : line.end])] = level
    if not levels:
        return kept
    return [
        line._replace(hint="heading", level=levels[fold(line.text)])
        if line.hint in {"", "paragraph"} and fold(line.text) in levels
        else line
        for line in kept
    ]


_RULES: Final = (
    ("site-markup", _marked),
    ("letter-bar", _letters),
    ("site-phrase", _phrases),
    ("byline", _bylines),
    ("contents", _contents),
)


def _teasers(lines: Sequence[Line], site: Collection[int]) -> Iterator[int]:
    """Find the teasers of other entries, which may be before the entry or after it.

    After it everything is boilerplate. Before it, the entry begins with the first title that is
    repeated above its infobox, else with the first whose text is whole after the last teaser that
    is cut.
    """
    number = 0
    seen_entry = False
    while number < len(lines):
        if number in site:
            number += 1
        elif _opens_teasers(lines[number]):
            stop = len(lines) if seen_entry else _first_of_entry(lines, number + 1, site)
            yield from range(number, stop)
            number = stop
        else:
            seen_entry = True
            number += 1


def _opens_teasers(line: Line) -> bool:
    return _TEASERS.fullmatch(line.text.rstrip(":")) is not None


def _first_of_entry(lines: Sequence[Line], start: int, site: Collection[int]) -> int:
    """Find where the entry begins after a list of teasers."""
    rest = [n for n in range(start, len(lines)) if n not in site and not _opens_teasers(lines[n])]
    title = next((n for n in rest if lines[n].hint == "heading" and lines[n].level == 1), -1)
    if title >= 0:
        return title
    infobox = next((n for n in rest if _is_row(lines[n].text)), len(lines))
    if infobox == len(lines):
        infobox = next((n for n in rest if _opens_section(lines, n)), len(lines))
    rest = [n for n in rest if n < infobox]
    titles = [
        n
        for n, following in itertools.pairwise(rest)
        if len(lines[n].text) <= _LONGEST_TITLE
        and not is_sentence(lines[n].text)
        and is_sentence(lines[following].text)
    ]
    names = Counter(bare_title(lines[n].text) for n in rest)
    for n in titles:
        if names[bare_title(lines[n].text)] > 1:
            return n
    last_cut = max(
        (n for n in rest if len(lines[n].text) > _TEASER and not is_sentence(lines[n].text)),
        default=start - 1,
    )
    whole = [n for n in titles if n > last_cut] or titles[-1:]
    return whole[0] if whole else infobox


def _is_row(text: str) -> bool:
    row = split_row(text)
    return row is not None and row.value_start < len(text)


def _opens_section(lines: Sequence[Line], number: int) -> bool:
    """Tell a section of the entry from a teaser whose title is the name of a section."""
    if number + 1 >= len(lines):
        return False
    heading = heading_field(lines[number].text)
    return heading is not None and not heading.parent and is_sentence(lines[number + 1].text)
