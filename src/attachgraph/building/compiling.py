"""Turn one document into quads, packed so that it can travel and be kept.

In: the name and the bytes of a document. Out: a shard: N-Quads as any program unpacks them that
knows gzip; what is inside is said where the format has room for a name. Never raises for a
document: what was wrong with it is in the shard.

References
----------
RFC 1952, section 2.3 (the members of a gzip file).
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import astuple
from itertools import starmap
from typing import Final, NamedTuple

from attachgraph.errors import AttachGraphError, InputError
from attachgraph.extraction.extracting import extract
from attachgraph.model import Diagnostic
from attachgraph.rdf.bases import below_own_base
from attachgraph.rdf.incoming import is_rdf, read_rdf
from attachgraph.rdf.namespaces import AG, RDF
from attachgraph.rdf.quads import iter_quads
from attachgraph.reading.documents import read_document

#: Level 1 makes a page 13 times smaller in 1.5 ms; level 6 makes it 18 times smaller in 5 ms.
_LEVEL: Final = 1
#: The beginning of a gzip file with a name and no time, and where the name ends. DuckDB refuses a
#: file with a comment.
_HEAD: Final = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"
_END: Final = b"\0"
LABEL_AT: Final = len(_HEAD)
_IS_STATEMENT: Final = f" <{RDF}type> <{AG}Statement> ".encode()
_GZIP: Final = 31  # window bits of zlib that read the frame of gzip


class Compiled(NamedTuple):
    """What is known of a compiled document without unpacking its quads."""

    #: Display name of the document.
    name: str
    #: Number of statements.
    statements: int = 0
    #: Why it could not be read, or ``""``.
    failure: str = ""
    #: Warnings about a document that was read.
    warnings: tuple[Diagnostic, ...] = ()
    #: Bytes of its N-Quads.
    size: int = 0
    #: False where another try may succeed: the time limit was reached, or the process ended.
    lasting: bool = True
    #: What its shard is called, where the process that compiled it has kept it.
    key: str = ""


def compile_document(name: str, data: bytes) -> bytes:
    """Turn one document into quads."""
    try:
        if is_rdf(name, data):
            quads = "".join(read_rdf(data, name)).encode()
            return pack(Compiled(name, quads.count(_IS_STATEMENT)), quads)
        found = extract(read_document(data, name))
        warnings = tuple(d for d in found.diagnostics if d.level != "info")
        quads = below_own_base("".join(iter_quads(found))).encode()
        return pack(Compiled(name, len(found.statements), warnings=warnings), quads)
    except AttachGraphError as error:
        return failed(name, str(error))
    except RecursionError:
        return _refused(name, "the document is nested too deeply", "save the page as plain text")
    except MemoryError:
        return _refused(name, "it needs too much memory", "cut it into parts", lasting=False)
    except Exception as error:  # noqa: BLE001 -- one document must not end the batch
        bug = f"this is a bug in attachgraph: {type(error).__name__}: {error}"
        return _refused(name, bug, "please report it; the other documents are not affected")


def _refused(name: str, problem: str, fix: str, *, lasting: bool = True) -> bytes:
    return failed(name, str(InputError(problem, where=name, fix=fix)), lasting=lasting)


def failed(name: str, message: str, *, lasting: bool = True) -> bytes:
    """Pack the news that a document could not be read."""
    return pack(Compiled(name, failure=message, lasting=lasting), b"")


def pack(compiled: Compiled, quads: bytes) -> bytes:
    """Put what is known of a document and its quads into one shard."""
    return _labelled(compiled._replace(size=len(quads)), quads)


def pack_label(compiled: Compiled) -> bytes:
    """Put what is known of a document whose shard is kept elsewhere into one without quads."""
    return _labelled(compiled, b"")


def _labelled(compiled: Compiled, quads: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    sums = struct.pack("<II", zlib.crc32(quads), len(quads) & 0xFFFFFFFF)
    packed = packer.compress(quads) + packer.flush() + sums
    warnings = [astuple(warning) for warning in compiled.warnings]
    label = [*compiled._replace(warnings=()), len(packed), warnings]
    return _HEAD + json.dumps(label, ensure_ascii=True).encode() + _END + packed


def label_of(shard: bytes) -> tuple[Compiled, int]:
    """Read the label of a shard."""
    line, found, _ = shard[LABEL_AT:].partition(_END)
    if not found or not shard.startswith(_HEAD):
        raise ValueError("a shard without a label")
    name, statements, failure, _, size, lasting, key, packed, warnings = json.loads(line)
    diagnostics = tuple(starmap(Diagnostic, warnings))
    compiled = Compiled(name, statements, failure, diagnostics, size, lasting, key)
    return compiled, LABEL_AT + len(line) + len(_END) + packed


def quads_of(shard: bytes) -> bytes:
    """Unpack the quads of a shard."""
    try:
        return zlib.decompress(shard, _GZIP)
    except zlib.error as error:
        raise ValueError("a damaged shard") from error
