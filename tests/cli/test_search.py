"""search, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from attachgraph.store.publishing import publish
from tests.cli.conftest import Runner
from tests.cli.examples import examples_of


@pytest.fixture
def cache(tmp_path: Path) -> str:
    """Return a cache folder of its own."""
    return str(tmp_path / "cache")


def test_best_hit_comes_first(run: Runner, cache: str) -> None:
    """The table has kind, name, words and status of each hit, the best one first."""
    done = run("search", "avoidant", "secure", ATTACHGRAPH_CACHE=cache)
    heading, _, first, *_ = done.stdout.splitlines()
    assert heading.split() == ["kind", "name", "words", "status"]
    assert first.split()[:2] == ["pairing", "pairing/avoidant-secure"]
    assert done.returncode == 0


def test_index_is_built_once(run: Runner, cache: str) -> None:
    """The first search builds the index and says how long it took, the second one does not."""
    first = run("search", "steadin", ATTACHGRAPH_CACHE=cache)
    second = run("search", "steadin", ATTACHGRAPH_CACHE=cache)
    assert "built the index of words in" in first.stderr
    assert not second.stderr
    assert first.stdout == second.stdout
    assert len(list(Path(cache, "search").iterdir())) == 1


def test_index_follows_the_store(run: Runner, cache: str, root: Path, tmp_path: Path) -> None:
    """When the store is published anew, what is new is found."""
    target = tmp_path / "store"
    dataset = root / "tests/fixtures/graph.nq"
    publish(target, lambda store: store.bulk_load(path=str(dataset)))
    options = {"ATTACHGRAPH_CACHE": cache, "ATTACHGRAPH_STORE": str(target)}
    assert run("search", "steadin", **options).returncode == 0
    changed = dataset.read_text(encoding="utf-8").replace("steadiness", "windworthiness")
    publish(target, lambda store: store.bulk_load(changed.encode(), format=RdfFormat.N_QUADS))
    assert "windworthiness" in run("search", "windworth", **options).stdout


def test_index_is_not_in_the_store(run: Runner, cache: str, store: Path) -> None:
    """A search writes nothing into the folder of the store."""
    before = sorted(store.iterdir())
    run("search", "steadin", ATTACHGRAPH_CACHE=cache)
    assert sorted(store.iterdir()) == before


def test_without_a_cache_it_still_answers(run: Runner, tmp_path: Path) -> None:
    """Where no file can be written, the index is built in memory, and it is said."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = run("search", "steadin", ATTACHGRAPH_CACHE=str(blocked))
    assert done.returncode == 0
    assert "built in memory" in done.stderr
    assert "steadiness" in done.stdout


def test_damaged_index_is_built_again(run: Runner, cache: str) -> None:
    """An index that cannot be read is replaced without a word about SQLite."""
    run("search", "steadin", ATTACHGRAPH_CACHE=cache)
    (index,) = Path(cache, "search").iterdir()
    index.write_bytes(b"damaged")
    done = run("search", "steadin", ATTACHGRAPH_CACHE=cache)
    assert done.returncode == 0
    assert "steadiness" in done.stdout


def test_json_has_the_whole_words(run: Runner, cache: str) -> None:
    """The JSON does not cut what is said, and tells whether all words were found."""
    done = run("search", "photographs xyzzy", "--format", "json", ATTACHGRAPH_CACHE=cache)
    answer = json.loads(done.stdout)
    assert not answer["has_all"]
    assert answer["hits"][0]["words"] == "Films like the pair because silence photographs well."
    assert "some of them" in done.stderr
    assert set(answer["hits"][0]) == {
        *("kind", "id", "title", "words", "names", "context", "status", "score"),
    }


def test_nothing_found_is_a_negative_answer(run: Runner, cache: str) -> None:
    """Exit code 1 and a hint, and nothing on stdout."""
    done = run("search", "xyzzy", ATTACHGRAPH_CACHE=cache)
    assert done.returncode == 1
    assert not done.stdout
    assert "try fewer words" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [((" ",), "no words"), (("a", "--kind", "book"), "there is no kind")],
)
def test_wrong_usage_is_told(
    run: Runner, cache: str, arguments: tuple[str, ...], message: str
) -> None:
    """No words and no such kind are wrong usage with a remedy."""
    done = run("search", *arguments, ATTACHGRAPH_CACHE=cache)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Fix:" in done.stderr


def test_missing_store_is_missing(run: Runner, cache: str) -> None:
    """A store that is not there is not taken for an empty one."""
    done = run("search", "steadin", "--store", "/nowhere/at/all", ATTACHGRAPH_CACHE=cache)
    assert done.returncode == 4


@pytest.mark.parametrize("example", examples_of("search"))
def test_examples_of_the_help_run(run: Runner, example: list[str]) -> None:
    """What the help shows works on the bundled dataset."""
    done = run(*example, ATTACHGRAPH_STORE="")
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_cache_of_everybody_is_a_note_and_no_trouble(run: Runner, tmp_path: Path) -> None:
    """The user is told in one line why nothing is kept, and has the answer."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(0o777)
    settings = {"ATTACHGRAPH_CACHE": str(tmp_path / "cache"), "ATTACHGRAPH_STORE": ""}
    done = run("query", "ASK { ?s ?p ?o }", **settings)
    assert (done.returncode, done.stdout) == (0, "true\n")
    notes = [line for line in done.stderr.splitlines() if line.startswith("note: ")]
    assert len(notes) == 1
    assert notes[0].startswith("note: the cache folder")
