"""Write text into XML: what GraphML, GEXF and the results of SPARQL share.

In: any text. Out: text that every XML parser reads. Characters that XML 1.0 cannot hold, not even
as references, become U+FFFD, as a reader of damaged files would show them.
"""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

#: XML 1.0, production 2; lone surrogates cannot be written as UTF-8 either.
NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def content(text: str) -> str:
    r"""Escape a text that is in an element.

    Examples
    --------
    >>> content("a < b\x00")
    'a &lt; b�'
    """
    return escape(NOT_IN_XML.sub("\ufffd", text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """Escape a text that is the value of an attribute, and put it in quotes."""
    return quoteattr(NOT_IN_XML.sub("\ufffd", text), {"\r": "&#13;"})
