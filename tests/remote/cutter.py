"""A way to a server that breaks: it passes bytes on until it has had enough."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Generator


class Cutter:
    """Passes connections on to a port, and cuts them when too many bytes went to the server.

    Parameters
    ----------
    port : int
        Where the server is.
    budget : int or None
        Bytes that may pass until everything is cut, once; ``None`` never cuts.
    """

    def __init__(self, port: int, budget: int | None) -> None:
        self._port = port
        self.budget = budget
        self.is_open = True
        self.passed = 0
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if not self.is_open:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._port))
                threading.Thread(target=self._pass_on, args=(near, far, True), daemon=True).start()
                threading.Thread(target=self._pass_on, args=(far, near, False), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, counted: bool) -> None:  # noqa: FBT001
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                if counted and self._is_spent(len(data)):
                    break
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _is_spent(self, count: int) -> bool:
        with self._lock:
            self.passed += count
            if self.budget is None or self.passed < self.budget:
                return False
            self.budget = None
            return True

    def close(self) -> None:
        """Listen no longer."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listener.close()


@contextlib.contextmanager
def cutting(port: int, budget: int | None = None) -> Generator[Cutter]:
    """Run a way that breaks."""
    cutter = Cutter(port, budget)
    try:
        yield cutter
    finally:
        cutter.close()
