"""Draw the pages of the server.

In: a store and what to show. Out: HTML. The templates escape everything that they are given; no
page has a script of its own, so none can be put into it either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pyoxigraph import Literal, NamedNode

from attachgraph.dataset.about import about_store
from attachgraph.dataset.coverage import LEVELS
from attachgraph.dataset.describing import describe
from attachgraph.dataset.description import Description, gathered
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import expand, short_name, shortened
from attachgraph.dataset.results import standing_of
from attachgraph.dataset.statements import read_quotation
from attachgraph.dataset.studies import key_of, read_evidence
from attachgraph.dataset.terms import read_terms
from attachgraph.dataset.words import in_words, prose_of
from attachgraph.library.bibliography import record_of
from attachgraph.library.formats import to_bibtex, to_csljson
from attachgraph.notice import NOTICE
from attachgraph.rdf.bases import names_of, path_of
from attachgraph.rdf.bibliography import reference
from attachgraph.serve import page_text
from attachgraph.serve.formats import OFFERED
from attachgraph.serve.panels import panels_of
from attachgraph.synthesis.summary import Together, together
from attachgraph.views.escaping import script_json

if TYPE_CHECKING:
    from attachgraph.dataset.search.index import Hit
    from attachgraph.serve.state import AppState

_FOLDER: Final = Path(__file__).resolve().parent / "template"
#: Parts of many short items, which are shown as a dense list.
_DENSE: Final = frozenset(
    {"names", "mentions", "mentioned-by", "see-also", "related-concepts", "narrower"}
    | {"referred-to-by", "what-bears-on-it"}
)
#: Parts that say in a list what a panel has in its table.
_IN_PANELS: Final = frozenset({"wrote-or-made", "edited"})
#: Characters of a text, and of a title, that a page shows.
_LONGEST: Final = 3_000
_LONGEST_TITLE: Final = 300
_KINDS_ON_FRONT: Final = (
    ("pairing", "Pairings", "ag:Pairing"),
    ("style", "Attachment styles", "ag:AttachmentStyle"),
)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_cut,
    )
    environment.globals.update(
        notice=NOTICE, href=page_text.href, offered=OFFERED, dense=_DENSE, levels=LEVELS
    )
    environment.filters.update(
        kind=in_words,
        prose=prose_of,
        whole=escape,
        in_favour=page_text.in_favour,
        against=page_text.against,
    )
    return environment


def _cut(value: object) -> object:
    """Cut a text that is too long to be shown: anybody's file may hold a label of a megabyte."""
    if isinstance(value, str) and not isinstance(value, Markup) and len(value) > _LONGEST:
        return shortened(value, _LONGEST)
    return value


def _draw(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values)


# ---------------------------------------------------------------- things


def thing_page(app: AppState, iri: str, address: str) -> str:
    """Draw the page of a thing."""
    facts = app.facts
    description = app.graph.look_up(describe, iri)
    description = replace(
        description,
        title=shortened(description.title, _LONGEST_TITLE),
        summary=shortened(description.summary, _LONGEST),
    )
    kinds = frozenset(description.kinds)
    panels = tuple(panels_of(app.store, facts, iri))
    quote = read_quotation(facts, iri) if "Quotation" in kinds else None
    stated = description.items("statement")
    said = quote.exact if quote else stated[0].text if stated else ""
    if said:  # it has no name but its words
        description = replace(description, title=f"“{shortened(prose_of(said))}”")
    described = page_text.schema_org(description, address, about_store(app.store))
    return _draw(
        "thing.html",
        thing=description,
        parts=[part for part in description.parts if part.key not in _IN_PANELS],
        panels=[panel for panel in panels if panel.size],
        gaps=[panel.title for panel in panels if not panel.size],
        standing=standing_of(facts, iri) if "Claim" in kinds else (),
        quote=quote,
        asserts=facts.subjects("ag:quotation", iri) if quote else [],
        around=lambda one: facts.around(one.text, one.start, one.end),
        details=gathered(description.details),
        is_statement=bool(stated),
        query=facts.text(iri, "sh:select") or facts.text(iri, "sh:construct"),
        together=_together(app, iri) if "Claim" in kinds else [],
        key=_only_name(app, iri) if "Claim" in kinds else "",
        in_explorer=not kinds.isdisjoint(_explored()),
        schema_org=Markup(script_json(described)),  # noqa: S704 - escaped for a script
        **_cited(app, description),
        label=facts.label,
        shown=lambda value: _shown(facts, value),
    )


def _cited(app: AppState, description: Description) -> dict[str, str]:
    """Cite a publication as what it is, and everything else as a part of the dataset."""
    about = about_store(app.store)
    own = record_of(app.store, description.iri)
    record = own or page_text.record(description, about)
    return {
        "citation": reference(own) if own else page_text.citation(description, about),
        "bibtex": to_bibtex([record]).strip(),
        "csl": to_csljson([record]).strip(),
    }


def _together(app: AppState, iri: str) -> list[Together]:
    """Say what the studies on a claim come to."""
    key = key_of(Lookup(app.store), iri, "claim")
    return list(together(read_evidence(app.store, key), key))


def _only_name(app: AppState, claim: str) -> str:
    """Name a claim as commands take it: by its key, which several merged datasets may have."""
    path = path_of(claim)
    same = [iri for iri in names_of(path) if app.facts.exists(iri)]
    return claim if len(same) > 1 else path.removeprefix("claim/")


def _shown(facts: Lookup, value: str) -> str:
    """Call a node by its name."""
    leads = page_text.href(value)
    return facts.label(facts.named(value)) if leads.startswith("/") and "#" not in leads else value


@cache
def _explored() -> frozenset[str]:
    """List the classes whose things are nodes of the explorer."""
    return frozenset(
        "Pairing AttachmentStyle Concept Entry Alias Source Work Person ConflictCycle Trait "
        "Outcome Phase Question Debate PartnerRole".split()
    )


# ---------------------------------------------------------------- graphs and the ontology


def graph_page(app: AppState, iri: str, address: str) -> str:  # noqa: ARG001 - as the others
    """Draw the page of a named graph."""
    quads = sum(1 for _ in app.store.quads_for_pattern(None, None, None, NamedNode(iri)))
    return _draw("graph.html", iri=iri, id=short_name(iri), quads=quads)


def ontology_page(app: AppState, iri: str, address: str) -> str:  # noqa: ARG001 - as the others
    """Draw the page of the vocabulary, with a place for each of its terms."""
    groups, title = read_terms(app.facts), app.facts.label(iri)
    return _draw("ontology.html", iri=iri, id="ontology", groups=groups, title=title)


# ---------------------------------------------------------------- front and search


def front_page(app: AppState) -> str:
    """Draw the first page."""
    facts = app.facts
    numbers = app.graph.counts()
    cells = list(app.graph.gaps())
    styles = list(dict.fromkeys(cell.styles[0] for cell in cells))
    return _draw(
        "front.html",
        tiles=_tiles(numbers.classes, sum(numbers.statements.values())),
        styles=[(style, facts.label(facts.named(style))) for style in styles],
        grid={cell.styles: cell for cell in cells},
        lists=[(key, title, _listed(facts, type_)) for key, title, type_ in _KINDS_ON_FRONT],
        concepts=_listed(facts, "ag:Concept", with_entry=True),
        graphs=sorted(short_name(name.value) for name in _graphs(app)),
    )


def _graphs(app: AppState) -> Iterable[NamedNode]:
    named = (name for name in app.store.named_graphs() if isinstance(name, NamedNode))
    return [name for name in named if path_of(name.value).startswith("graph/")]


def _tiles(classes: Mapping[str, int], statements: int) -> list[tuple[str, int]]:
    """Choose the numbers that say most."""
    wanted = {
        "Pairing": "pairings",
        "AttachmentStyle": "styles",
        "Concept": "concepts",
        "Source": "sources",
        "Study": "studies",
        "Result": "results",
    }
    tiles = [(words, classes[name]) for name, words in wanted.items() if classes.get(name)]
    return [*tiles, ("statements with their words", statements)]


def _listed(facts: Lookup, type_: str, *, with_entry: bool = False) -> list[tuple[str, str, str]]:
    """List things of a class by their names."""
    found = []
    for iri in facts.subjects("rdf:type", expand(type_).value):
        if with_entry and not facts.subjects("dcterms:subject", iri):
            continue
        found.append((facts.label(iri), short_name(iri), _first_sentence(facts, iri)))
    return sorted(found, key=lambda entry: entry[0].casefold())


def _first_sentence(facts: Lookup, iri: str) -> str:
    for predicate in ("skos:definition", "dcterms:abstract"):
        for term in facts.terms(iri, predicate):
            if isinstance(term, Literal):
                return term.value
    return ""


def search_page(
    words: str, hits: list[Hit], *, has_all: bool, meant: str = "", problem: str = ""
) -> str:
    """Draw what a search has found."""
    from attachgraph.dataset.search.index import excerpt

    return _draw(
        "search.html",
        words=words,
        hits=hits,
        has_all=has_all,
        meant=meant,
        problem=problem,
        excerpt=excerpt,
    )
