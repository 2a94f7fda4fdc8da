"""Tell from the markup what belongs to the web site, what is hidden, and what opens a panel.

In: nodes of a page. Out: yes or no. What the words of a line tell is in
:mod:`~attachgraph.reading.blocks.site`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_FURNITURE: Final = frozenset({"nav", "footer", "aside", "menu", "dialog", "header", "form"})
_WORDS: Final = re.compile(
    r"\b(?:nav(?:bar|igation)?|menu|breadcrumbs?|cookies?|newsletter|share|sharing|social|sidebar|toc|comments?|advert\w*|promo|"
    r"letter ?bar|alphabet|pagination|subscribe|related posts|site header|site footer|printfooter|catlinks|skip link)\b",
    re.IGNORECASE,
)
#: A panel of an accordion is hidden until it is opened; its text belongs to the page all the same.
_PANEL: Final = re.compile(
    r"accordion|collaps|panel|answer|faq|toggle|tab|region|content", re.IGNORECASE
)
#: What is struck out is not said either, nor is what a word processor shows in the margin.
_NOT_SHOWN: Final = re.compile(
    r"mso-element\s*:\s*comment|display\s*:\s*none|visibility\s*:\s*hidden|text-decoration[^;]*line-through",
    re.IGNORECASE,
)
#: What holds the entry itself is not furniture, whatever its class is called.
_ENTRY: Final = "h1, article, main"
_LARGEST_SHARE: Final = 0.4


def is_furniture(node: LexborNode, size: int) -> bool:
    """Return whether an element belongs to the site."""
    tag = node.tag or ""
    named = _names(node)
    if tag in _FURNITURE:
        if "infobox" in named or (tag == "aside" and node.css_first("table, dl") is not None):
            return False
        if tag == "header" and node.css_first("h1, h2") is not None:
            return False
    elif len(named) < 3 or _WORDS.search(named) is None:  # noqa: PLR2004 -- no word is shorter
        return False
    return node.css_first(_ENTRY) is None and len(node.text_content or "") <= max(
        _LARGEST_SHARE * size, 200
    )


def is_hidden(node: LexborNode) -> bool:
    """Return whether an element is hidden for good."""
    attributes = node.attributes
    if "hidden" not in attributes and _NOT_SHOWN.search(attributes.get("style") or "") is None:
        return False
    if "aria-labelledby" in attributes or _PANEL.search(_names(node)) is not None:
        return False
    before = node.prev
    while before is not None and before.tag == "-text":
        before = before.prev
    return before is None or before.tag != "button" or not opens_panel(before)


def opens_panel(node: LexborNode) -> bool:
    """Return whether a button opens a part of the page, so that its words are a heading."""
    attributes = node.attributes
    if "aria-expanded" in attributes or "aria-controls" in attributes:
        return True
    return (node.text_content or "").strip().endswith("?") or re.search(
        r"accordion|collaps|toggle|faq", _names(node)
    ) is not None


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    return named.replace("_", " ").replace("-", " ")
