"""What a document declares of itself: kind, language, licence.

In: a value as the document writes it, and its place. Out: the value, or one error that says where
it is. What is let through here ends in IRIs and language tags, so nothing else may be.
"""

from __future__ import annotations

from typing import Final

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.model import Kind

_DEFAULT: Final = "en"


def declared_kind(words: str, where: str) -> Kind | None:
    """Read what an entry is about.

    Examples
    --------
    >>> declared_kind("Pairing", "page.md:2:1").value
    'pairing'
    """
    if not words:
        return None
    try:
        return Kind(words.lower())
    except ValueError as error:
        raise InputError(**refusal("unknown-kind", words=words), where=where) from error


def declared_language(words: str, where: str) -> str:
    """Read the language of a text.

    Examples
    --------
    >>> declared_language("", "page.md:2:1"), declared_language("pt-BR", "page.md:2:1")
    ('en', 'pt-BR')
    """
    if not words:
        return _DEFAULT
    if not is_language_tag(words):
        raise InputError(**refusal("bad-language", words=words), where=where)
    return words


def declared_licence(words: str, where: str) -> str:
    """Read the licence of a text."""
    from pyoxigraph import NamedNode  # the judge of what the store will take

    try:
        return NamedNode(words).value if words else ""
    except ValueError as error:
        raise InputError(**refusal("bad-licence", words=words), where=where) from error


def web_address(words: str) -> str:
    """Return an address that the store will take; ``""`` for anything else.

    Examples
    --------
    >>> web_address("https://example.org/a"), web_address("see below")
    ('https://example.org/a', '')
    """
    from pyoxigraph import NamedNode

    if not words.startswith(("https://", "http://")):
        return ""
    try:
        return NamedNode(words).value
    except ValueError:
        return ""


def is_language_tag(words: str) -> bool:
    """Return whether some words are a well-formed language tag.

    Examples
    --------
    >>> is_language_tag("en-GB"), is_language_tag("English, mostly")
    (True, False)
    """
    from pyoxigraph import Literal

    try:
        Literal("", language=words)
    except ValueError:
        return False
    return True
