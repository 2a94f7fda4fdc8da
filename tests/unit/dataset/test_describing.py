"""What the store says of an entry, a source, a work: everything, in order, with who says it."""

from __future__ import annotations

import json
import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from attachgraph.dataset.comparison import compare
from attachgraph.dataset.comparison import to_dict as comparison_dict
from attachgraph.dataset.describing import describe
from attachgraph.dataset.description import Description, Item, to_dict
from attachgraph.dataset.lookup import Lookup
from attachgraph.dataset.statements import statements_of_edge
from attachgraph.errors import MissingError, UsageError
from attachgraph.graph import Graph, outlines
from attachgraph.rdf.namespaces import AG, BASE, GRAPH, RDF, RDFS

PAIRING = BASE + "pairing/avoidant-secure"
OTHER = BASE + "pairing/anxious-anxious"


@pytest.fixture(scope="module")
def entry(store: Store) -> Description:
    """Describe its full pairing."""
    return describe(store, PAIRING)


def texts(items: tuple[Item, ...]) -> list[str]:
    """Return the words of items."""
    return [item.text for item in items]


def test_every_statement_about_an_entry_is_shown(store: Store, entry: Description) -> None:
    """No statement whose subject is the entry is lost on the way to the description."""
    about = {
        quad.subject.value.removeprefix(BASE)
        for quad in store.quads_for_pattern(None, NamedNode(RDF + "subject"), NamedNode(PAIRING))
        if isinstance(quad.subject, NamedNode)
    }
    shown = {statement.id for item in entry.walk() for statement in item.statements}
    heading = {"category", "subfield", "title"}
    missing = {
        str(quad.object)
        for statement in about - shown
        for quad in store.quads_for_pattern(
            NamedNode(BASE + statement), NamedNode(RDF + "predicate"), None
        )
    }
    assert {predicate.rstrip(">").split("#")[-1].split("/")[-1] for predicate in missing} <= heading


def test_parts_come_in_the_order_of_reading(entry: Description) -> None:
    """The lead comes before the names, the loop of the conflict before the claims."""
    assert [part.key for part in entry.parts] == [
        *("lead", "names", "partners", "cycles", "outcomes", "phases", "debates", "depictions"),
        *("claims", "questions", "attributes", "in-contrast-to", "mentions", "sources"),
    ]
    assert all(part.items for part in entry.parts)


def test_quotes_are_slices_of_the_text(store: Store, entry: Description) -> None:
    """Every quote that is shown stands at its place in the text that it names."""
    quotes = [q for item in entry.walk() for said in item.statements for q in said.quotations]
    assert len(quotes) > 40
    for quote in quotes:
        text = NamedNode(quote.text)
        (found,) = store.quads_for_pattern(text, NamedNode(AG + "content"), None)
        assert isinstance(found.object, Literal)
        assert found.object.value[quote.start : quote.end] == quote.exact


def test_traits_hang_on_the_role(entry: Description) -> None:
    """Each partner has the traits of that partner, with the style in its details."""
    avoidant, secure = entry.items("partners")
    assert (avoidant.text, secure.text) == ("avoidant partner", "secure partner")
    assert avoidant.details == (("style", "style/avoidant"),)
    assert "self-reliance" in texts(avoidant.items)
    assert "steadiness" in texts(secure.items)
    (trait,) = (item for item in avoidant.items if item.text == "self-reliance")
    assert [said.status for said in trait.statements] == ["supported"]
    assert trait.statements[0].citations[0].words == "supported by"


def test_cycle_is_a_loop_of_moves(entry: Description) -> None:
    """The moves come in order, each with who makes it, and the last is followed by the first."""
    (cycle,) = entry.items("cycles")
    assert ("trigger", "a request for closeness at the end of a long day") in cycle.details
    assert [dict(move.details)["order"] for move in cycle.items] == ["1", "2", "3", "4"]
    assert dict(cycle.items[0].details)["actor"] == "secure partner"
    assert dict(cycle.items[-1].details)["followed by"] == "1"


def test_phases_come_by_their_order(entry: Description) -> None:
    """Phases stand as in the text and not by the alphabet."""
    assert texts(entry.items("phases"))[:3] == ["Attraction", "Dating", "Conflict"]


def test_debate_has_both_positions(entry: Description) -> None:
    """A debate shows each side with its own status and sources."""
    (debate,) = entry.items("debates")
    assert [said.status for side in debate.items for said in side.statements] == [
        "disputed",
        "weak",
    ]


def test_two_texts_that_agree_are_one_item(store: Store) -> None:
    """The same claim with two statuses is one item with two statements."""
    doubled = Store()
    doubled.extend(store)
    facts = Lookup(store)
    one = next(
        said
        for item in describe(store, PAIRING).walk()
        for said in item.statements
        if said.predicate == AG + "claims" and said.status == "supported"
    )
    graph = NamedNode(GRAPH + "another")
    again = NamedNode(BASE + "statement/another")
    for name, value in (
        ("type", NamedNode(AG + "Statement")),
        ("subject", NamedNode(one.subject)),
        ("predicate", NamedNode(one.predicate)),
        ("object", one.object),
    ):
        doubled.add(Quad(again, NamedNode(RDF + name), value, graph))
    doubled.add(Quad(again, NamedNode(AG + "status"), NamedNode(AG + "reported"), graph))
    words = str(getattr(one.object, "value", ""))
    found = [item for item in describe(doubled, PAIRING).walk() if item.text == words]
    assert [sorted(said.status for said in item.statements) for item in found] == [
        ["reported", "supported"]
    ]
    assert facts.label(PAIRING)


def test_source_says_what_it_is_cited_for(store: Store) -> None:
    """A source lists claims by what it does to them, and is not listed for being in a list."""
    source = describe(store, BASE + "source/ivy-juniper-2021")
    (disputed,) = source.items("cited-for")
    assert disputed.text == "Claims disputed by it"
    assert "A secure partner buffers the insecurity of the other." in texts(disputed.items)


def test_unresolved_source_names_its_candidates(store: Store) -> None:
    """Candidates are told and none is chosen."""
    source = describe(store, BASE + "source/birch-undated")
    assert "UnresolvedSource" in source.kinds
    assert [item.id for item in source.items("may-be")] == ["source/alder-birch-2001"]


@pytest.mark.parametrize(
    ("name", "kind", "part"),
    [
        ("style/avoidant", "AttachmentStyle", "pairings"),
        ("concept/partner-buffering", "Concept", "mentioned-by"),
        ("person/birch-b", "Person", "wrote-or-made"),
        ("work/two-chairs", "Work", "said-to-depict"),
        ("alias/anchor-pairing", "Alias", "name-of"),
        ("trait/self-reliance", "Trait", "trait-of"),
    ],
)
def test_other_things_are_described_too(store: Store, name: str, kind: str, part: str) -> None:
    """A style, a concept, a person, a work, an alias and a trait lead on to their neighbours."""
    described = describe(store, BASE + name)
    assert kind in described.kinds
    assert described.items(part)


def test_unknown_thing_is_missing(store: Store) -> None:
    """What the store does not know is an error with a remedy, not an empty page."""
    with pytest.raises(MissingError, match="attachgraph search"):
        describe(store, BASE + "pairing/none")


def test_json_has_every_key_everywhere(entry: Description) -> None:
    """Items of all parts have the same keys, so that nobody has to ask whether one is there."""
    written = json.loads(json.dumps(to_dict(entry)))

    def check(item: dict[str, object]) -> None:
        assert set(item) == {"text", "id", "details", "statements", "items"}
        below = item["items"]
        assert isinstance(below, list)
        for one in below:
            check(one)

    for part in written["parts"]:
        for item in part["items"]:
            check(item)


def test_describing_twice_is_equal(store: Store, entry: Description) -> None:
    """Nothing depends on the order in which a store gives its quads."""
    shuffled = Store()
    shuffled.extend(reversed(list(store)))
    assert describe(shuffled, PAIRING) == entry


def test_evidence_is_grouped_by_claim() -> None:
    """Results stand under their claim with how it stands; those for it first, with every sample."""
    store = Store()
    store.load(EVIDENCE.encode(), format=RdfFormat.TRIG)
    (claim,) = describe(store, BASE + "pairing/anxious-secure").items("results")
    assert claim.text == "Calm spreads."
    assert dict(claim.details) == {"standing": "disputed", "because": "2 samples for, 1 against"}
    first, second = claim.items
    assert [dict(item.details)["stance"] for item in (first, second)] == ["supports", "disputes"]
    assert [value for name, value in first.details if name == "couples"] == ["30", "120"]


EVIDENCE = f"""
@prefix ag: <{AG}> .
@prefix rdfs: <{RDFS}> .
@prefix line: <{BASE}line/> .
@prefix result: <{BASE}result/> .
@prefix stance: <{BASE}codebook/stance/> .
@prefix : <{BASE}sample/> .
GRAPH <{GRAPH}studies> {{
  stance:supports rdfs:label "supports"@en . stance:disputes rdfs:label "disputes"@en .
  <{BASE}pairing/anxious-secure> a ag:Pairing ; rdfs:label "Anxious-Secure Relationship"@en .
  <{BASE}claim/calm> a ag:Claim ; rdfs:label "Calm spreads."@en ; ag:status ag:disputed ;
    ag:about <{BASE}pairing/anxious-secure> ; ag:standingBecause "2 samples for, 1 against"@en .
  line:b a ag:EvidenceLine ; ag:bearsOn <{BASE}claim/calm> ; ag:stance stance:supports ;
    ag:direct true ; ag:fromResult result:b .
  result:b a ag:Result ; ag:summary "Calm was measured in both."@en ; ag:sample :one , :two .
  :one a ag:Sample ; ag:couples 30 . :two a ag:Sample ; ag:couples 120 .
  line:a a ag:EvidenceLine ; ag:bearsOn <{BASE}claim/calm> ; ag:stance stance:disputes ;
    ag:direct true ; ag:fromResult result:a .
  result:a a ag:Result ; ag:summary "Calm was not measured in either."@en .
}}
"""


# ---------------------------------------------------------------- side by side


def test_comparison_tells_what_is_shared(store: Store) -> None:
    """What both entries name is shared, the rest is the one's or the other's, and nothing is lost."""  # noqa: E501 -- one sentence
    found = compare(store, PAIRING, OTHER)
    concepts = next(overlap for overlap in found.overlaps if overlap.key == "concepts")
    mentioned = set(texts(found.entries[0].items("mentions")))
    assert {*concepts.shared, *concepts.first} == mentioned
    assert not {*concepts.shared} & {*concepts.first, *concepts.second}


def test_comparison_counts_statuses(store: Store) -> None:
    """Claims are counted once each, by status, the claims of debates with the others."""
    first, _ = compare(store, PAIRING, OTHER).statuses
    assert list(first.items()) == [
        *(("supported", 4), ("weak", 3), ("reported", 2)),
        *(("inferred", 1), ("disputed", 2), ("unsupported", 2)),
    ]


def test_comparison_turns_round(store: Store) -> None:
    """Which of the two is named first changes the sides and nothing else."""
    there, back = compare(store, PAIRING, OTHER), compare(store, OTHER, PAIRING)
    assert there.entries == back.entries[::-1]
    assert [(a.first, a.second) for a in there.aspects] == [
        (a.second, a.first) for a in back.aspects
    ]
    assert json.dumps(comparison_dict(there))


def test_comparing_a_thing_with_itself_is_a_mistake(store: Store) -> None:
    """Two names of one entry are refused, because the answer would mean nothing."""
    with pytest.raises(UsageError, match="same entry"):
        compare(store, PAIRING, PAIRING)


def test_statements_of_one_edge(store: Store) -> None:
    """An edge finds what asserts it, and an edge that nobody asserts finds nothing."""
    facts = Lookup(store)
    work = BASE + "work/two-chairs"
    (said,) = statements_of_edge(facts, PAIRING, AG + "depictedIn", work)
    assert said.quotations[0].exact.startswith("Two Chairs")
    assert statements_of_edge(facts, PAIRING, AG + "mentions", work) == []


def test_pages_hold_each_item_once(entry: Description) -> None:
    """Pages after each other are the whole, and what only groups items is on each that has some."""
    pages = [entry.page(number, 7) for number in range(1, entry.size // 7 + 2)]
    assert [page.size for page in pages[:-1]] == [7] * (len(pages) - 1)
    assert sum(page.size for page in pages) == entry.size
    ids = [one.id for page in pages for item in page.walk() for one in item.statements]
    assert ids == [one.id for item in entry.walk() for one in item.statements]


def test_an_outline_counts_and_lists_what_is_disputed(store: Store) -> None:
    """What is summed up has the numbers of the whole, and the claims that results speak against."""
    graph = Graph(store)
    assert not outlines.is_large(graph, PAIRING)
    sizes, *rest = outlines.outline_of(graph, PAIRING).parts
    about = list(store.quads_for_pattern(None, NamedNode(RDF + "subject"), NamedNode(PAIRING)))
    about += store.quads_for_pattern(None, NamedNode(RDF + "object"), NamedNode(PAIRING))
    names = {q.subject for q in store.quads_for_pattern(None, None, NamedNode(AG + "aliasOf"))}
    said = {q.subject for q in about if q.predicate.value == RDF + "subject" or q.subject in names}
    counts = [
        int(number.replace(",", ""))
        for text in texts(sizes.items)
        for number in re.findall(r"([\d,]+) [a-z]", text)
    ]
    assert sum(counts) == len(said)
    assert any(text.startswith("Other names: ") for text in texts(sizes.items))
    assert [part.key for part in rest] == ["disagreements"]
