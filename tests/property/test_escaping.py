"""Whatever a label holds, it stays a label."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from attachgraph.views.escaping import script_json
from attachgraph.views.label_text import canvas_label

#: Text with a taste for what ends scripts, comments and strings.
HOSTILE = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            [
                "</script>",
                "<script>",
                "<!--",
                "-->",
                "]]>",
                "&lt;",
                "&",
                "\u2028",
                "\u2029",
                '"',
                "\\",
            ]
        ),
    ),
    max_size=8,
).map("".join)


class Scripts(HTMLParser):
    """Collect the tags of a page and the text inside its scripts."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag, and any attribute that slipped in."""
        self.tags.extend([tag, *(name for name, _ in attrs if name != "type")])

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


@given(st.dictionaries(HOSTILE, st.one_of(HOSTILE, st.integers(), st.none(), st.lists(HOSTILE))))
def test_data_in_a_script_element_reads_back_and_opens_no_tag(value: dict[str, object]) -> None:
    """An HTML parser sees one script with exactly the JSON inside."""
    page = Scripts()
    page.feed(f'<script type="application/json">{script_json(value)}</script><p>')
    page.close()
    assert page.tags == ["script", "p"]
    assert json.loads(page.text) == value


@given(st.text(alphabet=st.characters(categories=["Cs"]), min_size=1, max_size=3))
def test_lone_surrogates_can_be_written_to_a_file(text: str) -> None:
    """They have no UTF-8, and must not break the page that holds them."""
    written = script_json({"label": "a" + text + "b"})
    written.encode("utf-8")
    assert json.loads(written)["label"] == ("a" + text + "b").encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16", "surrogatepass")


@given(HOSTILE)
def test_canvas_labels_are_one_short_line(text: str) -> None:
    """Nothing in a label can break the line, or turn the writing of the next."""
    label = canvas_label(text)
    assert len(label) <= 46
    assert not {"\n", "\r", "\u2028", "\u2029", "\u202e", "\u2066"} & set(label)
    assert canvas_label(label) == label
