"""A store behind a SPARQL endpoint.

In: an address and queries that were looked over. Out: answers, as the embedded store gives them.
Endpoints differ in what they take for the default graph: one is asked what it does, and told what
to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, Quad

from attachgraph.errors import InputError, UsageError
from attachgraph.query.answers import Answer, Boolean, Solutions, Term, Triples
from attachgraph.query.engine import Request
from attachgraph.rdf.namespaces import GRAPH
from attachgraph.remote.address import Address, parse_address
from attachgraph.remote.client import Client, Reply
from attachgraph.remote.deadline import Deadline
from attachgraph.remote.http_errors import not_sparql
from attachgraph.remote.replies import ACCEPT_GRAPH, ACCEPT_ROWS, ACCEPT_SHORT, read_answer

#: Seconds for questions of our own, which are small.
_PATIENCE: Final = 60.0
_MOST_GRAPHS: Final = 2_000
_FORM: Final = "application/x-www-form-urlencoded"

# A quad of some named graph, and whether its triple is in the default graph as well.
_IS_UNION: Final = "ASK { { SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } ?s ?p ?o }"
_HAS_CONTESTED: Final = f"ASK {{ GRAPH <{GRAPH}contested> {{ ?s ?p ?o }} }}"
_HAS_GRAPHS: Final = "ASK { GRAPH ?g { ?s ?p ?o } }"
# Virtuoso takes a minute for SELECT DISTINCT ?g, and 10 ms for this.
_GRAPHS: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
#: What makes the union the default graph: nothing, or what one server or another understands.
_WAYS: Final[tuple[tuple[tuple[str, str], ...], ...]] = (
    (),
    (("union-default-graph", "true"),),  # Oxigraph
    (("default-graph-uri", "urn:x-arq:UnionGraph"),),  # Fuseki
    (("default-graph-uri", "tag:stardog:api:context:all"),),  # Stardog
)
#: Graphs in which Virtuoso keeps what it knows of itself.
_SYSTEM: Final = (
    "http://www.openlinksw.com/",
    "http://localuriqaserver/",
    "http://www.w3.org/ns/ldp#",
    "http://www.w3.org/2002/07/owl#",
    "urn:activitystreams-owl:map",
    "urn:core:services:sparql",
    "urn:rules.skos",
    "urn:virtuoso:val:",
)
#: The condition that ``?g`` is none of them.
OWN_GRAPH: Final = "".join(f"FILTER(!STRSTARTS(STR(?g), '{start}')) " for start in _SYSTEM)

#: An IRI without a scheme, or one that is made of text.
_MAY_NEED_BASE: Final = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)|\b(?:IRI|URI)\b", re.IGNORECASE)

_Fields = Sequence[tuple[str, str]]


class RemoteStore:
    """A dataset on a server."""

    def __init__(self, address: str) -> None:
        self.address: Address = parse_address(address)
        self.client: Client = Client(self.address)
        self.server: str = ""
        self._way: _Fields | None = None
        self._contested: _Fields = ()
        self._named = address
        self._looked_up: dict[tuple[Term | None, ...], list[Quad]] = {}

    def __repr__(self) -> str:
        return f"<RemoteStore at {self.address.shown}>"

    @property
    def may_be_virtuoso(self) -> bool:
        """Whether nothing else is known, so that only what Virtuoso does well may be asked."""
        return not self.server or "virtuoso" in self.server.lower()

    def evaluate(
        self, request: Request, timeout: float | None, left: float | None, *, is_graph: bool
    ) -> Answer:
        """Ask the server; of the time limit, so much is left."""
        deadline = Deadline(timeout, left)
        fields = list(self._union(deadline)) if request.union else []
        fields += [("default-graph-uri", graph) for graph in request.default_graphs or ()]
        fields += [("named-graph-uri", graph) for graph in request.named_graphs or ()]
        if "virtuoso" in self.server.lower() and left is not None:
            # Without it, the server would go on long after we have gone away.
            fields.append(("timeout", str(max(1000, int(left * 1000)))))
        accept = ACCEPT_GRAPH if is_graph else ACCEPT_ROWS
        return self._ask(_declared(request), fields, deadline, accept)

    def seeing_contested(self) -> RemoteStore:
        """Return the same dataset with its contested edges, which only a server of ours can add."""
        asked = RemoteStore(self._named)
        asked._contested = (("contested", "true"),)
        if asked._own(_HAS_CONTESTED) != Boolean(value=True):
            raise UsageError(
                "this server has no contested edges, or is not one of attachgraph",
                where=self.address.shown,
                fix="ask for their statements: ?statement rdf:subject ?s ; ag:status ag:disputed",
            )
        return asked

    def _ask(
        self, sparql: str, fields: _Fields, deadline: Deadline, accept: str = ACCEPT_ROWS
    ) -> Answer:
        reply = self._send(sparql, fields, deadline, accept)
        answer = read_answer(reply)
        if (accept == ACCEPT_ROWS) != isinstance(answer, Boolean | Solutions):
            reply.close()
            raise not_sparql(reply.headers.get("Content-Type", ""), b"", self.address)
        return answer

    def _send(self, sparql: str, fields: _Fields, deadline: Deadline, accept: str) -> Reply:
        # A form, because Virtuoso never answers a query that is the body itself.
        reply = self.client.send(
            "POST",
            self.address,
            deadline,
            body=urlencode([("query", sparql), *fields, *self._contested]).encode(),
            headers={"Content-Type": _FORM, "Accept": accept},
        )
        self.server = reply.headers.get("Server", "")
        return reply

    def _own(self, sparql: str, fields: _Fields = (), seconds: float = _PATIENCE) -> Answer:
        """Ask something of our own."""
        return self._ask(sparql, fields, Deadline(seconds))

    def own_rows(self, sparql: str) -> Solutions:
        """Ask a question of our own for rows."""
        answer = self._own(sparql)
        if not isinstance(answer, Solutions):
            raise not_sparql("", b"", self.address)
        return answer

    def _union(self, deadline: Deadline) -> _Fields:
        """Return what has to be sent along so that the default graph is the union of all graphs."""
        if self._way is None:
            self._way = self._find_union(deadline.within(_PATIENCE))
        return self._way

    def _find_union(self, seconds: float) -> _Fields:
        for way in _WAYS:
            try:
                if self._own(_IS_UNION, way, seconds):
                    return way
            except InputError:
                if not way:  # this server answers nothing; the others only do not know this way
                    raise
            if not way and not self._own(_HAS_GRAPHS, (), seconds):
                return way
        graphs = [graph.value for graph in self.named_graphs()]
        if len(graphs) > _MOST_GRAPHS:
            raise UsageError(
                "the default graph of this server is not the union of its graphs, and it has too "
                f"many graphs to name them all ({len(graphs):,})",
                where=self.address.shown,
                fix="configure the server so, or write FROM or GRAPH into the query",
            )
        names = ("default-graph-uri", "named-graph-uri")
        return [(name, graph) for name in names for graph in graphs]

    def __len__(self) -> int:
        """Count the quads in named graphs."""
        return sum(self.graph_sizes().values())

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 - the name that pyoxigraph gives it
        graph_name: NamedNode | None = None,
    ) -> list[Quad]:
        """Look something up, as in the embedded store.

        Each look-up is a request, so this is for the few that find what a name means; an answer is
        remembered.
        """
        given = (subject, predicate, object, graph_name)
        if given not in self._looked_up:
            s, p, o, g = (
                str(term) if term is not None else f"?{name}"
                for term, name in zip(given, "spog", strict=True)
            )
            rows = self.own_rows(f"SELECT * WHERE {{ GRAPH {g} {{ {s} {p} {o} }} }}")
            found = (dict(zip(rows.variables, row, strict=True)) for row in rows)
            known = {name: term for name, term in zip("spog", given, strict=True) if term}
            self._looked_up[given] = [_quad({**row, **known}) for row in found]
        return self._looked_up[given]

    def construct(self, sparql: str) -> Triples:
        """Ask for triples."""
        accept = ACCEPT_GRAPH if self.may_be_virtuoso else ACCEPT_SHORT
        answer = self._ask(sparql, (), Deadline(_PATIENCE), accept)
        assert isinstance(answer, Triples)  # noqa: S101 - checked in _ask
        return answer

    def names_in(self, namespace: str) -> frozenset[str]:
        """Ask for the things of a namespace, at most as many as a name is compared with."""
        rows = self.own_rows(
            "SELECT DISTINCT ?n WHERE { GRAPH ?g { ?n a ?k } "
            f'FILTER(STRSTARTS(STR(?n), "{namespace}")) }} LIMIT 20000'
        )
        return frozenset(term.value for (term,) in rows if isinstance(term, NamedNode))

    def contains_named_graph(self, graph: NamedNode) -> bool:
        """Return whether the server has a graph."""
        return bool(self._own(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"))

    def graph_sizes(self) -> dict[NamedNode, int]:
        """Count the triples of each graph, without the graphs that a server keeps for itself."""
        return {
            graph: int(number.value)
            for graph, number in self.own_rows(_GRAPHS)
            if isinstance(graph, NamedNode) and isinstance(number, Literal)
            if not graph.value.startswith(_SYSTEM)
        }

    def named_graphs(self) -> Iterator[NamedNode]:
        """List the graphs of the server, without those that it keeps for itself."""
        yield from self.graph_sizes()

    def graph(self, name: NamedNode, timeout: float) -> Reply:
        """Ask for a graph as it is."""
        sparql = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"
        return self._send(sparql, (), Deadline(timeout), ACCEPT_GRAPH)


def _declared(request: Request) -> str:
    """Declare the prefixes of a query, before its first line and what it declares itself."""
    # Lines in messages of the server are those of the user then, and his own prefixes overrule.
    used = [prefix for prefix in request.prefixes if f"{prefix}:" in request.query]
    head = "".join(f"PREFIX {prefix}: <{request.prefixes[prefix]}> " for prefix in used)
    # The server would take its own address, and never sees a prefix that it must resolve.
    base = f"BASE <{request.base}> " if _MAY_NEED_BASE.search(request.query) else ""
    return base + head + request.query


def _quad(terms: Mapping[str, Term | None]) -> Quad:
    """Put a quad together; the types of its terms are those that a store has in these places."""
    subject, predicate, object_, graph = (terms[name] for name in "spog")
    return Quad(subject, predicate, object_, graph)  # type: ignore[arg-type]
