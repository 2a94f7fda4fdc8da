"""Groups of nodes that hang together more than with the rest, and how sure that grouping is.

In: a network of one kind of nodes. Out: groups, with the share of repetitions that agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from attachgraph.errors import UsageError
from attachgraph.network.joining import in_order

if TYPE_CHECKING:
    import networkx as nx

#: Repetitions with other seeds that the grouping is compared with.
_RUNS: Final = 20


class Community(NamedTuple):
    """A group of nodes.

    Parameters
    ----------
    members : tuple of str
        IRIs, sorted.
    agreement : float
        For the average pair of members, the share of repetitions that put both into one group: 1 is
        a group that every seed finds. A node alone has 1.
    """

    members: tuple[str, ...]
    agreement: float


class Communities(NamedTuple):
    """The groups of a network.

    Parameters
    ----------
    groups : tuple of Community
        The largest first, then by the first member. Every node is in one of them.
    modularity : float or None
        Of the grouping; ``None`` for a network without edges.
    seed : int
        The seed that it was made with.
    """

    groups: tuple[Community, ...]
    modularity: float | None
    seed: int


def communities(
    network: nx.Graph[str],
    *,
    seed: int = 0,
    resolution: float = 1.0,
    runs: int = _RUNS,
) -> Communities:
    r"""Divide a network into groups by the Louvain method.

    Parameters
    ----------
    network : networkx.Graph
        An undirected network of one kind of nodes, such as co-citation or coupling.
    seed : int
        Of the order in which nodes are looked at.
    resolution : float
        Above 1 gives more and smaller groups.
    runs : int
        Repetitions with the seeds after `seed`, for the agreement; 0 saves the time.

    Returns
    -------
    Communities
        The groups. Equal for equal networks, in whatever order they were put together.

    Raises
    ------
    UsageError
        If the network is directed or of two modes.

    Notes
    -----
    Maximises, greedily, the modularity :math:`Q = \sum_c [L_c / m - \gamma (k_c / 2m)^2]`, with
    :math:`L_c` the weight inside a group, :math:`k_c` the sum of its strengths, m the weight of all
    edges, :math:`\gamma` the resolution. About O(m log n) for each run. V. D. Blondel et al., “Fast
    unfolding of communities in large networks”, https://doi.org/10.1088/1742-5468/2008/10/P10008.
    Isolated nodes are groups of one and take no part, so that one more changes no other group.
    Modularity finds groups in random networks as well, and misses small groups in large networks:
    read a group with low agreement as chance.

    Examples
    --------
    >>> import networkx as nx
    >>> two_triangles = nx.Graph(["ab", "bc", "ca", "cd", "de", "ef", "fd"])
    >>> [group.members for group in communities(two_triangles).groups]
    [('a', 'b', 'c'), ('d', 'e', 'f')]
    """
    if network.is_directed() or network.is_multigraph() or _two_mode(network):
        raise UsageError(
            "groups need an undirected network of one kind of nodes",
            fix="take co-citation for sources or coupling for entries",
        )
    names = [node for node in sorted(network) if set(network[node]) - {node}]
    numbered = _numbered(in_order(network), names)
    alone = [Community((node,), 1.0) for node in sorted(set(network) - set(names))]
    if not names:
        return Communities(tuple(alone), None, seed)
    import networkx as nx

    chosen, *others = (_louvain(numbered, seed + run, resolution) for run in range(runs + 1))
    together = Counter(pair for run in others for group in run for pair in combinations(group, 2))
    groups = [
        Community(tuple(names[number] for number in group), _agreement(group, together, runs))
        for group in chosen
    ]
    quality = nx.community.modularity(numbered, chosen, weight="weight", resolution=resolution)
    ordered = sorted([*groups, *alone], key=lambda group: (-len(group.members), group.members))
    return Communities(tuple(ordered), round(quality, 12), seed)


def _two_mode(network: nx.Graph[str]) -> bool:
    return any(mode is not None for _, mode in network.nodes(data="bipartite"))


def _numbered(network: nx.Graph[str], names: list[str]) -> nx.Graph[str]:
    """Replace names by numbers: in a set, integers have one order and strings have none."""
    import networkx as nx

    numbers = {name: number for number, name in enumerate(names)}
    numbered = nx.Graph()
    numbered.add_nodes_from(range(len(names)))
    for one, other, weight in network.edges(data="weight", default=1):
        if one in numbers and other in numbers:
            numbered.add_edge(numbers[one], numbers[other], weight=weight)
    return numbered


def _louvain(network: nx.Graph[str], seed: int, resolution: float) -> list[tuple[int, ...]]:
    import networkx as nx

    found: Iterable[set[int]] = nx.community.louvain_communities(
        network, weight="weight", resolution=resolution, seed=seed
    )
    return sorted(tuple(sorted(group)) for group in found)


def _agreement(group: tuple[int, ...], together: Counter[tuple[int, int]], runs: int) -> float:
    pairs = list(combinations(group, 2))
    if not pairs or not runs:
        return 1.0
    return round(sum(together[pair] for pair in pairs) / (len(pairs) * runs), 12)
