"""Read a table of couples: a row for each, with columns named as the rows of an infobox are.

In: the text of a CSV or TSV file, which is what offsets refer to. Out: an entry for each row that names
two styles plainly; any other row is reported. A table without columns for the styles is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from attachgraph.errors import InputError
from attachgraph.folder import DESCRIPTION, find_folder, line_of, read_columns, stamp
from attachgraph.model import Entry, InfoboxRow, Kind, Mark, Passage, Text
from attachgraph.reading import plain
from attachgraph.reading.asserting import says_nothing
from attachgraph.reading.dialects import Read
from attachgraph.reading.entry import Settings
from attachgraph.reading.infobox import read_row, traits_of
from attachgraph.reading.labels import label_field
from attachgraph.reading.lexicon import fold, style_keys
from attachgraph.reading.lines import Block, Line, passage
from attachgraph.reading.marks import Markup, report_misspelt
from attachgraph.reading.notices import Notices
from attachgraph.reading.parts.table import with_parts
from attachgraph.reading.prose import Prose
from attachgraph.reading.styles import find_styles

#: RFC 4180: a cell in quotation marks may hold separators, line ends and doubled marks.
_CELL: Final = r' *"(?P<quoted>(?:[^"]|"")*+)"[^{0}\r\n]*|(?P<plain>[^{0}\r\n]*+)'
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_OF_A_STYLE: Final = frozenset("attachment of partner person s style".split())
_ORDER: Final = {
    **dict.fromkeys(("a", "1", "one", "first", "her", "wife", "woman", "female"), 0),
    **dict.fromkeys(("b", "2", "two", "second", "his", "husband", "man", "male"), 1),
}
#: Who may be meant by a column with no other word: "Woman", "Man".
_PEOPLE: Final = frozenset({"wife", "husband", "woman", "man", "female", "male"})
_PAIR: Final = frozenset({"couple", "dyad", "pair", "pairing", "relationship"})
_SAID: Final = frozenset("claim claims comment finding findings note notes remark remarks".split())
#: What may be next to the styles in their cells; "or", "vs" and "perhaps" may not.
_BESIDE: Final = _OF_A_STYLE | _PAIR | frozenset({"and", "attached", "with", "x"})


#: Short names of columns, with the rows of an infobox that they stand for.
_SHORT: Final = {
    "cycle": "Conflict cycle",
    **dict.fromkeys(("ref", "refs", "key", "citekey", "citation key", "doi", "pmid"), "Sources"),
}
#: Characters among which the header is.
_LOOKED_AT: Final = 4_000
#: Rows of a table that are tried before it is said to hold no couples.
_TRIED: Final = 20
#: Lines that may be above the header of a sheet.
_ABOVE: Final = 6

_Couple = tuple[tuple[str, Passage], tuple[str, Passage]]


class _Columns(NamedTuple):
    """Which columns hold what, by their numbers."""

    styles: tuple[int, ...]
    pair: int | None
    said: frozenset[int]
    #: What each column is called among the rows of an infobox.
    names: tuple[str, ...]

    @property
    def of_styles(self) -> frozenset[int]:
        """The columns that name the styles."""
        return frozenset((*self.styles, *(() if self.pair is None else (self.pair,))))


def read(content: str, name: str, cell: re.Pattern[str] | None = None) -> Read:
    """Read the rows of a table; without a form of the cells, they are those of CSV or TSV."""
    rows = _from_header(list(_filled(content, cell)))
    columns = _columns(rows[0]) if rows else None
    notices = Notices(content)
    _say_missing(notices, rows[0] if rows else ())
    if columns is None:
        page = plain.read(content, name)
        return page._replace(diagnostics=(*page.diagnostics, *notices.found))
    prose = Prose(content, Markup({}))
    title = passage(content, rows[0][0].start, rows[0][-1].end)
    marks: list[Mark] = []
    entries: list[Entry] = []
    for row in rows[1:]:
        couple = _couple(row, columns)
        if couple is None:
            whole = passage(content, row[0].start, row[-1].end)
            marks.append(Mark(whole.start, whole.end, "unparsed"))
            _say_amiss(notices, rows[0], row, columns)
        else:
            lead = tuple(_notes(prose, row, columns, notices))
            entries.append(_entry(prose, rows[0], row, columns, couple, lead))
    settings = Settings(title=title, kind=Kind.ENTRY, article=True)
    for number, label in enumerate(rows[0]):
        form = number in columns.of_styles | columns.said or label_field(columns.names[number])
        if label.text and not form and _partner_of(columns.names[number]) is None:
            notices.say("unknown-label", label.start, label=label.label[:60])
    diagnostics = (*notices.found, *report_misspelt(content))
    lines = [Line(*title, "heading", 1, outer=title.start)]
    return Read(
        content,
        lines,
        settings,
        marks=tuple(marks),
        diagnostics=diagnostics,
        entries=tuple(entries),
    )


def holds_couples(content: str, cell: re.Pattern[str] | None = None) -> bool:
    """Tell a table of couples from any other, by its header and its first rows."""
    header, *rows = _from_header(list(islice(_filled(content, cell), _TRIED))) or [[]]
    columns = _columns(header)
    return columns is not None and any(_couple(row, columns) for row in rows)


def _from_header(rows: list[list[Passage]]) -> list[list[Passage]]:
    """Leave out lines of one cell above the header: the title of a sheet, the date of it."""
    for number, row in enumerate(rows[:_ABOVE]):
        if sum(bool(cell.text) for cell in row) > 1:
            return rows[number:] if number and _columns(row) is not None else rows
    return rows


def _filled(content: str, cell: re.Pattern[str] | None) -> Iterator[list[Passage]]:
    return (row for row in _rows(content, cell) if any(cell.text for cell in row))


def _rows(content: str, cell: re.Pattern[str] | None) -> Iterator[list[Passage]]:
    """Yield the cells of each row; the separator is the one that the first line has most of."""
    lines = content[:_LOOKED_AT].splitlines() or [""]
    first = next((line for line in lines[:_ABOVE] if max(map(line.count, "\t,;|")) > 1), lines[0])
    separator = "\t" if cell is not None else max("\t,;|", key=first.count)
    cell = cell or re.compile(_CELL.format(separator))
    at, row = 0, list[Passage]()
    while at < len(content):
        match = cell.match(content, at)
        assert match is not None  # noqa: S101 -- an empty cell matches
        row.append(passage(content, *match.span(match.lastgroup or 0)))
        at = match.end()
        if content[at : at + 1] == separator:
            at += 1
            continue
        yield row
        row = []
        end = _LINE_END.match(content, at)
        at = end.end() if end else at
    if row:
        yield row


def _columns(header: Sequence[Passage]) -> _Columns | None:
    """Find the columns of the styles by their names, in any order."""
    places: dict[int, int] = {}
    pair: int | None = None
    said: set[int] = set()
    names = tuple(_names(header))
    for number, name in enumerate(names):
        words = fold(name.replace("_", " ")).split()
        order = {_ORDER[word] for word in words if word in _ORDER}
        beside = {word for word in words if word not in _ORDER}
        if len(order) == 1 and (beside <= _OF_A_STYLE if beside else words[0] in _PEOPLE):
            places.setdefault(order.pop(), number)
        elif not order and beside and beside <= _PAIR and pair is None:
            pair = number
        elif _SAID.issuperset(words) and words:
            said.add(number)
    styles = tuple(places[order] for order in sorted(places))
    if pair is None and len(styles) < 2:  # noqa: PLR2004 -- two make a couple
        return None
    return _Columns(styles if len(styles) > 1 else (), pair, frozenset(said), names)


def _names(header: Sequence[Passage]) -> Iterator[str]:
    """Name the columns as we know them: as their author says in ``dataset.toml``, else as they are."""
    folder, own = _own_columns()
    meant = {fold(name): known for name, known in own.items()}
    for cell in header:
        name = fold(cell.text.replace("_", " "))
        known = meant.get(name)
        if known is not None and not _is_known(known):
            raise InputError(
                f"the column {cell.label!r} is to be {known!r}, which no column is",
                where=str(folder / DESCRIPTION),
                fix='write "style a", "style b", "pairing", "note", or a row of an infobox',
            )
        yield known or _SHORT.get(name, cell.text.replace("_", " "))


def _partner_of(name: str) -> int | None:
    """Return whose traits a column holds: 0 for "traits_a" and "Her traits", 1 for the other's."""
    words = fold(name.replace("_", " ")).split()
    order = {_ORDER[word] for word in words if word in _ORDER}
    rest = [word for word in words if word not in _ORDER and word not in _OF_A_STYLE]
    if len(order) != 1 or label_field(" ".join(rest).capitalize()) != "traits":
        return None
    return order.pop()


def _own_columns() -> tuple[Path, Mapping[str, str]]:
    folder = find_folder()
    return folder, read_columns(folder, stamp(folder, DESCRIPTION))


def _is_known(name: str) -> bool:
    words = set(fold(name).split())
    of_couple = words <= _PAIR | _SAID | _OF_A_STYLE | _ORDER.keys()
    return bool(words) and (of_couple or bool(label_field(_SHORT.get(fold(name), name))))


def _couple(row: Sequence[Passage], columns: _Columns) -> _Couple | None:
    """Find the two styles of a row; nothing where its cells say anything else, or disagree."""
    named: list[_Couple] = []
    for numbers, wanted in ((columns.styles, 1), ((columns.pair,), 2)):
        cells = [row[n] for n in numbers if n is not None and n < len(row) and row[n].text]
        if wanted == 2 and named and not any(find_styles(c.text, loosely=True) for c in cells):  # noqa: PLR2004 -- as below
            continue  # the column "couple" of many tables only numbers them
        found = [one for cell in cells for one in _named(cell, wanted)]
        if cells and len(found) != 2:  # noqa: PLR2004 -- two make a couple
            return None
        named += [(found[0], found[1])] if cells else []
    agreed = {tuple(sorted(key for key, _ in couple)) for couple in named}
    return named[0] if len(agreed) == 1 else None


def _say_amiss(
    notices: Notices, header: Sequence[Passage], row: Sequence[Passage], columns: _Columns
) -> None:
    """Name the cell because of which a row is not a couple; an empty one only where no other is."""
    missing = Passage(row[-1].end, row[-1].end, "")
    cells = [*row, *[missing] * (len(header) - len(row))]
    amiss = [n for n in columns.styles if len(_named(cells[n], 1)) != 1]
    pair = [] if columns.pair is None else [columns.pair]
    number = [*(n for n in (*amiss, *pair) if cells[n].text), *amiss, *pair][0]
    notices.say(
        "row-without-couple",
        cells[number].start,
        label=header[number].label[:60],
        words=cells[number].label[:60],
        styles=", ".join(style_keys()),
    )


def _named(cell: Passage, wanted: int) -> list[tuple[str, Passage]]:
    """Return the styles of a cell that holds nothing but so many of them."""
    mentions = find_styles(cell.text, loosely=True)
    beside, at = "", 0
    for mention in mentions:
        beside += cell.text[at : mention.start] + " "
        at = mention.end
    beside += cell.text[at:]
    if wanted == 1 and len({mention.key for mention in mentions}) == 1:
        mentions = mentions[:1]  # "fearful (FA)"
    if len(mentions) != wanted or "?" in beside or not _BESIDE.issuperset(fold(beside).split()):
        return []
    return [
        (m.key, Passage(cell.start + m.start, cell.start + m.end, cell.text[m.start : m.end]))
        for m in mentions
    ]


def _notes(
    prose: Prose, row: Sequence[Passage], columns: _Columns, notices: Notices
) -> Iterator[Text]:
    """Read the sentences of the remarks; a word alone claims nothing, and that is reported."""
    for number in sorted(columns.said):
        for said in (
            prose.sentences(row[number].start, row[number].end) if number < len(row) else ()
        ):
            if len(said.words.split()) > 1 or said.citations:
                yield said
            elif not says_nothing(said.words):
                notices.say("word-as-note", said.passage.start, words=said.words[:60])


def _say_missing(notices: Notices, header: Sequence[Passage]) -> None:
    """Report a column that ``dataset.toml`` names and this table lacks, unless another stands for it."""
    folder, own = _own_columns()
    names = {fold(name) for name in _names(header)} if own else set()
    names |= {fold(cell.text.replace("_", " ")) for cell in header}
    for name, known in own.items() if header else ():
        if names.isdisjoint({fold(name), fold(known)}):
            place = f"{folder / DESCRIPTION}:{line_of(folder, name)}"
            notices.say("column-missing", header[0].start, label=name[:60], place=place)


def _entry(
    prose: Prose,
    header: Sequence[Passage],
    row: Sequence[Passage],
    columns: _Columns,
    couple: _Couple,
    lead: tuple[Text, ...],
) -> Entry:
    """Read a row as an entry on its couple: cells are rows of the infobox, remarks its sentences."""
    (first, one), (second, other) = couple
    taken = columns.of_styles | columns.said
    infobox: list[InfoboxRow] = []
    for number, (label, cell) in enumerate(zip(header, row, strict=False)):
        if number not in taken and label.text and cell.text:
            known = label._replace(text=columns.names[number])
            order = _partner_of(known.text)
            if order is not None:
                traits = traits_of(prose, cell.start, cell.end)
                infobox.append(InfoboxRow(label, traits, cell, "traits", (first, second)[order]))
                continue
            rows = read_row(prose, Block("row", cell, known), (first, second))
            infobox += [replace(row, label=label) for row in rows]
    entry = Entry(
        title=one,
        kind=Kind.PAIRING,
        styles=(first, second),
        style_passages=(one, other),
        styles_inferred=True,
        lead=lead,
        infobox=tuple(infobox),
        is_row=True,
    )
    return with_parts(prose, entry)
