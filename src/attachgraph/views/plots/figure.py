"""A figure: how it looks, how it is saved byte for byte the same, and what is said about it.

In: a function that draws on matplotlib axes. Out: a :class:`Plot`. Knows no data.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attachgraph.errors import MissingError, UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FORMATS: Final = ("svg", "pdf", "png")

#: Widths of a column and of a page of a journal, in inches (85 and 174 mm).
COLUMN: Final = 3.35
PAGE: Final = 6.85

#: Colours that people with any colour vision tell apart (Okabe and Ito), by what they mean here.
INK: Final = {
    "text": "#1a1a1a",
    "faint": "#6b6b6b",
    "line": "#b8b8b8",
    "supports": "#0072B2",
    "qualifies": "#56B4E9",
    "finds nothing": "#8c8c8c",
    "disputes": "#D55E00",
}

_STYLE: Final[dict[str, Any]] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, so that it looks alike everywhere
    "font.size": 7.5,
    "text.color": INK["text"],
    "text.parse_math": False,  # a dollar sign in an entry is a dollar sign
    "axes.edgecolor": INK["faint"],
    "axes.labelcolor": INK["text"],
    "axes.linewidth": 0.6,
    "xtick.color": INK["text"],
    "ytick.color": INK["text"],
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "hatch.linewidth": 0.5,
    "figure.dpi": 100,
    "savefig.dpi": 300,
    "svg.fonttype": "path",  # what a reader's computer has no font for is drawn all the same
    "svg.hashsalt": "attachgraph",
    "pdf.fonttype": 42,  # letters stay letters, as publishers ask
}


@contextmanager
def _drawing() -> Generator[None]:
    """Draw and save in our style, whatever style the caller has set."""
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise MissingError(
            "figures need matplotlib, which is not installed",
            fix='python -m pip install "attachgraph[notebooks]"',
        ) from error
    with mpl.rc_context(), warnings.catch_warnings():
        # A letter that the font does not have is drawn as a box; the table twin has the letter.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)  # type: ignore[arg-type]
        yield


def canvas(width: float, height: float) -> Figure:
    """Make an empty figure, without any window."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), facecolor="white")


def clean(text: str, length: int = 200) -> str:
    r"""Make a text of an entry fit to be drawn: one line, no control characters.

    Examples
    --------
    >>> clean("calm\x1b\n down"), clean("a long name", 6)
    ('calm down', 'a lon…')
    """
    words = "".join(char if char.isprintable() else " " for char in text).split()
    line = " ".join(words)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def require_format(path: str | os.PathLike[str]) -> str:
    """Tell the format of a figure from the name of its file.

    Examples
    --------
    >>> require_format("Figure 1.PDF")
    'pdf'
    """
    suffix = Path(path).suffix.lower()
    if suffix.removeprefix(".") not in _FORMATS:
        raise UsageError(
            f"a figure cannot be written as “{suffix or Path(path).name}”",
            where=str(path),
            fix="let its name end in " + ", ".join(f".{each}" for each in _FORMATS),
        )
    return suffix.removeprefix(".")


@dataclass(frozen=True)
class Plot:
    """A figure with its words. In a notebook it shows itself."""

    #: Of what, in a few words.
    title: str
    #: For the line below it in a paper: what is shown, from what, with which limits.
    caption: str
    #: What it shows, for those who cannot see it.
    alt: str
    #: Makes the matplotlib figure.
    draw: Callable[[], Figure]

    def figure(self) -> Figure:
        """Draw it."""
        with _drawing():
            return self.draw()

    def render(self, format: str = "svg") -> bytes:  # noqa: A002 - the word of the command line
        """Write it in a format, byte for byte the same for the same data and matplotlib."""
        if format not in _FORMATS:
            raise UsageError(
                f"a figure cannot be written as “{format}”", fix="one of " + ", ".join(_FORMATS)
            )
        metadata: dict[str, dict[str, str | None]] = {
            "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
            "pdf": {"CreationDate": None, "Title": self.title, "Subject": self.alt},
            "png": {"Software": None, "Title": self.title, "Description": self.alt},
        }
        buffer = io.BytesIO()
        with _drawing():
            self.draw().savefig(buffer, format=format, metadata=metadata[format])
        data = buffer.getvalue()
        return self._described(data) if format == "svg" else data

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file, in the format of its suffix."""
        Path(path).write_bytes(self.render(require_format(path)))

    def _repr_svg_(self) -> str:  # noqa: PLW3201 - IPython's own
        return self.render("svg").decode()

    def _described(self, svg: bytes) -> bytes:
        """Say in the graphics itself what it shows, where a screen reader looks for it."""
        start = svg.index(b"<svg ")
        end = svg.index(b">", start)
        words = f"<title>{escape(self.title)}</title><desc>{escape(self.alt)}</desc>"
        opened = svg[start:end] + b' role="img">\n ' + words.encode()
        return svg[:start] + opened + svg[end + 1 :]
