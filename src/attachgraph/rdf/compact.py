"""Shorten IRIs with the prefixes of the dataset.

In: an IRI. Out: a prefixed name that can be pasted into a query, or none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from attachgraph.rdf.namespaces import PREFIXES

# Of what a local name may hold, only that which needs no escape in Turtle and SPARQL.
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_NAMESPACES: Final = sorted(
    ((namespace, prefix) for prefix, namespace in PREFIXES.items()),
    key=lambda pair: len(pair[0]),
    reverse=True,
)


@lru_cache(maxsize=65536)
def compact(iri: str) -> str | None:
    """Shorten an IRI to a prefixed name.

    Examples
    --------
    >>> compact("https://w3id.org/attachgraph/pairing/avoidant-secure")
    'pairing:avoidant-secure'
    """
    for namespace, prefix in _NAMESPACES:
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return None
