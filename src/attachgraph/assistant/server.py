"""The protocol: tools of a graph on standard input and output, by the SDK of the protocol.

In: a graph. Out: a server. Tools run one after another in one thread, because the index of words
belongs to the thread that has opened it.

References
----------
Model Context Protocol, https://modelcontextprotocol.io/specification
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial, wraps
from typing import TYPE_CHECKING, Final

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

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
_READS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def make_server(open_graph: Callable[[], Graph], version: str) -> MCPServer:
    """Make a server of a graph, which is opened by the thread that will ask it."""
    server = MCPServer(
        "attachgraph", version=version, instructions=INSTRUCTIONS, log_level="WARNING"
    )
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="attachgraph")
    tools = thread.submit(lambda: Tools(open_graph())).result()
    for name in TOOLS:
        tool = getattr(tools, name)
        said = inspect.getdoc(tool)
        server.add_tool(_tool(tool, thread), name, description=said, annotations=_READS)
    return server


def _tool(tool: Callable[..., Json], thread: Executor) -> Callable[..., Awaitable[Json]]:
    """Run a tool in the thread; what a person is told of an error, the assistant is, too."""

    @wraps(tool)
    async def run(**given: object) -> Json:
        try:
            return await asyncio.get_running_loop().run_in_executor(thread, partial(tool, **given))
        except AttachGraphError as error:
            raise ToolError(str(error)) from error

    return run
