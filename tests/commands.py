"""The command in the process of the tests: what a person sees of it, without a start of Python.

What a system does around a process (signals, terminals, pipes, limits) needs one of its own.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Generator, Mapping
from typing import IO, Final

import pytest

from attachgraph.cli.frame import run
from attachgraph.rdf.bases import use

#: What a developer's shell may have set and a test must not see.
HIDDEN: Final = ("ATTACHGRAPH_STORE", "ATTACHGRAPH_DEBUG", "FORCE_COLOR", "COLUMNS")

_NAMES: Final = ("stdin", "stdout", "stderr")


@contextlib.contextmanager
def _streams(files: tuple[IO[bytes], ...]) -> Generator[None]:
    """Read and write files instead of the standard streams, in libraries and children as well."""
    kept = [os.dup(number) for number in range(len(files))]
    before = [getattr(sys, name) for name in _NAMES]
    for number, (name, file) in enumerate(zip(_NAMES, files, strict=True)):
        os.dup2(file.fileno(), number)
        opened = os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False)
        setattr(sys, name, opened)
    try:
        yield
    finally:
        for name in _NAMES[1:]:
            with contextlib.suppress(OSError):
                getattr(sys, name).flush()
        for number, (name, stream) in enumerate(zip(_NAMES, before, strict=True)):
            setattr(sys, name, stream)
            os.dup2(kept[number], number)
            os.close(kept[number])


def run_command(
    *arguments: str, stdin: str | bytes = b"", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``attachgraph`` with these arguments, as from a script that keeps its output."""
    with contextlib.ExitStack() as stack:
        files = tuple(stack.enter_context(tempfile.TemporaryFile()) for _ in _NAMES)
        files[0].write(stdin.encode() if isinstance(stdin, str) else stdin)
        files[0].seek(0)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for name in HIDDEN:
            patch.delenv(name, raising=False)
        for name, value in {"NO_COLOR": "1", **(environment or {})}.items():
            patch.setenv(name, value)
        stack.enter_context(warnings.catch_warnings())
        warnings.resetwarnings()
        for category in (DeprecationWarning, PendingDeprecationWarning, ResourceWarning):
            warnings.simplefilter("ignore", category)
        patch.setattr(sys, "unraisablehook", sys.unraisablehook)  # an interruption sets it
        use(())
        with _streams(files):
            code = run(arguments)
        said = []
        for file in files[1:]:
            file.seek(0)
            said.append(io.TextIOWrapper(file, encoding="utf-8", newline="").read())
    return subprocess.CompletedProcess(arguments, code, *said)
