"""What a terminal gets from the command."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

from tests.cli.conftest import command, environment


def shown_in_terminal(store: Path | str, *arguments: str, columns: int = 60) -> str:
    """Return what a terminal gets, control sequences included."""
    leader, follower = pty.openpty()
    variables = environment(ATTACHGRAPH_STORE=str(store), COLUMNS=str(columns))
    variables.pop("NO_COLOR")
    with subprocess.Popen(
        command(*arguments), stdout=follower, stderr=subprocess.PIPE, env=variables
    ) as process:
        os.close(follower)
        shown = bytearray()
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # Linux says EIO at the end of a terminal
                break
            if not piece:
                break
            shown += piece
        process.communicate()
        assert process.returncode == 0
    os.close(leader)
    return shown.decode().replace("\r\n", "\n")


def lines_in_terminal(store: Path | str, *arguments: str, columns: int = 60) -> list[str]:
    """Return the lines that a terminal shows, without colours."""
    shown = shown_in_terminal(store, *arguments, columns=columns)
    return [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in shown.splitlines()]
