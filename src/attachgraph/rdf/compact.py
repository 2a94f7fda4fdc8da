"""Shorten IRIs with the prefixes of the dataset.

In: an IRI. Out: a prefixed name that can be pasted into a query, or none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from attachgraph.rdf.bases import own_base, prefixes

# Of what a local name may hold, only that which needs no escape in Turtle and SPARQL.
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


def compact(iri: str) -> str | None:
    """Shorten an IRI to a prefixed name."""
    return _compact(iri, own_base())


@lru_cache(maxsize=65536)
def _compact(iri: str, base: str) -> str | None:
    for namespace, prefix in _namespaces(base):
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return None


@lru_cache(maxsize=8)
def _namespaces(base: str) -> list[tuple[str, str]]:  # noqa: ARG001 - the prefixes are those of the base
    found = ((namespace, prefix) for prefix, namespace in prefixes().items())
    return sorted(found, key=lambda pair: len(pair[0]), reverse=True)
