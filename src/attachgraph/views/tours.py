"""Read the guided tours: steps next to the view, written in Markdown.

In: the files in ``tours/``, and what a page shows. Out: JSON values. A tour has a title, a first
paragraph, and for each step a heading that links to a state of the page::

    ## [What the step shows](#view=map)

A tour whose steps name what a page lacks is left out.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from attachgraph.rdf.bases import names_of

_FOLDER: Final = Path(__file__).resolve().parent / "tours"
_STEP: Final = re.compile(r"^## \[(?P<title>[^\]]+)\]\(#(?P<address>[^)\s]*)\)$", re.MULTILINE)
#: Parts of an address that name nodes.
_NAMING: Final = frozenset({"select", "claim", "text", "focus", "open", "compare"})


def tours_for(nodes: Container[str]) -> list[dict[str, Any]]:
    """List the tours whose every step can be shown."""
    return [tour for tour in _tours() if all(_has(nodes, n) for n in tour["needs"])]


def _has(nodes: Container[str], name: str) -> bool:
    return any(iri in nodes for iri in names_of(name))


@cache
def _tours() -> list[dict[str, Any]]:
    return [_parse(path) for path in sorted(_FOLDER.glob("*.md"))]


def _parse(path: Path) -> dict[str, Any]:
    head, *rest = _STEP.split(path.read_text(encoding="utf-8"))
    title, _, lead = head.strip().partition("\n")
    steps = [
        {"title": title_, "address": address, "text": _paragraphs(text)}
        for title_, address, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    ]
    return {
        "name": path.stem.partition("-")[2],
        "title": title.removeprefix("# "),
        "lead": " ".join(lead.split()),
        "steps": steps,
        "needs": sorted({name for address in rest[1::3] for name in _names_in(address)}),
    }


def _paragraphs(text: str) -> list[str]:
    return [" ".join(block.split()) for block in text.strip().split("\n\n") if block.strip()]


def _names_in(address: str) -> list[str]:
    pairs = parse_qsl(address)
    return [name for key, value in pairs if key in _NAMING for name in value.split(",")]
