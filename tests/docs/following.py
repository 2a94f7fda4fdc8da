"""Follow a page: type all of its commands and programs, one after the other, in an empty folder.

In: a page. Out: what was printed, and the folder. ``sh`` blocks go into one shell, then all
``python`` blocks into one program, then ``pycon`` into a doctest, then all ``r`` into one program;
``console`` blocks must print what they show, where “…” stands for anything, and so must an ``sh``
block before ``printed``. Servers that a page starts run until its end.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

import attachgraph
from attachgraph.cache import cache_folder
from tests.docs.blocks import Block, blocks_of

__all__ = ["KNOWN", "Followed", "follow_page", "follows"]

#: The port that the pages name for servers.
PORT: Final = "7878"

#: Long-lived commands go to the background, on a port of this test; the page goes on when they
#: answer. An extra that a page installs has to exist: everything is installed already.
_BEFORE: Final = r"""
exec </dev/null
served=
stop() { [ -z "$served" ] || { kill "$served"; wait "$served" || true; served=; }; }
start() {
    stop
    "$@" >>server.log 2>&1 &
    served=$!
    until (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; do
        kill -0 "$served" || { cat server.log >&2; exit 99; }
        sleep 0.05
    done
}
attachgraph() {
    if [ "${1-}" = serve ] && [ "${2-}" != --help ]; then
        shift
        start "$BIN/attachgraph" serve --port "$PORT" "$@"
    else
        command attachgraph "$@"
    fi
}
oxigraph() {
    if [ "${1-}" = serve ]; then start "$BIN/oxigraph" "$@"; else command oxigraph "$@"; fi
}
python() {
    case "$*" in
        "-m pip install oxigraph") ;;
        "-m pip install attachgraph["*"]") grep -qxF "${4#attachgraph}" "$EXTRAS" ;;
        *) command python "$@" ;;
    esac
}
trap stop EXIT
exec 9>typed.txt
BASH_XTRACEFD=9
set -x
"""

#: Languages that are output, or are read by a test of their own page.
_SHOWN: Final = frozenset({"text", "markdown", "diff"})


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of a page.

    Parameters
    ----------
    folder : Path
        Where its commands were typed.
    printed : str
        What they printed on stdout.
    """

    folder: Path
    printed: str


def follow_page(root: Path, page: str, folder: Path) -> Followed:
    """Run the blocks of a page; the first that fails ends the test.

    The bundled dataset is read once for all pages; tests/unit/test_cache.py begins with nothing.
    """
    blocks = [
        block
        for block in blocks_of((root / page).read_text(encoding="utf-8"))
        if not block.reason and not block.file
    ]
    for block in blocks:
        assert block.language in KNOWN, f"{page}:{block.line}: no test knows {block.language!r}"
        KNOWN[block.language](block)
    script = _script(blocks, folder)
    return Followed(folder, _typed(script, folder, page, blocks) if script else "")


def _script(blocks: Sequence[Block], folder: Path) -> str:
    """Put together what is typed."""
    port = _free_port()
    lines: list[str] = []
    for number, block in enumerate(blocks):
        if block.language == "sh" and any(b.printed for b in blocks[number + 1 : number + 2]):
            into = f">printed-{number + 1}.txt 2>said-{number + 1}.txt"
            lines.append(f"{{ {block.code}}} {into}".replace(PORT, port))
        elif block.language == "sh":
            lines.append(block.code.replace(PORT, port))
        elif block.language == "console":
            commands = "\n".join(command for command, _ in _console(block))
            lines.append(f"{{ {commands}\n}} >printed-{number}.txt 2>&1".replace(PORT, port))
    for language, name, command in (
        ("python", "page.py", "python page.py"),
        ("pycon", "page.txt", "python -m doctest page.txt"),
        ("r", "page.R", "Rscript --vanilla page.R"),
    ):
        code = "\n".join(block.code for block in blocks if block.language == language)
        if code:
            (folder / name).write_text(code.replace(PORT, port), encoding="utf-8")
            lines.append(command)
    if not lines:
        return ""
    return f"BIN={Path(sys.executable).parent}\nPORT={port}\n{_BEFORE}" + "\n".join(lines) + "\n"


def _typed(script: str, folder: Path, page: str, blocks: Sequence[Block]) -> str:
    """Run the script as a reader would who has the environment of these tests."""
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "script.sh").write_text(script, encoding="utf-8")
    project = tomllib.loads(_project().read_text(encoding="utf-8"))["project"]
    extras = "".join(f"[{extra}]\n" for extra in project["optional-dependencies"])
    (folder / "extras.txt").write_text(extras, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ATTACH")}
    kept["ATTACHGRAPH_CACHE"] = str(cache_folder())
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    process = subprocess.Popen(
        ["bash", "-eu", "-o", "pipefail", "script.sh"],
        cwd=folder,
        env={**kept, "PATH": path, "HOME": str(folder), "EXTRAS": "extras.txt", "PS1": "$ "},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        printed, said = process.communicate()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    typed = (folder / "typed.txt").read_text(encoding="utf-8")
    assert process.returncode == 0, f"{page}\n{typed[-1500:]}\n{printed[-3000:]}\n{said[-3000:]}"
    for number, block in enumerate(blocks):
        if block.language == "console" or block.printed:
            got = (folder / f"printed-{number}.txt").read_text(encoding="utf-8")
            if not got:  # then what it says, it says on stderr
                got = (folder / f"said-{number}.txt").read_text(encoding="utf-8")
            shown = block.code if block.printed else "".join(o for _, o in _console(block))
            assert follows(shown, got), f"{page}:{block.line} shows\n{shown}\nbut it is\n{got}"
    return printed


def _project() -> Path:
    """Return pyproject.toml of the checkout."""
    return Path(__file__).resolve().parents[2] / "pyproject.toml"


def _console(block: Block) -> list[tuple[str, str]]:
    """Split a session into commands and what each prints."""
    pairs: list[tuple[str, str]] = []
    for line in block.code.splitlines(keepends=True):
        if line.startswith("$ "):
            pairs.append((line[2:].rstrip("\n"), ""))
        elif line.startswith("> ") and not pairs[-1][1]:
            pairs[-1] = (f"{pairs[-1][0]}\n{line[2:].rstrip()}", "")
        else:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + line)
    return pairs


def follows(shown: str, got: str) -> bool:
    """Tell whether a text is what a page shows, where “…” is anything and blanks do not count."""
    parts = [re.escape(" ".join(part.split())) for part in shown.split("…")]
    return re.fullmatch(".*".join(parts), " ".join(got.split()), re.DOTALL) is not None


def _free_port() -> str:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def _ask(block: Block) -> None:
    """Ask the bundled dataset."""
    attachgraph.load().query(block.code, limit=5)


def _shell(block: Block) -> None:
    """Let the shell read the block without running it, so that a slip has its line."""
    bash = shutil.which("bash") or "bash"
    done = subprocess.run([bash, "-n"], input=block.code, text=True, check=False)
    assert done.returncode == 0, f"line {block.line}"


def _nothing(_: Block) -> None:
    """Leave it to another step."""


#: What is done with a block before anything is typed.
KNOWN: Final[dict[str, Callable[[Block], object]]] = {
    "sh": _shell,
    "console": _nothing,
    "python": lambda block: compile(block.code, f"line {block.line}", "exec"),
    "pycon": _nothing,
    "r": _nothing,
    "sparql": _ask,
    "json": lambda block: json.loads(block.code),
    "toml": lambda block: tomllib.loads(block.code),
    "yaml": lambda block: list(yaml.safe_load_all(block.code)),
    **dict.fromkeys(_SHOWN, _nothing),
}
