"""conflict-cycle: trigger and moves, who does what, in which order, as a directed loop."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from attachgraph.extraction.context import Context, joins_two, role_nodes
from attachgraph.model import ConflictCycle, Move, Node, Passage, Statement, Status
from attachgraph.reading.lexicon import fold, slug

NAME = "conflict-cycle"


def extract(context: Context) -> Iterator[Statement]:
    """State the cycles with their trigger, moves, actors and order."""
    for cycle in context.entry.cycles:
        name = _key(cycle)
        node = Node("cycle", f"{context.scope}/{name}", cycle.label.words, "ConflictCycle")
        yield context.say_text(
            NAME, "ag:conflictCycle", node, cycle.label, cycle.section, subject=context.topic
        )
        if cycle.trigger is not None:
            yield context.say_text(
                NAME, "ag:trigger", cycle.trigger.words, cycle.trigger, cycle.section, subject=node
            )
        moves = [
            Node("move", f"{context.scope}/{name}/{number}", move.action.words, "Move", number)
            for number, move in enumerate(cycle.moves, 1)
        ]
        for move, step in zip(cycle.moves, moves, strict=True):
            yield context.say_text(
                NAME, "ag:hasMove", step, move.action, cycle.section, subject=node
            )
            yield from _actors(context, cycle, move, step)
        yield from _loop(context, cycle, moves)


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
        status = context.status_of(cycle.label) if following else Status.INFERRED
        yield context.say(
            NAME,
            "ag:nextMove",
            moves[following],
            words,
            cycle.section,
            subject=moves[number],
            status=status,
        )
