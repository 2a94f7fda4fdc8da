"""What was answered last is answered again without a worker, as long as the store is the same."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from attachgraph.serve.jobs import QueryJob
from attachgraph.serve.pending import Head
from attachgraph.serve.recent_answers import MOST_OF_ONE, RecentAnswers
from attachgraph.serve.response_cache import CachedResponse


def job(number: int) -> QueryJob:
    """Make a job."""
    return QueryJob(f"ASK {{}} # {number}", "json", None)


def answer(body: bytes, state: str = "first") -> CachedResponse:
    """Make an answer from a state of the store."""
    return CachedResponse(Head(200, [("content-type", "text/plain")], state), body)


def test_an_answer_is_kept_for_its_job_and_its_packing() -> None:
    """Another question, or the same one packed, is asked of the store."""
    pool: Any = SimpleNamespace(state="first")
    recent = RecentAnswers(pool)
    recent.put(job(1), answer(b"yes"), gzip=False)
    kept = recent.get(job(1), gzip=False)
    assert kept is not None
    assert kept.body == b"yes"
    assert recent.get(job(2), gzip=False) is None
    assert recent.get(job(1), gzip=True) is None


def test_another_store_answers_anew() -> None:
    """Nothing of the store before is given, not even what comes late."""
    pool: Any = SimpleNamespace(state="first")
    recent = RecentAnswers(pool)
    recent.put(job(1), answer(b"old"), gzip=False)
    pool.state = "second"
    assert recent.get(job(1), gzip=False) is None
    recent.put(job(1), answer(b"late", "first"), gzip=False)
    assert recent.get(job(1), gzip=False) is None
    recent.put(job(1), answer(b"new", "second"), gzip=False)
    kept = recent.get(job(1), gzip=False)
    assert kept is not None
    assert kept.body == b"new"


def test_memory_is_bounded_and_the_last_asked_stay() -> None:
    """A large answer is not kept; of many, those go that nobody asked for since."""
    pool: Any = SimpleNamespace(state="first")
    recent = RecentAnswers(pool)
    named = QueryJob("ASK {}", "json", None, default_graphs=("x" * (MOST_OF_ONE + 1),))
    recent.put(named, answer(b"yes"), gzip=False)
    assert recent.get(named, gzip=False) is None
    recent.put(job(0), answer(b"x" * (MOST_OF_ONE + 1)), gzip=False)
    assert recent.get(job(0), gzip=False) is None
    for number in range(1, 400):
        recent.put(job(number), answer(b"x" * (MOST_OF_ONE // 2)), gzip=False)
        assert recent.get(job(1), gzip=False) is not None
    assert recent.get(job(2), gzip=False) is None
    assert recent.get(job(399), gzip=False) is not None
