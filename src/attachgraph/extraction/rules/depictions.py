"""depicted-in: works that the entry says depict it, and who says so: the entry."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context, claims_of, status_of
from attachgraph.model import Depiction, Node, Statement
from attachgraph.reading.lexicon import slug

NAME = "depicted-in"


def work_node(context: Context, depiction: Depiction) -> Node:
    """Return the node of a work."""
    title = depiction.title.label.strip('*_"“”')
    known = context.authority.resolve_work(title, depiction.year_start, depiction.creators)
    if known is not None:
        return Node("source", known.same_source) if known.same_source else Node("work", known.key)
    year = f"-{depiction.year_start}" if depiction.year_start else ""
    return Node("work", slug(title) + year, title, "Work")


def extract(context: Context) -> Iterator[Statement]:
    """State the depictions."""
    for depiction in context.entry.depictions:
        work = work_node(context, depiction)
        text = depiction.text
        # Not the sources of its words: "Attached by Levine and Heller" names the work.
        yield context.say(
            NAME,
            "ag:depictedIn",
            work,
            text.passage,
            depiction.section,
            subject=context.topic,
            status=status_of(text),
            citations=context.known(text.citations),
            claims=claims_of(text),
        )
        if depiction.year_start and work.label:
            yield context.say(
                NAME,
                "ag:years",
                _years(depiction),
                text.passage,
                depiction.section,
                subject=work,
                status=status_of(text),
                citations=context.known(text.citations),
                claims=claims_of(text),
            )


def _years(depiction: Depiction) -> str:
    return (
        f"{depiction.year_start}–{depiction.year_end}"
        if depiction.year_end
        else f"{depiction.year_start}"
    )
