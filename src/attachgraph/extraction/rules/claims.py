"""claims: every sentence of the entry's prose, with its status and its sources."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context, joins_two
from attachgraph.extraction.gazetteer import find_concepts
from attachgraph.model import Entry, Statement, Text
from attachgraph.reading.sections import iter_sections, iter_texts
from attachgraph.reading.sentences import sentences

NAME = "claims"

#: "Yes." and "Not inherently." answer a question; alone they claim nothing.
_SHORTEST = 3
#: Concepts that prose of other makes must speak of.
_ENOUGH = 3
_NO_PROSE = frozenset({"other-names", "antonyms", "publications", "references", "related"})


def extract(context: Context) -> Iterator[Statement]:
    """State each sentence as a claim of the entry."""
    entry = context.entry
    if not entry.encyclopedic and not _is_about_attachment(context):
        return
    taken = _taken(entry)
    taken |= {text.passage.start for text in entry.caption}
    items = {text.passage.start for part in iter_sections(entry.sections) for text in part.items}
    for text, section in iter_texts(entry):
        whole = text.passage
        if whole.start in taken:
            continue
        if whole.start not in items:
            if _claims(text):
                yield context.say_text(NAME, "ag:claims", text.words, text, section)
            continue
        for sentence in sentences(
            context.text.content, whole.start, whole.end, marked=entry.curated
        ):
            if _claims(sentence):
                yield context.say_text(NAME, "ag:claims", sentence.words, sentence, section)


def _is_about_attachment(context: Context) -> bool:
    """Tell an article of the field, whose sentences are its own claims, from any other prose."""
    entry = context.entry
    if joins_two(entry) or next(find_concepts(entry.title.text), None) is not None:
        return True
    found = {mention.path for text, _ in iter_texts(entry) for mention in find_concepts(text.words)}
    return len(found) >= _ENOUGH


def _claims(text: Text) -> bool:
    return text.words.count(" ") + 1 >= _SHORTEST or bool(text.citations or text.status)


def _taken(entry: Entry) -> set[int]:
    """Return the places that other rules turn into more than a claim."""
    taken = {text.passage.start for debate in entry.debates for text in debate.positions}
    taken |= {work.text.passage.start for work in entry.depictions}
    taken |= {question.question.passage.start for question in entry.questions}
    for section in entry.sections:
        if section.field in _NO_PROSE:
            parts = (section, *section.sections)
            taken |= {
                text.passage.start for part in parts for text in (*part.items, *part.sentences)
            }
        if section.field == "cycles":
            taken |= {
                text.passage.start for part in (section, *section.sections) for text in part.items
            }
            taken |= {cycle.trigger.passage.start for cycle in entry.cycles if cycle.trigger}
            taken |= {
                text.passage.start
                for part in (section, *section.sections)
                for text in part.sentences
                if text.words.casefold().startswith("trigger")
            }
    return taken
