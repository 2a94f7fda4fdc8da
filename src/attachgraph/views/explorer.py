"""Render the explorer: one HTML file that opens from disk and asks nobody for anything.

In: a pyoxigraph store, and the IRI of a node to look at. Out: the text of the page, the same bytes
for the same store. Knows how the parts fit together; each part is a module of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attachgraph.dataset.about import about_store
from attachgraph.dataset.coverage import Cell, coverage
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.nodes import Described
from attachgraph.dataset.statements import all_statements
from attachgraph.dataset.texts import read_texts
from attachgraph.network.graph import to_networkx
from attachgraph.network.neighbourhood import neighbourhood
from attachgraph.network.parts import CORE_KINDS
from attachgraph.notice import NOTICE
from attachgraph.rdf.bases import own_base
from attachgraph.rdf.namespaces import BASE
from attachgraph.views import assets
from attachgraph.views.atlas import cluster_blocks, is_large, render_atlas
from attachgraph.views.escaping import content_hash, policy, script_json
from attachgraph.views.evidence import evidence_record
from attachgraph.views.layout.overview import overview
from attachgraph.views.packed import pack
from attachgraph.views.payload import Content, payload
from attachgraph.views.portable import can_be_carried
from attachgraph.views.sparql import sparql_parts, sparql_policy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Store


#: The views of the page, in the order of their tabs; page/explorer/views.ts fills them.
VIEWS: Final = (
    ("start", "Start"),
    ("disagree", "Disagreements"),
    ("map", "Gap map"),
    ("text", "Texts"),
    ("phases", "Phases"),
    ("cycles", "Cycles"),
    ("graph", "Graph"),
    ("table", "Table"),
    ("ask", "Ask"),
)


#: Entries that a graph can begin with.
_MOST_BOXES: Final = 120


def render(store: Store, name: str | None = None, *, sparql: bool = True) -> str:
    """Render the explorer of a dataset.

    Equal datasets give equal bytes under any hash seed. The page around one node reads only what
    is near it.
    Above 5,000 nodes the page is a map of clusters; see :mod:`attachgraph.views.atlas`.
    """
    if name is None and is_large(store):
        return render_atlas(store, NOTICE)
    content = _content(store, name)
    title = content.about.title
    if content.focus:
        title = f"{content.names[content.focus]} – {title}"
    asking = sparql_parts(store, _subjects(content)) if sparql and can_be_carried(store) else {}
    clusters = _clusters(content) if _is_crowded(content) else {}
    return _page(title, script_json(payload(content)), asking, clusters)


def _is_crowded(content: Content) -> bool:
    """Return whether a graph would begin with more boxes than anybody can read."""
    shown = CORE_KINDS | {"Entry"}
    entries = sum(kind in shown for _, kind in content.graph.nodes(data="kind"))
    calm = content.focus or overview(content.graph) is not None
    return not calm and entries > _MOST_BOXES


def _clusters(content: Content) -> dict[str, str]:
    return cluster_blocks(content.graph, content.statements, content.vocabulary)


def _subjects(content: Content) -> set[str] | None:
    """Name what a page around one node may speak of when it is asked; None is everything."""
    if not content.focus:
        return None
    subjects = set(content.graph)
    for statement in content.statements:
        subjects.add(statement.iri)
        subjects.update(iri for quote in statement.quotations for iri in (quote.iri, quote.text))
    return subjects


def _content(store: Store, name: str | None) -> Content:
    facts = Lookup(store)
    if name is None:
        statements = all_statements(facts)
        graph = to_networkx(store, contested=True, statements=statements)
    else:
        graph, statements = neighbourhood(store, facts, name)
    grid = coverage(store)
    return Content(
        graph=graph,
        statements=statements,
        evidence=evidence_record(facts, graph),
        vocabulary=facts.vocabulary,
        texts=read_texts(facts),
        grid=grid,
        names=dict(graph.nodes(data="label")) | _names_beside(store, facts, grid, name),
        about=about_store(store),
        focus=name or "",
    )


def _names_beside(
    store: Store, facts: Lookup, grid: Sequence[Cell], name: str | None
) -> dict[str, str]:
    """Name what a page around one node has in its grid, and what a dataset shares with others."""
    if name is None:
        return {}
    shown = {facts.named(one) for cell in grid for one in (*cell.styles, cell.pairing)}
    named = {iri for iri in shown if facts.exists(iri)}
    if own_base() != BASE:
        every = Described(store, facts.vocabulary).keys_in_order()
        named.update(key for key in every if key.startswith(BASE))
    return {iri: facts.label(iri) for iri in sorted(named)}


def _page(title: str, data: str, asking: dict[str, str], clusters: dict[str, str]) -> str:
    """Fill the template; the policy names the hash of every script and style that may run."""
    boot, style = assets.built("boot.js"), assets.built("explorer-style.css")
    parts = [*(["clusters.js"] if clusters else []), "explorer.js", "drawing.js"]
    scripts = [assets.built(part) for part in parts]
    may_run = [*map(content_hash, [boot, *scripts]), *sparql_policy(asking)]
    workers = ["worker-src blob:"] if asking else []
    return assets.fill_template(
        "explorer.html",
        title=title,
        notice=NOTICE,
        policy=policy(*may_run, style=style, others=workers),
        boot=boot,
        style=style,
        scripts=[pack(script) for script in scripts[:-1]],
        drawing=pack(scripts[-1]),
        data=pack(data),
        asking=asking,
        clusters=clusters,
        views=[(view, label) for view, label in VIEWS if asking or view != "ask"],
    )
