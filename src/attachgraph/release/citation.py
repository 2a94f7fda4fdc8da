"""Say how to cite a release: CITATION.cff and BibTeX.

In: facts. Out: text. No DOI is given, because an archive gives it when the release is deposited.

Sources: https://citation-file-format.github.io/ (1.2.0)
"""

from __future__ import annotations

import json

from attachgraph.folder import SPDX_NAMES, Author
from attachgraph.library.formats import to_bibtex
from attachgraph.reading.lexicon import slug
from attachgraph.release.facts import Facts


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
            f"title: {json.dumps(facts.about.title, ensure_ascii=False)}",
            f"version: {json.dumps(facts.version)}",
            f"date-released: {json.dumps(facts.date)}",
            f"url: {facts.iri}",
            *licence,
            *unknown,
            f"abstract: {json.dumps(facts.description)}",
            "authors:",
            *(line for author in facts.about.authors for line in _cff_author(author)),
            "identifiers:",
            "  - type: other",
            f"    value: {facts.version_iri}",
            "    description: IRI of this version",
            *(["keywords:"] if facts.about.keywords else []),
            *(f"  - {json.dumps(word, ensure_ascii=False)}" for word in facts.about.keywords),
            "",
        ]
    )


def _cff_author(author: Author) -> list[str]:
    if not author.is_person:
        return [f"  - name: {json.dumps(author.family, ensure_ascii=False)}"]
    given = {"given-names": author.given} if author.given else {}
    orcid = {"orcid": f"https://orcid.org/{author.orcid}"} if author.orcid else {}
    said = {"family-names": author.family, **given, **orcid}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
    return [f"  {'  ' if number else '- '}{line}" for number, line in enumerate(lines)]


def bibtex(facts: Facts) -> str:
    """Write an entry for BibTeX."""
    record = {
        "id": f"{slug(facts.about.title.split(':')[0])}-{facts.version}",
        "type": "dataset",
        "title": facts.about.title,
        "author": [{"family": one.family, "given": one.given} for one in facts.about.authors],
        "issued": {"date-parts": [[int(facts.date[:4])]]},
        "version": facts.version,
        "URL": facts.iri,
    }
    return to_bibtex([record])
