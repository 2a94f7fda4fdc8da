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
_XML_ENCODING: Final = re.compile(
    rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})"
)
_ARTICLE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>\s*)*"
    rb"<(?:\w+:)?(?:article|pmc-articleset|PubmedArticleSet|PubmedArticle|PubmedBookArticle)[\s>]",
    re.DOTALL,
)
_WIKI_HEADING: Final = re.compile(rb"(?:^|\n)==+[^=\n]{2,80}==+[ \t]*\r?(?=\n|$)")
#: Where a page declares its encoding, and how far a binary file is looked for.
_LOOKED_AT: Final = 4096
#: Encodings that browsers do not use where a page names them (HTML, section 13.2.3.2, and
#: Encoding, section 4.2), and the wider one that has all of GBK.
_INSTEAD: Final = {
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "replacement": None,
    "x-user-defined": "windows-1252",
    "gbk": "gb18030",
}
#: Signs of EUC-JP in two bytes, in the half-width form after 0x8E, and in three bytes.
_EUC_JP: Final = re.compile(
    rb"\x8f[\xa1-\xfe]{2}|\x8e[\xa1-\xdf]|[\xa1-\xfe]{2}|[\x00-\x7f]+|.", re.DOTALL
)
_DECLARING: Final = frozenset({"text/html", "application/jats+xml"})
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAGIC: Final = {
    b"PK\x03\x04": "a Word, OpenDocument or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
    b"\x1f\x8b": "a compressed file",
}
#: What is in every workbook of Excel, and of OpenDocument; a ZIP file does not pack these words.
_OF_A_WORKBOOK: Final = (b"xl/workbook.xml", b"opendocument.spreadsheet")
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
    ".pdf": "application/pdf",
    ".nbib": "application/nbib",
    ".jats": "application/jats+xml",
    ".wiki": "text/x-wiki",
    ".wikitext": "text/x-wiki",
    ".mediawiki": "text/x-wiki",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xlsx": WORKBOOK,
}


class Decoded(NamedTuple):
    """Text and the encoding that fitted, which is guessed where the bytes are not UTF-8."""

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
    if data.startswith(b"%PDF"):
        return "application/pdf"
    head = data[:1024].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if is_article(data):
        return "application/jats+xml"
    return _of_text(head, data[:_LOOKED_AT]) if suffix in {"", ".txt", ".text"} else "text/plain"


def _of_text(head: bytes, longer: bytes) -> str:
    """Tell what a text is written in from its first lines."""
    if re.match(rb"pmid- *\d+\r?\n", head):
        return "application/nbib"
    if _is_wiki(longer):
        return "text/x-wiki"
    if re.match(rb"---\r?\n[^\n]*[a-z][\w ]*:", head):
        return "text/markdown"
    return "text/plain"


def is_article(data: bytes) -> bool:
    """Tell an article in JATS or a record of PubMed from any other XML.

    Examples
    --------
    >>> is_article(b'<?xml version="1.0"?><article><front/></article>'), is_article(b"<rdf:RDF/>")
    (True, False)
    """
    return _ARTICLE.match(data[:_LOOKED_AT].lstrip(codecs.BOM_UTF8)) is not None


def _is_wiki(head: bytes) -> bool:
    """Tell the source of a wiki page: headings between equals signs, and its links or marks."""
    return (b"[[" in head or b"'''" in head) and _WIKI_HEADING.search(head) is not None


def decode(data: bytes, name: str, media: str = "text/plain") -> Decoded:
    """Decode bytes: by their byte order mark, by what a page declares, as UTF-8, as Windows-1252.

    A byte order mark is left out of the text. Nothing else is changed.
    """
    _refuse_no_text(data, name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, name, encoding)
    declared = declared_encoding(data, name) if media in _DECLARING else None
    place = 0
    for encoding in filter(None, (declared, "utf-8")):
        try:
            text = (
                _euc_jp(data) if encoding.replace("-", "_") == "euc_jp" else data.decode(encoding)
            )
            return _checked(text, name, encoding)
        except UnicodeDecodeError as error:
            place = error.start
    if b"\x00" in data[:_LOOKED_AT]:
        raise _not_text(name)
    # 0x81, 0x8d, 0x8f, 0x90 and 0x9d are undefined in Windows-1252: such bytes are no text of it.
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise InputError(**refusal("unknown-encoding", byte=place + 1), where=name) from error
    return _checked(text, name, "windows-1252")._replace(guessed=True)


def _refuse_no_text(data: bytes, name: str) -> None:
    if not data.strip():
        raise InputError(**refusal("empty", wanted="a page with text"), where=name)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            said = refusal("binary", what=what)
            if data.startswith(b"PK") and any(part in data for part in _OF_A_WORKBOOK):
                said = refusal("binary", what="a workbook")
                said["fix"] = "save it as .xlsx, or the sheet as CSV"
            raise InputError(**said, where=name)


def declared_encoding(data: bytes, name: str) -> str | None:
    """Return the encoding that a page declares, as browsers read its name.

    HTML, section 13.2.3.2: first the element, then the XML declaration, in XHTML the other way
    round. Bytes in which the declaration can be read are not UTF-16, whatever it says.

    Examples
    --------
    >>> declared_encoding(b'<meta charset="latin1">', "page.html")
    'cp1252'
    """
    patterns = (_META_CHARSET, _XML_ENCODING)
    if name.lower().endswith((".xhtml", ".xht")):
        patterns = (_XML_ENCODING, _META_CHARSET)
    found = (pattern.search(data[:_LOOKED_AT]) for pattern in patterns)
    labels = (match[1].decode("ascii") for match in found if match is not None)
    return next((encoding for label in labels if (encoding := _of_the_web(label))), None)


def _of_the_web(label: str) -> str | None:
    """Look up the codec of a label of the WHATWG Encoding standard."""
    import webencodings

    found = webencodings.lookup(label)
    if found is None:
        return None
    if found.name in _INSTEAD:
        return _INSTEAD[found.name]
    return str(found.codec_info.name)


def _euc_jp(data: bytes) -> str:
    """Decode EUC-JP as browsers do (Encoding, section 12.1): with the signs that Shift_JIS of Windows has."""
    return "".join(map(_sign_of_euc_jp, _EUC_JP.findall(data)))


def _sign_of_euc_jp(sign: bytes) -> str:
    if len(sign) == 1 or sign[0] < 0x80 or sign[0] == 0x8F:  # noqa: PLR2004 -- ASCII, JIS X 0212
        return sign.decode("euc_jp")
    if sign[0] == 0x8E:  # noqa: PLR2004 -- half-width
        return sign[1:].decode("cp932")
    row, cell = sign[0] - 0x80, sign[-1] - 0x80
    first = (row + 1) // 2 + (0x70 if row <= 0x5E else 0xB0)  # noqa: PLR2004 -- JIS X 0208, appendix 1
    second = cell + (0x1F + (cell >= 0x60) if row % 2 else 0x7E)  # noqa: PLR2004 -- the same
    return bytes((first, second)).decode("cp932")


def _strict(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        return _checked(data.decode(encoding), name, encoding)
    except UnicodeDecodeError as error:
        said = refusal("broken-encoding", encoding=encoding.upper(), byte=error.start + 1)
        raise InputError(**said, where=name) from error


def _checked(text: str, name: str, encoding: str) -> Decoded:
    controls = len(_CONTROLS.findall(text[:65536]))
    if "\x00" in text or controls * 20 > len(text[:65536]):
        raise _not_text(name)
    return Decoded(text, encoding, guessed=False)


def _not_text(name: str) -> InputError:
    return InputError(**refusal("binary", what="a binary file"), where=name)
