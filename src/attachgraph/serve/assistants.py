"""Answer assistants over HTTP: their tools are used by the workers, within the limits of queries.

In: the body of a request. Out: a response. What the Model Context Protocol says is known to its
SDK, which is imported for the first who asks: it takes a second, and few servers need it.
"""

from __future__ import annotations

import asyncio
import json
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from attachgraph.serve.jobs import Task, ToolJob
from attachgraph.serve.page_text import VERSION
from attachgraph.serve.pending import Interrupted, Unavailable
from attachgraph.serve.protocol import refuse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from attachgraph.serve.pool import Pool
    from attachgraph.serve.settings import Settings


class Assistants:
    """What answers assistants."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._seconds = settings.timeout
        self._made: asyncio.Task[ASGIApp] | None = None

    async def answer(self, body: bytes) -> Response:
        """Answer a request."""
        if find_spec("mcp") is None:
            fix = "on the machine of the server: python -m pip install 'attachgraph[mcp]'"
            raise refuse(404, "this server has no tools for assistants", fix)
        if self._made is None:
            self._made = asyncio.create_task(asyncio.to_thread(self._make))
        return _ToolResponse(await asyncio.shield(self._made), body)

    def _make(self) -> ASGIApp:
        from attachgraph.assistant.server import over_http

        return over_http(self._use, VERSION)

    async def _use(self, name: str, values: dict[str, object]) -> dict[str, Any]:
        task = Task(ToolJob(name, values), gzip=False, seconds=self._seconds)
        work = self._pool.submit(task)
        try:
            await work.head
            found: dict[str, Any] = json.loads(b"".join([chunk async for chunk, _ in work.body()]))
        except Interrupted:
            raise Unavailable("the answer could not be completed", fix="ask again") from None
        finally:
            self._pool.abandon(work)
        return found


class _ToolResponse(Response):
    """A response that the SDK writes, to a body that has been read within our limits."""

    def __init__(self, protocol: ASGIApp, asked: bytes) -> None:
        super().__init__()
        self._protocol = protocol
        self._asked = asked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        waiting: list[Message] = [{"type": "http.request", "body": self._asked}]

        async def read() -> Message:
            return waiting.pop() if waiting else await receive()

        await self._protocol(scope, read, send)
