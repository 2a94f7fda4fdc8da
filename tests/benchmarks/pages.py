"""Make pages of an encyclopedia's size and form out of our own entries.

In: one Markdown entry of ``data/``. Out: any number of page texts with a glued infobox, each with
words of its own, so that no two pages share quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from attachgraph.resources import resource

__all__ = ["page_texts", "write_entries", "write_pages"]

#: Code points of the encyclopedia page that the aims speak of.
SIZE = 9_400
_MARKS = re.compile(r"\s*(?:\[-?@[^\]]*\]|\{\.[a-z]+\})")
_BULLETS = {"Other Names": ", ", "Key Debates": " "}


def page_texts(count: int) -> Iterator[str]:
    """Yield page texts.

    Parameters
    ----------
    count : int
        How many.

    Yields
    ------
    str
        A page of about :data:`SIZE` code points.
    """
    template = _template()
    for number in range(count):
        yield template.replace("partner ", f"partner in sample {number} ", 3).replace(
            "couples", f"couples of cohort {number}"
        )


#: A short entry: names, a lead with a source, a section, a question, neighbours.
_ENTRY = """---
title: Pattern {0}
kind: concept
Synonyms:
  - habit {0}
Sources:
  - "[@overall-simpson-struthers-2013]"
---

Pattern {0} is a habit of couples in cohort {0}: one partner asks and the other waits
[@overall-simpson-struthers-2013].

## Evidence

Couples of cohort {0} who kept to it were calmer after {1} weeks.

## FAQs

### Does pattern {0} last?

Nobody has looked for longer than {1} weeks.

## Related Articles

- Pattern {2}
- Anxious-Avoidant Relationship
"""


def write_entries(folder: Path, count: int) -> None:
    """Write short entries, a thousand in a folder, each on a thing of its own.

    Parameters
    ----------
    folder : pathlib.Path
        Made if it is missing.
    count : int
        How many.
    """
    for number in range(count):
        part = folder / f"{number // 1_000:04}"
        part.mkdir(parents=True, exist_ok=True)
        text = _ENTRY.format(number, number % 50 + 2, (number + 1) % count)
        (part / f"pattern-{number:06}.md").write_text(text, encoding="utf-8")


def write_pages(folder: Path, count: int) -> None:
    """Write page texts into a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Made if it is missing.
    count : int
        How many.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(page_texts(count)):
        (folder / f"page-{number:05}.txt").write_text(text, encoding="utf-8")


def _template() -> str:
    entry = resource("data", "entries", "anxious-avoidant.md").read_text(encoding="utf-8")
    _, front, body = entry.split("---\n", 2)
    lines = ["A B C D E F G H I J K L M N O P Q R S T U V W X Y Z", ""]
    rows = yaml.safe_load(front)
    lines += [rows["title"], ""]
    sections = re.split(r"^## ", body, flags=re.MULTILINE)
    lines += [_clean(sections[0]).strip(), "", rows["title"] + "s", ""]
    for label, value in rows.items():
        if label in {"title", "kind", "lang", "license", "Sources"}:
            continue
        text = ", ".join(value) if isinstance(value, list) else str(value)
        lines.append(label + _clean(text)[:1].upper() + _clean(text)[1:])
    lines += ["Sources: Levine & Heller, Mikulincer & Shaver (2016); Tatkin", ""]
    for section in sections[1:]:
        heading, _, text = section.partition("\n")
        if heading not in {"Publications", "Notice", "Conflict Cycle", "Related Articles"}:
            lines += [heading, "", *_section(heading, _clean(text))]
        if sum(map(len, lines)) > SIZE - 400:
            break
    return (
        "\n".join(lines)
        + "\n\nShare it :\n\nLatest Articles\n\nCodependency\n\n"
        + "Codependency is a word that this teaser cuts\n"
    )


def _section(heading: str, text: str) -> Iterator[str]:
    if heading in _BULLETS:
        items = re.findall(r"^- (.+)$", text, re.MULTILINE)
        yield _BULLETS[heading].join(
            item.split(":")[0] if heading == "Other Names" else item for item in items
        )
        yield ""
        return
    for line in text.splitlines():
        yield (
            re.sub(r"^#+ |\*", "", line).replace("- ", "  • ", 1)
            if line.startswith(("#", "- ", "*"))
            else line
        )


def _clean(text: str) -> str:
    return _MARKS.sub("", text)
