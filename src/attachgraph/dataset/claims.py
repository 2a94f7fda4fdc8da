"""What an entry claims, with all that belongs to it: the one definition of a claim.

In: a dataset and the IRI of an entry. Out: statements. A claim is a statement with
``ag:claims`` about the entry or one of its parts, such as a position in a debate. A part is what
the entry leads to, directly or through parts, under an IRI that begins with the key of the entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from attachgraph.dataset.statements import Statement, read_statements
from attachgraph.dataset.words import STATUSES
from attachgraph.rdf.bases import path_of
from attachgraph.rdf.namespaces import AG

if TYPE_CHECKING:
    from attachgraph.dataset.lookup import Lookup

CLAIMS: Final = AG + "claims"


def parts_of(facts: Lookup, entry: str) -> list[str]:
    """List an entry and what belongs to it and to nothing else."""
    key = path_of(entry).partition("/")[2]
    found, waiting = {entry}, [entry]
    while waiting:
        for quad in facts.quads.quads_for_pattern(NamedNode(waiting.pop()), None, None):
            if not isinstance(quad.object, NamedNode):
                continue
            part = quad.object.value
            if part not in found and path_of(part).partition("/")[2].startswith(f"{key}/"):
                found.add(part)
                waiting.append(part)
    return sorted(found)


def claims_of(facts: Lookup, entry: str) -> list[Statement]:
    """Read what an entry and its parts claim."""
    claimed = (
        statement
        for part in parts_of(facts, entry)
        for statement in facts.subjects("rdf:subject", part)
        if CLAIMS in facts.nodes(statement, "rdf:predicate")
        and facts.has(statement, "ag:Statement")
    )
    return read_statements(facts, claimed)


def count_statuses(claims: Iterable[Statement]) -> dict[str, int]:
    """Count claims by how they stand, in the one order of the statuses."""
    counted = Counter(claim.status for claim in claims)
    known = {status: counted.pop(status) for status in STATUSES if status in counted}
    return known | dict(sorted(counted.items()))
