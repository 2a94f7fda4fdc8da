"""The verbs with which a dataset leaves: for rdflib, for pandas, as a page, as a file.

In: a dataset. Out: what other programs read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attachgraph.errors import UsageError, refused_file
from attachgraph.graph.querying import Querying

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]
    import rdflib


class Page(str):  # noqa: FURB189 - it goes where a str goes
    """A page of HTML that shows itself in a notebook.

    Examples
    --------
    >>> Page("<p>words</p>")
    <Page of 12 characters: save(path) writes it>
    """

    __slots__ = ()

    def __repr__(self) -> str:
        # A page is megabytes long, which no terminal wants.
        return f"<Page of {len(self):,} characters: save(path) writes it>"

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        from html import escape

        frame = "width: 100%; height: 720px; border: 0"
        return f'<iframe style="{frame}" title="explorer" srcdoc="{escape(self)}"></iframe>'

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page to a file that any browser opens.

        Parameters
        ----------
        path : path
            The file.

        Examples
        --------
        >>> import os, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Page("<p>words</p>").save(os.path.join(folder, "page.html"))
        """
        _write(path, self.encode())


class Exporting(Querying):
    """A dataset that can be taken away."""

    def to_rdflib(self) -> rdflib.Dataset:
        """Return an rdflib view on the same quads, with the prefixes bound.

        Its ``query`` is rdflib's own way to the engine: it has no time limit, and ``SERVICE`` in it
        sends requests. Use :meth:`query` for queries that are not yours.

        Returns
        -------
        rdflib.Dataset
            On the same store, with the union of all graphs as its default graph.

        Examples
        --------
        >>> import attachgraph
        >>> dataset = attachgraph.load().to_rdflib()
        >>> [
        ...     str(row.name)
        ...     for row in dataset.query("SELECT ?name { style:secure rdfs:label ?name }")
        ... ]
        ['secure attachment']
        """
        import oxrdflib
        import rdflib

        from attachgraph.rdf.bases import prefixes

        dataset = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self.store), default_union=True)
        for prefix, namespace in prefixes().items():
            dataset.bind(prefix, namespace, replace=True)
        return dataset

    def to_pandas(self, table: str = "edges", *, quotations: bool = True) -> pd.DataFrame:
        """Return a table of the whole dataset as a data frame.

        Parameters
        ----------
        table : {"edges", "nodes", "quotations"}
            Rows for edges between nodes, for nodes, or for the places in texts that assert a
            statement. The tables of ``attachgraph export --format csv``, with the same columns.
        quotations : bool
            Give the columns that hold quotations.

        Returns
        -------
        pandas.DataFrame
            Strings as ``string``, numbers as ``Int64``, what has few values as ``category``; cells
            with several values are joined by " | ".

        Raises
        ------
        UsageError
            If there is no such table.
        MissingError
            If pandas is not installed.

        Examples
        --------
        >>> import attachgraph
        >>> nodes = attachgraph.load().to_pandas("nodes")
        >>> int((nodes["kind"] == "AttachmentStyle").sum())
        4
        """
        from attachgraph.exports import columns, selection
        from attachgraph.exports.rows import iter_portions
        from attachgraph.query.data_frames import frame

        chosen = columns.chosen_tables(quotations=quotations)
        if table not in chosen:
            raise UsageError(f"there is no table “{table}”", fix=f"tables: {', '.join(chosen)}")
        shown = chosen[table]
        portions = iter_portions(selection.whole(self.store, quotations=quotations))
        rows: list[Any] = []
        for portion in portions:
            rows += portion.rows(table)
        return frame(
            {
                column.name: [columns.cell(getattr(row, column.name)) for row in rows]
                for column in shown
            },
            categories={"kind", "name", "label", "predicate", "rule", "object_kind", "language"},
            integers={column.name for column in shown if column.type == "integer"},
        )

    def view(self, name: str | None = None, *, sparql: bool = True) -> Page:
        """Draw the explorer: one page that works offline, and shows itself in a notebook.

        Parameters
        ----------
        name : str or None
            What to draw with its surroundings, by any of its names; ``None`` draws everything.
        sparql : bool
            Let the page answer SPARQL by itself, which makes it 3 MB larger.

        Returns
        -------
        Page
            The HTML, with a method ``save``.

        Raises
        ------
        MissingError
            If nothing has that name.

        Examples
        --------
        >>> import attachgraph
        >>> page = attachgraph.load().view("avoidant-secure", sparql=False)
        >>> page.startswith("<!doctype html>")
        True
        """
        from attachgraph.views.explorer import render

        iri = None if name is None else self.resolve(name)
        return Page(render(self.store, iri, sparql=sparql))

    def export(
        self,
        format: str,
        name: str | None = None,
        *,
        graphs: Iterable[str] | None = None,
        quotations: bool = True,
        texts: bool = False,
    ) -> bytes:
        """Write the dataset, or one entry of it, byte for byte the same for the same content.

        Parameters
        ----------
        format : str
            Its name, such as ``turtle`` or ``gexf``; ``attachgraph export --help`` lists them all.
            Or the name of a file, such as ``"friends.ttl"``: it is written, and its ending says the
            format.
        name : str or None
            An entry: a slug, a title, any alias, a CURIE or an IRI; ``None`` writes everything.
        graphs : iterable of str, optional
            IRIs of the graphs to write; all of them if left out.
        quotations : bool
            Write who says so, in which words and where.
        texts : bool
            Write the full texts as well. They may be other people's.

        Returns
        -------
        bytes
            The document; of csv and parquet, which are several files, a zip file.

        Raises
        ------
        UsageError
            If there is no such format.
        MissingError
            If nothing has that name, or pyarrow is needed and not installed.

        Examples
        --------
        >>> import attachgraph
        >>> attachgraph.load().export("turtle").startswith(b"# This dataset describes literature")
        True
        """
        from io import BytesIO

        from attachgraph.exports import formats, selection

        path = (
            Path(format) if Path(format).suffix and format not in formats.EXPORT_FORMATS else None
        )
        if path is not None:
            format = _format_of(path)  # noqa: A001 - what the caller named by a file
        if name is not None:
            chosen = selection.one_entry(
                self.store, self.resolve(name), quotations=quotations, texts=texts
            )
        elif graphs is not None:
            chosen = selection.some_graphs(self.store, graphs, quotations=quotations)
        else:
            chosen = selection.whole(self.store, quotations=quotations)
        if formats.find_format(format).is_folder:
            from attachgraph.exports.folder import write_zip

            packed = BytesIO()
            write_zip(packed, formats.write_files(chosen, format))
            written = packed.getvalue()
        else:
            written = b"".join(formats.iter_document(chosen, format, texts=texts))
        if path is not None:
            _write(path, written)
        return written


def _write(path: str | os.PathLike[str], content: bytes) -> None:
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise refused_file(error) from error


def _format_of(path: Path) -> str:
    """Return the format that the name of a file says."""
    from attachgraph.exports.formats import EXPORT_FORMATS

    known = {each.suffix: each.name for each in EXPORT_FORMATS.values()}
    found = known.get(path.suffix.lower())
    if found is None:
        problem = f"no format is written to a file that ends in {path.suffix}"
        raise UsageError(problem, fix=f"end it in one of {', '.join(known)}")
    return found
