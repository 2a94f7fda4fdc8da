"""Links of the documents lead to files that are there and to headings that are in them."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, count
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ID = re.compile(r'<a (?:id|name)="([^"]+)"')


@cache
def tokens(path: Path) -> list[Token]:
    """Read a page as CommonMark with tables, as GitHub does."""
    parsed = MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))
    return [token for block in parsed for token in (block, *(block.children or ()))]


@cache
def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    found: set[str] = set(_ID.findall(path.read_text(encoding="utf-8")))
    inside = False
    for token in tokens(path):
        if token.type == "heading_open":
            inside = True
        elif token.type == "inline" and inside:
            words = "".join(part.content for part in token.children or ())
            slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            again = (f"{slug}-{number}" for number in count(1))
            found.add(next(name for name in chain([slug], again) if name not in found))
            inside = False
    return found


def test_links_lead_to_files_and_headings(root: Path) -> None:
    """No link between the documents is dead, down to the heading."""
    documents = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), root / "data/README.md"]
    dead = []
    links = 0
    for path in documents:
        for token in tokens(path):
            link = token.attrGet("href") if token.type == "link_open" else None
            if not isinstance(link, str) or re.match(r"[a-z]+:", link):
                continue
            links += 1
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            if not target.exists() or (anchor and anchor not in anchors(target)):
                dead.append(f"{path.relative_to(root)}: {link}")
    assert links > 100
    assert dead == []
