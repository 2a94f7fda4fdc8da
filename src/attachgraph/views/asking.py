"""Write down what an editor must know of a dataset to help whoever asks it.

In: what the dataset uses, and the named questions. Out: one JSON value. Knows nothing of HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from attachgraph.network.vocabulary import curie
from attachgraph.rdf.namespaces import AG, BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from attachgraph.network.usage import Usage, UsedClass, UsedProperty
    from attachgraph.rdf.named_queries import NamedQuery

_Used = TypeVar("_Used", "UsedClass", "UsedProperty")

__all__ = ["EXAMPLE", "vocabulary_record"]

#: What stands in an editor at first.
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
    """Write down words and questions of a dataset.

    Parameters
    ----------
    usage : Usage
        The classes, properties and things of the dataset.
    questions : iterable of NamedQuery
        The questions on offer.

    Returns
    -------
    dict
        ``base``, ``prefixes``, ``classes``, ``properties``, ``things``, ``questions``, as
        page/sparql/vocabulary.ts reads them. Terms of our own ontology come first, because they
        are what questions are about.
    """
    classes = [item for item in _ours_first(usage.classes) if _has_curie(item.iri)]
    number = {item.iri: index for index, item in enumerate(classes)}
    return {
        "base": BASE,
        "prefixes": PREFIXES,
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
