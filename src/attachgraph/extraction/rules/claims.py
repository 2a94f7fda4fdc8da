"""claims: every sentence of the entry's prose, with its status and its sources."""

from __future__ import annotations

from collections.abc import Iterator

from attachgraph.extraction.context import Context, joins_two
from attachgraph.extraction.gazetteer import find_concepts
from attachgraph.model import Entry, Statement, Text
from attachgraph.reading.parts.names import NAME_FIELDS, enumerations
from attachgraph.reading.styles import find_styles
from attachgraph.reading.wording import is_sentence

NAME = "claims"

#: "Yes." and "Not inherently." answer a question; alone they claim nothing.
_SHORTEST = 3
#: Concepts that prose of other makes must speak of.
_ENOUGH = 3
_LISTS = frozenset({"publications", "references"})


def extract(context: Context) -> Iterator[Statement]:
    """State each sentence as a claim of the entry."""
    entry = context.entry
    if not entry.encyclopedic and not is_about_attachment(context):
        return
    taken = _taken(entry)
    taken |= {text.passage.start for text in entry.caption}
    for text, section in context.prose:
        if text.passage.start in taken:
            continue
        for sentence in text.parts or (text,):
            if entry.is_row or _claims(sentence):
                yield context.say_text(NAME, "ag:claims", sentence.words, sentence, section)


def is_about_attachment(context: Context) -> bool:
    """Tell an article of the field, whose sentences are its own claims, from any other prose."""
    entry = context.entry
    if joins_two(entry) or next(find_concepts(entry.title.text), None) is not None:
        return True
    texts = [text.words for text, _ in context.prose]
    found = {mention.path for words in texts for mention in find_concepts(words)}
    found |= {f"style/{mention.key}" for words in texts for mention in find_styles(words)}
    return len(found) >= _ENOUGH or bool(found and context.bibliography.listed)


def _claims(text: Text) -> bool:
    marked = text.citations or text.claims or text.status
    return text.words.count(" ") + 1 >= _SHORTEST or bool(marked)


def _taken(entry: Entry) -> set[int]:
    """Return the places that other rules turn into more than a claim."""
    taken = {text.passage.start for debate in entry.debates for text in debate.positions}
    taken |= {work.text.passage.start for work in entry.depictions}
    taken |= {question.question.passage.start for question in entry.questions}
    taken |= {text.passage.start for row in entry.infobox for text in row.items}
    taken |= {row.label.start for row in entry.infobox}
    for section in entry.sections:
        if section.field in NAME_FIELDS:
            texts = (*section.items, *enumerations(section))
            taken |= {text.passage.start for text in texts}
        elif section.field == "people":
            texts = (*section.items, *section.sentences)
            taken |= {text.passage.start for text in texts if not is_sentence(text.words)}
        elif section.field in _LISTS:
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
