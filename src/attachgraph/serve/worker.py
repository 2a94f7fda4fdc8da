"""A worker: one job at a time, from the store to bytes.

In: a socket to the server, and what the template has opened. Out: frames. It computes, writes and
compresses, so that this happens on other processors than the one that speaks HTTP. Where the server
stops reading, it waits.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import pickle  # noqa: S403 - only ever from our own parent
import signal
import socket
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from attachgraph.errors import AttachGraphError
from attachgraph.serve.frames import ABORT, DATA, END, HEAD, HELLO, REFUSAL, FrameReader, frame
from attachgraph.serve.jobs import Parcel, Reply

if TYPE_CHECKING:
    from attachgraph.serve.answering import Desk

#: Answers up to here are held back until they are complete: an error still has its own status then.
_HELD_BACK: Final = 1024 * 1024
#: Pieces are gathered to this size before they are sent.
_PIECE: Final = 64 * 1024
#: Shorter bodies are not worth compressing.
_WORTH_GZIP: Final = 1024
_LEVEL: Final = 5
_GZIP: Final = 31  # window bits of zlib that write the frame of gzip


def work(channel: socket.socket, desk: Desk) -> None:
    """Do jobs until the server closes the channel."""
    channel.sendall(frame(HELLO, str(os.getpid()).encode()))
    reader = FrameReader()
    while data := channel.recv(65536):
        for _, content in reader.feed(data):
            parcel: Parcel = pickle.loads(content)  # noqa: S301
            # Should nobody be left to stop this process, the kernel does.
            signal.setitimer(signal.ITIMER_PROF, 2 * parcel.seconds + 10)
            _do(channel, desk, parcel)
            signal.setitimer(signal.ITIMER_PROF, 0)


def _do(channel: socket.socket, desk: Desk, parcel: Parcel) -> None:
    """Do one job; what goes wrong before anything was sent is sent instead of the answer."""
    begun = False
    try:
        for piece in _framed(desk.answer(parcel.job), gzip=parcel.gzip):
            begun = True
            channel.sendall(piece)
    except AttachGraphError as error:
        fields = type(error).__name__, error.problem, error.where, error.fix
        channel.sendall(_ending(begun, fields))
    except MemoryError:
        fields = "MemoryError", "the answer takes more memory than a query may have", None, None
        channel.sendall(_ending(begun, fields))
    except (BrokenPipeError, ConnectionError):
        raise
    except Exception as error:  # noqa: BLE001 - the server says that it is a bug, and goes on
        with contextlib.suppress(Exception):
            _print_trace(error)
        problem = f"this is a bug in attachgraph: {type(error).__name__}: {error}"
        fields = "Bug", problem, None, "please report it, with what the server wrote on stderr"
        channel.sendall(_ending(begun, fields))


def _ending(begun: bool, fields: tuple[str, str, str | None, str | None]) -> bytes:  # noqa: FBT001
    return frame(ABORT if begun else REFUSAL, marshal.dumps(fields))


def _print_trace(error: Exception) -> None:
    import traceback

    traceback.print_exception(error)


def _framed(reply: Reply, *, gzip: bool) -> Iterator[bytes]:
    """Write an answer as frames: one message if it is small, else piece by piece."""
    pieces = _gathered(reply.body)
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > _HELD_BACK:
            yield from _streamed(reply, held, pieces, gzip=gzip)
            return
    body = b"".join(held)
    headers = [("content-type", reply.media_type), *reply.headers]
    if gzip and size > _WORTH_GZIP:
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        body = packer.compress(body) + packer.flush()
        headers.append(("content-encoding", "gzip"))
    headers.append(("content-length", str(len(body))))
    head = frame(HEAD, marshal.dumps((int(reply.status), headers)))
    yield head + frame(DATA, body) + frame(END)


def _streamed(
    reply: Reply, held: list[bytes], rest: Iterator[bytes], *, gzip: bool
) -> Iterator[bytes]:
    headers = [("content-type", reply.media_type), *reply.headers]
    if gzip:
        headers.append(("content-encoding", "gzip"))
    yield frame(HEAD, marshal.dumps((int(reply.status), headers)))
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP) if gzip else None
    for pieces in (held, rest):
        for piece in pieces:
            sent = packer.compress(piece) if packer else piece
            if sent:
                yield frame(DATA, sent)
    yield (frame(DATA, packer.flush()) if packer else b"") + frame(END)


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join small pieces."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
