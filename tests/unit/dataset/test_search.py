"""The index of words: what it finds, in which order, and that it is published whole or not at all."""  # noqa: E501 -- one sentence

from __future__ import annotations

import os
import resource
import sqlite3
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from attachgraph.dataset.search.index import Hit, SearchIndex, excerpt, open_index
from attachgraph.dataset.search.indexing import SHARDS, build_index, index_key, write_rows
from attachgraph.dataset.search.rows import KINDS, IndexRow
from attachgraph.errors import InputError, UsageError
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, RDF, RDFS
from attachgraph.store.publishing import publish

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures/graph.nq"


def load() -> Store:
    """Load the synthetic dataset."""
    store = Store()
    store.load(path=str(FIXTURE), format=RdfFormat.N_QUADS)
    return store


INDEX = SearchIndex(build_index(load(), None))


def ids(words: str, kind: str | None = None) -> list[str]:
    """Return what is found, by kind and id."""
    return [f"{hit.kind} {hit.id}" for hit in INDEX.search(words, kind=kind).hits]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("avoidant secure", "pairing pairing/avoidant-secure"),
        ("SECURE Avoidant", "pairing pairing/avoidant-secure"),
        ("harbour ship", "pairing pairing/avoidant-secure"),
        ("light keep", "work work/the-lighthouse-keepers"),
        ("buffering", "concept concept/partner-buffering"),
        ("ginkgo", "source source/ginkgo-2019"),
        ("photographs", "claim pairing/avoidant-secure"),
        ("Can the pairing last", "question question/avoidant-secure/can-the-pairing-last"),
    ],
)
def test_first_hit_is_the_one_that_is_meant(words: str, first: str) -> None:
    """Names, other names, claims and questions are found by whole words and by beginnings."""
    assert ids(words)[0] == first


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("harbuor", "harbour"),
        ("avoidnt secure", "avoidant secure"),
        ("photografs", "photographs"),
        ("xylophone", ""),
        ("harbour", ""),
    ],
)
def test_misspelt_word_is_taken_for_the_one_most_like_it(words: str, meant: str) -> None:
    """A word that nothing has is replaced, if one is much like it; and the hits say by which."""
    found = INDEX.search(words)
    assert found.meant == meant
    assert bool(found.hits) == (words != "xylophone")


def test_accents_do_not_matter() -> None:
    """A name with accents is found without them, and one without is found with them."""
    connection = sqlite3.connect(":memory:")
    write_rows(connection, [row("Ione Bretaña"), row("Muller")])
    index = SearchIndex(connection)
    assert [hit.title for hit in index.search("bretana").hits] == ["Ione Bretaña"]
    assert [hit.title for hit in index.search("Müller").hits] == ["Muller"]


def row(label: str, kind: str = "person", words: str = "", node: str = "") -> IndexRow:
    """Return a row with a name."""
    node = node or f"{kind}/{label}"
    return IndexRow(kind, node, label, "", label if kind != "claim" else "", "", words, "")


def test_kind_narrows_the_search() -> None:
    """With a kind, only things of this kind are found, and all of them still."""
    assert {hit.split()[0] for hit in ids("secure", kind="claim")} == {"claim"}
    assert {hit.split()[0] for hit in ids("secure")} > {"claim", "pairing"}


def test_claim_brings_its_status() -> None:
    """A claim that is found says how it stands, and what it is about."""
    (hit,) = INDEX.search("photographs").hits
    assert hit == Hit(
        kind="claim",
        id="pairing/avoidant-secure",
        title="Avoidant-Secure Relationship",
        status="reported",
        names="",
        words="Films like the pair because silence photographs well.",
        context="Avoidant-Secure Relationship",
        score=hit.score,
    )
    assert hit.score > 0


def test_claim_of_the_tables_brings_its_status() -> None:
    """A claim that studies are weighed for is a thing of its own, and says how it stands."""
    store, claim = load(), NamedNode(f"{BASE}claim/gulls-return")
    for name, value in (
        (f"{RDF}type", NamedNode(f"{AG}Claim")),
        (f"{RDFS}label", Literal("Gulls return to their nests.")),
        (f"{AG}status", NamedNode(f"{AG}disputed")),
    ):
        store.add(Quad(claim, NamedNode(name), value, NamedNode(f"{GRAPH}evidence")))
    (hit,) = SearchIndex(build_index(store, None)).search("gulls").hits
    assert (hit.id, hit.status) == ("claim/gulls-return", "disputed")


def test_standing_among_the_words_brings_what_stands_so_first() -> None:
    """Disputed sentences come before those that speak of a dispute; without any, the subject counts."""  # noqa: E501
    connection = sqlite3.connect(":memory:")
    said = [
        ("Gulls: whether gulls return is disputed.", "reported"),
        ("Gulls return to their nests.", "disputed"),
        ("Alder disputes that gulls return.", "reported"),
        ("Terns and other birds.", "disputed"),
    ]
    rows = [IndexRow("claim", "entry/x", "X", status, "", "", text, "") for text, status in said]
    write_rows(connection, rows)
    index = SearchIndex(connection)
    found = [hit.words for hit in index.search("gulls Disputed").hits]
    assert found[0] == "Gulls return to their nests."
    assert set(found) == {text for text, _ in said[:3]}
    assert index.search("gulls inferred alder").hits[0].words == said[2][0]


def test_source_of_a_claim_finds_the_claim() -> None:
    """Whoever looks for an author finds what the author is cited for."""
    assert "claim pairing/avoidant-secure" in ids("alder requests")


def test_some_words_are_better_than_nothing() -> None:
    """If no thing has all words, those with some of them are found, and it is said."""
    found = INDEX.search("xyzzy photographs")
    assert not found.has_all
    assert found.hits[0].words.startswith("Films like the pair")
    assert INDEX.search("xyzzy").hits == []


@pytest.mark.parametrize("words", ["", "  ", '"', "(*)", "^ - : +"])
def test_search_for_nothing_is_refused(words: str) -> None:
    """Signs without a word are a mistake with a remedy, not an empty answer."""
    with pytest.raises(UsageError, match="no words"):
        INDEX.search(words)


def test_unknown_kind_is_refused() -> None:
    """A misspelt kind is told the kinds that there are."""
    with pytest.raises(UsageError, match="pairing, style"):
        INDEX.search("secure", kind="pairings")


@given(st.text(alphabet=string.printable + "äßé²\u0301\u200b日\"'*^(){}:-", min_size=1))
def test_no_text_is_read_as_syntax(words: str) -> None:
    """Quotes, stars, brackets and operators are words or nothing, and never break a query."""
    try:
        INDEX.search(words)
    except UsageError as error:
        assert "no words" in error.problem  # noqa: PT017 -- any error is accepted, if it is of ours


@pytest.mark.parametrize(
    "operator", ["secure NOT partner", "secure NEAR(partner)", "label : steadiness"]
)
def test_operators_are_words(operator: str) -> None:
    """The operators of SQLite are looked for as words, and found nowhere."""
    assert not INDEX.search(operator).has_all


def test_what_is_called_just_so_comes_first() -> None:
    """The thing with exactly this name comes before things that have more names with the word."""
    connection = sqlite3.connect(":memory:")
    write_rows(connection, [row("trust trust trust", "concept"), row("trust", "concept")])
    assert [hit.title for hit in SearchIndex(connection).search("trust").hits] == [
        "trust",
        "trust trust trust",
    ]


def many(count: int) -> Iterator[IndexRow]:
    """Yield more claims than the first two shards take, one rare word at the very end."""
    for number in range(count):
        yield row("", "claim", f"both partners wait {number}", f"pairing/{number}")
    yield row("", "claim", "both partners photograph", "pairing/last")


def test_large_index_answers_from_every_shard() -> None:
    """A frequent word is answered by the first shard, a rare one is still found in the last."""
    connection = sqlite3.connect(":memory:")
    first, second, _ = SHARDS
    assert first is not None
    assert second is not None
    write_rows(connection, many(second + 10))
    spans = connection.execute("SELECT shard, first, last FROM span ORDER BY shard").fetchall()
    assert [shard for shard, *_ in spans] == [0, 1, 2]
    index = SearchIndex(connection)
    frequent = index.search("partners", limit=50)
    assert len(frequent.hits) == 50
    assert all(int(hit.id.removeprefix("pairing/")) < first for hit in frequent.hits)
    assert [hit.id for hit in index.search("partners photo").hits] == ["pairing/last"]


def test_limit_is_kept() -> None:
    """No more hits come than were asked for, and they are the best of the longer list."""
    longer = INDEX.search("secure partner", limit=10).hits
    assert INDEX.search("secure partner", limit=3).hits == longer[:3]


def test_every_kind_of_the_dataset_is_indexed() -> None:
    """Each thing with a class that can be found is found by its own name."""
    store = load()
    for kind in ("pairing", "concept", "work", "source", "trait", "outcome"):
        assert kind in KINDS
        labels = (
            str(quad.object.value)
            for quad in store.quads_for_pattern(None, NamedNode(RDFS + "label"), None)
            if isinstance(quad.subject, NamedNode)
            and quad.subject.value.startswith(f"{BASE}{kind}/")
            and isinstance(quad.object, Literal)
        )
        for label in labels:
            assert any(hit.title == label for hit in INDEX.search(label, kind=kind).hits), label


# ---------------------------------------------------------------- the file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Publish the dataset as a store on disk."""
    path = tmp_path / "store"
    publish(path, lambda store: store.bulk_load(path=str(FIXTURE)))
    return path


def test_index_is_a_file_that_can_be_opened_again(tmp_path: Path) -> None:
    """What was built once answers in the next process, and may only be read."""
    path = tmp_path / "deep" / "index.sqlite"
    build_index(load(), path).close()
    index = open_index(path)
    assert index is not None
    assert index.search("avoidant secure").hits == INDEX.search("avoidant secure").hits
    assert [file.name for file in path.parent.iterdir()] == ["index.sqlite"]


def test_two_builds_find_the_same() -> None:
    """The order in which a store gives its quads changes no hit and no order of hits."""
    shuffled = Store()
    shuffled.extend(reversed(list(load())))
    again = SearchIndex(build_index(shuffled, None))
    for words in ("secure", "partner", "a", "avoidant secure"):
        assert again.search(words) == INDEX.search(words)


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 200])
def test_damaged_file_is_no_index(tmp_path: Path, content: bytes) -> None:
    """A file that is not an index, or half of one, is to be built again."""
    path = tmp_path / "index.sqlite"
    path.write_bytes(content)
    assert open_index(path) is None
    assert open_index(tmp_path / "none.sqlite") is None


def test_file_of_another_version_is_no_index(tmp_path: Path) -> None:
    """An index whose tables mean something else is to be built again."""
    path = tmp_path / "index.sqlite"
    build_index(load(), path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    assert open_index(path) is None


def test_failed_build_leaves_nothing(tmp_path: Path) -> None:
    """A build on a disk that is full leaves the old index as it was, and no half of a new one."""
    path = tmp_path / "index.sqlite"
    path.write_bytes(b"old")

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(sqlite3.Error):
            build_index(load(), path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["index.sqlite"]  # noqa: PTH208 -- as the code under test does


def test_key_follows_the_store(folder: Path) -> None:
    """The name of an index stays while a store is read, and changes when it is published anew."""
    key = index_key(folder)
    assert len(key) == 24
    store = Store.read_only(str(folder))
    assert len(store) > 0
    assert index_key(folder) == key

    def fill(target: Store) -> None:
        target.bulk_load(path=str(FIXTURE))
        graph = NamedNode(GRAPH + "more")
        node = NamedNode(BASE + "trait/more")
        target.add(Quad(node, NamedNode(RDFS + "label"), Literal("more", language="en"), graph))

    publish(folder, fill)
    assert index_key(folder) != key
    assert not index_key(folder.parent / "none")


def test_old_indexes_go(tmp_path: Path) -> None:
    """Indexes of stores that were built anew do not fill the disk."""
    for number in range(12):
        path = tmp_path / f"{number:024x}.sqlite"
        build_index(Store(), path).close()
        os.utime(path, (number, number))
    left = sorted(int(path.stem, 16) for path in tmp_path.iterdir())
    assert left == [4, 5, 6, 7, 8, 9, 10, 11]


def test_index_that_was_cut_short_is_no_index(tmp_path: Path) -> None:
    """A file that a full disk has cut is built again, and not searched."""
    path = tmp_path / f"{1:024x}.sqlite"
    build_index(load(), path).close()
    assert open_index(path)
    os.truncate(path, path.stat().st_size - 4096)
    assert open_index(path) is None


def test_damaged_index_is_told_and_removed(tmp_path: Path) -> None:
    """A flipped page is an error with what to do, and the next search builds the index anew."""
    path = tmp_path / f"{1:024x}.sqlite"
    build_index(load(), path).close()
    index = open_index(path)
    assert index
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(InputError, match="the index of words is damaged"):
        index.search("secure")
    assert not path.exists()


def test_excerpt_shows_the_word() -> None:
    """A long text is cut around the first word that was looked for, a short one not at all."""
    text = "Long before this, nobody asked. " * 20 + "Then a Café opened. " + "Nothing else. " * 20
    shown = excerpt(text, "cafe", 60)
    assert "Café" in shown
    assert len(shown) < 100
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert excerpt("short", "cafe", 60) == "short"
