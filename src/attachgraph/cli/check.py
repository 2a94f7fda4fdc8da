"""check: read documents and report, without storing anything."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import click

from attachgraph.cli.options import dataset_option, format_option

if TYPE_CHECKING:
    from attachgraph.extraction.extracting import Extraction

_COUNTS: Final = ("length", "used", "boilerplate", "unparsed")


@click.command(
    epilog="""\b
Examples:
  attachgraph check
  attachgraph check page.txt
  attachgraph check pages/ --format json > report.json
  attachgraph check page.txt --trace
  attachgraph check page.txt --html marked.html
  attachgraph check --watch my-entry.md
  pbpaste | attachgraph check -
"""
)
@click.argument("paths", nargs=-1)
@format_option("text", "json", help="Form of the report.")
@click.option(
    "--trace", is_flag=True, help="Show which rule took which line, and what became of it."
)
@click.option(
    "--html",
    "marked",
    metavar="FILE",
    help="Write a page that shows what was used, what was not, and by which rule.",
)
@click.option("--watch", is_flag=True, help="Read again whenever a file is saved; Ctrl-C ends.")
@dataset_option
def check(paths: Sequence[str], format_: str, trace: bool, marked: str | None, watch: bool) -> None:
    """Read documents, by default your entries, and report what became of every character.

    check is for documents before they are built; verify proves the quotes of a graph, and validate
    tests its shape. Nothing is stored. Exit code 3 tells that a document has errors: it could not
    be read, or cites a key that no list of sources has. What a code such as AG101 means:
    attachgraph explain AG101

    JSON: for each document path, sha256, media_type, author, address, account (length, used,
    boilerplate, unparsed, ranges), diagnostics (level, code, name, message, fix, line, column) and
    entry (title, kind, id, styles, counts, statements); with --trace also trace (line, rule, kind,
    start, end, words, statements, unparsed).
    """
    paths = paths or [_own_entries()]
    if watch:
        from attachgraph.cli import watching

        if format_ == "json" or "-" in paths or marked is not None:
            raise click.UsageError("--watch shows files as text: no JSON, page or standard input.")
        watching.watch(paths, lambda: _print(paths, format_, trace=trace))
        return
    reports = _print(paths, format_, trace=trace, marked=marked)
    if any(each["level"] == "error" for report in reports for each in report["diagnostics"]):
        raise click.exceptions.Exit(3)


def _own_entries() -> str:
    """Return the folder of the entries of the dataset that one is in."""
    from attachgraph.folder import ENTRIES, find_folder, is_bundled

    folder = find_folder()
    if is_bundled(folder):
        raise click.UsageError("name a file or folder, or run it in a dataset of your own")
    return str(folder / ENTRIES)


def _print(
    paths: Sequence[str], format_: str, *, trace: bool, marked: str | None = None
) -> list[dict[str, Any]]:
    """Print the reports, and return them."""
    from attachgraph.reading.walk import iter_inputs

    read = [_report(item, trace=trace) for item in iter_inputs(list(paths))]
    reports = [report for report, _ in read]
    if marked is not None:
        from attachgraph.cli.marked import marked_page
        from attachgraph.cli.output import open_output

        page = marked_page((r["path"], extraction, r["diagnostics"]) for r, extraction in read)
        with open_output(marked) as file:
            file.write(page)
    if marked == "-":
        return reports
    if format_ == "json":
        json.dump(reports, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        for number, report in enumerate(reports):
            click.echo("" if not number else "\n", nl=False)
            for line in _text(report):
                click.echo(line)
    return reports


def _report(item: Any, *, trace: bool) -> tuple[dict[str, Any], Extraction | None]:
    from attachgraph.cli.trace import trace_of
    from attachgraph.errors import AttachGraphError
    from attachgraph.extraction.extracting import extract
    from attachgraph.rdf.incoming import is_rdf, read_rdf
    from attachgraph.reading.deadline import limited
    from attachgraph.reading.documents import read_document
    from attachgraph.reading.walk import read_bytes

    try:
        data = read_bytes(item)
        if is_rdf(item.name, data):
            return _of_rdf(item.name, sum(1 for _ in read_rdf(data, item.name))), None
        with limited(item.name):
            extraction = extract(read_document(data, item.name))
    except AttachGraphError as error:
        failed = [_failed(each) for each in (error, *error.others)]
        return {"path": item.name, "account": None, "diagnostics": failed, "entry": None}, None
    traced = {"trace": trace_of(extraction)} if trace else {}
    return {**_of(item.name, extraction), **traced}, extraction


def _of_rdf(path: str, quads: int) -> dict[str, Any]:
    empty = {"length": 0, "used": 0, "boilerplate": 0, "unparsed": 0, "ranges": []}
    entry = {"kind": "rdf", "quads": quads}
    return {"path": path, "account": empty, "diagnostics": [], "entry": entry}


def _failed(error: Any) -> dict[str, Any]:
    from attachgraph.diagnostics import find_rule

    line, column = 1, 1
    parts = (error.where or "").rsplit(":", 2)
    if len(parts) == 3 and parts[1].isdigit() and parts[2].isdigit():  # noqa: PLR2004 -- file:line:column
        line, column = int(parts[1]), int(parts[2])
    return {
        "level": "error",
        "code": error.code or "AG001",
        "name": find_rule(error.code or "AG001").name,
        "message": error.problem,
        "fix": error.fix or "",
        "line": line,
        "column": column,
    }


def _of(path: str, extraction: Extraction) -> dict[str, Any]:
    from attachgraph.reading.lines import LineIndex

    account, text = extraction.account, extraction.document.text
    index = LineIndex(text.content)
    ranges = []
    for mark in account.ranges:
        line, column = index.place(mark.start)
        ranges.append({**mark._asdict(), "line": line, "column": column})
    return {
        "path": path,
        "sha256": text.sha256,
        "media_type": text.media_type,
        "author": text.author,
        "address": text.address,
        "account": {**{name: getattr(account, name) for name in _COUNTS}, "ranges": ranges},
        "diagnostics": [asdict(each) for each in extraction.diagnostics],
        "entry": _entry(extraction),
    }


def _entry(extraction: Extraction) -> dict[str, Any] | None:
    entry, subject = extraction.document.entry, extraction.subject
    if entry is None or subject is None:
        return None
    content = extraction.document.text.content
    return {
        "title": entry.title.label,
        "kind": entry.kind.value,
        "id": f"{subject.kind}/{subject.key}",
        "styles": list(entry.styles),
        "counts": dict(sorted(Counter(s.predicate for s in extraction.statements).items())),
        "statements": [
            {
                "subject": f"{s.subject.kind}/{s.subject.key}",
                "predicate": s.predicate,
                "object": s.object
                if isinstance(s.object, str)
                else f"{s.object.kind}/{s.object.key}",
                "status": s.status.value,
                "citations": [{"key": c.key, "intent": c.intent} for c in s.citations],
                "quotations": [
                    {
                        "start": e.start,
                        "end": e.end,
                        "quote": content[e.start : e.end],
                        "section": e.section,
                        "rule": e.rule,
                    }
                    for e in s.quotations
                ],
            }
            for s in extraction.statements
        ],
    }


def _counts(counts: dict[str, int]) -> Iterator[str]:
    """Say how often each kind of edge was found, the most frequent first."""
    from attachgraph.dataset.words import in_words

    for predicate, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        name = in_words(predicate).replace(" ", "-").removeprefix("has-")
        yield f"{name} {number}"


def _text(report: dict[str, Any]) -> Iterator[str]:
    from attachgraph.cli.output import LEVEL_COLOURS, printable
    from attachgraph.cli.trace import trace_lines

    yield click.style(printable(report["path"]), bold=True)
    account = report["account"]
    if account and account["length"]:
        shares = "   ".join(
            f"{name} {account[name] / account['length']:.1%}" for name in _COUNTS[1:]
        )
        yield f"  {account['length']:,} characters: {shares}"
    entry = report["entry"]
    if entry and "title" in entry:
        yield f"  {entry['kind']}: {printable(entry['title'])}  ({entry['id']})"
        if entry["counts"]:
            yield "  " + ", ".join(_counts(entry["counts"]))
    elif entry:
        yield f"  RDF: {entry['quads']:,} quads"
    for d in report["diagnostics"]:
        level = click.style(d["level"], fg=LEVEL_COLOURS[d["level"]])
        yield f"  {d['line']}:{d['column']}: {level} {d['code']}: {printable(d['message'])}"
        yield f"      {printable(d['fix'])}"
    yield from map(printable, trace_lines(report.get("trace", [])))
    if report["diagnostics"]:
        yield f"  What a code means: attachgraph explain {report['diagnostics'][0]['code']}"
