"""Frames: what is written is read, however the stream is cut."""

from __future__ import annotations

import socket
from itertools import starmap

from hypothesis import given
from hypothesis import strategies as st

from attachgraph.processes.child import Outlet
from attachgraph.processes.frames import FrameReader, frame

_FRAMES = st.lists(st.tuples(st.sampled_from([b"D", b"E", b"R"]), st.binary(max_size=40)))


@given(_FRAMES, st.lists(st.integers(1, 30)))
def test_frames_survive_any_cut_of_the_stream(
    frames: list[tuple[bytes, bytes]], cuts: list[int]
) -> None:
    """The frames are those that were written, in their order."""
    stream = b"".join(starmap(frame, frames))
    reader, found, at = FrameReader(), list[tuple[bytes, bytes]](), 0
    for cut in [*cuts, len(stream)]:
        found += reader.feed(stream[at : at + cut])
        at += cut
    assert found == frames


def test_pieces_of_a_stream_are_sent_as_one_frame() -> None:
    """Rows that wait go together, which is quicker; what is in capitals stays apart."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        outlet = Outlet(ours)
        for kind, content in ((b"S", b"s"), (b"r", b"1"), (b"r", b"2"), (b"E", b""), (b"E", b"")):
            outlet.put(kind, content)
        outlet.flush()
        found = FrameReader().feed(theirs.recv(1 << 16))
    assert found == [(b"S", b"s"), (b"r", b"12"), (b"E", b""), (b"E", b"")]
