"""Where a server takes what is to be stored: each has its own addresses for it.

In: the address of a SPARQL endpoint, what the server calls itself, and what the user says. Out: the
addresses to write to. A guess is made only for servers that are known; whoever says it himself is
believed.

Sources: SPARQL 1.1 Graph Store HTTP Protocol; SPARQL 1.1 Protocol, section 2.2 (update); the
manuals of the servers. Those for Virtuoso and Oxigraph are tested against the real ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

from attachgraph.errors import UsageError
from attachgraph.remote.address import Address, parse_address

Method = Literal["auto", "gsp", "update"]


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How a kind of server is known, and where it is written to."""

    server: str
    host: str
    path: str
    graph_store: str
    update: str
    parameter: str = "graph"


#: The path of the query endpoint is matched; what it captures goes into the other paths.
_DIALECTS: Final = (
    _Dialect(
        *("virtuoso", "", r"(.*)/sparql(?:-auth)?/?"),
        *(r"\1/sparql-graph-crud-auth", r"\1/sparql-auth", "graph-uri"),
    ),
    _Dialect("oxigraph", "", r"(.*)/(?:query|sparql)/?", r"\1/store", r"\1/update"),
    _Dialect("fuseki", "", r"(.*)/(?:query|sparql)/?", r"\1/data", r"\1/update"),
    _Dialect("stardog", "", r"(.*)/query/?", r"\1", r"\1/update"),
    _Dialect("", r"\.neptune\.amazonaws\.com", r"(.*)/sparql/?", r"\1/sparql/gsp/", r"\1/sparql"),
    # GraphDB and RDF4J
    _Dialect(*("", "", r"(.*/repositories/[^/]+)/?"), r"\1/rdf-graphs/service", r"\1/statements"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where and how to write."""

    method: Literal["gsp", "update"]
    address: Address
    parameter: str = "graph"

    def of_graph(self, graph: str) -> Address:
        """Return the address of a graph in the graph store."""
        name = quote(graph, safe="")
        target = self.address.target
        if not self.parameter:
            return self.address.at(target.replace("%7Bgraph%7D", name))
        return self.address.at(f"{target}{'&' if '?' in target else '?'}{self.parameter}={name}")


def find_target(
    endpoint: Address,
    server: str,
    *,
    method: Method = "auto",
    graph_store_url: str | None = None,
    update_url: str | None = None,
) -> Target:
    """Find where to write."""
    dialect = _dialect(endpoint, server)
    if method == "auto":
        method = "update" if update_url and not graph_store_url else "gsp"
    said = graph_store_url if method == "gsp" else update_url
    option = "--graph-store-url" if method == "gsp" else "--update-url"
    if said is not None:
        address = _said(said, endpoint, option)
        parameter = "" if "%7Bgraph%7D" in address.target else "graph"
        if dialect and parameter and method == "gsp":
            parameter = dialect.parameter
        return Target(method, address, parameter)
    if dialect is None:
        raise UsageError(
            "it is not known where this server takes what is to be stored",
            where=endpoint.shown,
            fix="see its documentation and say it: --graph-store-url URL, or --update-url URL",
        )
    path = dialect.graph_store if method == "gsp" else dialect.update
    target = re.sub(dialect.path + r"\Z", path, endpoint.path) or "/"
    return Target(method, endpoint.at(target), dialect.parameter)


def _dialect(endpoint: Address, server: str) -> _Dialect | None:
    for dialect in _DIALECTS:
        if (
            dialect.server in server.lower()
            and re.search(dialect.host + r"\Z", endpoint.host)
            and re.fullmatch(dialect.path, endpoint.path)
        ):
            return dialect
    return None


def _said(text: str, endpoint: Address, option: str) -> Address:
    address = parse_address(text.replace("{graph}", "%7Bgraph%7D"))
    if address.origin != endpoint.origin:
        # The login is meant for one server, and what is counted must be what was written.
        raise UsageError(
            f"{option} is on another server than the SPARQL endpoint",
            where=address.shown,
            fix=f"give the address of {endpoint.origin}",
        )
    return address
