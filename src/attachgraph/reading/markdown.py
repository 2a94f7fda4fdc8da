"""Read Markdown: front matter as the infobox, the body by its blocks.

In: Markdown text. Out: lines with what the markup says of them. Block structure comes from
markdown-it-py (CommonMark and pipe tables), places from its line numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from markdown_it import MarkdownIt

from attachgraph.model import Mark, Passage
from attachgraph.reading.dialects import Read
from attachgraph.reading.entry import Settings
from attachgraph.reading.frontmatter import read_front_matter
from attachgraph.reading.infobox import partners_of
from attachgraph.reading.labels import label_field, split_row
from attachgraph.reading.lines import Line, passage
from attachgraph.reading.marks import COMMENT, COMMENT_SIGNS, Markup, report_misspelt
from attachgraph.reading.notices import Notices

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_INK: Final = re.compile(r"\S")
#: A line of front matter that is a note to oneself.
_PARAGRAPH: Final = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_FENCES: Final = ("```", "~~~")
_FRONT_NOTE: Final = re.compile(r"^[ \t]*#[^\r\n]*", re.MULTILINE)
#: Bullets, numbers, marks of quotations and headings, the box of a task, the mark of a callout.
_MARKUP: Final = re.compile(
    r"(?:[-*+]|\d{1,9}[.)]|>|#{1,6})(?:[ \t]+|$)(?:\[[ xX/-]\](?:[ \t]+|$))?|\[![\w-]+\][+-]?[ \t]*"
)
#: The mark at the head of a footnote.
_NOTE_MARK: Final = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
#: A file that a note-taking program shows in the place of these words.
_EMBED: Final = re.compile(r"!\[\[[^\[\]]*\]\]")
_TAG: Final = re.compile(r"<[^<>]*>")
_BOLD_LEAD: Final = re.compile(r"(\*\*|__)[^*_]{2,120}\1")
_LONGEST_LABEL: Final = 60
_SUMMARY_LEVEL: Final = 6
_ROW_CELLS: Final = 2
_TEXT_BLOCKS: Final = frozenset(
    {"heading_open", "paragraph_open", "code_block", "fence", "html_block", "tr_open"}
)


@cache
def _parser() -> MarkdownIt:
    # Only blocks are wanted: marks inside a line are read elsewhere, and brackets within brackets
    # cost time here.
    blocks = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table")
    return blocks.disable(["inline", "text_join"])


class _Body(NamedTuple):
    lines: list[Line]
    marks: list[Mark]
    markup: Markup


def read(content: str, name: str) -> Read:
    """Read front matter and blocks."""
    notices = Notices(content)
    front = read_front_matter(content, name, notices)
    body = _body(content, front.end if front is not None else 0)
    said = _without_notes(content, front.end if front is not None else 0)
    diagnostics = (*notices.found, *report_misspelt(said))
    if front is None:
        settings = Settings(markup=body.markup)
        return Read(content, body.lines, settings, marks=tuple(body.marks), diagnostics=diagnostics)
    settings = front.settings.with_markup(body.markup)
    lines, marks = [*front.lines, *body.lines], (*front.marks, *body.marks)
    return Read(
        content, lines, settings, front.licence, front.author, front.address, marks, diagnostics
    )


def _body(content: str, start: int) -> _Body:
    """Read the blocks of the body, each as one line with its hint."""
    starts = [start]
    starts += [match.end() for match in _LINE_END.finditer(content, start)]
    starts.append(len(content))
    env: dict[str, Any] = {}
    # markdown-it replaces NUL and normalises line ends; neither changes the number of lines.
    tokens = _parser().parse(content[start:], env)
    lines = list(_with_whole_notes(content, _blocks(content, starts, tokens)))
    of_their_own = {line.start for line in lines if line.hint == "boilerplate"}
    marks = [
        Mark(match.start(), match.end(), "boilerplate")
        for match in _comments(content, start)
        if match.start() not in of_their_own
    ]
    for reference in env.get("references", {}).values():
        first, last = (starts[min(number, len(starts) - 1)] for number in reference["map"])
        words = passage(content, first, last)
        if words.text:
            marks.append(Mark(words.start, words.end, "used"))
    return _Body(lines, marks, Markup(env.get("references", {})))


def _without_notes(content: str, start: int) -> str:
    """Blank comments, also those of front matter, in place: a note to oneself claims nothing."""
    front = _FRONT_NOTE.sub(_blank, content[:start])
    return front + COMMENT.sub(_blank, content[start:])


def _blank(match: re.Match[str]) -> str:
    return _INK.sub(" ", match[0])


def _comments(content: str, start: int) -> Iterator[re.Match[str]]:
    return COMMENT.finditer(content, start) if _has_comments(content) else iter(())


def _has_comments(text: str) -> bool:
    return any(sign in text for sign in COMMENT_SIGNS)


def _blocks(content: str, starts: list[int], tokens: list[Token]) -> Iterator[Line]:
    lists: list[str] = []
    item_open = False
    columns = ""
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append("item" if token.type == "bullet_list_open" else "numbered")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            item_open = True
        elif token.type == "thead_open" and token.map is not None:
            columns = (
                "cells" if _has_columns(content[slice(*(starts[n] for n in token.map))]) else ""
            )
        elif token.map is not None and token.type in _TEXT_BLOCKS:
            hint = {"heading_open": "heading", "tr_open": columns}.get(token.type, "")
            if token.type == "paragraph_open" and lists:
                # The second paragraph of an item says more of it, and is not an item.
                hint, item_open = lists[-1] if item_open else "remark", False
            first, last = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
            yield from _lines(content, passage(content, first, last), token, hint)


def _has_columns(table: str) -> bool:
    """Return whether a table is one of columns, and no list of rows with label and value."""
    head = [cell.strip(" \t*_") for cell in table.splitlines()[0].strip(" \t|").split("|")]
    of_traits = label_field(head[-1]) == "traits" and not label_field(head[0])
    return len(head) > _ROW_CELLS or of_traits or bool(partners_of(head))


def _with_whole_notes(content: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Take the further paragraphs of a footnote, which are set in like code, for more of it."""
    is_note = False
    for line in lines:
        if not is_note or line.hint != "unparsed" or line.text.startswith(_FENCES):
            is_note = line.hint == "note"
            yield line
            continue
        for match in _PARAGRAPH.finditer(line.text):
            words = passage(content, line.start + match.start(), line.start + match.end())
            yield Line(words.start, words.end, words.text, "note", outer=words.start)


def _lines(content: str, outer: Passage, token: Token, hint: str) -> Iterator[Line]:
    """Yield the lines of one block."""
    if hint == "heading":
        yield _heading(content, outer, int(token.tag[1:]))
    elif token.type == "html_block":
        yield from _html(content, outer)
    elif token.type == "tr_open":
        yield Line(outer.start, outer.end, outer.text, hint, outer=outer.start)
    elif token.type == "paragraph_open":
        yield from _paragraph(content, outer, hint)
    elif outer.text:
        # Code is not said of anything.
        yield Line(outer.start, outer.end, outer.text, "unparsed", outer=outer.start)


def _heading(content: str, outer: Passage, level: int) -> Line:
    match = re.match(r"#{1,6}[ \t]*", outer.text)
    inner = passage(content, outer.start + (match.end() if match else 0), outer.end)
    trailing = re.search(r"(?<![ \t])[ \t]++#++$|\n[=-]++$", inner.text)
    if trailing:
        inner = passage(content, inner.start, inner.start + trailing.start())
    inner = _without_comments(content, inner)
    return Line(inner.start, inner.end, inner.text, "heading", level, outer=outer.start)


def _html(content: str, outer: Passage) -> Iterator[Line]:
    """Yield the text between the tags of a block of HTML; comments are the author's own notes."""
    if outer.text.startswith(("<!--", "<script", "<style")):
        yield Line(outer.start, outer.end, outer.text, "boilerplate", outer=outer.start)
        return
    at, heading = 0, False
    for tag in (*_TAG.finditer(outer.text), None):
        end = tag.start() if tag else len(outer.text)
        words = passage(content, outer.start + at, outer.start + end)
        if words.text:
            hint, level = ("heading", _SUMMARY_LEVEL) if heading else ("paragraph", 0)
            yield Line(words.start, words.end, words.text, hint, level, outer=words.start)
        if tag is not None:
            at = tag.end()
            heading = tag[0].lower().startswith(("<summary", "<h"))
            start = outer.start + tag.start()
            yield Line(start, outer.start + at, tag[0], "boilerplate", outer=start)


def _paragraph(content: str, outer: Passage, hint: str) -> Iterator[Line]:
    """Yield a paragraph as one line, but rows, captions, notes and bold lines inside it by themselves."""
    pieces = list(_pieces(outer.text))
    for number, (start, end) in enumerate(pieces):
        whole = passage(content, outer.start + start, outer.start + end)
        own = hint if not number or hint == "remark" else ""
        inner, own = _unmarked(content, whole, own, is_first=not number)
        if _EMBED.fullmatch(inner.text):
            own = "boilerplate"
        if not inner.text:
            continue
        alone = len(pieces) > 1 or _stands_alone(inner.text)
        plain = "" if alone else "paragraph"
        yield Line(inner.start, inner.end, inner.text, own or plain, outer=whole.start)


def _unmarked(content: str, words: Passage, hint: str, *, is_first: bool) -> tuple[Passage, str]:
    """Take off the marks around the words of a line; a mark may tell what they are."""
    inner = words
    if inner.text.endswith("\\"):
        inner = passage(content, inner.start, inner.end - 1)
    inner = _without_comments(content, inner)
    note = _NOTE_MARK.match(inner.text)
    if note is not None:
        return passage(content, inner.start + note.end(), inner.end), "note"
    while match := _MARKUP.match(inner.text):
        if match[0].startswith("[!"):
            hint = "heading" if inner.text.endswith("?") else "remark"
        elif not ((hint in {"item", "numbered"} and is_first) or inner.text.startswith(">")):
            break
        inner = passage(content, inner.start + match.end(), inner.end)
    return inner, hint


def _without_comments(content: str, words: Passage) -> Passage:
    """Take comments off both ends of some words."""
    if not _has_comments(words.text):
        return words
    start, end = words.start, words.end
    for match in COMMENT.finditer(words.text):
        if not words.text[start - words.start : match.start()].strip():
            start = words.start + match.end()
    comments = list(COMMENT.finditer(words.text))
    for match in reversed(comments):
        if not words.text[match.end() : end - words.start].strip():
            end = words.start + match.start()
    return passage(content, start, max(start, end))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a paragraph at hard breaks and around lines that stand alone."""
    at = end = 0
    alone = False
    for line in text.splitlines(keepends=True):
        if end > at and (alone or _stands_alone(line) or _NOTE_MARK.match(line)):
            yield at, end
            at = end
        alone = _stands_alone(line) or line.rstrip("\r\n").endswith(("  ", "\\"))
        end += len(line)
    yield at, end


def _stands_alone(line: str) -> bool:
    """Return whether a line inside a paragraph is a row, a caption or a heading of its own."""
    text = line.strip(" \t\r\n\\").lstrip("> ")
    if text.startswith(("[!", "![", "*Figure", "_Figure", "Figure ", "Fig. ")):
        return True
    bold = _BOLD_LEAD.match(text)
    if bold is not None:
        return bold.end() == len(text) or text[bold.end() - 3] in ":?" or text[bold.end()] == ":"
    row = split_row(text) if ":" in text[:_LONGEST_LABEL] else None
    return row is not None and row.value_start > row.label_end
