"""Compile documents on a Dask cluster.

In: documents. Out: parcels. The documents travel to the workers and the parcels back, so that the
machines need to share no disk; each needs the same version of attachgraph, and that is checked. On
a worker a document is read in a process of its own, as it is here, with the same limits.

Dask's scheduler and workers exchange pickles: whoever can reach them can run code there and here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from attachgraph.building.compiling import failed
from attachgraph.building.executors import Task
from attachgraph.building.state import state
from attachgraph.building.workers import TIME_LIMIT, Workers, default_jobs
from attachgraph.errors import AttachGraphError, InputError, MissingError

if TYPE_CHECKING:
    from distributed import Client

#: Documents that travel together.
_BATCH: Final = 8
#: Batches that wait at each worker; more would only fill memory.
_AHEAD: Final = 2
_SECONDS_TO_CONNECT: Final = 10
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
            raise InputError(
                "there is no Dask scheduler",
                where=self._address,
                fix="start one (dask scheduler), and give its address as tcp://HOST:8786",
            ) from error

    def _run(self, client: Client, tasks: Iterator[Task]) -> Iterator[tuple[str, bytes]]:
        from distributed import as_completed

        sent: dict[Any, Sequence[Task]] = {}
        results = as_completed()

        def send(batch: Sequence[Task]) -> None:
            documents = [(task.name, task.data) for task in batch]
            future = client.submit(_compile, documents, state(), self._timeout, pure=False)
            sent[future] = batch
            results.add(future)

        def fill() -> None:
            workers = sum(client.nthreads().values()) or 1
            while len(sent) < workers * _AHEAD and (batch := list(islice(tasks, _BATCH))):
                send(batch)

        fill()
        for future in results:
            batch = sent.pop(future)
            if future.status == "finished":
                yield from zip((task.key for task in batch), future.result(), strict=True)
            elif len(batch) > 1:
                for task in batch:
                    send([task])
            else:
                yield batch[0].key, _lost(batch[0].name, future.exception())
            fill()


def _lost(name: str, error: Any) -> bytes:
    """Report a document that the cluster could not compile; end the build where it is our doing."""
    if isinstance(error, AttachGraphError):
        raise error
    problem = f"the cluster gave it up: {type(error).__name__}: {error}"
    fix = "look at the logs of the workers"
    return failed(name, str(InputError(problem, where=name, fix=fix)), lasting=False)


def _compile(documents: Sequence[tuple[str, bytes]], version: str, timeout: float) -> list[bytes]:
    """Compile on a worker of the cluster."""
    if version != state():
        raise InputError(
            "a Dask worker has another version of attachgraph, of Python or of Oxigraph",
            fix="install the same version on all machines, and start the workers again",
        )
    parcels = dict(
        _workers(timeout).run(
            Task(str(number), name, data) for number, (name, data) in enumerate(documents)
        )
    )
    return [parcels[str(number)] for number in range(len(documents))]


def _workers(timeout: float) -> Workers:
    """Return the one process that belongs to this thread of the worker."""
    if getattr(_local, "timeout", None) != timeout:
        _local.workers, _local.timeout = Workers(1, timeout, lasting=True), timeout
    return _local.workers  # type: ignore[no-any-return]
