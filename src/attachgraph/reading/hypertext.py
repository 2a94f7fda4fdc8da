"""Read HTML: walk the tree of a page and gather its lines.

In: decoded HTML. Out: the extracted text, which is what offsets refer to, and its lines with what
the markup says of them. Scripts and styles give no text. The walk is iterative: depth of nesting
does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from attachgraph.model import one_line
from attachgraph.reading.declared import is_language_tag, web_address
from attachgraph.reading.dialects import Read
from attachgraph.reading.entry import Settings
from attachgraph.reading.furniture import is_furniture, is_hidden, opens_panel
from attachgraph.reading.labels import label_field
from attachgraph.reading.limits import check_hypertext
from attachgraph.reading.placing import Cell, Piece, place

_SKIPPED: Final = frozenset(
    """script style template del s strike rt rp noscript svg annotation annotation-xml iframe
    object embed head select option textarea input canvas audio video map -comment !doctype""".split()
)
_BLOCKS: Final = frozenset(
    """p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody
    tfoot tr th td caption figure figcaption blockquote pre address details summary hr br body
    html center fieldset form nav footer aside menu dialog button""".split()
)
_HINTS: Final = {
    "li": "item",
    "p": "paragraph",
    "blockquote": "paragraph",
    "figcaption": "caption",
    "caption": "caption",
    "summary": "heading",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
_BOLD: Final = frozenset({"b", "strong"})
_CELLS: Final = frozenset({"td", "th", "dt", "dd"})
#: What a cell of a table has only where the table lays out the whole page.
_LAYOUT: Final = "h1, h2, h3, h4, h5, h6, table, article, section, details"
_PANEL_LEVEL: Final = 6
_FIGURES: Final = {
    "sup": str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻"),
    "sub": str.maketrans("0123456789-–", "₀₁₂₃₄₅₆₇₈₉₋₋"),
}
_NUMBER: Final = re.compile(r"\s*\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\s*")
_AUTHOR: Final = 'meta[name="author"], meta[name="citation_author"], meta[name="DC.creator"]'
_ADDRESS: Final = 'link[rel="canonical"], meta[property="og:url"]'
_LONGEST_SAID: Final = 500
#: What a row may be that no table draws, and its label and value.
_PAIRED: Final = frozenset({"div", "p", "li"})
_INLINE: Final = frozenset({"span", "b", "strong", "label", "em", "i"})
_LONGEST_LABEL: Final = 60
#: Classes by which a paragraph is a footnote, and by which it is the title.
_NOTES: Final = frozenset("msofootnotetext msoendnotetext footnote-text".split())
_TITLES: Final = frozenset(
    "mso-title msotitle title entry-title post-title page-title article-title headline".split()
)


class _State(NamedTuple):
    """What the elements around a node say of its text."""

    hint: str = ""
    level: int = 0
    furniture: bool = False
    bold: bool = False
    cell: Cell | None = None


_Stack = list[tuple[LexborNode | str | None, _State]]


def read(content: str, name: str) -> Read:
    """Extract the text of a page."""
    check_hypertext(content, name)
    tree = LexborHTMLParser(content)
    root = tree.body or tree.root
    pieces = _Walk(root).pieces if root is not None else []
    title = tree.css_first("title")
    text, lines = place(pieces, title.text() if title is not None else "")
    html = tree.css_first("html")
    lang = (html.attributes.get("lang") or "") if html is not None else ""
    settings = Settings(lang=lang if is_language_tag(lang) else "en")
    author = ", ".join(dict.fromkeys(_said(tree, _AUTHOR)))
    address = next(_said(tree, _ADDRESS), "")
    return Read(text, lines, settings, author=author, address=web_address(address))


def _said(tree: LexborHTMLParser, selector: str) -> Iterator[str]:
    """Yield what the head of a page says of it."""
    for node in tree.css(selector):
        words = one_line(node.attributes.get("content") or node.attributes.get("href") or "")
        if words:
            yield words[:_LONGEST_SAID]


class _Walk:
    """One walk over a tree in document order, without recursion."""

    def __init__(self, root: LexborNode) -> None:
        self.pieces: list[Piece] = []
        self._row = 0
        self._size = len(root.text_content or "")
        # Each entry is a node to enter, or None to return to the state of its parent.
        # A string is text that the browser draws and the page does not hold.
        stack: _Stack = [(root, _State())]
        while stack:
            node, state = stack.pop()
            if node is None:
                self._open(state)
            elif isinstance(node, str):
                self._say(node, state)
            elif node.tag == "-text":
                self._say(_raised(node, node.text_content or ""), state)
            elif node.tag == "img":
                self._describe(node, state)
            elif node.tag not in _SKIPPED and not is_hidden(node):
                self._enter(node, state, stack)

    def _open(self, state: _State, *, broken: bool = False) -> Piece:
        piece = Piece([], state.hint, state.level, state.furniture, state.cell, broken=broken)
        self.pieces.append(piece)
        return piece

    def _say(self, text: str, state: _State) -> None:
        piece = self.pieces[-1] if self.pieces else self._open(state)
        piece.texts.append(text)
        if not state.bold and piece.bold and not text.isspace():
            piece.bold = False

    def _describe(self, node: LexborNode, state: _State) -> None:
        """Take the description of a picture for a caption."""
        words = (node.attributes.get("alt") or "").strip()
        if words and state.cell is None:
            self._open(state._replace(hint="caption", level=0)).texts.append(words)
            self._open(state)

    def _enter(self, node: LexborNode, state: _State, stack: _Stack) -> None:
        tag = node.tag or ""
        inner = state
        if tag in _BOLD:
            inner = inner._replace(bold=True)
        if not inner.furniture and is_furniture(node, self._size):
            inner = inner._replace(furniture=True)
        if tag == "br":
            self._open(inner, broken=True)
            return
        pair = _pair(node) if tag in _PAIRED and inner.cell is None else []
        if tag in _BLOCKS:
            inner = self._of_block(node, tag, inner)
            self._open(inner)
            stack.append((None, state))
        if pair:
            self._row += 1
            for part in reversed(pair):
                inside = inner._replace(hint="", level=0, cell=Cell("td", self._row))
                stack += [(part, inside), (None, inside)]
        else:
            self._enter_parts(node, tag, inner, stack)

    def _enter_parts(self, node: LexborNode, tag: str, inner: _State, stack: _Stack) -> None:
        if tag == "q":
            self._say("“", inner)
            stack.append(("”", inner))
        child = node.last_child
        while child is not None:
            stack.append((child, inner))
            child = child.prev

    def _of_block(self, node: LexborNode, tag: str, state: _State) -> _State:
        """Settle what a block element says of its text."""
        if tag in _CELLS:
            return self._of_cell(node, tag, state)
        if tag == "tr":
            self._row += 1
        if tag in {"button", "summary"}:
            opens = tag == "summary" or opens_panel(node)
            if state.hint == "heading":
                return state
            level = _PANEL_LEVEL if opens else 0
            return state._replace(
                hint="heading" if opens else "", level=level, furniture=state.furniture or not opens
            )
        named = _by_class(node, tag)
        if named is not None:
            return state._replace(hint=named, level=int(named == "heading"))
        hint = _HINTS.get(tag)
        if tag == "p" and state.hint == "item" and _follows_paragraph(node):
            hint = "remark"
        elif hint is None or (tag == "p" and state.hint in {"item", "caption", "heading"}):
            kept = state.hint == "caption" or tag == "p" or state.hint == "item"
            return state if kept else state._replace(hint="", level=0)
        return state._replace(hint=hint, level=int(tag[1]) if tag[1:].isdigit() else 0)

    def _of_cell(self, node: LexborNode, tag: str, state: _State) -> _State:
        if tag in {"td", "th"} and node.css_first(_LAYOUT) is not None:
            return state._replace(hint="", level=0, cell=None)
        if tag == "dt":
            self._row += 1
        return state._replace(hint="", level=0, cell=Cell(tag, self._row))


def _pair(node: LexborNode) -> list[LexborNode]:
    """Find the label and the value of a row that is drawn with two inline elements."""
    inside = [
        child
        for child in node.iter(include_text=True)
        if child.tag != "-text" or (child.text_content or "").strip()
    ]
    if len(inside) != 2 or any(child.tag not in _INLINE for child in inside):  # noqa: PLR2004 -- see the line above
        return []
    # Only its own words: to gather those of all that is inside, at every depth, costs the square.
    own, first = inside[0], inside[0].child
    label = one_line(own.text(deep=False) or (first.text(deep=False) if first is not None else ""))
    return inside if len(label) <= _LONGEST_LABEL and label_field(label) else []


def _follows_paragraph(node: LexborNode) -> bool:
    """Tell the second paragraph of an item: it says more of the item and is not one."""
    before = node.prev
    while before is not None and before.tag == "-text":
        before = before.prev
    return before is not None and before.tag == "p"


def _by_class(node: LexborNode, tag: str) -> str | None:
    """Tell a footnote or the title by the class that word processors and journals give it."""
    if tag not in {"p", "div"}:
        return None
    classes = (node.attributes.get("class") or "").lower().split()
    if not _NOTES.isdisjoint(classes):
        return "note"
    is_title = not _TITLES.isdisjoint(classes)
    return "heading" if is_title and not any(c.tag in _BLOCKS for c in node.iter()) else None


def _raised(node: LexborNode, text: str) -> str:
    """Write figures above or below the line as such, so that they are not glued to their word."""
    parent = node.parent
    if parent is not None and parent.tag == "a":
        parent = parent.parent  # the number of a note is mostly a link to it
    figures = _FIGURES.get((parent.tag if parent is not None else None) or "")
    return text.translate(figures) if figures and _NUMBER.fullmatch(text) else text
