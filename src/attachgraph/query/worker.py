"""What a worker does with a query: evaluate it, and send what the engine writes.

In: a request. Out: frames. The engine writes its answers itself, as TSV or N-Triples, which lose
nothing and are several times faster than terms handled one by one.
"""

from __future__ import annotations

import marshal
import time
from typing import Any, BinaryIO, Final, cast

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from attachgraph.processes.child import Handle, Put
from attachgraph.query.answers import notation
from attachgraph.query.engine import EngineAnswer, Request, evaluate

#: Kinds of frames. The head of a table comes in SOLUTIONS; a failure is its kind and its words.
BOOLEAN: Final = b"B"
SOLUTIONS: Final = b"S"
TRIPLES: Final = b"T"
ROWS: Final = b"r"
END: Final = b"E"
FAILURE: Final = b"F"

_BYTES_AT_ONCE: Final = 1 << 16
_SECONDS_AT_MOST: Final = 0.05
#: Rows that are read by hand at most: from then on they come fast, and the engine writes them.
_ROWS_BY_HAND: Final = 64


def answering(store: pyoxigraph.Store) -> Handle:
    """Make the function that answers the queries of a store."""

    def answer(request: Any, put: Put) -> None:
        try:
            _send(evaluate(store, Request(*request)), put)
        except SyntaxError as error:
            put(FAILURE, marshal.dumps(("syntax", str(error))))
        except (OSError, RuntimeError, ValueError) as error:
            put(FAILURE, marshal.dumps(("evaluation", str(error))))

    return answer


def _send(answer: EngineAnswer, put: Put) -> None:
    if isinstance(answer, pyoxigraph.QueryBoolean):
        put(BOOLEAN, b"1" if answer else b"")
    else:
        _send_rows(answer, put)
    put(END, b"")


def _send_rows(answer: pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples, put: Put) -> None:
    """Send rows one by one while they come slowly, and let the engine write the others."""
    if isinstance(answer, pyoxigraph.QuerySolutions):
        head = "\t".join(map(str, answer.variables)).encode() + b"\n"
        put(SOLUTIONS, head)
    else:
        head = b""
        put(TRIPLES, b"")
    if _send_by_hand(answer, put):
        return
    lines = _Lines(put, skip=len(head))
    file = cast("BinaryIO", lines)
    if isinstance(answer, pyoxigraph.QuerySolutions):
        answer.serialize(file, format=QueryResultsFormat.TSV)
    else:
        answer.serialize(file, format=RdfFormat.N_TRIPLES)
    lines.flush()


def _send_by_hand(answer: EngineAnswer, put: Put) -> bool:
    """Send the rows that come slowly; return whether that were all."""
    separator, end = (
        ("\t", "\n") if isinstance(answer, pyoxigraph.QuerySolutions) else (" ", " .\n")
    )
    until = time.monotonic() + _SECONDS_AT_MOST
    count = 0
    for row in cast("pyoxigraph.QuerySolutions", answer):
        put(
            ROWS,
            (
                separator.join(["" if each is None else notation(each) for each in row]) + end
            ).encode(),
        )
        count += 1
        if count >= _ROWS_BY_HAND:
            if time.monotonic() < until:
                return False
            until, count = time.monotonic() + _SECONDS_AT_MOST, 0
    return True


class _Lines:
    """A file for the engine to write to, which sends whole lines on."""

    def __init__(self, put: Put, *, skip: int) -> None:
        self._put = put
        self._skip = skip
        self._waiting = bytearray()
        self._since = time.monotonic()

    def write(self, data: bytes) -> int:
        """Take a piece of any size."""
        self._waiting += data
        now = time.monotonic()
        if len(self._waiting) >= _BYTES_AT_ONCE or now - self._since > _SECONDS_AT_MOST:
            self._since = now
            self._send(self._waiting.rfind(b"\n") + 1)
        return len(data)

    def flush(self) -> None:
        """Send everything now."""
        self._send(len(self._waiting))

    def _send(self, count: int) -> None:
        if count > self._skip:
            self._put(ROWS, bytes(self._waiting[self._skip : count]))
            del self._waiting[:count]
            self._skip = 0
