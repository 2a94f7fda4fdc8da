"""Errors as HTTP has them: a status, a title, and what to do.

In: an error of ours. Out: a :class:`Refusal`, written as text, as JSON (RFC 9457) or as a page.
Knows no library.

Sources: SPARQL 1.1 Protocol, section 2.1.7 (failure responses); RFC 9110, section 15; RFC 9457.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import Final

from attachgraph.errors import AttachGraphError


class NotAcceptable(AttachGraphError):
    """No format that the client accepts can hold the answer."""


class NotReady(AttachGraphError):
    """What is needed for the answer is still being made."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is answered instead of an answer: a status with its headers, what is wrong and where."""

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
    "QueryTooLarge": 503,
    "Unavailable": 503,
    "UsageError": 400,
}


def refusal_of(error: AttachGraphError, kind: str | None = None) -> Refusal:
    """Turn an error into a refusal."""
    status = _STATUSES.get(kind or type(error).__name__, 500)
    headers = (("retry-after", RETRY_AFTER),) if status == HTTPStatus.SERVICE_UNAVAILABLE else ()
    return Refusal(status, error.problem, error.where, error.fix, headers)


def as_text(refusal: Refusal) -> str:
    """Write a refusal for a person at a terminal."""
    head = f"{refusal.where}: {refusal.problem}" if refusal.where else refusal.problem
    fix = f"\nFix: {refusal.fix}" if refusal.fix else ""
    return f"{head}{fix}\n"


def as_json(refusal: Refusal) -> str:
    """Write a refusal for a program, as RFC 9457 has it."""
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
    """Write a refusal for a browser."""
    phrase = HTTPStatus(refusal.status).phrase
    first, _, rest = refusal.problem.partition("\n")
    return _PAGE.format(
        title=escape(f"{refusal.status} {phrase}"),
        phrase=escape(phrase),
        problem=escape(first[:1].upper() + first[1:]),
        excerpt=f"<pre><code>{escape(rest)}</code></pre>" if rest else "",
        fix=f"<p>{_linked(refusal.fix[:1].upper() + refusal.fix[1:])}</p>" if refusal.fix else "",
    )


#: An address on this server; two slashes would begin the name of another one.
_ADDRESS: Final = re.compile(r"(?<!\S)/(?!/)[\w./~%-]*\w(?:\?q=[\w.~%-]+)?(?![^\s,])", re.ASCII)


def _linked(text: str) -> str:
    """Write a text as HTML in which addresses of this server are links."""
    return _ADDRESS.sub(lambda match: f'<a href="{match[0]}">{match[0]}</a>', escape(text))


#: Written here and not from a template: the process that speaks HTTP draws nothing.
_PAGE: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} – attachgraph</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body>
<header class="bar"><a class="brand" href="/">
<img src="/favicon.svg" width="26" height="26" alt="">attachgraph</a>
<form class="find" action="/search" role="search">
<label class="unseen" for="find">Search names, claims and results</label>
<input id="find" name="q" type="search" placeholder="Search names, claims and results"
 maxlength="200" required>
<button>Search</button>
</form>
<nav aria-label="Site"><a href="/explorer">Explorer</a><a href="/sparql">SPARQL</a>
<a href="/ontology">Vocabulary</a></nav></header>
<main><article class="refusal">
<p class="kinds"><span>{title}</span></p>
<h1>{phrase}</h1>
<p class="summary">{problem}</p>
{excerpt}{fix}
</article></main>
</body>
</html>
"""
