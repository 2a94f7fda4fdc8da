"""The server as users run it: the real command in a process of its own, on a free port."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest

from attachgraph.store.publishing import publish

#: What a developer's shell may have set and a test must not see.
HIDDEN = ("ATTACHGRAPH_STORE", "ATTACHGRAPH_DEBUG", "FORCE_COLOR", "COLUMNS")

#: A query that would take hours.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"

#: A query with one small answer.
SHORT = "SELECT ?style WHERE { ?style a ag:AttachmentStyle } ORDER BY ?style"


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def media_type(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass
class Server:
    """A server that runs, and what it says on stderr."""

    process: subprocess.Popen[bytes]
    port: int = 0
    said: list[str] = field(default_factory=list)
    listener: Thread | None = None

    def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        timeout: float = 120,
    ) -> Answer:
        """Send one request and read its answer to the end."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=dict(headers or {}))
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, told, response.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str | None = None, **headers: str) -> Answer:
        """Get a page."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.request("GET", path, headers=sent | ({"Accept": accept} if accept else {}))

    def ask(self, query: str, accept: str | None = None, **parameters: str) -> Answer:
        """Ask a query with GET."""
        return self.get(
            f"/sparql?{urlencode({'query': query, **parameters}, quote_via=quote)}", accept
        )

    def bindings(self, query: str, **parameters: str) -> list[dict[str, str]]:
        """Ask a query and return its rows as plain values."""
        answer = self.ask(query, **parameters)
        assert answer.status == 200, answer.text
        rows = answer.json["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in rows]

    def processes(self) -> list[int]:
        """List the processes below the server, children and grandchildren."""
        found, waiting = list[int](), [self.process.pid]
        while waiting:
            pid = waiting.pop()
            with suppress(FileNotFoundError, ProcessLookupError):
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
                waiting += map(int, children.split())
                found += map(int, children.split())
        return found

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Stop it and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait()


Starter = Callable[..., Server]


def until(condition: Callable[[], object], seconds: float = 120) -> None:
    """Wait until something holds; fail if it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def command(*arguments: str) -> list[str]:
    """Return the command line of the server."""
    return [sys.executable, "-m", "attachgraph", "serve", *arguments]


def environment(**changes: str) -> dict[str, str]:
    """Return the variables that the command sees."""
    kept = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    return {**kept, "NO_COLOR": "1", **changes}


def fill(source: Path) -> Callable[[pyoxigraph.Store], None]:
    """Return a function that fills a store with a file."""

    def load(target: pyoxigraph.Store) -> None:
        target.bulk_load(path=str(source))

    return load


def start_server(*arguments: str, **changes: str) -> Server:
    """Start the command on a free port, and wait until it says where it answers."""
    server = Server(
        subprocess.Popen(
            command("--port", "0", *arguments), stderr=subprocess.PIPE, env=environment(**changes)
        )
    )

    def listen() -> None:
        assert server.process.stderr is not None
        for line in server.process.stderr:
            server.said.append(line.decode().rstrip("\n"))

    server.listener = Thread(target=listen, daemon=True)
    server.listener.start()

    def has_started() -> bool:
        assert server.process.poll() is None, server.said
        found = (re.search(r"answers at http://\S+:(\d+)/", line) for line in server.said)
        server.port = next((int(match[1]) for match in found if match), 0)
        return server.port > 0

    until(has_started)
    return server


def end(server: Server) -> None:
    """End a server, however it is."""
    server.process.kill()
    server.process.wait()
    assert server.process.stderr is not None
    assert server.listener is not None
    server.listener.join(120)  # it ends when the last process of the server has ended
    assert not server.listener.is_alive()
    server.process.stderr.close()


@pytest.fixture(scope="session")
def store(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the fixture as a store on disk."""
    path = tmp_path_factory.mktemp("serve") / "store"
    publish(path, fill(root / "tests/fixtures/graph.nq"))
    return path


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    """Return a function that starts servers, which end with the test."""
    servers: list[Server] = []

    def start_one(*arguments: str, **changes: str) -> Server:
        changes.setdefault("ATTACHGRAPH_CACHE", str(tmp_path / "cache"))
        servers.append(start_server(*arguments, **changes))
        return servers[-1]

    yield start_one
    for server in servers:
        end(server)


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server on the fixture, one for the tests of a file."""
    cache = tmp_path_factory.mktemp("cache")
    started = start_server("--store", str(store), ATTACHGRAPH_CACHE=str(cache))
    yield started
    end(started)
