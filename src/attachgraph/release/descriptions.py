"""Describe a release for search engines and archives: schema.org, RO-Crate and Croissant.

In: facts and files. Out: JSON-LD documents as dictionaries, in a fixed order.

Sources: https://schema.org/Dataset; https://w3id.org/ro/crate/1.1;
http://mlcommons.org/croissant/1.0
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from attachgraph.exports.columns import chosen_tables
from attachgraph.release.citation import bibtex
from attachgraph.release.facts import Facts, File

_CROISSANT: Final[dict[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_DATA_TYPES: Final = {"string": "sc:Text", "list": "sc:Text", "integer": "sc:Integer"}


def _common(facts: Facts) -> dict[str, Any]:
    return {
        "name": facts.about.title,
        "description": facts.description,
        "identifier": facts.version_iri,
        "url": facts.iri,
        "version": facts.version,
        "datePublished": facts.date,
        "license": facts.licences[0] if len(facts.licences) == 1 else list(facts.licences),
        "keywords": list(facts.about.keywords),
        "inLanguage": facts.about.language,
    }


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
        **_common(facts),
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


def ro_crate(facts: Facts, files: Sequence[File]) -> dict[str, Any]:
    """Describe a release as an RO-Crate 1.1."""
    creators = [
        {"@id": f"#creator-{number}", **creator} if "@id" not in creator else creator
        for number, creator in enumerate(_creators(facts), 1)
    ]
    common = _common(facts)
    common["license"] = [{"@id": iri} for iri in facts.licences]
    if len(facts.licences) == 1:
        common["license"] = common["license"][0]
    parts = [
        {
            "@id": file.path,
            "@type": "File",
            "name": file.title,
            "encodingFormat": file.media_type,
            "contentSize": str(file.size),
            "sha256": file.sha256,
        }
        for file in files
    ]
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [
            {
                "@id": "ro-crate-metadata.json",
                "@type": "CreativeWork",
                "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
                "about": {"@id": "./"},
            },
            {
                "@id": "./",
                "@type": "Dataset",
                **common,
                "author": [{"@id": creator["@id"]} for creator in creators],
                "hasPart": [{"@id": file.path} for file in files],
            },
            *creators,
            *({"@id": iri, "@type": "CreativeWork", "name": iri} for iri in facts.licences),
            *parts,
        ],
    }


def croissant(facts: Facts, files: Sequence[File]) -> dict[str, Any]:
    """Describe the tables of a release for machine learning, as Croissant 1.0."""
    tables = chosen_tables(quotations=True)
    by_path = {file.path: file for file in files}
    common = _common(facts)
    return {
        "@context": _CROISSANT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        **{key: value for key, value in common.items() if key != "identifier"},
        "creator": [{**creator, "@type": f"sc:{creator['@type']}"} for creator in _creators(facts)],
        "citeAs": bibtex(facts).strip(),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f"{name}.csv",
                "name": f"{name}.csv",
                "contentUrl": f"data/csv/{name}.csv",
                "encodingFormat": "text/csv",
                "contentSize": f"{by_path[f'data/csv/{name}.csv'].size} B",
                "sha256": by_path[f"data/csv/{name}.csv"].sha256,
            }
            for name in tables
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": name,
                "name": name,
                "field": [
                    {
                        "@type": "cr:Field",
                        "@id": f"{name}/{column.name}",
                        "name": column.name,
                        "description": column.description,
                        "dataType": _DATA_TYPES[column.type],
                        "source": {
                            "fileObject": {"@id": f"{name}.csv"},
                            "extract": {"column": column.name},
                        },
                    }
                    for column in columns
                ],
            }
            for name, columns in tables.items()
        ],
    }
