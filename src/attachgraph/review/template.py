"""Take a living page apart: text, and blocks that ask the dataset.

In: Markdown. Out: pieces in their order, each with the number of its first line. Knows no dataset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from attachgraph.errors import InputError

KINDS: Final = ("synthesize", "query")
#: What a block may say beside the question itself.
SYNTHESIZE: Final = (
    "claim", "predictor", "whose", "moderator", "outcome", "pairing", "population", "design",
    "years", "by", "show", "figure",
)  # fmt: skip
SHOWN: Final = ("all", "nothing")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})\s*([^\s`]*)\s*([^`]*)$")
_SETTING: Final = re.compile(r"\s*([\w-]+)\s*:\s*(.*?)\s*$")
_NAME: Final = re.compile(r"[\w-]*")


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of Markdown; `plain` are those of code, in which nothing is filled in."""

    line: int
    lines: tuple[str, ...]
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A question to the dataset, with the name by which the text calls its numbers."""

    line: int
    kind: str
    name: str
    body: tuple[str, ...]
    settings: dict[str, str] = field(default_factory=dict)


def parse_page(text: str, file: str) -> list[Text | Block]:
    """Take a page apart."""
    found: list[Text | Block] = []
    kept: list[str] = []
    lines = iter(enumerate(text.splitlines(), 1))
    for number, line in lines:
        fence = _FENCE.match(line)
        if not fence:
            kept.append(line)
            continue
        if kept:
            found.append(Text(number - len(kept), tuple(kept)))
            kept = []
        body = _body(lines, fence[1], f"{file}:{number}")
        if fence[2] in KINDS:
            found.append(_block(number, fence, body, file))
        else:
            found.append(Text(number, (line, *body, fence[1]), plain=True))
    if kept:
        found.append(Text(len(text.splitlines()) - len(kept) + 1, tuple(kept)))
    _refuse_twins(found, file)
    return found


def _body(lines: Iterator[tuple[int, str]], fence: str, where: str) -> tuple[str, ...]:
    body: list[str] = []
    for _, line in lines:
        if re.fullmatch(rf" {{0,3}}{fence[0]}{{{len(fence)},}}\s*", line):
            return tuple(body)
        body.append(line)
    raise InputError("the block does not end", where=where, fix=f"end it with a line {fence}")


def _block(number: int, fence: re.Match[str], body: tuple[str, ...], file: str) -> Block:
    kind, name = fence[2], fence[3].strip()
    if not _NAME.fullmatch(name):
        raise InputError(
            f"“{name}” is not a name of a block",
            where=f"{file}:{number}",
            fix=f"write one word of letters, digits and hyphens: {fence[1]}{kind} own-avoidance",
        )
    if kind == "query" and not (body and body[0].lstrip().startswith("name:")):
        return Block(number, kind, name, body)
    return Block(number, kind, name, body, _settings(kind, body, file, number + 1))


def _settings(kind: str, body: tuple[str, ...], file: str, first: int) -> dict[str, str]:
    settings: dict[str, str] = {}
    for number, line in enumerate(body, first):
        if not line.strip():
            continue
        said = _SETTING.match(line)
        if not said or (kind == "synthesize" and said[1] not in SYNTHESIZE):
            raise InputError(
                f"“{line.strip()}” is not a setting of a block",
                where=f"{file}:{number}",
                fix=f"write one a line, such as outcome: trust; there are {', '.join(SYNTHESIZE)}"
                if kind == "synthesize"
                else "write one a line, such as entry: avoidant-secure",
            )
        settings[said[1]] = said[2]
    if settings.get("show", "all") not in SHOWN:
        raise InputError(
            f"a block cannot show “{settings['show']}”",
            where=f"{file}:{first - 1}",
            fix=f"one of {', '.join(SHOWN)}; a figure has a line of its own: figure: harvest",
        )
    return settings


def _refuse_twins(pieces: list[Text | Block], file: str) -> None:
    seen: dict[str, int] = {}
    for piece in pieces:
        if isinstance(piece, Block) and piece.name:
            if piece.name in seen:
                raise InputError(
                    f"the block on line {seen[piece.name]} is called {piece.name}, too",
                    where=f"{file}:{piece.line}",
                    fix="give each block a name of its own",
                )
            seen[piece.name] = piece.line
