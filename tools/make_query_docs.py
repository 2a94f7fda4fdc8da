"""Write the page of the named questions from their files and pinned answers.

In: ``ontology/queries/*.rq`` and ``tests/fixtures/answers/*.json``. Out: ``docs/queries.md``. A
test fails where the page is not current::

    python tools/make_query_docs.py
"""

from __future__ import annotations

import re
import shlex
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(ROOT))

from attachgraph.rdf.named_queries import NamedQuery, read_named_queries  # noqa: E402
from tools.pin_answers import Answer, read_answer  # noqa: E402 -- both come after the path

__all__ = ["PAGE", "render"]

PAGE: Final = ROOT / "docs" / "queries.md"

#: Rows and characters of a cell that the page shows of an answer.
_ROWS: Final = 3
_WIDTH: Final = 70

_INTRODUCTION: Final = """\
<!-- Written by tools/make_query_docs.py from ontology/queries/*.rq. Do not edit. -->

# The named questions

{count} questions that researchers ask of the dataset, each with its SPARQL and its answer. Run one
by its name:

```sh
attachgraph query --name list-debates
attachgraph query --name show-conflict-cycle --param pairing=anxious-avoidant
```

`attachgraph queries` lists them in the terminal. The answers below are those of the bundled dataset
to the commands as they stand here; a test asks again after every change. The questions are part of
the dataset, too, each as `sh:SPARQLExecutable` with its prefixes declared, so that it can be copied
into any SPARQL engine.

## Before you change one

* Prefixes such as `ag:`, `pairing:` and `source:` need no declaration here.
* A parameter is a variable of the query. It is replaced by what you name: an entry by any of its
  names, or a CURIE, an IRI in angle brackets, or a literal. The command line puts the sample value
  in where you name nothing.
* The default graph is the union of all graphs. Each thing has its class and its label in one graph
  only, so that `COUNT(?pairing)` counts right. An edge that two texts assert stands in two graphs
  and is found twice: where that matters, write `SELECT DISTINCT` or `COUNT(DISTINCT …)`.
* A sentence, a trait or an edge of a text is a statement: `rdf:subject`, `rdf:predicate` and
  `rdf:object`, with `ag:status`, `ag:citesSource` and `ag:quotation` beside it. The edge itself is
  stored as well; where neither source nor quote is wanted, the shorter query is right.
* A status says how a claim stands in the literature. It says nothing about any particular couple.

## Overview
"""


def render() -> str:
    """Return the page.

    Returns
    -------
    str
        Markdown.
    """
    groups: dict[str, list[NamedQuery]] = defaultdict(list)
    for query in read_named_queries():
        groups[query.tags[0]].append(query)
    count = sum(len(group) for group in groups.values())
    lines = [_INTRODUCTION.format(count=count)]
    lines += ["| about | question | name |", "|---|---|---|"]
    for tag in sorted(groups):
        lines += [f"| {tag} | {q.question} | [{q.name}](#{q.name}) |" for q in groups[tag]]
    for tag in sorted(groups):
        lines += ["", f"## About {tag}"]
        for query in groups[tag]:
            lines += ["", *_section(query, read_answer(query.name))]
    return "\n".join(lines) + "\n"


def _section(query: NamedQuery, answer: Answer) -> Iterator[str]:
    """Show one question: command, parameters, answer, SPARQL."""
    yield f"### {query.name}"
    yield ""
    yield f"**{query.question}** {query.answer}"
    yield ""
    given = "".join(
        f" --param {shlex.quote(f'{one.name}={one.words}')}" for one in query.parameters
    )
    yield f"```sh\nattachgraph query --name {query.name}{given}\n```"
    yield ""
    if query.parameters:
        yield from (f"* `{one.name}`: {one.meaning}" for one in query.parameters)
        yield ""
    yield from _table(answer)
    yield ""
    yield "```sparql"
    yield query.body().rstrip("\n")
    yield "```"


def _table(answer: Answer) -> Iterator[str]:
    """Show the first rows of an answer and say how many there are."""
    yield f"| {' | '.join(answer['columns'])} |"
    yield "|---" * len(answer["columns"]) + "|"
    for row in answer["rows"][:_ROWS]:
        yield f"| {' | '.join(map(_cell, row))} |"
    shown = min(_ROWS, answer["count"])
    if shown < answer["count"]:
        yield ""
        yield f"The first {shown} of {answer['count']} rows."


def _cell(term: str | None) -> str:
    """Show a term in a cell: text as text, shortened; a name as code."""
    if term is None:
        return ""
    if not term.startswith('"'):
        return f"`{term}`" if ":" in term else term
    text = term[1 : term.rindex('"')].replace('\\"', '"').replace("\\n", " ").replace("\\\\", "\\")
    if len(text) > _WIDTH:
        text = text[:_WIDTH].rsplit(" ", 1)[0] + " …"
    return re.sub(r"([\\`*_|<>\[\]])", r"\\\1", text)


def main() -> int:
    """Write the page.

    Returns
    -------
    int
        0.
    """
    PAGE.write_text(render(), encoding="utf-8")
    print(f"{PAGE} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
