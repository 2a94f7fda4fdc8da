"""Read one document of any kind, in the steps that the other modules of this room are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.model import UNKNOWN_LICENCE, Diagnostic, Document, SourceText, Step
from attachgraph.profile import settle
from attachgraph.reading.blocks.walking import read_blocks
from attachgraph.reading.deadline import uncollected
from attachgraph.reading.decoding import WORKBOOK, decode, media_type, sha256
from attachgraph.reading.dialects import Read, reader_of
from attachgraph.reading.entry import EntryReading, read_entry
from attachgraph.reading.importable import refuse_for_import
from attachgraph.reading.lines import Block

_BY: Final = re.compile(r"(?:(?:written|posted) )?by (?=\S)", re.IGNORECASE)


@uncollected()
def read_document(data: bytes, name: str) -> Document:
    """Read one document."""
    settle()
    media = media_type(name, data)
    origin = name.replace("\\", "/").rsplit("/", 1)[-1]
    page = _page(data, name, media)
    if not page.content.strip():
        raise InputError(**refusal("no-text"), where=name)
    blocks = read_blocks(page.content, page.lines, page.settings.title)
    result = read_entry(page.content, blocks, page.settings)
    raw, words = sha256(data), page.content.encode("utf-8")
    text = SourceText(
        content=page.content,
        sha256=raw,
        content_sha256=raw if words == data else sha256(words),
        media_type=media,
        origin=origin,
        title=origin if page.entries else _title(result, origin),
        licence=page.licence or UNKNOWN_LICENCE,
        author=page.author or _byline(blocks),
        address=page.address,
    )
    entry = result.entry
    if entry is not None and page.entries:
        entry = replace(entry, listed=page.entries)
    return Document(
        text,
        entry,
        (*page.marks, *result.marks),
        (*page.diagnostics, *result.diagnostics),
        tuple(Step(block.start, block.body.end, block.kind, block.rule) for block in blocks),
    )


def _page(data: bytes, name: str, media: str) -> Read:
    """Read the text and the lines of a document in its dialect."""
    if media == "application/pdf":
        from attachgraph.reading.pdf import read_pdf

        return read_pdf(data, name)
    if media == WORKBOOK:
        from attachgraph.reading.workbooks import read_workbook

        return read_workbook(data, name)
    decoded = decode(data, name, media)
    refuse_for_import(decoded.text, name)
    page = reader_of(media)(decoded.text, name)
    if not decoded.guessed:
        return page
    guessed = Diagnostic.of("encoding-guessed", 1, 1)
    return page._replace(diagnostics=(guessed, *page.diagnostics))


def _byline(blocks: Sequence[Block]) -> str:
    """Take the author from the line that names one above the text."""
    words = next((block.body.label for block in blocks if block.rule == "byline"), "")
    return _BY.sub("", words).strip() if _BY.match(words) else ""


def _title(result: EntryReading, origin: str) -> str:
    return result.entry.title.label if result.entry is not None else origin
