"""Read HTML: extract the text of a page, and keep what its markup says of each line.

In: decoded HTML. Out: the extracted text, which is what offsets refer to, and its lines with hints. Scripts, styles
and hidden parts give no text. The walk is iterative: depth of nesting does no harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from attachgraph.reading.lines import Line

__all__ = ["HypertextReading", "read_hypertext"]

_SKIPPED: Final = frozenset(
    "script style template noscript svg math iframe object embed head select option textarea button input form canvas "
    "audio video map -comment !doctype".split()
)
_FURNITURE: Final = frozenset({"nav", "footer", "aside", "menu", "dialog"})
_FURNITURE_WORDS: Final = re.compile(
    r"\b(?:nav(?:bar|igation)?|menu|breadcrumbs?|cookie|newsletter|share|social|sidebar|toc|comments?|advert|promo|letter-?bar|"
    r"pagination|subscribe)\b",
    re.IGNORECASE,
)
_BLOCKS: Final = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr th td caption figure "
    "figcaption blockquote pre address details summary hr br body html center fieldset".split()
)
_HINTS: Final = {
    "li": "item",
    "dt": "",
    "dd": "",
    "p": "paragraph",
    "blockquote": "paragraph",
    "figcaption": "caption",
    "caption": "caption",
    **{f"h{level}": "heading" for level in range(1, 7)},
    "summary": "heading",
}
_SUMMARY_LEVEL: Final = 6
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(slots=True)
class HypertextReading:
    """The text of a page and its lines.

    Parameters
    ----------
    content : str
        The extracted text.
    lines : list of Line
        With offsets into ``content``.
    lang : str
        Language of the page, or ``""``.
    title : str
        What ``<title>`` says, or ``""``.
    """

    content: str
    lines: list[Line]
    lang: str
    title: str


@dataclass(slots=True)
class _Line:
    """A line while its pieces are being gathered."""

    pieces: list[str] = field(default_factory=list)
    hint: str = ""
    level: int = 0
    furniture: bool = False
    cell: str = ""

    def text(self) -> str:
        return _SPACE.sub(" ", "".join(self.pieces)).strip()


def read_hypertext(html: str) -> HypertextReading:
    """Extract the text of a page.

    Parameters
    ----------
    html : str
        The page as it was decoded.

    Returns
    -------
    HypertextReading
        One line for each block of the page; of a table row with two cells or a pair of ``dt`` and ``dd``, one line that
        is a row.
    """
    tree = LexborHTMLParser(html)
    root = tree.body or tree.root
    lines = _walk(root) if root is not None else []
    html_node = tree.css_first("html")
    lang = (html_node.attributes.get("lang") or "") if html_node is not None else ""
    title = tree.css_first("title")
    content, placed = _place(_join_rows(lines))
    return HypertextReading(content, placed, lang, _SPACE.sub(" ", title.text()).strip() if title is not None else "")


def _walk(root: LexborNode) -> list[_Line]:
    """Walk the tree in document order without recursion."""
    lines: list[_Line] = [_Line()]
    # Each entry is a node to enter, or a closing note that restores the state of its parent.
    stack: list[tuple[LexborNode | None, str, int, bool, str]] = [(root, "", 0, False, "")]
    while stack:
        node, hint, level, furniture, cell = stack.pop()
        if node is None:
            lines.append(_Line(hint=hint, level=level, furniture=furniture, cell=cell))
            continue
        tag = node.tag or ""
        if tag == "-text":
            lines[-1].pieces.append(node.text_content or "")
            continue
        if tag in _SKIPPED or "hidden" in node.attributes:
            if tag == "img":
                continue
            continue
        if tag == "img":
            alt = (node.attributes.get("alt") or "").strip()
            if alt:
                lines.append(_Line([alt], "caption", 0, furniture, ""))
                lines.append(_Line(hint=hint, level=level, furniture=furniture, cell=cell))
            continue
        block = tag in _BLOCKS
        inner_furniture = furniture or tag in _FURNITURE or _is_furniture(node)
        inner_hint, inner_level, inner_cell = hint, level, cell
        if block:
            if tag in _HINTS:
                inner_hint = _HINTS[tag]
                if tag == "p" and hint in {"item", "caption", "heading"}:
                    inner_hint = hint
                inner_level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else _SUMMARY_LEVEL if tag == "summary" else 0
            elif tag in {"td", "th"}:
                inner_cell, inner_hint = ("cell", "")
            elif tag in {"div", "section", "article", "main", "table", "tr", "ul", "ol", "dl"} and hint != "caption":
                inner_hint, inner_level = ("" if hint == "heading" else hint), 0
            if tag in {"dt", "dd"}:
                inner_cell = tag
            if tag == "tr":
                lines.append(_Line(cell="row", furniture=inner_furniture))
            lines.append(_Line(hint=inner_hint, level=inner_level, furniture=inner_furniture, cell=inner_cell))
            stack.append((None, hint, level, furniture, "" if tag in {"td", "th", "dt", "dd"} else cell))
        child = node.last_child
        while child is not None:
            stack.append((child, inner_hint, inner_level, inner_furniture, inner_cell))
            child = child.prev
    return lines


def _is_furniture(node: LexborNode) -> bool:
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    return len(named) > 2 and _FURNITURE_WORDS.search(named.replace("_", " ").replace("-", " ")) is not None  # noqa: PLR2004


def _join_rows(lines: list[_Line]) -> list[tuple[str, _Line, str]]:
    """Join the cells of a table row, and a ``dt`` with its ``dd``, into a label and a value."""
    joined: list[tuple[str, _Line, str]] = []
    row: list[_Line] = []

    def flush() -> None:
        texts = [cell.text() for cell in row]
        if len(row) == 2:  # noqa: PLR2004 -- a label and a value
            joined.append((texts[0], row[0], texts[1]))
        else:
            joined.extend((text, cell, "") for text, cell in zip(texts, row, strict=True))
        row.clear()

    for line in lines:
        if line.cell == "row" or (line.cell == "dt" and line.text()):
            flush()
        if not line.text():
            continue
        if line.cell in {"cell", "dt", "dd"}:
            if line.cell == "dd" and len(row) == 2:  # noqa: PLR2004 -- a second dd goes with the first
                row[1].pieces.append(", " + line.text())
            else:
                row.append(line)
            continue
        flush()
        joined.append((line.text(), line, ""))
    flush()
    return joined


def _place(joined: list[tuple[str, _Line, str]]) -> tuple[str, list[Line]]:
    parts: list[str] = []
    placed: list[Line] = []
    at = 0
    for text, line, value in joined:
        whole = f"{text}\t{value}" if value else text
        hint = "boilerplate" if line.furniture else "row" if value else line.hint
        level = line.level if hint == "heading" else 0
        value_start = at + len(text) + 1 if value else 0
        placed.append(Line(at, at + len(whole), whole, hint, level, at + len(text) if value else 0, value_start, at))
        parts.append(whole)
        at += len(whole) + 1
    return "\n".join(parts), placed
