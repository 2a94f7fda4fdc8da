"""Read fields of BibTeX: commands of LaTeX become signs of Unicode, and nothing else is lost.

In: what stands in a field. Out: the text or the address that it means.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from pylatexenc import latex2text, latexwalker, macrospec

#: Formulas, as pandoc tells them from sums of money; signs that programs forget to mark.
_SIGNS: Final = re.compile(
    r"(\\[~^])\{\}|\\.|\$(?=\S)(?:\\.|[^$\\])*?(?<!\s)\$(?!\d)|[%&#$]", re.DOTALL
)
_MARKED: Final = re.compile(r"\\([%&#$_{}])")
#: What takes a reader of LaTeX, which takes its time for each letter: other commands and signs.
_LATEX: Final = re.compile(r"(?<!\\)[{}$]|[~`]|--|''|\\(?![%&#$_{}])")
_IN_ADDRESS: Final = re.compile(
    r"(\{)?(?:\\(text[a-z]+|[%&#_$~{}])(?:\{\})?|\$(<|>|\\sim)\$)(?(1)\})"
)
_AROUND_ADDRESS: Final = re.compile(r"^(?:\\url\s*)?\{(.*)\}$")
#: Commands for signs that pylatexenc does not know.
_COMMANDS: Final = {
    "textquotedbl": '"',
    "textasciitilde": "~",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textunderscore": "_",
    "textbardbl": "‖",
    r"\sim": "~",
    "slash": "/",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "href": "%(2)s (%(1)s)",
}
#: Commands that change how a text looks, or where a line ends.
_SILENT: Final = """bf em it rm sc sf sl tt bfseries itshape mdseries scshape slshape upshape
    normalfont rmfamily sffamily ttfamily tiny scriptsize footnotesize small normalsize large Large
    relax protect newline linebreak nobreak allowbreak newblock left right / vphantom""".split()


def text_of(latex: str) -> str:
    r"""Read a text.

    Examples
    --------
    >>> text_of(r"M{\'u}ller & Roe: 5% of \emph{all}, {$<$} $5 and $10")
    'Múller & Roe: 5% of all, < $5 and $10'
    """
    text = _SIGNS.sub(_marked, latex)
    if _LATEX.search(text):
        reader, commands = _reader()
        text = reader.latex_to_text(text, latex_context=commands)
    else:
        text = _MARKED.sub(r"\1", text)
    return " ".join(text.split())


def _marked(sign: re.Match[str]) -> str:
    if sign[1]:  # an accent on nothing is the sign itself
        return r"\textasciitilde{}" if sign[1] == r"\~" else r"\textasciicircum{}"
    return sign[0] if sign[0][1:] else f"\\{sign[0]}"


def address_of(latex: str) -> str:
    r"""Read an address or identifier, in which the signs of LaTeX stand for themselves.

    Examples
    --------
    >>> address_of("https://x.org/a%20b/~c?q=1&r=2#f"), address_of(r"\url{https://x.org/a\_b}")
    ('https://x.org/a%20b/~c?q=1&r=2#f', 'https://x.org/a_b')
    """
    text = _AROUND_ADDRESS.sub(r"\1", " ".join(latex.split()))
    return _IN_ADDRESS.sub(lambda sign: _COMMANDS.get(name := sign[2] or sign[3], name), text)


@cache
def _reader() -> tuple[Any, Any]:
    said = latex2text.get_default_latex_context_db()
    spec = latex2text.MacroTextSpec
    own = [spec(name, simplify_repl=text) for name, text in _COMMANDS.items()]
    own += [spec(name, discard=True) for name in _SILENT]
    own.append(spec("url", simplify_repl="%s"))
    said.add_context_category("attachgraph", prepend=True, macros=own)
    said.set_unknown_macro_spec(spec("", simplify_repl=_unknown))
    commands = latexwalker.get_default_latex_context_db()
    href = [macrospec.std_macro("href", "{{")]
    commands.add_context_category("attachgraph", prepend=True, macros=href)
    return latex2text.LatexNodes2Text(latex_context=said, math_mode="text"), commands


def _unknown(node: Any, l2tobj: Any) -> str:
    """Keep what an unknown command is about, or the command itself where that is nothing."""
    arguments = node.nodeargd.argnlist if node.nodeargd else ()
    if about := "".join(l2tobj.nodelist_to_text([one]) for one in arguments if one):
        return about
    rest = node.parsing_state.s[node.pos + node.len :]
    is_about = rest.startswith("{") and not rest.startswith("{}")
    return "" if is_about else f"\\{node.macroname}{node.macro_post_space}"
