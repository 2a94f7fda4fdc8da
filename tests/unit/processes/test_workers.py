"""Workers: they answer, they end when they must, and their parent learns how they ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from attachgraph.errors import AttachGraphError, UsageError
from attachgraph.processes.fork_server import ForkServer
from attachgraph.processes.limits import Ended, Limits
from attachgraph.processes.worker import Worker, fork_worker
from tests.processes import has_ended
from tests.unit.processes.doing import do

OPEN = "tests.unit.processes.doing:open_doing"


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    """Return a fork server."""
    started = ForkServer(OPEN, {})
    started.open()
    yield started
    started.stop()


@pytest.fixture(params=["forked from here", "of a fork server"])
def start(request: pytest.FixtureRequest, server: ForkServer) -> Iterator[Callable[[], Worker]]:
    """Return a function that starts a worker in one of the two ways."""
    workers: list[Worker] = []

    def start_one() -> Worker:
        forked = request.param == "forked from here"
        workers.append(fork_worker(do, lasting=True, idle=60) if forked else server.start_worker())
        return workers[-1]

    yield start_one
    for worker in workers:
        worker.end()


def answer(worker: Worker, request: Any, limits: Limits = Limits()) -> list[tuple[bytes, bytes]]:  # noqa: B008 - a constant
    """Ask, and read to the end of the answer."""
    worker.send(request, limits)
    frames: list[tuple[bytes, bytes]] = []
    while not any(kind == b"E" for kind, _ in frames):
        found = worker.read(60)
        assert found is not None
        frames += found
    return frames


def test_large_request_comes_whole_through_a_channel_that_does_not_wait(
    start: Callable[[], Worker],
) -> None:
    """The loop of the server makes channels non-blocking; a request is larger than their buffer."""
    worker = start()
    os.set_blocking(worker.fileno(), False)
    assert answer(worker, ("echo", b"x" * 3_000_000))[0] == (b"D", b"x" * 3_000_000)


def test_worker_answers_one_request_after_the_other(start: Callable[[], Worker]) -> None:
    """The same process answers, and large answers come whole."""
    worker = start()
    content = bytes(5_000_000)
    first, second = answer(worker, ("echo", content)), answer(worker, ("echo", b"b"))
    assert first == [(b"D", content), (b"E", str(worker.pid).encode())]
    assert second == [(b"D", b"b"), first[-1]]
    worker.end()
    assert has_ended(worker.pid)


@pytest.mark.parametrize(
    ("request_", "limits", "name"),
    [
        (("grow", 1_000_000), Limits(memory=100_000_000), "is_out_of_memory"),
        (("grow", 1_000_000_000), Limits(memory=100_000_000), "is_out_of_memory"),
        (("spin", 0), Limits(processor=0.5), "is_out_of_time"),
    ],
)
def test_limit_ends_the_worker_and_is_known(
    start: Callable[[], Worker], request_: tuple[str, int], limits: Limits, name: str
) -> None:
    """Memory and seconds of the processor end a worker, and the exit code says which."""
    with pytest.raises(Ended) as caught:
        answer(start(), request_, limits)
    assert getattr(caught.value, name), caught.value


def test_exit_code_reaches_the_parent(start: Callable[[], Worker]) -> None:
    """A code of the process itself, and a signal that was sent to it."""
    with pytest.raises(Ended, match="exit code 7"):
        answer(start(), ("exit", 7))
    worker = start()
    answer(worker, ("echo", b""))
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(Ended, match="SIGKILL"):
        worker.read(60)


def test_deep_recursion_has_a_large_stack(start: Callable[[], Worker]) -> None:
    """What would overrun the usual eight megabytes is computed."""
    answer(start(), ("recurse", 300))


def test_nothing_in_time_is_said(start: Callable[[], Worker]) -> None:
    """A worker that takes longer than it may can be ended while it works."""
    worker = start()
    answer(worker, ("echo", b""))
    worker.send(("sleep", 600), Limits())
    assert worker.read(0.2) is None
    worker.end()
    assert has_ended(worker.pid)


def test_worker_holds_no_end_of_the_pipes_of_its_parent() -> None:
    """Who reads from the parent sees the end when the parent closes, while the worker goes on."""
    reader, writer = os.pipe()
    worker = fork_worker(do, lasting=True, idle=60)
    answer(worker, ("echo", b""))
    os.close(writer)
    assert os.read(reader, 1) == b""
    os.close(reader)
    worker.end()


def test_worker_that_waits_too_long_leaves() -> None:
    """It says that it has left, so that another one can be asked."""
    worker = fork_worker(do, lasting=True, idle=0.1)
    assert worker.read(30) == []  # its greeting
    with pytest.raises(Ended) as caught:
        worker.read(30)
    assert caught.value.had_left
    worker.close()


def test_what_opens_may_refuse_or_die() -> None:
    """An error of ours comes through as it is; an end without a word is reported."""
    with pytest.raises(UsageError, match="this is refused") as caught:
        ForkServer(OPEN, {"word": "refuse"}).open()
    assert (caught.value.where, caught.value.fix) == ("here", "ask for something else")
    with pytest.raises(AttachGraphError, match="ended at once"):
        ForkServer(OPEN, {"word": "die"}).open()


_PROGRAM = """
import time
from attachgraph.processes.fork_server import ForkServer
from attachgraph.processes.limits import Limits
from attachgraph.processes.worker import fork_worker
from tests.unit.processes.doing import do
server = ForkServer("tests.unit.processes.doing:open_doing", {})
opened = server.open()["opened by"]
workers = [server.start_worker(), server.start_worker(), fork_worker(do, lasting=True, idle=600)]
for worker in workers:
    worker.send(("echo", b""), Limits())
    while not any(kind == b"E" for kind, _ in worker.read(60)):
        pass
for worker in workers[1:]:
    worker.send(("sleep", 600), Limits())
print(opened, *(worker.pid for worker in workers), flush=True)
time.sleep(600)
"""


def test_all_end_with_the_parent() -> None:
    """A parent that is killed leaves nothing behind, idle or at work."""
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        pids = list(map(int, process.stdout.readline().split()))
        process.kill()
    assert len(pids) == 4
    assert all(map(has_ended, pids))


_INTERRUPTED = """
import os, signal
from attachgraph.processes.worker import fork_worker
from tests.unit.processes.doing import do
signal.signal(signal.SIGINT, signal.default_int_handler)
os.register_at_fork(after_in_parent=lambda: signal.raise_signal(signal.SIGINT))
try:
    fork_worker(do, lasting=True, idle=60)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_ctrl_c_in_the_moment_of_a_fork_is_not_lost() -> None:
    """What Python calls after a fork swallows exceptions, and the query would go on for ever."""
    done = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("interrupted\n", "")
