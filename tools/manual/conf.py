"""How Sphinx makes the manual: from Markdown, in the colours of the explorer, loading nothing.

In: the folder that ``tools/make_manual.py`` has laid out. Out: the settings that Sphinx asks for.
"""

from __future__ import annotations

from importlib.metadata import version as installed
from typing import TYPE_CHECKING, ClassVar

from docutils.nodes import SkipNode
from docutils.utils.math.latex2mathml import tex2mathml
from pygments.lexers.rdf import SparqlLexer
from pygments.token import Operator

from attachgraph.notice import NOTICE

if TYPE_CHECKING:
    from docutils.nodes import math, math_block
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

project = "attachgraph"
author = "The attachgraph contributors"
project_copyright = f"{author}; text under CC BY 4.0"
release = version = installed("attachgraph")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "index"
templates_path = ["templates"]

# Anchors as GitHub makes them, so that one link works in both.
myst_heading_anchors = 4

autodoc_default_options = {
    "members": True,
    "inherited-members": "BaseException, Exception, object, str, tuple",
}
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False
python_maximum_signature_line_length = 72

html_math_renderer = "mathml"
html_theme = "furo"
html_title = "attachgraph"
html_static_path = ["static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
# An excerpt is read from the page found, which browsers allow no page from disk to do.
html_show_search_summary = False
html_last_updated_fmt = None
html_context = {"notice": NOTICE}
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#28415f",
        "color-brand-content": "#28415f",
        "color-brand-visited": "#5b3f6b",
        "color-background-primary": "#fbfaf7",
        "color-background-secondary": "#f3f1eb",
    },
    "dark_css_variables": {
        "color-brand-primary": "#a9c5e8",
        "color-brand-content": "#a9c5e8",
        "color-brand-visited": "#cdb5dd",
        "color-background-primary": "#14181d",
        "color-background-secondary": "#1b2128",
    },
}


class PathLexer(SparqlLexer):  # type: ignore[misc]
    """SPARQL with the operators of property paths, which the lexer of Pygments does not know."""

    tokens: ClassVar = {
        **SparqlLexer.tokens,
        "root": [(r"\|(?!\|)|\?(?!\w)", Operator), *SparqlLexer.tokens["root"]],
    }


def write_formula(writer: HTML5Translator, node: math | math_block) -> None:
    """Write a formula as MathML, which browsers show by themselves; MathJax would be fetched.

    Parameters
    ----------
    writer : HTML5Translator
        Of the page.
    node : math or math_block
        The formula.

    Raises
    ------
    SkipNode
        Always: nothing below the node is to be written.
    """
    writer.body.append(tex2mathml(node.astext(), as_block=node.tagname == "math_block"))
    raise SkipNode


def setup(app: Sphinx) -> None:
    """Give Sphinx the lexer and the writer of formulas.

    Parameters
    ----------
    app : Sphinx
        The run.
    """
    app.add_lexer("sparql", PathLexer)
    app.add_html_math_renderer("mathml", (write_formula, None), (write_formula, None))
