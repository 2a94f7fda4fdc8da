"""How well the pairings are studied, and how much is written of each: the style by style grid.

In: a dataset, or whoever answers queries about it. Out: one :class:`Cell` for each unordered pair
of styles. Studies and samples are counted, never rows. The queries bring a few rows for each pair,
so that a dataset on a server stays there. A pair is

* *covered* if at least one sample of couples bears directly on it: the study compared couples of
  these two styles, or measured what a claim says of this pairing alone, and it is known how many
  couples took part;
* *thin* if there are results, but no such sample: what is said follows from other measures, from
  one partner alone, from texts that measured no people, or is projected from the two dimensions;
* *missing* if no result bears on it, not even a projected one, whatever has been written.

How well a pairing is written about is another question; the claims of its entry are counted beside.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attachgraph.dataset.counts import Ask, asking
from attachgraph.dataset.names import local_name, short_name

if TYPE_CHECKING:
    from pyoxigraph import Store


Level = Literal["covered", "thin", "missing"]

#: What the levels mean, in the words that help, pages and exports use.
LEVELS: Final[dict[Level, str]] = {
    "covered": "at least one sample of couples that bears on it directly",
    "thin": "results, but no sample of couples that bears on it directly",
    "missing": "no result at all, not even one projected from anxiety and avoidance",
}
#: A sign for each, so that the levels can be told apart without colour.
LEVEL_SIGNS: Final[dict[Level, str]] = {"covered": "●", "thin": "◐", "missing": "○"}

#: Rows by their pairing.
_Rows: TypeAlias = dict[str, set[tuple[str, ...]]]

_PAIRINGS: Final = """
    SELECT DISTINCT ?style ?pairing WHERE {
      ?style a ag:AttachmentStyle .
      OPTIONAL { ?role ag:style ?style . ?pairing ag:hasPartner ?role }
    }
"""
#: What was found on a pairing, or bears on a claim about it.
_RESULTS: Final = """
    {
      VALUES ?by { ag:about ag:predictor ag:moderator ag:outcome }
      ?result ?by ?pairing ; a ag:Result .
    }
    UNION
    {
      ?claim ag:about ?pairing ; a ag:Claim .
      ?line ag:bearsOn ?claim ; ag:fromResult ?result .
    }
"""
_FOUND: Final = f"""
    SELECT ?pairing (COUNT(DISTINCT ?result) AS ?results) (COUNT(DISTINCT ?study) AS ?studies)
    WHERE {{
      PAIRINGS {_RESULTS} OPTIONAL {{ ?result ag:resultOf ?study }}
    }} GROUP BY ?pairing
"""
_SAMPLES: Final = f"""
    SELECT DISTINCT ?pairing ?sample ?couples WHERE {{
      PAIRINGS {_RESULTS} ?result ag:sample ?sample . OPTIONAL {{ ?sample ag:couples ?couples }}
    }}
"""
#: Results on the pairing itself, or that bear directly on a claim about it alone.
_DIRECT: Final = """
    SELECT DISTINCT ?pairing ?sample WHERE {
      PAIRINGS
      { ?result ag:about ?pairing ; a ag:Result }
      UNION
      {
        ?claim ag:about ?pairing ; a ag:Claim .
        ?line ag:bearsOn ?claim ; ag:fromResult ?result ; ag:direct ?direct .
        FILTER(STR(?direct) IN ("true", "1"))
        FILTER NOT EXISTS {
          ?claim ag:about ?other FILTER(?other != ?pairing && CONTAINS(STR(?other), "/pairing/"))
        }
      }
      ?result ag:sample ?sample .
    }
"""
_PROJECTED: Final = """
    SELECT DISTINCT ?pairing ?sample WHERE {
      PAIRINGS ?pairing ag:projectedFrom ?result . OPTIONAL { ?result ag:sample ?sample }
    }
"""
_TEXTS: Final = "SELECT DISTINCT ?pairing WHERE { PAIRINGS ?text dcterms:subject ?pairing }"
#: Of what belongs to a pairing alone, such as a position in one of its debates; see ``parts_of``.
_OWN: Final = (
    "FILTER(isIRI(?{0}) && "
    'CONTAINS(STR(?{0}), CONCAT("/", STRAFTER(STR(?pairing), "/pairing/"), "/")))'
)


def _of_parts(*patterns: str) -> str:
    """Say something of pairings and of their parts.

    Each way to a part is written out with what is said: an engine then begins at the pairings, and
    does not look at all statements for each.
    """
    part, between = _OWN.format("part"), _OWN.format("between")
    ways = (
        ("?pairing", ""),
        ("?part", f"?pairing ?leads ?part . {part}"),
        ("?part", f"?pairing ?leads ?between . {between} ?between ?on ?part . {part}"),
    )
    return " UNION ".join(
        f"{{ PAIRINGS {way} {pattern.replace('PART', part_)} }}"
        for pattern in patterns
        for part_, way in ways
    )


_CLAIMED: Final = _of_parts(
    "?statement rdf:subject PART ; rdf:predicate ag:claims ; a ag:Statement . "
    "OPTIONAL { ?statement ag:citesSource ?source BIND(?statement AS ?citing) }"
)
_CLAIMS: Final = f"""
    SELECT ?pairing (COUNT(DISTINCT ?statement) AS ?claims) (COUNT(DISTINCT ?citing) AS ?sourced)
    WHERE {{ {_CLAIMED} }} GROUP BY ?pairing
"""
#: The last is a citation whose edge is contested, and so not a plain triple.
_CITED: Final = _of_parts(
    "PART ag:citesSource ?source",
    "?statement rdf:subject PART ; ag:citesSource ?source",
    "?statement rdf:subject PART ; rdf:predicate ag:citesSource ; rdf:object ?source",
)
_SOURCES: Final = f"""
    SELECT ?pairing (COUNT(DISTINCT ?source) AS ?sources) WHERE {{ {_CITED} }} GROUP BY ?pairing
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of styles, and what is known and written of it."""

    #: Short names of the two styles, and their keys as people read them: "anxious", "secure".
    styles: tuple[str, str]
    labels: tuple[str, str]
    #: Short name of the pairing, whether or not it has an entry.
    pairing: str
    has_entry: bool
    level: Level
    #: Results that bear on it, the studies that found them, and the samples in which they did.
    results: int
    studies: int
    samples: int
    #: Samples of couples; samples in which the pairing itself was measured; those that are both.
    dyadic: int
    direct: int
    direct_dyadic: int
    #: Further samples, whose results on both partners' anxiety and avoidance were projected on it.
    projected: int
    #: Couples in all these samples, each sample counted once.
    couples: int
    #: Sentences that its entry and the parts of it claim, and how many of them cite no source.
    claims: int
    unsourced: int
    #: Different sources that the entry, its parts or one of their statements cites.
    sources: int


def coverage(store: Store) -> list[Cell]:
    """Tell for every unordered pair of styles how well it is studied."""
    return coverage_by(asking(store))


def coverage_by(ask: Ask) -> list[Cell]:
    """Tell the same by queries, wherever the dataset is."""
    partners: dict[str, set[str]] = {}
    for style, pairing in _texts(ask, _PAIRINGS):
        partners.setdefault(style, set()).add(pairing)
    known = _by_styles(partners)
    pairs = {
        pair: known.get(pair) or _usual_iri(*pair)
        for pair in combinations_with_replacement(sorted(partners), 2)
    }
    if not pairs:
        return []
    named = f"VALUES ?pairing {{ {' '.join(f'<{pairing}>' for pairing in pairs.values())} }}"

    def rows(query: str) -> _Rows:
        found: _Rows = defaultdict(set)
        for pairing, *values in _texts(ask, query.replace("PAIRINGS", named)):
            found[pairing].add(tuple(values))
        return found

    queries = (_FOUND, _SAMPLES, _DIRECT, _PROJECTED, _TEXTS, _CLAIMS, _SOURCES)
    answers = [rows(query) for query in queries]
    return [_cell(pair, pairing, *(a[pairing] for a in answers)) for pair, pairing in pairs.items()]


def _texts(ask: Ask, query: str) -> list[tuple[str, ...]]:
    return [tuple(str(getattr(term, "value", "")) for term in row) for row in ask(query)]


def _by_styles(partners: dict[str, set[str]]) -> dict[tuple[str, str], str]:
    """Find the pairing of two styles by its partner roles; one style alone pairs with itself."""
    styles: dict[str, list[str]] = {}
    for style in sorted(partners):
        for pairing in filter(None, partners[style]):
            styles.setdefault(pairing, []).append(style)
    return {(pair[0], pair[-1]): pairing for pairing, pair in sorted(styles.items(), reverse=True)}


def _usual_iri(one: str, other: str) -> str:
    base = one.rpartition("style/")[0]
    return f"{base}pairing/{local_name(one)}-{local_name(other)}"


def _cell(styles: tuple[str, str], pairing: str, *answers: set[tuple[str, ...]]) -> Cell:
    found, tried, direct, carried, texts, claims, cited = answers
    samples = {(sample,) for sample, _ in tried}
    dyadic = {(sample,) for sample, couples in tried if couples}
    ((results, studies),) = found or {("0", "0")}
    ((claimed, sourced),) = claims or {("0", "0")}
    ((sources,),) = cited or {("0",)}
    return Cell(
        styles=(short_name(styles[0]), short_name(styles[1])),
        labels=(local_name(styles[0]), local_name(styles[1])),
        pairing=short_name(pairing),
        has_entry=bool(texts) or claimed != "0",
        level="covered" if direct & dyadic else "thin" if results != "0" or carried else "missing",
        results=int(results),
        studies=int(studies),
        samples=len(samples),
        dyadic=len(dyadic),
        direct=len(direct),
        direct_dyadic=len(direct & dyadic),
        projected=len(carried - samples - {("",)}),
        couples=sum(int(couples or 0) for _, couples in tried),
        claims=int(claimed),
        unsourced=int(claimed) - int(sourced),
        sources=int(sources),
    )
