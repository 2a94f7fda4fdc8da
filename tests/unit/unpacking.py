"""Unpack what stands in a page, as its first script does."""

from __future__ import annotations

import zlib

from attachgraph.views.packed import BITS, LETTERS


def unpack(packed: str) -> bytes:
    """Read two letters for thirteen bits of a zlib stream."""
    numbers = [LETTERS.index(letter.encode()) for letter in packed]
    pairs = zip(numbers[::2], numbers[1::2], strict=False)
    bits = "".join(f"{high * len(LETTERS) + low:0{BITS}b}" for high, low in pairs)
    size = len(bits) // 8 - len(packed) % 2
    return zlib.decompress(int(bits[: 8 * size], 2).to_bytes(size, "big"))
