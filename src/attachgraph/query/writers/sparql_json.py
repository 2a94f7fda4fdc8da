"""Write an answer as ``application/sparql-results+json``.

Sources: SPARQL 1.1 Query Results JSON Format; SPARQL 1.2 for triple terms and base directions.
"""

from __future__ import annotations

from collections.abc import Iterator
from json.encoder import encode_basestring as quote

from pyoxigraph import BlankNode, Literal, NamedNode

from attachgraph.query.answers import Boolean, Row, Solutions, Term
from attachgraph.rdf.namespaces import XSD

_STRING = XSD + "string"


def iter_json(answer: Solutions | Boolean) -> Iterator[str]:
    """Write an answer as SPARQL JSON, one solution a line.

    Examples
    --------
    >>> print("".join(iter_json(Boolean(True))))
    {"head":{},"boolean":true}
    """
    if isinstance(answer, Boolean):
        yield f'{{"head":{{}},"boolean":{"true" if answer else "false"}}}\n'
        return
    names = ",".join(map(quote, answer.variables))
    yield f'{{"head":{{"vars":[{names}]}},"results":{{"bindings":['
    keys = [quote(name) for name in answer.variables]
    separator = "\n"
    for row in answer:
        yield separator + _binding(keys, row)
        separator = ",\n"
    yield "\n]}}\n"


def _binding(keys: list[str], row: Row) -> str:
    cells = (
        f"{key}:{_value(term)}" for key, term in zip(keys, row, strict=True) if term is not None
    )
    return f"{{{','.join(cells)}}}"


def _value(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f'{{"type":"uri","value":{quote(term.value)}}}'
    if isinstance(term, Literal):
        return f'{{"type":"literal","value":{quote(term.value)}{_kind(term)}}}'
    if isinstance(term, BlankNode):
        return f'{{"type":"bnode","value":{quote(term.value)}}}'
    subject, predicate, object_ = map(_value, term)
    parts = f'"subject":{subject},"predicate":{predicate},"object":{object_}'
    return f'{{"type":"triple","value":{{{parts}}}}}'


def _kind(literal: Literal) -> str:
    """Write language and direction, or the datatype; a plain string needs neither."""
    if literal.language is not None:
        direction = f',"its:dir":"{literal.direction.value}"' if literal.direction else ""
        return f',"xml:lang":{quote(literal.language)}{direction}'
    datatype = literal.datatype.value
    return "" if datatype == _STRING else f',"datatype":{quote(datatype)}'
