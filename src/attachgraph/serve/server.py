"""Run the server until a signal stops it.

In: settings. Out: an exit code. Binds the address, starts the workers, and hands both to uvicorn;
signals end short work gracefully and long work at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import resource
import signal
import socket
from collections.abc import Callable, Coroutine, Generator
from typing import Any, Final

import uvicorn

from attachgraph.errors import AttachGraphError, InputError, UsageError
from attachgraph.serve.application import make_application
from attachgraph.serve.connections import connection_class
from attachgraph.serve.middleware import AccessMiddleware
from attachgraph.serve.pool import Pool
from attachgraph.serve.settings import Settings

_BACKLOG: Final = 2048
_INTERRUPTED: Final = 130
#: Seconds that short work may take to end when the server stops.
_GRACE: Final = 5
_KEEP_ALIVE: Final = 15
_FILES_FOR_OURSELVES: Final = 256


def serve(settings: Settings, announce: Callable[[str, int], object]) -> int:
    """Serve until a signal comes."""
    listening = _listen(settings)
    _allow_files(settings.max_connections)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(_serve(settings, listening, announce))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Use the faster loop where there is one."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _listen(settings: Settings) -> socket.socket:
    """Bind the address, and say what is wrong with it if that cannot be done."""
    where = f"{settings.host}:{settings.port}"
    try:
        found = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (OSError, UnicodeError) as error:
        raise UsageError(
            "this is not an address of this machine",
            where=settings.host,
            fix="--host 127.0.0.1 is this machine alone, --host 0.0.0.0 every network it is in",
        ) from error
    family, kind, protocol, _, address = found[0]
    listening = socket.socket(family, kind, protocol)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
    except OSError as error:
        listening.close()
        raise _cannot_bind(error, settings, where) from error
    listening.setblocking(False)
    return listening


def _cannot_bind(error: OSError, settings: Settings, where: str) -> AttachGraphError:
    if error.errno == errno.EADDRINUSE:
        other = settings.port + 1 if settings.port < 65535 else 7878  # noqa: PLR2004
        fix = f"choose another one: --port {other}, or --port 0 for any that is free"
        return InputError("another program listens at this port", where=where, fix=fix)
    if error.errno == errno.EACCES:
        fix = "choose a port above 1023, such as --port 7878"
        return InputError("this port needs an administrator", where=where, fix=fix)
    fix = "--host 127.0.0.1 is this machine alone, --host 0.0.0.0 every network it is in"
    return UsageError("this is not an address of this machine", where=where, fix=fix)


def _allow_files(connections: int) -> None:
    """Every connection is an open file; many systems allow 1024 unless they are asked for more."""
    wanted = connections + _FILES_FOR_OURSELVES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


async def _serve(
    settings: Settings, listening: socket.socket, announce: Callable[[str, int], object]
) -> int:
    pool = Pool(settings)
    server = _Server(_config(settings, pool), pool)
    try:
        with server.signals():
            if await _unless_stopped(pool.start(), server.stopping):
                listening.listen(_BACKLOG)  # those who read the address may use it at once
                announce(settings.host, listening.getsockname()[1])
                await server.serve(sockets=[listening])
    finally:
        await pool.close()
        listening.close()
    return _INTERRUPTED if server.signal == signal.SIGINT else 0


async def _unless_stopped(coroutine: Coroutine[Any, Any, None], stopping: asyncio.Event) -> bool:
    """Do something unless the server is stopped before it is done."""
    task = asyncio.ensure_future(coroutine)
    stop = asyncio.ensure_future(stopping.wait())
    await asyncio.wait([task, stop], return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if not task.done():
        task.cancel()
        return False
    task.result()
    return True


def _config(settings: Settings, pool: Pool) -> uvicorn.Config:
    # Its messages are about what clients do wrong; what we do wrong is written to stderr
    # by the last resort of logging.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    return uvicorn.Config(
        AccessMiddleware(make_application(pool, settings), settings),
        http=connection_class(settings),
        loop="none",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_GRACE,
        backlog=_BACKLOG,
    )


class _Server(uvicorn.Server):
    """uvicorn, with signals of our own."""

    def __init__(self, config: uvicorn.Config, pool: Pool) -> None:
        super().__init__(config)
        self._pool = pool
        self.signal = 0
        self.stopping = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals alone: they are ours already."""
        yield

    @contextlib.contextmanager
    def signals(self) -> Generator[None, None, None]:
        """Stop at the first signal, at once at the second."""
        loop = asyncio.get_running_loop()
        caught = (signal.SIGINT, signal.SIGTERM)
        for number in caught:
            loop.add_signal_handler(number, self._stop, number)
        try:
            yield
        finally:
            for number in caught:
                loop.remove_signal_handler(number)

    def _stop(self, number: int) -> None:
        if self.should_exit:
            self.force_exit = True
        self.signal = self.signal or number
        self.should_exit = True
        self.stopping.set()
        self._pool.stop_long_work()
