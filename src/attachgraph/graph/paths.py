"""Ways from one thing to another, step by step, in words.

In: a store and two IRIs. Out: a table of steps.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import short_name
from attachgraph.dataset.paths import shortest_paths
from attachgraph.dataset.source import Quads
from attachgraph.dataset.statements import statements_either_way
from attachgraph.errors import UsageError
from attachgraph.graph.tables import Table


@dataclass(frozen=True, slots=True)
class Step:
    """An edge on a way.

    Parameters
    ----------
    way, step : int
        Which way, and which step of it, both from 1.
    subject, type, object : str
        The edge as it is stored, in words; it may be gone the other way round.
    quote : str
        The first words that assert it; ``""`` for an edge of a curated table.
    subject_id, object_id : str
        Short names of its ends.

    Examples
    --------
    >>> Step(1, 1, "Fleabag", "depiction-of", "a couple", "", "work/fleabag", "").type
    'depiction-of'
    """

    way: int
    step: int
    subject: str
    type: str
    object: str
    quote: str
    subject_id: str
    object_id: str


def find_paths(quads: Quads, start: str, end: str, *, limit: int) -> Table[Step]:
    """Find the shortest ways."""
    if start == end:
        raise UsageError("both names mean the same thing", where=start, fix="name two things")
    facts = Lookup(quads)
    steps = [
        Step(
            way=way,
            step=step,
            subject=facts.label(edge.subject),
            type=edge.name.removeprefix("ag:"),
            object=facts.label(edge.object),
            quote=next(
                (
                    quote.exact
                    for one in statements_either_way(facts, *edge[1:])
                    for quote in one.quotations
                ),
                "",
            ),
            subject_id=short_name(edge.subject),
            object_id=short_name(edge.object),
        )
        for way, path in enumerate(shortest_paths(quads, start, end, limit=limit), 1)
        for step, edges in enumerate(path.steps, 1)
        for edge in edges
    ]
    columns = [each.name for each in fields(Step)]
    return Table(steps, columns, shown=columns[:6])
