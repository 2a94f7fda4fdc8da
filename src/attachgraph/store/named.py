"""Read the named queries: questions in plain words, ready to run.

In: the files ``ontology/queries/*.rq``. Out: their headers and texts. A header is comments at the
head of the file::

    # question: Which traits does an entry ascribe to each of the two partners?
    # param: pairing = pairing:avoidant-secure (the pairing)
    # answer: Each row is a trait of one partner, with its status.
    # tags: pairings, traits
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from attachgraph.errors import InputError, MissingError
from attachgraph.resources import resource
from attachgraph.store.mistakes import nearest

__all__ = ["NamedQuery", "Parameter", "find_query", "read_queries", "read_query"]

_HEADER: Final = re.compile(r"#\s*(question|param|answer|tags):\s*(.*)")
_PARAMETER: Final = re.compile(r"(\w+)\s*=\s*(<[^>]*>|\"(?:[^\"\\]|\\.)*\"\S*|\S+)\s*(?:\((.*)\))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a named query that wants a value.

    Attributes
    ----------
    name : str
        Of the variable, without ``?``.
    sample : str
        A value that gives an answer, as a person would type it.
    meaning : str
        What the value is.
    """

    name: str
    sample: str
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that is ready to run.

    Attributes
    ----------
    name : str
        The name of its file, without suffix.
    question : str
        In plain words.
    answer : str
        How to read the answer.
    parameters : tuple of Parameter
        What can be chosen; each has a sample, so that the query runs as it is.
    tags : tuple of str
        What it is about.
    text : str
        The SPARQL, header included.
    """

    name: str
    question: str
    answer: str
    parameters: tuple[Parameter, ...]
    tags: tuple[str, ...]
    text: str


def read_query(path: Path) -> NamedQuery:
    """Read a named query.

    Parameters
    ----------
    path : pathlib.Path
        A file of SPARQL with a header.

    Returns
    -------
    NamedQuery
        The query.

    Raises
    ------
    InputError
        If it has no question, or a parameter without a sample.
    """
    text = path.read_text(encoding="utf-8")
    fields: dict[str, list[str]] = {"question": [], "param": [], "answer": [], "tags": []}
    for line in text.splitlines():
        match = _HEADER.match(line)
        if match:
            fields[match[1]].append(match[2].strip())
    if not fields["question"]:
        fix = "begin the file with a line such as: # question: Which entries are disputed?"
        raise InputError("the query asks no question", where=str(path), fix=fix)
    return NamedQuery(
        name=path.stem,
        question=" ".join(fields["question"]),
        answer=" ".join(fields["answer"]),
        parameters=tuple(_parameter(field, path) for field in fields["param"]),
        tags=tuple(tag.strip() for field in fields["tags"] for tag in field.split(",")),
        text=text,
    )


def _parameter(field: str, path: Path) -> Parameter:
    match = _PARAMETER.fullmatch(field)
    if match is None:
        fix = "write it as: # param: name = sample (meaning)"
        raise InputError(f"cannot read the parameter “{field}”", where=str(path), fix=fix)
    return Parameter(match[1], match[2], match[3] or "")


def read_queries() -> list[NamedQuery]:
    """Read all named queries that ship with the package.

    Returns
    -------
    list of NamedQuery
        In the order of their names.
    """
    return [read_query(path) for path in sorted(resource("ontology", "queries").glob("*.rq"))]


def find_query(name: str) -> NamedQuery:
    """Find a named query.

    Parameters
    ----------
    name : str
        Its name.

    Returns
    -------
    NamedQuery
        The query.

    Raises
    ------
    MissingError
        If there is none of that name; the message gives the nearest.

    Examples
    --------
    >>> find_query("show-conflict-cycle").parameters[0].name
    'pairing'
    """
    folder = resource("ontology", "queries")
    known = {path.stem: path for path in folder.glob("*.rq")}
    if name in known:
        return read_query(known[name])
    near = nearest(name, known, count=3)
    guess = f"did you mean {' or '.join(near)}? " if near else ""
    fix = f"{guess}attachgraph queries lists them all"
    raise MissingError(f"there is no query named {name}", fix=fix)
