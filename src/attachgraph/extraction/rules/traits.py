"""has-trait: what the entry says each partner, or both, or the style is like."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attachgraph.extraction.context import Context, joins_two, role_nodes, style_node
from attachgraph.model import Entry, InfoboxRow, Node, Statement, Status
from attachgraph.reading.infobox import SHARED
from attachgraph.reading.lexicon import in_sentence_case, slug

NAME = "has-trait"


def extract(context: Context) -> Iterator[Statement]:
    """State the traits, on the partner role whose row it is."""
    rows = [row for row in context.entry.infobox if row.field == "traits"]
    claimed = frozenset(row.style for row in rows)
    for row in rows:
        subjects, certain = _whose(context, row, claimed)
        for text in row.items:
            trait = Node("trait", slug(text.words), in_sentence_case(text.words), "Trait")
            for subject in subjects:
                statement = context.say_text(
                    NAME, "ag:hasTrait", trait, text, row.label.label, subject=subject
                )
                if not certain and statement.status is Status.REPORTED:
                    statement = context.say(
                        NAME,
                        "ag:hasTrait",
                        trait,
                        text.passage,
                        row.label.label,
                        subject=subject,
                        status=Status.INFERRED,
                        citations=context.cited(text),
                    )
                yield statement


def _whose(
    context: Context, row: InfoboxRow, claimed: Collection[str]
) -> tuple[tuple[Node, ...], bool]:
    entry = context.entry
    if not joins_two(entry):
        return (style_node(row.style) if row.style else context.topic,), True
    if not row.style:
        return (context.topic,), True
    roles = role_nodes(entry)
    if row.style == SHARED:
        return tuple(node for _, node in roles), True
    own = tuple(node for style, node in roles if style == row.style)
    return (own, True) if own else (_left_over(entry, claimed), False)


def _left_over(entry: Entry, claimed: Collection[str]) -> tuple[Node, ...]:
    """Return the roles that no row claims, or all of them where every role is claimed."""
    roles = role_nodes(entry)
    return tuple(node for style, node in roles if style not in claimed) or tuple(
        node for _, node in roles
    )
