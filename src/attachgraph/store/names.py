"""Find the thing that a person means by a name: a slug, a title, any alias, a CURIE or an IRI.

In: a store and a name. Out: an IRI. The slug of a name is part of its IRI, so a name is looked up,
never searched for.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from attachgraph.errors import MissingError, UsageError
from attachgraph.extraction.gazetteer import concept_of
from attachgraph.rdf.namespaces import AG, BASE, PREFIXES, RDF, RDFS
from attachgraph.reading.lexicon import fold, slug
from attachgraph.reading.styles import pairing_key, read_title

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["resolve"]

_ENTRY_KINDS: Final = ("pairing", "style", "concept", "entry")
_OTHER_KINDS: Final = ("source", "work", "person", "trait", "outcome")
_ALIAS_OF: Final = NamedNode(AG + "aliasOf")
_LABEL: Final = NamedNode(RDFS + "label")
_TYPE: Final = NamedNode(RDF + "type")


def resolve(store: Store, name: str) -> str:
    """Return the IRI of what a name means.

    Parameters
    ----------
    store : pyoxigraph.Store
        A dataset.
    name : str
        ``avoidant-secure``, "Secure-Avoidant couple", ``pairing:avoidant-secure`` or an IRI.

    Returns
    -------
    str
        An IRI that the store knows.

    Raises
    ------
    MissingError
        If nothing has that name; the message gives the nearest names.
    UsageError
        If an alias means several entries; the message lists them.
    """
    for iri in _candidates(name):
        if _exists(store, iri):
            return iri
    meant = sorted(
        {
            str(quad.object.value)
            for quad in store.quads_for_pattern(
                NamedNode(f"{BASE}alias/{slug(name)}"), _ALIAS_OF, None
            )
        }
    )
    if len(meant) == 1:
        return meant[0]
    if meant:
        names = ", ".join(iri.removeprefix(BASE) for iri in meant)
        raise UsageError(f"“{name}” is a name of several entries: {names}", fix="use one of these")
    near = _nearest(store, name)
    raise MissingError(
        f"nothing is called “{name}”",
        fix=f"did you mean {' or '.join(near)}?"
        if near
        else "see attachgraph stats for what there is",
    )


def _candidates(name: str) -> Iterator[str]:
    """Yield the IRIs that a name may be, the likeliest first."""
    bare = name.strip().strip("<>")
    if bare.startswith(("http://", "https://")):
        yield bare
        return
    prefix, colon, local = bare.partition(":")
    if colon and prefix in PREFIXES:
        yield PREFIXES[prefix] + local
        return
    if "/" in bare and bare.split("/", 1)[0] in {*_ENTRY_KINDS, *_OTHER_KINDS}:
        yield BASE + bare
    key = slug(bare)
    yield from (f"{BASE}{kind}/{key}" for kind in _ENTRY_KINDS)
    reading = read_title(bare.replace("-", " ") if bare == key else bare)
    keys = [mention.key for mention in reading.styles]
    if len(keys) == 2:  # noqa: PLR2004 -- a pairing joins two
        yield f"{BASE}pairing/{pairing_key(*keys)}"
    known = concept_of(bare) or concept_of(bare.replace("-", " "))
    if known:
        yield BASE + known
    if len(keys) == 1:
        yield f"{BASE}style/{keys[0]}"
    yield from (f"{BASE}{kind}/{key}" for kind in _OTHER_KINDS)


def _exists(store: Store, iri: str) -> bool:
    try:
        return any(store.quads_for_pattern(NamedNode(iri), _TYPE, None))
    except ValueError:
        return False


def _nearest(store: Store, name: str) -> list[str]:
    known: dict[str, str] = {}
    for kind in ("Pairing", "AttachmentStyle", "Concept", "Alias", "Entry"):
        for quad in store.quads_for_pattern(None, _TYPE, NamedNode(AG + kind)):
            if isinstance(quad.subject, NamedNode):
                short = quad.subject.value.rsplit("/", 1)[-1]
                known.setdefault(fold(short), short)
    return [known[near] for near in difflib.get_close_matches(fold(name), known, n=3, cutoff=0.6)]
