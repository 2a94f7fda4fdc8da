"""An answer in words: blocks that a terminal, a page and a Markdown text show alike.

In: an answer. Out: blocks, and each of the three forms. What was found and left out stands first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from attachgraph.dataset.words import count_of
from attachgraph.evidence.codebook import codebook
from attachgraph.synthesis.answer import Answer, Effect, Row, Share, Tally
from attachgraph.synthesis.effects import NORMAL, NOT_STATED
from attachgraph.synthesis.moderating import YEAR
from attachgraph.synthesis.pooling import (
    FEWEST_FOR_ASYMMETRY,
    FEWEST_FOR_PREDICTION,
    FEWEST_FREEDOM,
    Point,
    Pooled,
)
from attachgraph.synthesis.question import SPLIT_BY

#: Signs of directions, as in an effect-direction plot.
SIGNS: Final = {
    "increases": "▲",
    "decreases": "▼",
    "stronger": "▲",
    "weaker": "▼",
    "none": "○",
    "mixed": "◆",
}
LIMITS: Final = (
    "Directions say nothing of how large an effect is. Significance does not count.",
    "A text that reports only what was found makes samples look more alike than they are.",
    "Samples whose overlap is not known are counted separately.",
    "Risk of bias is not computed. Where people judged it, the certainty says so.",
)
_WHOSE: Final = {"own": "own ", "partner": "the partner's ", "both": "both partners' "}
_HEADER: Final = ("", "direction", "publication", "people", "design", "read", "found")
#: The column that numbers take, where there are any.
_R: Final = 4
_UNTESTED: Final = "whether small samples find other effects is not tested: "
#: The least probability that three decimals can show.
_SMALLEST: Final = 0.001
#: Below them is what a computer adds to zero.
_MOST_DECIMALS: Final = 9
_PAIRING_NOT_STUDIED: Final = (
    "no study compared this pairing, and no result on dimensions of both partners reaches it; "
    "for one partner's side ask, for example, --predictor avoidance --whose partner"
)


class Block(NamedTuple):
    """A heading with lines, and a table where there is one."""

    heading: str
    lines: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(answer: Answer) -> list[Block]:
    """Say all of an answer."""
    said = [Block("What was found", tuple(_found(answer)))]
    for tally in answer.tallies:
        rows = [row for row in answer.rows if row.effect == tally.effect]
        table = [_HEADER, *map(_cells, rows)]
        if any(row.point for row in rows):
            numbers = ["r [95% interval]", *(in_r(row.point) if row.point else "–" for row in rows)]
            table = [(*c[:_R], r, *c[_R:]) for c, r in zip(table, numbers, strict=True)]
        lines = tuple(counted(tally, rows))
        said.append(Block(name_of(tally.effect), lines, table[0], tuple(table[1:])))
    if answer.reviews:
        said.append(_reviews(answer))
    if answer.rows:
        said.append(Block("Limits", LIMITS))
    if answer.references:
        said.append(Block("References", answer.references))
    return said


def name_of(effect: Effect) -> str:
    """Name an effect as people would."""
    predictor, moderator, outcome = (
        label("variable", code) for code in (effect.predictor, effect.moderator, effect.outcome)
    )
    if effect.whose == "interaction":
        return f"own {predictor} × the partner's {moderator} → {outcome}"
    name = f"{_WHOSE.get(effect.whose, '')}{predictor} → {outcome}"
    return f"{name}, moderated by {moderator}" if moderator else name


def label(values: str, code: str) -> str:
    """Give the label of a code; an unknown one stands for itself."""
    value = codebook().codes(values).get(code)
    return value.label if value else code


def people_of(row: Row) -> str:
    """Say how many people a sample is."""
    counts = ((row.couples, "couples"), (row.persons, "persons"))
    return ", ".join(f"{number:,} {unit}" for number, unit in counts if number is not None) or "–"


def in_r(point: Point) -> str:
    """Write an effect as a correlation with its interval."""
    half = NORMAL * math.sqrt(point.variance)
    low, value, high = (as_r(point.value + shift) for shift in (-half, 0, half))
    return f"{value} [{low}, {high}]"


def as_r(z: float) -> str:
    """Write a Fisher's z as a correlation: two decimals, or as many as tell it from zero."""
    r = math.tanh(z)
    decimals = next((each for each in range(2, _MOST_DECIMALS) if round(r, each)), 2)
    return f"{round(r, decimals) + 0.0:.{decimals}f}"


def _found(answer: Answer) -> Iterator[str]:
    if answer.question.words():
        yield f"asked for: {answer.question.words()}"
    if not answer.rows:
        yield "no sample with a direction fits"
        if answer.question.pairing:
            yield _PAIRING_NOT_STUDIED
    else:
        couples = "the number of couples is not stated"
        if known := answer.couples_known:
            couples = count_of(answer.couples, "couple")
            couples += f" (their number is known for {known} of the samples)"
        yield (
            f"{count_of(answer.studies, 'study', 'studies')}, "
            f"{count_of(answer.samples, 'independent sample')}, {couples}"
        )
        depths = ((label("read", code) or "not said", n) for code, n in answer.read.items())
        yield "read: " + ", ".join(f"{words} {number}" for words, number in depths)
    for names in answer.joined:
        yield f"counted as one sample, because they share people: {', '.join(names)}"
    yield from _handled(answer)
    if answer.reviews:
        number = count_of(len(answer.reviews), "result")
        yield f"shown, but not counted: {number} of reviews, which may hold the same studies"
    for why in dict.fromkeys(one.why for one in answer.left_out):
        those = [one for one in answer.left_out if one.why == why]
        studies = ", ".join(dict.fromkeys(one.study for one in those))
        yield f"left out: {count_of(len(those), 'result')}, {why} ({studies})"


def _handled(answer: Answer) -> Iterator[str]:
    """Say what was done with rows that do not count as they stand."""
    if carried := sum(row.projected for row in answer.rows):
        yield (
            f"indirect: {count_of(carried, 'row')} below, from dimensions or other categories of "
            f"both partners, carried over to {answer.question.pairing}"
        )


def _cells(row: Row) -> tuple[str, ...]:
    return (
        SIGNS[row.direction],
        label("direction", row.direction),
        "; ".join(row.sources),
        people_of(row),
        ", ".join(label("design", code) for code in row.design),
        label("read", row.read),
        " | ".join(row.findings),
    )


def counted(tally: Tally, rows: Sequence[Row]) -> Iterator[str]:
    """Say what the samples of one effect come to, a line for each step."""
    yield from _directions(tally)
    yield from _pooled(tally, rows)
    yield from _moderated(tally)
    if tally.certainty:
        why = "; ".join(reason.words for reason in tally.certainty.reasons)
        yield f"certainty: {tally.certainty.level}" + (f" ({why})" if why else "")


def _directions(tally: Tally) -> Iterator[str]:
    share = tally.share
    sideless = tally.cautious.total - share.total
    if not share.total:
        yield f"no sample has a direction ({_mixed(sideless)})"
        return
    word = label("direction", tally.towards)
    if tally.p is None:
        yield f"one sample with a direction ({word}): nothing to count"
    else:
        yield (
            f"{word}: {_share(share)} of the samples with a direction; sign test {chance(tally.p)}"
        )
    if sideless:
        yield f"{_mixed(sideless, ' more')}; held against it: {_share(tally.cautious)}"


def _mixed(samples: int, more: str = "") -> str:
    were = "was" if samples == 1 else "were"
    return f"{count_of(samples, 'sample')}{more} found nothing or {were} mixed"


def chance(p: float) -> str:
    """Write a probability; one that rounds to nothing is not nothing."""
    return f"p = {p:.3f}" if p >= _SMALLEST else f"p < {_SMALLEST}"


def _share(share: Share) -> str:
    return (
        f"{share.same} of {share.total} ({share.same / share.total:.0%}, exact 95% interval "
        f"{share.low:.0%} to {share.high:.0%})"
    )


def _pooled(tally: Tally, rows: Sequence[Row]) -> Iterator[str]:
    pooled = tally.pooled
    known = sum(row.point is not None for row in rows)
    if pooled is not None:
        yield (
            f"pooled over {known} of {len(rows)} samples ({_method(pooled)}): r = "
            f"{as_r(pooled.mean)}, 95% interval {as_r(pooled.low)} to {as_r(pooled.high)}"
        )
        yield from _several(pooled, rows)
    elif known:
        yield "one sample states a number that can be pooled; two are needed"
    yield from _unused(rows)
    if pooled is None:
        return
    if pooled.k >= FEWEST_FOR_PREDICTION:
        yield (
            f"95% prediction interval {as_r(pooled.predicted_low)} to "
            f"{as_r(pooled.predicted_high)}; I² = {pooled.i2:.0f}%, {_variances(pooled)}, "
            f"Q({_freedom(pooled)}) = {pooled.q:.2f}, {chance(pooled.q_p)}"
        )
    yield _small(tally)


def _unused(rows: Sequence[Row]) -> Iterator[str]:
    """Say which stated numbers are not pooled, and why."""
    for why in dict.fromkeys(row.no_point for row in rows if row.no_point not in {"", NOT_STATED}):
        those = [row for row in rows if row.no_point == why]
        # A panel knows the keys of publications and not their names.
        names = (name for row in those for name in row.sources or row.keys)
        named = "; ".join(dict.fromkeys(names))
        yield f"not pooled, because {why}: {named}"


def _method(pooled: Pooled) -> str:
    if pooled.method == "three levels":
        return f"{pooled.effects} numbers; REML, three levels, cluster-robust interval (CR2)"
    return "REML, Knapp-Hartung"


def _several(pooled: Pooled, rows: Iterable[Row]) -> Iterator[str]:
    """Say how the numbers of one sample were handled, and why so."""
    if pooled.method == "one each":
        return
    those = count_of(
        sum(len(row.points) > 1 for row in rows), "of the samples states", "of the samples state"
    )
    freedom = f"{pooled.freedom:.1f} degrees of freedom"
    if pooled.method == "means":
        why = "all numbers are the same"
        if pooled.freedom < FEWEST_FREEDOM:
            why = (
                f"three levels with a robust interval need more samples ({freedom}, "
                f"{FEWEST_FREEDOM} needed)"
            )
        yield f"{those} several numbers: their mean is used, as exact as one of them, because {why}"
    else:
        yield (
            f"{those} several numbers: all are used, and those of one sample may depend on each "
            f"other ({freedom})"
        )


def _variances(pooled: Pooled) -> str:
    if pooled.method != "three levels":
        return f"τ² = {pooled.tau2:.4f}"
    return f"τ² = {pooled.tau2:.4f} between and {pooled.within:.4f} within samples"


def _freedom(pooled: Pooled) -> int:
    return (pooled.effects if pooled.method == "three levels" else pooled.k) - 1


def _moderated(tally: Tally) -> Iterator[str]:
    for split in tally.splits:
        yield (
            f"{_name(split.code)}: {_listed(split.those)}; others: {_listed(split.others)} "
            "(samples, counted and not tested)"
        )
    if tally.no_moderation:
        yield f"no moderator is tested: {tally.no_moderation}"
    found = tally.moderation
    if found is None:
        return
    yield (
        f"moderators, over {found.k} samples (REML, Knapp-Hartung, means of samples): "
        f"F({found.moderators}, {found.freedom}) = {found.f:.2f}, {chance(found.p)}; left between "
        f"samples τ² = {found.tau2:.4f}; other differences between samples may be the reason"
    )
    for term in found.terms[1:]:
        yield (
            f"{_name(term.name)}: Fisher's z {term.value:+.3f}, 95% interval {term.low:+.3f} to "
            f"{term.high:+.3f}, {chance(term.p)}"
        )


def _listed(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return (
        ", ".join(f"{label('direction', code)} {count}" for code, count in ordered) or "no sample"
    )


def _name(moderator: str) -> str:
    if moderator == YEAR:
        return "ten years later"
    return next(label(name, moderator) for name in SPLIT_BY if moderator in codebook().codes(name))


def _small(tally: Tally) -> str:
    pooled, found = tally.pooled, tally.asymmetry
    if pooled is None or pooled.k < FEWEST_FOR_ASYMMETRY:
        return _UNTESTED + f"it takes {FEWEST_FOR_ASYMMETRY} samples with numbers"
    if found is None:
        return _UNTESTED + "all are of one size, or found the same"
    return (
        f"small samples: Egger's regression t({found.freedom}) = {found.t:.2f}, {chance(found.p)}; "
        "asymmetry may have other causes than unpublished studies"
    )


def _reviews(answer: Answer) -> Block:
    rows = tuple(
        (
            label("direction", review.direction),
            name_of(review.effect),
            review.source,
            f"{review.holds} of the samples above" if review.holds else "",
            review.size,
            review.finding,
        )
        for review in answer.reviews
    )
    header = ("direction", "effect", "publication", "known to hold", "stated", "found")
    return Block("Reviews, shown, but not counted", (), header, rows)


def to_text(title: str, said: Iterable[Block]) -> str:
    """Write blocks for a terminal: tables in columns."""
    lines = [title]
    for block in said:
        lines += ["", block.heading, *(f"  {line}" for line in block.lines)]
        table = [block.header, *block.rows] if block.rows else []
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for cells in table:
            padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
            lines.append(f"  {'  '.join(padded)}".rstrip())
    return "\n".join(lines)


def to_markdown(title: str, said: Iterable[Block]) -> str:
    """Write blocks as Markdown."""
    parts = [f"## {title}"]
    for block in said:
        parts.append(f"### {block.heading}")
        if block.lines:
            parts.append("\n".join(f"* {line}" for line in block.lines))
        if block.rows:
            table = [block.header, tuple("---" for _ in block.header), *block.rows]
            parts.append("\n".join(f"| {' | '.join(map(_cell, cells))} |" for cells in table))
    return "\n\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def to_html(title: str, said: Iterable[Block]) -> str:
    """Write blocks for a notebook; everything in them is escaped."""
    return f"<h3>{escape(title)}</h3>" + "".join(map(html_of, said))


def html_of(block: Block) -> str:
    """Write one block as HTML; everything in it is escaped."""
    made = f"<h4>{escape(block.heading)}</h4>" if block.heading else ""
    if block.lines:
        made += f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in block.lines)}</ul>"
    if block.header:
        head = "".join(f"<th>{escape(cell)}</th>" for cell in block.header)
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in cells) for cells in block.rows)
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        made += f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return made
