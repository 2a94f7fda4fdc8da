"""A query that is not understood is answered with the place, a caret and what was meant."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachgraph.errors import QueryError
from attachgraph.query.run import run_query
from attachgraph.query.syntax_errors import excerpt, explain, locate
from attachgraph.rdf.namespaces import PREFIXES

#: A mistake, the place that must be shown, the word below the caret, a part of the message.
MISTAKES = [
    ("SELECT * { ?s agg:trait ?o }", "1:15", "agg:", "did you mean ag:?"),
    ("SELECT * {\n  ?s ?p ex:a }", "2:9", "ex:", "Declared without PREFIX: ag:"),
    ("SELCT * { ?s ?p ?o }", "1:1", "SELCT", "did you mean SELECT?"),
    ("SELECT * { ?s ?p ?o FLITER(?o > 3) }", "1:21", "FLITER", "did you mean FILTER?"),
    ("SELECT * { ?s ?p ?o FILTER(CONTIANS(?o, 'a')) }", "1:28", "CONTIANS", "CONTAINS"),
    ("SELECT pairing { ?s ?p ?o }", "1:8", "pairing", "A variable begins with ?"),
    ("SELECT * { ?s ?p ?o ", "1:10", "{", "add the missing }"),
    ("SELECT * { ?s ?p ?o )", "1:21", ")", "write } before it"),
    ("SELECT * { ?s ?p ?o } }", "1:23", "}", "closes nothing"),
    ('SELECT * { ?s ?p "calm }', "1:18", '"', "does not end"),
    ("SELECT * { ?s ?p “calm” }", "1:18", "“", "straight quotes"),
    ("SELECT * { ?s ?p ?o } ORDER ?s", "1:29", "?s", "from here on"),
    ("SELECT * { ?s ?p ?o } LIMIT ?s", "1:29", "?s", "0…9"),
    ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "1:1", "SELECT", "GROUP BY"),
    ("SELECT ?s ?s { ?s ?p ?o }", "1:1", "SELECT", "names a variable twice"),
    ("", "1:1", "", "the query is empty"),
    ("PREFIX ex: <http://x.example/>", "1:31", "", "only prefixes are declared"),
]


@pytest.mark.parametrize(
    ("query", "place", "word", "message"), MISTAKES, ids=[mistake[0] for mistake in MISTAKES]
)
def test_mistake_is_explained(query: str, place: str, word: str, message: str) -> None:
    """Line, column, caret and remedy are those of the mistake, not of the engine's last guess."""
    with pytest.raises(QueryError) as caught:
        run_query(pyoxigraph.Store(), query, timeout=None)
    error = caught.value
    assert error.where == f"query:{place}"
    assert message in str(error)
    _, shown, carets = error.problem.splitlines()
    column = carets.index("^")
    assert carets.strip() == "^" * max(1, len(word))
    assert shown[column : column + len(word)] == word


def test_prefix_declared_in_the_query_is_known() -> None:
    """A prefix that the query declares is not reported; the one it forgot is."""
    query = "PREFIX ex: <http://x.example/> SELECT * { ?s ex:a ey:b }"
    with pytest.raises(QueryError, match=r"query:1:51: the prefix \"ey:\""):
        run_query(pyoxigraph.Store(), query, timeout=None)


def test_tabs_and_controls_do_not_move_the_caret() -> None:
    """The line is shown with spaces for what a terminal would act on."""
    assert excerpt("ASK {\t\x1b ?? }", 8, 2) == "    ASK {   ?? }\n            ^^"


def test_long_line_is_cut_around_the_place() -> None:
    """A query in one line of a thousand characters still shows the mistake."""
    query = f"SELECT * {{ {'?s ?p ?o . ' * 100}?s ex:a ?o }}"
    with pytest.raises(QueryError) as caught:
        run_query(pyoxigraph.Store(), query, timeout=None)
    shown, carets = caught.value.problem.splitlines()[1:]
    assert len(shown) < 100
    assert shown[carets.index("^") :].startswith("ex:")


@given(st.text(alphabet="ab?: {}()<>.;'\"\n#@1S", max_size=40))
def test_any_refusal_can_be_explained(query: str) -> None:
    """Whatever the engine refuses, there is a place within the text and two lines that show it."""
    try:
        pyoxigraph.Store().query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        explained = explain(query, str(error), PREFIXES)
        assert explained.where is not None
        line, column = map(int, explained.where.split(":")[1:])
        assert 1 <= line <= query.count("\n") + 1
        assert 1 <= column <= len(query.split("\n")[line - 1]) + 1
        assert explained.problem.splitlines()[-1].strip(" ^") == ""  # noqa: PLC1901
        assert explained.fix
    except (OSError, RuntimeError):
        return


@given(st.text(max_size=40), st.integers(0, 40))
def test_place_counts_lines_and_columns(text: str, offset: int) -> None:
    """Walking to line and column arrives at the offset."""
    offset = min(offset, len(text))
    place = locate(text, offset)
    lines = text.split("\n")
    assert sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1 == offset
