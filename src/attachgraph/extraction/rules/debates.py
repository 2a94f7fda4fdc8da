"""has-debate: a question in dispute, with the positions that are taken on it."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context
from attachgraph.model import Debate, Node, Statement, Text
from attachgraph.reading.lexicon import slug

NAME = "has-debate"


def debate_nodes(context: Context, debate: Debate) -> tuple[Node, tuple[tuple[Node, Text], ...]]:
    """Return the node of a debate and those of its positions."""
    question = debate.question.label
    name = slug(question)
    node = Node("debate", f"{context.scope}/{name}", question, "Debate")
    positions = tuple(
        (Node("position", f"{context.scope}/{name}/{number}", text.words, "Position"), text)
        for number, text in enumerate(debate.positions, 1)
    )
    return node, positions


def extract(context: Context) -> Iterator[Statement]:
    """State the debates, their positions and what each position claims."""
    for debate in context.entry.debates:
        node, positions = debate_nodes(context, debate)
        yield context.say(NAME, "ag:hasDebate", node, debate.question, debate.section)
        for position, text in positions:
            yield context.say(
                NAME, "ag:hasPosition", position, text.passage, debate.section, subject=node
            )
            yield context.say_text(
                NAME, "ag:claims", text.words, text, debate.section, subject=position
            )
