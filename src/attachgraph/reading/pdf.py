"""Read the text of a PDF: without running heads and page numbers, lines put into paragraphs.

In: a PDF. Out: the extracted text, which is what offsets refer to, and its lines. Columns come in the
order in which the file has them; pictures of text have none. This is the one place that opens a PDF.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Final, NamedTuple

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.model import Passage
from attachgraph.reading.blocks.title_line import names_nothing
from attachgraph.reading.dialects import Read
from attachgraph.reading.entry import Settings
from attachgraph.reading.headings import heading_field
from attachgraph.reading.lines import Line, bulleted, passage
from attachgraph.reading.wording import reads_as_heading

_MOST_PAGES: Final = 3_000
#: Between two pages of the extracted text.
_PAGE: Final = "\n\f\n"
_LINE: Final = re.compile(r"\S[^\n\f]*")
_NUMBER: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"(?:page |p\. ?|[-–] ?)?(?:\d{1,4}|[ivxl]{1,6})(?: of \d{1,4}| ?[-–])?", re.IGNORECASE
)
#: Letters that are drawn as one, and what no text holds.
_LETTERS: Final = {
    0: " ",
    **dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), 0xFB00)),
}
_EDGE: Final = 2
_SHORT: Final = 0.8
_SECTION: Final = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.)\s+(?=[A-ZÀ-Þ])")
_ENDS: Final = re.compile(r"[.!?:][\"”’')\]]*$")
_LISTS: Final = frozenset({"references", "publications"})
_LONGEST_TITLE: Final = 300


class _Row(NamedTuple):
    """A line of a page."""

    words: Passage
    page: int
    is_furniture: bool = False


def pdf_text(data: bytes, name: str) -> tuple[str, str, str]:
    """Return the text of a PDF, and the title and the author that it declares."""
    # What it repairs in a file it would write to stderr, line after line.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages, title, author = _opened(data)
    except _LockedError as error:
        raise InputError(**refusal("locked-pdf"), where=name) from error
    except Exception as error:  # broken files fail in ways that no parser declares
        said = refusal("broken-pdf", reason=f"{type(error).__name__}: {error}"[:200])
        raise InputError(**said, where=name) from error
    text = _PAGE.join(pages).encode("utf-8", "replace").decode().translate(_LETTERS)
    if not text.strip():
        raise InputError(**refusal("pdf-without-text"), where=name)
    return text, title, author


class _LockedError(Exception):
    """A password is asked for."""


def _opened(data: bytes) -> tuple[list[str], str, str]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    # Many are encrypted with an empty password, only to forbid printing.
    if reader.is_encrypted and not reader.decrypt(""):
        raise _LockedError
    pages = [page.extract_text() for page in reader.pages[:_MOST_PAGES]]
    about = reader.metadata
    title, author = (about.title, about.author) if about is not None else ("", "")
    return pages, str(title or "").strip(), str(author or "").strip()


def read_pdf(data: bytes, name: str) -> Read:
    """Read a PDF."""
    content, declared, author = pdf_text(data, name)
    rows = _marked_rows(content)
    title = _title(content, declared)
    end = title.end if title is not None else -1
    lines = [
        Line(row.words.start, row.words.end, row.words.text, "boilerplate", outer=row.words.start)
        for row in rows
        if row.is_furniture
    ]
    lines += _paragraphs(
        content,
        [row for row in rows if not row.is_furniture and row.words.start >= end],
        titled=title is not None,
    )
    if title is not None:
        lines.append(Line(title.start, title.end, title.text, "heading", 1, outer=title.start))
        lines += [
            Line(row.words.start, row.words.end, row.words.text, outer=row.words.start)
            for row in rows
            if not row.is_furniture and row.words.end <= title.start
        ]
    return Read(
        content, sorted(lines, key=lambda line: line.start), Settings(article=True), author=author
    )


def _marked_rows(content: str) -> list[_Row]:
    """Cut a text into lines, and find those that repeat at the edges of pages."""
    pages: list[list[Passage]] = []
    at = 0
    for page in content.split("\f"):
        pages.append([passage(content, at + m.start(), at + m.end()) for m in _LINE.finditer(page)])
        at += len(page) + 1
    edges = Counter(
        shape for page in pages for shape in {_shape(words.text) for words in _edges(page)}
    )
    often = {shape for shape, times in edges.items() if times > 1 and times * 3 >= len(pages)}
    return [
        _Row(
            words,
            number,
            words in edge
            and (_shape(words.text) in often or _PAGE_NUMBER.fullmatch(words.text) is not None),
        )
        for number, page in enumerate(pages)
        for edge in [frozenset(_edges(page))]
        for words in page
    ]


def _edges(page: list[Passage]) -> list[Passage]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _shape(text: str) -> str:
    return _NUMBER.sub("#", " ".join(text.split()).casefold())


def _title(content: str, declared: str) -> Passage | None:
    """Find the declared title at the head of the text, over as many lines as it takes."""
    words = declared.split()
    if len(words) < 2 or len(declared) > _LONGEST_TITLE:  # noqa: PLR2004 -- "untitled", "Microsoft"
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), content[:4000], re.IGNORECASE)
    return Passage(match.start(), match.end(), match[0]) if match is not None else None


def _paragraphs(content: str, rows: list[_Row], *, titled: bool) -> Iterator[Line]:
    """Put lines into paragraphs; a list of references keeps its lines, which its own rules join."""
    width = median([len(row.words.text) for row in rows if len(row.words.text) > 20] or [80])  # noqa: PLR2004
    held: list[_Row] = []
    listing = False
    for number, row in enumerate(rows):
        heading = _heading(row.words.text, width)
        if heading is not None or listing or not number or _begins(held, row, width):
            yield from _joined(content, held)
            held = []
        if heading is not None:
            start = row.words.start + heading
            known = heading_field(row.words.text)
            listing = known is not None and known.field in _LISTS
            words = passage(content, start, row.words.end)
            yield Line(words.start, words.end, words.text, "heading", 2, outer=row.words.start)
        elif listing or not (number or titled):
            yield bulleted(row.words)
        else:
            held.append(row)
    yield from _joined(content, held)


def _heading(text: str, width: float) -> int | None:
    """Return where the words of a heading begin after its number; nothing for other lines."""
    section = _SECTION.match(text)
    start = section.end() if section is not None else 0
    if len(text) > _SHORT * width or not reads_as_heading(text):
        return None
    known = heading_field(text) is not None or names_nothing(text)
    return start if section is not None or known else None


def _begins(held: list[_Row], row: _Row, width: float) -> bool:
    """Return whether a line begins a paragraph: on a new page, as an item, or after a short last line."""
    if not held:
        return True
    last = held[-1]
    if last.page != row.page or bulleted(row.words).hint:
        return True
    ended = _ENDS.search(last.words.text) is not None
    return ended and len(last.words.text) < _SHORT * width


def _joined(content: str, rows: list[_Row]) -> Iterator[Line]:
    if rows:
        start, end = rows[0].words.start, rows[-1].words.end
        line = bulleted(Passage(start, end, content[start:end]))
        yield line if line.hint else line._replace(hint="paragraph")
