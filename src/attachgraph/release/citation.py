"""Say how to cite a release: CITATION.cff and BibTeX.

In: facts. Out: text. No DOI is given, because an archive gives it when the release is deposited.

References
----------
https://citation-file-format.github.io/ (1.2.0)
"""

from __future__ import annotations

import json

from attachgraph.exports.about import SPDX_NAMES
from attachgraph.release.facts import CREATOR, KEYWORDS, TITLE, Facts


def citation_cff(facts: Facts) -> str:
    """Write ``CITATION.cff``."""
    known = [SPDX_NAMES[iri] for iri in facts.licences if iri in SPDX_NAMES]
    licence = [f"license: {known[0]}"] if len(known) == len(facts.licences) == 1 else []
    unknown = [] if licence or not facts.licences else [f"license-url: {facts.licences[0]}"]
    return "\n".join(
        [
            "cff-version: 1.2.0",
            "message: If you use this dataset, please cite it, and cite a claim by its source.",
            "type: dataset",
            f"title: {json.dumps(TITLE)}",
            f"version: {json.dumps(facts.version)}",
            f"date-released: {json.dumps(facts.date)}",
            f"url: {facts.iri}",
            *licence,
            *unknown,
            f"abstract: {json.dumps(facts.description)}",
            "authors:",
            f"  - name: {json.dumps(CREATOR)}",
            "identifiers:",
            "  - type: other",
            f"    value: {facts.version_iri}",
            "    description: IRI of this version",
            "keywords:",
            *(f"  - {word}" for word in KEYWORDS),
            "",
        ]
    )


def bibtex(facts: Facts) -> str:
    """Write an entry for BibTeX."""
    return "\n".join(
        [
            f"@misc{{attachgraph-{facts.version},",
            f"  author  = {{{{{CREATOR}}}}},",
            f"  title   = {{{{{TITLE}}}}},",
            f"  year    = {{{facts.date[:4]}}},",
            f"  version = {{{facts.version}}},",
            f"  url     = {{{facts.iri}}},",
            "  note    = {Dataset}",
            "}",
            "",
        ]
    )
