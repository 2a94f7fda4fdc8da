"""Send RDF terms from one process to another.

In: terms. Out: plain Python values that :mod:`marshal` writes fast, and terms again. Only a process
and its own child speak this; it is no format.
"""

from __future__ import annotations

import pickle  # noqa: S403 - what is read was written by a child of this very process
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from attachgraph.store.answers import Term

__all__ = ["Wired", "from_wire", "to_wire"]

#: An IRI is its string, a literal its value, language and datatype, all else a pickle; unbound is
#: ``None``.
Wired: TypeAlias = str | tuple[str, str | None, str] | bytes | None


def to_wire(term: Term | None) -> Wired:
    """Take a term apart.

    Parameters
    ----------
    term : term or None
        Any RDF term, or ``None`` for an unbound variable.

    Returns
    -------
    Wired
        What :func:`from_wire` turns into an equal term.

    Examples
    --------
    >>> to_wire(NamedNode("https://w3id.org/attachgraph/style/secure"))
    'https://w3id.org/attachgraph/style/secure'
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, Literal) and term.direction is None:
        return (term.value, term.language, term.datatype.value)
    return pickle.dumps(term)


def from_wire(wired: Wired) -> Term | None:
    """Put a term together again.

    Parameters
    ----------
    wired : Wired
        What :func:`to_wire` returned.

    Returns
    -------
    term or None
        The term.

    Examples
    --------
    >>> from_wire(("secure", "en", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"))
    <Literal value=secure language=en>
    """
    if wired is None:
        return None
    if isinstance(wired, str):
        return NamedNode(wired)
    if isinstance(wired, bytes):
        term: Term = pickle.loads(wired)  # noqa: S301 - see the import
        return term
    value, language, datatype = wired
    if language is not None:
        return Literal(value, language=language)
    return Literal(value, datatype=NamedNode(datatype))
