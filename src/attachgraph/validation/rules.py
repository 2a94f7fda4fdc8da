"""Run the rules that are written as SPARQL, one file a rule.

In: a store, and the files ``ontology/checks/*-violation.rq``. Out: violations. The rules themselves
are in the files; this module only knows how to read their headers and to run them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from attachgraph.errors import InputError
from attachgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import QuerySolutions, Store

Level = Literal["error", "warning", "info"]

_LEVELS: Final = get_args(Level)
_SUFFIX: Final = "-violation.rq"
_HEADER: Final = re.compile(r"^# (level|why|fix): (\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule, as its file has it."""

    #: What is wrong where the rule finds something, such as ``edge-without-statement``.
    name: str
    #: Errors make a dataset unsound. Warnings need a look. Infos are worth knowing.
    level: Level
    #: Why it is wrong.
    why: str
    #: What to do about it.
    fix: str
    #: A SPARQL SELECT whose solutions bind ``?focus`` and ``?problem``.
    query: str


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that a rule found."""

    #: Name of the rule.
    check: str
    #: Level of the rule.
    level: Level
    #: IRI of the node that is wrong; of a blank node ``_:`` and a name that no two loads share.
    focus: str
    #: What is wrong with it.
    message: str
    #: What to do about it.
    fix: str


def read_checks(folder: Path | None = None) -> tuple[Check, ...]:
    """Read the rules."""
    paths = (folder or resource("ontology", "checks")).glob("*" + _SUFFIX)
    checks = [_read_check(path) for path in paths]
    return tuple(sorted(checks, key=lambda check: (_LEVELS.index(check.level), check.name)))


def run_checks(store: Store, checks: Sequence[Check] | None = None) -> list[Violation]:
    """Run rules over the union of all graphs of a store."""
    found: list[Violation] = []
    for check in read_checks() if checks is None else checks:
        found.extend(sorted(_run(check, store), key=lambda one: (one.focus, one.message)))
    return found


def _read_check(path: Path) -> Check:
    query = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(query))
    missing = [key for key in ("level", "why", "fix") if key not in header]
    if missing or header["level"] not in _LEVELS:
        raise InputError(
            f"the header of the check lacks {' and '.join(missing) or 'a known level'}",
            where=str(path),
            fix="begin the file with '# level: error|warning|info', '# why: …' and '# fix: …'",
        )
    return Check(
        name=path.name.removesuffix(_SUFFIX),
        level=cast("Level", header["level"]),
        why=header["why"],
        fix=header["fix"],
        query=query,
    )


def _run(check: Check, store: Store) -> Iterator[Violation]:
    solutions = cast("QuerySolutions", store.query(check.query, use_default_graph_as_union=True))
    for solution in solutions:
        focus, problem = solution["focus"], solution["problem"]
        name = getattr(focus, "value", str(focus))
        yield Violation(
            check=check.name,
            level=check.level,
            focus=str(focus) if str(focus).startswith("_:") else name,
            message=getattr(problem, "value", str(problem)),
            fix=check.fix,
        )
