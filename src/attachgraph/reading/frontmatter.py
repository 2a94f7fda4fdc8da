"""Read front matter: the infobox of an entry, and what its author declares.

In: Markdown text. Out: rows as lines, settings, and the place where the body begins. The YAML is
composed by PyYAML, whose nodes have their places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import yaml

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.model import Mark, Passage
from attachgraph.reading.declared import (
    declared_kind,
    declared_language,
    declared_licence,
    web_address,
)
from attachgraph.reading.entry import Settings
from attachgraph.reading.lines import Line, LineIndex, passage
from attachgraph.reading.notices import Notices

_FRONT: Final = re.compile(
    r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
#: Levels of YAML; a list of values has three. libyaml itself takes any number, and the process with
#: it.
_DEEPEST: Final = 20
#: A note of the author, unless it is in a value.
_NOTE: Final = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)
_NOT_A_ROW: Final = frozenset(
    "title kind lang language license licence slug author authors url address".split()
)
#: What note-taking programs keep for themselves.
_OF_PROGRAMS: Final = frozenset(
    "tags tag cssclass cssclasses created updated modified publish banner banner_y obsidianuiwidth".split()
)
#: Settings, each with the keys that it may have and what reads it.
_DECLARED: Final[Mapping[str, tuple[tuple[str, ...], Callable[[str, str], Any]]]] = {
    "kind": (("kind",), declared_kind),
    "lang": (("lang", "language"), declared_language),
    "license": (("license", "licence"), declared_licence),
}
_WORDS: Final = "tag:yaml.org,2002:str"


class FrontMatter(NamedTuple):
    """What is above the body: rows, settings, the licence, and where the body begins."""

    lines: list[Line]
    settings: Settings
    licence: str
    author: str
    address: str
    marks: list[Mark]
    end: int


class _Pair(NamedTuple):
    key: Passage
    value: Passage
    items: tuple[Passage, ...]
    #: True where the value is not text: nothing, a number, a date, a list, a mapping.
    is_empty: bool
    #: With the quotation mark or the bracket that closes the value.
    end: int


class _Loader(yaml.CSafeLoader):
    """Refuses YAML that is nested so deeply that composing it would overflow the stack of the process."""

    _depth = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:  # noqa: ARG002 -- as in the base class
        """Go one level down; called for each node, before its children are read."""
        self._depth += 1
        if self._depth > _DEEPEST:
            mark = current_node.start_mark if current_node else None
            raise yaml.composer.ComposerError(problem="it is nested too deeply", problem_mark=mark)

    def ascend_resolver(self) -> None:
        """Come back up."""
        self._depth -= 1


def read_front_matter(content: str, name: str, notices: Notices) -> FrontMatter | None:
    """Read the front matter; nothing where a text has none."""
    match = _FRONT.match(content)
    if match is None:
        return None
    start, end = match.span("yaml")
    lines: list[Line] = []
    marks = [Mark(0, start, "used"), Mark(end, match.end(), "used")]
    meta: dict[str, Passage] = {}
    pairs = list(_pairs(content, start, end, name))
    _report_twice(pairs, notices)
    for pair in pairs:
        key, value = pair.key.text.lower(), pair.value
        if key in _NOT_A_ROW:
            marks.append(Mark(pair.key.start, pair.end, "used"))
            if key == "title" and (pair.is_empty or not any(map(str.isalnum, value.text))):
                notices.say("empty-title", pair.key.start)
            else:
                meta[key] = value
        elif key in _OF_PROGRAMS:
            marks.append(Mark(pair.key.start, pair.end, "boilerplate"))
        elif value.text:
            lines.append(_row(content, pair))
        else:
            marks.append(Mark(pair.key.start, pair.key.end + 1, "used"))
    marks += _notes(content, start, end)
    return FrontMatter(lines, *_settings(content, meta, name), marks, match.end())


def _settings(
    content: str, meta: Mapping[str, Passage], name: str
) -> tuple[Settings, str, str, str]:
    """Read what the author declares: the settings, the licence, the author and the address."""
    said = {key: _setting(content, meta, name, *keys) for key, (keys, _) in _DECLARED.items()}
    kind, lang, licence = _declared(said)
    settings = Settings(
        title=meta.get("title"), kind=kind, where=said["kind"][1], lang=lang, curated=True
    )
    author, _ = _setting(content, meta, name, "author", "authors")
    address, _ = _setting(content, meta, name, "url", "address")
    return settings, licence, author, web_address(address)


def _declared(said: Mapping[str, tuple[str, str]]) -> list[Any]:
    """Read what is declared; all that cannot be so is told at once."""
    found, wrong = [], []
    for key, (_, read) in _DECLARED.items():
        try:
            found.append(read(*said[key]))
        except InputError as error:
            wrong.append(error)
    if wrong:
        wrong[0].others = tuple(wrong[1:])
        raise wrong[0]
    return found


def _row(content: str, pair: _Pair) -> Line:
    start, end = pair.key.start, pair.value.end
    return Line(
        start,
        end,
        content[start:end],
        "row",
        label_end=pair.key.end,
        value_start=pair.value.start,
        outer=start,
        items=pair.items,
    )


def _report_twice(pairs: list[_Pair], notices: Notices) -> None:
    """Tell of keys that are given twice: of a setting only the last value counts."""
    count = Counter(pair.key.text.lower() for pair in pairs)
    seen: set[str] = set()
    for pair in pairs:
        key = pair.key.text.lower()
        if count[key] > 1 and key in seen:
            fate = "the last one counts" if key in _NOT_A_ROW else "both are read"
            notices.say("key-twice", pair.key.start, key=pair.key.text, fate=fate)
        seen.add(key)


def _setting(content: str, meta: Mapping[str, Passage], name: str, *keys: str) -> tuple[str, str]:
    """Return the words of a setting and their place; no words where it is left out."""
    value = next((meta[key] for key in keys if key in meta), None)
    if value is None:
        return "", name
    line, column = LineIndex(content).place(value.start)
    return value.label, f"{name}:{line}:{column}"


def _pairs(content: str, start: int, end: int, name: str) -> Iterator[_Pair]:
    """Yield the keys and values of the front matter with their places."""
    try:
        root = yaml.compose(content[start:end], Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = content.count("\n", 0, start) + (mark.line + 1 if mark else 1)
        column = mark.column + 1 if mark else 1
        problem = getattr(error, "problem", None) or "it cannot be read"
        said = refusal("front-matter-not-yaml", reason=problem)
        raise InputError(**said, where=f"{name}:{line}:{column}") from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise InputError(**refusal("front-matter-not-rows"), where=f"{name}:2:1")
    for key, value in root.value:
        items = value.value if isinstance(value, yaml.SequenceNode) else ()
        is_empty = not isinstance(value, yaml.ScalarNode) or value.tag != _WORDS
        yield _Pair(
            _scalar(content, start, key),
            _scalar(content, start, value),
            tuple(words for item in items if (words := _scalar(content, start, item)).text),
            is_empty,
            passage(content, start + key.start_mark.index, start + value.end_mark.index).end,
        )


def _notes(content: str, start: int, end: int) -> Iterator[Mark]:
    """Yield the comments of the front matter: they are not part of the entry."""
    if "#" not in content[start:end]:
        return
    values = [
        (start + token.start_mark.index, start + token.end_mark.index)
        for token in yaml.scan(content[start:end], Loader=_Loader)
        if isinstance(token, yaml.ScalarToken)
    ]
    firsts = [first for first, _ in values]
    for note in _NOTE.finditer(content, start, end):
        before = bisect_right(firsts, note.start()) - 1
        if before < 0 or note.start() >= values[before][1]:
            yield Mark(note.start(), note.end(), "boilerplate")


def _scalar(content: str, start: int, node: yaml.Node) -> Passage:
    first, last = start + node.start_mark.index, start + node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        first = content.find("\n", first, last) + 1 or last
    words = passage(content, first, last)
    quoted = isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}
    if quoted or (isinstance(node, yaml.SequenceNode) and node.flow_style):
        return passage(content, words.start + 1, words.end - 1)
    return words
