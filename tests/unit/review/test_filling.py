"""A living page is filled in, escaped, and says where it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from attachgraph.errors import InputError, MissingError
from attachgraph.review.filling import Cited, Drawn, Filled, Found, Table, fill
from attachgraph.review.template import parse_page
from attachgraph.review.writing import to_html, to_markdown
from attachgraph.synthesis.question import Question
from attachgraph.synthesis.synthesising import synthesise
from tests.unit.synthesis.small import PUBLICATIONS, evidence, result

PAGE = """# Avoidance & <i>satisfaction</i>

Of {{own.samples}} samples {{own.share}} point down [@b]. Code stays: `{{own.p}} [@b]`.

```synthesize own
predictor: avoidance
outcome: satisfaction
figure: directions
```

~~~query
SELECT ?x WHERE { ?x ?y ?z }
~~~

```python
{{never.filled}}
```

From {{dataset.title}}.
"""


class Small:
    """Three studies, one of which says markup."""

    def synthesis(self, settings: Mapping[str, str]) -> Found:
        """Count them."""
        asked = {name: value for name, value in settings.items() if name != "figure"}
        known = evidence(result("a"), result("b", finding="<script>x</script>"))
        answer = synthesise(known, PUBLICATIONS, Question(**asked))
        return Found(answer, Drawn(b"<svg/>", "A | caption.", 'An "alt".'))

    def table(self, text: str, settings: Mapping[str, str]) -> Table:
        """Say what would break a table."""
        assert "SELECT" in text
        assert not settings
        return Table(("x",), (("a|b [c](d)",),), ("?y is odd",))

    def publication(self, key: str) -> Cited:
        """Find it, or say that it is not there."""
        if key not in PUBLICATIONS:
            raise MissingError(f"no publication “{key}”")
        return Cited(key, PUBLICATIONS[key].label, PUBLICATIONS[key].reference)

    def facts(self) -> Mapping[str, str]:
        """Name the dataset."""
        return {"title": "Small", "version": "1.0", "date": "2026-11-30"}


def filled(text: str, tell: Callable[[str], None] | None = None) -> Filled:
    """Fill a text."""
    return fill(parse_page(text, "review.md"), Small(), "review.md", tell, tell)


def test_markdown_has_numbers_tables_figures_references_and_a_date() -> None:
    """What the dataset says is escaped, a reference stands once, and each block is announced."""
    told: list[str] = []
    text, figures = to_markdown(filled(PAGE, told.append), "done")
    assert [line.split(":")[0] for line in told] == ["line 5", "line 11", "review.md"]
    assert told[-1] == "review.md:11: look again: ?y is odd"
    assert "Of 2 samples 2 of 2 point down (B, 2001). Code stays: `{{own.p}} [@b]`." in text
    assert "{{never.filled}}" in text
    assert r"\<script\>x\</script\>" in text
    assert r"| a\|b \[c\](d) |" in text
    assert '![An "alt".](<done-figure-1.svg>)' in text
    assert text.endswith("*Filled in on 2026-11-30 from Small, version 1.0.*\n")
    assert text.count("B. Title.") == 1
    assert figures == {"done-figure-1.svg": b"<svg/>"}


def test_html_is_one_page_in_which_markup_is_only_shown() -> None:
    """Neither the page nor the dataset can bring a script or an image from elsewhere."""
    page = to_html(filled(PAGE))
    assert "<title>Avoidance &amp; &lt;i&gt;satisfaction&lt;/i&gt;</title>" in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script" not in page
    assert "<td>a|b [c](d)</td>" in page
    assert 'alt="An &quot;alt&quot;."' in page
    assert "data:image/svg+xml;base64," in page


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("a\n\n[@nobody]", "review.md:3", "no publication “nobody”"),
        ("a\n{{own.share}}", "review.md:2", "no number “own.share”"),
        ("```synthesize\noutcome: trusst\n```", "review.md:1", "trusst"),
        ("```synthesize\noutcome: trust\nwho: own\n```", "review.md:3", "not a setting"),
        ("```synthesize\noutcome: trust\nshow: some\n```", "review.md:1", "cannot show “some”"),
        ("a\n```query\nSELECT", "review.md:2", "does not end"),
        ("```query a b\n```", "review.md:1", "not a name of a block"),
        ("```query a\nSELECT\n```\n```query a\nSELECT\n```", "review.md:4", "called a, too"),
    ],
)
def test_what_cannot_be_filled_in_names_file_and_line(text: str, where: str, said: str) -> None:
    """A writer finds the line at once."""
    with pytest.raises(InputError, match=said) as refused:
        filled(text)
    assert refused.value.where == where
