"""Words and addresses for pages: what a thing is called, where it leads, how it is cited.

In: short names and descriptions. Out: text. Nothing here is escaped; the templates do that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

from attachgraph.dataset.description import Description
from attachgraph.dataset.names import shortened
from attachgraph.dataset.statements import Citation
from attachgraph.folder import About
from attachgraph.rdf.bases import own_base, path_of
from attachgraph.rdf.namespaces import AG

#: Of the dataset, which comes with the program.
VERSION: Final = version("attachgraph")

_FOR: Final = frozenset({"supported by", "confirmed by", "obtains support from"})
_AGAINST: Final = frozenset({"disputed by", "refuted by", "disagreed with by"})
_SCHEMA_TYPES: Final = {
    "Pairing": "DefinedTerm",
    "AttachmentStyle": "DefinedTerm",
    "Concept": "DefinedTerm",
    "Entry": "DefinedTerm",
    "Alias": "DefinedTerm",
    "Source": "CreativeWork",
    "BodyOfLiterature": "CreativeWork",
    "Work": "CreativeWork",
    "SourceText": "CreativeWork",
    "Person": "Person",
    "Claim": "Claim",
    "Statement": "Claim",
    "Question": "Question",
}
_SHORT: Final = re.compile(r"[a-z]+/\S+")


def href(name: str) -> str:
    """Return where a name leads, on this server if it can.

    Examples
    --------
    >>> href("style/secure"), href("ag:Pairing"), href("javascript:alert(1)")
    ('/style/secure', '/ontology#Pairing', '')
    """
    if name.startswith(AG):
        name = "ag:" + name.removeprefix(AG)
    if name.startswith("ag:"):
        return "/ontology#" + quote(name[3:])
    name = path_of(name)
    if name.startswith(("http://", "https://")):
        return quote(name, safe=":/?#[]@!$&'()*+,;=%~")
    return "/" + quote(name) if _SHORT.match(name) and ":" not in name.split("/")[0] else ""


def in_favour(sources: Iterable[Citation]) -> list[Citation]:
    """List the sources that speak for a claim."""
    return [source for source in sources if source.words in _FOR]


def against(sources: Iterable[Citation]) -> list[Citation]:
    """List the sources that speak against a claim."""
    return [source for source in sources if source.words in _AGAINST]


# ---------------------------------------------------------------- citing


def citation(description: Description, about: About) -> str:
    """Cite a thing of the dataset in one sentence."""
    names = ", ".join(author.name for author in about.authors)
    what = description.summary if "Source" in description.kinds else description.title
    stop = "" if what.rstrip("”").endswith((".", "?", "!", "…")) else "."
    return f"{what}{stop} In: {names}, {about.title}, version {about.version}. {description.iri}"


def record(description: Description, about: About) -> dict[str, Any]:
    """Describe a thing of the dataset as bibliographies do."""
    return {
        "id": "attachgraph-" + re.sub(r"[^a-z0-9]+", "-", description.id.lower()).strip("-"),
        "type": "entry",
        "title": description.title,
        "author": [{"family": one.family, "given": one.given} for one in about.authors],
        "container-title": about.title,
        "version": about.version,
        "URL": description.iri,
    }


def schema_org(description: Description, address: str, about: About) -> dict[str, Any]:
    """Describe a thing with schema.org, for search engines and reference managers."""
    kind = next((_SCHEMA_TYPES[k] for k in description.kinds if k in _SCHEMA_TYPES), "Thing")
    item: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": description.iri,
        "name": description.title,
        "url": address + href(description.id),
        "description": description.summary,
        "alternateName": [shortened(item.text) for item in description.items("names")],
    }
    if kind == "DefinedTerm":
        item["inDefinedTermSet"] = {
            "@type": "Dataset",
            "@id": own_base(),
            "name": about.title,
            "license": about.licence,
            "version": about.version,
        }
        item["subjectOf"] = [
            {"@type": "CreativeWork", "@id": own_base() + item.id, "name": shortened(item.text)}
            for item in description.items("sources")
        ]
    if kind == "CreativeWork":
        item["citation"] = description.summary
    return {name: value for name, value in item.items() if value}
