"""Write JSON-LD, compacted with the context of the dataset.

In: graphs of triples, sorted. Out: one document with the context inline, so that nothing is ever
fetched; one object for each node, named graphs as objects with ``@graph``. Reading it back gives
exactly the same dataset: where a term would change a value, the value is written out.

This is the compaction that our context needs, not the algorithm of the specification: containers,
reverse properties, nesting and scoped contexts do not occur in it, and a context that has them is
refused.

Sources: JSON-LD 1.1, sections 4.1 (context), 4.2 (values), 9.15 (graphs); JSON-LD 1.1 API, section
6.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from attachgraph.errors import InputError
from attachgraph.rdf.bases import own_base, prefixes_of
from attachgraph.rdf.namespaces import PREFIXES, RDF, XSD
from attachgraph.resources import resource

_TYPE: Final = RDF + "type"
_INTEGER: Final = re.compile(r"0|-?[1-9]\d{0,14}")
# Prefixes of a simple term are used only if their IRI ends with one of these (JSON-LD 1.1, 4.1.5).
_GENERIC_DELIMITERS: Final = (":", "/", "?", "#", "[", "]", "@")
_ALIASED: Final = ("@id", "@type")
_KNOWN_KEYS: Final = {"@id", "@type", "@language", "@prefix"}


@dataclass(frozen=True, slots=True)
class _TermDefinition:
    """A term of the context: what it stands for and how its string values are read."""

    name: str
    iri: str
    coercion: str | None
    language: str | None
    has_language: bool


@dataclass(frozen=True, slots=True)
class Context:
    """A context, as far as it is needed to compact."""

    #: The value of ``@context``, as it is written into documents.
    source: dict[str, Any]
    #: Prefix to namespace, only those that may begin a compact IRI.
    prefixes: dict[str, str]
    #: Property IRI to the terms that stand for it.
    terms: dict[str, list[_TermDefinition]]
    #: The language of strings without one.
    language: str | None
    id_key: str = "@id"
    type_key: str = "@type"
    _short: dict[str, str] = field(default_factory=dict, repr=False)

    def shorten(self, iri: str) -> str:
        """Write an IRI as compact as it can be read back from the value of ``@id``."""
        known = self._short.get(iri)
        if known is None:
            known = self._short[iri] = self._shorten(iri)
        return known

    def _shorten(self, iri: str) -> str:
        fitting = [item for item in self.prefixes.items() if iri.startswith(item[1])]
        for prefix, namespace in sorted(fitting, key=lambda item: (-len(item[1]), item[0])):
            rest = iri[len(namespace) :]
            if not rest.startswith("//") and f"{prefix}:{rest}" not in self.source:
                return f"{prefix}:{rest}"
        scheme, _, rest = iri.partition(":")
        if scheme in self.source and not rest.startswith("//"):
            problem = f"<{iri}> would be read as a name with the prefix {scheme}:"
            raise InputError(problem, fix="export as trig, or rename the prefix in the context")
        return iri


def read_context(path: Path | None = None) -> Context:
    """Read a context from a file; its prefixes are those of the dataset at hand."""
    return _read_context(path, own_base())


@cache
def _read_context(path: Path | None, base: str) -> Context:
    file = path or resource("ontology", "context.jsonld")
    source = json.loads(file.read_text(encoding="utf-8")).get("@context")
    if not isinstance(source, dict):
        problem = "the context is not one inline object; remote contexts are never fetched"
        raise InputError(problem, where=str(file), fix='write "@context": { … } with all its terms')
    try:
        return parse_context(_below(base, source))
    except ValueError as error:
        fix = "use only prefixes and terms with @id, @type and @language"
        raise InputError(str(error), where=str(file), fix=fix) from error


def _below(base: str, source: dict[str, Any]) -> dict[str, Any]:
    """Let the prefixes be those of a dataset."""
    own = prefixes_of(base)
    found = {
        name: own[name] if value == PREFIXES.get(name) else value for name, value in source.items()
    }
    return found | {name: iri for name, iri in own.items() if name not in PREFIXES}


def parse_context(source: dict[str, Any]) -> Context:
    """Sort the entries of a context into keywords, prefixes and terms."""
    unknown = {key for key in source if key.startswith("@")} - {"@version", "@language"}
    if unknown:
        raise ValueError(f"the context has {', '.join(sorted(unknown))}")
    aliases = {value: key for key, value in source.items() if value in _ALIASED}
    entries = {
        key: {"@id": value} if isinstance(value, str) else value
        for key, value in source.items()
        if not key.startswith("@") and value not in _ALIASED
    }
    prefixes, terms = {}, dict[str, list[_TermDefinition]]()
    for name, entry in entries.items():
        if not isinstance(entry, dict) or set(entry) - _KNOWN_KEYS:
            raise ValueError(f'the term "{name}" is not a simple one')
        iri = _expand(entry.get("@id", name), entries)
        simple = isinstance(source[name], str) and iri.endswith(_GENERIC_DELIMITERS)
        if ":" not in name and (simple or entry.get("@prefix")):
            prefixes[name] = iri
        coercion = entry.get("@type")
        term = _TermDefinition(
            name,
            iri,
            coercion if coercion in {None, "@id"} else _expand(coercion, entries),
            entry.get("@language"),
            "@language" in entry,
        )
        terms.setdefault(iri, []).append(term)
    return Context(
        source,
        prefixes,
        terms,
        source.get("@language"),
        aliases.get("@id", "@id"),
        aliases.get("@type", "@type"),
    )


def _expand(name: str, entries: dict[str, Any], seen: tuple[str, ...] = ()) -> str:
    """Expand a compact IRI of the context itself."""
    prefix, _, rest = name.partition(":")
    if prefix in seen:
        raise ValueError(f'the term "{prefix}" is defined by itself')
    if prefix in entries and prefix != name and not rest.startswith("//"):
        return _expand(entries[prefix].get("@id", prefix), entries, (*seen, prefix)) + rest
    if ":" not in name:
        raise ValueError(f'"{name}" is not an IRI')
    return name


def iter_jsonld(
    graphs: Iterable[tuple[str, Iterable[Triple]]], context: Context | None = None
) -> Iterator[str]:
    """Write graphs as one document."""
    used = context or read_context()
    entries = ",\n".join(f"    {_line(key)}: {_line(value)}" for key, value in used.source.items())
    yield f'{{\n  "@context": {{\n{entries}\n  }},\n  "@graph": ['
    separator = "\n"
    for graph, triples in graphs:
        if not graph:
            for node in _nodes(triples, used):
                yield f"{separator}    {_json(node, 4)}"
                separator = ",\n"
            continue
        name = _line(used.shorten(graph))
        yield f'{separator}    {{\n      "{used.id_key}": {name},\n      "@graph": [\n'
        yield ",\n".join(f"        {_json(node, 8)}" for node in _nodes(triples, used))
        yield "\n      ]\n    }"
        separator = ",\n"
    yield "\n  ]\n}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(value: object, indent: int) -> str:
    """Write a value with two spaces a level, as if it stood that deep."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    return written.replace("\n", "\n" + " " * indent)


def _nodes(triples: Iterable[Triple], context: Context) -> Iterator[dict[str, Any]]:
    """Gather the triples of each subject into one object."""
    for subject, of_subject in groupby(triples, key=lambda triple: triple.subject):
        node: dict[str, Any] = {context.id_key: compact_reference(subject, context)}
        values: dict[str, list[Any]] = {}
        for triple in of_subject:
            key, value = compact_property(triple, context)
            values.setdefault(key, []).append(value)
        for key, items in values.items():
            node[key] = items[0] if len(items) == 1 else items
        yield node


def compact_reference(term: object, context: Context) -> str:
    """Write the name of a node."""
    if isinstance(term, NamedNode):
        return context.shorten(term.value)
    if isinstance(term, BlankNode):
        return str(term)
    raise InputError("JSON-LD cannot hold triples about triples", fix="export as trig or nq")


def compact_property(triple: Triple, context: Context) -> tuple[str, Any]:
    """Choose the term for a property so that its value reads best, and write the value for it."""
    predicate, value = triple.predicate.value, triple.object
    if predicate == _TYPE and not isinstance(value, Literal):
        return context.type_key, compact_reference(value, context)
    terms = context.terms.get(predicate, [])
    if isinstance(value, Literal):
        return _literal_property(predicate, value, terms, context)
    reference = compact_reference(value, context)
    for term in terms:
        if term.coercion == "@id":
            return term.name, reference
    return _key(predicate, terms, context), {context.id_key: reference}


def _key(predicate: str, terms: list[_TermDefinition], context: Context) -> str:
    return terms[0].name if terms else context.shorten(predicate)


def _literal_property(
    predicate: str, literal: Literal, terms: list[_TermDefinition], context: Context
) -> tuple[str, Any]:
    """Write a literal as a plain value under a term that reads it back, else as an object."""
    native = _native(literal)
    for term in terms:
        if _reads_back(term, literal, context):
            return term.name, literal.value if native is None else native
    key = _key(predicate, terms, context)
    if native is not None and not terms:
        return key, native
    if literal.language is None and literal.datatype.value == XSD + "string":
        plain = not terms and context.language is None
        return key, literal.value if plain else {"@value": literal.value}
    return key, _value_object(literal, context)


def _native(literal: Literal) -> int | bool | None:
    """Return the JSON number or boolean that is read back as this literal, if there is one."""
    datatype = literal.datatype.value
    if datatype == XSD + "integer" and _INTEGER.fullmatch(literal.value):
        return int(literal.value)
    if datatype == XSD + "boolean" and literal.value in {"true", "false"}:
        return literal.value == "true"
    return None


def _reads_back(term: _TermDefinition, literal: Literal, context: Context) -> bool:
    """Return whether a plain value under a term is read back as this literal."""
    if literal.direction is not None:
        return False
    if term.coercion is not None:
        return term.coercion == literal.datatype.value and literal.language is None
    language = term.language if term.has_language else context.language
    if literal.language is not None:
        return language is not None and literal.language.lower() == language.lower()
    if _native(literal) is not None:
        return True
    return language is None and literal.datatype.value == XSD + "string"


def _value_object(literal: Literal, context: Context) -> dict[str, str]:
    value = {"@value": literal.value}
    if literal.language is None:
        return value | {"@type": context.shorten(literal.datatype.value)}
    value["@language"] = literal.language
    if literal.direction is not None:
        value["@direction"] = literal.direction.value
    return value
