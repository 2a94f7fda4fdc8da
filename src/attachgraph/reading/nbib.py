"""Read a record of PubMed as it is saved for citation managers (``.nbib``).

In: the text as given, which is what offsets refer to. Out: the title, the abstract and the names
of the authors; what PubMed says of the record itself is of the database and not of the entry.
"""

from __future__ import annotations

import re
from typing import Final

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.model import one_line
from attachgraph.reading.declared import web_address
from attachgraph.reading.dialects import Read
from attachgraph.reading.entry import Settings
from attachgraph.reading.lines import Line, passage

#: A field with the lines that go on in it: ``TI  - Tides of trust in``, then six spaces.
_FIELD: Final = re.compile(r"^(?P<tag>[A-Z]{2,4}) *- (?P<value>.*(?:\r?\n {6}.*)*)", re.MULTILINE)
_DOI: Final = re.compile(r"(?P<doi>10\.\S+) \[doi\]")
#: A heading inside a structured abstract: "METHODS: We asked …".
_PART: Final = re.compile(r"(?<![^\s])(?P<label>[A-Z][A-Z &/]{4,40}):\s")


def read(content: str, name: str) -> Read:
    """Read the fields of one record."""
    fields = list(_FIELD.finditer(content))
    records = sum(field["tag"] == "PMID" for field in fields)
    if records > 1:
        raise InputError(**refusal("several-records", count=records), where=name)
    lines: list[Line] = []
    said: dict[str, list[str]] = {}
    title = None
    for field in fields:
        words = passage(content, field.start("value"), field.end("value"))
        said.setdefault(field["tag"], []).append(one_line(words.text))
        whole = passage(content, field.start(), field.end())
        if field["tag"] == "TI" and words.text:
            title = words = passage(content, words.start, words.end - words.text.endswith("."))
            lines.append(Line(words.start, words.end, words.text, "heading", 1, outer=whole.start))
        elif field["tag"] == "AB" and words.text:
            lines += _abstract(content, words.start, words.end, whole.start)
        else:
            lines.append(Line(whole.start, whole.end, whole.text, "boilerplate", outer=whole.start))
    authors = "; ".join(said.get("FAU", said.get("AU", [])))
    doi = next((m["doi"] for value in said.get("LID", []) if (m := _DOI.search(value))), "")
    address = web_address(f"https://doi.org/{doi}") if doi else ""
    settings = Settings(title=title, article=True)
    return Read(content, lines, settings, author=authors, address=address)


def _abstract(content: str, start: int, end: int, outer: int) -> list[Line]:
    """Cut a structured abstract at its parts; the labels are form."""
    cuts = [(m.start("label"), m.end()) for m in _PART.finditer(content, start, end)]
    if not cuts or cuts[0][0] > start:
        cuts = [(start, start), *cuts]
    stops = [cut[0] for cut in cuts[1:]] + [end]
    lines: list[Line] = []
    for (label, first), stop in zip(cuts, stops, strict=True):
        words = passage(content, first, stop)
        if words.text:
            outer = label if lines else outer
            lines.append(Line(words.start, words.end, words.text, "paragraph", outer=outer))
    return lines
