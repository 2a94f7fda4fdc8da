"""The formats in which a selection can be taken away: one table for everybody who offers them.

In: a selection and the name of a format. Out: a document in pieces, or files in a folder. The
command line, Python, the server, the release and the manual read the table. A new format is one
entry here and one module with its writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attachgraph.errors import MissingError, UsageError
from attachgraph.rdf.syntaxes import RDF_FORMATS, Format

if TYPE_CHECKING:
    from attachgraph.exports.selection import Selection

_HERE: Final = "attachgraph.exports"


@dataclass(frozen=True, slots=True)
class ExportFormat(Format):
    """A format."""

    #: ``module:function``; it is imported when the format is written. The function takes the
    #: selection and gives pieces of a document, or takes selection and folder and fills it.
    writer: str
    #: What it is, in a line; what to know before choosing it.
    title: str
    description: str
    #: Whether it is several files.
    is_folder: bool = False
    #: Options of the writer: ``texts``, ``raw_cells``; ``syntax``, where one writes several.
    takes: tuple[str, ...] = ()
    #: A package that is optional, and comes with the extra of the same name as the format.
    needs: str = ""

    def is_ready(self) -> bool:
        """Return whether the package that it needs is installed."""
        return not self.needs or find_spec(self.needs) is not None

    def require(self) -> None:
        """Refuse a format whose package is missing, before anything is written."""
        if not self.is_ready():
            raise MissingError(
                f"writing {self.name} needs the package {self.needs}, which is not installed",
                fix=f"python -m pip install 'attachgraph[{self.name}]'",
            )

    def bound(self, selection: Selection, **options: bool) -> Callable[..., Any]:
        """Return the writer with the selection and those of the options that it takes."""
        self.require()
        module, _, function = self.writer.partition(":")
        given = {"syntax": self.name, **options}
        taken = {name: given[name] for name in self.takes if name in given}
        return partial(getattr(import_module(module), function), selection, **taken)


#: By name.
EXPORT_FORMATS: Final[dict[str, ExportFormat]] = {
    each.name: each
    for each in (
        *(
            ExportFormat(
                syntax.name,
                syntax.suffix,
                syntax.media_type,
                f"{_HERE}.rdffile:iter_rdf",
                syntax.title,
                syntax.description,
                takes=("syntax", "texts"),
            )
            for syntax in RDF_FORMATS.values()
        ),
        ExportFormat(
            "graphml",
            ".graphml",
            "application/graphml+xml",
            f"{_HERE}.graphml:iter_graphml",
            "Network for Gephi, Cytoscape, igraph, NetworkX",
            "nodes with label, kind and description; edges with name, status, quote, section, "
            "sources; parallel edges stay apart",
        ),
        ExportFormat(
            "gexf",
            ".gexf",
            "application/gexf+xml",
            f"{_HERE}.gexf:iter_gexf",
            "Network for Gephi",
            "the same as `graphml`",
        ),
        ExportFormat(
            "cytoscape",
            ".cyjs",
            "application/json",
            f"{_HERE}.cytoscape:iter_cytoscape",
            "Network for Cytoscape and cytoscape.js",
            "several values are a list",
        ),
        *(
            ExportFormat(
                name,
                suffix,
                media_type,
                f"{_HERE}.bibliographies:iter_bibliography",
                f"Bibliography as {title}",
                "the publications of the dataset, or those that an entry, a claim or an answer "
                "rests on; read by Zotero, EndNote, Mendeley and pandoc",
                takes=("syntax",),
            )
            for name, suffix, media_type, title in (
                ("bibtex", ".bib", "application/x-bibtex", "BibTeX"),
                ("ris", ".ris", "application/x-research-info-systems", "RIS"),
                ("csljson", ".json", "application/vnd.citationstyles.csl+json", "CSL-JSON"),
            )
        ),
        ExportFormat(
            "csv",
            ".csv",
            "text/csv",
            f"{_HERE}.csvfiles:write_csv",
            "Tables for spreadsheets",
            "a folder, or a `.zip`: nodes, edges, quotations, and `datapackage.json`, which says "
            "what each column holds",
            is_folder=True,
            takes=("raw_cells",),
        ),
        ExportFormat(
            "parquet",
            ".parquet",
            "application/vnd.apache.parquet",
            f"{_HERE}.parquet:write_parquet",
            "Tables for data frames",
            "the same tables with typed columns; needs `pip install 'attachgraph[parquet]'`",
            is_folder=True,
            needs="pyarrow",
        ),
    )
}


def find_format(name: str) -> ExportFormat:
    """Return a format by its name."""
    if name not in EXPORT_FORMATS:
        raise UsageError(f"there is no format {name}", fix=f"one of {', '.join(EXPORT_FORMATS)}")
    return EXPORT_FORMATS[name]


def iter_document(selection: Selection, name: str, *, texts: bool = False) -> Iterator[bytes]:
    """Write a selection as one document, the same bytes for the same content."""
    pieces: Iterator[bytes] = find_format(name).bound(selection, texts=texts)()
    return pieces


def write_files(
    selection: Selection, name: str, *, raw_cells: bool = False
) -> Callable[[Path], object]:
    """Return the function that writes a selection into a folder."""
    return find_format(name).bound(selection, raw_cells=raw_cells)
