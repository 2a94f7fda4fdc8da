"""The extraction rules in the order in which they run; ``rules/`` holds one file for each.

In: nothing. Out: the table. To add a rule, write its file and name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from attachgraph.extraction.context import Context
from attachgraph.extraction.rules import (
    aliases,
    attributes,
    categories,
    cites_sources,
    claims,
    conflict_cycles,
    contrasts,
    debates,
    depictions,
    mentions,
    outcomes,
    pairs_with,
    partner_roles,
    people,
    phases,
    questions,
    related,
    title_and_lead,
    traits,
)
from attachgraph.model import Statement


class Rule(NamedTuple):
    """A named way from an entry to statements."""

    #: Stands in each quotation of a statement it makes.
    name: str
    #: Takes a context and yields statements.
    extract: Callable[[Context], Iterator[Statement]]


RULES: Final[tuple[Rule, ...]] = tuple(
    Rule(module.NAME, module.extract)
    for module in (
        pairs_with,
        partner_roles,
        title_and_lead,
        aliases,
        categories,
        traits,
        outcomes,
        conflict_cycles,
        phases,
        debates,
        questions,
        cites_sources,
        depictions,
        contrasts,
        related,
        attributes,
        claims,
        people,
        mentions,
    )
)
