"""bytes -> SourceText -> Entry, with the account of every character.

In: bytes and the name they came under. Out: a :class:`~attachgraph.model.Document`. Reading asserts
nothing; it knows no RDF and no store.
"""

from __future__ import annotations

import re
from typing import Final

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.model import UNKNOWN_LICENCE, Diagnostic, Document, Mark, SourceText, Step
from attachgraph.reading.blocks.walking import read_blocks
from attachgraph.reading.declared import is_language_tag
from attachgraph.reading.decoding import Decoded, decode, media_type, sha256
from attachgraph.reading.entry import EntryReading, Settings, read_entry
from attachgraph.reading.limits import check_hypertext
from attachgraph.reading.lines import Line, split_lines

__all__ = ["read_document"]

#: Two such lines in a plain text show that somebody wrote it with Markdown's marks.
_MARKUP: Final = re.compile(
    r"(?:^|[\n\r])[ \t]*(?:[-*•][ \t]+)?(?:#{1,6}[ \t]+\S|(\*\*|__)[^*_\n]{2,80}\1)"
)
_LOOKED_AT: Final = 20_000


def read_document(data: bytes, name: str) -> Document:
    r"""Read one document.

    Examples
    --------
    >>> page = b"Secure Attachment Style\n\nIt goes with trust.\n\nHistory\n\nIt was named.\n"
    >>> read_document(page, "secure.txt").entry.title.text
    'Secure Attachment Style'
    """
    media = media_type(name, data)
    decoded = decode(data, name, media)
    origin = name.replace("\\", "/").rsplit("/", 1)[-1]
    settings, licence, marks = Settings(), "", list[Mark]()
    content = decoded.text
    lines: list[Line]
    if media == "text/html":
        from attachgraph.reading.hypertext import read_hypertext

        check_hypertext(content, name)
        page = read_hypertext(content)
        content, lines = page.content, page.lines
        settings = Settings(lang=page.lang if is_language_tag(page.lang) else "en")
        if not content.strip():
            raise InputError(**refusal("no-text"), where=name)
    elif media == "text/markdown":
        from attachgraph.reading.markdown import read_markdown

        reading = read_markdown(content, name)
        lines, settings, licence, marks = (
            reading.lines,
            reading.settings,
            reading.licence,
            reading.marks,
        )
    else:
        marked = sum(1 for _ in _MARKUP.finditer(content, 0, _LOOKED_AT)) > 1
        lines = list(split_lines(content, marked=marked))
        settings = Settings(marked=marked)
    blocks = read_blocks(content, lines, settings.title)
    result = read_entry(content, blocks, settings)
    text = SourceText(
        content=content,
        sha256=sha256(data),
        content_sha256=sha256(content.encode("utf-8")),
        media_type=media,
        origin=origin,
        title=_title(result, origin),
        licence=licence or UNKNOWN_LICENCE,
    )
    return Document(
        text,
        result.entry,
        (*marks, *result.marks),
        (*_about_decoding(decoded), *result.diagnostics),
        tuple(Step(block.start, block.body.end, block.kind, block.rule) for block in blocks),
    )


def _title(result: EntryReading, origin: str) -> str:
    return result.entry.title.label if result.entry is not None else origin


def _about_decoding(decoded: Decoded) -> tuple[Diagnostic, ...]:
    if not decoded.guessed:
        return ()
    return (Diagnostic.of("encoding-guessed", 1, 1),)
