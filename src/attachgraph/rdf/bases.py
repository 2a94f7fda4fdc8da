"""Which IRIs are names of the dataset at hand, and which are shared by all datasets.

In: the base of a dataset, its ``iri`` in ``dataset.toml``. Out: its prefixes, short names and IRIs.
What a dataset says of its own is below its own base, so that two datasets never give one name
to two things. The vocabulary, the codebook and the concepts that all share stay below ours.

The names depend on the dataset that is asked. Whoever opens one says so with :func:`use`. Each
thread has its own, so that two datasets can be asked at once; a thread that never said so takes
those of the last that did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph

from attachgraph.folder import DESCRIPTION, find_folder, read_about, stamp
from attachgraph.profile import ATTACHMENT, profile_here
from attachgraph.rdf.namespaces import BASE, PREFIXES
from attachgraph.resources import resource

#: Kinds of which all instances are shared.
_ALWAYS_SHARED: Final = frozenset({"ag", "codebook", "query", "search"})
#: Kinds of which some are shared: those of the concept scheme, their parts, and graphs that every
#: dataset has.
_PARTLY_SHARED: Final = ("concept", "graph", "pairing", "role", "style")
#: Of these, kinds of which none is shared in a field of its own.
_OF_FIELD: Final = frozenset({"pairing", "role", "style"})
#: Graphs that no entry may take.
SHARED_GRAPHS: Final = frozenset(
    "dataset ontology concepts sources works studies provenance texts shared contested".split()
)
_CONCEPTS: Final = ("concepts.ttl", "codebook.ttl")
_NAME: Final = re.compile(rf'"(?:[^"\\]++|\\.)*+"|<{re.escape(BASE)}([^>]*)>')
_DECLARES: Final = frozenset(
    f"<{iri}>" for iri in (PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label")
)

_bases: ContextVar[tuple[str, ...]] = ContextVar("_bases")
#: For a thread that has opened nothing.
_last: list[tuple[str, ...]] = [(BASE,)]
#: Bases of datasets that have a field of their own.
_own_fields: Final[set[str]] = set()


def base_of(iri: str) -> str:
    """Return the base of a dataset by its IRI.

    Examples
    --------
    >>> base_of("https://example.org/friends"), base_of("https://w3id.org/attachgraph/dataset")
    ('https://example.org/friends/', 'https://w3id.org/attachgraph/')
    """
    return BASE if iri == f"{BASE}dataset" else f"{iri}/"


def use(bases: Sequence[str], own_fields: Iterable[str] = ()) -> None:
    """Name things as a dataset does: by its own base, then by those of what was merged into it.

    Datasets with a field of their own share no styles with others.
    """
    _own_fields.update(own_fields)
    found = tuple(dict.fromkeys((*bases, BASE)))
    _last[0] = found
    _bases.set(found)


def all_bases() -> tuple[str, ...]:
    """Return the bases in use."""
    return _bases.get(_last[0])


def own_base() -> str:
    """Return the base of the dataset at hand."""
    return all_bases()[0]


def prefixes() -> Mapping[str, str]:
    """Return the prefixes of the dataset at hand, in the order of output."""
    return prefixes_of(own_base())


def prefixes_of(base: str) -> Mapping[str, str]:
    """Return the prefixes of a dataset by its base."""
    return PREFIXES if base == BASE else _prefixes(base, has_own_field=base in _own_fields)


@cache
def _prefixes(base: str, *, has_own_field: bool) -> Mapping[str, str]:
    partly = frozenset(_PARTLY_SHARED) - (_OF_FIELD if has_own_field else frozenset())
    found = {
        name: iri
        if name in _ALWAYS_SHARED or name in partly or not iri.startswith(BASE)
        else f"{base}{name}/"
        for name, iri in PREFIXES.items()
    }
    return found | {f"my-{name}": f"{base}{name}/" for name in sorted(partly)}


def is_named(iri: str) -> bool:
    """Return whether an IRI is a name of the dataset at hand, of one merged into it, or shared."""
    return iri.startswith(all_bases())


def path_of(iri: str) -> str:
    """Return what follows the base in a name; an IRI of elsewhere stays whole.

    Examples
    --------
    >>> path_of("https://w3id.org/attachgraph/style/secure"), path_of("https://example.org/x")
    ('style/secure', 'https://example.org/x')
    """
    for base in all_bases():
        if iri.startswith(base):
            return iri[len(base) :]
    return iri


def short_path(iri: str) -> str:
    """Return the path of a name that is the dataset's own or shared; others stay whole."""
    for base in (own_base(), BASE):
        if iri.startswith(base):
            return iri[len(base) :]
    return iri


def names_of(path: str) -> Iterator[str]:
    """Yield the IRIs that a path can mean, the dataset's own first."""
    return (base + path for base in all_bases())


def in_words_of_all(term: str) -> str:
    """Write an IRI as it is in the datasets of all: hashes are made before a base is put in."""
    for base in all_bases()[:-1]:
        if term.startswith(f"<{base}"):
            return f"<{BASE}{term[len(base) + 1 :]}"
    return term


# ---------------------------------------------------------------- what is shared


def folder_base() -> str:
    """Return the base of the dataset folder that we work on."""
    folder = find_folder()
    return _folder_base(folder, stamp(folder, DESCRIPTION))


@lru_cache(maxsize=8)
def _folder_base(folder: Path, _: tuple[tuple[str, int, int], ...]) -> str:
    return base_of(read_about(folder).iri)


def below_own_base(lines: str) -> str:
    """Write N-Quads for the dataset folder that we work on."""
    base = folder_base()
    return lines if base == BASE else rebase(lines, base)


def rebase(lines: str, base: str) -> str:
    """Put the base of a dataset into N-Quads that were written with ours.

    A shared thing is declared in our graph still, whoever mentions it, so that it is counted once
    where datasets are merged.
    """
    return "".join(_rebase_line(line, base) for line in lines.splitlines(keepends=True))


def _rebase_line(line: str, base: str) -> str:
    subject, predicate, _ = line.split(" ", 2)
    if predicate in _DECLARES and not _is_own(subject):
        return line
    return _NAME.sub(lambda found: _rebased(found, base), line)


def _is_own(term: str) -> bool:
    return term.startswith(f"<{BASE}") and not _is_shared(term[len(BASE) + 1 : -1])


def _rebased(found: re.Match[str], base: str) -> str:
    path = found[1]
    return found[0] if path is None or _is_shared(path) else f"<{base}{path}>"


def _is_shared(path: str) -> bool:
    kind, slash, rest = path.partition("/")
    if not slash or kind in _ALWAYS_SHARED or kind == ".well-known":
        return True
    if kind == "graph":
        return rest in SHARED_GRAPHS
    if kind in _OF_FIELD and profile_here() is not ATTACHMENT:
        return False
    if kind == "role":
        path = f"pairing/{rest.partition('/')[0]}"
    return path in _shared_paths()


@cache
def _shared_paths() -> frozenset[str]:
    """List the concepts of the scheme, its styles, and their pairings."""
    found = {
        triple.subject.value.removeprefix(BASE)
        for name in _CONCEPTS
        for triple in pyoxigraph.parse(path=resource("ontology", name))
        if isinstance(triple.subject, pyoxigraph.NamedNode)
    }
    styles = sorted(path.removeprefix("style/") for path in found if path.startswith("style/"))
    pairs = (f"pairing/{one}-{other}" for one in styles for other in styles if one <= other)
    return frozenset({*found, *pairs})
