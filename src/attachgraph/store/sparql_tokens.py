"""Split a SPARQL query into its tokens.

In: the text of a query. Out: tokens with their place. The terminals are those of SPARQL 1.1 and,
where the two differ, those of Oxigraph's grammar, so that both see the same strings and comments.
This module knows the shape of words and nothing of their meaning.

References
----------
SPARQL 1.1 Query Language, section 19.8, productions 139 to 173; SPARQL 1.2 for quoted triples.
"""

from __future__ import annotations

import re
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
_NUMBER: Final = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+"
_SIGN: Final = r"<<\(|\)>>|<<|>>|\{\||\|\}|&&|\|\||\^\^|<=|>=|!=|[{}()\[\].;,*/+\-=<>!|^?~&@$]"


class Token(NamedTuple):
    """One word of a query.

    Attributes
    ----------
    kind : Kind
        What it is. ``name`` is a prefixed name, ``word`` a keyword, ``stray`` a character that
        begins no token, such as the quote of a string that never ends.
    text : str
        As it is written.
    start : int
        Where it begins, counted in code points from 0.
    """

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Tell whether it is one of these keywords, in any case."""
        return self.kind == "word" and self.text.upper() in words


def _kinds(base: str, tail: str) -> tuple[tuple[Kind, str], ...]:
    """List the terminals in the order in which they are tried, over one alphabet."""
    plx = rf"%{_HEX}{{2}}|\\[_~.\-!$&'()*+,;=/?#@%]"
    # A trailing full stop ends the triple, not the name.
    local = rf"(?:[{base}_:0-9]|{plx})(?:[{tail}\-:]|{plx}|\.+(?=[{tail}\-:%\\]))*+"
    return (
        ("comment", r"\#[^\r\n]*"),
        ("iri", rf'<(?:[^\x00-\x20<>"{{}}|^`\\]|{_UCHAR})*+>'),
        ("variable", rf"[?$][{base}_0-9][{tail}]*"),
        ("string", _STRING),
        ("blank", rf"_:[{base}_0-9](?:[{tail}\-]|\.+(?=[{tail}\-]))*+"),
        ("name", rf"(?:[{base}](?:[{tail}\-]|\.+(?=[{tail}\-]))*+)?:(?:{local})?"),
        ("number", _NUMBER),
        ("language", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?"),
        ("word", rf"[{base}_][{tail}]*"),
        ("sign", _SIGN),
        ("stray", r"."),
    )


@cache
def _terminals(*, wide: bool) -> re.Pattern[str]:
    """Compile the terminals on first use: 30 ms with all of Unicode, 3 ms for ASCII alone."""
    ascii_base, ascii_tail = "A-Za-z", "A-Za-z_0-9"
    kinds = (
        _kinds(ascii_base + _WIDE_BASE, ascii_tail + _WIDE_TAIL)
        if wide
        else _kinds(ascii_base, ascii_tail)
    )
    parts = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds)
    return re.compile(rf"[ \t\r\n]+|{parts}", re.DOTALL)


def tokenize(query: str) -> list[Token]:
    """Split a query into tokens, comments included, white space left out.

    Every character that is not white space is in exactly one token. Nothing is refused here: what
    begins no token becomes a ``stray`` one, and the engine has the last word on it.

    Examples
    --------
    >>> [token.text for token in tokenize("ASK { ?service a ex:service } # SERVICE")]
    ['ASK', '{', '?service', 'a', 'ex:service', '}', '# SERVICE']
    """
    return [
        Token(cast("Kind", match.lastgroup), match[0], match.start())
        for match in _terminals(wide=not query.isascii()).finditer(query)
        if match.lastgroup
    ]


def unescape_codepoints(text: str) -> str:
    r"""Replace the escapes ``\uXXXX`` and ``\UXXXXXXXX`` by their characters.

    SPARQL 1.1 does this before it reads the first token, so that ``\u0053ERVICE`` is a keyword.

    Examples
    --------
    >>> unescape_codepoints(r"\u0053ERVICE")
    'SERVICE'
    """
    if "\\u" not in text and "\\U" not in text:
        return text
    return re.sub(_UCHAR, _character, text)


def _character(escape: re.Match[str]) -> str:
    digits = escape[0][2:]
    return chr(int(digits, 16))
