"""What a server is started with.

In: what the command line was given. Out: one frozen dataclass, with limits that fit the machine.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

_GIGABYTE: Final = 1024**3
_LEAST_MEMORY: Final = 256 * 1024**2


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _share_of_memory() -> int:
    """Return what one of eight queries at once may have of half the memory of the machine."""
    try:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        total = 8 * _GIGABYTE
    return max(_LEAST_MEMORY, min(2 * _GIGABYTE, total // 16))


@lru_cache(maxsize=64)
def is_loopback(host: str) -> bool:
    """Return whether a host, as an address has it, is this machine and no other.

    Examples
    --------
    >>> [is_loopback(host) for host in ("localhost", "127.0.0.2", "[::1]", "127.999.1.1")]
    [True, True, True, False]
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a server; sizes are bytes, times are seconds."""

    #: Folder of the store; ``None`` is the bundled dataset.
    store: str | None = None
    host: str = "127.0.0.1"
    #: 0 takes any port that is free.
    port: int = 7878
    timeout: float = 30.0
    #: Queries that run at the same time as long as they are short, and long ones next to them.
    fast_workers: int = field(default_factory=lambda: max(2, _processors()))
    slow_workers: int = field(default_factory=lambda: max(4, 2 * _processors()))
    #: Requests that may wait for a worker.
    queue: int = 1024
    #: What a worker may use beyond what it shares.
    memory: int = field(default_factory=_share_of_memory)
    max_rows: int | None = None
    max_body: int = 1024**2
    max_url: int = 64 * 1024
    max_headers: int = 64 * 1024
    max_connections: int = 4096
    #: What a client may take to send its request, or to take the next bytes of an answer.
    patience: float = 30.0
    #: Endpoints that ``SERVICE`` may ask.
    services: frozenset[str] = frozenset()
    #: Names by which the server may be called, besides its own.
    allowed_hosts: frozenset[str] = frozenset()
    #: Origins whose pages may ask and read answers; ``*`` for all.
    allowed_origins: frozenset[str] = frozenset()
    #: Whether others may read full texts that are not under an open licence.
    texts: bool = False
    #: Whether to leave out the access log.
    quiet: bool = False

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def keeps_texts(self) -> bool:
        """Whether a store with texts that may be other people's must not be served."""
        return not self.texts and (not self.is_local or bool(self.allowed_hosts))
