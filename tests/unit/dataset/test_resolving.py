"""Names find their things: slugs, titles, aliases, labels, CURIEs, IRIs, and nothing by accident."""  # noqa: E501 -- one sentence

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from attachgraph.dataset.resolving import resolve
from attachgraph.errors import AttachGraphError, MissingError, UsageError
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, RDF, RDFS


def load() -> Store:
    """Load the synthetic dataset."""
    store = Store()
    path = Path(__file__).resolve().parents[2] / "fixtures/graph.nq"
    store.load(path=str(path), format=RdfFormat.N_QUADS)
    return store


STORE = load()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("avoidant-secure", "pairing/avoidant-secure"),
        ("Avoidant-Secure Relationship", "pairing/avoidant-secure"),
        ("Secure–Avoidant couples", "pairing/avoidant-secure"),
        ("secure avoidant", "pairing/avoidant-secure"),
        ("DA-secure pairing", "pairing/avoidant-secure"),
        ("anxious anxious relationship", "pairing/anxious-anxious"),
        ("harbour and ship", "pairing/avoidant-secure"),
        ("Quiet Mismatch", "pairing/avoidant-secure"),
        ("secure", "style/secure"),
        ("Dismissive-avoidant attachment style", "style/avoidant"),
        ("FA", "style/fearful"),
        ("partner buffering", "concept/partner-buffering"),
        ("pairing:avoidant-secure", "pairing/avoidant-secure"),
        ("pairing/avoidant-secure", "pairing/avoidant-secure"),
        ("alias:harbour-and-ship", "alias/harbour-and-ship"),
        ("question/avoidant-secure/can-the-pairing-last",) * 2,
        (f"<{BASE}source/fir-2015>", "source/fir-2015"),
        (BASE + "source/fir-2015", "source/fir-2015"),
        ("fir-2015", "source/fir-2015"),
        ("Fir 2015", "source/fir-2015"),
        ("Ginkgo et al. 2019", "source/ginkgo-2019"),
        ("two chairs", "work/two-chairs"),
        ("Ask and retreat", "cycle/avoidant-secure/ask-and-retreat"),
        ("  avoidant-secure  ", "pairing/avoidant-secure"),
    ],
)
def test_name_finds_its_thing(name: str, path: str) -> None:
    """Whatever a person would call a thing leads to it, in any order, case and dash."""
    assert resolve(STORE, name) == BASE + path


@pytest.mark.parametrize(
    "name",
    [
        "claim/secure-style-buffers",
        "how secure people fall asleep at night",
        "Anxious-Avoidant Attachment Style",
        "nothing of the kind",
    ],
)
def test_sentence_with_a_style_in_it_is_no_style(name: str) -> None:
    """A name that only contains the name of a style is not taken for it."""
    with pytest.raises(MissingError):
        resolve(STORE, name)


def test_misspelt_name_is_told_the_nearest() -> None:
    """A typing error costs one look at the message."""
    with pytest.raises(MissingError, match="did you mean avoidant-secure"):
        resolve(STORE, "avoidnt-secure")


def test_hopeless_name_leads_to_the_search() -> None:
    """Where no name is near, the message says how to look for words, and guesses nothing."""
    store = Store()
    film = NamedNode(BASE + "work/notting-hill")
    store.add(Quad(film, NamedNode(RDF + "type"), NamedNode(AG + "Work")))
    with pytest.raises(MissingError, match="attachgraph search WORDS"):
        resolve(store, "nothing")


def test_alias_of_two_entries_is_not_decided() -> None:
    """A name that two entries claim is refused, and both are told."""
    store = Store()
    store.extend(STORE)
    alias, other = NamedNode(BASE + "alias/quiet-mismatch"), BASE + "pairing/anxious-anxious"
    graph = NamedNode(GRAPH + "anxious-anxious")
    store.add(Quad(alias, NamedNode(AG + "aliasOf"), NamedNode(other), graph))
    with pytest.raises(UsageError) as caught:
        resolve(store, "quiet mismatch")
    assert "pairing/anxious-anxious, pairing/avoidant-secure" in str(caught.value)


def test_label_of_two_things_is_not_decided() -> None:
    """A label that two things have is refused like an alias of two entries."""
    store = Store()
    for number in (1, 2):
        node = NamedNode(f"{BASE}phase/x/{number}")
        store.add(Quad(node, NamedNode(RDF + "type"), NamedNode(AG + "Phase")))
        store.add(Quad(node, NamedNode(RDFS + "label"), Literal("Slow start", language="en")))
    with pytest.raises(UsageError, match="phase/x/1, phase/x/2"):
        resolve(store, "slow start")


def test_key_of_a_claim_and_a_sentence_are_taken_at_their_word() -> None:
    """A key that begins like a pairing is not a pairing; a full stop may be left out."""
    store = Store()
    type_, pairing = NamedNode(RDF + "type"), NamedNode(f"{BASE}pairing/anxious-avoidant")
    claim, said = (
        NamedNode(f"{BASE}claim/anxious-avoidant-attract"),
        NamedNode(f"{BASE}statement/1"),
    )
    sentence = Literal("They differ.", language="en")
    store.add(Quad(pairing, type_, NamedNode(AG + "Pairing")))
    store.add(Quad(claim, type_, NamedNode(AG + "Claim")))
    store.add(Quad(claim, NamedNode(RDFS + "label"), Literal("They attract.", language="en")))
    store.add(Quad(said, NamedNode(RDF + "object"), sentence))
    assert resolve(store, "anxious-avoidant") == pairing.value
    assert resolve(store, "anxious-avoidant-attract") == claim.value
    assert resolve(store, "they attract") == claim.value
    assert resolve(store, "They differ.") == said.value


@given(st.text())
def test_any_text_is_a_name_or_an_error_with_a_remedy(name: str) -> None:
    """No text that somebody pastes in breaks the look-up."""
    try:
        assert resolve(STORE, name)
    except AttachGraphError as error:
        assert error.fix  # noqa: PT017 -- any error is accepted, if it is of ours


def test_word_of_a_name_leads_to_it() -> None:
    """Who remembers one word of a name is given the names that have it, whole."""
    with pytest.raises(MissingError, match=r"did you mean harbour-and-ship\?"):
        resolve(STORE, "harbour")
