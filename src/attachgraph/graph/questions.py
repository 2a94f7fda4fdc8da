"""The questions that are ready, as functions of a dataset.

In: a dataset. Out: callables whose names, parameters and help are those of
``ontology/queries/*.rq``. Knows no question by itself, so that a new file is a new function.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from attachgraph.errors import MissingError
from attachgraph.graph.querying import TIMEOUT, Querying, Value
from attachgraph.query.named import refuse
from attachgraph.rdf.named_queries import NamedQuery, read_named_queries

if TYPE_CHECKING:
    from attachgraph.query.result import Result


class Question:
    """A question that is ready: call it, with other values than its samples if you like.

    Parameters
    ----------
    graph : Graph
        The dataset that answers.
    named : NamedQuery
        The question.

    Attributes
    ----------
    text : str
        The question in plain words.
    sparql : str
        The query, to be read or changed.

    Examples
    --------
    >>> import attachgraph
    >>> question = attachgraph.load().questions.list_names_of_pairing
    >>> question.text
    'By which other names is a pairing known, and who uses them?'
    >>> len(question("secure-avoidant")) == len(question())
    True
    """

    def __init__(self, graph: Querying, named: NamedQuery) -> None:
        self._graph: Querying = graph
        self._named: NamedQuery = named
        self.text: str = named.question
        self.sparql: str = named.body()
        self.__name__: str = _function_name(named)
        self.__doc__ = _help(named)
        self.__signature__: inspect.Signature = _signature(named)

    def __call__(self, *values: Value, timeout: float | None = TIMEOUT, **named: Value) -> Result:
        """Answer the question.

        Parameters
        ----------
        *values, **named : term or str
            Values for its parameters, as :meth:`Graph.query` takes them: names will do.
        timeout : float or None
            As for :meth:`Graph.query`.

        Returns
        -------
        Result
            Its rows.

        Raises
        ------
        UsageError
            If it has no such parameter; the message lists those it has.
        """
        parameters = [parameter.name for parameter in self._named.parameters]
        given = dict(zip(parameters, values, strict=False))
        if len(values) > len(parameters):
            refuse(self._named, f"{len(values)} values")
        if twice := sorted(named.keys() & given.keys()):
            refuse(self._named, f"{' and '.join(twice)} twice")
        return self._graph.query(self._named.name, params={**given, **named}, timeout=timeout)

    def __repr__(self) -> str:
        samples = ", ".join(f"{each.name}={each.words!r}" for each in self._named.parameters)
        return f"<{self.text}{f' ({samples})' if samples else ''}>"


class Questions(Mapping[str, Question]):
    """All questions that are ready, by name: ``list_debates`` or ``"list-debates"``.

    Parameters
    ----------
    graph : Graph
        The dataset that answers.

    Examples
    --------
    >>> import attachgraph
    >>> questions = attachgraph.load().questions
    >>> questions["list-debates"].text
    'Which debates are there, and how many sources bear on each?'
    >>> questions.list_debate
    Traceback (most recent call last):
    attachgraph.graph.questions.UnknownQuestion: there is no question named list_debate
    Fix: did you mean list_debates or list_phases? graph.questions lists them all
    """

    def __init__(self, graph: Querying) -> None:
        self._graph: Querying = graph
        self._named: dict[str, NamedQuery] = {each.name: each for each in read_named_queries()}

    def __getitem__(self, name: str) -> Question:
        return self._find(name, self._named)

    def __getattr__(self, name: str) -> Question:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._find(name, map(_function_name, self._named.values()))

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *map(_function_name, self._named.values())})

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)

    def _find(self, name: str, names: Iterable[str]) -> Question:
        """Find a question; a misspelt one is answered with names as they are called there."""
        from attachgraph.query.spelling import nearest

        if named := self._named.get(name.replace("_", "-")):
            return Question(self._graph, named)
        near = nearest(name, names, count=3)
        guess = f"did you mean {' or '.join(near)}? " if near else ""
        fix = f"{guess}graph.questions lists them all"
        raise UnknownQuestion(f"there is no question named {name}", fix=fix)

    def __repr__(self) -> str:
        lines = (f"{_call(each)}\n    {each.question}" for each in self._named.values())
        return "\n".join(lines)

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        rows = "".join(
            f"<tr><td><code>{escape(_call(each))}</code></td><td>{escape(each.question)}</td></tr>"
            for each in self._named.values()
        )
        return f"<table><thead><tr><th>call</th><th>question</th></tr></thead>{rows}</table>"


class UnknownQuestion(MissingError, AttributeError, KeyError):
    """There is no such question; ``hasattr`` and ``in`` understand it as well."""

    def __str__(self) -> str:
        return MissingError.__str__(self)


def _function_name(named: NamedQuery) -> str:
    return named.name.replace("-", "_")


def _call(named: NamedQuery) -> str:
    samples = ", ".join(f"{each.name}={each.words!r}" for each in named.parameters)
    return f"{_function_name(named)}({samples})"


def _help(named: NamedQuery) -> str:
    lines = [named.question, "", named.answer]
    if named.parameters:
        lines += ["", "Parameters", "----------"]
    for each in named.parameters:
        lines += [f"{each.name} : str or term, default {each.words!r}", f"    {each.meaning}"]
    return "\n".join(lines)


def _signature(named: NamedQuery) -> inspect.Signature:
    either = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Signature(
        [
            *(
                inspect.Parameter(each.name, either, default=each.words, annotation="Value")
                for each in named.parameters
            ),
            inspect.Parameter(
                "timeout",
                inspect.Parameter.KEYWORD_ONLY,
                default=TIMEOUT,
                annotation="float | None",
            ),
        ],
        return_annotation="Result",
    )
