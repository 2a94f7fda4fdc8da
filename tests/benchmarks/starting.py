"""Fresh processes: what somebody waits for at the prompt.

In: a folder to work in. Out: rows for the table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attachgraph.store.publishing import publish
from tests.benchmarks.measuring import Row, attachgraph, processes, spell
from tests.benchmarks.synthetic import SHAPES, load_store, write_quads

__all__ = ["rows"]

_ENTRIES: Final = 1_000
_RAW: Final = """
import sys, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
base = "https://w3id.org/attachgraph/"
prefixes = {"ag": base + "ontology#", "pairing": base + "pairing/"}
for row in store.query(sys.argv[2], prefixes=prefixes, use_default_graph_as_union=True):
    print(row["alias"])
"""


def rows(folder: Path) -> Iterator[Row]:
    """Measure starts.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder.

    Yields
    ------
    Row
        Lines of the table.
    """
    write_quads(folder / "quads.nq", _ENTRIES)
    store = str(folder / "store")
    publish(store, lambda target: load_store(target, folder / "quads.nq", bulk=True))
    query = SHAPES[0][1]
    found = processes(
        {
            "click": [sys.executable, "-c", "import click"],
            "help": [attachgraph(), "--help"],
            "raw": [sys.executable, "-c", _RAW, store, query],
            "ready": [attachgraph(), "query", "--store", store, "--format", "csv", query],
            "bundled": [attachgraph(), "query", "ASK { ?s a ag:Pairing }"],
            "page": [
                attachgraph(),
                "view",
                "avoidant-secure",
                "--output",
                str(folder / "page.html"),
            ],
        }
    )
    click = found["click"]
    beside = f"import click {spell(click)}"
    yield Row(
        "attachgraph --help",
        spell(found["help"]),
        beside,
        f"{found['help'] / click:.2f} ×",
        "≤ 1.5 ×",
    )
    yield Row(
        f"query on a ready store, {_ENTRIES:,} entries",
        spell(found["ready"]),
        f"bare pyoxigraph {spell(found['raw'])}",
        f"{found['ready'] / found['raw']:.2f} ×",
        "—",
    )
    yield Row(
        "query, bundled dataset",
        spell(found["bundled"]),
        beside,
        f"{found['bundled'] / click:.2f} ×",
        "≤ 6 ×",
    )
    yield Row(
        "view NAME, bundled dataset",
        spell(found["page"]),
        beside,
        f"{found['page'] / click:.1f} ×",
        "≤ 1.5 s",
    )
