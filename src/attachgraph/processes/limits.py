"""What a worker may use for one request, and how it ends when it does not keep to that."""

from __future__ import annotations

import signal
import threading
from typing import Final, NamedTuple

#: Exit codes of our own: it had nothing to do for long, or grew large; it needed too much memory.
LEFT: Final = 75
OUT_OF_MEMORY: Final = 76

#: Set in a process that is a worker: it may be ended at any time, and has a large stack.
IS_WORKER: Final = threading.Event()


class Limits(NamedTuple):
    """What a request may use: bytes beyond those that are held before, seconds of the processor.

    The parent watches the clock, and kills. The seconds of the processor end a
    worker even where nobody is left to do so.
    """

    memory: int | None = None
    processor: float | None = None


class Ended(Exception):
    """A worker has ended, with an exit code; one below 0 is the number of a signal."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the worker has ended: {describe_exit(code)}")
        self.code = code

    @property
    def had_left(self) -> bool:
        """Whether it had left before the request came."""
        return self.code == LEFT

    @property
    def is_out_of_memory(self) -> bool:
        """Whether it needed too much memory; the engine aborts where it gets none."""
        return self.code in {OUT_OF_MEMORY, -signal.SIGABRT}

    @property
    def is_out_of_stack(self) -> bool:
        """Whether it recursed too deeply."""
        return self.code in {-signal.SIGSEGV, -signal.SIGBUS}

    @property
    def is_out_of_time(self) -> bool:
        """Whether it used up its seconds of the processor."""
        return self.code == -signal.SIGPROF


def describe_exit(code: int) -> str:
    """Name an exit code.

    Examples
    --------
    >>> describe_exit(-9), describe_exit(3)
    ('SIGKILL', 'exit code 3')
    """
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
