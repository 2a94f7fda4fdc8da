"""Read Markdown: front matter as the infobox, the body by its blocks.

In: Markdown text. Out: lines with what the markup says of them, and the settings of the front
matter. Block structure comes from markdown-it-py (CommonMark and pipe tables), places from its line
numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

import yaml
from markdown_it import MarkdownIt

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.model import Mark, Passage
from attachgraph.reading.declared import declared_kind, declared_language, declared_licence
from attachgraph.reading.entry import Settings
from attachgraph.reading.labels import split_row
from attachgraph.reading.lines import Line, LineIndex, passage

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT: Final = re.compile(
    r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_MARKUP: Final = re.compile(r"(?:[-*+]|\d{1,9}[.)]|>|#{1,6})(?:[ \t]+|$)")
_TAG: Final = re.compile(r"<[^<>]*>")
_BOLD_LEAD: Final = re.compile(r"(\*\*|__)[^*_]{2,120}\1")
_LONGEST_LABEL: Final = 60
_SUMMARY_LEVEL: Final = 6
_ROW_CELLS: Final = 2
#: Levels of YAML; a list of values has three. libyaml itself takes any number, and the process with
#: it.
_DEEPEST: Final = 20
#: A note of the author, unless it stands in a value.
_NOTE: Final = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)
_NOT_A_ROW: Final = frozenset({"title", "kind", "lang", "language", "license", "licence", "slug"})


class MarkdownReading:  # noqa: B903 -- it holds what one reading found
    """What the markup of a Markdown text says."""

    def __init__(
        self, lines: list[Line], settings: Settings, licence: str, marks: list[Mark]
    ) -> None:
        self.lines = lines
        self.settings = settings
        self.licence = licence
        self.marks = marks


class _Loader(yaml.CSafeLoader):
    """Refuses YAML that is nested so deeply that composing it would overflow the stack of the process."""

    _depth = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:  # noqa: ARG002 -- as in the base class
        """Go one level down; called for each node, before its children are read."""
        self._depth += 1
        if self._depth > _DEEPEST:
            mark = current_node.start_mark if current_node else None
            raise yaml.composer.ComposerError(problem="it is nested too deeply", problem_mark=mark)

    def ascend_resolver(self) -> None:
        """Come back up."""
        self._depth -= 1


@cache
def _parser() -> MarkdownIt:
    # Only blocks are wanted: marks inside a line are read elsewhere, and brackets within brackets
    # cost time here.
    blocks = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table")
    return blocks.disable(["inline", "text_join"])


def read_markdown(content: str, name: str) -> MarkdownReading:
    """Read front matter and blocks."""
    match = _FRONT.match(content)
    if match is None:
        return MarkdownReading(list(_body(content, 0)), Settings(marked=True), "", [])
    lines: list[Line] = []
    marks = [Mark(0, match.start("yaml"), "used"), Mark(match.end("yaml"), match.end(), "used")]
    title: Passage | None = None
    meta: dict[str, Passage] = {}
    for key, value, items in _front_matter(content, match.start("yaml"), match.end("yaml"), name):
        if key.text.lower() in _NOT_A_ROW:
            meta[key.text.lower()] = value
            marks.append(Mark(key.start, value.end, "used"))
            if key.text.lower() == "title":
                title = value
        elif value.text:
            words = content[key.start : value.end]
            lines.append(
                Line(key.start, value.end, words, "row", 0, key.end, value.start, key.start, items)
            )
        else:
            marks.append(Mark(key.start, key.end + 1, "used"))
    lines += _body(content, match.end())
    marks += _notes(content, match.start("yaml"), match.end("yaml"))
    words, where = _setting(content, meta, name, "kind")
    kind = declared_kind(words, where)
    lang = declared_language(*_setting(content, meta, name, "lang", "language"))
    licence = declared_licence(*_setting(content, meta, name, "license", "licence"))
    settings = Settings(title, kind, where, lang, marked=True, curated=True)
    return MarkdownReading(lines, settings, licence, marks)


def _setting(content: str, meta: Mapping[str, Passage], name: str, *keys: str) -> tuple[str, str]:
    """Return the words of a setting and their place; no words where it is left out."""
    value = next((meta[key] for key in keys if key in meta), None)
    if value is None:
        return "", name
    line, column = LineIndex(content).place(value.start)
    return value.label, f"{name}:{line}:{column}"


def _front_matter(
    content: str, start: int, end: int, name: str
) -> Iterator[tuple[Passage, Passage, tuple[Passage, ...]]]:
    """Yield the keys and values of the front matter with their places, and the items of values that are lists."""
    source = content[start:end]
    try:
        root = yaml.compose(source, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = content.count("\n", 0, start) + (mark.line + 1 if mark else 1)
        column = mark.column + 1 if mark else 1
        problem = getattr(error, "problem", None) or "it cannot be read"
        told = refusal("front-matter-not-yaml", reason=problem)
        raise InputError(**told, where=f"{name}:{line}:{column}") from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise InputError(**refusal("front-matter-not-rows"), where=f"{name}:2:1")
    for key, value in root.value:
        items = value.value if isinstance(value, yaml.SequenceNode) else ()
        yield (
            _scalar(content, start, key),
            _scalar(content, start, value),
            tuple(words for item in items if (words := _scalar(content, start, item)).text),
        )


def _notes(content: str, start: int, end: int) -> Iterator[Mark]:
    """Yield the comments of the front matter: they are no part of the entry."""
    if "#" not in content[start:end]:
        return
    values = [
        (start + token.start_mark.index, start + token.end_mark.index)
        for token in yaml.scan(content[start:end], Loader=_Loader)
        if isinstance(token, yaml.ScalarToken)
    ]
    firsts = [first for first, _ in values]
    for note in _NOTE.finditer(content, start, end):
        before = bisect_right(firsts, note.start()) - 1
        if before < 0 or note.start() >= values[before][1]:
            yield Mark(note.start(), note.end(), "boilerplate")


def _scalar(content: str, start: int, node: yaml.Node) -> Passage:
    first, last = start + node.start_mark.index, start + node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        first = content.find("\n", first, last) + 1 or last
    words = passage(content, first, last)
    quoted = isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}
    if quoted or (isinstance(node, yaml.SequenceNode) and node.flow_style):
        return passage(content, words.start + 1, words.end - 1)
    return words


_TEXT_BLOCKS: Final = frozenset(
    {"heading_open", "paragraph_open", "code_block", "fence", "html_block", "tr_open"}
)


def _body(content: str, start: int) -> Iterator[Line]:
    """Yield the blocks of the body, each as one line with its hint."""
    starts = [start]
    starts += [match.end() for match in _LINE_END.finditer(content, start)]
    starts.append(len(content))
    lists: list[str] = []
    item_open = False
    # markdown-it replaces NUL and normalises line ends; neither changes the number of lines.
    for token in _parser().parse(content[start:]):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append("item" if token.type == "bullet_list_open" else "numbered")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            item_open = True
        elif token.map is not None and token.type in _TEXT_BLOCKS:
            hint = "heading" if token.type == "heading_open" else ""
            if token.type == "paragraph_open" and lists and item_open:
                hint, item_open = lists[-1], False
            first, last = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
            yield from _lines(content, passage(content, first, last), token, hint)


def _lines(content: str, outer: Passage, token: Token, hint: str) -> Iterator[Line]:
    """Yield the lines of one block."""
    if hint == "heading":
        yield _heading(content, outer, int(token.tag[1:]))
    elif token.type == "html_block":
        yield from _html(content, outer)
    elif token.type == "tr_open":
        cells = outer.text.strip("| ").count("|") + 1
        yield Line(
            outer.start,
            outer.end,
            outer.text,
            "" if cells <= _ROW_CELLS else "unparsed",
            outer=outer.start,
        )
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
            level = _SUMMARY_LEVEL if heading else 0
            yield Line(
                words.start,
                words.end,
                words.text,
                "heading" if heading else "paragraph",
                level,
                outer=words.start,
            )
        if tag is not None:
            at = tag.end()
            heading = tag[0].lower().startswith(("<summary", "<h"))
            yield Line(
                outer.start + tag.start(),
                outer.start + tag.end(),
                tag[0],
                "boilerplate",
                outer=outer.start + tag.start(),
            )


def _paragraph(content: str, outer: Passage, hint: str) -> Iterator[Line]:
    """Yield a paragraph as one line, but rows, captions and bold lines inside it by themselves."""
    pieces = list(_pieces(outer.text))
    for number, (start, end) in enumerate(pieces):
        inner = whole = passage(content, outer.start + start, outer.start + end)
        if inner.text.endswith("\\"):
            inner = passage(content, inner.start, inner.end - 1)
        while True:
            match = _MARKUP.match(inner.text)
            if match is None or not (
                (hint in {"item", "numbered"} and not number) or inner.text.startswith(">")
            ):
                break
            inner = passage(content, inner.start + match.end(), inner.end)
        if inner.text:
            own = hint if not number else ""
            plain = "" if len(pieces) > 1 or _stands_alone(inner.text) else "paragraph"
            yield Line(inner.start, inner.end, inner.text, own or plain, outer=whole.start)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a paragraph at hard breaks and around lines that stand alone."""
    at = end = 0
    alone = False
    for line in text.splitlines(keepends=True):
        if end > at and (alone or _stands_alone(line)):
            yield at, end
            at = end
        alone = _stands_alone(line) or line.rstrip("\r\n").endswith(("  ", "\\"))
        end += len(line)
    yield at, end


def _stands_alone(line: str) -> bool:
    """Tell whether a line inside a paragraph is a row, a caption or a heading of its own."""
    text = line.strip(" \t\r\n\\")
    if text.startswith(("![", "*Figure", "_Figure", "Figure ", "Fig. ")):
        return True
    bold = _BOLD_LEAD.match(text)
    if bold is not None:
        return bold.end() == len(text) or text[bold.end() - 3] in ":?" or text[bold.end()] == ":"
    row = split_row(text) if ":" in text[:_LONGEST_LABEL] else None
    return row is not None and row.value_start > row.label_end
