"""Describe a release for search engines of data, in schema.org.

In: facts and files. Out: a JSON-LD document as a dictionary, in a fixed order.

Sources: https://schema.org/Dataset
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attachgraph.release.facts import Facts, File


def _creators(facts: Facts) -> list[dict[str, str]]:
    """Describe the authors; a person is named by an ORCID, where it is known."""
    return [
        {
            **({"@id": f"https://orcid.org/{one.orcid}"} if one.orcid else {}),
            "@type": "Person" if one.is_person else "Organization",
            "name": one.name,
            **({"familyName": one.family, "givenName": one.given} if one.given else {}),
        }
        for one in facts.about.authors
    ]


def schema_org(facts: Facts, files: Sequence[File]) -> dict[str, Any]:
    """Describe a release as search engines for data read it."""
    return {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Dataset",
        "@id": facts.version_iri,
        "name": facts.about.title,
        "description": facts.description,
        "identifier": facts.version_iri,
        "url": facts.iri,
        "version": facts.version,
        "datePublished": facts.date,
        "license": facts.licences[0] if len(facts.licences) == 1 else list(facts.licences),
        "keywords": list(facts.about.keywords),
        "inLanguage": facts.about.language,
        "isAccessibleForFree": True,
        "creator": _creators(facts),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title,
                "contentUrl": file.path,
                "encodingFormat": file.media_type,
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
            }
            for file in files
        ],
    }
