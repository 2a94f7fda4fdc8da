"""Turn a notebook into a page of the manual, with what its cells show if it is run.

In: a notebook as it is in git, without results. Out: Markdown. Knows nothing of the other pages.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

__all__ = ["as_page"]

#: Characters of HTML that a page takes in; the explorer is a page of its own and much longer.
_LONGEST: Final = 200_000
_ESCAPES: Final = re.compile(r"\x1b\[[0-9;]*m")


def as_page(path: Path, *, run: bool, pictures: Path) -> str:
    """Write a notebook as Markdown.

    Parameters
    ----------
    path : Path
        The notebook.
    run : bool
        Whether to run it, and show what its cells show.
    pictures : Path
        Folder beside the page, into which its pictures go.

    Returns
    -------
    str
        Markdown.
    """
    notebook = _run(path) if run else json.loads(path.read_text(encoding="utf-8"))
    parts: list[str] = []
    for number, cell in enumerate(notebook["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            parts.append(f"```python\n{source}\n```")
            for place, output in enumerate(cell.get("outputs", [])):
                parts += _shown(output, pictures / f"{path.stem}-{number}-{place}")
        else:
            parts.append(source)
    note = "" if run else "\nThe manual was made without running it; Jupyter shows its results.\n"
    title, *rest = parts
    about = f"*From the notebook `notebooks/{path.name}`.*{note}"
    return "\n\n".join([title, about, *rest]) + "\n"


def _run(path: Path) -> Any:
    """Run a notebook from its first cell to its last."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    quiet = ["--IPKernelApp.log_level=40"]  # no warnings about its connection on this machine
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", extra_arguments=quiet)
    client.execute(cwd=str(path.parent))
    return notebook


def _shown(output: Any, name: Path) -> Iterator[str]:
    """Yield what a cell shows, in the best form that a page can hold."""
    data = output.get("data", {"text/plain": output.get("text", "")})
    if "image/png" in data:
        name.parent.mkdir(parents=True, exist_ok=True)
        name.with_suffix(".png").write_bytes(base64.b64decode(data["image/png"]))
        alt = "".join(data.get("text/plain", "")).strip("<>")
        yield f"![{alt}]({name.parent.name}/{name.name}.png)"
    elif "text/html" in data or "image/svg+xml" in data:
        markup = "".join(data.get("text/html") or data["image/svg+xml"])
        if len(markup) <= _LONGEST:
            yield f'````{{raw}} html\n<div class="shown">\n{markup}\n</div>\n````'
        else:
            yield "*(In Jupyter a page opens here that is too large for the manual.)*"
    elif words := _ESCAPES.sub("", "".join(data.get("text/plain", ""))).rstrip():
        yield f"````text\n{words}\n````"
