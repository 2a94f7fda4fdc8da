"""Prove that the passages behind results are in the papers, for anyone who has them.

In: a dataset and a folder of papers. Out: what was verified, and problems. A result keeps its
passage in full, where that may be shared, or the digest of its letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.names import local_name
from attachgraph.dataset.words import count_of
from attachgraph.errors import InputError
from attachgraph.evidence.passages import digest_of, read_digest
from attachgraph.validation.papers import Papers, Publication
from attachgraph.validation.quotes import Code, Problem


class Kept(NamedTuple):
    """A result that keeps a passage or its digest, and the publications that report it."""

    iri: str
    summary: str
    passage: str
    digest: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Verified:
    """What a folder of papers proves of a dataset."""

    problems: list[Problem]
    #: Results whose passage was found, and those that keep none.
    proved: int
    without: int
    #: Files that gave no text, each with the reason.
    unread: list[tuple[str, str]]
    files: int


def verify_passages(facts: Lookup, folder: Path) -> Verified:
    """Look up the passage of every result that keeps one."""
    papers = Papers(folder)
    results = facts.instances("Result")
    kept = [one for iri in results if (one := _kept(facts, iri)) is not None]
    keys = sorted({source for one in kept for source in one.sources})
    files = papers.of([_publication(facts, source) for source in keys])
    problems = list(_missing(facts, kept, files, str(folder)))
    checked = [one for one in kept if any(files[local_name(source)] for source in one.sources)]
    wrong = [problem for one in checked for problem in _check(one, files, papers)]
    if not kept:
        problems.append(_nothing(len(results)))
    return Verified(
        sorted([*problems, *wrong]),
        len(checked) - len(wrong),
        len(results) - len(kept),
        [(str(path), why) for path, why in sorted(papers.unread.items())],
        len({path for paths in files.values() for path in paths}),
    )


def _kept(facts: Lookup, iri: str) -> Kept | None:
    passage, digest = facts.text(iri, "oa:exact"), facts.text(iri, "ag:passageDigest")
    if not (passage or digest):
        return None
    studies = facts.nodes(iri, "ag:resultOf")
    sources = {source for study in studies for source in facts.nodes(study, "ag:reportedIn")}
    summary = facts.text(iri, "ag:summary") or facts.label(iri)
    return Kept(iri, summary, passage, digest, tuple(sorted(sources)))


def _publication(facts: Lookup, source: str) -> Publication:
    return Publication(
        local_name(source), facts.text(source, "dcterms:title"), facts.text(source, "bibo:doi")
    )


def _missing(
    facts: Lookup, kept: list[Kept], files: dict[str, list[Path]], folder: str
) -> Iterator[Problem]:
    """Name the publications of which the folder has no file, each once."""
    waiting: dict[str, int] = {}
    for one in kept:
        if not any(files[local_name(source)] for source in one.sources):
            for source in one.sources[:1]:
                waiting[source] = waiting.get(source, 0) + 1
    for source, count in waiting.items():
        _, title, doi = _publication(facts, source)
        named = ", ".join(filter(None, (title and f"“{title}”", doi)))
        message = (
            f"{folder} has no file of {facts.label(source)}"
            f"{f': {named}' if named else ''}; the passages of "
            f"{count_of(count, 'result')} were not looked up"
        )
        yield Problem("", source, "paper-missing", message)


def _check(one: Kept, files: dict[str, list[Path]], papers: Papers) -> Iterator[Problem]:
    paths = [path for source in one.sources for path in files[local_name(source)]]
    names = " and ".join(str(path) for path in paths)
    code: Code = "passage-unreadable"
    try:
        digest = digest_of(one.passage) if one.passage else read_digest(one.digest)
    except InputError as error:
        yield Problem(names, one.iri, code, error.problem)
        return
    if digest is None:
        message = f"{one.digest!r} is not a digest of a passage"
        yield Problem(names, one.iri, code, message)
    elif not any(digest.stands_in(papers.letters(path)) for path in paths):
        message = f"the passage for “{one.summary}” is not in {names}"
        yield Problem(names, one.iri, "passage-missing", message)


def _nothing(results: int) -> Problem:
    message = (
        f"no passage or digest is kept of {count_of(results, 'result')}: nothing was looked up"
    )
    return Problem("", "", "passages-unkept", message)
