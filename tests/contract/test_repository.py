"""The checkout keeps its promises: nothing of one machine in it, pinned packages, working links."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.contract.tracked import tracked

TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitignore",
    "CHANGELOG.md",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "data",
    "docs",
    "notebooks",
    "ontology",
    "pyproject.toml",
    "requirements",
    "src",
    "tests",
    "tools",
}
#: Folders of one machine. A slash before them would make them the middle of an IRI.
MACHINE = re.compile(r"(?<![\w.:/-])(?:/(?:home|Users|root|opt|var/folders)/\w|[A-Z]:\\Users)")
#: What somebody else built belongs into a package, where its version and licence are known.
BUILT = {".exe", ".gz", ".jar", ".map", ".so", ".wasm", ".whl", ".zip"}
PINNED = re.compile(
    r"^(?P<name>[a-z0-9-]+)(?:\[[a-z,-]+\])?==(?P<version>[^\s;]+)(?: ; [^\\]+)? \\$"
)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")


def text_of(path: Path) -> str | None:
    """Return the text of a file, or None if it is not text."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def read_lock(path: Path) -> dict[str, tuple[str, int]]:
    """Return version and number of checksums of each package in a lock."""
    pins: dict[str, tuple[str, int]] = {}
    name = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if pinned := PINNED.match(line):
            name = pinned["name"]
            pins[name] = (pinned["version"], 0)
        elif HASH.match(line):
            version, hashes = pins[name]
            pins[name] = (version, hashes + 1)
        else:
            assert line.lstrip().startswith("#"), f"{path.name}:{number}: {line}"
    return pins


def test_top_level_holds_only_the_agreed_names(root: Path) -> None:
    """Whoever opens the checkout sees the agreed files and folders and no others."""
    assert {path.parts[0] for path in tracked(root)} <= TOP_LEVEL


def test_no_file_names_a_folder_of_one_machine(root: Path) -> None:
    """No path of a developer's machine is written anywhere."""
    found = [
        f"{path}:{number}: {line.strip()}"
        for path in tracked(root)
        if (text := text_of(root / path)) is not None
        for number, line in enumerate(text.splitlines(), start=1)
        if MACHINE.search(line) or (len(root.parts) > 2 and f"{root}/" in line)
    ]
    assert found == []


def test_nothing_built_elsewhere_is_kept(root: Path) -> None:
    """No archive, no compiled file and no script of somebody else's build lies in the checkout."""
    found = [
        path
        for path in tracked(root)
        if path.suffix in BUILT
        or path.name.endswith(".min.js")
        or (root / path).stat().st_size > 1_000_000
    ]
    assert found == []


def test_text_files_are_clean(root: Path) -> None:
    """Every text is UTF-8 with one newline at its end and Unix line ends, but for fixtures."""
    found = []
    for path in tracked(root):
        if "fixtures" in path.parts or path.suffix == ".png":
            continue
        text = text_of(root / path)
        clean = text is not None and "\r" not in text and (not text or text.endswith("\n"))
        if not clean:
            found.append(path)
    assert found == []


@pytest.mark.parametrize("name", ["base.lock", "dev.lock"])
def test_lock_has_checksums_and_no_address(root: Path, name: str) -> None:
    """Every package is pinned to one version with its checksums, whatever index serves it."""
    path = root / "requirements" / name
    pins = read_lock(path)
    assert pins
    assert [package for package, (_, hashes) in pins.items() if hashes == 0] == []
    assert "://" not in path.read_text(encoding="utf-8")


def test_locks_agree(root: Path) -> None:
    """What the tests run with is what the users get, and more."""
    base = read_lock(root / "requirements/base.lock")
    dev = read_lock(root / "requirements/dev.lock")
    assert base.items() <= dev.items()


def test_locks_cover_pyproject(root: Path) -> None:
    """Each dependency in pyproject.toml is locked, to a version that it allows."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = {
        "base.lock": [
            *project["project"]["dependencies"],
            *project["project"]["optional-dependencies"]["serve"],
            *groups["build"],
        ],
        "dev.lock": [
            *groups["docs"],
            *groups["lint"],
            *groups["test"],
        ],
    }
    for name, requirements in wanted.items():
        pins = read_lock(root / "requirements" / name)
        for requirement in map(Requirement, requirements):
            version, _ = pins[canonicalize_name(requirement.name)]
            assert version in requirement.specifier, requirement


def test_readme_shows_both_commands(root: Path) -> None:
    """A reader of the README finds the two commands in one block."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "```sh\nmake demo\nmake test\n```" in readme


def test_build_server_runs_what_developers_run(root: Path) -> None:
    """`.ci/run` can be executed and does nothing but `make test`."""
    script = root / ".ci/run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"


@pytest.mark.parametrize(
    "target",
    ["demo", "test", "coverage", "lint", "bench", "docs", "format", "parts", "lock", "clean"],
)
def test_make_explains_its_targets(root: Path, target: str) -> None:
    """`make` alone lists every target with a line about it."""
    listed = subprocess.run(["make"], cwd=root, capture_output=True, text=True, check=True).stdout
    assert re.search(rf"^  make {target} +\S", listed, re.MULTILINE)


def test_make_demo_says_what_is_missing(root: Path) -> None:
    """Without a usable Python there is one clear message instead of a traceback."""
    result = subprocess.run(
        [root / "tools/find-python.sh"],
        env={**os.environ, "PYTHON": "no-such-python"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert not result.stdout
    assert "needs Python 3.11 or newer" in result.stderr
    assert "Fix:" in result.stderr


def test_citation_is_complete(root: Path) -> None:
    """CITATION.cff has the keys that the format asks for, and the version of the project."""
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation["cff-version"] == "1.2.0"
    assert citation["authors"] == [{"name": author["name"]} for author in project["authors"]]
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]


def test_licence_is_whole(root: Path) -> None:
    """LICENSE is the full text of the licence that pyproject.toml names."""
    licence = (root / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


def test_changelog_speaks_of_the_ontology(root: Path) -> None:
    """Each version in the changelog has the heading for whoever keeps queries and data."""
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = changelog.split("\n## ")[1:]
    assert versions
    assert [each.splitlines()[0] for each in versions if "\n### Ontology\n" not in each] == []


def test_links_between_documents_work(root: Path) -> None:
    """A relative link in a document leads to a file that is there."""
    broken = []
    for path in tracked(root):
        if path.suffix != ".md" or path.parts[0] in {"data", "tests"}:
            continue
        for link in LINK.finditer((root / path).read_text(encoding="utf-8")):
            target = link["target"].partition("#")[0]
            if target and "://" not in target and not (root / path.parent / target).exists():
                broken.append(f"{path}: {target}")
    assert broken == []


def test_manual_lists_every_page(root: Path) -> None:
    """Every page below docs/ can be reached from its index."""
    index = (root / "docs/index.md").read_text(encoding="utf-8")
    linked = {link["target"].partition("#")[0] for link in LINK.finditer(index)}
    pages = {
        path.relative_to("docs").as_posix()
        for path in tracked(root)
        if path.suffix == ".md" and path.parts[0] == "docs"
    }
    assert pages - {"index.md"} <= linked


def test_architecture_names_every_folder_and_files_that_exist(root: Path) -> None:
    """Whoever follows the page finds each file, folder and function that it names."""
    page, source = (root / "docs/architecture.md").read_text("utf-8"), root / "src/attachgraph"
    named = set(re.findall(r"`([\w/.-]+(?:\.(?:py|ts|ttl|jsonld|json|toml)|/))`", page))
    assert len(named) > 40
    there = {path.name for path in tracked(root) if path.is_relative_to("src")}
    assert [
        name
        for name in sorted(named)
        if not any((place / name).exists() for place in (root, source))
        and name not in there
        and not list(source.glob(f"*/{name}"))
    ] == []
    folders = {f"{path.parent.name}/" for path in source.glob("*/__init__.py")}
    assert folders <= named
    functions = re.findall(r"`([\w/]+\.py)` `(\w+)`", page)
    assert functions
    for file, function in functions:
        assert f"def {function}(" in (source / file).read_text(encoding="utf-8"), file
