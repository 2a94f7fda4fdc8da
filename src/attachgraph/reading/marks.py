"""The marks inside a sentence: citations, claims, status, notes, emphasis, links.

In: words as written in Markdown. Out: the words as a reader sees them, with the citations, claims and
status that stood in them. Citations are those of Pandoc, with the intent as CiTO writes it; all
other markup is that of CommonMark, read by markdown-it-py.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attachgraph.evidence.shipped import shipped_evidence
from attachgraph.model import Citation, Diagnostic, Status, one_line
from attachgraph.reading.notices import Notices

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Intents of a citation: properties of CiTO, https://sparontologies.github.io/cito/current/cito.html
INTENTS: Final = (
    *("supports", "confirms", "agreesWith", "citesAsEvidence", "disputes", "refutes"),
    *("disagreesWith", "critiques", "qualifies", "corrects", "discusses", "extends"),
    "obtainsBackgroundFrom",
)
_INTENTS: Final = {intent.lower(): intent for intent in INTENTS}
#: What is in braces: the claim that a sentence makes, and that a step in it is the writer's own.
_MARKS: Final = ("claim=ID", Status.INFERRED.value)
_EARNED: Final = frozenset(status.value for status in Status) - set(_MARKS)
#: What may be before the colon of a key that is not an intent.
_SCHEMES: Final = frozenset({"doi", "http", "https", "isbn", "pmid", "arxiv", "url"})

#: A bracket with at least one key: ``[see @doe-1999, p. 3; -@roe-2000]``.
GROUP: Final = r"\[(?=[^\[\]]*\])[^\[\]]*?(?<![\w.@])@[^\[\]]*\]"
_GROUP: Final = re.compile(GROUP)
_KEY: Final = re.compile(
    r"(?<![\w.@\\/])-?@(?:\{(?P<braced>[^{}\s]+)\}|(?P<plain>\w(?:[\w:.#$%&+?<>~/-]*[\w/])?))"
)
#: A key in running text has a year, so that the name of a person on some network is not one.
_IN_TEXT: Final = re.compile(
    r"(?<![\w.@\\/])-?@(?P<key>\{[^{}\s]+\}|[A-Za-z_][\w:.+/-]*\d(?:[\w:.+/-]*\w)?)"
    r"(?P<locator>\s\[[^\[\]@]*\])?"
)
#: Braces with marks of ours: ``{.claim=attachment-is-stable}``, ``{.inferred}``.
BRACES: Final = r"\{(?:\s*\.[A-Za-z-]+(?:=[^\s{}]*)?)+\s*\}"
_BRACES: Final = re.compile(BRACES)
_BRACED: Final = re.compile(r"\.(?P<word>[A-Za-z-]+)(?:=(?P<id>[^\s{}]*))?")
#: A reference to a footnote, and a note in the text.
NOTE: Final = r"\[\^[^\]\s]+\]"
_NOTE: Final = re.compile(NOTE)
NOTE_HERE: Final = r"\^\[[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+\]"
_NOTE_HERE: Final = re.compile(NOTE_HERE)
#: What its author does not say: remarks, and links of a reference manager to the page of a PDF.
COMMENT: Final = re.compile(
    r"<!--.*?-->|%%.*?%%|\(\[[^\[\]]*+\]\(zotero://open-pdf/[^()\s]*+\)\)", re.DOTALL
)
COMMENT_SIGNS: Final = ("<!--", "%%", "zotero://open-pdf/")
#: Links of note-taking programs: ``[[Page]]``, ``[[Page|words]]``.
_WIKI_LINK: Final = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_ANY_MARK: Final = re.compile(r"[*_~`<\[\\&!]")
_LOOSE_MARK: Final = re.compile(r"^[*_~]+|(?<![\w*_~])[*_~]+$|(?<=\w)\*+$")
#: The mark of a quotation at the head of a line inside it.
_QUOTED_LINE: Final = re.compile(r"\n[ \t]*(?:>[ \t]?)+")
#: Words marked in colour, and the name of a block, as note-taking programs write them.
_COLOURED: Final = re.compile(r"==(?=\S)([^=]+)(?<=\S)==")
_BLOCK_NAME: Final = re.compile(r"\s\^[A-Za-z0-9-]+$")
_SPACE_BEFORE_STOP: Final = re.compile(r"\s+([;:!?]|[.,](?!\d))")
_BREAK: Final = re.compile(r"<br\b", re.IGNORECASE)
#: Elements whose words a reader does not see or sees over other words, and those in quotation marks.
_UNSAID: Final = re.compile(r"<(?P<close>/?)(?:del|s|strike|rt|rp|rtc)\b", re.IGNORECASE)
_QUOTED: Final = re.compile(r"<(?P<close>/?)q\b", re.IGNORECASE)
#: Longer pieces are not sentences, and nested marks cost time there.
_LONGEST: Final = 20_000


class Markup(NamedTuple):
    """The markup of a text: what its references lead to, by CommonMark's labels."""

    references: Mapping[str, Any]


class Marked(NamedTuple):
    """Words without their marks, and what the marks said."""

    words: str
    citations: tuple[Citation, ...]
    status: Status | None
    claims: tuple[str, ...] = ()


def read_marks(raw: str, markup: Markup) -> Marked:
    """Take citations, claims, status, notes and emphasis off words."""
    raw = _without_signs(raw)
    citations: list[Citation] = []
    status: Status | None = None
    claims: tuple[str, ...] = ()
    if "@" in raw:
        citations += (_citation(key) for group in _GROUP.findall(raw) for key in _keys(group))
        raw = _GROUP.sub(" ", raw)
        citations += (_citation(match["key"].strip("{}")) for match in _IN_TEXT.finditer(raw))
        raw = _IN_TEXT.sub(lambda match: match["key"].strip("{}"), raw)
    if "{" in raw:
        marks = list(_braced(raw))
        if any(word == Status.INFERRED.value for _, word, _ in marks):
            status = Status.INFERRED
        claims = tuple(dict.fromkeys(id_ for _, word, id_ in marks if word == "claim" and id_))
        raw = _BRACES.sub(" ", raw)
    if "^" in raw:
        raw = _NOTE_HERE.sub("", _NOTE.sub("", raw))
    if _ANY_MARK.search(raw) and len(raw) < _LONGEST:
        raw = _seen(_WIKI_LINK.sub(r"\1", raw), markup)
    clean = _SPACE_BEFORE_STOP.sub(r"\1", one_line(raw))
    if clean.endswith("..") and not clean.endswith("..."):
        clean = clean.replace("..", ".")
    return Marked(clean, tuple(dict.fromkeys(citations)), status, claims)


def _without_signs(raw: str) -> str:
    """Take off comments, marks of quotation inside the words, colours, and the name of a block."""
    if ">" in raw or "%%" in raw or "zotero://" in raw:
        raw = COMMENT.sub(" ", _QUOTED_LINE.sub("\n", raw))
    if "==" in raw:
        raw = _COLOURED.sub(r"\1", raw)
    return _BLOCK_NAME.sub("", raw) if "^" in raw else raw


def _braced(raw: str) -> Iterator[tuple[int, str, str]]:
    """Yield each mark in braces with its place: the word, and the id after its sign of equality."""
    for braces in _BRACES.finditer(raw):
        for match in _BRACED.finditer(braces[0]):
            yield braces.start() + match.start(), match["word"].lower(), match["id"] or ""


def _keys(group: str) -> Iterator[str]:
    return (match["braced"] or match["plain"] for match in _KEY.finditer(group))


def _citation(key: str) -> Citation:
    """Take the intent off a key; what is not an intent is part of the key, or a misspelling."""
    prefix, colon, rest = key.partition(":")
    if not colon or not rest or prefix.lower() in _SCHEMES or not prefix.isalpha():
        return Citation(key, "")
    return Citation(rest, _INTENTS.get(prefix.lower(), ""))


def _seen(raw: str, markup: Markup) -> str:
    """Return what a reader sees of words with markup; what is struck out is not seen."""
    out: list[str] = []
    struck = 0
    for token in _parser().parseInline(raw, {"references": markup.references})[0].children or ():
        struck = max(0, struck + _striking(token))
        if struck:
            continue
        if token.type in {"text", "code_inline", "image", "text_special"}:
            out.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            out.append("\n")
        elif token.type == "html_inline":
            out.append(_drawn(token.content))
    return _LOOSE_MARK.sub("", "".join(out).strip())


def _striking(token: Token) -> int:
    """Return whether unsaid words begin at a token (1) or end there (-1)."""
    if token.type in {"s_open", "s_close"}:
        return token.nesting
    tag = _UNSAID.match(token.content) if token.type == "html_inline" else None
    return 0 if tag is None else -1 if tag["close"] else 1


def _drawn(tag: str) -> str:
    """Return what a browser draws for a tag: a space for a break, the marks of a quotation."""
    quoted = _QUOTED.match(tag)
    if quoted is not None:
        return "”" if quoted["close"] else "“"
    return " " if _BREAK.match(tag) else ""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 20}).enable("strikethrough")


def report_misspelt(content: str) -> tuple[Diagnostic, ...]:
    """Tell of marks that look like ours and are none: intents, statuses and claims are listed."""
    notices = Notices(content)
    for name, place, word, near in _misspelt(content):
        notices.say(name, place, word=word, near=near)
    return tuple(notices.found)


def _misspelt(content: str) -> Iterator[tuple[str, int, str, str]]:
    for group in _GROUP.finditer(content):
        keys = list(_KEY.finditer(group[0]))
        if not keys:
            yield "unknown-mark", group.start(), group[0], _near("", INTENTS[:2])
        for match in keys:
            prefix, colon, _ = (match["braced"] or match["plain"]).partition(":")
            if not colon or prefix.lower() in _SCHEMES | _INTENTS.keys() or not prefix.isalpha():
                continue
            place = group.start() + match.start()
            yield "unknown-intent", place, prefix, _near(prefix, INTENTS)
    yield from _unknown_braced(content)


def _unknown_braced(content: str) -> Iterator[tuple[str, int, str, str]]:
    """Yield marks in braces that name no claim, say what nobody may write, or say nothing known."""
    marks = list(_braced(content))
    known = tuple(shipped_evidence().claims) if any(id_ for _, _, id_ in marks) else ()
    for place, word, id_ in marks:
        if word == "claim":
            if id_ not in known:
                near = difflib.get_close_matches(id_, known, n=3)
                yield "unknown-claim", place, id_, " or ".join(near) or "none"
        elif word in _EARNED:
            yield "written-status", place, word, ""
        elif word != Status.INFERRED.value:
            yield "unknown-mark", place, word, _near(word, _MARKS)


def _near(word: str, known: tuple[str, ...]) -> str:
    return " or ".join(difflib.get_close_matches(word, known, n=2) or known)
