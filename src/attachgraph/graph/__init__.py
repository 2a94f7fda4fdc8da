"""The façade: what ``import attachgraph`` gives, in the words of the command line.

In: nothing, a folder of a store, an address, or documents. Out: a :class:`Graph`. All work is done
in the layers below and imported when it is needed; nothing here knows the command line.
"""

from __future__ import annotations

from attachgraph.graph.dataset import Graph
from attachgraph.graph.documents import Reading, read
from attachgraph.graph.edges import Edge, Passage
from attachgraph.graph.exporting import Page
from attachgraph.graph.gaps import Grid
from attachgraph.graph.hits import Hits
from attachgraph.graph.opening import build, from_networkx, load
from attachgraph.graph.paths import Step
from attachgraph.graph.powering import Power, PowerRow
from attachgraph.graph.questions import Question, Questions
from attachgraph.graph.synthesising import SampleRow, Synthesis
from attachgraph.graph.tables import Table

__all__ = [
    "Edge",
    "Graph",
    "Grid",
    "Hits",
    "Page",
    "Passage",
    "Power",
    "PowerRow",
    "Question",
    "Questions",
    "Reading",
    "SampleRow",
    "Step",
    "Synthesis",
    "Table",
    "build",
    "from_networkx",
    "load",
    "read",
]
