"""Random evidence: the standing is that of the table, whatever the order and number of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random
from typing import Final

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st

from attachgraph.evidence.model import Claim, Evidence, EvidenceLine, Result, Sample, Study
from attachgraph.evidence.shipped import shipped_evidence, shipped_standings
from attachgraph.evidence.standing import standing_of, standings
from attachgraph.rdf.evidence import iter_evidence_quads
from attachgraph.rdf.namespaces import GRAPH
from attachgraph.resources import resource

STANCES: Final = ("supports", "disputes", "qualifies", "finds-nothing")
DESIGNS: Final = ("cross-sectional", "longitudinal", "meta-analysis", "theory", "")
CLAIM: Final = Claim("c", "It is so.", "association")
NAMES: Final = tuple("abcdef")


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """Draw samples, some of which share people or are pooled, and lines on one claim."""
    samples = {}
    for number, name in enumerate(NAMES):
        earlier = st.lists(st.sampled_from(NAMES[:number] or ("a",)), max_size=1)
        part_of = tuple(other for other in draw(earlier) if other != name)
        pooled_in = tuple(other for other in draw(earlier) if other != name)
        pooled = draw(st.sampled_from([None, None, 3]))
        samples[name] = Sample(
            name, draw(st.sampled_from([None, 40])), None, pooled, part_of, pooled_in
        )
    studies, results, lines = {}, {}, []
    for number in range(draw(st.integers(0, 8))):
        design = draw(st.sampled_from(DESIGNS))
        used = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
        name = f"r{number}"
        studies[name] = Study(name, (name,), (design,) if design else (), tuple(used))
        results[name] = Result(name, name, "found")
        indirect = ("other-outcome",) if draw(st.booleans()) else ()
        lines.append(EvidenceLine(name, "c", draw(st.sampled_from(STANCES)), indirect))
    return Evidence(studies, samples, results, tuple(lines), {"c": CLAIM})


def by_table(n: Counter[str], *, direct: bool) -> str:
    """Write the table of the manual down a second time, as a person reads it."""
    if not n.total():
        return "reported"
    if n["against"]:
        alone = "contradicted" if direct else "unsupported"
        return "disputed" if n["for"] + n["qualifying"] else alone
    if n["nothing"] == n.total():
        return "unsupported"
    if n["qualifying"] + n["nothing"] >= n["for"]:
        return "qualified"
    held = "supported" if n["for"] > 1 else "weak"
    return held if direct else "inferred"


def people_of(known: Evidence, start: str) -> frozenset[str]:
    """Follow shared people in both directions until nobody new is met."""
    met = {start}
    while True:
        more = {
            name
            for name, sample in known.samples.items()
            if (met & set(sample.part_of)) or any(name in known.samples[m].part_of for m in met)
        }
        if more <= met:
            return frozenset(met)
        met |= more


def pools_of(known: Evidence, group: frozenset[str]) -> set[str]:
    """Name every pool that holds a member, through others as well."""
    met: set[str] = set()
    todo = set(group)
    while todo:
        todo = {pool for name in todo for pool in known.samples[name].pooled_in} - met
        met |= todo
    return met


def expected(known: Evidence) -> str:
    """Count by hand: groups of people, their lines, their side, and the table."""
    bearing: dict[str, list[EvidenceLine]] = {}
    for line in known.lines:
        study = known.studies[known.results[line.result].study]
        if study.design != ("theory",):
            for name in study.samples:
                bearing.setdefault(name, []).append(line)
    sides: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for group in {people_of(known, name) for name in bearing}:
        lines = [line for name in group for line in bearing.get(name, [])]
        direct = [line for line in lines if not line.indirect]
        holders = [bearing[pool] for pool in pools_of(known, group) - group if pool in bearing]
        if any(not direct or any(not line.indirect for line in held) for held in holders):
            continue
        said = {line.stance for line in direct or lines}
        words = dict(zip(STANCES, ("for", "against", "qualifying", "nothing"), strict=True))
        side = words[said.pop()] if len(said) == 1 else "qualifying"
        pooled = [known.samples[name].pooled or 1 for name in group]
        designs = {known.studies[line.result].design for line in direct or lines}
        sides[bool(direct)][side] += max([*pooled, 2 if ("meta-analysis",) in designs else 1])
    return by_table(sides[True] or sides[False], direct=bool(sides[True]))


@given(evidence())
def test_standing_is_that_of_the_table(known: Evidence) -> None:
    """No claim has a standing that its lines do not give."""
    assert standing_of(known, CLAIM).status == expected(known)


@cache
def codebook_quads() -> bytes:
    """Write the codebook down, which says what is a synthesis and what measured nobody."""
    graph = pyoxigraph.NamedNode(GRAPH + "ontology")
    triples = pyoxigraph.parse(path=resource("ontology", "codebook.ttl"))
    quads = (pyoxigraph.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    return pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""


def by_query(known: Evidence) -> dict[str, str]:
    """Compute standings with the query that ships with the ontology."""
    store = pyoxigraph.Store()
    store.load(codebook_quads(), format=pyoxigraph.RdfFormat.N_QUADS)
    quads = "".join(iter_evidence_quads(known, standings(known), {})).encode()
    store.load(quads, format=pyoxigraph.RdfFormat.N_QUADS)
    rule = resource("ontology", "rules", "standing.rq").read_text(encoding="utf-8")
    found = store.query(rule, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QueryTriples)
    names = ((str(t.subject), str(t.object)) for t in found)
    return {claim[1:-1].rsplit("/")[-1]: status[1:-1].rsplit("#")[-1] for claim, status in names}


@settings(max_examples=25)
@given(evidence(), st.sampled_from(["association", "historical"]))
def test_query_gives_the_standing_of_the_program(known: Evidence, kind: str) -> None:
    """The rule as a query is the rule, for claims of samples and for those of publications."""
    judged = replace(known, claims={"c": replace(CLAIM, kind=kind)})
    assert by_query(judged) == {name: found.status for name, found in standings(judged).items()}


def test_query_gives_the_standing_of_every_shipped_claim() -> None:
    """On the bundled data, the query and the program agree."""
    shipped = {name: found.status for name, found in shipped_standings().items()}
    assert by_query(shipped_evidence()) == shipped


@given(evidence(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(known: Evidence, chance: Random) -> None:
    """Rows may be sorted in the spreadsheet."""
    lines = list(known.lines)
    chance.shuffle(lines)
    before, after = (
        standing_of(known, CLAIM),
        standing_of(replace(known, lines=tuple(lines)), CLAIM),
    )
    assert (before.status, before.because, before.certainty) == (
        after.status,
        after.because,
        after.certainty,
    )


@given(evidence(), st.integers(0, 7))
def test_one_more_row_of_the_same_sample_changes_nothing(known: Evidence, which: int) -> None:
    """A result split in two rows is not a second sample."""
    if not known.lines:
        return
    line = known.lines[which % len(known.lines)]
    twin = replace(known.results[line.result], id="twin")
    more = replace(
        known,
        results={**known.results, "twin": twin},
        lines=(*known.lines, replace(line, result="twin")),
    )
    before, after = standing_of(known, CLAIM), standing_of(more, CLAIM)
    assert (before.status, before.counts) == (after.status, after.counts)


@given(evidence())
def test_sample_on_which_nothing_was_found_out_changes_nothing(known: Evidence) -> None:
    """A sample without a line on the claim, and a text that measured nobody, add nothing."""
    samples: dict[str, Sample] = {**known.samples, "new": Sample("new", couples=500)}
    study = Study("new", ("new",), ("theory",))
    more = replace(
        known,
        samples=samples,
        studies={**known.studies, "new": study},
        results={**known.results, "new": Result("new", "new", "argued")},
        lines=(*known.lines, EvidenceLine("new", "c", "supports")),
    )
    before, after = standing_of(known, CLAIM), standing_of(more, CLAIM)
    assert (before.status, before.counts, before.certainty) == (
        after.status,
        after.counts,
        after.certainty,
    )


def sizes(standing: Sequence[int]) -> int:
    """Add up what was counted."""
    return sum(standing)


@given(evidence())
def test_each_independent_group_is_counted_once(known: Evidence) -> None:
    """No sample stands on two sides."""
    found = standing_of(known, CLAIM)
    members = [name for unit in found.units for name in unit.members]
    assert len(members) == len(set(members))
    decisive = [unit for unit in found.units if unit.direct is found.direct]
    assert sizes(found.counts) == sum(unit.weight for unit in decisive)
