"""The concept scheme is sound SKOS, and no label means two things."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache

import pyoxigraph
import pytest

from attachgraph.rdf.namespaces import AG, BASE
from attachgraph.reading.lexicon import fold, slug
from attachgraph.reading.styles import named_abroad
from tests.contract.ontology_files import ROOT, Description, describe, english, iri, values

SCHEME = BASE + "concepts"
STYLES = {"secure", "anxious", "avoidant", "fearful"}
LABELS = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
#: What titles and infobox rows call the styles.
STYLE_WORDS = {
    "secure": {"secure", "securely attached", "SA"},
    "anxious": {"anxious", "preoccupied", "anxious preoccupied", "anxious ambivalent", "AA", "AP"},
    "avoidant": {"avoidant", "dismissive", "dismissing", "dismissive avoidant", "DA"},
    "fearful": {"fearful", "fearful avoidant", "FA"},
}
#: Words that prose uses for many things: they may be looked up, but are not looked for.
TOO_GENERIC = {
    "anxious", "avoidant", "secure", "fearful", "attachment", "anxiety", "avoidance", "close",
    "closeness", "depend", "consistency", "independence", "demand", "pursuit", "protest", "repair",
    "support", "trust", "commitment", "stability", "love", "fear", "stress", "emotion", "partner",
    "boundaries", "behaviour", "trait", "phase", "outcome", "age", "deactivation",
}  # fmt: skip
#: Concepts that readers take for one another: each says in a note what it is not.
CONFUSED = {
    "style/secure", "style/anxious", "style/avoidant", "style/fearful",
    "concept/avoidant-attachment-three-category", "concept/adult-disorganization",
    "concept/infant-disorganization", "concept/infant-avoidant-attachment",
    "concept/attachment-state-of-mind", "concept/adult-attachment-interview",
    "concept/earned-security", "concept/co-regulation", "concept/stress-buffering",
    "concept/partner-buffering", "concept/secure-partner-buffering",
    "concept/anxious-avoidant-trap", "concept/attachment-anxiety", "concept/attachment-avoidance",
    "concept/polyvagal-theory", "concept/dorsal-vagal-shutdown",
}  # fmt: skip


@cache
def concepts() -> dict[str, Description]:
    """Return the concepts by their path below the base of the dataset."""
    return {
        subject.removeprefix(BASE): properties
        for subject, properties in describe("concepts.ttl").items()
        if subject != SCHEME
    }


def linked(path: str, curie: str) -> set[str]:
    """Return the concepts that a property leads to."""
    return {value.removeprefix(BASE) for value in values(concepts()[path], curie)}


def ancestors(path: str) -> set[str]:
    """Return everything broader than a concept; a cycle would contain the concept itself."""
    found: set[str] = set()
    waiting = linked(path, "skos:broader")
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting |= linked(at, "skos:broader")
    return found


def words(label: str) -> str:
    """Reduce a label to what is compared when a text is searched: no case, marks or brackets."""
    return fold(re.sub(r"\s*\([^)]*\)", "", label))


def test_scheme_is_described() -> None:
    """The scheme says whose it is, under which licence, and that it is not for diagnosis."""
    scheme = describe("concepts.ttl")[SCHEME]
    assert english(scheme, "dcterms:title")
    assert values(scheme, "dcterms:license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert "not a diagnostic instrument" in english(scheme, "ag:notice")[0]
    assert set(values(scheme, "skos:hasTopConcept")) == {
        BASE + path for path in concepts() if values(concepts()[path], "skos:topConceptOf")
    }


def test_concept_is_complete() -> None:
    """A concept has its types, one preferred label, a definition and a place in the scheme."""
    for path in sorted(concepts()):
        concept = concepts()[path]
        class_ = "AttachmentStyle" if path.startswith("style/") else "Concept"
        assert set(values(concept, "rdf:type")) == {AG + class_, iri("skos:Concept")}, path
        assert len(english(concept, "skos:prefLabel")) == 1, path
        assert english(concept, "rdfs:label") == english(concept, "skos:prefLabel"), path
        assert len(english(concept, "skos:definition")) == 1, path
        assert values(concept, "skos:inScheme") == [SCHEME], path
        kind, key = path.split("/")
        assert kind in {"style", "concept"}, path
        assert key == slug(key), path


def test_definition_has_a_source_or_says_that_none_was_checked() -> None:
    """Who reads a definition learns which source was checked for it, or that none was."""
    for path in sorted(concepts()):
        concept = concepts()[path]
        sources = values(concept, "dcterms:source")
        assert sources or english(concept, "skos:editorialNote"), path
        assert all(source.startswith(BASE + "source/") for source in sources), path


def test_sources_are_in_the_authority_list() -> None:
    """Every source that the scheme names is one that ships."""
    listed = json.loads((ROOT / "data/library.json").read_text(encoding="utf-8"))
    keys = {BASE + "source/" + source["id"] for source in listed}
    named = {
        value
        for concept in concepts().values()
        for found in concept.values()
        for value in (node.value for node in found if isinstance(node, pyoxigraph.NamedNode))
        if value.startswith(BASE + "source/")
    }
    assert named
    assert named - keys == set()


def test_no_label_belongs_to_two_concepts() -> None:
    """A label names one thing, whatever the case, the hyphens and the brackets."""
    owners: dict[str, set[str]] = defaultdict(set)
    for path, concept in concepts().items():
        for curie in LABELS:
            for label in values(concept, curie):
                owners[words(label)].add(path)
    assert {label: paths for label, paths in owners.items() if len(paths) > 1} == {}


def test_labels_of_one_concept_are_disjoint() -> None:
    """No label is given twice (SKOS Reference, S13), and each has a language."""
    for path, concept in concepts().items():
        labels = [node for curie in LABELS for node in concept.get(iri(curie), [])]
        assert len(labels) == len(set(labels)), path
        assert all(isinstance(label, pyoxigraph.Literal) and label.language for label in labels)


def test_labels_looked_for_in_prose_are_specific() -> None:
    """Single words of many meanings are hidden labels, so that they never become mentions."""
    looked_for = {
        words(label)
        for concept in concepts().values()
        for curie in ("skos:prefLabel", "skos:altLabel")
        for label in values(concept, curie)
    }
    assert looked_for & TOO_GENERIC == set()


def test_hierarchy_has_no_cycle_and_one_root_for_everybody() -> None:
    """Every concept that is not a top concept has a broader one, and comes to a top concept."""
    for path, concept in concepts().items():
        is_top = bool(values(concept, "skos:topConceptOf"))
        above = ancestors(path)
        assert path not in above, path
        assert is_top != bool(above), path
        assert is_top or any(values(concepts()[at], "skos:topConceptOf") for at in above), path


def test_links_lead_both_ways() -> None:
    """Whoever follows a link finds the way back, in a store that infers nothing."""
    for path in concepts():
        assert all(path in linked(other, "skos:narrower") for other in linked(path, "skos:broader"))
        assert all(path in linked(other, "skos:broader") for other in linked(path, "skos:narrower"))
        assert all(path in linked(other, "skos:related") for other in linked(path, "skos:related"))


def test_related_concepts_are_not_broader() -> None:
    """Related and broader exclude each other (SKOS Reference, S27)."""
    for path in concepts():
        assert linked(path, "skos:related") & (ancestors(path) | {path}) == set(), path


@pytest.mark.parametrize("style", sorted(STYLES))
def test_style_is_found_by_every_word_that_titles_use(style: str) -> None:
    """Adjectives, combinations and abbreviations of a style are hidden labels of it."""
    hidden = set(values(concepts()[f"style/{style}"], "skos:hiddenLabel"))
    assert STYLE_WORDS[style] <= hidden


def test_styles_are_the_four() -> None:
    """There are four styles and no fifth."""
    assert {path for path in concepts() if path.startswith("style/")} == {
        f"style/{style}" for style in STYLES
    }


def test_styles_have_a_name_in_each_language_that_is_read() -> None:
    """None is read as another style; “ängstlich-vermeidend” alone may mean a couple, too."""
    for style in STYLES:
        found = concepts()[f"style/{style}"][iri("skos:altLabel")]
        literals = [label for label in found if isinstance(label, pyoxigraph.Literal)]
        labels = [label for label in literals if label.language != "en"]
        assert {label.language for label in labels} == {"de", "es", "fr"}
        assert {named_abroad(label.value) for label in labels} <= {f"style/{style}", ""}


@pytest.mark.parametrize("word", ["disorganized", "anxious avoidant", "disorganized attachment"])
def test_ambiguous_word_labels_nothing(word: str) -> None:
    """Words that mean an infant category, one adult or a couple are the label of none of them."""
    labelled = [
        path
        for path, concept in concepts().items()
        if any(words(label) == word for curie in LABELS for label in values(concept, curie))
    ]
    assert labelled == []


def test_confused_concept_says_what_it_is_not() -> None:
    """A concept that is often taken for another carries a scope note."""
    for path in sorted(CONFUSED):
        assert english(concepts()[path], "skos:scopeNote"), path


def test_adults_and_infants_are_kept_apart() -> None:
    """No adult style or dimension lies below infant attachment, and the other way round."""
    infant = "concept/infant-attachment"
    below = {path for path in concepts() if infant in ancestors(path)}
    assert "concept/infant-disorganization" in below
    assert "concept/adult-disorganization" not in below
    assert {path for path in below if path.startswith("style/")} == set()
    assert "concept/attachment-style" not in ancestors("concept/infant-disorganization")
    assert "concept/infant-disorganization" in linked(
        "concept/adult-disorganization", "skos:related"
    )


def test_interview_and_questionnaire_are_kept_apart() -> None:
    """Earned security is a state of mind told in an interview, not a self-report style."""
    assert "concept/attachment-style" not in ancestors("concept/earned-security")
    assert "concept/attachment-state-of-mind" in ancestors("concept/earned-security")
