"""Real SPARQL servers for the tests, each on a free port and with its own folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

_PATIENCE: Final = 60.0

_VIRTUOSO: Final = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
MaxClientConnections = 10
CheckpointInterval = 0
AllowOSCalls = 0
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 7000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
{limits}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server answers."""

    query: str
    graph_store: str
    update: str


#: Ports that the kernel gives to nobody who asks for any: it begins at 32768. Each process of the
#: tests begins somewhere else.
_CANDIDATES: Final = (10_000 + number % 20_000 for number in count(os.getpid() * 16))


def free_port() -> int:
    """Return a port that nobody listens at: these servers do not say which one they got."""
    while True:
        port = next(_CANDIDATES)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextlib.contextmanager
def oxigraph(*options: str, location: Path | None = None) -> Generator[Server]:
    """Run Oxigraph's own server, empty and in memory unless a folder is given."""
    port = free_port()
    binary = Path(sys.executable).with_name("oxigraph")
    where = ["--location", str(location)] if location else []
    command = [str(binary), "serve", "--bind", f"127.0.0.1:{port}", *where, *options]
    base = f"http://127.0.0.1:{port}"
    with _running(command, f"{base}/"):
        yield Server(f"{base}/query", f"{base}/store", f"{base}/update")


@contextlib.contextmanager
def virtuoso(folder: Path, limits: str = "") -> Generator[Server]:
    """Run Debian's Virtuoso, empty."""
    program = shutil.which("virtuoso-t")
    assert program, "run tools/install-test-programs.sh"
    http = free_port()
    configuration = _VIRTUOSO.format(folder=folder, sql=free_port(), http=http, limits=limits)
    ini = folder / "virtuoso.ini"
    ini.write_text(configuration, encoding="utf-8")
    base = f"http://127.0.0.1:{http}"
    with _running([program, "+foreground", "+configfile", str(ini)], f"{base}/sparql"):
        yield Server(f"{base}/sparql", f"{base}/sparql-graph-crud-auth", f"{base}/sparql-auth")


@contextlib.contextmanager
def _running(command: Sequence[str], address: str) -> Generator[None]:
    """Start a server, wait until it answers, and end it."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + _PATIENCE
        while not _answers(address):
            assert process.poll() is None, f"{command[0]} has ended"
            assert time.monotonic() < deadline, f"{command[0]} does not answer"
            time.sleep(0.05)
        assert process.poll() is None, f"{command[0]} has ended, and somebody else answers"
        yield
    finally:
        process.kill()
        process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
            return True
    except OSError:
        return False
