"""Errors as HTTP has them: a status, a title, and what to do.

In: an error of ours. Out: a :class:`Refusal`, written as text, as JSON (RFC 9457) or as a page.
Knows no library.

References
----------
SPARQL 1.1 Protocol, section 2.1.7 (failure responses); RFC 9110, section 15; RFC 9457.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import Final

from attachgraph.errors import AttachGraphError

__all__ = ["NotAcceptable", "NotReady", "Refusal", "as_json", "as_page", "as_text", "refusal_of"]


class NotAcceptable(AttachGraphError):
    """No format that the client accepts can hold the answer."""


class NotReady(AttachGraphError):
    """What is needed for the answer is still being made."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is answered instead of an answer.

    Attributes
    ----------
    status : int
        The status code.
    problem : str
        What is wrong.
    where, fix : str or None
        The place, and what to do.
    headers : tuple of (str, str)
        Headers that belong to the status.
    """

    status: int
    problem: str
    where: str | None = None
    fix: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


#: Seconds after which a client may try again.
RETRY_AFTER: Final = "5"

_STATUSES: Final = {
    "InputError": 500,
    "MemoryError": 503,
    "MissingError": 404,
    "NotAcceptable": 406,
    "NotReady": 503,
    "QueryError": 400,
    "QueryRefused": 403,
    "QueryTimeout": 503,
    "Unavailable": 503,
    "UsageError": 400,
}


def refusal_of(error: AttachGraphError, kind: str | None = None) -> Refusal:
    """Turn an error into a refusal.

    Parameters
    ----------
    error : AttachGraphError
        An error of ours.
    kind : str or None
        Its name, where it is told by another process.

    Returns
    -------
    Refusal
        With status 500 for an error that is nobody's fault but ours.
    """
    status = _STATUSES.get(kind or type(error).__name__, 500)
    headers = (("retry-after", RETRY_AFTER),) if status == HTTPStatus.SERVICE_UNAVAILABLE else ()
    return Refusal(status, error.problem, error.where, error.fix, headers)


def as_text(refusal: Refusal) -> str:
    """Write a refusal for a person at a terminal.

    Parameters
    ----------
    refusal : Refusal
        Any refusal.

    Returns
    -------
    str
        What, where, and what to do.
    """
    head = f"{refusal.where}: {refusal.problem}" if refusal.where else refusal.problem
    fix = f"\nFix: {refusal.fix}" if refusal.fix else ""
    return f"{head}{fix}\n"


def as_json(refusal: Refusal) -> str:
    """Write a refusal for a program, as RFC 9457 has it.

    Parameters
    ----------
    refusal : Refusal
        Any refusal.

    Returns
    -------
    str
        JSON.
    """
    fields = {
        "type": "about:blank",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": refusal.problem,
        "where": refusal.where,
        "fix": refusal.fix,
    }
    known = {name: value for name, value in fields.items() if value is not None}
    return json.dumps(known, ensure_ascii=False, indent=2) + "\n"


def as_page(refusal: Refusal) -> str:
    """Write a refusal for a browser.

    Parameters
    ----------
    refusal : Refusal
        Any refusal.

    Returns
    -------
    str
        HTML.
    """
    phrase = HTTPStatus(refusal.status).phrase
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{refusal.status} {phrase}'
        f"</title><h1>{phrase}</h1><pre>{escape(as_text(refusal))}</pre></html>\n"
    )
