"""Write a filled page as Markdown with figures next to it, or as one page of HTML.

In: a filled page. Out: text, and the figures of a Markdown page by the names of their files.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import Final

from markdown_it import MarkdownIt

from attachgraph.review.filling import Drawn, Filled, escape_markdown
from attachgraph.synthesis import wording

_STYLE: Final = """body{max-width:52rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif;
color:#1b1b1b;background:#fff}table{border-collapse:collapse;display:block;overflow-x:auto}
th,td{text-align:left;vertical-align:top;padding:.25rem .6rem;border-bottom:1px solid #ccc}
figure{margin:1.5rem 0}img{max-width:100%}figcaption,footer{font-size:.875rem;color:#444}"""


def dated(page: Filled) -> str:
    """Say when and from what a page was filled in."""
    facts = page.facts
    return f"Filled in on {facts['date']} from {facts['title']}, version {facts['version']}."


def to_markdown(page: Filled, stem: str) -> tuple[str, dict[str, bytes]]:
    """Write Markdown; figures are files whose names begin with `stem`."""
    figures: dict[str, bytes] = {}
    parts = []
    for part in page.parts:
        if isinstance(part, Drawn):
            name = f"{stem}-figure-{len(figures) + 1}.svg"
            figures[name] = part.svg
            alt, caption = escape_markdown(part.alt), escape_markdown(part.caption)
            parts.append(f"![{alt}](<{name}>)\n\n*Figure {len(figures)}.* {caption}")
        elif isinstance(part, wording.Block):
            parts.append(_section(part))
        else:
            parts.append(part.strip("\n"))
    if page.references:
        listed = "\n".join(f"* {escape_markdown(each)}" for each in _sorted(page))
        parts.append(f"## References\n\n{listed}")
    parts.append(f"*{escape_markdown(dated(page))}*")
    return "\n\n".join(part for part in parts if part) + "\n", figures


def _sorted(page: Filled) -> list[str]:
    return sorted(set(page.references.values()), key=str.casefold)


def _section(part: wording.Block) -> str:
    parts = [f"#### {escape_markdown(part.heading)}"] if part.heading else []
    if part.lines:
        parts.append("\n".join(f"* {escape_markdown(line)}" for line in part.lines))
    if part.header:
        rows = [part.header, tuple("---" for _ in part.header), *part.rows]
        lines = [
            f"| {' | '.join(cells if number == 1 else map(escape_markdown, cells))} |"
            for number, cells in enumerate(rows)
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def to_html(page: Filled) -> str:
    """Write one page that works offline: markup in the text of the page is shown, not obeyed."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable("table")
    parts, figures = [], 0
    title = "Review"
    for part in page.parts:
        if isinstance(part, Drawn):
            figures += 1
            parts.append(_figure(part, figures))
        elif isinstance(part, wording.Block):
            parts.append(wording.html_of(part))
        else:
            title = _title(part, title)
            parts.append(markdown.render(part))
    if page.references:
        listed = "".join(f"<li>{escape(each)}</li>" for each in _sorted(page))
        parts.append(f"<h2>References</h2><ul>{listed}</ul>")
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}'
        '</title><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main>\n"
        + "\n".join(parts)
        + f"</main><footer><p>{escape(dated(page))}</p></footer></body></html>\n"
    )


def _title(part: str, found: str) -> str:
    """Take the first heading for the title."""
    heading = next((line for line in part.splitlines() if line.startswith("# ")), "")
    return heading.removeprefix("# ").strip() if heading and found == "Review" else found


def _figure(part: Drawn, number: int) -> str:
    data = b64encode(part.svg).decode()
    return (
        f'<figure><img src="data:image/svg+xml;base64,{data}" alt="{escape(part.alt)}">'
        f"<figcaption>Figure {number}. {escape(part.caption)}</figcaption></figure>"
    )
