"""The verb that fills a living page from a dataset.

In: Markdown with blocks that ask. Out: the page with what they find. All work is done in
:mod:`attachgraph.review`.
"""

from __future__ import annotations

import datetime as dt
import os
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attachgraph.errors import InputError, MissingError, UsageError
from attachgraph.graph.exporting import Page
from attachgraph.graph.literature import Literature
from attachgraph.graph.querying import TIMEOUT, Value
from attachgraph.graph.questions import Questions
from attachgraph.graph.synthesising import Synthesising

if TYPE_CHECKING:
    from attachgraph.query.result import Result
    from attachgraph.review.filling import Cited, Found, Table


class Rendering(Synthesising, Literature):
    """The verb that fills a living page."""

    def render(
        self,
        page: str | os.PathLike[str],
        output: str | os.PathLike[str] | None = None,
        *,
        tell: Callable[[str], None] | None = None,
        doubt: Callable[[str], None] = warnings.warn,
    ) -> Page:
        """Fill a text with the numbers, tables, figures and references that its blocks ask for.

        Parameters
        ----------
        page : str or path
            A file in Markdown with blocks ``synthesize`` and ``query``, citations ``[@key]``, and
            numbers such as ``{{own.share}}``.
        output : str or path, optional
            A file that ends in ``.html`` or ``.md``; a Markdown page has its figures next to it.
        tell : callable, optional
            Given a line before each block is answered: which it is, and how many there are.
        doubt : callable
            Given a line where a query finds nothing and seems misspelt. Left out, it is a warning.

        Returns
        -------
        Page
            The filled page: HTML, unless `output` ends in ``.md``.

        Raises
        ------
        MissingError
            If there is no such file.
        InputError
            If a block, a number or a citation cannot be filled in; it names file and line.
        UsageError
            If `output` ends in something else.

        Notes
        -----
        The page names the dataset, its version and the day, which is that of
        ``$SOURCE_DATE_EPOCH`` if it is set. Text of the dataset is escaped. In HTML, markup that
        is in the page itself is shown and not obeyed.

        Examples
        --------
        >>> import attachgraph, tempfile
        >>> with tempfile.NamedTemporaryFile("w", suffix=".md", delete=False) as file:
        ...     _ = file.write("Version {{dataset.version}} holds [@hazan-shaver-1987].")
        >>> page = attachgraph.load().render(file.name)
        >>> "Hazan" in page
        True
        """
        from attachgraph.review.filling import fill
        from attachgraph.review.template import parse_page
        from attachgraph.review.writing import to_html, to_markdown

        suffix = Path(output).suffix.lower() if output is not None else ".html"
        if suffix not in {".html", ".md"}:
            raise UsageError(
                f"a page cannot be written as “{suffix or output}”",
                fix="let the name of the output end in .html or .md",
            )
        name = os.fspath(page)
        if output is not None and Path(output).resolve() == Path(name).resolve():
            raise UsageError("the page would be written over its own text", fix="name another file")
        filled = fill(parse_page(_read(name), name), _Source(self), name, tell, doubt)
        if output is None:
            return Page(to_html(filled))
        target = Path(output)
        text = to_html(filled)
        if suffix == ".md":
            text, figures = to_markdown(filled, target.stem)
            for figure, data in figures.items():
                target.with_name(figure).write_bytes(data)
        target.write_text(text, encoding="utf-8")
        return Page(text)


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise MissingError("there is no such page", where=name, fix="check the path") from error
    except UnicodeDecodeError as error:
        raise InputError("the page is not in UTF-8", where=name, fix="save it in UTF-8") from error


class _Source:
    """A dataset as what a page asks."""

    def __init__(self, graph: Rendering) -> None:
        self._graph = graph
        self._cited: dict[str, Cited] = {}

    def synthesis(self, settings: Mapping[str, str]) -> Found:
        """Answer a synthesize block."""
        from attachgraph.review.filling import Drawn, Found

        asked = {name: value for name, value in settings.items() if name not in {"show", "figure"}}
        found = self._graph.synthesize(**asked)
        if "figure" not in settings:
            return Found(found.answer, None)
        plot = found.plot(settings["figure"])
        return Found(found.answer, Drawn(plot.render("svg"), plot.caption, plot.alt))

    def table(self, text: str, settings: Mapping[str, str]) -> Table:
        """Answer a query block, in SPARQL or by the name of a question."""
        from attachgraph.review.filling import Table

        if settings:
            given: dict[str, Value] = {n: value for n, value in settings.items() if n != "name"}
            result = Questions(self._graph)[settings["name"]](timeout=TIMEOUT, **given)
        else:
            result = self._graph.query(text)
        rows = tuple(tuple(map(_cell, row)) for row in result)
        return Table(tuple(_header(result)), rows, result.doubts)

    def publication(self, key: str) -> Cited:
        """Find a publication by any of its keys."""
        from attachgraph.dataset.studies import read_publications
        from attachgraph.library.bibliography import record_of_key
        from attachgraph.review.filling import Cited

        if key not in self._cited:
            record = record_of_key(self._graph.store, key)
            if record is None:
                raise MissingError(
                    f"the dataset has no publication “{key}”",
                    fix="attachgraph library WORDS finds its key",
                )
            own = str(record["id"])
            label = read_publications(self._graph.store, {own})[own].label
            self._cited[key] = Cited(own, label, self._graph.cite(own)[0])
        return self._cited[key]

    def facts(self) -> dict[str, str]:
        """Name the dataset and the day."""
        from attachgraph.dataset.about import about_store

        about = about_store(self._graph.store)
        return {"title": about.title, "version": about.version, "date": _today()}


def _today() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    day = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdecimal() else None
    return (day or dt.datetime.now(dt.UTC)).strftime("%Y-%m-%d")


def _header(result: Result) -> list[str]:
    return [str(name) for name in result.variables]


def _cell(value: object) -> str:
    from attachgraph.rdf.compact import compact

    if value is None:
        return ""
    return (compact(value) or value) if isinstance(value, str) else str(value)
