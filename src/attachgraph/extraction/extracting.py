"""Run the rules over a read document, put together what says the same, and account for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attachgraph.extraction.account import account_of
from attachgraph.extraction.authority import load_authority
from attachgraph.extraction.context import Context, entry_node
from attachgraph.extraction.rules import title_and_lead
from attachgraph.extraction.table import RULES
from attachgraph.model import Account, Diagnostic, Document, Entry, Node, Statement, one_line
from attachgraph.reading.deadline import check_time, uncollected
from attachgraph.reading.lexicon import slug
from attachgraph.reading.lines import LineIndex

_MOST_UNPARSED = 0.6
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
#: Things whose address is made of their name.
_NAMED = frozenset({"alias", "trait", "outcome", "work", "person", "concept", "entry"})
_UNHEARD = re.compile(r"[\s.,;:!?'’‘“”\"()*_\u00ad\u200b\u2060\ufeff‐‑–—/-]+")


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was taken from a document."""

    #: What was read.
    document: Document
    #: What the entry is about; ``None`` where the document holds no entry.
    subject: Node | None
    #: In the order of the rules; statements that say the same on the same basis are one, with all
    #: their quotations.
    statements: tuple[Statement, ...]
    #: Where every character of the text went.
    account: Account
    #: What reading and extraction noticed, in the order of the text.
    diagnostics: tuple[Diagnostic, ...]


@uncollected()
def extract(document: Document) -> Extraction:
    """Run the rules over a document."""
    if document.entry is None:
        account = account_of(document.text.content, document.marks, ())
        return Extraction(document, None, (), account, document.diagnostics)
    subject = _subject(document.text.origin, document.entry)
    context = Context(document.text, document.entry, subject, load_authority())
    said = list(_said(context))
    statements = _merge(said)
    account = account_of(document.text.content, document.marks, statements)
    diagnostics = sorted(
        (
            *document.diagnostics,
            *_unresolved(document, said),
            *(_mostly_unparsed(account) or _unparsed(document, account)),
            *_one_address(document, said),
        ),
        key=lambda d: (d.line, d.column, d.code),
    )
    return Extraction(document, context.subject, statements, account, tuple(diagnostics))


def _subject(origin: str, entry: Entry) -> Node:
    """Return what a document is about; a table is called by its file, for it has no title."""
    return Node("entry", slug(origin), origin, "Entry") if entry.listed else entry_node(entry)


def _said(context: Context) -> Iterator[Statement]:
    """Run the rules over an entry, or over each row of a table."""
    if not context.entry.listed:
        for _, rule in RULES:
            yield from rule(context)
        return
    name, header = title_and_lead.NAME, context.entry.title
    yield context.say(name, "dcterms:title", context.text.origin, header, "Title")
    for row in context.entry.listed:
        check_time()
        inner = Context(context.text, row, entry_node(row), context.authority)
        for own, extract_ in RULES:
            if own != name:
                yield from extract_(inner)


def _one_address(document: Document, statements: Iterable[Statement]) -> list[Diagnostic]:
    """Tell of different names that fall on one address: what is said of one is said of both."""
    index = LineIndex(document.text.content)
    names: dict[tuple[str, str], str] = {}
    found: list[Diagnostic] = []
    for statement in statements:
        for node in (statement.subject, statement.object):
            if isinstance(node, str) or node.kind not in _NAMED or not node.label:
                continue
            first = names.setdefault(node[:2], node.label)
            if first != node.label and _bare(first) != _bare(node.label):
                line, column = index.place(statement.quotations[0].start)
                told = {"label": node.label[:60], "other": first[:60]}
                address = f"{node.kind}/{node.key}"
                found.append(Diagnostic.of("one-address", line, column, address=address, **told))
                names[node[:2]] = node.label
    return found


def _bare(name: str) -> str:
    """Reduce a name to what a reader takes for it: no case, spaces, hyphens or stops."""
    return _UNHEARD.sub("", name.casefold())


def _mostly_unparsed(account: Account) -> list[Diagnostic]:
    """Warn of a document of which most is in no part of the graph."""
    if account.unparsed <= _MOST_UNPARSED * account.length:
        return []
    share = f"{account.unparsed / account.length:.0%}"
    return [Diagnostic.of("mostly-unparsed", 1, 1, share=share)]


def _unparsed(document: Document, account: Account) -> Iterator[Diagnostic]:
    """Name each paragraph of which nothing was taken, unless reading has said so."""
    content, index = document.text.content, LineIndex(document.text.content)
    told = {d.line for d in document.diagnostics if d.name in {"unparsed", "cut-off"}}
    for start, end, kind in account.ranges:
        for words in _PARAGRAPH.finditer(content, start, end) if kind == "unparsed" else ():
            line, column = index.place(words.start())
            if line not in told:
                yield Diagnostic.of("unparsed", line, column, words=one_line(words[0])[:60])


def _merge(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    alike: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        check_time()
        object_ = statement.object
        thing = object_ if isinstance(object_, str) else object_[:2]
        key = (statement.subject[:2], statement.predicate, thing, statement.basis)
        alike.setdefault(key, []).append(statement)
    return tuple(_one(group) for group in alike.values())


def _one(alike: list[Statement]) -> Statement:
    """Put quotations and sources of statements that say the same under the first of them."""
    first, *more = alike
    if not more:
        return first
    return Statement(
        first.subject,
        first.predicate,
        first.object,
        tuple(dict.fromkeys(e for statement in alike for e in statement.quotations)),
        first.status,
        tuple(dict.fromkeys(c for statement in alike for c in statement.citations)),
        first.claims,
    )


def _unresolved(document: Document, statements: Iterable[Statement]) -> list[Diagnostic]:
    """Tell of citations that no list can settle, and of keys that no list has, each once.

    Authors and year in the text may have the address of a key that stands elsewhere.
    """
    index = LineIndex(document.text.content)
    cited = {s.object: s for s in reversed([*statements]) if s.predicate == "ag:citesSource"}
    found: list[Diagnostic] = []
    for statement in cited.values():
        target = statement.object
        if isinstance(target, str) or target.type != "UnresolvedSource":
            continue
        line, column = index.place(statement.quotations[0].start)
        if target.label == target.key:
            remedy = _remedy(load_authority().near(target.key))
            found.append(Diagnostic.of("unknown-key", line, column, key=target.key, remedy=remedy))
        else:
            found.append(Diagnostic.of("unresolved-source", line, column, label=target.label))
    return found


def _remedy(near: list[str]) -> str:
    search = "attachgraph search --kind source finds keys"
    return f"did you mean {' or '.join(near)}? {search}" if near else search
