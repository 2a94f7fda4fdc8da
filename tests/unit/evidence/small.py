"""A dataset small enough to be counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Final

#: Three studies on one claim: one for it, one against it, one that shares people with the first.
TABLES: Final = {
    "library.json": '[{"id": "ash-2001"}, {"id": "birch-2002"}, {"id": "cedar-2003"}]',
    "studies.csv": "id,sources,design,samples\n"
    "ash-2001-1,ash-2001,longitudinal,ash\n"
    "birch-2002-1,birch-2002,cross-sectional,birch\n"
    "cedar-2003-1,cedar-2003,theory,\n",
    "samples.csv": "id,couples,persons,part_of\nash,100,,\nbirch,150,20,\n",
    "claims.csv": "id,claim,kind\nown-more,Own insecurity matters more.,association\n"
    "alone,Nobody looked at this.,association\n",
    "results.csv": "id,study,finding,predictor,whose,outcome,direction,read,read_at,read_on,"
    "coded_by,claim,stance,indirect,because\n"
    "ash-2001-1-1,ash-2001-1,It fell.,avoidance,own,satisfaction,decreases,full-text,"
    "https://example.org,2026-11-29,KL,own-more,supports,,\n"
    "birch-2002-1-1,birch-2002-1,It fell.,avoidance,partner,satisfaction,decreases,abstract,"
    "https://example.org,2026-11-29,KL,own-more,disputes,,\n"
    "cedar-2003-1-1,cedar-2003-1,It is argued.,avoidance,own,satisfaction,decreases,abstract,"
    "https://example.org,2026-11-29,KL,own-more,supports,,\n",
}


def write(folder: Path, **changed: str) -> Path:
    """Write the tables, some of them changed; ``results`` means ``results.csv``."""
    for name, text in TABLES.items():
        (folder / name).write_text(changed.get(name.split(".", maxsplit=1)[0], text), "utf-8")
    return folder
