"""The conflict cycle of a pairing as a directed graph of its moves, and the shape of that graph.

In: a :class:`~attachgraph.network.corpus.Corpus`. Out: ``networkx.DiGraph`` objects, and shapes
that can be compared although the styles differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from attachgraph.errors import MissingError
from attachgraph.network.corpus import Corpus
from attachgraph.network.joining import add_nodes

if TYPE_CHECKING:
    import networkx as nx

#: Who moves, move by move: each a set of partners, 0 for the one who moves first.
Shape: TypeAlias = tuple[frozenset[int], ...]

_EXCHANGED: Final = {0: 1, 1: 0}


def cycles_of(corpus: Corpus, pairing: str) -> list[str]:
    """List the conflict cycles of a pairing."""
    return corpus.targets(pairing, "conflict-cycle")


def cycle_moves(corpus: Corpus, cycle: str) -> nx.DiGraph[str]:
    """Draw a conflict cycle as a directed graph of moves.

    Who does what, and what does it call forth?

    Parameters
    ----------
    corpus : Corpus
        The dataset.
    cycle : str
        IRI of a conflict cycle, or of a pairing that has exactly one.

    Returns
    -------
    networkx.DiGraph
        Moves, in their order, with ``order``, ``label``, ``actors`` (IRIs of partner roles) and
        ``styles`` (labels of their styles). Edges lead to the next move and carry ``status`` and
        ``grounds``; the one that closes the loop is ``inferred``. The graph has ``cycle``,
        ``label``, ``pairing`` and ``trigger``.

    Raises
    ------
    MissingError
        If the dataset has no such cycle, or the pairing has none or several.

    Notes
    -----
    In a loop all moves are alike to any centrality. None is offered, because the numbers would say
    nothing about conflict.
    """
    import networkx as nx

    cycle = _one_cycle(corpus, cycle)
    pairing = next(
        (p for p in sorted(corpus.graph.predecessors(cycle)) if cycle in cycles_of(corpus, p)), ""
    )
    network = nx.DiGraph(
        network="cycle-moves",
        cycle=cycle,
        label=corpus.label(cycle),
        pairing=pairing,
        trigger=corpus.literal(cycle, "ag:trigger"),
    )
    moves = sorted(corpus.targets(cycle, "has-move"), key=lambda m: (_order(corpus, m), m))
    for move in moves:
        actors = tuple(corpus.targets(move, "actor"))
        styles = [style for role in actors for style in corpus.targets(role, "style")]
        names = tuple(dict.fromkeys(corpus.label(style) for style in styles))
        order = _order(corpus, move)
        add_nodes(network, corpus, [move], order=order, actors=actors, styles=names)
    for move in moves:
        for following in corpus.targets(move, "next-move"):
            found = corpus.grounds.get((move, "next-move", following), ())
            status = found[0].status if found else "reported"
            network.add_edge(move, following, weight=1, status=status, grounds=found)
    return network


def _one_cycle(corpus: Corpus, iri: str) -> str:
    kind = corpus.graph.nodes[iri].get("kind") if iri in corpus.graph else None
    if kind == "ConflictCycle":
        return iri
    if kind is None:
        raise MissingError(f"the dataset has no node {iri}", fix="look it up: attachgraph search")
    found = cycles_of(corpus, iri)
    if len(found) == 1:
        return found[0]
    if not found:
        problem = f"“{corpus.label(iri)}” has no conflict cycle"
        raise MissingError(problem, where=iri, fix="choose a pairing whose entry describes one")
    problem = f"“{corpus.label(iri)}” has {len(found)} conflict cycles"
    raise MissingError(problem, where=iri, fix=f"name one of {', '.join(found)}")


def _order(corpus: Corpus, move: str) -> int:
    order = corpus.literal(move, "ag:order")
    return int(order) if order.isdigit() else 0


def cycle_shape(network: nx.DiGraph[str]) -> Shape:
    """Reduce a cycle to who moves when, partners numbered as they appear, whatever their style."""
    numbers: dict[str, int] = {}
    moves = sorted(network.nodes(data=True), key=lambda item: (item[1]["order"], item[0]))
    return tuple(
        frozenset(numbers.setdefault(actor, len(numbers)) for actor in attributes["actors"])
        for _, attributes in moves
    )


def shape_similarity(first: Shape, second: Shape) -> float:
    """Tell how far two cycles take the same turns, from 0 to 1."""
    # The longest common subsequence, as a share of the longer of the two: the best over all
    # rotations, because a cycle has no first move, and over both ways of matching the partners.
    if not first or not second:
        return 0.0
    exchanged = tuple(frozenset(_EXCHANGED.get(actor, actor) for actor in move) for move in second)
    longest = max(
        _common(first, shape[turn:] + shape[:turn])
        for shape in (second, exchanged)
        for turn in range(len(shape))
    )
    return longest / max(len(first), len(second))


def _common(first: Shape, second: Shape) -> int:
    """Measure the longest common subsequence."""
    row = [0] * (len(second) + 1)
    for one in first:
        above = row
        row = [0]
        for place, other in enumerate(second):
            row.append(above[place] + 1 if one == other else max(above[place + 1], row[place]))
    return row[-1]
