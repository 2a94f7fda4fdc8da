"""Write an answer as ``application/sparql-results+xml``.

Sources: SPARQL Query Results XML Format (Second Edition); SPARQL 1.2 for triple terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from attachgraph.query.answers import Boolean, Row, Solutions, Term
from attachgraph.rdf.namespaces import XSD
from attachgraph.rdf.xmltext import attribute, content

_HEAD: Final = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
_SPACES: Final = " \t\n\r"
_ITS: Final = 'xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'


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
    names = "".join(f"<variable name={attribute(name)}/>" for name in answer.variables)
    yield f"<head>{names}</head>\n<results>\n"
    openings = [f"<binding name={attribute(name)}>" for name in answer.variables]
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
        return f"<uri>{content(term.value)}</uri>"
    if isinstance(term, Literal):
        return f"<literal{_kind(term)}>{_content(term.value)}</literal>"
    if isinstance(term, BlankNode):
        return f"<bnode>{content(term.value)}</bnode>"
    subject, predicate, object_ = map(_value, term)
    return (
        f"<triple><subject>{subject}</subject><predicate>{predicate}</predicate>"
        f"<object>{object_}</object></triple>"
    )


def _content(text: str) -> str:
    """Escape a text so that parsers that trim elements leave its outer spaces alone."""
    inner = text.strip(_SPACES)
    before, after = text.partition(inner)[::2] if inner else (text, "")
    return _references(before) + content(inner) + _references(after)


def _references(spaces: str) -> str:
    return "".join(f"&#{ord(space)};" for space in spaces)


def _kind(literal: Literal) -> str:
    """Write language and direction, or the datatype; a plain string needs neither."""
    if literal.language is not None:
        direction = f' its:dir="{literal.direction.value}" {_ITS}' if literal.direction else ""
        return f" xml:lang={attribute(literal.language)}{direction}"
    datatype = literal.datatype.value
    return "" if datatype == XSD + "string" else f" datatype={attribute(datatype)}"
