"""The façade: one class with the verbs of the command line, for Python and notebooks.

In: a store. Out: a :class:`Graph`, whose verbs are next to this module, sorted by what they are
for.
"""

from __future__ import annotations

from functools import cached_property

from attachgraph.graph.contents import Contents
from attachgraph.graph.exporting import Exporting
from attachgraph.graph.networks import Networks
from attachgraph.graph.powering import Powering
from attachgraph.graph.questions import Questions
from attachgraph.graph.rendering import Rendering


class Graph(Contents, Networks, Powering, Rendering, Exporting):
    """A dataset of entries, asked and taken away.

    :func:`attachgraph.load` opens one, :func:`attachgraph.build` makes one from documents.

    Parameters
    ----------
    store : pyoxigraph.Store or RemoteStore
        The quads. They stay what they are: nothing here changes them.
    unchanging : bool or None
        Whether nobody else changes them either. A process is then kept ready for queries with a
        time limit; otherwise each starts its own, which takes at least 4 ms. ``None`` finds out
        whether the store refuses changes, as one from a folder does.
    folder : pathlib.Path or None
        Where the store is on disk; its index of words is kept in the cache then.
    report : BuildReport or None
        What :func:`attachgraph.build` has read, and what it could not read.
    progress : callable, optional
        Given how many quads of a server were copied, and how many there are.
    tell : callable, optional
        Given a sentence about what takes a while, such as building the index of words.

    Examples
    --------
    >>> import attachgraph
    >>> graph = attachgraph.load()
    >>> graph.entry("secure-avoidant").title
    'Avoidant-Secure Relationship'
    """

    @cached_property
    def questions(self) -> Questions:
        """The questions that are ready, each to be called by its name.

        Returns
        -------
        Questions
            Complete a name with the tab key; ``help`` tells what a question takes.

        Examples
        --------
        >>> import attachgraph
        >>> graph = attachgraph.load()
        >>> moves = graph.questions.show_conflict_cycle(pairing="anxious-avoidant")
        >>> "move" in moves.variables
        True
        """
        return Questions(self)
