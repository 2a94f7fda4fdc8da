"""What a document declares of itself: kind, language, licence.

In: a value as the document writes it, and its place. Out: the value, or one error that says where
it stands. What is let through here ends in IRIs and language tags, so nothing else may be.
"""

from __future__ import annotations

from typing import Final

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.model import Kind

__all__ = ["declared_kind", "declared_language", "declared_licence", "is_language_tag"]

_DEFAULT: Final = "en"


def declared_kind(words: str, where: str) -> Kind | None:
    """Read what an entry is about.

    Parameters
    ----------
    words : str
        Value of ``kind:``; ``""`` where it is left out.
    where : str
        Its place, for the message.

    Returns
    -------
    Kind or None
        ``None`` where the title has to tell.

    Raises
    ------
    InputError
        If there is no such kind.

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

    Parameters
    ----------
    words : str
        Value of ``lang:``; ``""`` where it is left out.
    where : str
        Its place, for the message.

    Returns
    -------
    str
        A language tag.

    Raises
    ------
    InputError
        If it is no language tag (BCP 47).

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
    """Read the licence of a text.

    Parameters
    ----------
    words : str
        Value of ``license:``; ``""`` where it is left out.
    where : str
        Its place, for the message.

    Returns
    -------
    str
        An IRI, or ``""``.

    Raises
    ------
    InputError
        If it is no absolute IRI: "CC BY" leaves open which of them.
    """
    from pyoxigraph import NamedNode  # the judge of what the store will take

    try:
        return NamedNode(words).value if words else ""
    except ValueError as error:
        raise InputError(**refusal("bad-licence", words=words), where=where) from error


def is_language_tag(words: str) -> bool:
    """Tell whether some words are a well-formed language tag.

    Parameters
    ----------
    words : str
        Anything.

    Returns
    -------
    bool
        True if they are (BCP 47).

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
