"""What belongs to the web site and not to the entry, such as teasers and share buttons.

In: the lines of a page. Out: the numbers of those that are boilerplate. A teaser is a title with
the beginning of another entry; nothing of it is a fact of this one.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from attachgraph.model import Passage
from attachgraph.reading.headings import heading_field
from attachgraph.reading.labels import split_row
from attachgraph.reading.lexicon import fold
from attachgraph.reading.lines import Line, passage

#: Above the title, who wrote a page is not what it says.
_BYLINE: Final = re.compile(
    r"(?:(?:written|reviewed|edited|medically reviewed|posted) )?by [^.!?]{2,60}", re.IGNORECASE
)
_TOP: Final = 8
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
    (?:leave|post)\ a\ (?:comment|reply) | (?:last\ )?(?:updated|modified|published)(?:\ on)?\s*:.{4,40} | read\ more(?:\ »)? |
    (?:previous|next)(?:\ (?:article|entry|post))? | (?:home|encyclopedia)\s*[»›>/].* | \d+\ min(?:ute)?s?\ read | facebook | twitter | x |
    linkedin | pinterest | reddit | email | whatsapp | copy\ link | print
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TEASERS: Final = re.compile(
    r"(?:latest|recent|popular|trending|featured|more|new(?:est)?) (?:articles?|entries|posts?|terms?)",
    re.IGNORECASE,
)
_ENDS_SENTENCE: Final = re.compile(r"[.!?…][\"”’')\]]*$")
#: Characters at the end of a line that tell whether it is whole.
_TAIL: Final = 16
_TEASER: Final = 40
_CONTENTS: Final = re.compile(
    r"(?:table of )?contents|in this (?:article|entry)|on this page", re.IGNORECASE
)
_NUMBERED: Final = re.compile(r"\d+(?:\.\d+)*\.?\s+(?=\S)")
#: Links that a site puts behind a heading.
_EDIT: Final = re.compile(r"(?<!\s)\s*+(?:\[\s*edit[^\]]{0,20}\]|[¶🔗])$")
_LONGEST_TITLE: Final = 90


def is_sentence(text: str) -> bool:
    """Tell whether a line reads as running text that ends where its author ended it."""
    return (
        _ENDS_SENTENCE.search(text[-_TAIL:]) is not None
        and not text.endswith(("...", "…"))
        and text.count(" ") > 3  # noqa: PLR2004 -- see the line above
    )


def _is_furniture(line: Line) -> bool:
    if line.hint == "boilerplate":
        return True
    text = line.text
    return _LETTER_BAR.fullmatch(text) is not None or (
        len(text) < 240 and _PATTERNS.fullmatch(text) is not None  # noqa: PLR2004 -- furniture is short
    )


def _letter_runs(lines: Sequence[Line]) -> set[int]:
    """Find a letter bar that was pasted with one letter a line."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate([*lines, Line(0, 0, "end")]):
        if _SINGLE.fullmatch(line.text):
            run.append(number)
        else:
            if len(run) >= 10:  # noqa: PLR2004 -- fewer could be a list of the author's
                found.update(run)
            run = []
    return found


def boilerplate_lines(lines: Sequence[Line]) -> set[int]:
    """Find the lines that belong to the site.

    Notes
    -----
    A list of teasers may stand before the entry or behind it. Behind it everything is boilerplate.
    Before it, the entry begins with the first title that is repeated above its infobox, else with
    the first whose text is whole after the last teaser that is cut.
    """
    found = _letter_runs(lines) | {
        number for number, line in enumerate(lines) if _is_furniture(line)
    }
    found |= {number for number, line in enumerate(lines[:_TOP]) if _BYLINE.fullmatch(line.text)}
    found |= _contents(lines)
    number = 0
    seen_entry = False
    while number < len(lines):
        line = lines[number]
        if number in found:
            number += 1
        elif _TEASERS.fullmatch(line.text.rstrip(":")):
            stop = len(lines) if seen_entry else _first_of_entry(lines, number + 1, found)
            found.update(range(number, stop))
            number = stop
        else:
            seen_entry = True
            number += 1
    return found


def trim_furniture(content: str, lines: Sequence[Line]) -> tuple[list[Line], list[Passage]]:
    """Take off what a site puts behind its headings: "[edit]" and signs for links."""
    kept: list[Line] = []
    trimmed: list[Passage] = []
    for line in lines:
        match = _EDIT.search(line.text) if line.text[-1:] in "]¶🔗" and line.hint != "row" else None
        if match is None or not match.start():
            kept.append(line)
            continue
        end = line.start + match.start()
        kept.append(line._replace(end=end, text=line.text[: match.start()]))
        trimmed.append(passage(content, end, line.end))
    return kept, trimmed


def _contents(lines: Sequence[Line]) -> set[int]:
    """Find the lines of a table of contents: short ones, numbered or repeated further down."""
    found: set[int] = set()
    for start, line in enumerate(lines):
        if _CONTENTS.fullmatch(line.text) is None:
            continue
        later = Counter(fold(other.text) for other in lines[start:])
        for number in range(start + 1, len(lines)):
            text = lines[number].text
            repeated = later[fold(_NUMBERED.sub("", text))] > int(_NUMBERED.match(text) is None)
            if (
                len(text) > _LONGEST_TITLE
                or is_sentence(text)
                or not (repeated or _NUMBERED.match(text))
            ):
                break
            later[fold(text)] -= 1
            found.add(number)
    return found


def _first_of_entry(lines: Sequence[Line], start: int, furniture: set[int]) -> int:
    """Find where the entry begins behind a list of teasers."""
    title = next(
        (n for n in range(start, len(lines)) if lines[n].hint == "heading" and lines[n].level == 1),
        -1,
    )
    if title >= 0:
        return title
    infobox = next((n for n in range(start, len(lines)) if _is_row(lines[n].text)), len(lines))
    if infobox == len(lines):
        infobox = next(
            (n for n in range(start, len(lines) - 1) if _opens_section(lines, n)), len(lines)
        )
    rest = [n for n in range(start, infobox) if n not in furniture]
    titles = [
        n
        for n, following in itertools.pairwise(rest)
        if len(lines[n].text) <= _LONGEST_TITLE
        and not is_sentence(lines[n].text)
        and is_sentence(lines[following].text)
    ]
    names = Counter(_bare(lines[n].text) for n in rest)
    for n in titles:
        if names[_bare(lines[n].text)] > 1:
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
    heading = heading_field(lines[number].text)
    return heading is not None and not heading.parent and is_sentence(lines[number + 1].text)


def _bare(title: str) -> str:
    return fold(title).removesuffix("s")
