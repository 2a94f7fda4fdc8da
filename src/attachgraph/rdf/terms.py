"""RDF terms as N-Triples text, the one form in which quads travel.

In: strings. Out: strings. A term that is already written down can be joined, sorted, hashed and
loaded without another object, which is what makes a build fast and an export deterministic.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pyoxigraph

from attachgraph.errors import InputError
from attachgraph.rdf.namespaces import BASE, PREFIXES, XSD

# N-Quads, section 2.3 (STRING_LITERAL_QUOTE): these cannot be raw in a literal. The controls and
# the two Unicode line separators are escaped as well, so that one quad is always one line for every
# tool.
_MUST_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f\x85\u2028\u2029]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
# RFC 3987, section 2.2: what a path holds as it is. Of the characters beyond ASCII, letters and
# digits are enough; a percent sign is encoded too, so that two keys never become one.
_NOT_IN_PATH = re.compile(r"[^\w.~!$&'()*+,;=:@/-]")
# What an IRIREF of N-Triples may not hold.
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def escape(text: str) -> str:
    r"""Escape text for the inside of an N-Triples literal.

    Examples
    --------
    >>> escape('say "yes"')
    'say \\"yes\\"'
    """
    if _MUST_ESCAPE.search(text) is None:
        return text
    return _MUST_ESCAPE.sub(lambda m: _SHORT.get(m[0]) or f"\\u{ord(m[0]):04X}", text)


def iri(path: str) -> str:
    """Write an IRI, given whole or as a path below the base of the dataset."""
    if ":" in path.split("/", 1)[0]:
        return _absolute(path)
    if _NOT_IN_PATH.search(path):
        path = _NOT_IN_PATH.sub(_encoded, path)
    return f"<{BASE}{path}>"


@lru_cache(maxsize=4096)
def _absolute(whole: str) -> str:
    written = _NOT_IN_IRI.sub(_encoded, whole)
    try:
        pyoxigraph.NamedNode(written)
    except ValueError as error:
        raise InputError(
            f"“{whole}” is not an IRI", fix="write an address such as https://example.org/page"
        ) from error
    return f"<{written}>"


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


@lru_cache(maxsize=4096)
def curie(name: str) -> str:
    """Write the IRI of a prefixed name.

    Examples
    --------
    >>> curie("ag:pairsWith")
    '<https://w3id.org/attachgraph/ontology#pairsWith>'
    """
    prefix, local = name.split(":", 1)
    return f"<{PREFIXES[prefix]}{local}>"


def literal(text: str, lang: str = "en") -> str:
    """Write a language-tagged literal."""
    return f'"{escape(text)}"@{_tag(lang)}'


@lru_cache(maxsize=256)
def _tag(lang: str) -> str:
    """Return a language tag as the store writes it; what is none would end the literal."""
    try:
        pyoxigraph.Literal("", language=lang)
    except ValueError as error:
        fix = "write a tag such as en, de or pt-BR"
        raise InputError(f"“{lang}” is not a language tag", fix=fix) from error
    return lang.lower()


def plain(text: str) -> str:
    """Write a literal of datatype ``xsd:string``."""
    return f'"{escape(text)}"'


def typed(text: str | int, datatype: str) -> str:
    """Write a typed literal."""
    return f'"{escape(str(text))}"^^<{XSD}{datatype.removeprefix("xsd:")}>'


def quad(subject: str, predicate: str, object_: str, graph: str) -> str:
    r"""Join four written terms into one line of N-Quads."""
    return f"{subject} {predicate} {object_} {graph} .\n"
