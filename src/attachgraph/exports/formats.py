"""The formats in which a selection can be taken away.

In: a selection and the name of a format. Out: a document in pieces, or files in a folder. The table
of formats is the one that the command line, Python and the release read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from attachgraph.errors import UsageError
from attachgraph.exports.selection import Selection
from attachgraph.rdf.serialise import RDF_FORMATS


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format.

    Attributes
    ----------
    name : str
        As ``--format`` takes it.
    media_type : str
        Of a document; of a folder, that of its files.
    suffix : str
        Of a file name; of a folder, that of its files.
    is_folder : bool
        Whether it is several files.
    """

    name: str
    media_type: str
    suffix: str
    is_folder: bool = False


#: By name.
EXPORT_FORMATS: Final[dict[str, ExportFormat]] = {
    **{
        name: ExportFormat(name, syntax.media_type, syntax.suffix)
        for name, syntax in RDF_FORMATS.items()
    },
    "graphml": ExportFormat("graphml", "application/graphml+xml", ".graphml"),
    "gexf": ExportFormat("gexf", "application/gexf+xml", ".gexf"),
    "cytoscape": ExportFormat("cytoscape", "application/json", ".cyjs"),
    "csv": ExportFormat("csv", "text/csv", ".csv", is_folder=True),
    "parquet": ExportFormat(
        "parquet", "application/vnd.apache.parquet", ".parquet", is_folder=True
    ),
}


def iter_document(selection: Selection, name: str, *, texts: bool = False) -> Iterator[bytes]:
    """Write a selection as one document, the same bytes for the same content."""
    from attachgraph.exports.cytoscape import iter_cytoscape
    from attachgraph.exports.gexf import iter_gexf
    from attachgraph.exports.graphml import iter_graphml

    writers: dict[str, Callable[[Selection], Iterator[bytes]]] = {
        "graphml": iter_graphml,
        "gexf": iter_gexf,
        "cytoscape": iter_cytoscape,
    }
    if name in writers:
        return writers[name](selection)
    if name not in RDF_FORMATS:
        raise UsageError(f"there is no format {name}", fix=f"one of {', '.join(EXPORT_FORMATS)}")
    return _iter_rdf(selection, name, texts=texts)


def _iter_rdf(selection: Selection, name: str, *, texts: bool) -> Iterator[bytes]:
    from attachgraph.rdf.framing import iter_framed
    from attachgraph.rdf.serialise import export

    if name == "jsonld" and selection.root:
        return iter_framed(selection.store, selection.root, quotations=selection.quotations)
    return export(
        selection.store,
        name,
        graphs=selection.graphs,
        texts=texts,
        quotations=selection.quotations,
    )


def write_files(
    selection: Selection, name: str, *, raw_cells: bool = False
) -> Callable[[Path], object]:
    """Return the function that writes a selection into a folder."""
    from attachgraph.exports.csvfiles import write_csv
    from attachgraph.exports.parquet import write_parquet

    if name == "csv":
        return partial(write_csv, selection, raw_cells=raw_cells)
    return partial(write_parquet, selection)
