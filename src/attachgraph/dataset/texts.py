"""Read the texts that quotes are from, and tell which of them may be passed on whole.

In: a dataset. Out: texts with title, licence and words. Knows nothing of entries or markup.

A page is sent to colleagues and put on the web, so it is a publication: only texts under a licence
that allows that are in it. Of all others it has the quotes and the few words around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from attachgraph.dataset.lookup import Lookup

#: Licences that let anybody pass a text on: Creative Commons and public domain dedications.
_OPEN: Final = re.compile(
    r"https?://creativecommons\.org/(licenses/by(-sa|-nc|-nd|-nc-sa|-nc-nd)?|publicdomain)/"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that quotes were taken from; a page carries its content only if :attr:`is_open`."""

    title: str
    #: IRIs of its licence and of the thing that it is about, ``""`` where it has none.
    licence: str
    subject: str
    content: str

    @property
    def is_open(self) -> bool:
        """Whether a page may carry the whole text."""
        return may_be_shown(self.licence)


def may_be_shown(licence: str) -> bool:
    """Return whether a licence lets a page carry the whole text.

    Examples
    --------
    >>> may_be_shown("https://creativecommons.org/licenses/by/4.0/"), may_be_shown("")
    (True, False)
    """
    return bool(_OPEN.match(licence))


def read_texts(facts: Lookup) -> dict[str, Text]:
    """Read the texts of a dataset."""
    return {iri: _read_text(facts, iri) for iri in facts.instances("SourceText")}


def _read_text(facts: Lookup, text: str) -> Text:
    return Text(
        title=facts.text(text, "dcterms:title"),
        licence=next(iter(facts.nodes(text, "dcterms:license")), ""),
        subject=next(iter(facts.nodes(text, "dcterms:subject")), ""),
        content=facts.text(text, "ag:content"),
    )
