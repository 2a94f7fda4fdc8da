"""The words by which styles and concepts are called, from the SKOS concept scheme.

In: ``ontology/concepts.ttl``. Out: its labels. Nothing about texts or entries.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

import pyoxigraph

from attachgraph.model import UNSEEN
from attachgraph.profile import ATTACHMENT, Profile, current
from attachgraph.resources import resource

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
    """One label of a concept or style."""

    #: Path of the thing below the base of the dataset, such as ``concept/co-regulation``.
    path: str
    #: The label as written.
    text: str
    #: ``pref``, ``alt`` or ``hidden``.
    kind: str
    #: True for the attachment styles.
    is_style: bool


def fold(text: str) -> str:
    """Reduce text to what two spellings of one name share."""
    if not text.isascii():
        # Dashes and quotation marks are all that most texts have beyond ASCII; the rest is rarer
        # and dearer.
        text = text.translate(_TYPOGRAPHY).translate(UNSEEN)
        if not text.isascii():
            text = "".join(
                c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
            )
    if text.isascii():
        return " ".join(text.translate(_ASCII_WORDS).split())
    return _NOT_WORD.sub(" ", text.casefold().replace("_", " ")).strip()


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Fold one word of running text: texts share most of theirs."""
    return fold(word)


def slug(text: str) -> str:
    """Turn a name into the last part of an IRI."""
    return fold(text).replace(" ", "-")[:80].strip("-") or "unnamed"


def in_sentence_case(text: str) -> str:
    """Write a term as it stands inside a sentence: lists that begin differently share one label.

    Examples
    --------
    >>> in_sentence_case("Emotional detachment"), in_sentence_case("EFT skills")
    ('emotional detachment', 'EFT skills')
    """
    first = text.split(" ", 1)[0]
    return (
        text[:1].lower() + text[1:] if first[1:] == first[1:].lower() and len(first) > 1 else text
    )


def labels() -> tuple[Label, ...]:
    """Return every label of the concept scheme and of the styles of the field."""
    return _labels(current())


@cache
def _labels(profile: Profile) -> tuple[Label, ...]:
    """Return every label; a field of its own has its own styles.

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
            # The names of other languages are in their tables, with all their forms.
            if object_.language == "en":
                found.append((path, object_.value, kind))
        elif (
            predicate == _RDF_TYPE
            and isinstance(object_, pyoxigraph.NamedNode)
            and object_.value == _STYLE_CLASS
        ):
            styles.add(path)
    if profile is not ATTACHMENT:
        found = [label for label in found if label[0] not in styles]
        own = [(f"style/{style.key}", style) for style in profile.styles]
        styles = {path for path, _ in own}
        found += [(path, style.label, "pref") for path, style in own]
        found += [
            (path, name, "hidden") for path, style in own for name in (*style.names, style.key)
        ]
    return tuple(sorted(Label(path, text, kind, path in styles) for path, text, kind in found))


def style_phrases() -> dict[tuple[str, ...], str]:
    """Map the words that name a style of the field to its key."""
    return _style_phrases(current())


@cache
def _style_phrases(profile: Profile) -> dict[tuple[str, ...], str]:
    phrases: dict[tuple[str, ...], str] = {}
    for label in _labels(profile):
        if label.is_style:
            words = tuple(word for word in fold(label.text).split() if word not in _STYLE_NOUNS)
            if words:
                phrases[words] = label.path.removeprefix("style/")
    return phrases


def style_keys() -> tuple[str, ...]:
    """List the keys of the styles of the field."""
    return tuple(sorted(set(style_phrases().values())))
