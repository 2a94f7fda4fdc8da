"""Refuse RDF in which a parser would lose itself: nested too deeply.

In: the bytes of a file before they are parsed. Out: nothing, or one error. On what is nested ten
thousand times the JSON-LD parser takes quadratic time, and triple terms overflow the stack of the
process. Each check is a scan of linear cost.
"""

from __future__ import annotations

import re
from typing import Final

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError

_DEEPEST_JSON: Final = 500
_DEEPEST_XML: Final = 5_000
_DEEPEST_TERM: Final = 100

_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_NO_BRACKET: Final = bytes(code for code in range(256) if code not in b"[]{}")
_TRIPLE_TERM: Final = re.compile(rb"<<|>>")
_XML_TAG: Final = re.compile(rb"<(?P<end>/?)(?P<name>[A-Za-z_][^\s/<>]*+)[^<>]*?(?P<empty>/?)>")


def check_json(data: bytes, name: str) -> None:
    """Refuse JSON that is nested too deeply.

    Examples
    --------
    >>> check_json(b'{"a": [1, {"b": "[[["}]}', "page.jsonld")
    """
    brackets = _STRING.sub(b"", data).translate(None, _NO_BRACKET)
    if _is_deeper(brackets, (b"{}", b"[]"), _DEEPEST_JSON):
        said = refusal(
            "too-deep", limit=str(_DEEPEST_JSON), remedy="give the data as Turtle or N-Quads"
        )
        raise InputError(**said, where=name)


def check_triple_terms(data: bytes, name: str) -> None:
    """Refuse triple terms within triple terms within triple terms."""
    if data.count(b"<<") <= _DEEPEST_TERM:
        return
    marks = _TRIPLE_TERM.findall(_STRING.sub(b"", data))
    brackets = b"".join(b"{" if mark == b"<<" else b"}" for mark in marks)
    if _is_deeper(brackets, (b"{}",), _DEEPEST_TERM):
        said = refusal(
            "too-deep", limit=str(_DEEPEST_TERM), remedy="give the inner triples names of their own"
        )
        raise InputError(**said, where=name)


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
            said = refusal(
                "too-deep", limit=f"{_DEEPEST_XML:,}", remedy="give the data as Turtle or N-Quads"
            )
            raise InputError(**said, where=name)


def _is_deeper(brackets: bytes, pairs: tuple[bytes, ...], limit: int) -> bool:
    """Peel one level of closed brackets off at a time."""
    for _ in range(limit):
        size = len(brackets)
        for pair in pairs:
            brackets = brackets.replace(pair, b"")
        if len(brackets) == size:
            break
    return len(brackets) > limit
