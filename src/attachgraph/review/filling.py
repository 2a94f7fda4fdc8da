"""Fill a living page from a dataset.

In: the pieces of a page and what answers. Out: parts that are written as Markdown or HTML. Text of
the dataset is escaped here, so that nothing in it becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NamedTuple, Protocol, TypeVar

from attachgraph.errors import AttachGraphError, InputError
from attachgraph.review.numbers import numbers_of
from attachgraph.review.template import Block, Text
from attachgraph.synthesis import wording
from attachgraph.synthesis.answer import Answer

_T = TypeVar("_T")
MOST_ROWS: Final = 500
_CODE_OR_MARK: Final = re.compile(r"(`+)(?:(?!\1).)+?\1|\[(-?@[^\]\n]+)\]|\{\{\s*([^{}]*?)\s*\}\}")


class Cited(NamedTuple):
    """A publication: key, name for the text, whole reference."""

    key: str
    label: str
    reference: str


class Drawn(NamedTuple):
    """A figure with its words."""

    svg: bytes
    caption: str
    alt: str


class Found(NamedTuple):
    """What a synthesis says, and its figure where one is asked for."""

    answer: Answer
    figure: Drawn | None


class Table(NamedTuple):
    """The answer of a query."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: What in the query is probably not meant, if it finds or counts nothing.
    doubts: tuple[str, ...] = ()


class Source(Protocol):
    """What answers the blocks of a page."""

    def synthesis(self, settings: Mapping[str, str]) -> Found:
        """Answer a synthesize block."""

    def table(self, text: str, settings: Mapping[str, str]) -> Table:
        """Answer a query block."""

    def publication(self, key: str) -> Cited:
        """Find a publication by any of its keys."""

    def facts(self) -> Mapping[str, str]:
        """Say what the dataset and the day are, for ``{{dataset.version}}``."""


@dataclass(slots=True)
class Filled:
    """A page whose questions are answered."""

    #: Markdown texts, blocks of words that are not escaped yet, and figures, in their order.
    parts: list[str | wording.Block | Drawn] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


def fill(
    pieces: Sequence[Text | Block],
    source: Source,
    file: str,
    tell: Callable[[str], None] | None = None,
    doubt: Callable[[str], None] | None = None,
) -> Filled:
    """Ask all blocks, then put numbers and citations into the text between them."""
    answers: dict[int, Found | Table] = {}
    numbers = {f"dataset.{name}": words for name, words in source.facts().items()}
    asked = [piece for piece in pieces if isinstance(piece, Block)]
    for number, block in enumerate(asked, 1):
        if tell:
            tell(f"line {block.line}: {block.kind} {block.name} ({number} of {len(asked)})")
        answer = answers[block.line] = _asked(block, source, f"{file}:{block.line}")
        numbers |= _numbers(block, answer)
        if isinstance(answer, Table) and doubt:
            for each in answer.doubts:
                doubt(f"{file}:{block.line}: look again: {each}")
    page = Filled(facts=source.facts())
    for piece in pieces:
        if isinstance(piece, Text):
            page.parts.append(_text(piece, source, numbers, page, file))
        else:
            _add(page, piece, answers[piece.line], source)
    return page


def _asked(block: Block, source: Source, where: str) -> Found | Table:
    def ask() -> Found | Table:
        if block.kind == "synthesize":
            return source.synthesis(block.settings)
        return source.table("\n".join(block.body), block.settings)

    answer = _placed(ask, where)
    if isinstance(answer, Table) and len(answer.rows) > MOST_ROWS:
        raise InputError(
            f"the answer has more than {MOST_ROWS} rows",
            where=where,
            fix="ask for less: LIMIT 20",
        )
    return answer


def _placed(ask: Callable[[], _T], where: str) -> _T:
    """Say where in the page it was asked what could not be answered."""
    try:
        return ask()
    except AttachGraphError as error:
        raise InputError(error.problem, where=where, fix=error.fix) from error


def _numbers(block: Block, answer: Found | Table) -> dict[str, str]:
    if not block.name:
        return {}
    found = (
        {"rows": str(len(answer.rows))} if isinstance(answer, Table) else numbers_of(answer.answer)
    )
    return {f"{block.name}.{name}": words for name, words in found.items()}


def _text(piece: Text, source: Source, numbers: Mapping[str, str], page: Filled, file: str) -> str:
    if piece.plain:
        return "\n".join(piece.lines)
    lines = []
    for number, line in enumerate(piece.lines, piece.line):
        where = f"{file}:{number}"

        def put(found: re.Match[str], where: str = where) -> str:
            if found[2]:
                return _citation(found[2], source, page, where)
            if found[3] is not None:
                return _number(found[3], numbers, where)
            return found[0]

        lines.append(_CODE_OR_MARK.sub(put, line))
    return "\n".join(lines)


def _citation(keys: str, source: Source, page: Filled, where: str) -> str:
    labels = []
    for said in keys.split(";"):
        key = said.strip().removeprefix("@")
        one = _placed(partial(source.publication, key), where)
        page.references[one.key] = one.reference
        labels.append(escape_markdown(re.sub(r"\s\(([^()]*)\)$", r", \1", one.label)))
    return f"({'; '.join(labels)})"


def _number(name: str, numbers: Mapping[str, str], where: str) -> str:
    if name in numbers:
        return escape_markdown(numbers[name])
    block = name.partition(".")[0]
    known = [each for each in numbers if each.startswith(f"{block}.")] or [*numbers]
    raise InputError(
        f"the page has no number “{name}”",
        where=where,
        fix=f"a block gives numbers under its name; there are {', '.join(known)}",
    )


def _add(page: Filled, block: Block, answer: Found | Table, source: Source) -> None:
    if isinstance(answer, Table):
        page.parts.append(wording.Block("", (), answer.header, answer.rows))
        return
    if block.settings.get("show") != "nothing":
        # References of all blocks come once, at the end of the page.
        said = wording.blocks(answer.answer)
        page.parts += [each for each in said if each.heading != "References"]
    if answer.figure:
        page.parts.append(answer.figure)
    keys = {key for row in answer.answer.rows for key in row.keys}
    for key in sorted(keys | {review.key for review in answer.answer.reviews}):
        cited = source.publication(key)
        page.references[cited.key] = cited.reference


def escape_markdown(text: str) -> str:
    r"""Keep a text from being markup.

    >>> escape_markdown("<b>a*b|c</b>")
    '\\<b\\>a\\*b\\|c\\</b\\>'
    """
    return re.sub(r"([\\`*_{}\[\]<>|#~!&])", r"\\\1", " ".join(text.split()))
