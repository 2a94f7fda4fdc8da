"""A process that compiles documents for another one, and may die of any of them.

In: names and documents through a connection. Out: parcels, in the same order. The kernel ends the
process when a document takes too much time or memory: nothing that Python or a library is busy with
can hold that up, and it holds when the parent is dead, too.

Run as ``python -m attachgraph.building.child DESCRIPTOR FUNCTION SECONDS BYTES``.
"""

from __future__ import annotations

import contextlib
import resource
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection


def main(descriptor: int, function: str, seconds: float, memory: int) -> None:
    """Work until the other side hangs up."""
    # Ctrl-C reaches all processes of a terminal; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ValueError, OSError):  # a stricter limit may be set already
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    module, _, name = function.partition(":")
    compile_document: Callable[[str, bytes], bytes] = getattr(import_module(module), name)
    with Connection(descriptor) as parent, contextlib.suppress(EOFError, OSError):
        while True:
            document = parent.recv_bytes().decode(), parent.recv_bytes()
            signal.setitimer(signal.ITIMER_PROF, seconds)  # SIGPROF ends the process
            parcel = compile_document(*document)
            signal.setitimer(signal.ITIMER_PROF, 0)
            parent.send_bytes(parcel)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4]))
