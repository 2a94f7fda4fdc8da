"""Write an answer as ``application/sparql-results+xml``.

References
----------
SPARQL Query Results XML Format (Second Edition); SPARQL 1.2 for triple terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from attachgraph.rdf.namespaces import XSD
from attachgraph.store.answers import Boolean, Row, Solutions, Term

_HEAD: Final = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
_ITS: Final = 'xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
_SPECIAL: Final = re.compile(r"""[&<>"'\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]""")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}


def escape_xml(text: str) -> str:
    """Escape text for an element or an attribute.

    Examples
    --------
    >>> escape_xml("a < b")
    'a &lt; b'
    """
    return _SPECIAL.sub(_reference, text)


def _reference(match: re.Match[str]) -> str:
    char = match[0]
    if char in "\t\n\r":
        return f"&#{ord(char)};"
    return _ENTITIES.get(char, "\ufffd")


def iter_xml(answer: Solutions | Boolean) -> Iterator[str]:
    """Write an answer as SPARQL XML, one solution a line.

    Examples
    --------
    >>> "<boolean>true</boolean>" in "".join(iter_xml(Boolean(True)))
    True
    """
    yield _HEAD
    if isinstance(answer, Boolean):
        yield f"<head/>\n<boolean>{'true' if answer else 'false'}</boolean>\n</sparql>\n"
        return
    names = "".join(f'<variable name="{escape_xml(name)}"/>' for name in answer.variables)
    yield f"<head>{names}</head>\n<results>\n"
    openings = [f'<binding name="{escape_xml(name)}">' for name in answer.variables]
    for row in answer:
        yield _result(openings, row)
    yield "</results>\n</sparql>\n"


def _result(openings: list[str], row: Row) -> str:
    bindings = (
        f"{opening}{_value(term)}</binding>"
        for opening, term in zip(openings, row, strict=True)
        if term is not None
    )
    return f"<result>{''.join(bindings)}</result>\n"


def _value(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{escape_xml(term.value)}</uri>"
    if isinstance(term, Literal):
        return f"<literal{_kind(term)}>{_content(term.value)}</literal>"
    if isinstance(term, BlankNode):
        return f"<bnode>{escape_xml(term.value)}</bnode>"
    subject, predicate, object_ = map(_value, term)
    return (
        f"<triple><subject>{subject}</subject><predicate>{predicate}</predicate>"
        f"<object>{object_}</object></triple>"
    )


def _content(text: str) -> str:
    """Escape a text so that parsers that trim elements leave its outer spaces alone."""
    escaped = escape_xml(text)
    inner = escaped.strip(" ")
    before = len(escaped) - len(escaped.lstrip(" "))
    return "&#32;" * before + inner + "&#32;" * (len(escaped) - before - len(inner))


def _kind(literal: Literal) -> str:
    """Write language and direction, or the datatype; a plain string needs neither."""
    if literal.language is not None:
        direction = f' its:dir="{literal.direction.value}" {_ITS}' if literal.direction else ""
        return f' xml:lang="{escape_xml(literal.language)}"{direction}'
    datatype = literal.datatype.value
    return "" if datatype == XSD + "string" else f' datatype="{escape_xml(datatype)}"'
