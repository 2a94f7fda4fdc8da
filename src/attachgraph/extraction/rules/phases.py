"""has-phase: the phases that the entry tells, in its order, which is not a tested stage model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attachgraph.extraction.context import Context
from attachgraph.model import Node, Passage, Statement
from attachgraph.reading.lexicon import slug

NAME = "has-phase"


def extract(context: Context) -> Iterator[Statement]:
    """State the phases and what is told of each."""
    times: Counter[str] = Counter()
    for number, section in enumerate(context.entry.milestones, 1):
        name = section.heading.label
        key = slug(name)
        times[key] += 1
        # Two phases of one name are two: the second time of conflict is not the first.
        own = key if times[key] == 1 else f"{key}-{times[key]}"
        phase = Node("phase", f"{context.scope}/{own}", name, "Phase", number)
        yield context.say(
            NAME,
            "ag:hasPhase",
            phase,
            section.heading,
            "Relationship Milestones",
            subject=context.topic,
        )
        texts = sorted((*section.sentences, *section.items), key=lambda text: text.passage.start)
        if texts:
            start, end = texts[0].passage.start, texts[-1].passage.end
            whole = Passage(start, end, context.text.content[start:end])
            words = " ".join(text.words for text in texts)
            yield context.say(NAME, "dcterms:description", words, whole, name, subject=phase)
