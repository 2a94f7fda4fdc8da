"""Deep and long queries end in an answer or in a message, never in a crash, and soon."""

from __future__ import annotations

import contextlib
import gc
import time

import pyoxigraph
import pytest

from attachgraph.errors import AttachGraphError, QueryError, QueryTimeout
from attachgraph.query.answers import Solutions
from attachgraph.query.guard import inspect_query
from attachgraph.query.run import run_on_server, run_query
from attachgraph.query.syntax_errors import explain
from attachgraph.remote.endpoint import RemoteStore
from tests.remote.scripted import reply, scripted
from tests.unit.query.hostile import CHAINS, DEEP, LONG

YES = reply(b'{"head": {}, "boolean": true}')


@pytest.mark.parametrize(("shape", "timeout"), [*((s, None) for s in DEEP), ("lists", 20)])
def test_deep_query_is_refused_by_name(shape: str, timeout: float | None) -> None:
    """Brackets within brackets are refused in this process, which goes on."""
    query = DEEP[shape](3_000)
    with pytest.raises(QueryError, match="nested too deeply"):
        run_query(pyoxigraph.Store(), query, timeout=timeout)
    with pytest.raises(QueryError, match="nested too deeply"):
        run_on_server(RemoteStore("http://127.0.0.1:1/sparql"), query, timeout=timeout)


@pytest.mark.parametrize("shape", DEEP)
def test_depth_that_is_allowed_fits_the_stack(shape: str) -> None:
    """Just below the limit the engine answers or reports an error of syntax."""
    with contextlib.suppress(QueryError, QueryTimeout):
        run_query(pyoxigraph.Store(), DEEP[shape](480), timeout=1)


@pytest.mark.parametrize(
    ("shape", "timeout"),
    [("sums", None), ("or", 20), ("unions", 20), ("triples", 20), ("ways of a path", 20)],
)
def test_chain_is_answered(shape: str, timeout: float | None) -> None:
    """A query that a program has written in a row is answered, with a time limit and without."""
    answer = run_query(pyoxigraph.Store(), CHAINS[shape](1_500), timeout=timeout)
    assert bool(answer) == (shape not in {"triples", "ways of a path"})


def test_full_stack_is_an_error_of_the_query() -> None:
    """A chain that is too long even for a large stack ends its own process and no other."""
    with pytest.raises(QueryError, match="too long"):
        run_query(pyoxigraph.Store(), CHAINS["negations"](350_000), timeout=120)


@pytest.mark.parametrize(("shape", "timeout"), [("or", None), ("unions", 20), ("triples", 20)])
def test_chain_is_sent_to_a_server(shape: str, timeout: float | None) -> None:
    """A long query is looked over for a server without a crash, and asked there."""
    query = CHAINS[shape](2_000).replace("ASK", "ASK FROM NAMED <urn:g>")
    with scripted(YES, YES) as server:
        assert run_on_server(RemoteStore(server.url), query, timeout=timeout)


def test_mistake_in_a_long_query_for_a_server_is_explained() -> None:
    """The place of the mistake is shown as it is for a short query."""
    query = CHAINS["unions"](2_000).removesuffix("}")
    with pytest.raises(QueryError, match="is never closed"):
        run_on_server(RemoteStore("http://127.0.0.1:1/sparql"), query, timeout=20)


def test_brackets_hidden_from_the_tokens_are_no_way_round() -> None:
    """What looks like a string and may be brackets is evaluated where it may crash."""
    query = "SELECT * { ?a ?b ?c FILTER(?a<'>'" + "(" * 9_000 + "1" + ")" * 9_000 + ") } #'"
    with contextlib.suppress(AttachGraphError):
        run_query(pyoxigraph.Store(), query, timeout=None)


def test_values_of_a_program_are_answered() -> None:
    """Twenty thousand values in a query are a long query and not a deep one."""
    query = "SELECT ?x { VALUES ?x { " + " ".join(f'"{n}"' for n in range(20_000)) + " } }"
    answer = run_query(pyoxigraph.Store(), query, timeout=60)
    assert isinstance(answer, Solutions)
    assert len(list(answer)) == 20_000


def test_query_of_any_length_has_an_end() -> None:
    """Above two million characters a query is refused before it is read."""
    with pytest.raises(QueryError, match="too long"):
        run_query(pyoxigraph.Store(), "ASK { # " + "x" * 3_000_000 + "\n}", timeout=5)


@pytest.mark.parametrize("shape", LONG)
def test_time_grows_with_the_length_and_not_faster(shape: str) -> None:
    """Three times the text takes about three times as long to look over, not nine times."""
    assert _seconds(LONG[shape](1_500)) < 6 * max(_seconds(LONG[shape](500)), 0.002)


def _seconds(query: str) -> float:
    """Measure the processor time of a query that is looked over and explained."""
    best = float("inf")
    gc.collect()
    gc.disable()  # it looks at what the tests before have left, too
    try:
        for _ in range(2):
            began = time.process_time()
            with contextlib.suppress(QueryError):
                inspect_query(query)
            explain(query, "error at 1:1: expected SELECT", {})
            best = min(best, time.process_time() - began)
    finally:
        gc.enable()
    return best


def test_limit_counts_from_the_first_look() -> None:
    """A time limit that is over before the engine begins is reported as such."""
    query = "SELECT * { VALUES ?x {" + " 1" * 200_000 + " } }"
    with pytest.raises(QueryTimeout, match=r"0\.05 seconds"):
        run_query(pyoxigraph.Store(), query, timeout=0.05)
