"""What a dataset says of its own has names of its own; what all datasets share has one name."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

import attachgraph
from attachgraph.authoring.dataset import begin_dataset
from attachgraph.dataset.about import about_store
from attachgraph.errors import UsageError
from attachgraph.folder import using
from attachgraph.library.importing import import_files
from attachgraph.rdf.bases import own_base, prefixes, use
from attachgraph.rdf.namespaces import BASE, PREFIXES
from attachgraph.validation.agreement import verify_agreement
from attachgraph.validation.quotes import verify_quotes
from tests.unit.library.files import BIB

ONES, OTHERS = "https://example.org/one/", "https://example.org/other/"
CLAIMS = "id,claim,kind,about\nlove-lasts,Love lasts.,change,style:secure\n"
#: What may stand in a literal, and looks like a name.
PAGE = """---
title: Doors and windows
kind: concept
---

They write <https://w3id.org/attachgraph/claim/love-lasts> on each door [@supports:doe-2001].
"""


def _begin(folder: Path) -> Path:
    begin_dataset(folder)
    (folder / "claims.csv").write_text(CLAIMS, encoding="utf-8")
    (folder / "entries" / "doors.md").write_text(PAGE, encoding="utf-8")
    (folder / "a.bib").write_text(BIB, encoding="utf-8")
    import_files([folder / "a.bib"], folder)
    (folder / "a.bib").unlink()
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the datasets and a store of the first are."""
    return tmp_path_factory.mktemp("datasets")


@pytest.fixture(scope="module")
def merged(folder: Path) -> tuple[attachgraph.Graph, attachgraph.Graph]:
    """Build one dataset, and another into which the first is merged; both hold the same files."""
    with using(_begin(folder / "one")):
        one = attachgraph.build(store=folder / "one-store")
        (folder / "one.nq").write_bytes(one.export("nq", texts=True))
    with using(_begin(folder / "other")):
        both = attachgraph.build(folder / "one.nq")
    return one, both


def test_own_things_have_own_names_and_shared_things_have_ours(
    merged: tuple[attachgraph.Graph, attachgraph.Graph],
) -> None:
    """Only concepts, styles, pairings with their roles, vocabulary and common graphs are ours."""
    one, _ = merged
    subjects = {quad.subject.value for quad in one.store}
    own = {iri.removeprefix(ONES).split("/")[0] for iri in subjects if iri.startswith(ONES)}
    ours = {iri.removeprefix(BASE).split("/")[0] for iri in subjects if iri.startswith(BASE)}
    assert {"claim", "source", "person", "statement", "quotation", "text", "cycle"} <= own
    assert not own & ours - {"concept"}
    assert {ONES + "concept/doors-and-windows", BASE + "concept/trust"} <= subjects
    quotes = one.query("SELECT ?q { ?s oa:exact ?q FILTER(CONTAINS(?q, 'love-lasts')) }")
    assert all(BASE + "claim/love-lasts" in str(row.q) for row in quotes)


def test_prefixes_names_and_proofs_are_those_of_the_dataset_that_is_asked(
    merged: tuple[attachgraph.Graph, attachgraph.Graph],
) -> None:
    """Two datasets can be asked in turn; names find the own thing first."""
    one, both = merged
    ask = "SELECT ?l { claim:love-lasts rdfs:label ?l }"
    assert [row.l for row in one.query(ask)] == ["Love lasts."]
    assert own_base() == ONES
    assert [row.l for row in both.query(ask)] == ["Love lasts."]
    assert own_base() == OTHERS
    assert one["claim:love-lasts"].iri == ONES + "claim/love-lasts"
    assert one["my-concept:doors-and-windows"].id == "concept/doors-and-windows"
    assert verify_agreement(one.store) == []


@pytest.mark.parametrize(
    ("name", "path"),
    [("love-lasts", "claim/love-lasts"), ("Doors and windows", "concept/doors-and-windows")],
)
def test_a_name_that_two_datasets_have_is_refused_with_both_addresses(
    merged: tuple[attachgraph.Graph, attachgraph.Graph], name: str, path: str
) -> None:
    """Neither is taken without a word; each address names one of them."""
    one, both = merged
    assert one[name].iri == ONES + path
    with pytest.raises(UsageError) as caught:
        both[name]
    assert f"{OTHERS}{path}, {ONES}{path}" in str(caught.value)
    assert both[ONES + path].iri == ONES + path


@pytest.mark.parametrize("name", ["claim:love-lasts", "claim/love-lasts"])
def test_a_path_of_two_datasets_is_refused_where_none_is_ones_own(
    merged: tuple[attachgraph.Graph, attachgraph.Graph], folder: Path, name: str
) -> None:
    """In its folder it is the own thing; outside, one of two strangers' was taken."""
    _, both = merged
    with using(folder / "other"):
        assert both[name].iri == OTHERS + "claim/love-lasts"
    with pytest.raises(UsageError, match="is a name of several things"):
        both[name]


@pytest.mark.parametrize("name", ["one-store", "one.nq", "one.trig", "one.jsonld"])
def test_a_dataset_outside_any_folder_stays_without_the_bundled_one(
    merged: tuple[attachgraph.Graph, attachgraph.Graph], folder: Path, name: str
) -> None:
    """Whoever merges stores or exports does not publish the bundled sources and results."""
    one, _ = merged
    assert one.report is not None
    assert one.report.tables
    if name.endswith((".trig", ".jsonld")):
        (folder / name).write_bytes(one.export(name.rpartition(".")[2], texts=True))
    alone = attachgraph.build(folder / name)
    assert alone.report is not None
    assert not alone.report.tables
    own = tuple(BASE + kind for kind in ("claim/", "source/", "result/", "statement/", "work/"))
    assert not [quad for quad in alone.store if quad.subject.value.startswith(own)]
    assert set(one.store) <= set(alone.store)
    assert about_store(alone.store).iri == ONES.rstrip("/")


def test_merged_datasets_keep_both_and_count_what_they_share_once(
    merged: tuple[attachgraph.Graph, attachgraph.Graph],
) -> None:
    """Each claim stays its dataset's; a pairing that both describe is one, with two partners."""
    _, both = merged
    claims = both.query("SELECT ?c { ?c a ag:Claim }")
    assert sorted(str(row.c) for row in claims) == [
        f"{base}claim/love-lasts" for base in (ONES, OTHERS)
    ]
    pairings = both.query("SELECT ?p ?r { ?p a ag:Pairing ; ag:hasPartner ?r }")
    assert len({row.r for row in pairings}) == 2
    assert len(both.query("SELECT ?p { ?p a ag:Pairing }")) == 1
    assert verify_agreement(both.store) == []
    assert verify_quotes(both.store) == []


def test_prefixes_of_the_bundled_dataset_are_ours() -> None:
    """Nothing is renamed where no other dataset is in use."""
    use(())
    assert prefixes() is PREFIXES


def test_each_thread_keeps_the_names_of_its_own_dataset() -> None:
    """What another thread opens does not change how this one names things."""
    try:
        use([ONES])
        other = Thread(target=use, args=([OTHERS],))
        other.start()
        other.join()
        assert own_base() == ONES
    finally:
        use([BASE])
