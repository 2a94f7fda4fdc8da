"""Split a SPARQL query into its tokens.

In: the text of a query. Out: tokens with their place. The terminals are those of SPARQL 1.1 and,
where the two differ, those of Oxigraph's grammar, so that both see the same strings and comments.
This module knows the shape of words and nothing of their meaning.

Sources: SPARQL 1.1 Query Language, section 19.8, productions 139 to 173; SPARQL 1.2 for quoted
triples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal, NamedTuple, TypeAlias, cast

Kind: TypeAlias = Literal[
    "comment",
    "iri",
    "variable",
    "string",
    "blank",
    "name",
    "number",
    "language",
    "word",
    "sign",
    "stray",
]

# What PN_CHARS_BASE and PN_CHARS allow beyond ASCII: productions 164 and 167.
_WIDE_BASE: Final = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_WIDE_TAIL: Final = _WIDE_BASE + "\u00b7\u0300-\u036f\u203f\u2040"
# UCHAR without surrogates and without what lies above U+10FFFF: the engine refuses those, and what
# it refuses as one token it may read as two.
_HEX: Final = "[0-9A-Fa-f]"
_UCHAR: Final = (
    rf"\\u(?![dD][89a-fA-F]){_HEX}{{4}}"
    rf"|\\U(?:000(?!0[dD][89a-fA-F]){_HEX}{{5}}|0010{_HEX}{{4}})"
)
_ESCAPE: Final = rf"""\\[tbnrf"'\\]|{_UCHAR}"""
_STRING: Final = (
    rf"'''(?:[^'\\]|{_ESCAPE}|'(?!''))*+'''"
    rf'|"""(?:[^"\\]|{_ESCAPE}|"(?!""))*+"""'
    rf"|'(?:[^'\\\n\r]|{_ESCAPE})*+'"
    rf'|"(?:[^"\\\n\r]|{_ESCAPE})*+"'
)
# No part of it can give back what it took, or a long number would be read again and again.
_EXPONENT: Final = r"[eE][+-]?[0-9]++"
_NUMBER: Final = (
    rf"[0-9]++(?:\.[0-9]*+{_EXPONENT}|\.[0-9]++|{_EXPONENT})?+|\.[0-9]++(?:{_EXPONENT})?+"
)
#: What may become the prefix of a name; never the kind of a token.
_RUN: Final = "run"
_SIGN: Final = r"<<\(|\)>>|<<|>>|\{\||\|\}|&&|\|\||\^\^|<=|>=|!=|[{}()\[\].;,*/+\-=<>!|^?~&@$]"


class Token(NamedTuple):
    """One word of a query."""

    #: What it is. ``name`` is a prefixed name, ``word`` a keyword, ``stray`` a character that
    #: begins no token, such as the quote of a string that never ends.
    kind: Kind
    #: As it is written.
    text: str
    #: Where it begins, counted in code points from 0.
    start: int

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Return whether it is one of these keywords, in any case."""
        return self.kind == "word" and self.text.upper() in words


def _kinds(base: str, tail: str, *, names: bool) -> Iterator[tuple[str, str]]:
    """Yield the terminals in the order in which they are tried, over one alphabet."""
    plx = rf"%{_HEX}{{2}}|\\[_~.\-!$&'()*+,;=/?#@%]"
    # A full stop at the end ends the triple, not the name.
    inner = rf"[{tail}\-]|\.++(?=[{tail}\-])"
    local = rf"(?:[{base}_:0-9]|{plx})(?:[{tail}\-:]|{plx}|\.++(?=[{tail}\-:%\\]))*+"
    yield "comment", r"\#[^\r\n]*+"
    yield "iri", rf'<(?:[^\x00-\x20<>"{{}}|^`\\]|{_UCHAR})*+>'
    yield "variable", rf"[?$][{base}_0-9][{tail}]*+"
    yield "string", _STRING
    yield "blank", rf"_:[{base}_0-9](?:{inner})*+"
    yield "name", rf"(?:[{base}](?:{inner})*+)?:(?:{local})?" if names else rf":(?:{local})?"
    yield "number", _NUMBER
    yield "language", r"@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[a-z]++)?"
    if names:
        yield _RUN, rf"[{base}][{tail}]*+(?:-|\.++(?=[{tail}\-]))(?:{inner})*+"
    yield "word", rf"[{base}_][{tail}]*+"
    yield "sign", _SIGN
    yield "stray", r"."


@cache
def _terminals(*, wide: bool, names: bool = True) -> re.Pattern[str]:
    """Compile the terminals on first use: 30 ms with all of Unicode, 3 ms for ASCII alone."""
    base, tail = "A-Za-z", "A-Za-z_0-9"
    if wide:
        base, tail = base + _WIDE_BASE, tail + _WIDE_TAIL
    kinds = _kinds(base, tail, names=names)
    parts = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds)
    return re.compile(rf"[ \t\r\n]++|{parts}", re.DOTALL)


def tokenize(query: str) -> list[Token]:
    """Split a query into tokens, comments included, white space left out.

    Every character that is not white space is in exactly one token. Nothing is refused here: what
    begins no token becomes a ``stray`` one, and the engine has the last word on it. The time is
    linear in the length of the text, whatever it holds.
    """
    tokens: list[Token] = []
    at: int | None = 0
    while at is not None:
        at = _tokenize_from(query, at, tokens)
    return tokens


def _tokenize_from(query: str, start: int, tokens: list[Token]) -> int | None:
    """Add the tokens from a place on; return where to go on, or ``None`` at the end of the text."""
    add = tokens.append
    for match in _terminals(wide=not query.isascii()).finditer(query, start):
        kind = match.lastgroup
        if kind == _RUN:
            return _split_run(query, match, tokens)
        if kind:
            add(Token(cast("Kind", kind), match[0], match.start()))
    return None


def _split_run(query: str, run: re.Match[str], tokens: list[Token]) -> int:
    """Split what would be the prefix of a name, but that no colon follows, such as ``a-b.c``.

    None of its parts can begin a name either; to try that at each would read the rest of the run
    again and again.
    """
    at = run.start()
    terminals = _terminals(wide=not query.isascii(), names=False)
    while at < run.end() and (match := terminals.match(query, at)):
        tokens.append(Token(cast("Kind", match.lastgroup), match[0], at))
        at = match.end()
    return at


def unescape_codepoints(text: str) -> str:
    r"""Replace the escapes ``\uXXXX`` and ``\UXXXXXXXX`` by their characters.

    SPARQL 1.1 does this before it reads the first token, so that ``\u0053ERVICE`` is a keyword.
    """
    if "\\u" not in text and "\\U" not in text:
        return text
    return re.sub(_UCHAR, _character, text)


def _character(escape: re.Match[str]) -> str:
    digits = escape[0][2:]
    return chr(int(digits, 16))
