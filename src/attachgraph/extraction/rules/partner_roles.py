"""has-partner: a pairing has two partner roles, each with its style."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context, joins_two, role_nodes, style_node
from attachgraph.model import Statement

NAME = "partner-roles"


def extract(context: Context) -> Iterator[Statement]:
    """State the roles of a pairing."""
    entry = context.entry
    if not joins_two(entry):
        return
    for number, (style, role) in enumerate(role_nodes(entry)):
        words = entry.style_passages[number]
        yield context.say(NAME, "ag:hasPartner", role, words, "Title", subject=context.topic)
        yield context.say(NAME, "ag:style", style_node(style), words, "Title", subject=role)
