"""Decide whether a query may be evaluated: it reads, and it stays in the store.

In: the text of a query. Out: what it asks for, or :class:`QueryRefused`. Nothing is evaluated here
and no store is needed. Whether the query is valid is not asked either; the engine knows.

The engine sends real requests for ``SERVICE`` and has no switch for it, so this module must find
every one. It must not be fooled by a difference between its tokens and the engine's grammar, which
knows no tokens: it reads ``SERVICEex:a {`` as a call, and ``?a<'>'`` as an IRI or as a comparison
with a string, as it fits. Therefore two tests that know nothing of each other have to agree:

1. *Shape.* However a text is split, a call is the letters ``service``, perhaps ``silent``, then a
   variable, an IRI or a prefixed name, then ``{``. Where that shape is nowhere, there is no call.
2. *Tokens.* Where the shape begins inside a variable, or inside a string or a comment and no ``<``
   before it could be read in two ways, it is harmless. A keyword is a call. All else is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, NoReturn, TypeAlias, cast

from attachgraph.errors import QueryRefused
from attachgraph.rdf.namespaces import PREFIXES
from attachgraph.store.diagnosis import excerpt, locate
from attachgraph.store.sparql_tokens import Token, tokenize, unescape_codepoints

Form: TypeAlias = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE")
# These begin an update as well, but are too common as names to be looked for anywhere else.
_UPDATES_AT_START: Final = (*_UPDATES, "ADD", "MOVE", "COPY", "WITH")
# More than any query holds; it bounds the time that a hostile text can cost.
_MOST_SERVICES: Final = 1000
_WITH_AUTHORITY: Final = r"[A-Za-z][A-Za-z0-9+.-]*://"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a query asks for, as far as the tokens tell.

    Attributes
    ----------
    query : str
        The text.
    form : Form or None
        The query form; ``None`` if it begins like none of them, which the engine will refuse.
    tokens : tuple of Token
        Its tokens, without comments.
    default_graphs, named_graphs : tuple of str
        The IRIs after ``FROM`` and after ``FROM NAMED``.
    services : tuple of str
        The endpoints it would ask; all of them are on the allow-list.
    variables : frozenset of str
        The names of its variables, without ``?``.
    """

    query: str
    form: Form | None
    tokens: tuple[Token, ...]
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    services: tuple[str, ...]
    variables: frozenset[str]

    @property
    def names_its_dataset(self) -> bool:
        """Whether it has a ``FROM`` clause, which overrules the union of all graphs."""
        return bool(self.default_graphs or self.named_graphs)


def inspect_query(
    query: str,
    *,
    allow_services: Iterable[str] = (),
    prefixes: Mapping[str, str] = PREFIXES,
) -> Inspection:
    """Look a query over before it is evaluated.

    Examples
    --------
    >>> inspect_query("ASK { ?service a ag:Pairing } # SERVICE <http://x/> {").form
    'ASK'
    >>> inspect_query("ASK { SERVICE <https://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    attachgraph.errors.QueryRefused: query:1:7: SERVICE <https://example.org/> is not allowed
        ASK { SERVICE <https://example.org/> { ?s ?p ?o } }
              ^^^^^^^
    Fix: allow this address, on the command line with --allow-service https://example.org/
    """
    tokens = tokenize(query)
    meaningful = [token for token in tokens if token.kind != "comment"]
    prologue = _read_prologue(meaningful, prefixes)
    services = _find_services(query, tokens, prologue)
    unescaped = unescape_codepoints(query)
    if unescaped != query:
        # The specification replaces escapes before it reads tokens, this engine after. Both
        # readings have to be harmless; a call that only one of them sees is never allowed.
        hidden = _find_services(unescaped, tokenize(unescaped), prologue)
        if [iri for _, iri in hidden] != [iri for _, iri in services]:
            problem = "the query calls a SERVICE once its escapes are read"
            _refuse(query, tokens[0], problem, "write the characters themselves, not \\u…")
    _refuse_strangers(query, services, frozenset(allow_services))
    _refuse_updates(query, meaningful[prologue.length :])
    form = next(iter(meaningful[prologue.length :]), None)
    return Inspection(
        query=query,
        form=cast("Form", form.text.upper()) if form and form.is_word(*_FORMS) else None,
        tokens=tuple(meaningful),
        default_graphs=tuple(_from_clauses(meaningful, prologue, named=False)),
        named_graphs=tuple(_from_clauses(meaningful, prologue, named=True)),
        services=tuple(iri for _, iri in services),
        variables=frozenset(token.text[1:] for token in meaningful if token.kind == "variable"),
    )


# ---------------------------------------------------------------- the prologue


@dataclass(frozen=True, slots=True)
class _Prologue:
    """What ``BASE`` and ``PREFIX`` declare, and how many tokens they take."""

    prefixes: Mapping[str, str]
    base: str | None
    length: int

    def resolve(self, token: Token) -> str | None:
        """Return the IRI that a token stands for, or ``None`` if it stands for none."""
        if token.kind == "iri":
            return _absolute(unescape_codepoints(token.text[1:-1]), self.base)
        if token.kind != "name":
            return None
        prefix, local = token.text.split(":", 1)
        namespace = self.prefixes.get(prefix)
        return None if namespace is None else namespace + re.sub(r"\\(.)", r"\1", local)


def _read_prologue(tokens: list[Token], prefixes: Mapping[str, str]) -> _Prologue:
    """Read the declarations at the head of a query."""
    declared, base, at = dict(prefixes), None, 0
    while at < len(tokens):
        if tokens[at].is_word("BASE") and _kinds(tokens, at + 1) == ("iri",):
            base = _absolute(unescape_codepoints(tokens[at + 1].text[1:-1]), base)
            at += 2
        elif tokens[at].is_word("PREFIX") and _kinds(tokens, at + 1, 2) == ("name", "iri"):
            iri = _absolute(unescape_codepoints(tokens[at + 2].text[1:-1]), base)
            declared[tokens[at + 1].text.removesuffix(":")] = iri or ""
            at += 3
        else:
            break
    # After a prologue that was understood to its end comes a form. Otherwise the engine may have
    # seen declarations that are none here, such as ``PREFIXex:<…>``, and names mean nothing.
    understood = at < len(tokens) and tokens[at].is_word(*_FORMS)
    return _Prologue(declared if understood else {}, base if understood else None, at)


def _kinds(tokens: list[Token], start: int, count: int = 1) -> tuple[str, ...]:
    return tuple(token.kind for token in tokens[start : start + count])


def _absolute(iri: str, base: str | None) -> str | None:
    """Resolve a reference as the engine does, by asking the engine's own Turtle reader."""
    if base is None or re.match(_WITH_AUTHORITY, iri):
        return iri
    import pyoxigraph

    turtle = f"<{iri}> <x:> <x:> ."
    try:
        quad = next(pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE, base_iri=base))
    except (SyntaxError, ValueError):
        return None
    return cast("pyoxigraph.NamedNode", quad.subject).value


# ---------------------------------------------------------------- SERVICE


@cache
def _service_shape() -> re.Pattern[str]:
    """Compile the shape that every call has, however the text is split into tokens."""
    # Nothing here may be narrower than the grammar: white space is the four characters that SPARQL
    # takes for it, because a prefix may consist of a character that Unicode calls a space.
    gap = r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+"
    iri, variable = r"<[^>]*+>", r"[?$][^ \t\r\n{#]++"
    name = r"(?:\\.|[^ \t\r\n<>{}\\:#])*+:(?:\\.|[^ \t\r\n<>{}\\#])*+"
    target = f"(?:{iri}|{variable}|{name})"
    return re.compile(rf"service(?={gap}(?:silent{gap})?{target}{gap}\{{)", re.IGNORECASE)


_Call: TypeAlias = tuple[Token, str]


def _find_services(query: str, tokens: list[Token], prologue: _Prologue) -> list[_Call]:
    """List the calls with their endpoint; refuse what cannot be told from one."""
    if query.lower().count("service") > _MOST_SERVICES:
        _refuse(query, tokens[0], f'"service" stands in it over {_MOST_SERVICES} times', "split it")
    starts = [token.start for token in tokens]
    calls = []
    for match in _service_shape().finditer(query):
        index = bisect_right(starts, match.start()) - 1
        token = tokens[index]
        if token.kind == "variable" or _is_opaque(tokens, index):
            continue
        if not token.is_word("SERVICE"):
            _refuse(
                query,
                token,
                "this cannot be told from a SERVICE call",
                'avoid "service" in this name, or end the triple before { with a full stop',
            )
        calls.append((token, _endpoint(query, tokens, index, prologue)))
    return calls


def _is_opaque(tokens: list[Token], index: int) -> bool:
    """Tell whether a token is a string or comment however the text before it is read."""
    if tokens[index].kind not in {"string", "comment"}:
        return False
    return not any(_is_ambiguous(token) for token in tokens[:index])


def _is_ambiguous(token: Token) -> bool:
    """Tell whether strings and comments could begin elsewhere after this token."""
    # ``<`` begins an IRI or compares. It matters if that IRI holds a quote or a ``#``. No operand
    # begins with a scheme and ``//``, so that common IRIs are beyond doubt.
    if token.kind != "iri":
        return token.kind == "stray"
    return bool(re.search(r"['#]", token.text)) and not re.match(_WITH_AUTHORITY, token.text[1:])


def _endpoint(query: str, tokens: list[Token], index: int, prologue: _Prologue) -> str:
    """Return the IRI that a call names; a variable could be anything."""
    rest = [token for token in tokens[index + 1 : index + 40] if token.kind != "comment"]
    if rest and rest[0].is_word("SILENT"):
        rest = rest[1:]
    iri = prologue.resolve(rest[0]) if rest else None
    # ``SERVICE silent:a`` is read as SILENT and ``:a``.
    if iri is None or rest[0].text.lower().startswith("silent"):
        _refuse(
            query,
            tokens[index],
            "SERVICE must name its endpoint by an IRI",
            "write SERVICE <https://…> and allow that address",
        )
    return iri


def _refuse_strangers(query: str, calls: list[_Call], allowed: frozenset[str]) -> None:
    """Refuse calls to endpoints that nobody allowed."""
    for token, iri in calls:
        if iri not in allowed:
            problem = f"SERVICE <{iri}> is not allowed"
            fix = f"allow this address, on the command line with --allow-service {iri}"
            _refuse(query, token, problem, fix)


# ---------------------------------------------------------------- updates and FROM


def _refuse_updates(query: str, body: list[Token]) -> None:
    """Refuse updates in so many words; the engine would only say that SELECT was expected."""
    first = body[:1]
    updates = [token for token in first if token.is_word(*_UPDATES_AT_START)]
    updates += [token for token in body if token.is_word(*_UPDATES)]
    if updates:
        _refuse(
            query,
            updates[0],
            f"queries are read-only, and {updates[0].text.upper()} would change the dataset",
            "ask with SELECT, ASK, CONSTRUCT or DESCRIBE; change documents and build again",
        )


def _from_clauses(tokens: list[Token], prologue: _Prologue, *, named: bool) -> Iterator[str]:
    """Yield the graphs of the dataset clauses."""
    for at, token in enumerate(tokens):
        if not token.is_word("FROM"):
            continue
        rest = tokens[at + 1 : at + 3]
        is_named = bool(rest) and rest[0].is_word("NAMED")
        target = rest[1:] if is_named else rest
        iri = prologue.resolve(target[0]) if target else None
        if iri is not None and is_named == named:
            yield iri


def _refuse(query: str, token: Token, problem: str, fix: str) -> NoReturn:
    place = locate(query, token.start)
    raise QueryRefused(
        f"{problem}\n{excerpt(query, token.start, len(token.text))}",
        where=f"query:{place.line}:{place.column}",
        fix=fix,
    )
