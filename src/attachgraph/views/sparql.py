"""Let a page be asked: what an editor must know of a dataset, and what an engine needs.

In: a dataset, what it uses, and the named questions. Out: a JSON value, and the packed parts that a
page carries to answer by itself. Knows nothing of HTML.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attachgraph.dataset.names import curie
from attachgraph.network.usage import Usage, UsedClass, UsedProperty, read_usage
from attachgraph.rdf.bases import own_base, prefixes
from attachgraph.rdf.named_queries import NamedQuery, read_named_queries
from attachgraph.rdf.namespaces import AG, BASE
from attachgraph.views import assets
from attachgraph.views.escaping import content_hash
from attachgraph.views.packed import in_letters, pack
from attachgraph.views.portable import contested_triples, portion, to_portable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from pyoxigraph import Store


_Used = TypeVar("_Used", "UsedClass", "UsedProperty")

#: What is in an editor at first.
EXAMPLE: Final = """\
# Which pairings are there, and how many quoted statements has each?
SELECT ?pairing ?name (COUNT(DISTINCT ?statement) AS ?statements)
WHERE {
  ?pairing a ag:Pairing ;
           rdfs:label ?name .
  ?statement rdf:subject ?pairing .
}
GROUP BY ?pairing ?name
ORDER BY DESC(?statements)
"""


def vocabulary_record(usage: Usage, questions: Iterable[NamedQuery]) -> dict[str, Any]:
    """Write down words and questions of a dataset."""
    classes = [item for item in _ours_first(usage.classes) if _has_curie(item.iri)]
    number = {item.iri: index for index, item in enumerate(classes)}
    return {
        "base": own_base(),
        "shared": BASE,
        "prefixes": dict(prefixes()),
        "classes": [[curie(c.iri), c.label, c.count, c.comment] for c in classes],
        "properties": [
            [
                curie(item.iri),
                item.label,
                item.count,
                item.comment,
                [[number[iri], count] for iri, count in item.classes if iri in number],
            ]
            for item in _ours_first(usage.properties)
            if _has_curie(item.iri)
        ],
        "things": [[curie(thing.iri), thing.label, thing.kind] for thing in usage.things],
        "questions": [_question(question) for question in questions],
    }


def sparql_parts(store: Store, subjects: Collection[str] | None) -> dict[str, str]:
    """Pack what a page needs to answer SPARQL by itself; the editor counts what it carries."""
    carried = store if subjects is None else portion(store, subjects)
    vocabulary = vocabulary_record(read_usage(carried), read_named_queries())
    return {
        "panel": pack(assets.built("asking.js")),
        "worker": pack(assets.built("asking-worker.js")),
        "engine": _engine(),
        "dataset": pack(to_portable(carried)),
        "contested": pack(contested_triples(store, subjects)),
        "vocabulary": pack(json.dumps({"example": EXAMPLE, "record": vocabulary})),
    }


def sparql_policy(parts: Mapping[str, str]) -> list[str]:
    """Name the scripts of the panel for the policy of a page.

    ``blob:`` lets the worker start from a script that is in the page; WebAssembly needs a word
    of its own. Neither allows ``eval``.
    """
    if not parts:
        return []
    return [content_hash(assets.built("asking.js")), "'wasm-unsafe-eval'", "blob:"]


@cache
def _engine() -> str:
    return in_letters(assets.built_bytes("oxigraph.wasm.zlib"))


def _ours_first(items: Sequence[_Used]) -> list[_Used]:
    return sorted(items, key=lambda item: not item.iri.startswith(AG))


def _has_curie(iri: str) -> bool:
    return curie(iri) != iri


def _question(question: NamedQuery) -> dict[str, Any]:
    return {
        "name": question.name,
        "question": question.question,
        "answer": question.answer,
        "group": question.tags[0],
        "text": question.body().strip() + "\n",
        "parameters": [
            {"name": one.name, "sample": one.sample, "meaning": one.meaning}
            for one in question.parameters
        ],
    }
