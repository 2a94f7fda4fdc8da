"""attachgraph: what is written about adult attachment pairings, as a graph that shows its quotes.

>>> import attachgraph
>>> graph = attachgraph.load()
>>> graph.pairing("secure", "avoidant").title
'Avoidant-Secure Relationship'
>>> disputed = graph.edges(type="claims", status="disputed").to_pandas()
>>> rows = graph.query("SELECT ?alias WHERE { ?alias ag:aliasOf pairing:avoidant-secure }")
>>> "alias" in rows.variables
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attachgraph.graph import Graph, build, from_networkx, load, read

    __version__: str

__all__ = ["Graph", "__version__", "build", "from_networkx", "load", "read"]


def __getattr__(name: str) -> object:
    """Import the façade when it is used: the command line does without it."""
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("attachgraph")
        except PackageNotFoundError:
            return "0+unknown"
    if name in __all__:
        from importlib import import_module

        return getattr(import_module("attachgraph.graph"), name)
    raise AttributeError(f"module 'attachgraph' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
