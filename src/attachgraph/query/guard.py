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

The engine reads and evaluates by recursion, and ends the process when its stack is full. How deeply
a query nests is bounded here, before the engine sees it; whoever evaluates one that is not
*small* has to do that in a process that may end.

All of it takes a time that is linear in the length of the query.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, NoReturn, TypeAlias, cast

from attachgraph.errors import QueryError, QueryRefused
from attachgraph.query.syntax_errors import excerpt, locate
from attachgraph.query.tokens import Token, tokenize, unescape_codepoints
from attachgraph.rdf.namespaces import BASE, PREFIXES

Form: TypeAlias = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE")
# These begin an update as well, but are too common as names to be looked for anywhere else.
_UPDATES_AT_START: Final = (*_UPDATES, "ADD", "MOVE", "COPY", "WITH")
# More than any query holds; it bounds the time that a hostile text can cost.
_MOST_SERVICES: Final = 1000
#: Characters from "service" on that are compared with the shape of a call.
_WINDOW: Final = 8_000
#: Longer than any query that a program writes; to split it takes two seconds at most.
_LONGEST: Final = 2_000_000
_LONGEST_IRI: Final = 4_000
#: Brackets within each other. The engine needs up to 10 kB of its stack for each.
_DEEPEST: Final = 500
_OPENING: Final = frozenset({"{", "(", "[", "<<", "<<(", "{|"})
_CLOSING: Final = frozenset({"}", ")", "]", ">>", ")>>", "|}"})
#: Tokens of a query that fits into any stack: one takes 6.7 kB at most, an item of a collection.
_SMALL: Final = 200
_WITH_AUTHORITY: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_QUOTES: Final = re.compile(r"['#]")


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a query asks for, as far as the tokens tell."""

    #: The text.
    query: str
    #: The query form; ``None`` if it begins like none of them, which the engine will refuse.
    form: Form | None
    #: Its tokens, without comments.
    tokens: tuple[Token, ...]
    #: The IRIs after ``FROM`` and after ``FROM NAMED``.
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    #: The endpoints it would ask; all of them are on the allow-list.
    services: tuple[str, ...]
    #: The names of its variables, without ``?``.
    variables: frozenset[str]
    #: Whether the engine can read and evaluate it on the stack of any thread, beyond doubt.
    is_small: bool

    @property
    def names_its_dataset(self) -> bool:
        """Whether it has a ``FROM`` clause, which overrules the union of all graphs."""
        return bool(self.default_graphs or self.named_graphs)


def inspect_query(
    query: str,
    *,
    allow_services: Iterable[str] = (),
    prefixes: Mapping[str, str] = PREFIXES,
    base: str = BASE,
) -> Inspection:
    """Look a query over before it is evaluated.

    Relative IRIs are resolved by `base`, unless the query declares another, as SPARQL 1.1 has it in
    section 4.1.1.2.
    """
    if len(query) > _LONGEST:
        problem = f"the query is too long: it has more than {_LONGEST:,} characters"
        raise QueryError(problem, fix="ask in parts, or load what it lists as data")
    tokens = tokenize(query)
    meaningful = [token for token in tokens if token.kind != "comment"]
    _refuse_depth(query, meaningful)
    prologue = _read_prologue(query, meaningful, prefixes, base)
    doubtful = _first_ambiguous(tokens)
    services = _find_services(query, tokens, doubtful, prologue)
    unescaped = unescape_codepoints(query)
    if unescaped != query:
        # The specification replaces escapes before it reads tokens, this engine after. Both
        # readings have to be harmless; a call that only one of them sees is never allowed.
        others = tokenize(unescaped)
        hidden = _find_services(unescaped, others, _first_ambiguous(others), prologue)
        if [iri for _, iri in hidden] != [iri for _, iri in services]:
            problem = "the query calls a SERVICE once its escapes are read"
            _refuse(query, tokens[0], problem, "write the characters themselves, not \\u…")
    _refuse_services(query, services, frozenset(allow_services))
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
        is_small=len(meaningful) <= _SMALL and doubtful == len(tokens),
    )


def _refuse_depth(query: str, tokens: list[Token]) -> None:
    """Refuse brackets that are nested more deeply than anybody writes them."""
    depth = 0
    for token in tokens:
        if token.text in _OPENING:
            depth += 1
        elif token.text in _CLOSING:
            depth = max(0, depth - 1)
        if depth > _DEEPEST:
            problem = f"the query is nested too deeply: more than {_DEEPEST} brackets"
            _refuse(query, token, problem, "write it with fewer brackets", QueryError)


# ---------------------------------------------------------------- the prologue


@dataclass(frozen=True, slots=True)
class _Prologue:
    """What ``BASE`` and ``PREFIX`` declare, and how many tokens they take."""

    prefixes: Mapping[str, str]
    base: str | None
    length: int

    def resolve(self, token: Token) -> str | None:
        """Return the IRI that a token means, or ``None`` if it means none."""
        if token.kind == "iri":
            return _absolute(unescape_codepoints(token.text[1:-1]), self.base)
        if token.kind != "name":
            return None
        prefix, local = token.text.split(":", 1)
        namespace = self.prefixes.get(prefix)
        return None if namespace is None else namespace + re.sub(r"\\(.)", r"\1", local)


def _read_prologue(
    query: str, tokens: list[Token], prefixes: Mapping[str, str], base: str | None
) -> _Prologue:
    """Read the declarations at the head of a query."""
    declared, at = dict(prefixes), 0
    while at < len(tokens):
        word, *rest = tokens[at : at + 3]
        if word.is_word("PREFIX") and [token.kind for token in rest] == ["name", "iri"]:
            declared[rest[0].text.removesuffix(":")] = _declared(query, rest[1], base) or ""
            at += 3
        elif word.is_word("BASE") and rest and rest[0].kind == "iri":
            base = _declared(query, rest[0], base)
            at += 2
        else:
            break
    # After a prologue that was understood to its end comes a form. Otherwise the engine may have
    # seen declarations that are none here, such as ``PREFIXex:<…>``, and names mean nothing.
    understood = at < len(tokens) and tokens[at].is_word(*_FORMS)
    return _Prologue(declared if understood else {}, base if understood else None, at)


def _declared(query: str, token: Token, base: str | None) -> str | None:
    """Read the IRI of a declaration, which a query may use any number of times."""
    if len(token.text) > _LONGEST_IRI:
        problem = f"this IRI has more than {_LONGEST_IRI:,} characters"
        _refuse(query, token, problem, "declare a shorter one", QueryError)
    return _absolute(unescape_codepoints(token.text[1:-1]), base)


def _absolute(iri: str, base: str | None) -> str | None:
    """Resolve a reference as the engine does, by asking the engine's own Turtle reader."""
    if base is None or _WITH_AUTHORITY.match(iri):
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
def _service_shape(*, cut: bool) -> re.Pattern[str]:
    """Compile the shape that every call has, however the text is split into tokens.

    Where the text is cut off, whatever could go on as a call has the shape.
    """
    # Nothing here may be narrower than the grammar: white space is the four characters that SPARQL
    # takes for it, because a prefix may consist of a character that Unicode calls a space.
    end = r"\\?\Z|" if cut else ""
    gap = r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+"
    iri, variable = rf"<[^>]*+(?:{end}>", r"[?$][^ \t\r\n{#]++(?:"
    name = rf"(?:\\.|[^ \t\r\n<>{{}}\\:#])*+(?:{end}:(?:\\.|[^ \t\r\n<>{{}}\\#])*+"
    target = "|".join(rf"{part}{gap}(?:{end}\{{))" for part in (iri, variable, name))
    silent = rf"silent{gap}(?:{end}{target})"
    return re.compile(rf"service{gap}(?:{end}{silent}|{target})", re.IGNORECASE)


def _iter_shapes(query: str) -> Iterator[int]:
    """Yield the places where a text may be a call."""
    for word in re.finditer(r"service", query, re.IGNORECASE):
        # To look farther each time would cost the square of the length.
        window = query[word.start() : word.start() + _WINDOW]
        cut = word.start() + _WINDOW < len(query)
        if _service_shape(cut=cut).match(window):
            yield word.start()


_Call: TypeAlias = tuple[Token, str]


def _find_services(
    query: str, tokens: list[Token], doubtful: int, prologue: _Prologue
) -> list[_Call]:
    """List the calls with their endpoint; refuse what may be one."""
    if query.lower().count("service") > _MOST_SERVICES:
        _refuse(query, tokens[0], f'it has "service" over {_MOST_SERVICES} times', "split it")
    starts = [token.start for token in tokens]
    calls = []
    for start in _iter_shapes(query):
        index = bisect_right(starts, start) - 1
        token = tokens[index]
        # A string or a comment is one only if the text before it can be read in no other way.
        if token.kind == "variable" or (token.kind in {"string", "comment"} and index <= doubtful):
            continue
        if not token.is_word("SERVICE"):
            _refuse(
                query,
                token,
                "this may be a SERVICE call",
                'avoid "service" in this name, or end the triple before { with a full stop',
            )
        calls.append((token, _endpoint(query, tokens, index, prologue)))
    return calls


def _first_ambiguous(tokens: list[Token]) -> int:
    """Find the first token after which strings and comments could begin elsewhere."""
    for at, (kind, text, _) in enumerate(tokens):
        if kind == "stray":
            return at
        # ``<`` begins an IRI or compares. It matters if that IRI holds a quote or a ``#``. No
        # operand begins with a scheme and ``//``, so that common IRIs are beyond doubt.
        if kind == "iri" and _QUOTES.search(text) and not _WITH_AUTHORITY.match(text, 1):
            return at
    return len(tokens)


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


def _refuse_services(query: str, calls: list[_Call], allowed: frozenset[str]) -> None:
    """Refuse calls to endpoints that nobody allowed."""
    for token, iri in calls:
        if iri not in allowed:
            problem = f"SERVICE <{iri}> is not allowed"
            fix = f"allow this address, on the command line with --allow-service {iri}"
            _refuse(query, token, problem, fix)


# ---------------------------------------------------------------- updates and FROM


def _refuse_updates(query: str, body: list[Token]) -> None:
    """Say that updates are refused; the engine would only say that SELECT was expected."""
    first = body[:1]
    updates = [token for token in first if token.is_word(*_UPDATES_AT_START)]
    updates += [token for token in body if token.kind == "word" and token.is_word(*_UPDATES)]
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
        if token.kind != "word" or not token.is_word("FROM"):
            continue
        rest = tokens[at + 1 : at + 3]
        is_named = bool(rest) and rest[0].is_word("NAMED")
        target = rest[1:] if is_named else rest
        iri = prologue.resolve(target[0]) if target else None
        if iri is not None and is_named == named:
            yield iri


def _refuse(
    query: str,
    token: Token,
    problem: str,
    fix: str,
    error: type[QueryError] = QueryRefused,
) -> NoReturn:
    place = locate(query, token.start)
    raise error(
        f"{problem}\n{excerpt(query, token.start, len(token.text))}",
        where=f"query:{place.line}:{place.column}",
        fix=fix,
    )
