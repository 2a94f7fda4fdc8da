"""Sum up things of which very much is said, wherever the dataset is.

In: a dataset and a name. Out: a description of one screen. What grows with the number of texts is
counted by queries and not read.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from attachgraph.dataset.outline import COUNTED, DISPUTED, Counted, outline

if TYPE_CHECKING:
    from attachgraph.dataset.description import Description
    from attachgraph.graph.contents import Contents

#: Statements about a thing beyond which it is summed up; no entry of the bundled dataset has them.
_LARGE: Final = 1_000
_NUMBER: Final = f"""
SELECT (COUNT(*) AS ?number) WHERE {{
  {{ SELECT ?statement WHERE {{ ?statement rdf:subject ?it }} LIMIT {_LARGE + 1} }}
}}
"""


def is_large(graph: Contents, name: str) -> bool:
    """Return whether more is said of a thing than anybody reads at once."""
    (row,) = graph.query(_NUMBER, params={"it": f"<{graph.resolve(name)}>"})
    return cast("int", row.number) > _LARGE


def outline_of(graph: Contents, name: str) -> Description:
    """Sum up a thing."""
    it = {"it": f"<{graph.resolve(name)}>"}
    counted = [
        Counted(str(row.edge), str(row.status or ""), cast("int", row.number))
        for row in graph.query(COUNTED, params=it)
    ]
    disputed = [str(row.statement) for row in graph.query(DISPUTED, params=it)]
    return graph.look_up(partial(outline, counted=counted, disputed=disputed), name)
