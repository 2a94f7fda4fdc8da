"""Refuse documents in which a parser would lose itself: too deep, or with too many attributes.

In: a document before it is parsed. Out: nothing, or one error. The parsers that we use are fast on
what people write; on what is nested ten thousand times, lexbor and the JSON-LD parser take quadratic
time, and triple terms overflow the stack of the process. Each check is a scan of linear cost.
"""

from __future__ import annotations

import re
from typing import Final

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError

_DEEPEST_PAGE: Final = 10_000
_DEEPEST_JSON: Final = 500
_DEEPEST_XML: Final = 5_000
_DEEPEST_TERM: Final = 100
_MOST_ATTRIBUTES: Final = 2_000

_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_NO_BRACKET: Final = bytes(code for code in range(256) if code not in b"[]{}")
_TRIPLE_TERM: Final = re.compile(rb"<<|>>")
_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z_][^\s/<>]*+)[^<>]*?(?P<empty>/?)>")
_XML_TAG: Final = re.compile(_TAG.pattern.encode())
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
                told = refusal(
                    "too-deep", limit=f"{_DEEPEST_PAGE:,}", remedy="save the page as plain text"
                )
                raise InputError(**told, where=name)
    _check_attributes(html, name)


def _check_attributes(html: str, name: str) -> None:
    if len(html) > _MOST_ATTRIBUTES:
        for tag in _LONG_TAG.finditer(html):
            if len(tag[0]) > _MOST_ATTRIBUTES:
                count = len(_QUOTED.sub("", tag[0]).split())
                if count > _MOST_ATTRIBUTES:
                    told = refusal("too-many-attributes", limit=f"{_MOST_ATTRIBUTES:,}")
                    raise InputError(**told, where=name)


def check_json(data: bytes, name: str) -> None:
    """Refuse JSON that is nested too deeply.

    Examples
    --------
    >>> check_json(b'{"a": [1, {"b": "[[["}]}', "page.jsonld")
    """
    brackets = _STRING.sub(b"", data).translate(None, _NO_BRACKET)
    if _is_deeper(brackets, (b"{}", b"[]"), _DEEPEST_JSON):
        told = refusal(
            "too-deep", limit=str(_DEEPEST_JSON), remedy="give the data as Turtle or N-Quads"
        )
        raise InputError(**told, where=name)


def check_triple_terms(data: bytes, name: str) -> None:
    """Refuse triple terms within triple terms within triple terms."""
    if data.count(b"<<") <= _DEEPEST_TERM:
        return
    marks = _TRIPLE_TERM.findall(_STRING.sub(b"", data))
    brackets = b"".join(b"{" if mark == b"<<" else b"}" for mark in marks)
    if _is_deeper(brackets, (b"{}",), _DEEPEST_TERM):
        told = refusal(
            "too-deep", limit=str(_DEEPEST_TERM), remedy="give the inner triples names of their own"
        )
        raise InputError(**told, where=name)


def check_xml(data: bytes, name: str) -> None:
    """Refuse XML that is nested too deeply."""
    if data.count(b"<") <= _DEEPEST_XML:
        return
    depth = 0
    for tag in _XML_TAG.finditer(data):
        if tag["end"]:
            depth -= 1
        elif not tag["empty"]:
            depth += 1
        if depth > _DEEPEST_XML:
            told = refusal(
                "too-deep", limit=f"{_DEEPEST_XML:,}", remedy="give the data as Turtle or N-Quads"
            )
            raise InputError(**told, where=name)


def _is_deeper(brackets: bytes, pairs: tuple[bytes, ...], limit: int) -> bool:
    """Peel one level of closed brackets off at a time."""
    for _ in range(limit):
        size = len(brackets)
        for pair in pairs:
            brackets = brackets.replace(pair, b"")
        if len(brackets) == size:
            break
    return len(brackets) > limit
