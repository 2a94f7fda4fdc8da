"""The protocol: addresses and forms are decoded as the standard library decodes them."""

from __future__ import annotations

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from attachgraph.serve.protocol import text_of

_PIECES = st.one_of(
    st.text("aF09=_?&+ \r\n\t\0\x7fé愛").map(str.encode),
    st.text(max_size=3).map(lambda text: "".join(f"%{b:02X}" for b in text.encode()).encode()),
    st.sampled_from([b"%0a", b"%0D%0A", b"%3d", b"%3D", b" %0A", b"=%0A", b"%25", b"%5f"]),
)


@given(st.lists(_PIECES).map(b"".join))
def test_escapes_are_decoded_as_the_standard_library_does(raw: bytes) -> None:
    """Nothing in a query is lost, doubled or taken for a line that goes on."""
    assert text_of(raw, "the address") == unquote(raw.decode(), errors="strict")
