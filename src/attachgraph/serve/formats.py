"""The formats in which the server shows a thing and describes itself, from the tables of formats.

In: those tables. Out: names of formats by media type, and their endings. Every export that is one
document is offered. RDF with graph names is for whole datasets, except JSON-LD, which programs of
the web read.
"""

from __future__ import annotations

from typing import Final

from attachgraph.exports.formats import EXPORT_FORMATS
from attachgraph.rdf.syntaxes import RDF_FORMATS

_SHOWN: Final = [
    syntax for syntax in RDF_FORMATS.values() if not syntax.keeps_graphs or syntax.name == "jsonld"
]
_RDF_TYPES: Final = {syntax.media_type: syntax.name for syntax in _SHOWN}
_NOT_RDF: Final = [
    each for each in EXPORT_FORMATS.values() if not (each.is_folder or each.name in RDF_FORMATS)
]
_OTHER_TYPES: Final = {other: syntax.name for syntax in _SHOWN for other in syntax.other_types}

#: The formats of a thing by media type; the first one if a client does not mind.
THING_TYPES: Final = {
    "text/html": "html",
    **_RDF_TYPES,
    **{each.media_type: each.name for each in _NOT_RDF},
    "application/xhtml+xml": "html",
    **_OTHER_TYPES,
}
#: The same for the description of the service; programs get RDF unless they ask for a page.
DESCRIPTION_TYPES: Final = {**_RDF_TYPES, "text/html": "html"}
#: The endings under which each format of a thing has an address of its own.
ENDINGS: Final = {
    "html": ".html",
    **{syntax.name: syntax.suffix for syntax in _SHOWN},
    **{each.name: each.suffix for each in _NOT_RDF},
}
#: What pages offer: the W3C's name of a format, which people know, and its ending.
OFFERED: Final = [(syntax.w3c_name.replace("_", "/"), syntax.suffix) for syntax in _SHOWN]
