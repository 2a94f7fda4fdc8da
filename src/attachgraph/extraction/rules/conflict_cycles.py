"""conflict-cycle: trigger and moves, who does what, in which order, as a directed loop."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from attachgraph.extraction.context import Context, claims_of, joins_two, role_nodes, status_of
from attachgraph.model import ConflictCycle, Move, Node, Passage, Statement, Status, Text
from attachgraph.reading.lexicon import fold, slug

NAME = "conflict-cycle"


def extract(context: Context) -> Iterator[Statement]:
    """State the cycles with their trigger, moves, actors and order."""
    for cycle in context.entry.cycles:
        name = _key(cycle)
        node = Node("cycle", f"{context.scope}/{name}", cycle.label.words, "ConflictCycle")
        yield _whole(context, cycle, node)
        if cycle.trigger is not None:
            yield _part(context, cycle, "ag:trigger", cycle.trigger.words, cycle.trigger, node)
        moves = [
            Node("move", f"{context.scope}/{name}/{number}", move.action.words, "Move", number)
            for number, move in enumerate(cycle.moves, 1)
        ]
        for move, step in zip(cycle.moves, moves, strict=True):
            yield _part(context, cycle, "ag:hasMove", step, move.action, node)
            yield from _actors(context, cycle, move, step)
        yield from _loop(context, cycle, moves)


def _whole(context: Context, cycle: ConflictCycle, node: Node) -> Statement:
    """State that the couple has the cycle: it stands as the worst of what it is made of."""
    trigger = () if cycle.trigger is None else (cycle.trigger,)
    texts = (cycle.label, *trigger, *(move.action for move in cycle.moves))
    return context.say(
        NAME,
        "ag:conflictCycle",
        node,
        cycle.label.passage,
        cycle.section,
        subject=context.topic,
        status=status_of(*texts),
        citations=context.cited(cycle.label),
        claims=claims_of(*texts),
    )


def _part(
    context: Context,
    cycle: ConflictCycle,
    predicate: str,
    object_: Node | str,
    text: Text,
    node: Node,
) -> Statement:
    """State what a cycle is made of, which is for the entry to say; its marks are the cycle's."""
    citations = context.cited(text)
    return context.say(
        NAME, predicate, object_, text.passage, cycle.section, subject=node, citations=citations
    )


def _key(cycle: ConflictCycle) -> str:
    # Two texts may give one label to two courses of events; merged, their moves would be no loop.
    name = slug(cycle.label.words)
    if not cycle.told:
        return name
    moves = "\n".join(fold(move.action.words) for move in cycle.moves)
    return f"{name}-{hashlib.sha256(moves.encode()).hexdigest()[:6]}"


def _actors(context: Context, cycle: ConflictCycle, move: Move, step: Node) -> Iterator[Statement]:
    if not joins_two(context.entry) or not move.actor:
        return
    roles = role_nodes(context.entry)
    if move.actor in {"first", "second"}:
        actors = [roles[move.actor == "second"][1]]
    elif move.actor == "both":
        actors = [node for _, node in roles]
    else:
        actors = [node for style, node in roles if style == move.actor][:1]
    words = move.actor_passage or cycle.label.passage
    status = Status.INFERRED if move.inferred else Status.REPORTED
    for actor in actors:
        yield context.say(
            NAME, "ag:actor", actor, words, cycle.section, subject=step, status=status
        )


def _loop(context: Context, cycle: ConflictCycle, moves: list[Node]) -> Iterator[Statement]:
    if len(moves) < 2:  # noqa: PLR2004 -- one move alone leads nowhere
        return
    for number, move in enumerate(cycle.moves):
        following = (number + 1) % len(moves)
        both = (move.action.passage, cycle.moves[following].action.passage)
        start, end = min(p.start for p in both), max(p.end for p in both)
        words = Passage(start, end, context.text.content[start:end])
        yield context.say(
            NAME,
            "ag:nextMove",
            moves[following],
            words,
            cycle.section,
            subject=moves[number],
        )
