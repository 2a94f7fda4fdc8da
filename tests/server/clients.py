"""Many clients at once, each asking one question after the other on a connection of its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote

__all__ = ["Question", "Reply", "Report", "percentile", "run_apart", "run_clients"]


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and the body that is the right answer to it.

    Attributes
    ----------
    path : str
        Path and query string.
    expected : bytes or None
        The body; ``None`` for a query that cannot be answered in time.
    """

    path: str
    expected: bytes | None

    @classmethod
    def of(cls, query: str, expected: bytes | None, path: str = "/sparql") -> Question:
        """Make the path of a query."""
        return cls(f"{path}?query={quote(query, safe='')}", expected)

    def as_new(self, *numbers: int) -> Question:
        """Return the same question with a remark, so that no server has its answer already."""
        remark = quote(f" # {' '.join(map(str, numbers))}", safe="")
        return Question(self.path + remark, self.expected)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a client was answered."""

    question: Question
    status: int
    body: bytes
    seconds: float
    is_whole: bool = True
    headers: str = ""


@dataclass
class Report:
    """All that was answered, and how long it took."""

    seconds: float = 0.0
    replies: list[Reply] = field(default_factory=list)
    lost: int = 0
    reset: int = 0

    def times(self, status: int = 200) -> list[float]:
        """List how long answers with a status took."""
        return [reply.seconds for reply in self.replies if reply.status == status]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    ordered = sorted(values)
    if not ordered:
        return float("nan")
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class _Client:
    """A connection that is kept alive, and opened again if the server closes it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, question: Question) -> Reply:
        """Ask, and read the answer to its end."""
        began = time.perf_counter()
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        assert self._reader is not None
        host = f"127.0.0.1:{self._port}"
        accept = "application/sparql-results+json"
        request = f"GET {question.path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n"
        self._writer.write(request.encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        body, is_whole = await self._body(self._reader, head)
        if not is_whole or "connection: close" in head:
            self.close()
        return Reply(question, status, body, time.perf_counter() - began, is_whole, head)

    @staticmethod
    async def _body(reader: asyncio.StreamReader, head: str) -> tuple[bytes, bool]:
        is_chunked = "transfer-encoding: chunked" in head
        try:
            return await (_chunks(reader) if is_chunked else _whole(reader, head)), True
        except ConnectionResetError:
            raise  # broken off, and said so: the same as a reset before the head
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            return b"", False

    def close(self) -> None:
        """Close the connection."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    pieces = []
    while size := int(await reader.readline(), 16):
        pieces.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(pieces)


_Value = TypeVar("_Value")


def run_apart(coroutine: Coroutine[Any, Any, _Value]) -> _Value:
    """Run a coroutine in a thread: Playwright leaves a loop running in the one of the tests."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


async def _whole(reader: asyncio.StreamReader, head: str) -> bytes:
    length = head.split("content-length: ")[1].split("\r\n", maxsplit=1)[0]
    return await reader.readexactly(int(length))


async def run_clients(
    port: int,
    clients: int,
    seconds: float,
    questions: Callable[[int], Iterator[Question]],
) -> Report:
    """Let clients ask for some time.

    Parameters
    ----------
    port : int
        Where the server is.
    clients : int
        How many at once.
    seconds : float
        How long they begin new requests.
    questions : callable
        Gives the questions of a client by its number, without an end.

    Returns
    -------
    Report
        Requests that got no answer at all are `lost`. Those whose connection was reset are
        `reset`: so the server breaks off an answer, and its head may not have been read by then.
    """
    report = Report()
    began = time.perf_counter()

    async def ask_on(number: int) -> None:
        client = _Client(port)
        for question in questions(number):
            if time.perf_counter() - began > seconds:
                break
            try:
                report.replies.append(await client.ask(question))
            except ConnectionResetError:
                client.close()
                report.reset += 1
            except (OSError, asyncio.IncompleteReadError):
                client.close()
                report.lost += 1
                await asyncio.sleep(0.05)
        client.close()

    await asyncio.gather(*(ask_on(number) for number in range(clients)))
    report.seconds = time.perf_counter() - began
    return report
