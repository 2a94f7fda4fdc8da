"""The words by which styles and concepts are called, from the SKOS concept scheme.

In: ``ontology/concepts.ttl``. Out: its labels. Nothing about texts or entries.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

import pyoxigraph

from attachgraph.resources import resource

__all__ = ["BASE", "Label", "fold", "labels", "slug", "style_phrases"]

BASE: Final = "https://w3id.org/attachgraph/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STYLE_CLASS = BASE + "ontology#AttachmentStyle"
_LABEL_KINDS = {
    _SKOS + "prefLabel": "pref",
    _SKOS + "altLabel": "alt",
    _SKOS + "hiddenLabel": "hidden",
}

# Words that say "this is a style" without saying which.
_STYLE_NOUNS = frozenset({"attachment", "attached", "style", "adult"})
_TYPOGRAPHY = dict.fromkeys(map(ord, "–—‐‑’‘“”…•\u00a0"), " ")
# Letters in lower case and digits; everything else parts words.
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)


class Label(NamedTuple):
    """One label of a concept or style.

    Parameters
    ----------
    path : str
        Path of the thing below the base of the dataset, such as ``concept/co-regulation``.
    text : str
        The label as written.
    kind : str
        ``pref``, ``alt`` or ``hidden``.
    is_style : bool
        True for the attachment styles.
    """

    path: str
    text: str
    kind: str
    is_style: bool


def fold(text: str) -> str:
    """Reduce text to what two spellings of one name share.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Case-folded words without accents and punctuation, one space between them.

    Examples
    --------
    >>> fold("Anxious–Secure  Relationship")
    'anxious secure relationship'
    """
    if not text.isascii():
        # Dashes and quotation marks are all that most texts have beyond ASCII; the rest is rarer
        # and dearer.
        text = text.translate(_TYPOGRAPHY)
        if not text.isascii():
            text = "".join(
                c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
            )
    if text.isascii():
        return " ".join(text.translate(_ASCII_WORDS).split())
    return _NOT_WORD.sub(" ", text.casefold().replace("_", " ")).strip()


def slug(text: str) -> str:
    """Turn a name into the last part of an IRI.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        At most 80 characters of folded words joined by hyphens; ``"unnamed"`` for text without
        words.

    Examples
    --------
    >>> slug("Breakup/Makeup Cycle")
    'breakup-makeup-cycle'
    """
    return fold(text).replace(" ", "-")[:80].strip("-") or "unnamed"


def in_sentence_case(text: str) -> str:
    """Write a term as it stands inside a sentence: lists that begin differently share one label.

    Parameters
    ----------
    text : str
        A term.

    Returns
    -------
    str
        With a small first letter, unless its first word has capitals inside, as abbreviations have.

    Examples
    --------
    >>> in_sentence_case("Emotional detachment"), in_sentence_case("EFT skills")
    ('emotional detachment', 'EFT skills')
    """
    first = text.split(" ", 1)[0]
    return (
        text[:1].lower() + text[1:] if first[1:] == first[1:].lower() and len(first) > 1 else text
    )


@cache
def labels() -> tuple[Label, ...]:
    """Return every label of the concept scheme.

    Returns
    -------
    tuple of Label
        Sorted by path, kind and text.

    Notes
    -----
    Parsing takes some milliseconds and happens once in a process.
    """
    found: list[tuple[str, str, str]] = []
    styles: set[str] = set()
    for triple in pyoxigraph.parse(path=resource("ontology", "concepts.ttl")):
        subject, predicate, object_ = triple.subject, triple.predicate.value, triple.object
        if not isinstance(subject, pyoxigraph.NamedNode) or not subject.value.startswith(BASE):
            continue
        path = subject.value.removeprefix(BASE)
        kind = _LABEL_KINDS.get(predicate)
        if kind and isinstance(object_, pyoxigraph.Literal):
            found.append((path, object_.value, kind))
        elif (
            predicate == _RDF_TYPE
            and isinstance(object_, pyoxigraph.NamedNode)
            and object_.value == _STYLE_CLASS
        ):
            styles.add(path)
    return tuple(sorted(Label(path, text, kind, path in styles) for path, text, kind in found))


@cache
def style_phrases() -> dict[tuple[str, ...], str]:
    """Map the words that name a style to its key.

    Returns
    -------
    dict
        From folded words, without "attachment" and "style", to a style key such as ``"avoidant"``.
    """
    phrases: dict[tuple[str, ...], str] = {}
    for label in labels():
        if label.is_style:
            words = tuple(word for word in fold(label.text).split() if word not in _STYLE_NOUNS)
            if words:
                phrases[words] = label.path.removeprefix("style/")
    return phrases
