"""Find the thing that a person means by a name: a slug, a title, any alias, a CURIE or an IRI.

In: a store and a name. Out: an IRI. The slug of a name is part of its IRI, so a name is looked up,
never searched for, and costs the same in a store of any size.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from pyoxigraph import Literal, NamedNode

from attachgraph.dataset.lookup import exists
from attachgraph.dataset.source import Quads
from attachgraph.errors import MissingError, UsageError
from attachgraph.extraction.gazetteer import concept_of
from attachgraph.folder import chosen_folder
from attachgraph.model import Kind
from attachgraph.profile import settle
from attachgraph.rdf.bases import names_of, own_base, path_of, prefixes
from attachgraph.rdf.namespaces import AG, BASE, RDF, RDFS
from attachgraph.reading.lexicon import fold, slug
from attachgraph.reading.styles import named_abroad, pairing_key
from attachgraph.reading.titles import read_title

_ENTRY_KINDS: Final = ("pairing", "style", "concept", "entry")
#: What is called by the keys of tables, which may hold the names of styles.
_KEYED: Final = ("claim", "source", "study", "result")
_OTHER_KINDS: Final = ("work", "person", "trait", "outcome")
_NAMED_CLASSES: Final = (
    "Pairing",
    "AttachmentStyle",
    "Concept",
    "Entry",
    "Alias",
    "Source",
    "Work",
    "Person",
    "Claim",
    "Study",
)
#: A title may say "relationship" or "attachment style" besides its styles; a sentence says more.
_MOST_OTHER_WORDS: Final = 3
_MOST_GUESSES: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")
#: How much of two names has to agree, of 1: at 0.6 "nothing" was taken for Notting Hill.
_ALIKE: Final = 0.75
_ALIAS_OF: Final = NamedNode(AG + "aliasOf")
_LABEL: Final = NamedNode(RDFS + "label")
_OBJECT: Final = NamedNode(RDF + "object")
_TYPE: Final = NamedNode(RDF + "type")


def resolve(store: Quads, name: str) -> str:
    """Return the IRI of what a name means."""
    settle()
    for iris in _candidates(name):
        if meant := [iri for iri in iris if exists(store, iri)]:
            return _only(name, meant)
    meant = _named_by_alias(store, name) or _labelled(store, name) or _said(store, name)
    if meant:
        return _only(name, meant)
    near = [iri.rsplit("/", 1)[-1] for iri in near_iris(store, name)]
    raise MissingError(
        f"nothing is called “{name}”",
        fix=f"did you mean {' or '.join(near)}?"
        if near
        else "look for words of it: attachgraph search WORDS",
    )


def _only(name: str, meant: list[str]) -> str:
    """Refuse a name of several things, such as one key in two datasets that were merged."""
    if len(meant) > 1:
        paths = [path_of(iri) for iri in meant]
        names = ", ".join(paths if len(set(paths)) == len(paths) else meant)
        raise UsageError(f"“{name}” is a name of several things: {names}", fix="use one of these")
    return meant[0]


def find_claim(store: Quads, name: str) -> str:
    """Return the IRI of the claim that a key, a CURIE or an IRI means."""
    if ":" in name or "/" in name:
        return resolve(store, name)
    return _only(name, [iri for iri in names_of(f"claim/{name.strip()}") if exists(store, iri)])


def find_pairing(store: Quads, one: str, other: str) -> str:
    """Return the IRI of the pairing of two styles, in whichever order they are named."""
    keys = _style_key(store, one), _style_key(store, other)
    named = names_of(f"pairing/{pairing_key(*keys)}")
    iri = next((iri for iri in named if exists(store, iri)), None)
    if iri is None:
        known = ", ".join(_keys(store, "Pairing"))
        raise MissingError(
            f"nothing is known of the pairing of {keys[0]} and {keys[1]}", fix=f"pairings: {known}"
        )
    return iri


def _style_key(store: Quads, name: str) -> str:
    for iri in chain(names_of(f"style/{slug(name)}"), *_candidates(name)):
        path = path_of(iri)
        if path.startswith("style/") and exists(store, iri):
            return path.removeprefix("style/")
    styles = _keys(store, "AttachmentStyle")
    near = difflib.get_close_matches(slug(name), styles, n=1)
    guess = f"did you mean {near[0]}? " if near else ""
    raise MissingError(
        f"“{name}” is not an attachment style", fix=f"{guess}styles: {', '.join(styles)}"
    )


def _keys(store: Quads, kind: str) -> list[str]:
    found = store.quads_for_pattern(None, _TYPE, NamedNode(AG + kind))
    return sorted(
        {
            quad.subject.value.rsplit("/", 1)[-1]
            for quad in found
            if isinstance(quad.subject, NamedNode)
        }
    )


def _candidates(name: str) -> Iterator[Iterable[str]]:
    """Yield the IRIs that a name may be, the likeliest first, and together what is as likely.

    A path and a CURIE are the own dataset's, as they are printed; a key can be of each dataset,
    and so can a path in a merged store that is asked from outside any dataset folder.
    """
    bare = name.strip().strip("<>")
    if bare.startswith(("http://", "https://")):
        yield [bare]
        return
    prefix, colon, local = bare.partition(":")
    if colon and prefix in prefixes():
        known = prefixes()[prefix] + local
        yield from _in_turn(path_of(known)) if known.startswith(own_base()) else [[known]]
        if known.startswith(BASE):
            yield from ([iri] for iri in names_of(f"{prefix}/{local}"))
        return
    if "/" in bare:
        yield from _in_turn(bare)
    yield from map(names_of, _paths(bare))


def _in_turn(path: str) -> Iterator[Iterable[str]]:
    """Yield the IRIs of a path, the own dataset's before others; together where none is our own."""
    names = list(names_of(path))
    yield from ([name] for name in names) if chosen_folder() is not None else [names]


def _paths(bare: str) -> Iterator[str]:
    """Yield the names that a name may be, without a base."""
    key = slug(bare)
    yield from (f"{kind}/{key}" for kind in _ENTRY_KINDS)
    if bare == key:
        yield from (f"{kind}/{key}" for kind in _KEYED)
    yield from _by_styles(bare.replace("-", " ") if bare == key else bare)
    known = concept_of(bare) or concept_of(bare.replace("-", " "))
    if known:
        yield known
    if abroad := named_abroad(bare):
        yield abroad
    yield from (f"{kind}/{key}" for kind in (*_OTHER_KINDS, *_KEYED))


def _by_styles(title: str) -> Iterator[str]:
    """Yield the pairing or the style that a title names, if it says little else."""
    reading = read_title(title)
    keys = [mention.key for mention in reading.styles]
    other = title
    for mention in reversed(reading.styles):
        other = other[: mention.start] + other[mention.end :]
    if len(_WORD.findall(other)) > _MOST_OTHER_WORDS:
        return
    # Who asks for "secure avoidant" means the couple, though a title would have to say so.
    if len(keys) == 2:  # noqa: PLR2004
        yield f"pairing/{pairing_key(*keys)}"
    elif reading.kind is Kind.STYLE:
        yield f"style/{keys[0]}"


def _named_by_alias(store: Quads, name: str) -> list[str]:
    found = (
        quad.object
        for alias in names_of(f"alias/{slug(name)}")
        for quad in store.quads_for_pattern(NamedNode(alias), _ALIAS_OF, None)
    )
    return sorted({node.value for node in found if isinstance(node, NamedNode)})


def _labelled(store: Quads, name: str) -> list[str]:
    """Find what has exactly this label, such as the short label of a source."""
    bare = name.strip()
    spellings = dict.fromkeys((bare, bare[:1].upper() + bare[1:], bare[:1].lower() + bare[1:]))
    # Who repeats a claim leaves its full stop out.
    spellings |= dict.fromkeys(f"{text}." for text in spellings)
    labels = (Literal(text, language="en") for text in spellings)
    found = {
        quad.subject
        for label in labels
        for quad in store.quads_for_pattern(None, _LABEL, label)
        if isinstance(quad.subject, NamedNode)
    }
    return sorted(node.value for node in found if not _is_quotation(store, node))


def _said(store: Quads, name: str) -> list[str]:
    """Find the statements that say exactly this, as `show` prints them."""
    said = store.quads_for_pattern(None, _OBJECT, Literal(name.strip(), language="en"))
    return sorted({quad.subject.value for quad in said if isinstance(quad.subject, NamedNode)})


def _is_quotation(store: Quads, node: NamedNode) -> bool:
    """Tell what only speaks about things, and may carry their names, from the things."""
    return any(
        any(store.quads_for_pattern(node, _TYPE, NamedNode(AG + kind)))
        for kind in ("Statement", "Quotation", "SourceText")
    )


def near_iris(store: Quads, name: str) -> list[str]:
    """Find the names that have every word of one that nothing has; else what is spelt nearly so."""
    known: dict[str, str] = {}
    for kind in _NAMED_CLASSES:
        for quad in store.quads_for_pattern(None, _TYPE, NamedNode(AG + kind)):
            if isinstance(quad.subject, NamedNode):
                short = quad.subject.value.rsplit("/", 1)[-1]
                known.setdefault(fold(short), quad.subject.value)
    words = set(_WORD.findall(fold(name)))
    having = [key for key in known if words and words <= set(_WORD.findall(key))]
    near = sorted(having, key=lambda key: (len(key), key))[:_MOST_GUESSES]
    if not near:
        near = difflib.get_close_matches(fold(name), known, n=_MOST_GUESSES, cutoff=_ALIKE)
    return [known[key] for key in near]
