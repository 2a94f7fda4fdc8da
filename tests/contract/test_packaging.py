"""The built wheel has everything that the checkout has, and works where no checkout is."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that knows nothing of the checkout; return what it prints."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        command, cwd=cwd, env=inherited, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def build(root: Path, target: str, folder: Path) -> Path:
    """Build a wheel or an sdist into a folder."""
    run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, cwd=root)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def version(root: Path) -> str:
    """Return the version in pyproject.toml."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built wheel."""
    return build(root, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a fresh environment: the wheel, and beside it what this one depends on."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", "environment", cwd=folder)
    python = folder / "environment/bin/python"
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(python, "-c", where, cwd=folder).strip())
    # A path in a .pth file brings the packages of that folder, not its own .pth files:
    # an editable attachgraph stays out of sight.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    run(*pip, "--quiet", "--no-index", "--no-deps", "--ignore-installed", wheel, cwd=folder)
    return folder / "environment"


@pytest.mark.parametrize("shipped", ["ontology", "data"])
def test_wheel_ships_every_file(root: Path, wheel: Path, shipped: str) -> None:
    """The files of ontology/ and data/ are in the wheel, unchanged."""
    expected = {
        f"attachgraph/_shipped/{path.relative_to(root).as_posix()}": path.read_bytes()
        for path in (root / shipped).rglob("*")
        if path.is_file()
    }
    with zipfile.ZipFile(wheel) as archive:
        inside = {
            name: archive.read(name)
            for name in archive.namelist()
            if name.startswith(f"attachgraph/_shipped/{shipped}/")
        }
    assert expected
    assert inside == expected


def test_wheel_holds_the_package_and_nothing_else(wheel: Path, version: str) -> None:
    """The wheel has the typed package, its licence and its metadata, and no tests."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    info = f"attachgraph-{version}.dist-info"
    assert {name.split("/")[0] for name in names} == {"attachgraph", info}
    assert {"attachgraph/py.typed", f"{info}/licenses/LICENSE"} <= set(names)
    assert [name for name in names if "__pycache__" in name or name.endswith(".pyc")] == []


def test_wheel_has_the_bundled_parts_and_not_their_sources(root: Path, wheel: Path) -> None:
    """Users need no Node; what npm brought for building stays out."""
    built = root / "src/attachgraph/views/built"
    with zipfile.ZipFile(wheel) as archive:
        inside = {name: archive.read(name) for name in archive.namelist() if "/views/" in name}
    parts = {f"attachgraph/views/built/{path.name}": path.read_bytes() for path in built.iterdir()}
    assert parts.items() <= inside.items()
    assert [name for name in inside if "/views/page/" in name or "node_modules" in name] == []


def test_sdist_builds_the_same_wheel_without_node(root: Path, wheel: Path, tmp_path: Path) -> None:
    """`pip install` from the source archive needs neither Node nor npm nor a network."""
    sdist = build(root, "sdist", tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    [unpacked] = [path for path in tmp_path.iterdir() if path.name != "sdist"]
    target = tmp_path / "wheel"
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=unpacked, env={"PATH": ""}, capture_output=True, check=True)
    [again] = target.iterdir()
    assert again.read_bytes() == wheel.read_bytes()


def test_wheel_is_the_same_every_time(root: Path, wheel: Path, tmp_path: Path) -> None:
    """Building twice gives the same bytes."""
    assert build(root, "wheel", tmp_path).read_bytes() == wheel.read_bytes()


def test_sdist_can_be_built_and_tested(root: Path, tmp_path: Path) -> None:
    """The source archive has what a packager needs: source, data, tests, licence."""
    with tarfile.open(build(root, "sdist", tmp_path)) as archive:
        top = {name.split("/")[1] for name in archive.getnames()}
    needed = {"LICENSE", "Makefile", "README.md", "data", "ontology", "pyproject.toml", "src"}
    assert needed | {"tests", "requirements", "CHANGELOG.md", "CITATION.cff"} <= top
    assert top & {".venv", "build", "dist", ".hypothesis"} == set()


def test_installed_package_finds_its_own_files(installed: Path) -> None:
    """The ontology and the entries are read from the installed package, not from a checkout."""
    program = "from attachgraph.resources import resource_root; print(resource_root())"
    found = Path(run(installed / "bin/python", "-c", program, cwd=installed).strip())
    assert found.is_relative_to(installed)
    assert found.name == "_shipped"


def test_installed_command_tells_its_version(installed: Path, version: str) -> None:
    """`attachgraph --version` runs where no checkout is."""
    assert version in run(installed / "bin/attachgraph", "--version", cwd=installed)


def test_installed_command_answers_right_away(installed: Path) -> None:
    """A query is answered from the bundled dataset without any further step."""
    query = "SELECT (COUNT(*) AS ?pairings) WHERE { ?pairing a ag:Pairing }"
    answer = run(installed / "bin/attachgraph", "query", query, "--format", "csv", cwd=installed)
    header, count = answer.split()
    assert header == "pairings"
    assert int(count) > 0
