"""The literature of a dataset as tables, and its references.

In: a dataset. Out: one row for each publication, claim or result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attachgraph.graph.querying import Querying
from attachgraph.graph.tables import Table

if TYPE_CHECKING:
    from attachgraph.query.result import Result


class Publication(NamedTuple):
    """A publication of the library.

    Parameters
    ----------
    key : str
        Its key, as citations use it.
    authors : str
        Family names, with semicolons between them.
    year : int or None
        Of publication, where it is known.
    title, journal, doi, pmid : str
        Empty where they are not known.
    reference : str
        In full, as APA has it.
    """

    key: str
    authors: str
    year: int | None
    title: str
    journal: str
    doi: str
    pmid: str
    reference: str


class Literature(Querying):
    """A dataset whose literature can be listed and cited."""

    @property
    def sources(self) -> Table[Publication]:
        """The publications of the dataset whose records are known, by key.

        Returns
        -------
        Table of Publication
            One row for each; ``to_pandas()`` makes a data frame.

        Examples
        --------
        >>> import attachgraph
        >>> sources = attachgraph.load().sources
        >>> next(one.year for one in sources if one.key == "hazan-shaver-1987")
        1987
        """
        from attachgraph.library.bibliography import all_records

        return Table(map(_publication, all_records(self.store)), Publication._fields)

    @property
    def claims(self) -> Result:
        """The claims of the dataset with their standing and the samples on each side.

        Returns
        -------
        Result
            Variables: claim, words, status, samplesFor, samplesAgainst, because.

        Examples
        --------
        >>> import attachgraph
        >>> claims = attachgraph.load().claims
        >>> "status" in claims.variables
        True
        """
        return self.query(
            """SELECT ?claim ?words ?status ?samplesFor ?samplesAgainst ?because WHERE {
                ?claim a ag:Claim ; rdfs:label ?words ; ag:status/rdfs:label ?status .
                OPTIONAL { ?claim ag:samplesFor ?samplesFor }
                OPTIONAL { ?claim ag:samplesAgainst ?samplesAgainst }
                OPTIONAL { ?claim ag:standingBecause ?because }
            } ORDER BY ?claim""",
            timeout=None,
        )

    @property
    def results(self) -> Result:
        """What studies found, with the publication, the claim that it bears on, and how.

        Returns
        -------
        Result
            Variables: result, finding, direction, source, claim, stance. A result that bears on
            several claims has a row for each.

        Examples
        --------
        >>> import attachgraph
        >>> "stance" in attachgraph.load().results.variables
        True
        """
        return self.query(
            """SELECT ?result ?finding ?direction ?source ?claim ?stance WHERE {
                ?result a ag:Result ; ag:summary ?finding ; ag:resultOf/ag:reportedIn ?source .
                OPTIONAL { ?result ag:direction/rdfs:label ?direction }
                OPTIONAL {
                    ?line ag:fromResult ?result ; ag:bearsOn ?claim ; ag:stance/rdfs:label ?stance
                }
            } ORDER BY ?result ?claim""",
            timeout=None,
        )

    def cite(self, *names: str, style: str = "apa") -> list[str]:
        """Write the references of publications, or of all that a thing rests on.

        Parameters
        ----------
        *names : str
            Keys, DOIs as ``doi:10.…``, PubMed numbers as ``pmid:…``, or names of entries and
            claims.
        style : str
            ``apa``, ``chicago``, ``mla``, ``ama``, ``harvard``, ``vancouver``, or a file ``.csl``.

        Returns
        -------
        list of str
            In the order of the style.

        Raises
        ------
        MissingError
            If nothing has that name.
        UsageError
            If there is no such style.

        Examples
        --------
        >>> import attachgraph
        >>> attachgraph.load().cite("hazan-shaver-1987")[0][:24]
        'Hazan, C., & Shaver, P. '
        """
        from attachgraph.library.bibliography import records_named
        from attachgraph.library.styles import cite

        return cite(records_named(self.store, names, self.resolve), style)


def _publication(record: dict[str, object]) -> Publication:
    from attachgraph.library.keys import year_of
    from attachgraph.rdf.bibliography import reference

    names = record.get("author") or record.get("editor") or ()
    authors = "; ".join(name["family"] for name in names)  # type: ignore[attr-defined]
    texts = (str(record.get(name, "")) for name in ("title", "container-title", "DOI", "PMID"))
    title, journal, doi, pmid = texts
    return Publication(
        str(record["id"]),
        authors,
        year_of(record),
        title,
        journal,
        doi,
        pmid,
        reference(record),
    )
