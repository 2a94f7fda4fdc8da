"""The state of the code names everything that decides what a document becomes."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest

from attachgraph.building import state
from attachgraph.errors import AttachGraphError


def test_every_module_that_takes_part_in_compiling_is_part_of_the_state() -> None:
    """A change of any module that compiling imports, directly or not, makes old shards useless."""
    graph = grimp.build_graph("attachgraph")
    start = "attachgraph.building.compiling"
    modules = {start, *graph.find_upstream_modules(start)} - {"attachgraph", "attachgraph.building"}
    parts = tuple(part.removesuffix(".py").replace("/", ".") for part in state._CODE)
    named = (module.removeprefix("attachgraph.") for module in modules)
    assert [name for name in named if not f"{name}.".startswith(tuple(f"{p}." for p in parts))] == (
        []
    )


def test_a_part_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A path that was renamed is reported; else its changes would never be seen again."""
    with pytest.raises(AttachGraphError, match="missing"):
        list(state._files(tmp_path, ("no-such-part.py",)))


def test_every_file_of_the_state_is_read() -> None:
    """Each part that the list names gives at least one file."""
    for part in state._CODE:
        assert list(state._files(state._PACKAGE, (part,))), part
