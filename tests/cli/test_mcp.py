"""``attachgraph mcp``: a real client of the protocol starts it and asks, all in one session."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import TextContent, Tool

import attachgraph
from attachgraph.assistant.tools import TOOLS, Tools
from attachgraph.notice import NOTICE
from tests.cli.conftest import command, environment
from tests.server.clients import run_apart

CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "search": ("search", {"words": "calm", "limit": 2}),
    "sections": ("show", {"name": "avoidant-secure"}),
    "first names": ("show", {"name": "avoidant-secure", "section": "names", "limit": 2}),
    "next names": ("show", {"name": "avoidant-secure", "section": "names", "offset": 2}),
    "claims": ("claims", {"about": "secure-avoidant", "limit": 3}),
    "questions": ("questions", {}),
    "ask": ("ask", {"question": "list-names-of-pairing", "values": {"pairing": "secure-avoidant"}}),
    "all": ("query", {"sparql": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o", "limit": 100}),
    "gaps": ("gaps", {}),
    "schema": ("schema", {"class_name": "Pairing"}),
    "wrong name": ("show", {"name": "avoidant-secur"}),
    "wrong section": ("show", {"name": "avoidant-secure", "section": "name"}),
    "wrong query": ("query", {"sparql": "SELECT ?n { ?n a ag:Pairing"}),
    "a misspelt query": ("query", {"sparql": "ASK { ?n ag:aliasOff ?e }"}),
    "an update": ("query", {"sparql": "DELETE WHERE { ?s ?p ?o }"}),
    "wrong standing": ("claims", {"about": "avoidant-secure", "status": "true"}),
    "wrong page": ("search", {"words": "calm", "limit": 1000}),
    "wrong claim": ("claim", {"name": "avoidant-secure"}),
    "wrong arguments": ("show", {"limit": "many"}),
    "misspelt argument": ("query", {"sparql": "ASK {}", "contestd": True}),
    "needless argument": ("gaps", {"x": 1}),
    "wrong question": ("ask", {"question": "zzz"}),
    "unknown name": ("show", {"name": "zzz qqq"}),
    "no name": ("cite", {"names": []}),
}


class Session(NamedTuple):
    """What a client has seen."""

    instructions: str
    tools: list[Tool]
    answers: dict[str, dict[str, Any]]
    errors: dict[str, str]


@pytest.fixture(scope="module")
def session(store: Path) -> Session:
    """Ask all that the tests look at."""
    return run_apart(_ask(store))


async def _ask(store: Path) -> Session:
    program, *arguments = command("mcp", "--store", str(store))
    started = StdioServerParameters(command=program, args=arguments, env=environment())
    async with Client(stdio_client(started)) as client:
        seen = Session(client.instructions or "", (await client.list_tools()).tools, {}, {})
        for name, (tool, values) in CALLS.items():
            got = await client.call_tool(tool, values)
            if got.is_error:
                assert isinstance(got.content[0], TextContent)
                seen.errors[name] = got.content[0].text
            else:
                seen.answers[name] = got.structured_content or {}
        claim = seen.answers["claims"]["rows"][0]["id"]
        for name, tool, values in (
            ("claim", "claim", {"name": claim}),
            ("path", "path", {"start": "work:two-chairs", "end": "avoidant-secure"}),
        ):
            got = await client.call_tool(tool, values)
            assert not got.is_error, got.content
            seen.answers[name] = got.structured_content or {}
    return seen


def test_tools_only_read_and_say_what_they_do(session: Session) -> None:
    """An assistant may call every tool without asking, and knows from its words when to."""
    assert [tool.name for tool in session.tools] == list(TOOLS)
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in session.tools)
    assert all(tool.description and "  " not in tool.description for tool in session.tools)
    assert NOTICE in session.instructions


def test_every_answer_carries_licence_and_notice(session: Session) -> None:
    """Whatever is quoted from an answer can be quoted with what must stand beside it."""
    for name, answer in session.answers.items():
        assert answer["notice"] == NOTICE, name
        assert answer["licences"] == ["https://creativecommons.org/licenses/by/4.0/"], name
        assert answer["rows"], name


def test_claims_come_with_words_standing_and_place(session: Session) -> None:
    """A claim is quoted as it stands in the text, with how it stands and where."""
    listed = session.answers["claims"]["rows"][0]
    [quote] = listed["quotes"]
    assert listed["standing"]
    assert quote["end"] - quote["start"] == len(quote["quote"])
    assert quote["licence"].startswith("https://creativecommons.org/")
    claim = session.answers["claim"]
    assert (claim["id"], claim["standing"]) == (listed["id"], listed["standing"])
    assert claim["rows"][0]["quotes"] == [quote]
    assert session.answers["path"]["rows"][-1]["quote"]


def test_sources_in_an_answer_come_with_their_references() -> None:
    """Nobody has to ask again for them: of a result, of what a text cites, and of a table."""
    tools = Tools(attachgraph.load())
    for answer in (
        tools.show("claim/anxious-avoidant-attract", "results", limit=1),
        tools.claims("anxious-avoidant", "disputed", limit=1),
        tools.query("SELECT ?it { BIND(source:lozano-2021 AS ?it) }"),
    ):
        [name, *_] = answer["references"]
        assert name in str(answer["rows"])
        assert re.search(r"\(\d{4}\)\. ", answer["references"][name])


def test_answer_no_says_what_may_be_misspelt(session: Session) -> None:
    """An assistant must not take a misspelt property for something that is not so."""
    assert "did you mean ag:aliasOf?" in session.answers["a misspelt query"]["look_again"][0]


def test_what_is_cut_says_how_to_go_on(session: Session) -> None:
    """Pages join without a gap, and the last one says nothing of more."""
    first, rest = session.answers["first names"], session.answers["next names"]
    assert first["cut"] == "these are 2 rows from 0; there are more: ask with offset=2"
    assert not rest["cut"]
    ids = [row["id"] for row in first["rows"] + rest["rows"]]
    size = {s["section"]: s["items"] for s in session.answers["sections"]["rows"]}["names"]
    assert len(set(ids)) == len(ids) == size


def test_no_answer_is_large(session: Session) -> None:
    """Even everything at once, full texts included, leaves room for a conversation."""
    assert len(json.dumps(session.answers["all"]["rows"], ensure_ascii=False).encode()) < 42_000
    assert "offset=" in session.answers["all"]["cut"]


@pytest.mark.parametrize(
    ("name", "helps"),
    [
        ("wrong name", "did you mean avoidant-secure"),
        ("wrong section", "did you mean names"),
        ("wrong query", "add the missing }"),
        ("an update", "DELETE"),
        ("wrong standing", "supported"),
        ("wrong page", "limit from 1 to 100"),
        ("wrong claim", "claims(about='pairing/avoidant-secure')"),
        ("wrong arguments", "show: name is missing; limit cannot be 'many': input should be"),
        ("wrong arguments", "Fix: show takes name, section, offset, limit"),
        (
            "misspelt argument",
            "contestd is not an argument of it. Fix: query takes sparql, contested",
        ),
        ("needless argument", "Fix: gaps takes no arguments"),
        ("wrong question", "Fix: questions() lists them all"),
        ("unknown name", "search(words=…)"),
        ("no name", "cite needs a name"),
    ],
)
def test_errors_help_an_assistant_on(session: Session, name: str, helps: str) -> None:
    """What a person is told of a mistake and its repair, the assistant is told, too."""
    assert helps in session.errors[name]
