"""A thing that is described, and what the texts say of it, looked up once for all parts.

In: a dataset and an IRI. Out: neighbours, statements and claims of that thing.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import Final

from pyoxigraph import NamedNode

from attachgraph.dataset.description import Details, Item
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import expand, short_name
from attachgraph.dataset.statements import Said, Statement

#: The property of the lead of an entry.
ABSTRACT: Final = "dcterms:abstract"


class Subject:
    """A thing, what the texts assert of it, and its claims by the section they are in."""

    def __init__(self, facts: Lookup, iri: str) -> None:
        self.facts = facts
        self.iri = iri

    @cached_property
    def incoming(self) -> dict[str, list[str]]:
        """The nodes whose edges lead to it, by the property."""
        found: dict[str, set[str]] = {}
        for quad in self.facts.quads.quads_for_pattern(None, None, NamedNode(self.iri)):
            if isinstance(quad.subject, NamedNode):
                found.setdefault(quad.predicate.value, set()).add(quad.subject.value)
        return {predicate: sorted(nodes) for predicate, nodes in found.items()}

    def into(self, predicate: str) -> list[str]:
        """List the nodes from which a property leads to it."""
        return self.incoming.get(expand(predicate).value, [])

    @cached_property
    def said(self) -> Said:
        """What is asserted of it."""
        return Said(self.facts, self.iri)

    @cached_property
    def sections(self) -> dict[str, list[Item]]:
        """Its claims by the heading that they are under."""
        found: dict[str, list[Item]] = {}
        for statements in self.said.all("ag:claims"):
            item = Item(statements[0].words, statements=statements)
            found.setdefault(_section(statements[0]), []).append(item)
        return found

    def edge(
        self, predicate: str, node: str, details: Details = (), items: tuple[Item, ...] = ()
    ) -> Item:
        """Describe a node that an edge leads to, with what asserts the edge."""
        said = self.said.of(predicate, node)
        return Item(self.facts.label(node), short_name(node), details, said, items)

    def nodes(self, predicate: str) -> list[str]:
        """List the nodes that a property leads to; phases and moves by their order."""
        return sorted(self.facts.nodes(self.iri, predicate), key=partial(place, self.facts))

    def under(self, node: str) -> tuple[Item, ...]:
        """Return the claims that are under a heading of the same name as a node."""
        return tuple(self.sections.get(self.facts.label(node), ()))

    def lead_sections(self) -> list[str]:
        """List the sections that the abstract is taken from."""
        return list(dict.fromkeys(_section(s) for said in self.said.all(ABSTRACT) for s in said))


def _section(statement: Statement) -> str:
    return statement.quotations[0].section if statement.quotations else ""


def place(facts: Lookup, node: str) -> tuple[int, str]:
    """Return what nodes in an order are sorted by."""
    order = facts.text(node, "ag:order")
    return (int(order) if order.isdecimal() else 0, node)
