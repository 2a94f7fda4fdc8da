"""Choose which texts a page may carry whole, and cut the surroundings of quotes out of the others.

In: a store. Out: texts with title, licence and words. Knows
nothing of entries or markup.

A page is sent to colleagues and put on the web, so it is a publication: only texts under a licence
that allows that are in it. Of all others it has the quotes and the few words around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from attachgraph.rdf.namespaces import AG, PREFIXES, RDF

if TYPE_CHECKING:
    from pyoxigraph import Store

#: Licences that let anybody pass a text on: Creative Commons and public domain dedications.
_OPEN: Final = re.compile(
    r"https?://creativecommons\.org/(licenses/by(-sa|-nc|-nd|-nc-sa|-nc-nd)?|publicdomain)/"
)
_DCTERMS: Final = PREFIXES["dcterms"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text that quotes were taken from.

    Parameters
    ----------
    title : str
        Its title.
    licence : str
        IRI of its licence, ``""`` where it has none.
    subject : str
        IRI of the thing it is about.
    content : str
        The whole text, which a page carries only if :attr:`is_open`.
    """

    title: str
    licence: str
    subject: str
    content: str

    @property
    def is_open(self) -> bool:
        """Whether a page may carry the whole text."""
        return may_be_shown(self.licence)


def may_be_shown(licence: str) -> bool:
    """Tell whether a licence lets a page carry the whole text.

    Examples
    --------
    >>> may_be_shown("https://creativecommons.org/licenses/by/4.0/"), may_be_shown("")
    (True, False)
    """
    return bool(_OPEN.match(licence))


def read_texts(store: Store) -> dict[str, Text]:
    """Read the texts of a store."""
    found: dict[str, Text] = {}
    for quad in store.quads_for_pattern(
        None, NamedNode(RDF + "type"), NamedNode(AG + "SourceText")
    ):
        if isinstance(quad.subject, NamedNode):
            found[quad.subject.value] = _read_text(store, quad.subject)
    return dict(sorted(found.items()))


def _read_text(store: Store, text: NamedNode) -> Text:
    def value(predicate: str) -> str:
        quads = store.quads_for_pattern(text, NamedNode(predicate), None)
        return min(
            (q.object.value for q in quads if isinstance(q.object, (Literal, NamedNode))),
            default="",
        )

    return Text(
        title=value(_DCTERMS + "title"),
        licence=value(_DCTERMS + "license"),
        subject=value(_DCTERMS + "subject"),
        content=value(AG + "content"),
    )
