"""How IRIs are written, as CURIEs, as the short names that commands take, as words; and labels.

In: IRIs and CURIEs. Out: the other form. Looks nothing up.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from attachgraph.rdf.bases import prefixes, short_path
from attachgraph.rdf.compact import compact
from attachgraph.rdf.namespaces import AG


def expand(curie: str) -> NamedNode:
    """Write a CURIE, or an IRI as it is, as the term that a store is asked with.

    Examples
    --------
    >>> expand("ag:aliasOf").value
    'https://w3id.org/attachgraph/ontology#aliasOf'
    """
    prefix, _, local = curie.partition(":")
    if local.startswith("//"):
        return NamedNode(curie)
    return NamedNode(prefixes()[prefix] + local)


def curie(iri: str) -> str:
    """Shorten an IRI with the prefixes of the dataset, where one fits.

    Examples
    --------
    >>> curie("http://purl.org/dc/terms/title"), curie("https://example.org/x")
    ('dcterms:title', 'https://example.org/x')
    """
    return compact(iri) or iri


def short_name(iri: str) -> str:
    """Shorten an IRI to what commands take as a name.

    Examples
    --------
    >>> short_name("https://w3id.org/attachgraph/pairing/avoidant-secure")
    'pairing/avoidant-secure'
    >>> short_name("https://w3id.org/attachgraph/ontology#Pairing")
    'ag:Pairing'
    """
    if iri.startswith(AG):
        return "ag:" + iri.removeprefix(AG)
    return short_path(iri) or iri


def local_name(iri: str) -> str:
    """Return what follows the last ``#`` or ``/`` of an IRI.

    Examples
    --------
    >>> local_name("https://w3id.org/attachgraph/ontology#Pairing")
    'Pairing'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1] or iri


def name_of(iri: str) -> str:
    """Call a node that has no label something: ours by its short name, others by their end.

    Examples
    --------
    >>> name_of("https://w3id.org/attachgraph/work/fleabag"), name_of("https://example.org/x")
    ('work/fleabag', 'x')
    """
    short = short_name(iri)
    return local_name(iri) if short == iri else short


def shortened(text: str, most: int = 140) -> str:
    """Cut a text at a word.

    Examples
    --------
    >>> shortened("one two three", 9)
    'one two …'
    """
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    return (cut.rpartition(" ")[0] or cut) + " …"
