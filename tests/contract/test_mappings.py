"""The mappings are valid SSSOM, and lead from concepts that exist."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from attachgraph.rdf.namespaces import PREFIXES
from attachgraph.rdf.shipped import iter_mapping_quads
from tests.contract.ontology_files import ONTOLOGY, describe, english

FILES = sorted((ONTOLOGY / "mappings").glob("*.tsv"))
COLUMNS = [
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label",
    "mapping_justification", "comment",
]  # fmt: skip
PREDICATES = {"skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:relatedMatch"}
#: How an identifier of each vocabulary is formed.
FORMS = {
    "mesh": re.compile(r"D\d{6}(\d{3})?"),
    "wd": re.compile(r"Q[1-9]\d*"),
    "MF": re.compile(r"\d{7}"),
    "MFOEM": re.compile(r"\d{6}"),
    "BCIO": re.compile(r"\d{6}"),
}
#: Near in words, not in meaning: expressed emotion, avoidance learning, separation anxiety; and two
#: identifiers for which only one doubtful source was found.
NOT_MAPPED = {"D019260", "D001362", "D001010", "D000080103", "D000066511"}


@cache
def read(path: Path) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Return metadata and rows of an SSSOM table."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = [line.removeprefix("#") for line in lines if line.startswith("#")]
    table = csv.DictReader(lines[len(header) :], delimiter="\t", quoting=csv.QUOTE_NONE)
    rows = list(table)
    assert table.fieldnames == COLUMNS
    return yaml.safe_load("\n".join(header)), rows


def test_there_is_a_table_for_each_vocabulary() -> None:
    """Every outside vocabulary has a table of its own."""
    names = {path.name.removesuffix(".sssom.tsv") for path in FILES}
    assert names == {"mesh", "wikidata", "mf", "mfoem", "bcio"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_header_is_complete(path: Path) -> None:
    """A table says what it is, its licence, and how its prefixes are expanded."""
    metadata, rows = read(path)
    assert rows
    assert metadata["mapping_set_id"] == f"https://w3id.org/attachgraph/mappings/{path.name}"
    assert metadata["license"].startswith("https://creativecommons.org/")
    assert metadata["mapping_set_version"] == "0.1.0"
    assert metadata["curie_map"]["concept"] == PREFIXES["concept"]
    assert metadata["curie_map"]["skos"] == PREFIXES["skos"]
    used = {row[key].split(":")[0] for row in rows for key in COLUMNS if key.endswith("_id")}
    used |= {row["mapping_justification"].split(":")[0] for row in rows}
    assert used == set(metadata["curie_map"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_subjects_are_concepts_of_the_scheme(path: Path) -> None:
    """The subject of a mapping exists, and is called as the scheme calls it."""
    scheme = describe("concepts.ttl")
    for row in read(path)[1]:
        subject = PREFIXES["concept"] + row["subject_id"].removeprefix("concept:")
        assert english(scheme[subject], "skos:prefLabel") == [row["subject_label"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rows_are_well_formed(path: Path) -> None:
    """A mapping has a SKOS predicate, an identifier of the right form, a label and a reason."""
    for row in read(path)[1]:
        prefix, local = row["object_id"].split(":")
        assert FORMS[prefix].fullmatch(local), row["object_id"]
        assert local not in NOT_MAPPED
        assert row["predicate_id"] in PREDICATES
        assert row["object_label"].strip()
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rows_are_sorted_and_say_one_thing(path: Path) -> None:
    """No two mappings join the same two terms, and a table has one order."""
    pairs = [(row["subject_id"], row["predicate_id"], row["object_id"]) for row in read(path)[1]]
    assert pairs == sorted(pairs)
    assert len({(subject, object_) for subject, _, object_ in pairs}) == len(pairs)


def test_exact_matches_are_one_to_one_within_a_vocabulary() -> None:
    """Nothing outside is exactly two of our concepts, and none of ours exactly two outside."""
    for path in FILES:
        exact = [row for row in read(path)[1] if row["predicate_id"] == "skos:exactMatch"]
        for key in ("subject_id", "object_id"):
            found = [row[key] for row in exact]
            assert len(found) == len(set(found)), path.name


def test_the_graph_of_concepts_has_every_mapping() -> None:
    """Whoever asks for ``skos:exactMatch`` gets what the tables say."""
    rows = [row for path in FILES for row in read(path)[1]]
    quads = list(iter_mapping_quads())
    assert len(quads) == len(set(quads)) == len(rows)
    assert (
        "<https://w3id.org/attachgraph/concept/cortisol> "
        "<http://www.w3.org/2004/02/skos/core#exactMatch> <http://id.nlm.nih.gov/mesh/D006854> "
        "<https://w3id.org/attachgraph/graph/concepts> .\n"
    ) in quads
