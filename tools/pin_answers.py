"""Pin the answers to the named questions, deliberately.

In: ``ontology/queries/*.rq`` and the bundled dataset. Out: ``tests/fixtures/answers/<name>.json``.
A test asks again and compares, so that an answer changes only where somebody says so by running
this and reading the difference::

    python tools/pin_answers.py
    git diff tests/fixtures/answers
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Final, TypedDict

import pyoxigraph

from attachgraph.building import build_in_memory
from attachgraph.dataset.values import parse_value
from attachgraph.query.answers import Solutions, Term, Triples
from attachgraph.query.run import run_query
from attachgraph.rdf.named_queries import NamedQuery, read_named_queries
from attachgraph.rdf.namespaces import PREFIXES, XSD

__all__ = ["ANSWERS", "Answer", "ask", "read_answer"]

ANSWERS: Final = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "answers"

#: Rows that are kept in full; the checksum speaks for the others.
_KEPT: Final = 20
#: Literals that Turtle writes without quotes.
_BARE: Final = {XSD + "boolean", XSD + "integer"}


class Answer(TypedDict):
    """What is kept of an answer.

    Terms are written as in Turtle; an unbound cell is None.
    """

    columns: list[str]
    count: int
    sha256: str
    rows: list[list[str | None]]


def ask(store: pyoxigraph.Store, query: NamedQuery) -> Answer:
    """Ask a question with the sample values of its parameters.

    Parameters
    ----------
    store : pyoxigraph.Store
        A dataset.
    query : NamedQuery
        The question.

    Returns
    -------
    Answer
        The rows in their order; triples, which have none, sorted.
    """
    parameters = {one.name: parse_value(one.sample, store) for one in query.parameters}
    found = run_query(store, query.text, params=parameters, timeout=None)
    if isinstance(found, Solutions):
        columns = list(found.variables)
        rows = [[_write(term) for term in row] for row in found]
    elif isinstance(found, Triples):
        columns = ["subject", "predicate", "object"]
        rows = sorted([_write(one) for one in (t.subject, t.predicate, t.object)] for t in found)
    else:
        columns, rows = ["answer"], [[str(found.value).lower()]]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    checksum = hashlib.sha256(lines.encode()).hexdigest()
    return Answer(columns=columns, count=len(rows), sha256=checksum, rows=rows[:_KEPT])


def read_answer(name: str) -> Answer:
    """Read a pinned answer.

    Parameters
    ----------
    name : str
        Name of the question.

    Returns
    -------
    Answer
        As it was when somebody last pinned it.
    """
    answer: Answer = json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf-8"))
    return answer


def _write(term: Term | None) -> str | None:
    """Write a term as Turtle does."""
    if isinstance(term, pyoxigraph.NamedNode):
        for prefix, namespace in PREFIXES.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
    if isinstance(term, pyoxigraph.Literal) and term.datatype.value in _BARE:
        return term.value
    return None if term is None else str(term)


def main() -> int:
    """Write the answers, and remove those to questions that are gone.

    Returns
    -------
    int
        0; an answer without rows is an error of its own, so it is 1 then.
    """
    ANSWERS.mkdir(parents=True, exist_ok=True)
    store = build_in_memory()
    pinned, empty = set(), []
    for query in read_named_queries():
        answer = ask(store, query)
        path = ANSWERS / f"{query.name}.json"
        path.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pinned.add(path)
        if not answer["count"]:
            empty.append(query.name)
    for path in set(ANSWERS.glob("*.json")) - pinned:
        path.unlink()
    print(f"{len(pinned)} answers pinned in {ANSWERS}; now run tools/make_query_docs.py")
    for name in empty:
        print(f"{name}: no rows; choose another sample value", file=sys.stderr)
    return 1 if empty else 0


if __name__ == "__main__":
    sys.exit(main())
