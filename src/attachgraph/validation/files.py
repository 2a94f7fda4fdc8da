"""Prove that the quotes of a store are in files at hand.

In: a store and paths of files. Out: problems. A file counts only if it is, byte for byte, a text
that the store was built from; one changed byte is a changed text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from attachgraph.errors import AttachGraphError
from attachgraph.rdf.bases import own_base
from attachgraph.rdf.namespaces import AG
from attachgraph.reading.decoding import sha256
from attachgraph.reading.documents import read_document
from attachgraph.reading.walk import Input, iter_inputs, read_bytes
from attachgraph.validation.quotes import Problem, verify_text

_ORIGIN: Final = NamedNode(AG + "origin")
_SHA256: Final = NamedNode(AG + "sha256")


def verify_files(store: Store, paths: Sequence[str]) -> list[Problem]:
    """Verify the quotes of a store against files."""
    return sorted(
        problem for item in iter_inputs(list(paths)) for problem in _verify_file(store, item)
    )


def _verify_file(store: Store, item: Input) -> Iterator[Problem]:
    data = read_bytes(item)
    text = NamedNode(f"{own_base()}text/{sha256(data)}")
    if not any(store.quads_for_pattern(text, _SHA256, None)):
        yield Problem(text.value, item.name, "file-unknown", _unknown(store, item.name, text.value))
        return
    try:
        content = read_document(data, item.name).text.content
    except AttachGraphError as error:
        yield Problem(text.value, item.name, "file-unknown", str(error.problem))
        return
    yield from verify_text(store, text, content)


def _unknown(store: Store, name: str, iri: str) -> str:
    origin = name.replace("\\", "/").rsplit("/", 1)[-1]
    built = sorted(
        str(quad.subject.value).rsplit("/", 1)[-1][:12]
        for quad in store.quads_for_pattern(None, _ORIGIN, Literal(origin))
        if isinstance(quad.subject, NamedNode)
    )
    now = iri.rsplit("/", 1)[-1][:12]
    if built:
        then = ", ".join(f"{checksum}…" for checksum in built)
        return f"{name} has changed since the build: its checksum is {now}…, it was {then}"
    return f"the store was not built from {name} (checksum {now}…)"
