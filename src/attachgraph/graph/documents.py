"""Read one document and look at what became of it, before anything is built.

In: a file or a text. Out: a :class:`Reading` with the account of every character.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attachgraph.errors import MissingError, UsageError
from attachgraph.graph.dataset import Graph
from attachgraph.graph.tables import Table

if TYPE_CHECKING:
    from attachgraph.extraction.extracting import Extraction
    from attachgraph.graph.edges import Edge
    from attachgraph.model import Account, Diagnostic

#: Looks that can be told apart without colour, too.
_LOOKS: Final = {
    "used": "",
    "boilerplate": "opacity: 0.45",
    "unparsed": "background: #ffd9a8; color: #111; text-decoration: underline wavy",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of a text that was not understood.

    Parameters
    ----------
    line, column : int
        Where it begins, both from 1.
    text : str
        The words.

    Examples
    --------
    >>> Piece(3, 1, "words").line
    3
    """

    line: int
    column: int
    text: str


class Reading:
    r"""What was read in a document.

    Parameters
    ----------
    name : str
        Its name.
    data : bytes
        The document.
    extraction : Extraction
        What was taken from it.

    Examples
    --------
    >>> import attachgraph
    >>> page = attachgraph.read(text="Anxious-Secure Relationship\n\nThe anxious partner asks.\n")
    >>> page.title, page.kind
    ('Anxious-Secure Relationship', 'pairing')
    >>> page.account.length == page.account.used + page.account.boilerplate + page.account.unparsed
    True
    """

    def __init__(self, name: str, data: bytes, extraction: Extraction) -> None:
        self.name: str = name
        self._data: bytes = data
        self._extraction: Extraction = extraction

    @property
    def title(self) -> str:
        """What the entry is called; ``""`` where the document holds no entry."""
        entry = self._extraction.document.entry
        return entry.title.label if entry else ""

    @property
    def kind(self) -> str:
        """What it is about: ``pairing``, ``style``, ``concept``, ``entry`` or ``""``."""
        entry = self._extraction.document.entry
        return entry.kind.value if entry else ""

    @property
    def account(self) -> Account:
        """Where every character went: used, boilerplate, unparsed."""
        return self._extraction.account

    @property
    def unparsed(self) -> Table[Piece]:
        """What was not understood, with its place; blanks are left out."""
        from attachgraph.reading.lines import LineIndex

        content = self._extraction.document.text.content
        index = LineIndex(content)
        pieces = (
            Piece(*index.place(mark.start), content[mark.start : mark.end].strip())
            for mark in self.account.ranges
            if mark.kind == "unparsed" and content[mark.start : mark.end].strip()
        )
        return Table(pieces, [each.name for each in fields(Piece)])

    @property
    def diagnostics(self) -> Table[Diagnostic]:
        """What the reader should know, with what to do; :command:`explain` knows the codes."""
        columns = ("line", "column", "level", "code", "message", "fix")
        return Table(self._extraction.diagnostics, columns)

    def edges(self, *, type: str | None = None, status: str | None = None) -> Table[Edge]:
        r"""Return what the document asserts.

        Parameters
        ----------
        type, status : str, optional
            As for :meth:`Graph.edges`.

        Returns
        -------
        Table of Edge
            In the order of the text.

        Examples
        --------
        >>> import attachgraph
        >>> text = "Anxious-Secure Relationship\n\nOther Names: reassurance pairing\n"
        >>> [edge.subject for edge in attachgraph.read(text=text).edges(type="alias-of")]
        ['reassurance pairing']
        """
        return self.graph.edges(type=type, status=status)

    @cached_property
    def graph(self) -> Graph:
        """The dataset of this document alone, in memory."""
        from attachgraph.building import store_of_document

        return Graph(store_of_document(self.name, self._data), unchanging=True)

    def __repr__(self) -> str:
        account = self.account
        return (
            f"<{self.name}: {self.title or 'no entry'}, {account.length:,} characters: "
            f"{account.used:,} used, {account.boilerplate:,} boilerplate, "
            f"{account.unparsed:,} unparsed>"
        )

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        content = self._extraction.document.text.content
        text = "".join(
            f'<span style="{_LOOKS[mark.kind]}">{escape(content[mark.start : mark.end])}</span>'
            for mark in self.account.ranges
        )
        legend = "as it is: used; pale: boilerplate; marked and underlined: unparsed"
        return (
            f"<p>{escape(repr(self))}</p><p><small>{legend}</small></p>"
            f'<pre style="white-space: pre-wrap">{text}</pre>'
        )


def read(
    path: str | os.PathLike[str] | None = None,
    *,
    text: str | None = None,
    name: str = "page.txt",
    timeout: float = 30.0,
) -> Reading:
    r"""Read one document and see what became of every character; nothing is stored.

    Parameters
    ----------
    path : path, optional
        The file.
    text : str, optional
        The document itself, instead of a file.
    name : str
        What the text is called; the suffix tells the format: ``.txt``, ``.md`` or ``.html``.
    timeout : float
        Seconds that reading may take.

    Returns
    -------
    Reading
        It shows the text in a notebook, with what was not understood marked.

    Raises
    ------
    UsageError
        If neither or both are given, or the file holds RDF.
    MissingError
        If there is no such file.
    InputError
        If it cannot be read.

    Examples
    --------
    >>> import attachgraph
    >>> attachgraph.read(text="# Secure Attachment Style\n\nWords.\n", name="secure.md").kind
    'style'
    """
    from attachgraph.extraction.extracting import extract
    from attachgraph.rdf.incoming import is_rdf
    from attachgraph.reading.deadline import limited
    from attachgraph.reading.documents import read_document

    if (path is None) == (text is None):
        raise UsageError("read takes either a path or a text", fix='read("page.txt")')
    if path is not None:
        name = os.fspath(path)
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise MissingError(
                "the file cannot be read", where=name, fix="check the spelling"
            ) from error
    else:
        data = (text or "").encode()
    if is_rdf(name, data):
        raise UsageError("RDF is taken as it is", where=name, fix="attachgraph.build(path)")
    with limited(name, timeout):
        return Reading(name, data, extract(read_document(data, name)))
