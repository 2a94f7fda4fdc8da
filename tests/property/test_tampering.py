"""One changed byte in a text, a quote, a place, a checksum or a claim is found, and named."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from attachgraph.building import build_in_memory
from attachgraph.rdf.namespaces import AG, PREFIXES, RDF
from attachgraph.validation.agreement import verify_agreement
from attachgraph.validation.quotes import Problem, verify_quotes

OA = PREFIXES["oa"]
#: What a tamperer would change. Titles and origins prove nothing and are not proved.
WATCHED = (
    *(OA + name for name in ("exact", "prefix", "suffix", "start", "end")),
    *(AG + name for name in ("section", "rule", "sha256", "contentSha256", "content", "status")),
    *(RDF + name for name in ("subject", "predicate", "object")),
    *(AG + "quotation", PREFIXES["prov"] + "wasDerivedFrom"),
)


@cache
def built() -> Store:
    """Build one entry and what every store holds."""
    root = Path(__file__).resolve().parent.parent.parent
    return build_in_memory([str(root / "data/entries/avoidant-secure.md")], only=True)


@cache
def watched() -> list[Quad]:
    """List the quads that carry proof, in order."""
    return sorted(
        (
            quad
            for predicate in WATCHED
            for quad in built().quads_for_pattern(None, NamedNode(predicate), None)
            if "graph/ontology" not in str(quad.graph_name)
        ),
        key=str,
    )


def problems(store: Store) -> list[Problem]:
    """Verify everything."""
    return [*verify_quotes(store), *verify_agreement(store)]


def flipped(text: str, place: int, bit: int) -> str:
    """Change one bit of one character, so that it is still a character."""
    place %= len(text)
    other = chr(ord(text[place]) ^ (1 << bit))
    return text[:place] + other + text[place + 1 :]


def test_untouched_store_is_verified() -> None:
    """Nothing is found where nothing was changed."""
    assert problems(built()) == []


@settings(max_examples=60)
@given(data=st.data(), place=st.integers(0, 100_000), bit=st.integers(0, 3))
def test_any_flipped_bit_is_found(data: st.DataObject, place: int, bit: int) -> None:
    """Whatever carries proof: the problem names the changed node, or the text it comes from."""
    predicate = data.draw(st.sampled_from(sorted({quad.predicate.value for quad in watched()})))
    chosen = [quad for quad in watched() if quad.predicate.value == predicate]
    quad = chosen[data.draw(st.integers(0, len(chosen) - 1))]
    value = quad.object
    changed: Literal | NamedNode
    if isinstance(value, Literal):
        if not value.value:
            return
        text = flipped(value.value, place, bit)
        changed = (
            Literal(text, language=value.language)
            if value.language
            else Literal(text, datatype=value.datatype)
        )
    else:
        assert isinstance(value, NamedNode)
        iri = value.value
        changed = NamedNode(iri[:-1] + ("x" if iri[-1] != "x" else "y"))
    store = built()
    store.remove(quad)
    store.add(Quad(quad.subject, quad.predicate, changed, quad.graph_name))
    try:
        found = problems(store)
    finally:
        store.remove(Quad(quad.subject, quad.predicate, changed, quad.graph_name))
        store.add(quad)
    if changed == value:
        return
    assert found, (quad, changed)
    named = str(getattr(quad.subject, "value", ""))
    assert any(named in {one.focus, one.text} for one in found), found[:3]
