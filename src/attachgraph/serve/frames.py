r"""Frames between the server and its workers.

In: kinds and bytes. Out: bytes on a socket, and back. A frame is one letter, the length of its
content in four bytes, and the content. Knows nothing of what is in it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

#: A worker is there and tells its process number.
HELLO: Final = b"W"
#: A job for a worker.
JOB: Final = b"J"
#: Status and headers of an answer; then its body in pieces, then its end.
HEAD: Final = b"H"
DATA: Final = b"D"
END: Final = b"E"
#: There is no answer, and why.
REFUSAL: Final = b"R"
#: The answer cannot be completed: what was sent of it must not be taken for the whole.
ABORT: Final = b"X"

_HEADER: Final = struct.Struct("<cI")


def frame(kind: bytes, content: bytes = b"") -> bytes:
    r"""Write a frame.

    Examples
    --------
    >>> frame(END)
    b'E\x00\x00\x00\x00'
    """
    return _HEADER.pack(kind, len(content)) + content


class FrameReader:
    r"""Put frames together from pieces of a stream.

    Examples
    --------
    >>> reader = FrameReader()
    >>> list(reader.feed(b"D\x02\x00\x00\x00a")), list(reader.feed(b"bE\x00\x00\x00\x00"))
    ([], [(b'D', b'ab'), (b'E', b'')])
    """

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Take the next piece of the stream."""
        self._pending += data
        at = 0
        while len(self._pending) - at >= _HEADER.size:
            kind, length = _HEADER.unpack_from(self._pending, at)
            end = at + _HEADER.size + length
            if end > len(self._pending):
                break
            yield kind, bytes(self._pending[at + _HEADER.size : end])
            at = end
        del self._pending[:at]
