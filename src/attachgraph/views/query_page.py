"""Render the page on which a browser asks the server.

In: the address of the endpoint, and what the dataset uses. Out: the text of a page that loads
nothing and asks only the server that it came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attachgraph.notice import NOTICE
from attachgraph.views import assets
from attachgraph.views.escaping import content_hash, policy, script_json
from attachgraph.views.sparql import EXAMPLE, vocabulary_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from attachgraph.network.usage import Usage
    from attachgraph.rdf.named_queries import NamedQuery


def render(
    usage: Usage,
    questions: Iterable[NamedQuery],
    *,
    endpoint: str = "/sparql",
    links: Sequence[tuple[str, str]] = (),
    title: str = "Ask the attachment graph",
) -> str:
    """Render the query page.

    Equal input gives equal bytes. Cost: some milliseconds; the vocabulary is what takes time.
    """
    library = assets.built("drawing.js")
    script, style = assets.built("query.js"), assets.built("query-style.css")
    data = {
        "endpoint": endpoint,
        "example": EXAMPLE,
        "vocabulary": vocabulary_record(usage, questions),
    }
    may = policy(
        content_hash(library),
        content_hash(script),
        style=style,
        others=["connect-src 'self'"],
        form="'self'",  # the search of the site, where the page has one
    )
    return assets.fill_template(
        "query.html",
        title=title,
        notice=NOTICE,
        endpoint=endpoint,
        links=links,
        policy=may,
        library=library,
        script=script,
        style=style,
        data=script_json(data),
    )
