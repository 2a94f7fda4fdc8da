"""Read Markdown: front matter as the infobox, the body by its blocks.

In: Markdown text. Out: lines with what the markup says of them, and the settings of the front matter.
Block structure comes from markdown-it-py (CommonMark and pipe tables), places from its line numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from attachgraph.errors import InputError
from attachgraph.model import Kind, Mark, Passage
from attachgraph.reading.entry import Settings
from attachgraph.reading.lines import Line, passage

__all__ = ["MarkdownReading", "read_markdown"]

_FRONT: Final = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_MARKUP: Final = re.compile(r"(?:[-*+]|\d{1,9}[.)]|>|#{1,6})(?:[ \t]+|$)")
_NOT_A_ROW: Final = frozenset({"title", "kind", "lang", "language", "license", "licence", "slug"})


class MarkdownReading:
    """What the markup of a Markdown text says.

    Parameters
    ----------
    lines : list of Line
        Rows of the front matter, then the blocks of the body.
    settings : Settings
        Title, kind and language.
    licence : str
        IRI of the licence, or ``""``.
    marks : list of Mark
        The front matter's delimiters and settings.
    """

    def __init__(self, lines: list[Line], settings: Settings, licence: str, marks: list[Mark]) -> None:
        self.lines = lines
        self.settings = settings
        self.licence = licence
        self.marks = marks


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 40}).enable("table")


def read_markdown(content: str, name: str) -> MarkdownReading:
    """Read front matter and blocks.

    Parameters
    ----------
    content : str
        The whole text.
    name : str
        Name of the file, for messages.

    Returns
    -------
    MarkdownReading
        Lines with offsets into ``content``.

    Raises
    ------
    InputError
        If the front matter is broken.
    """
    match = _FRONT.match(content)
    if match is None:
        return MarkdownReading(list(_body(content, 0)), Settings(marked=True), "", [])
    lines: list[Line] = []
    marks = [Mark(0, match.start("yaml"), "used"), Mark(match.end("yaml"), match.end(), "used")]
    title: Passage | None = None
    meta: dict[str, str] = {}
    for key, value in _front_matter(content, match.start("yaml"), match.end("yaml"), name):
        if key.text.lower() in _NOT_A_ROW:
            meta[key.text.lower()] = value.label
            marks.append(Mark(key.start, value.end, "used"))
            if key.text.lower() == "title":
                title = value
        elif value.text:
            lines.append(Line(key.start, value.end, content[key.start : value.end], "row", 0, key.end, value.start, key.start))
        else:
            marks.append(Mark(key.start, key.end + 1, "used"))
    lines += _body(content, match.end())
    settings = Settings(title, _kind(meta, name), meta.get("lang", meta.get("language", "en")), marked=True, curated=True)
    return MarkdownReading(lines, settings, meta.get("license", meta.get("licence", "")), marks)


def _kind(meta: dict[str, str], name: str) -> Kind | None:
    if "kind" not in meta:
        return None
    try:
        return Kind(meta["kind"].lower())
    except ValueError as error:
        raise InputError(
            f"“{meta['kind']}” is no kind of entry", where=name, fix="write kind: pairing, style, concept or entry"
        ) from error


def _front_matter(content: str, start: int, end: int, name: str) -> Iterator[tuple[Passage, Passage]]:
    """Yield the keys and values of the front matter with their places."""
    source = content[start:end]
    try:
        root = yaml.compose(source, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = content.count("\n", 0, start) + (mark.line + 1 if mark else 1)
        column = mark.column + 1 if mark else 1
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise InputError(
            f"the front matter is not valid YAML: {problem}",
            where=f"{name}:{line}:{column}",
            fix="quote values that hold a colon followed by a space, or that begin with [ { @ or *",
        ) from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise InputError(
            "the front matter is no list of “key: value” lines", where=f"{name}:2:1", fix="see the entry format in the documentation"
        )
    for key, value in root.value:
        yield _scalar(content, start, key), _scalar(content, start, value)


def _scalar(content: str, start: int, node: yaml.Node) -> Passage:
    words = passage(content, start + node.start_mark.index, start + node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}:
        return passage(content, words.start + 1, words.end - 1)
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        return passage(content, words.start + 1, words.end - 1)
    return words


def _body(content: str, start: int) -> Iterator[Line]:
    """Yield the blocks of the body, each as one line with its hint."""
    starts = [start]
    starts += [match.end() for match in _LINE_END.finditer(content, start)]
    starts.append(len(content))
    depth_of_list: list[str] = []
    item_open = False
    # markdown-it replaces NUL and normalises line ends; neither changes the number of lines.
    for token in _parser().parse(content[start:]):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth_of_list.append("item" if token.type == "bullet_list_open" else "numbered")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth_of_list.pop()
        elif token.type == "list_item_open":
            item_open = True
        elif token.map is not None and token.type in {"heading_open", "paragraph_open", "code_block", "fence", "html_block", "tr_open"}:
            hint = {"heading_open": "heading", "tr_open": ""}.get(token.type, "paragraph")
            if token.type == "paragraph_open" and depth_of_list and item_open:
                hint, item_open = depth_of_list[-1], False
            yield from _line(content, starts, token, hint)


def _line(content: str, starts: list[int], token: Token, hint: str) -> Iterator[Line]:
    if token.map is None:
        return
    first, last = token.map
    outer = passage(content, starts[first], starts[min(last, len(starts) - 1)])
    inner = outer
    if hint == "heading":
        level = int(token.tag[1:])
        match = re.match(r"#{1,6}[ \t]*", outer.text)
        start = outer.start + (match.end() if match else 0)
        inner = passage(content, start, outer.end)
        trailing = re.search(r"[ \t]+#+$|\s*\n[=-]+$", inner.text)
        if trailing:
            inner = passage(content, inner.start, inner.start + trailing.start())
        yield Line(inner.start, inner.end, inner.text, "heading", level, outer=outer.start)
        return
    if token.type == "html_block" and outer.text.startswith("<!--"):
        yield Line(outer.start, outer.end, outer.text, "boilerplate", outer=outer.start)
        return
    while hint in {"item", "numbered", "paragraph"}:
        match = _MARKUP.match(inner.text)
        if match is None or (hint == "paragraph" and not inner.text.startswith(">")):
            break
        inner = passage(content, inner.start + match.end(), inner.end)
    if inner.text:
        yield Line(inner.start, inner.end, inner.text, hint, outer=outer.start)
