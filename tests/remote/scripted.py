"""A server on a socket that answers as it is told: rightly, wrongly, half or never."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

#: Writes an answer to a connection, given the head of the request.
Answer = Callable[[socket.socket, str], object]


@dataclass(slots=True)
class Scripted:
    """What a scripted server was asked.

    Attributes
    ----------
    url : str
        Of its endpoint.
    heads : list of str
        The heads of the requests that came.
    """

    url: str
    heads: list[str] = field(default_factory=list)


def reply(
    body: bytes = b"",
    *headers: str,
    status: str = "200 OK",
    kind: str = "application/sparql-results+json",
) -> Answer:
    """Answer with a body of the right length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    head = "\r\n".join([*lines, *headers]).encode() + b"\r\n\r\n"
    return lambda connection, _: connection.sendall(head + body)


def raw(data: bytes) -> Answer:
    """Answer with these bytes and close."""

    def answer(connection: socket.socket, _: str) -> None:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_RDWR)

    return answer


def _read_request(connection: socket.socket) -> str:
    """Read a request with its body, and return its head."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return ""
        data += piece
        if data[:1] == b"\x16":  # TLS, which this server does not speak
            return "TLS"
    head, _, body = data.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    length = next(
        (
            int(line.split(":")[1])
            for line in text.split("\r\n")
            if line.lower().startswith("content-length")
        ),
        0,
    )
    while len(body) < length:
        body += connection.recv(65536)
    return text + "\r\n\r\n" + body.decode("latin-1")


@contextlib.contextmanager
def scripted(*answers: Answer) -> Generator[Scripted]:
    """Run a server that gives these answers in turn, and the last one for ever."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Scripted(f"http://127.0.0.1:{listener.getsockname()[1]}/sparql")
    left = list(answers)
    lock = threading.Lock()

    def serve(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            while head := _read_request(connection):
                with lock:
                    server.heads.append(head)
                    answer = left.pop(0) if len(left) > 1 else left[0]
                answer(connection, head)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        # Closing alone would not wake the thread that waits for a connection.
        listener.shutdown(socket.SHUT_RDWR)
        accepting.join()
        listener.close()
