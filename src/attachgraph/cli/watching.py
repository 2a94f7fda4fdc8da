"""Read documents again whenever one of them is saved.

In: paths, and what to do. Out: nothing; it ends with Ctrl-C. Looks at times and sizes, because that
works on every disk, shared ones included, and costs nothing for the files of one author.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import click

from attachgraph.dataset.words import count_of
from attachgraph.errors import AttachGraphError

_PAUSE: Final = 0.3

#: For each file, when it was changed, its size and its number on the disk.
_State: TypeAlias = dict[str, tuple[int, int, int]]


def watch(paths: Sequence[str], show: Callable[[], object]) -> None:
    """Show the state of some documents, and again after every change."""
    from attachgraph.reading.walk import iter_inputs

    iter_inputs(list(paths))  # a path that is wrong now is a slip; one that goes later is a save
    known: _State | None = None
    while True:
        state = _state(paths)
        if state != known:
            known = state
            _show(show)
            count = len(state)
            files = count_of(count, "file")
            click.echo(f"\nwatching {files}; Ctrl-C ends", err=True)
        time.sleep(_PAUSE)


def _show(show: Callable[[], object]) -> None:
    click.clear()  # does nothing where no terminal is
    try:
        show()
    except AttachGraphError as error:
        from attachgraph.cli.output import printable

        click.echo(printable(str(error), keep="\n"), err=True)


def _state(paths: Sequence[str]) -> _State:
    from attachgraph.reading.walk import iter_inputs

    try:
        inputs = iter_inputs(list(paths))
    except AttachGraphError:
        return {}
    state: _State = {}
    for item in inputs:
        try:
            found = Path(item.path).stat()
        except OSError:
            continue
        state[item.name] = found.st_mtime_ns, found.st_size, found.st_ino
    return state
