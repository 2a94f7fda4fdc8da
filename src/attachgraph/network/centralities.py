"""Which nodes of a network matter, by measures that fit the network.

In: a network of :mod:`attachgraph.network.projections`, or any NetworkX graph of strings. Out:
ordered scores. A measure that would say nothing about a network is refused, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.errors import UsageError
from attachgraph.network.joining import in_order

if TYPE_CHECKING:
    import networkx as nx

#: Values that agree in this many digits share a rank; the rest is rounding.
_DIGITS: Final = 12


class Score(NamedTuple):
    """What a measure says of a node.

    Parameters
    ----------
    rank : int
        From 1. Equal values share a rank, and the next one is left out: 1, 2, 2, 4.
    node, label : str
        IRI, and its name.
    value : float or None
        ``None`` where the measure is not defined, as for the constraint of an isolated node.
    """

    rank: int
    node: str
    label: str
    value: float | None


class Measure(NamedTuple):
    """A measure, with what it means.

    Parameters
    ----------
    reads : str
        What a high value means, in one line.
    compute : callable
        From a network to a value for each node.
    """

    reads: str
    compute: Callable[[nx.Graph[str]], Mapping[str, float]]


def centrality(network: nx.Graph[str], measure: str = "strength") -> list[Score]:
    r"""Order the nodes of a network by a measure.

    Parameters
    ----------
    network : networkx.Graph
        A network. Where it says which measures fit (``network.graph["measures"]``), others are
        refused.
    measure : {"degree", "strength", "betweenness", "harmonic", "constraint"}
        ``degree``
            number of neighbours, a loop not counted: :math:`k_i = |N(i)|`. O(n + m).
        ``strength``
            sum of the weights of the edges, a loop counted once: :math:`s_i = \sum_j w_{ij}`.
            O(n + m).
        ``betweenness``
            number of pairs of other nodes whose shortest paths lead through the node, a pair with
            several such paths in parts: :math:`\sum_{s<t} \sigma_{st}(i) / \sigma_{st}`. Paths are
            counted in edges: a weight here is strength, not length. O(n m) by Brandes, “A faster
            algorithm for betweenness centrality”, 2001.
        ``harmonic``
            sum of the reciprocal distances to all others, 0 to those out of reach:
            :math:`\sum_j 1 / d_{ij}`. Defined where a network falls apart, unlike closeness.
            O(n (n + m)).
        ``constraint``
            Burt's constraint: near 0 where neighbours do not know each other, so that the node
            bridges them, 1 and more where it has no way around one of them; the order is
            therefore from low to high: :math:`\sum_{j \in N(i)} (p_{ij} + \sum_q p_{iq} p_{qj})^2`
            with :math:`p_{ij} = w_{ij} / s_i`. O(n³) and 8 n² bytes. R. S. Burt, “Structural holes
            and good ideas”, American Journal of Sociology 110, 349-399.

    Returns
    -------
    list of Score
        From the most to the least central, ties in the order of the IRIs.

    Raises
    ------
    UsageError
        If there is no such measure, or it does not fit the network.

    Notes
    -----
    Values are not divided by the size of the network: an isolated node more changes none of them.
    They are equal to the last digit however the network was put together, because the sums follow
    the names of the nodes. Betweenness of the 147 co-cited sources of the bundled dataset takes
    0.2 s; for larger networks, ``docs/networks.md`` says how to use a backend. Eigenvector
    centrality and PageRank are left out: the first is not defined where a network falls apart, and
    both would mostly repeat the strength in networks as dense as these.

    Examples
    --------
    >>> import networkx as nx
    >>> path = nx.Graph([("a", "b"), ("b", "c")])
    >>> centrality(path, "betweenness")[0]
    Score(rank=1, node='b', label='b', value=1.0)
    """
    found = _fitting(network, measure)
    ordered = in_order(network)
    values = {
        node: None if value != value else round(value, _DIGITS)  # noqa: PLR0124 - NaN is not itself
        for node, value in found.compute(ordered).items()
    }
    sign = 1 if measure == "constraint" else -1
    return _ranked(ordered, values, sign)


def _fitting(network: nx.Graph[str], measure: str) -> Measure:
    if measure not in MEASURES:
        raise UsageError(f"“{measure}” is not a measure", fix="one of " + ", ".join(MEASURES))
    fitting = network.graph.get("measures", tuple(MEASURES))
    if measure not in fitting:
        name = network.graph.get("network", "this network")
        fix = "one of " + ", ".join(fitting) if fitting else "look at its edges and grounds instead"
        raise UsageError(f"{measure} says nothing about {name}", fix=fix)
    return MEASURES[measure]


def _ranked(network: nx.Graph[str], values: Mapping[str, float | None], sign: int) -> list[Score]:
    def key(node: str) -> tuple[bool, float, str]:
        value = values[node]
        return value is None, 0.0 if value is None else sign * value, node

    ordered = sorted(values, key=key)
    ranks: dict[float | None, int] = {}
    for place, node in enumerate(ordered, 1):
        ranks.setdefault(values[node], place)
    return [
        Score(ranks[values[node]], node, str(network.nodes[node].get("label", node)), values[node])
        for node in ordered
    ]


def _degree(network: nx.Graph[str]) -> dict[str, float]:
    return {node: float(len(set(network[node]) - {node})) for node in network}


def _strength(network: nx.Graph[str]) -> dict[str, float]:
    return {
        node: float(sum(attributes.get("weight", 1) for attributes in network[node].values()))
        for node in network
    }


def _betweenness(network: nx.Graph[str]) -> dict[str, float]:
    import networkx as nx

    return dict(nx.betweenness_centrality(network, normalized=False))


def _harmonic(network: nx.Graph[str]) -> dict[str, float]:
    import networkx as nx

    return dict(nx.harmonic_centrality(network))


def _constraint(network: nx.Graph[str]) -> dict[str, float]:
    """Compute with matrices: NetworkX needs scipy for that, and minutes without it."""
    import numpy as np

    numbers = {node: number for number, node in enumerate(network)}
    weights = np.zeros((len(numbers), len(numbers)))
    for one, other, weight in network.edges(data="weight", default=1):
        if one != other:
            weights[numbers[one], numbers[other]] = weights[numbers[other], numbers[one]] = weight
    sums = weights.sum(axis=1, keepdims=True)
    share = np.divide(weights, sums, out=np.zeros_like(weights), where=sums > 0)
    local = (share + share @ share) ** 2
    found = np.where(sums[:, 0] > 0, (local * (share > 0)).sum(axis=1), np.nan)
    return {node: float(found[number]) for node, number in numbers.items()}


#: The measures by name.
MEASURES: Final[Mapping[str, Measure]] = {
    "degree": Measure("joined with many others", _degree),
    "strength": Measure("joined with others by much", _strength),
    "betweenness": Measure("on the way between others", _betweenness),
    "harmonic": Measure("near to all others", _harmonic),
    "constraint": Measure("low: bridges neighbours who do not know each other", _constraint),
}
