"""``/mcp``: a client of the Model Context Protocol over HTTP, and who may not ask there."""

from __future__ import annotations

import json

import pytest
from mcp import Client
from mcp.types import TextContent

from attachgraph.assistant.tools import TOOLS
from attachgraph.notice import NOTICE
from tests.server.clients import run_apart
from tests.server.conftest import SHORT, Server, Starter

LIST = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode()
JSON = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}


def test_an_assistant_uses_the_tools_over_http(server: Server) -> None:
    """The tools are those of ``attachgraph mcp``, and answer with rows or with what to repair."""

    async def ask() -> None:
        async with Client(f"http://127.0.0.1:{server.port}/mcp") as client:
            assert [tool.name for tool in (await client.list_tools()).tools] == list(TOOLS)
            found = (await client.call_tool("query", {"sparql": SHORT})).structured_content or {}
            assert [row["style"] for row in found["rows"]] == [
                row["style"].replace("https://w3id.org/attachgraph/style/", "style:")
                for row in server.bindings(SHORT)
            ]
            assert found["notice"] == NOTICE
            listed = await client.call_tool("questions", {})
            assert not listed.is_error
            wrong = await client.call_tool("query", {"sparql": f"{SHORT} }}"})
            assert isinstance(wrong.content[0], TextContent)
            assert wrong.is_error
            assert "Fix:" in wrong.content[0].text

    run_apart(ask())


def test_a_tool_works_within_the_time_of_a_query(start: Starter, store: object) -> None:
    """A tool that works too long is ended, and the assistant is told so."""
    server = start("--store", str(store), "--timeout", "0.5")

    async def ask() -> str:
        async with Client(f"http://127.0.0.1:{server.port}/mcp") as client:
            runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"
            [said] = (await client.call_tool("query", {"sparql": runaway})).content
            return said.text if isinstance(said, TextContent) else ""

    assert "time limit" in run_apart(ask())


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Host": "elsewhere.example"}, LIST, 421),
        ({"Origin": "https://elsewhere.example"}, LIST, 403),
        ({}, b" " * (1024**2 + 1), 413),
        ({}, LIST, 200),
    ],
    ids=["host", "origin", "size", "allowed"],
)
def test_the_limits_of_the_server_hold_for_assistants(
    server: Server, headers: dict[str, str], body: bytes, status: int
) -> None:
    """Whoever may not ask a query may not use a tool."""
    assert server.request("POST", "/mcp", headers=JSON | headers, body=body).status == status


def test_there_are_no_streams_and_no_sessions(server: Server) -> None:
    """As the protocol has it, GET and DELETE are 405, with what is possible and what to do."""
    stream = server.get("/mcp", "text/event-stream")
    for answer in (stream, server.get("/mcp"), server.request("DELETE", "/mcp")):
        assert (answer.status, answer.headers["allow"]) == (405, "OPTIONS, POST")
        assert "docs/assistants.md" in answer.text
