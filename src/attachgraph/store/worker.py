"""What a worker does: the process that works in the engine, so that it can be ended.

In: requests from one pipe. Out: frames into another. The engine writes its answers itself, as TSV
or N-Triples, which lose nothing and are several times faster than terms handled one by one. The
worker touches nothing but the store and its pipes, and leaves without running what is its parent's.
"""

from __future__ import annotations

import gc
import marshal
import os
import resource
import select
import signal
import struct
import threading
import time
from collections.abc import Callable
from typing import BinaryIO, Final, NoReturn, cast

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from attachgraph.store.answers import Term
from attachgraph.store.engine import EngineAnswer, Request, evaluate
from attachgraph.store.memory import resident_bytes

#: The head of a frame: its kind and the length of what follows. The kinds: Boolean, Solutions (the
#: head of the table), Triples, Rows, End, and Failure.
FRAME: Final = struct.Struct("<cQ")
#: Exit codes: it had nothing to do for long, or grew large; the query needed too much memory.
LEFT_IDLE: Final = 75
OUT_OF_MEMORY: Final = 76

_BYTES_AT_ONCE: Final = 1 << 16
_SECONDS_AT_MOST: Final = 0.05
#: Rows that are read by hand at most: from then on they come fast, and the engine writes them.
_ROWS_BY_HAND: Final = 64
_IDLE_SECONDS: Final = 300
_TICK: Final = 0.02
#: How long the watching thread stays up after a query, in ticks.
_TICKS_AWAKE: Final = 50
_GROWN: Final = 100_000_000
#: Bytes that the engine may use for its recursion. They are only taken when they are needed.
_STACK: Final = 1 << 28


def work(store: pyoxigraph.Store, requests: int, answers: int, *, parent: int, again: bool) -> None:
    """Answer requests until the other end is closed, the parent is gone or nothing comes."""
    code = 0
    try:
        # What is the parent's is never collected here; only the worker's own is.
        gc.freeze()
        # Ctrl-C goes to the parent as well, and the parent decides.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # The parent's own handlers are for the parent.
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        _silence(requests, answers)
        # A full stack is an answer here, and no accident to look into.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sender = _Sender(answers)
        watch = _Watch(parent, sender)
        code = call_on_large_stack(lambda: _work(store, requests, sender, watch, again=again))
    finally:
        os._exit(code)


def call_on_large_stack(function: Callable[[], int]) -> int:
    """Call a function in a thread where the engine may recurse deeply."""
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


def _silence(*used: int) -> None:
    """Keep what a dying engine prints off the user's terminal."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in {0, 1, 2}.difference(used):
        os.dup2(nothing, descriptor)


def _work(
    store: pyoxigraph.Store, requests: int, sender: _Sender, watch: _Watch, *, again: bool
) -> int:
    while True:
        request = _receive(requests, watch)
        if request is None:
            return LEFT_IDLE
        most, content = request
        with watch.over(most):
            _answer(store, content, sender)
        if not again or watch.has_grown():
            return LEFT_IDLE


def _receive(requests: int, watch: _Watch) -> tuple[int | None, Request] | None:
    """Wait for a request; ``None`` when there will be none."""
    for _ in range(_IDLE_SECONDS):
        if select.select([requests], [], [], 1)[0]:
            break
        if watch.parent_is_gone():
            return None
    else:
        return None
    data = os.read(requests, _BYTES_AT_ONCE)
    if not data:
        return None
    length = int.from_bytes(data[:8], "little")
    pieces, missing = [data[8:]], length + 8 - len(data)
    while missing:
        pieces.append(os.read(requests, missing))
        missing -= len(pieces[-1])
        if not pieces[-1]:
            return None
    most, *fields = marshal.loads(b"".join(pieces))  # noqa: S302 - from our own parent
    return most, Request(*fields)


class _Watch:
    """Ends this process while the engine works: for want of a parent, or of memory.

    A look-up is over before the watching thread looks for the first time, and does not wake it: the
    thread stays up for a while after each query, and sleeps when there are none.
    """

    def __init__(self, parent: int, sender: _Sender) -> None:
        self._parent = parent
        self._sender = sender
        self._most: int | None = None
        self._working = False
        self._first = self._size = resident_bytes()
        self._seen = True
        self._awake = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def parent_is_gone(self) -> bool:
        """Tell whether another process has inherited this one."""
        return os.getppid() != self._parent

    def has_grown(self) -> bool:
        """Tell whether this process holds much more than at first, as a long query may leave it."""
        return self._seen and resident_bytes() - self._first > _GROWN

    def over(self, most: int | None) -> _Watch:
        """Watch what is done within; `most` is how many bytes it may take."""
        self._most = most
        return self

    def __enter__(self) -> None:
        self._seen = False
        self._working = True
        if not self._awake.is_set():
            self._awake.set()

    def __exit__(self, *_: object) -> None:
        self._working = False

    def _look(self) -> NoReturn:
        idle = 0
        while True:
            self._awake.wait()
            time.sleep(_TICK)
            idle = 0 if self._working else idle + 1
            if idle > _TICKS_AWAKE:
                self._awake.clear()
                # A query may have begun just before that.
                if not self._working:
                    continue
                self._awake.set()
            if self._working:
                self._check()

    def _check(self) -> None:
        if self.parent_is_gone():
            os._exit(0)
        size = resident_bytes()
        if not self._seen:
            self._seen, self._size = True, size
        elif self._most is not None and size - self._size > self._most:
            os._exit(OUT_OF_MEMORY)
        self._send()

    def _send(self) -> None:
        try:
            self._sender.send_what_fits()
        except OSError:  # nobody reads any more
            os._exit(0)


class _Sender:
    """Gathers frames, and sends them when they are many or have waited long.

    The watching thread sends as well: while the engine looks for the next row, nobody else can.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._rows: list[str] = []
        self._waiting = bytearray()
        self._since = time.monotonic()
        self._lock = threading.Lock()

    def add_row(self, line: str) -> None:
        with self._lock:
            self._rows.append(line)

    def put(self, kind: bytes, content: bytes = b"") -> None:
        with self._lock:
            self._gather()
            self._waiting += FRAME.pack(kind, len(content))
            self._waiting += content
        if len(self._waiting) >= _BYTES_AT_ONCE or self.is_due():
            self.flush()

    def is_due(self) -> bool:
        return time.monotonic() - self._since > _SECONDS_AT_MOST

    def begin(self) -> None:
        self._since = time.monotonic()

    def flush(self) -> None:
        with self._lock:
            self._gather()
            view = memoryview(self._waiting)
            while view:
                view = view[os.write(self._descriptor, view) :]
            self._waiting = bytearray()
            self._since = time.monotonic()

    def send_what_fits(self) -> None:
        """Send what waits as far as that is possible without waiting for the reader."""
        if not self._waiting and not self._rows:
            return
        # Never wait for the lock either: whoever holds it is sending.
        if not self._lock.acquire(blocking=False):
            return
        try:
            self._gather()
            if select.select([], [self._descriptor], [], 0)[1]:
                sent = os.write(self._descriptor, self._waiting[: select.PIPE_BUF])
                del self._waiting[:sent]
        finally:
            self._lock.release()

    def _gather(self) -> None:
        """Make the single rows a frame, which comes before the next."""
        if self._rows:
            content = "".join(self._rows).encode()
            self._waiting += FRAME.pack(b"R", len(content)) + content
            self._rows = []


class _Lines:
    """A file for the engine to write to, which sends whole lines on."""

    def __init__(self, sender: _Sender, *, skip: int) -> None:
        self._sender = sender
        self._skip = skip
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        """Take a piece of any size."""
        self._waiting += data
        if len(self._waiting) >= _BYTES_AT_ONCE or self._sender.is_due():
            self._send(self._waiting.rfind(b"\n") + 1)
        return len(data)

    def flush(self) -> None:
        """Send all that there is."""
        self._send(len(self._waiting))

    def _send(self, count: int) -> None:
        if count > self._skip:
            self._sender.put(b"R", bytes(self._waiting[self._skip : count]))
            del self._waiting[:count]
            self._skip = 0


def _answer(store: pyoxigraph.Store, request: Request, sender: _Sender) -> None:
    sender.begin()
    try:
        answer = evaluate(store, request)
        _send(answer, sender)
    except SyntaxError as error:
        sender.put(b"F", marshal.dumps(("syntax", str(error))))
    except (OSError, RuntimeError, ValueError) as error:
        sender.put(b"F", marshal.dumps(("evaluation", str(error))))
    sender.flush()


def _send(answer: EngineAnswer, sender: _Sender) -> None:
    if isinstance(answer, pyoxigraph.QueryBoolean):
        sender.put(b"B", b"1" if answer else b"")
    else:
        _send_rows(answer, sender)
    sender.put(b"E")


def _send_rows(
    answer: pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples, sender: _Sender
) -> None:
    """Send rows one by one while they come slowly, and let the engine write the others."""
    if isinstance(answer, pyoxigraph.QuerySolutions):
        head = "\t".join(map(str, answer.variables)).encode() + b"\n"
        sender.put(b"S", head)
    else:
        head = b""
        sender.put(b"T")
    if _send_by_hand(answer, sender):
        return
    lines = cast("BinaryIO", _Lines(sender, skip=len(head)))
    if isinstance(answer, pyoxigraph.QuerySolutions):
        answer.serialize(lines, format=QueryResultsFormat.TSV)
    else:
        answer.serialize(lines, format=RdfFormat.N_TRIPLES)
    lines.flush()


def _send_by_hand(answer: EngineAnswer, sender: _Sender) -> bool:
    """Send the rows that come slowly; return whether that were all."""
    separator, end = (
        ("\t", "\n") if isinstance(answer, pyoxigraph.QuerySolutions) else (" ", " .\n")
    )
    until = time.monotonic() + _SECONDS_AT_MOST
    count = 0
    for row in cast("pyoxigraph.QuerySolutions", answer):
        sender.add_row(separator.join([_write(term) for term in row]) + end)
        count += 1
        if count >= _ROWS_BY_HAND:
            if time.monotonic() < until:
                return False
            until, count = time.monotonic() + _SECONDS_AT_MOST, 0
    return True


def _write(term: Term | None) -> str:
    """Write a term as the engine writes it in TSV; its own ``str`` leaves brackets out."""
    if isinstance(term, pyoxigraph.Triple):
        return f"<<( {' '.join(map(_write, term))} )>>"
    return "" if term is None else str(term)
