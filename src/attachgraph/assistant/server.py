"""The protocol: the tools on standard input and output, or over HTTP, by the SDK of the protocol.

In: what uses a tool. Out: a server.

Sources: Model Context Protocol, https://modelcontextprotocol.io/specification
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial, wraps
from types import MethodType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import ValidationError

from attachgraph.assistant.answers import Json
from attachgraph.assistant.tools import TOOLS, Tools
from attachgraph.errors import AttachGraphError
from attachgraph.notice import NOTICE

if TYPE_CHECKING:
    from attachgraph.graph import Graph

INSTRUCTIONS: Final = f"""\
A graph of what is written and what was found about adult attachment styles and pairings.
Answer from the tools only. With each sentence give the quote word for word, its standing
(supported, weak, qualified, disputed, contradicted, inferred, reported, unsupported) and its
source; cite gives full references. "reported" means that an entry says it, not that it was found.
Where the tools say that something was cut, go on with offset, or say that you saw only a part.
Where nothing is found, say so. {NOTICE}
"""
#: Uses a tool: its name, and the values that it is given.
Use: TypeAlias = Callable[[str, dict[str, object]], Awaitable[Json]]

_READS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_WRONG: Final = {"missing": "is missing", "extra_forbidden": "is not an argument of it"}
#: What errors tell people to do, and what an assistant can do instead.
_INSTEAD: Final = {
    "graph.questions lists": "questions() lists",
    "attachgraph search WORDS": "search(words=…)",
    ", or raise the limit: timeout=…": "",
}


class _Server(MCPServer):
    """The server of the SDK, in which wrong arguments are told in words."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """Use a tool."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(_wrong(name, error.__cause__)) from error
            raise


def _wrong(name: str, error: ValidationError) -> str:
    """Say which arguments of a tool are wrong, and which it takes."""
    told = [
        f"{each['loc'][0]} {_WRONG[each['type']]}"
        if each["type"] in _WRONG
        else f"{each['loc'][0]} cannot be {each['input']!r}: {each['msg'].lower()}"
        for each in error.errors()
    ]
    takes = ", ".join(list(inspect.signature(getattr(Tools, name)).parameters)[1:])
    return f"{name}: {'; '.join(told)}. Fix: {name} takes {takes or 'no arguments'}"


def make_server(use: Use, version: str) -> MCPServer:
    """Make a server of the tools."""
    return _Server(
        "attachgraph",
        version=version,
        instructions=INSTRUCTIONS,
        log_level="WARNING",
        tools=[_tool(name, use) for name in TOOLS],
    )


def _tool(name: str, use: Use) -> Tool:
    """Describe a tool; a misspelt argument is refused, which the SDK would leave out."""
    said = inspect.getdoc(getattr(Tools, name))
    tool = Tool.from_function(_function(name, use), name, description=said, annotations=_READS)
    asked = tool.fn_metadata.arg_model
    asked.model_config["extra"] = "forbid"
    asked.model_rebuild(force=True)
    tool.parameters["additionalProperties"] = False
    return tool


def _function(name: str, use: Use) -> Callable[..., Awaitable[Json]]:
    """Take the signature of a tool; what a person is told of an error, the assistant is, too."""

    @wraps(MethodType(getattr(Tools, name), object()))
    async def run(**given: object) -> Json:
        try:
            return await use(name, given)
        except AttachGraphError as error:
            told = str(error)
            for people, assistant in _INSTEAD.items():
                told = told.replace(people, assistant)
            raise ToolError(told) from error

    return run


def serve_on_stdio(open_graph: Callable[[], Graph], version: str) -> None:
    """Serve the tools of a graph to the program that has started this one.

    They run one after another in one thread, which has opened the graph: the index of words belongs
    to the thread that has opened it.
    """
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="attachgraph")
    tools = thread.submit(lambda: Tools(open_graph())).result()

    async def use(name: str, given: dict[str, object]) -> Json:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(thread, partial(getattr(tools, name), **given))

    make_server(use, version).run("stdio")


def over_http(use: Use, version: str) -> Callable[[Any, Any, Any], Awaitable[None]]:
    """Make an ASGI application that answers at ``/mcp`` without sessions.

    Who may ask, and with how much, has been decided before.
    """
    server = make_server(use, version)
    open_to_all = TransportSecuritySettings(enable_dns_rebinding_protection=False)

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        application = server.streamable_http_app(
            stateless_http=True, json_response=True, transport_security=open_to_all
        )
        # One for each request: nothing of the SDK lives longer than the answer.
        async with server.session_manager.run():
            await application(scope, receive, send)

    return answer
