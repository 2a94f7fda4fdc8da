"""Write a report as SARIF, for editors and build servers, and as RDF.

In: groups of what is wrong. Out: a dictionary, or triples. Files and lines are those of the texts.

Sources: SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/; SHACL, section 3.6
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Triple

from attachgraph.rdf.namespaces import BASE, PREFIXES, RDF, XSD
from attachgraph.validation.report import Group, Place, conforms

_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_SEVERITIES: Final = {"error": "Violation", "warning": "Warning", "info": "Info"}
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def to_sarif(groups: Sequence[Group], version: str) -> dict[str, Any]:
    """Write a report as SARIF."""
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "attachgraph",
                        "version": version,
                        "rules": [_rule(group) for group in _by_name(groups)],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(group, place) for group in groups for place in group.places],
            }
        ],
    }


def _by_name(groups: Sequence[Group]) -> list[Group]:
    """Name each rule once; a shape may be in several groups."""
    return list({group.name: group for group in reversed(groups)}.values())[::-1]


def _rule(group: Group) -> dict[str, Any]:
    return {
        "id": group.name,
        "shortDescription": {"text": group.message},
        "help": {"text": group.fix},
        "defaultConfiguration": {"level": _LEVELS[group.level]},
    }


def _message(group: Group, place: Place) -> str:
    return f"{group.message} {place.message}".strip()


def _result(group: Group, place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {
        "logicalLocations": [{"fullyQualifiedName": place.focus, "kind": "resource"}]
    }
    if place.file:
        location["physicalLocation"] = {
            "artifactLocation": {"uri": place.file.replace(" ", "%20")},
            **({"region": {"startLine": place.line}} if place.line else {}),
        }
    return {
        "ruleId": group.name,
        "level": _LEVELS[group.level],
        "message": {"text": f"{_message(group, place)} Fix: {group.fix}"},
        "locations": [location],
    }


def iter_report(groups: Sequence[Group]) -> Iterator[Triple]:
    """Write a report as a SHACL validation report, without blank nodes."""

    def sh(name: str) -> NamedNode:
        return NamedNode(PREFIXES["sh"] + name)

    report, type_ = NamedNode(BASE + "report"), NamedNode(RDF + "type")
    verdict = "true" if conforms(list(groups)) else "false"
    yield Triple(report, type_, sh("ValidationReport"))
    yield Triple(report, sh("conforms"), Literal(verdict, datatype=NamedNode(XSD + "boolean")))
    for group in groups:
        source = NamedNode(f"{BASE}{'shapes#' if group.kind == 'shape' else 'check/'}{group.name}")
        for place in group.places:
            named = f"{group.kind} {group.name} {place.focus} {place.message} {group.message}"
            digest = hashlib.sha256(named.encode()).hexdigest()[:24]
            result = NamedNode(f"{BASE}result/{digest}")
            yield Triple(report, sh("result"), result)
            yield Triple(result, type_, sh("ValidationResult"))
            if not place.focus.startswith("_:"):
                yield Triple(result, sh("focusNode"), NamedNode(place.focus))
            yield Triple(result, sh("resultSeverity"), sh(_SEVERITIES[group.level]))
            yield Triple(result, sh("sourceShape"), source)
            message = Literal(f"{_message(group, place)} {group.fix}", language="en")
            yield Triple(result, sh("resultMessage"), message)
            if place.file:
                where = f"{place.file}:{place.line}" if place.line else place.file
                yield Triple(result, NamedNode(PREFIXES["dcterms"] + "source"), Literal(where))
