"""From bytes to text: decode what was given, as it was given.

In: bytes and the name they came under. Out: the decoded text, or one clear error. Nothing is
normalised.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import Final, NamedTuple

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAGIC: Final = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, OpenDocument or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
    b"\x1f\x8b": "a compressed file",
}
_MEDIA: Final = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".owl": "application/rdf+xml",
}


class Decoded(NamedTuple):
    """Text and how it was decoded.

    Parameters
    ----------
    text : str
        The text.
    encoding : str
        The encoding that fitted.
    guessed : bool
        True where the bytes are no UTF-8 and Windows-1252 was taken instead.
    """

    text: str
    encoding: str
    guessed: bool


def sha256(data: bytes) -> str:
    """Return the checksum of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def media_type(name: str, data: bytes) -> str:
    """Tell the media type from the name, or from the first bytes where the name says nothing.

    Examples
    --------
    >>> media_type("page.txt", b"<script>"), media_type("-", b"<!DOCTYPE html><p>")
    ('text/plain', 'text/html')
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix in _MEDIA:
        return _MEDIA[suffix]
    head = data[:1024].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if suffix in {"", ".txt", ".text"} and re.match(rb"---\r?\n[^\n]*[a-z][\w ]*:", head):
        return "text/markdown"
    return "text/plain"


def decode(  # noqa: C901 -- one case after another
    data: bytes, name: str, media: str = "text/plain"
) -> Decoded:
    """Decode bytes.

    Parameters
    ----------
    data : bytes
        The file as it was given.
    name : str
        Its name, for the message.
    media : str
        Its media type; an HTML page may name its encoding.

    Returns
    -------
    Decoded
        With a byte order mark left out of the text.

    Raises
    ------
    InputError
        If the bytes are no text.
    """
    if not data.strip():
        raise InputError(**refusal("empty", wanted="a page with text"), where=name)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(**refusal("binary", what=what), where=name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, name, encoding)
    if media == "text/html":
        charset = _META_CHARSET.search(data[:4096])
        if charset and _known(charset[1].decode("ascii")):
            named = charset[1].decode("ascii").lower()
            try:
                return _checked(data.decode(named), name, named)
            except UnicodeDecodeError:
                pass
    try:
        return _checked(data.decode("utf-8"), name, "utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data[:4096]:
            raise _not_text(name) from error
        # 0x81, 0x8d, 0x8f, 0x90 and 0x9d are undefined in Windows-1252: such bytes are no text of
        # it.
        try:
            return Decoded(
                _checked(data.decode("windows-1252"), name, "windows-1252").text,
                "windows-1252",
                guessed=True,
            )
        except UnicodeDecodeError as second:
            told = refusal("unknown-encoding", byte=error.start + 1)
            raise InputError(**told, where=name) from second


def _known(charset: str) -> bool:
    try:
        codecs.lookup(charset)
    except LookupError:
        return False
    return charset.lower() not in {
        "utf-7",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "rot13",
        "hex",
        "base64",
    }


def _strict(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        return _checked(data.decode(encoding), name, encoding)
    except UnicodeDecodeError as error:
        told = refusal("broken-encoding", encoding=encoding.upper(), byte=error.start + 1)
        raise InputError(**told, where=name) from error


def _checked(text: str, name: str, encoding: str) -> Decoded:
    controls = len(_CONTROLS.findall(text[:65536]))
    if "\x00" in text or controls * 20 > len(text[:65536]):
        raise _not_text(name)
    return Decoded(text, encoding, guessed=False)


def _not_text(name: str) -> InputError:
    return InputError(**refusal("binary", what="a binary file"), where=name)
