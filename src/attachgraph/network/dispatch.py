"""Hand a computation to a backend of NetworkX when one is asked for.

In: a function of NetworkX, a network, the name of a backend. Out: what the function returns. Says
in our words why a backend cannot be used; knows no measure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attachgraph.errors import MissingError

__all__ = ["dispatched"]


def dispatched(
    function: Callable[..., Any], *arguments: Any, backend: str | None, **options: Any
) -> Any:
    """Call a function of NetworkX, by a backend if one is named.

    Parameters
    ----------
    function : callable
        A function that NetworkX dispatches.
    *arguments, **options : Any
        For it.
    backend : str or None
        A backend that is installed; ``None`` leaves the choice to NetworkX and its own settings.

    Returns
    -------
    Any
        What the function returns.

    Raises
    ------
    MissingError
        If the backend is not installed, cannot be loaded, or does not know the function.

    Examples
    --------
    >>> import networkx as nx
    >>> dispatched(nx.density, nx.path_graph(2), backend=None)
    1.0
    """
    import networkx as nx

    if backend is None:
        return function(*arguments, **options)
    if backend not in {"networkx", *nx.utils.backends.backends}:
        raise MissingError(
            f"NetworkX has no backend “{backend}” here",
            fix="install the package that brings it, e.g. nx-parallel for “parallel”",
        )
    try:
        return function(*arguments, backend=backend, **options)
    except ImportError as error:
        raise MissingError(
            f"the backend “{backend}” cannot be loaded with NetworkX {nx.__version__}: {error}",
            fix="install versions of both that fit each other, or leave `backend` out",
        ) from error
    except NotImplementedError as error:
        raise MissingError(
            f"the backend “{backend}” does not know {function.__name__}",
            fix="leave `backend` out for this measure",
        ) from error
