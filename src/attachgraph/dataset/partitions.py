"""Say in VoID which properties the members of each class have, and what these lead to.

In: a store. Out: triples, without blank nodes. Editors and assistants read them to suggest what
fits into a query.

Sources: Describing Linked Datasets with the VoID Vocabulary, section 4.5; void-ext of
http://ldf.fi/void-ext# for datatypes.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from attachgraph.rdf.namespaces import PREFIXES, RDF, XSD

if TYPE_CHECKING:
    import pyoxigraph

_VOID_EXT: Final = "http://ldf.fi/void-ext#"
_TYPE: Final = NamedNode(RDF + "type")
#: Triples up to which a store is counted: each is held in memory once.
_MOST: Final = 1_000_000

#: A class, a property, and the class or the datatype of its value; "" where it has none.
_Link = tuple[str, str, str]


def iter_partitions(store: pyoxigraph.Store, dataset: str) -> Iterator[Triple]:
    """Describe the classes of a dataset, nested; nothing of a store that is too large to count."""
    if len(store) > _MOST:
        return
    triples = {quad.triple for quad in store}
    types = defaultdict[object, list[str]](list)
    for triple in triples:
        if triple.predicate == _TYPE and isinstance(triple.object, NamedNode):
            types[triple.subject].append(triple.object.value)
    entities = Counter(class_ for classes in types.values() for class_ in classes)
    links, datatypes = Counter[_Link](), Counter[_Link]()
    for triple in triples:
        for class_ in types.get(triple.subject, ()):
            key = class_, triple.predicate.value
            if isinstance(triple.object, Literal):
                datatypes[*key, triple.object.datatype.value] += 1
            else:
                links.update((*key, to) for to in types.get(triple.object, ()) or ("",))
    yield from _write(dataset, entities, links, datatypes)


def _write(
    dataset: str, entities: Counter[str], links: Counter[_Link], datatypes: Counter[_Link]
) -> Iterator[Triple]:
    for class_, count in sorted(entities.items()):
        part = _part(dataset, class_)
        yield from _partition(NamedNode(dataset), "classPartition", part, ("class", class_))
        yield Triple(part, _void("entities"), _number(count))
    totals = Counter[tuple[str, str]]()
    for found in (links, datatypes):
        for (class_, property_, _), count in found.items():
            totals[class_, property_] += count
    for (class_, property_), count in sorted(totals.items()):
        whole, part = _part(dataset, class_), _part(dataset, class_, property_)
        yield from _partition(whole, "propertyPartition", part, ("property", property_))
        yield Triple(part, _void("triples"), _number(count))
    for (class_, property_, to), count in sorted(links.items()):
        if to:
            whole, part = (
                _part(dataset, class_, property_),
                _part(dataset, class_, property_, to),
            )
            yield from _partition(whole, "classPartition", part, ("class", to))
            yield Triple(part, _void("triples"), _number(count))
    for (class_, property_, datatype), count in sorted(datatypes.items()):
        whole, part = _part(dataset, class_, property_), _part(dataset, class_, property_, datatype)
        yield Triple(whole, NamedNode(_VOID_EXT + "datatypePartition"), part)
        yield Triple(part, NamedNode(_VOID_EXT + "datatype"), NamedNode(datatype))
        yield Triple(part, _void("triples"), _number(count))


def _partition(
    whole: NamedNode, kind: str, part: NamedNode, of: tuple[str, str]
) -> Iterator[Triple]:
    yield Triple(whole, _void(kind), part)
    yield Triple(part, _TYPE, _void("Dataset"))
    yield Triple(part, _void(of[0]), NamedNode(of[1]))


def _part(dataset: str, *of: str) -> NamedNode:
    """Name a part by what it is a part of."""
    digest = hashlib.sha256("\0".join(of).encode()).hexdigest()[:16]
    return NamedNode(f"{dataset.partition('#')[0]}#part-{digest}")


def _void(name: str) -> NamedNode:
    return NamedNode(PREFIXES["void"] + name)


def _number(count: int) -> Literal:
    return Literal(str(count), datatype=NamedNode(XSD + "integer"))
