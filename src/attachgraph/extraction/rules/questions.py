"""has-question: frequently asked questions with their answers."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context
from attachgraph.extraction.rules.claims import is_about_attachment
from attachgraph.model import Node, Statement
from attachgraph.reading.couples import names_bond
from attachgraph.reading.lexicon import slug
from attachgraph.reading.styles import find_styles

NAME = "has-question"


def extract(context: Context) -> Iterator[Statement]:
    """State the questions and their answers."""
    entry = context.entry
    named = names_bond(entry.title.text) and find_styles(entry.title.text)
    if not (entry.encyclopedic or named or is_about_attachment(context)):
        return
    for item in entry.questions:
        words = item.question.words
        question = Node("question", f"{context.scope}/{slug(words)}", words, "Question")
        yield context.say_text(NAME, "ag:hasQuestion", question, item.question, item.section)
        if item.answer is not None:
            answer = " ".join(text.words for text in item.sentences)
            yield context.say(NAME, "ag:answer", answer, item.answer, words, subject=question)
