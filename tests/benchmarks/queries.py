"""Eight questions, asked through the façade, rdflib, oxrdflib and the bare engine.

In: a folder to work in. Out: rows for the table: how much faster than rdflib, how much slower than
the engine, and how all of it grows with the number of entries.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, cast

import oxrdflib
import pyoxigraph
import rdflib

from attachgraph.graph import Graph, load
from attachgraph.rdf.namespaces import PREFIXES
from attachgraph.store.publishing import publish
from tests.benchmarks.measuring import (
    Row,
    attachgraph,
    exponent,
    geometric_mean,
    interleaved,
    processes,
    resident,
    spell,
)
from tests.benchmarks.synthetic import SHAPES, load_store, write_quads

__all__ = ["rows"]

_COMPARED: Final = (1_000, 10_000)
_LARGEST: Final = 100_000
_Ask = Callable[[str], object]


def rows(folder: Path) -> Iterator[Row]:
    """Measure queries.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder with two gigabytes of room.

    Yields
    ------
    Row
        Lines of the table.
    """
    for count in _COMPARED:
        write_quads(folder / f"{count}.nq", count)
        yield from _compared(folder, count)
    write_quads(folder / f"{_LARGEST}.nq", _LARGEST)
    yield from _growth(folder)
    yield from _fresh(folder / f"store-{_LARGEST}")


# ---------------------------------------------------------------- side by side


def _compared(folder: Path, count: int) -> Iterator[Row]:
    """Ask the eight questions everywhere."""
    memory = pyoxigraph.Store()
    load_store(memory, folder / f"{count}.nq", bulk=False)
    _publish(folder, count)
    disk = load(folder / f"store-{count}")
    in_memory = Graph(memory, unchanging=True)
    asks: dict[str, _Ask] = {
        "engine, memory": _raw(memory),
        "ours, memory, no limit": _ours(in_memory, None),
        "ours, memory": _ours(in_memory, 30.0),
        "engine, disk": _raw(disk.store),
        "ours, disk, no limit": _ours(disk, None),
        "ours, disk": _ours(disk, 30.0),
        "oxrdflib": _rdflib(_over_oxigraph(memory)),
        "rdflib": _rdflib(_in_rdflib(folder / f"{count}.nq")),
    }
    taken: dict[str, list[float]] = {name: [] for name in asks}
    for shape, query in SHAPES:
        works = {name: _bind(ask, query) for name, ask in asks.items()}
        _agree(works)
        found = interleaved(works, rounds=5)
        for name, seconds in found.items():
            taken[name].append(seconds)
        yield Row(
            f"{shape}, {count:,} entries",
            f"{spell(found['ours, memory'])}; no limit {spell(found['ours, memory, no limit'])}",
            f"engine {spell(found['engine, memory'])}; rdflib {spell(found['rdflib'])}; "
            f"oxrdflib {spell(found['oxrdflib'])}; on disk {spell(found['ours, disk'])}, "
            f"engine {spell(found['engine, disk'])}",
            f"{_ratio(found, 'rdflib', 'ours, memory'):.1f} × rdflib; "
            f"engine {_ratio(found, 'ours, memory', 'engine, memory'):.2f} ×, "
            f"no limit {_ratio(found, 'ours, memory, no limit', 'engine, memory'):.2f} ×",
        )
    yield from _means(taken, count)


def _agree(works: dict[str, Callable[[], object]]) -> None:
    """Compare only what gives the same answer: as many rows."""
    rows = {name: len(cast("list[object]", work())) for name, work in works.items()}
    if len(set(rows.values())) != 1:
        raise AssertionError(rows)


def _means(taken: dict[str, list[float]], count: int) -> Iterator[Row]:
    pairs = (
        ("rdflib", "ours, memory", "20 ×"),
        ("rdflib", "ours, memory, no limit", "20 ×"),
        ("rdflib", "ours, disk", "—"),
        ("rdflib", "ours, disk, no limit", "—"),
        ("oxrdflib", "ours, memory", "—"),
        ("ours, memory", "engine, memory", "≤ 1.3 ×"),
        ("ours, memory, no limit", "engine, memory", "≤ 1.3 ×"),
        ("ours, disk", "engine, disk", "≤ 1.3 ×"),
        ("ours, disk, no limit", "engine, disk", "≤ 1.3 ×"),
    )
    for slower, faster, aim in pairs:
        ratios = [a / b for a, b in zip(taken[slower], taken[faster], strict=True)]
        yield Row(
            f"all eight, {count:,} entries",
            f"{slower} ÷ {faster}",
            f"from {min(ratios):.2f} to {max(ratios):.2f}",
            f"{geometric_mean(ratios):.2f} × (geometric mean)",
            aim,
        )


def _ratio(found: dict[str, float], over: str, under: str) -> float:
    return found[over] / found[under]


def _bind(ask: _Ask, query: str) -> Callable[[], object]:
    return lambda: ask(query)


def _raw(store: pyoxigraph.Store) -> _Ask:
    """Ask the engine as somebody would who knows it: the prefixes that the query needs."""
    declared = {
        query: {name: iri for name, iri in PREFIXES.items() if f"{name}:" in query}
        for _, query in SHAPES
    }

    def ask(query: str) -> object:
        answer: Any = store.query(query, prefixes=declared[query], use_default_graph_as_union=True)
        names = [variable.value for variable in answer.variables]
        return [[row[name] for name in names] for row in answer]

    return ask


def _ours(graph: Graph, timeout: float | None) -> _Ask:
    def ask(query: str) -> object:
        answer = graph.query(query, timeout=timeout)
        return [[row[name] for name in answer.variables] for row in answer]

    return ask


def _rdflib(graph: rdflib.Graph) -> _Ask:
    def ask(query: str) -> object:
        answer: Any = graph.query(query, initNs=PREFIXES)
        return [[row[name] for name in answer.vars] for row in answer]

    return ask


def _in_rdflib(path: Path) -> rdflib.Graph:
    """Load the triples into one graph in memory, where rdflib is fastest."""
    graph = rdflib.Graph()
    for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS):
        graph.add(tuple(map(_term, quad.triple)))  # type: ignore[arg-type]
    return graph


def _term(term: Any) -> rdflib.term.Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype)


def _over_oxigraph(store: pyoxigraph.Store) -> rdflib.Dataset:
    return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=store), default_union=True)


# ---------------------------------------------------------------- growth


def _publish(folder: Path, count: int) -> float:
    """Build a store of the size on disk, and return the seconds that took."""
    began = time.perf_counter()
    publish(
        folder / f"store-{count}",
        lambda store: load_store(store, folder / f"{count}.nq", bulk=True),
    )
    return time.perf_counter() - began


def _growth(folder: Path) -> Iterator[Row]:
    """Measure on disk with all sizes how times grow with the entries."""
    sizes = (*_COMPARED, _LARGEST)
    loads, held, times = [], [], []
    for count in sizes:
        loads.append(_publish(folder, count))
        before = resident()
        graph = load(folder / f"store-{count}")
        works = {shape: _bind(_ours(graph, None), query) for shape, query in SHAPES}
        times.append(interleaved(works, rounds=3))
        held.append(max(resident() - before, 1.0))
    steps = " / ".join(f"{size:,}" for size in sizes)
    for shape, _ in SHAPES:
        values = [found[shape] for found in times]
        yield Row(
            f"{shape}, on disk, {steps} entries",
            " / ".join(map(spell, values)),
            "",
            f"grows with the power {exponent(sizes, values):.2f}",
            "≤ 1",
        )
    yield Row(
        f"load a store on disk, {steps} entries",
        " / ".join(map(spell, loads)),
        "",
        f"grows with the power {exponent(sizes, loads):.2f}",
        "≤ 1",
    )
    yield Row(
        f"memory of the queries on disk, {steps} entries",
        " / ".join(f"{value:.0f} MB" for value in held),
        "",
        f"grows with the power {exponent(sizes, held):.2f}",
        "—",
    )


def _fresh(store: Path) -> Iterator[Row]:
    """Ask a large store from a fresh process."""
    import sys

    query = SHAPES[0][1]
    found = processes(
        {
            "click": [sys.executable, "-c", "import click"],
            "query": [attachgraph(), "query", "--store", str(store), "--format", "csv", query],
        }
    )
    yield Row(
        f"first query on a store of {_LARGEST:,} entries, fresh process",
        spell(found["query"]),
        f"python -c 'import click': {spell(found['click'])}",
        f"{found['query'] / found['click']:.1f} ×",
        "≤ 5 ×",
    )
