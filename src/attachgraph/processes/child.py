"""What a worker does: take requests from its channel, have them answered, and end when it must.

In: a channel to the parent and a function. Out: frames. The worker touches nothing but what the
function needs and its channel, and leaves without running what is its parent's.
"""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import resource
import signal
import socket
import stat
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Final, NoReturn, TypeAlias

from attachgraph.processes.frames import HELLO, Frame, FrameReader, frame
from attachgraph.processes.limits import IS_WORKER, LEFT, OUT_OF_MEMORY, Limits
from attachgraph.processes.usage import data_size, memory_in_use

#: Sends a frame.
Put: TypeAlias = Callable[[bytes, bytes], None]
#: Answers a request, which is what :mod:`marshal` can carry.
Handle: TypeAlias = Callable[[Any, Put], None]

#: Bytes that a function may use for its recursion; they are only taken when they are needed. The
#: engine takes 1 kB for each triple in a row and 10 kB for each bracket within another.
_STACK: Final = 1 << 28
_BYTES_AT_ONCE: Final = 1 << 16
_SECONDS_AT_MOST: Final = 0.05
_TICK: Final = 0.02
#: How long the watching thread stays up after a request, in ticks.
_TICKS_AWAKE: Final = 50
#: Time between two looks for the parent of a worker that waits: two seconds, as the kernel has it.
_LOOK: Final = struct.pack("ll", 2, 0)
_GROWN: Final = 100_000_000
#: The kernel takes a worker before it takes anything else, when memory runs out.
_FIRST_TO_GO: Final = "1000"


def be_worker(
    channel: socket.socket,
    handle: Handle,
    *,
    parent: int,
    lasting: bool = True,
    idle: float | None = None,
) -> NoReturn:
    """Answer requests until the channel is closed, the parent is gone or nothing comes."""
    code = 1
    try:
        _prepare(channel)
        outlet = Outlet(channel)
        outlet.put(HELLO, str(os.getpid()).encode())
        watch = _Watch(parent, outlet)
        code = _on_large_stack(lambda: _work(channel, handle, outlet, watch, lasting, idle))
    except ConnectionError:
        code = 0  # nobody wants any more of it
    except MemoryError:  # the kernel refused before the watching thread looked
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _prepare(channel: socket.socket) -> None:
    IS_WORKER.set()
    # What is the parent's is never collected here; only the worker's own is.
    gc.freeze()
    # Ctrl-C goes to the parent as well, and the parent decides; its other handlers are its own.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD, signal.SIGPROF):
        signal.signal(number, signal.SIG_DFL)
    # What a dying library prints is not for the user; a full stack is not an accident to look into.
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in {0, 1, 2} - {channel.fileno()}:
        os.dup2(nothing, descriptor)
    _close_ends(channel.fileno())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO, encoding="ascii")


def _close_ends(own: int) -> None:
    """Close what else is connected: a reader whose writer was inherited never sees the end."""
    for descriptor in [int(entry.name) for entry in Path("/dev/fd").iterdir()]:
        with contextlib.suppress(OSError):  # the one that listed the folder is gone
            mode = os.fstat(descriptor).st_mode
            if descriptor != own and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
                os.close(descriptor)


def _on_large_stack(function: Callable[[], int]) -> int:
    """Call a function in a thread where it may recurse deeply."""
    codes: list[int] = []
    errors: list[BaseException] = []

    def call() -> None:
        try:
            codes.append(function())
        except BaseException as error:  # noqa: BLE001 - raised again below
            errors.append(error)

    threading.stack_size(_STACK)
    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return codes[0]


def _work(  # what be_worker was given
    channel: socket.socket,
    handle: Handle,
    outlet: Outlet,
    watch: _Watch,
    lasting: bool,  # noqa: FBT001 - the same
    idle: float | None,
) -> int:
    outlet.flush()
    reader = FrameReader()
    channel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _LOOK)
    while data := _receive(channel, watch, idle):
        for _, content in reader.feed(data):
            memory, processor, request = marshal.loads(content)  # noqa: S302 - from our own parent
            with watch.over(Limits(memory, processor)):
                outlet.begin()
                handle(request, outlet.put)
                outlet.flush()
            if not lasting or watch.has_grown():
                return LEFT
    return LEFT


def _receive(channel: socket.socket, watch: _Watch, idle: float | None) -> bytes:
    """Wait for something to read; return nothing where there is nobody to wait for."""
    since = time.monotonic()
    while True:
        try:
            return channel.recv(_BYTES_AT_ONCE)
        except BlockingIOError:
            if watch.parent_is_gone() or (idle is not None and time.monotonic() - since > idle):
                return b""


class Outlet:
    """Gathers frames, and sends them when they are many or have waited long.

    The watching thread sends as well: while the engine looks for the next row, nobody else can.
    """

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._waiting: deque[Frame] = deque()
        self._size = 0
        self._unsent = bytearray()
        self._since = time.monotonic()
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Count the time from now on."""
        self._since = time.monotonic()

    def put(self, kind: bytes, content: bytes = b"") -> None:
        """Send a frame, now or soon; wait where nobody reads."""
        self._waiting.append((kind, content))
        self._size += len(content)
        if self._size >= _BYTES_AT_ONCE or time.monotonic() - self._since > _SECONDS_AT_MOST:
            self.flush()

    def flush(self) -> None:
        """Send everything now."""
        with self._lock:
            self._gather()
            self._channel.sendall(self._unsent)
            self._unsent = bytearray()
            self._since = time.monotonic()

    def send_what_fits(self) -> None:
        """Send what waits as far as that is possible without waiting for the reader."""
        # Never wait for the lock either: the thread that holds it is sending.
        if not (self._waiting or self._unsent) or not self._lock.acquire(blocking=False):
            return
        try:
            self._gather()
            with contextlib.suppress(BlockingIOError):
                sent = self._channel.send(self._unsent, socket.MSG_DONTWAIT)
                del self._unsent[:sent]
        finally:
            self._lock.release()

    def _gather(self) -> None:
        """Write the frames that wait, those of a stream as one: many small ones take long."""
        waiting = self._waiting
        self._size = 0
        while waiting:
            kind, content = waiting.popleft()
            if kind.islower():
                pieces = [content]
                while waiting and waiting[0][0] == kind:
                    pieces.append(waiting.popleft()[1])
                content = b"".join(pieces)
            self._unsent += frame(kind, content)


class _Watch:
    """Ends this process while it works: when its parent has gone, or it needs too much memory.

    A look-up is over before the watching thread looks for the first time, and does not wake it: the
    thread stays up for a while after each request, and sleeps when there are none.
    """

    def __init__(self, parent: int, outlet: Outlet) -> None:
        self._parent = parent
        self._outlet = outlet
        self._limits = Limits()
        self._working = False
        self._first = self._size = memory_in_use()
        self._seen = True
        self._awake = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def parent_is_gone(self) -> bool:
        """Return whether another process has inherited this one."""
        return os.getppid() != self._parent

    def has_grown(self) -> bool:
        """Return whether this process holds much more than at first, as long work may leave it."""
        return self._seen and memory_in_use() - self._first > _GROWN

    @contextlib.contextmanager
    def over(self, limits: Limits) -> Generator[None, None, None]:
        """Watch what is done within."""
        if limits != self._limits:
            _limit_data(limits.memory)
        self._limits = limits
        if limits.processor is not None:
            # Should nobody be left to stop this process, the kernel does.
            signal.setitimer(signal.ITIMER_PROF, limits.processor)
        self._seen = False
        self._working = True
        if not self._awake.is_set():
            self._awake.set()
        try:
            yield
        finally:
            self._working = False
            if limits.processor is not None:
                signal.setitimer(signal.ITIMER_PROF, 0)

    def _look(self) -> NoReturn:
        idle = 0
        while True:
            self._awake.wait()
            time.sleep(_TICK)
            idle = 0 if self._working else idle + 1
            if idle > _TICKS_AWAKE:
                self._awake.clear()
                # Something may have begun just before that.
                if not self._working:
                    continue
                self._awake.set()
            if self._working:
                self._check()

    def _check(self) -> None:
        if self.parent_is_gone():
            os._exit(0)
        size = memory_in_use()
        if not self._seen:
            self._seen, self._size = True, size
        elif self._limits.memory is not None and size - self._size > self._limits.memory:
            os._exit(OUT_OF_MEMORY)
        try:
            self._outlet.send_what_fits()
        except OSError:  # nobody reads any more
            os._exit(0)


def _limit_data(memory: int | None) -> None:
    """Have the kernel refuse what comes between two looks of the watching thread."""
    used, hard = data_size(), resource.getrlimit(resource.RLIMIT_DATA)[1]
    if used:
        most = resource.RLIM_INFINITY if memory is None else used + 2 * memory
        with contextlib.suppress(OSError, ValueError):  # a stricter limit may be set already
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
