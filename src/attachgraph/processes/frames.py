"""Frames between a worker and its parent: a letter, the length of the content, the content.

A small letter is a piece of a stream: some that follow each other may come as one.
"""

from __future__ import annotations

import struct
from typing import Final, TypeAlias

#: The kind of a frame and what is in it.
Frame: TypeAlias = tuple[bytes, bytes]

#: To a worker: a request.
REQUEST: Final = b"?"
#: From a worker: its process number, before all others.
HELLO: Final = b"!"

_HEADER: Final = struct.Struct("<cQ")


def frame(kind: bytes, content: bytes = b"") -> bytes:
    """Write a frame."""
    return _HEADER.pack(kind, len(content)) + content


class FrameReader:
    """Put frames together from pieces of a stream."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes | memoryview) -> list[Frame]:
        """Take the next piece of the stream; return the frames that it completes."""
        self._waiting += data
        frames: list[Frame] = []
        at = 0
        while len(self._waiting) - at >= _HEADER.size:
            kind, length = _HEADER.unpack_from(self._waiting, at)
            end = at + _HEADER.size + length
            if end > len(self._waiting):
                break
            frames.append((kind, bytes(self._waiting[at + _HEADER.size : end])))
            at = end
        del self._waiting[:at]
        return frames
