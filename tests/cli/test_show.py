"""show, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Runner
from tests.cli.examples import examples_of
from tests.cli.terminal import shown_in_terminal


@pytest.mark.parametrize(
    "line",
    [
        "  - anchor pairing [weak] (avoidant-secure.md, Other Names, 449–463)",
        "    ┌▶ 1. secure partner: asks for closeness [reported]",
        "       and again from 1",
        "  Psychology",
        (
            "    - The behaviour counts, whatever the style behind it. [weak] qualified by Fir 2015"
            " (avoidant-secure.md, Key Debates, 1289–1340)"
        ),
        (
            "      “Two Chairs (2011): one talks, one mends the chair.”"
            " (avoidant-secure.md, Television Series, 1412–1462)"
        ),
    ],
)
def test_entry_is_shown_whole(run: Runner, line: str) -> None:
    """Names, the loop, claims and depictions stand there, with status, sources and words."""
    done = run("show", "harbour and ship")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[:2] == ["Avoidant-Secure Relationship", "pairing · pairing/avoidant-secure"]
    assert line in lines


def test_pipe_gets_plain_text(run: Runner) -> None:
    """In a pipe there are no colours, and a claim is one line however long it is."""
    done = run("show", "avoidant-secure")
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) > 100


def test_terminal_is_never_too_narrow(store: Path) -> None:
    """In a terminal no line is wider than it, and the status has a colour beside its word."""
    shown = shown_in_terminal(store, "show", "avoidant-secure", columns=60)
    plain = [strip_colours(line) for line in shown.splitlines()]
    assert max(map(len, plain)) <= 60
    assert "\x1b[32m[supported]\x1b[0m" in shown


def strip_colours(text: str) -> str:
    """Remove the colours that click writes."""
    import click

    return click.unstyle(text)


def test_words_of_an_entry_cannot_move_the_cursor(store: Path) -> None:
    """Hostile names reach the terminal as text: every control in it is one of our colours."""
    shown = shown_in_terminal(store, "show", "entry/hostile")
    plain = strip_colours(shown)
    assert not [char for char in plain if ord(char) < 32 and char != "\n"]
    assert "\u202e" not in plain
    assert "</script><script>" in plain


def test_section_narrows(run: Runner) -> None:
    """One part, or one heading of the entry, can be had alone."""
    cycles = run("show", "avoidant-secure", "--section", "cycles").stdout
    assert "Ask and retreat" in cycles
    assert "Biology" not in cycles
    biology = run("show", "avoidant-secure", "--section", "biology").stdout
    assert "Stress settles faster" in biology
    assert "Ask and retreat" not in biology


def test_unknown_section_is_told_the_nearest(run: Runner) -> None:
    """A section that is not there is wrong usage, with the sections that there are."""
    done = run("show", "avoidant-secure", "--section", "biologie")
    assert done.returncode == 2
    assert "did you mean Biology" in done.stderr
    assert not done.stdout


def test_quotes_can_be_left_out(run: Runner) -> None:
    """Without quotes the claims stay and every place goes, in text and in JSON."""
    text = run("show", "avoidant-secure", "--no-quotes").stdout
    assert "Practical help is taken more easily than sympathy. [supported]" in text
    assert "avoidant-secure.md" not in text
    written = json.loads(run("show", "avoidant-secure", "--no-quotes", "--format", "json").stdout)
    assert not any(quotes(written))


def test_json_has_what_the_text_has(run: Runner) -> None:
    """Every claim and every quote of the text is in the JSON, with offsets as numbers."""
    written = json.loads(run("show", "avoidant-secure", "--format", "json").stdout)
    assert written["id"] == "pairing/avoidant-secure"
    assert written["kinds"] == ["Pairing"]
    found = list(quotes(written))
    assert {quote["exact"] for quote in found} > {
        "Two Chairs (2011): one talks, one mends the chair.",
        "A secure partner buffers the insecurity of the other.",
    }
    assert all(quote["start"] < quote["end"] for quote in found)


def quotes(written: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all quotes of a description."""
    waiting = [item for part in written["parts"] for item in part["items"]]
    found = []
    while waiting:
        item = waiting.pop()
        waiting += item["items"]
        found += [quote for one in item["statements"] for quote in one["quotes"]]
    return found


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("secure", "attachment style · style/secure"),
        ("partner buffering", "concept · concept/partner-buffering"),
        ("Fir 2015", "source · source/fir-2015"),
        ("two chairs", "work · work/two-chairs"),
        ("person/birch-b", "person · person/birch-b"),
        ("alias:anchor-pairing", "alias · alias/anchor-pairing"),
    ],
)
def test_other_things_are_shown(run: Runner, name: str, line: str) -> None:
    """A style, a concept, a source, a work, a person and an alias have their pages, too."""
    done = run("show", name)
    assert done.returncode == 0
    assert done.stdout.splitlines()[1] == line


def test_source_tells_what_it_is_cited_for(run: Runner) -> None:
    """A source lists the claims that it supports and disputes."""
    shown = run("show", "source:dogwood-elm-2012").stdout
    assert "Claims supported by it" in shown
    assert "Claims qualified by it" in shown


def test_unknown_name_is_told_the_nearest(run: Runner) -> None:
    """A misspelt name is missing, and the message helps."""
    done = run("show", "avoidnt-secure")
    assert done.returncode == 4
    assert "did you mean avoidant-secure" in done.stderr


def test_one_page_of_all_is_refused(run: Runner) -> None:
    """Two wishes that exclude each other are named; the page was left out of account."""
    done = run("show", "avoidant-secure", "--all", "--page", "2")
    assert done.returncode == 2
    assert "--all or --page" in done.stderr


@pytest.mark.parametrize("example", examples_of("show"))
def test_examples_of_the_help_run(run: Runner, example: list[str]) -> None:
    """What the help shows works on the bundled dataset."""
    done = run(*example, ATTACHGRAPH_STORE="")
    assert done.returncode == 0, done.stderr
    assert done.stdout
