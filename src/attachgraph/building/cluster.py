"""Compile documents on a Dask cluster.

In: documents. Out: shards. The documents travel to the workers and the shards back, so that the
machines need to share no disk; each needs the same version of attachgraph, and that is checked. On
a worker a document is read in a process of its own, as it is here, with the same limits.

Dask's scheduler and workers exchange pickles: those who can reach them can run code there and here.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final

from attachgraph.building.compiling import failed
from attachgraph.building.executors import Task
from attachgraph.building.state import state
from attachgraph.building.workers import TIME_LIMIT, Workers, default_jobs
from attachgraph.errors import AttachGraphError, InputError, MissingError, UnavailableError

if TYPE_CHECKING:
    from distributed import Client

#: Documents that travel together.
_BATCH: Final = 8
#: Batches that wait at each worker; more would only fill memory.
_AHEAD: Final = 2
_SECONDS_TO_CONNECT: Final = 10
#: How long a scheduler may have no workers; they may just be starting.
_SECONDS_ALONE: Final = 20
_TICK: Final = 0.5
_local: Final = threading.local()


class Cluster:
    """Compiles on a Dask cluster."""

    def __init__(self, address: str, jobs: int | None = None, timeout: float = TIME_LIMIT) -> None:
        from importlib.util import find_spec

        if find_spec("distributed") is None:
            raise MissingError(
                "reading on a cluster needs the package distributed",
                fix="install it: python -m pip install 'attachgraph[dask]'",
            )
        self._address, self._jobs, self._timeout = address, jobs or default_jobs(), timeout

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[str, bytes]]:
        """Compile documents."""
        with self._connect() as client:
            yield from self._run(client, iter(tasks))

    def _connect(self) -> Client:
        from distributed import Client

        # What it says of a lost connection, in forty lines, is said here, with what to do.
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        if self._address == "local":
            # Threads are enough here: each has a process of ours that does the work.
            return Client(
                n_workers=self._jobs,
                threads_per_worker=1,
                processes=False,
                dashboard_address=None,
            )
        try:
            return Client(self._address, timeout=_SECONDS_TO_CONNECT)
        except (OSError, ValueError) as error:
            raise UnavailableError(
                "there is no Dask scheduler",
                where=self._address,
                fix="start one (dask scheduler), and give its address as tcp://HOST:8786",
            ) from error

    def _run(self, client: Client, tasks: Iterator[Task]) -> Iterator[tuple[str, bytes]]:
        sent: dict[Any, Sequence[Task]] = {}
        done: SimpleQueue[Any] = SimpleQueue()

        def send(batch: Sequence[Task]) -> None:
            documents = [task.document for task in batch]
            future = client.submit(_compile, documents, state(), self._timeout, pure=False)
            sent[future] = batch
            future.add_done_callback(done.put)

        def fill() -> None:
            workers = self._count_workers(client) or 1
            while len(sent) < workers * _AHEAD and (batch := list(islice(tasks, _BATCH))):
                send(batch)

        fill()
        while sent:
            future = self._next(client, done)
            batch = sent.pop(future)
            if future.status == "finished":
                yield from zip((task.key for task in batch), future.result(), strict=True)
            elif len(batch) > 1:
                for task in batch:
                    send([task])
            else:
                yield batch[0].key, _lost(batch[0].name, future.exception())
            fill()

    def _next(self, client: Client, done: SimpleQueue[Any]) -> Any:
        """Wait for a result as long as there is somebody who could give one."""
        alone_since = time.monotonic()
        while True:
            with contextlib.suppress(Empty):
                future = done.get(timeout=_TICK)
                if future.status in {"finished", "error"}:
                    return future
            if self._count_workers(client):
                alone_since = time.monotonic()
            elif time.monotonic() - alone_since > _SECONDS_ALONE:
                raise UnavailableError(
                    "the Dask scheduler has no workers",
                    where=self._address,
                    fix=f"start some (dask worker {self._address}), and run the same command again",
                )

    def _count_workers(self, client: Client) -> int:
        """Count the threads that work, and so find out whether the scheduler lives."""
        try:
            if client.status == "running":
                return sum(client.nthreads().values())
        except OSError:
            pass
        raise UnavailableError(
            "the Dask scheduler does not answer any more",
            where=self._address,
            fix="start it and its workers, and run the same command again: it goes on where it "
            "stopped",
        )


def _lost(name: str, error: Any) -> bytes:
    """Report a document that the cluster could not compile; end the build where it is our doing."""
    if isinstance(error, AttachGraphError):
        raise error
    problem = f"the cluster gave it up: {type(error).__name__}: {error}"
    fix = "look at the logs of the workers"
    return failed(name, str(InputError(problem, where=name, fix=fix)), lasting=False)


def _compile(documents: Sequence[tuple[Any, ...]], version: str, timeout: float) -> list[bytes]:
    """Compile on a worker of the cluster."""
    if version != state():
        raise InputError(
            "a Dask worker has another version of attachgraph, of Python or of Oxigraph",
            fix="install the same version on all machines, and start the workers again",
        )
    shards = dict(
        _workers(timeout).run(
            Task(str(number), *document) for number, document in enumerate(documents)
        )
    )
    return [shards[str(number)] for number in range(len(documents))]


def _workers(timeout: float) -> Workers:
    """Return the one process that belongs to this thread of the worker."""
    if getattr(_local, "timeout", None) != timeout:
        _local.workers, _local.timeout = Workers(1, timeout, lasting=True), timeout
    return _local.workers  # type: ignore[no-any-return]
