"""Refuse pages in which a parser would lose itself: too deep, or with too many attributes.

In: a page before it is parsed. Out: nothing, or one error. The parser is fast on what people write;
on what is nested ten thousand times it takes quadratic time. Each check is a scan of linear cost.
"""

from __future__ import annotations

import re
from typing import Final

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError

_DEEPEST_PAGE: Final = 10_000
_MOST_ATTRIBUTES: Final = 2_000

#: Templates and links inside each other; what nobody closes is counted too, for it costs as much.
_DEEPEST_WIKI: Final = 100
_WIKI: Final = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{\||\|\}")

_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z_][^\s/<>]*+)[^<>]*?(?P<empty>/?)>")
_LONG_TAG: Final = re.compile(r"<[A-Za-z](?:\"[^\"]*+\"|'[^']*+'|[^<>\"'])*+")
_QUOTED: Final = re.compile(r"\"[^\"]*+\"|'[^']*+'")
# HTML, sections 13.1.2 and 13.1.2.4: elements without an end, and those whose end may be left out;
# and the formatting elements, which cost the parser nothing.
_NOT_COUNTED: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot "
    "colgroup caption option optgroup rb rt rtc rp html head body "
    "a b big code em font i nobr s small strike strong tt u".split()
)


def check_hypertext(html: str, name: str) -> None:
    """Refuse a page that is nested too deeply or has an element with too many attributes."""
    if html.count("<") > _DEEPEST_PAGE:
        depth = 0
        for tag in _TAG.finditer(html):
            if tag["name"].lower() in _NOT_COUNTED:
                continue
            depth = max(0, depth - 1) if tag["end"] else depth + 1
            if depth > _DEEPEST_PAGE:
                said = refusal(
                    "too-deep", limit=f"{_DEEPEST_PAGE:,}", remedy="save the page as plain text"
                )
                raise InputError(**said, where=name)
    _check_attributes(html, name)


def _check_attributes(html: str, name: str) -> None:
    if len(html) > _MOST_ATTRIBUTES:
        for tag in _LONG_TAG.finditer(html):
            if len(tag[0]) > _MOST_ATTRIBUTES:
                count = len(_QUOTED.sub("", tag[0]).split())
                if count > _MOST_ATTRIBUTES:
                    said = refusal("too-many-attributes", limit=f"{_MOST_ATTRIBUTES:,}")
                    raise InputError(**said, where=name)


def check_wikitext(content: str, name: str) -> None:
    """Refuse a page whose templates and links are nested too deeply, or never closed."""
    depth = 0
    for mark in _WIKI.finditer(content):
        depth = depth + 1 if mark[0] in {"{{", "[[", "{|"} else max(0, depth - 1)
        if depth > _DEEPEST_WIKI:
            said = refusal("too-deep", limit=str(_DEEPEST_WIKI), remedy="save the page as text")
            raise InputError(**said, where=name)
