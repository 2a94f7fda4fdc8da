"""Frames: what is written is read, however the stream is cut."""

from __future__ import annotations

from itertools import starmap

from hypothesis import given
from hypothesis import strategies as st

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
