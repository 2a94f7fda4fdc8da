"""A new entry to begin with: what every entry has, and what to write where.

In: a kind and a name. Out: Markdown that ``check`` reads without a character left over. Guidance
is in comments, which become no claim; nothing is asserted that the name does not say.
"""

from __future__ import annotations

import json
import re
from typing import Final, NamedTuple

from attachgraph.errors import UsageError
from attachgraph.model import Kind
from attachgraph.profile import current, settle
from attachgraph.reading.lexicon import slug, style_keys
from attachgraph.reading.styles import find_styles, pairing_key
from attachgraph.reading.titles import read_title
from attachgraph.resources import resource

#: The kinds that there is a template for.
KINDS: Final = ("pairing", "style", "concept")

_FIELD: Final = re.compile(r"<(title|rows|lead|one|other)>")


class Template(NamedTuple):
    """A new entry."""

    #: Name for its file, with suffix.
    name: str
    #: The entry.
    text: str


def new_entry(kind: str, name: str) -> Template:
    """Begin an entry."""
    settle()
    name = " ".join(name.split())
    title, words = _READERS[kind](name)
    # JSON is YAML: in quotation marks, YAML reads the words of a title and nothing else.
    words["title"] = json.dumps(title, ensure_ascii=False)
    text = resource("ontology", "templates", f"{kind}.md").read_text(encoding="utf-8")
    return Template(
        f"{words['file']}.md", _FIELD.sub(lambda match: words.get(match[1], match[0]), text)
    )


def _listed() -> str:
    return ", ".join(style_keys())


def _example() -> str:
    return "-".join(key.capitalize() for key in (*style_keys()[:1], *style_keys()[2:3]))


def _pairing(name: str) -> tuple[str, dict[str, str]]:
    title = name if read_title(name).is_bond else f"{name} {current().bond}"
    reading = read_title(title)
    if reading.kind is not Kind.PAIRING or name.casefold().endswith("style"):
        raise UsageError(
            f"“{name}” does not name two styles",
            fix=f'join two of {_listed()}: attachgraph new pairing "{_example()}"',
        )
    first, second = (mention.key for mention in reading.styles)
    partner = current().partner
    rows = "".join(
        f"{style.capitalize()} {partner.capitalize()} Traits:\n"
        for style in dict.fromkeys((first, second))
    )
    one, other = ("first", "second") if first == second else (first, second)
    joined = f"joins {_with_article(first)} {partner} with {_with_article(second)} {partner}"
    return title, {
        "file": pairing_key(first, second),
        "rows": rows,
        "one": one.capitalize(),
        "other": other.capitalize(),
        "lead": f"{_with_article(title.lower()).capitalize()} {joined}.",
    }


def _style(name: str) -> tuple[str, dict[str, str]]:
    styles = find_styles(name)
    title = name if read_title(name).kind is Kind.STYLE and "ttach" in name else ""
    if len(styles) == 1 and not title:
        title = f"{name.removesuffix(' style').removesuffix(' Style')} Attachment Style"
    if len(styles) != 1 or read_title(title).kind is not Kind.STYLE:
        raise UsageError(
            f"“{name}” is not an attachment style",
            fix=f"name one of {_listed()}; for anything else: attachgraph new concept",
        )
    return title, {"file": styles[0].key}


def _concept(name: str) -> tuple[str, dict[str, str]]:
    if not any(char.isalnum() for char in name) or read_title(name).kind is not Kind.CONCEPT:
        raise UsageError(
            f"“{name}” names a style or a pairing, or nothing",
            fix="attachgraph new style, or attachgraph new pairing",
        )
    return name, {"file": slug(name)}


_READERS: Final = {"pairing": _pairing, "style": _style, "concept": _concept}


def _with_article(words: str) -> str:
    return f"{'an' if words[:1] in set('aeiou') else 'a'} {words}"
