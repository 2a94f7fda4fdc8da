"""What a worker of the server does: one job at a time, from the store to bytes.

In: what the fork server has opened, and tasks. Out: frames. It computes, writes and compresses,
so that this happens on other processors than the one that speaks HTTP.
"""

from __future__ import annotations

import marshal
import pickle  # noqa: S403 - only ever from our own parent
import traceback
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from attachgraph.errors import AttachGraphError
from attachgraph.serve.jobs import Reply, Task

if TYPE_CHECKING:
    from attachgraph.processes.child import Handle, Put
    from attachgraph.processes.frames import Frame
    from attachgraph.serve.state import AppState

#: Kinds of frames: status and headers of an answer, its body in pieces, its end.
HEAD: Final = b"H"
DATA: Final = b"D"
END: Final = b"E"
#: There is no answer, and why.
REFUSAL: Final = b"R"
#: The answer cannot be completed: what was sent of it must not be taken for the whole.
ABORT: Final = b"X"

#: Answers up to here are held back until they are complete: an error still has its own status then.
_HELD_BACK: Final = 1024 * 1024
#: Pieces are gathered to this size before they are sent.
_PIECE: Final = 64 * 1024
#: Shorter bodies are not worth compressing.
_WORTH_GZIP: Final = 1024
_LEVEL: Final = 5
_GZIP: Final = 31  # window bits of zlib that write the frame of gzip


def open_store(store: str | None, *, keeps_texts: bool) -> tuple[Handle, str]:
    """Open what the workers share; return the function that answers and the state of the store."""
    # Only the fork server needs what these import; the server itself asks this module for names.
    from attachgraph.serve.handlers import warm_up
    from attachgraph.serve.state import open_state, refuse_closed_texts

    app = open_state(store)
    if keeps_texts:
        refuse_closed_texts(app.store)
    warm_up(app)
    return (lambda request, put: _answer(app, request, put)), app.state


def _answer(app: AppState, request: Any, put: Put) -> None:
    """Do one job; what goes wrong before anything was sent is sent instead of the answer."""
    from attachgraph.serve.handlers import answer

    task: Task = pickle.loads(request)  # noqa: S301 - from our own parent
    ending, trace = REFUSAL, ""
    fields: tuple[str, str, str | None, str | None]
    try:
        for kind, content in _frames(answer(app, task.job), gzip=task.gzip):
            ending = ABORT
            put(kind, content)
    except AttachGraphError as error:
        fields = type(error).__name__, error.problem, error.where, error.fix
    except MemoryError:
        fields = "MemoryError", "the answer takes more memory than a query may have", None, None
    except ConnectionError:  # nobody wants any more of it
        raise
    except Exception as error:  # noqa: BLE001 - the server says that it is a bug, and goes on
        problem = f"this is a bug in attachgraph: {type(error).__name__}: {error}"
        fields = "Bug", problem, None, "please report it, with what the server wrote on stderr"
        trace = traceback.format_exc()
    else:
        return
    put(ending, marshal.dumps((*fields, trace)))


def _frames(reply: Reply, *, gzip: bool) -> Iterator[Frame]:
    """Write an answer as frames: with its length if it is small, else piece by piece."""
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
    yield HEAD, marshal.dumps((int(reply.status), headers))
    yield DATA, body
    yield END, b""


def _streamed(
    reply: Reply, held: list[bytes], rest: Iterator[bytes], *, gzip: bool
) -> Iterator[Frame]:
    headers = [("content-type", reply.media_type), *reply.headers]
    if gzip:
        headers.append(("content-encoding", "gzip"))
    yield HEAD, marshal.dumps((int(reply.status), headers))
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP) if gzip else None
    for pieces in (held, rest):
        for piece in pieces:
            sent = packer.compress(piece) if packer else piece
            if sent:
                yield DATA, sent
    if packer:
        yield DATA, packer.flush()
    yield END, b""


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
