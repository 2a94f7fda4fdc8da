"""The verb that asks what studies say together, and its answer.

In: a claim or variables. Out: a :class:`Synthesis`. All work is done in
:mod:`attachgraph.synthesis`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from attachgraph.errors import MissingError
from attachgraph.graph.querying import Querying
from attachgraph.graph.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attachgraph.evidence.model import Evidence
    from attachgraph.synthesis.answer import Answer, Row
    from attachgraph.views.plots.figure import Plot

_NORMAL: Final = 1.959963984540054


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One independent sample and what it says of one effect.

    Parameters
    ----------
    predictor, whose, moderator, outcome : str
        The effect, in the words of the codebook.
    direction : str
        ``increases``, ``decreases``, ``stronger``, ``weaker``, ``none`` or ``mixed``.
    sources : tuple of str
        Short names of the publications.
    year : int or None
        Of the first of them.
    couples, persons : int or None
        Who took part, if it is stated.
    design : tuple of str
        Of the studies.
    read : str
        The most that was read.
    r, r_low, r_high : float or None
        The effect as a correlation with its 95 % interval, if a number is stated.
    samples : tuple of str
        Samples that share people are one row.
    findings : tuple of str
        What was found, in words.

    Examples
    --------
    >>> import attachgraph
    >>> found = attachgraph.load().synthesize(predictor="avoidance", whose="own", outcome="trust")
    >>> {(row.predictor, row.whose, row.outcome) for row in found}
    {('avoidance', 'own', 'trust')}
    """

    predictor: str
    whose: str
    moderator: str
    outcome: str
    direction: str
    sources: tuple[str, ...]
    year: int | None
    couples: int | None
    persons: int | None
    design: tuple[str, ...]
    read: str
    r: float | None
    r_low: float | None
    r_high: float | None
    samples: tuple[str, ...]
    findings: tuple[str, ...]


class Synthesis(Table[SampleRow]):
    """What studies say together: one row for each independent sample and effect.

    Printed, or shown in a notebook, it says what was found and left out, the table of directions
    with its sign test, what could be pooled, how certain that is, its limits and the references.

    Parameters
    ----------
    answer : attachgraph.synthesis.answer.Answer
        All of it as plain objects.

    Attributes
    ----------
    answer : attachgraph.synthesis.answer.Answer
        All of it as plain objects, for example ``answer.tallies`` and ``answer.left_out``.

    Examples
    --------
    >>> import attachgraph
    >>> graph = attachgraph.load()
    >>> found = graph.synthesize(predictor="avoidance", whose="own", outcome="trust")
    >>> found.answer.question.outcome
    'trust'
    """

    def __init__(self, answer: Answer) -> None:
        columns = tuple(SampleRow.__dataclass_fields__)
        super().__init__(map(_flat, answer.rows), columns)
        self.answer: Answer = answer

    def __repr__(self) -> str:
        from attachgraph.synthesis.wording import blocks, to_text

        return to_text(self.answer.title, blocks(self.answer))

    def to_markdown(self) -> str:
        """Write all of it as Markdown, for a paper or a page.

        Returns
        -------
        str
            Headings, lists and tables.

        Examples
        --------
        >>> import attachgraph
        >>> found = attachgraph.load().synthesize(predictor="avoidance", outcome="trust")
        >>> found.to_markdown().splitlines()[0]
        '## Attachment avoidance and trust in the partner'
        """
        from attachgraph.synthesis.wording import blocks, to_markdown

        return to_markdown(self.answer.title, blocks(self.answer))

    def plot(self, figure: str = "directions") -> Plot:
        """Draw it; the figure shows itself in a notebook.

        Parameters
        ----------
        figure : {"directions", "harvest", "forest", "funnel", "years"}
            The effect-direction plot, the harvest plot, the forest plot of what states numbers,
            the funnel plot where ten samples or more do, or the samples over the years.

        Returns
        -------
        attachgraph.views.plots.figure.Plot
            With ``caption``, ``alt`` and ``save("figure.svg")``.

        Raises
        ------
        MissingError
            If there is no such figure.
        UsageError
            If there is nothing to draw.

        Examples
        --------
        >>> import attachgraph
        >>> found = attachgraph.load().synthesize(predictor="avoidance", outcome="satisfaction")
        >>> found.plot().title
        'Effect directions: Attachment avoidance and relationship satisfaction'
        """
        from attachgraph.views.plots.synthesis import plot_answer

        return plot_answer(self.answer, figure)

    def _repr_html_(self) -> str:  # noqa: PLW3201 - IPython's own
        from attachgraph.synthesis.wording import blocks, to_html

        return to_html(self.answer.title, blocks(self.answer))


def _flat(row: Row) -> SampleRow:
    def r(sides: int) -> float | None:
        """Give the correlation, or the end of its interval on one side."""
        if row.point is None:
            return None
        return math.tanh(row.point.value + sides * _NORMAL * math.sqrt(row.point.variance))

    return SampleRow(
        predictor=row.effect.predictor,
        whose=row.effect.whose,
        moderator=row.effect.moderator,
        outcome=row.effect.outcome,
        direction=row.direction,
        sources=row.sources,
        year=row.year,
        couples=row.couples,
        persons=row.persons,
        design=row.design,
        read=row.read,
        r=r(0),
        r_low=r(-1),
        r_high=r(1),
        samples=row.samples,
        findings=row.findings,
    )


class Synthesising(Querying):
    """The verb that asks what studies say together."""

    def synthesize(  # noqa: PLR0913 - one for each part of the question, to be completed by name
        self,
        claim: str = "",
        *,
        predictor: str = "",
        whose: str = "",
        moderator: str = "",
        outcome: str = "",
        pairing: str = "",
        population: str = "",
        design: str = "",
        years: str | int = "",
        by: str | Sequence[str] = "",
    ) -> Synthesis:
        """Tell what studies say together on a claim, or on a predictor and an outcome.

        Parameters
        ----------
        claim : str, optional
            A claim, by its key.
        predictor, whose, moderator, outcome : str, optional
            Codes of the codebook, such as ``avoidance``, ``own``, ``anxiety``, ``satisfaction``.
        pairing : str, optional
            Only studies that compared this pairing, or bear directly on a claim about it.
        population, design : str, optional
            Only studies of such people, or done in such a way.
        years : str or int, optional
            Years of publication: ``"2000-2015"``, ``"2000-"`` or ``2012``.
        by : str or sequence of str, optional
            Moderators: ``"year"``, or codes that samples have or not: ``["year", "longitudinal"]``.

        Returns
        -------
        Synthesis
            A table with one row for each independent sample and effect, and what it comes to.

        Raises
        ------
        MissingError
            If there is no such claim or pairing.
        UsageError
            If a word is not in the codebook, or the results have several outcomes.

        Notes
        -----
        Samples that share people are one; reviews stand beside and are never counted. Directions
        are counted by sample, whether or not they were significant, because the Cochrane Handbook
        calls counts of significant results unacceptable. Effects of one's own, the partner's and
        both together are counted apart. Stated correlations and differences of two groups are
        pooled as Fisher's z by a random-effects model (REML, Knapp-Hartung), or with three levels
        and a cluster-robust interval where samples state several. Moderators are tested from ten
        samples with numbers for each on.

        References
        ----------
        Campbell M, McKenzie JE, Sowden A, et al. Synthesis without meta-analysis (SWiM) in
        systematic reviews: reporting guideline. BMJ 2020;368:l6890. doi:10.1136/bmj.l6890
        McKenzie JE, Brennan SE. Chapter 12: Synthesizing and presenting findings using other
        methods. In: Higgins JPT, Thomas J, Chandler J, et al., editors. Cochrane Handbook for
        Systematic Reviews of Interventions, version 6.3. Cochrane, 2022.

        Examples
        --------
        >>> import attachgraph
        >>> graph = attachgraph.load()
        >>> found = graph.synthesize(predictor="avoidance", whose="own", outcome="satisfaction")
        >>> {row.whose for row in found}
        {'own'}
        """
        from attachgraph.dataset.studies import read_evidence, read_publications
        from attachgraph.synthesis.question import Question, moderators_in
        from attachgraph.synthesis.synthesising import synthesise

        evidence = read_evidence(self.store)
        question = Question(
            claim=self._claim_key(evidence, claim),
            predictor=predictor,
            whose=whose,
            moderator=moderator,
            outcome=outcome,
            pairing=self._pairing_key(pairing),
            population=population,
            design=design,
            years=str(years),
            by=",".join(moderators_in(by)),
        )
        keys = {key for study in evidence.studies.values() for key in study.sources}
        return Synthesis(synthesise(evidence, read_publications(self.store, keys), question))

    def _pairing_key(self, name: str) -> str:
        """Return the key of a pairing, by any of its names."""
        return self.resolve(name).rsplit("/", 1)[1] if name else ""

    def _claim_key(self, evidence: Evidence, name: str) -> str:
        """Find a claim by its key, with or without what a CURIE or an IRI has before it."""
        from attachgraph.dataset.lookup import Lookup
        from attachgraph.dataset.resolving import find_claim
        from attachgraph.dataset.studies import key_of

        bare = name.strip().strip("<>").rsplit("/", 1)[-1].removeprefix("claim:")
        if not bare:
            return ""
        if bare in evidence.claims:
            key = key_of(Lookup(self.store), find_claim(self.store, name), "claim")
            if key in evidence.claims:
                return key
        raise _no_claim(evidence, name, bare)


def _no_claim(evidence: Evidence, name: str, key: str) -> MissingError:
    """Say that there is no such claim, and which may be meant."""
    from difflib import get_close_matches

    from attachgraph.evidence.codebook import codebook

    near = get_close_matches(key, evidence.claims, n=3, cutoff=0.4)
    fix = f"did you mean {' or '.join(near)}?" if near else "attachgraph search WORDS"
    if key in codebook().codes("variable"):
        fix = f"it is what was measured: --outcome {key}, or --predictor {key}"
    return MissingError(f"there is no claim “{name}”", fix=fix)
