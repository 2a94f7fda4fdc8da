"""Make the manual as HTML that can be read from disk, from the pages as they are on GitHub.

In: ``docs/``, the README, CONTRIBUTING, the changelog and the notebooks. Out: a folder of HTML. The
pages are laid out in a folder of their own first, because links between them lead out of ``docs/``
and Sphinx reads one folder; a warning ends the work. ``--run`` runs the notebooks, and shows what
they show::

    python tools/make_manual.py build/docs --run
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

# Imported by a test, too, for which this folder is none of those in which Python looks.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.manual_notebooks import as_page

__all__ = ["lay_out", "main", "pages"]

ROOT: Final = Path(__file__).resolve().parent.parent
SETTINGS: Final = ROOT / "tools" / "manual"

#: Pages outside docs/, and where they stand in the manual.
_OUTSIDE: Final = {
    "README.md": "readme.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}
_LINK: Final = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_HEADING: Final = re.compile(r"^## (?P<words>.+)$", re.MULTILINE)
#: A line of a page that is a comment on GitHub and a description of the program in the manual.
_DESCRIBED: Final = re.compile(r"^<!-- (?P<directive>auto\w+): (?P<name>[\w.]+) -->$", re.MULTILINE)


def pages(root: Path = ROOT) -> dict[PurePosixPath, PurePosixPath]:
    """Name the pages of the manual.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    dict of PurePosixPath to PurePosixPath
        Place in the checkout to place in the manual.
    """
    found = {PurePosixPath(name): PurePosixPath(place) for name, place in _OUTSIDE.items()}
    for path in sorted((root / "docs").rglob("*.md")):
        relative = PurePosixPath(path.relative_to(root).as_posix())
        found[relative] = relative.relative_to("docs")
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        relative = PurePosixPath(path.relative_to(root).as_posix())
        found[relative] = relative.with_suffix(".md")
    return found


def lay_out(folder: Path, root: Path = ROOT, *, run: bool = False) -> None:
    """Write the pages and settings into the folder that Sphinx reads.

    Parameters
    ----------
    folder : Path
        An empty folder.
    root : Path
        The checkout.
    run : bool
        Whether to run the notebooks, which takes a minute or two.
    """
    places = pages(root)
    pictures = {PurePosixPath(p.relative_to(root)): p for p in (root / "docs/images").iterdir()}
    known = places | {name: name.relative_to("docs") for name in pictures}
    for name, place in places.items():
        if name.suffix == ".ipynb":
            drawn = folder / place.parent / "pictures"
            text = as_page(root / name, run=run, pictures=drawn)
        else:
            text = (root / name).read_text(encoding="utf-8")
        text = _rewrite(text, name, known)
        if place.name == "index.md":
            text += "".join(_contents(text))
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(root / "docs/images", folder / "images")
    shutil.copytree(SETTINGS, folder, dirs_exist_ok=True)


def _rewrite(text: str, name: PurePosixPath, places: dict[PurePosixPath, PurePosixPath]) -> str:
    """Turn links between files of the checkout into links between pages of the manual."""

    def place(match: re.Match[str]) -> str:
        target, hash_mark, anchor = match["target"].partition("#")
        if "://" in target or not target:
            return match[0]
        if match["image"] and target.startswith("pictures/"):  # drawn by a notebook
            return match[0]
        meant = PurePosixPath(os.path.normpath(name.parent / target))
        if meant not in places:  # a file that is not a page: its name is enough
            return match["text"]
        path = os.path.relpath(places[meant], places[name].parent)
        return f"{match['image']}[{match['text']}]({path}{hash_mark}{anchor})"

    return _DESCRIBED.sub(
        r"```{eval-rst}\n.. \g<directive>:: \g<name>\n```", _LINK.sub(place, text)
    )


def _contents(index: str) -> Iterator[str]:
    """Yield the table of contents for the margin: what the index links to, below its headings."""
    _, *parts = _HEADING.split(index)
    for heading, part in zip(parts[::2], parts[1::2], strict=True):
        links = [(match["text"], match["target"]) for match in _LINK.finditer(part)]
        lines = "\n".join(
            f"{text} <{target.removesuffix('.md')}>"
            for text, target in links
            if "://" not in target
        )
        yield f"\n```{{toctree}}\n:hidden:\n:caption: {heading}\n\n{lines}\n```\n"


def main(arguments: list[str]) -> int:
    """Make the manual.

    Parameters
    ----------
    arguments : list of str
        The folder to write to; ``--run``.

    Returns
    -------
    int
        0, or what Sphinx ended with.
    """
    target = Path(next((a for a in arguments if a != "--run"), "build/docs")).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, run="--run" in arguments)
        shutil.rmtree(target, ignore_errors=True)
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d"]
        places = [str(folder / ".doctrees"), str(folder), str(target)]
        code = subprocess.run([*command, *places], check=False).returncode
    if code == 0:
        (target / ".buildinfo").unlink(missing_ok=True)
        print(f"The manual: {target / 'index.html'}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
