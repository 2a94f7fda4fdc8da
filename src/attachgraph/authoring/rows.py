"""The rows that the front matter of an entry may have, as an author chooses among them.

In: nothing. Out: labels with what they become. The judge of labels is
:mod:`attachgraph.reading.labels`, which knows many more wordings; a test holds this list to it.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Setting(NamedTuple):
    """A key of the front matter that is about the text, and no row."""

    key: str
    meaning: str


class Row(NamedTuple):
    """A row of the infobox."""

    #: The wording that our own entries use.
    label: str
    #: What :func:`attachgraph.reading.labels.label_field` says of it.
    field: str
    #: What to write there, and what it becomes.
    meaning: str


#: In the order of the front matter.
SETTINGS: Final = (
    Setting("title", "As a reader would look it up: Avoidant-Secure Relationship."),
    Setting("kind", "What the entry is about. Left out, it is found from the title."),
    Setting("lang", "Language tag of the text, such as en, de or pt-BR. Left out, en."),
    Setting(
        "license",
        "Address of the licence of the text: https://creativecommons.org/licenses/by/4.0/",
    ),
)

#: In the order of an infobox.
ROWS: Final = (
    Row("Category", "category", "Broad field, such as Relationships. Becomes ag:category."),
    Row("Subfield", "subfield", "Part of that field. Becomes ag:subfield."),
    Row("Term", "term", "The name in full, where the title is not it. Kept as an attribute."),
    Row("Abbreviation", "abbreviation", "Short form, such as EFT. Becomes an alias."),
    Row(
        "Anxious Partner Traits",
        "traits",
        "One trait an item, of that partner of a pairing. Becomes ag:hasTrait of the partner role.",
    ),
    Row("Avoidant Partner Traits", "traits", "As for the anxious partner."),
    Row("Fearful Partner Traits", "traits", "As for the anxious partner."),
    Row("Secure Partner Traits", "traits", "As for the anxious partner."),
    Row("Key Traits", "traits", "One trait an item, of the style or of the couple. ag:hasTrait."),
    Row(
        "Primary Conflict Cycle",
        "cycle",
        "A name for it; its moves stand in the section Conflict Cycle. Becomes ag:conflictCycle.",
    ),
    Row("Trigger", "trigger", "What sets the conflict cycle off."),
    Row("Common Outcome", "outcome", "One outcome an item. Becomes ag:hasOutcome."),
    Row("Other Names", "aliases", "One name an item. Becomes ag:aliasOf."),
    Row("Antonyms", "antonyms", "Titles of opposites. Becomes ag:contrastsWith."),
    Row("Key Figures", "people", "Names of persons."),
    Row("Related Concepts", "related", "Titles of other entries. Becomes ag:relatedEntry."),
    Row("Sources", "sources", 'Quoted citations: "[@girme-2015]". Becomes ag:citesSource.'),
)
