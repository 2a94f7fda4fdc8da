"""What a language has words for, as far as reading needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The words of one language; patterns without groups, alternatives parted by ``|``."""

    tag: str
    #: Headings of sections by field.
    headings: Mapping[str, str]
    #: Headings that speak of a course in time, whatever else they say.
    course: str
    #: What such a heading speaks of where it is not the course of a relationship.
    courses_else: str
    #: Headings below one of these, by ``parent/field``.
    below: Mapping[str, str]
    #: What shows people, in a heading above works: film, novel, screen.
    shown: str
    #: What may show them, or may be something else: books, media, examples.
    media: str
    #: Labels of infobox rows by field.
    labels: Mapping[str, str]
    #: Labels of the row that tells what one partner is like.
    roles: str
    #: What such a row tells: traits, behaviour.
    trait_nouns: str
    #: Names of the styles beyond those of the concept scheme, by style key.
    styles: Mapping[str, str]
    #: Names of what the styles differ on, by concept; English ones are in the concept scheme.
    dimensions: Mapping[str, str]
    #: What stands around the name of a style where nothing but a style is named.
    manner: str
    #: What only two people can be: a couple, a pairing.
    couples: str
    #: What two people can have, and others too: a relationship, a bond.
    bonds: str
    #: Somebody who is one of two.
    partners: str
    #: The same in one word: "she", "both".
    pronouns: str
    #: Those of them who may be anybody.
    people: str
    #: What such a word is where it names more than one of them.
    several: str
    #: Words that say no more of a style or a bond: attachment, romantic.
    fillers: str
    articles: str
    #: "and": what joins two partners.
    joins: str
    #: "with": what joins two partners, or a bond and its partners.
    along: str
    #: "meets", "falls for": what one of two does to the other.
    meets: str
    #: "each other", "fall in love": what only two do.
    mutual: str
    #: What two partners do or are in, as a title has it: "clash", "in conflict".
    clause: str
    #: What may come after a noun that is meant by itself: in, that.
    after: str
    #: "between", "of", "joins": what is between a bond and its two partners.
    between: str
    #: "in which", "when": what is between the two in a sentence.
    where: str
    #: Words that, between two styles, tell that they are compared or passed through.
    apart: str
    #: Words that tell so wherever they are in a title.
    compared: str
    #: "myth": what a title names in order to deny it.
    untrue: str
    #: People who are not a couple, and places where they meet.
    kin: str
    #: The other one of two.
    others: str
    both: str
    two: str
    #: "dating", "in love with": before one of the two; the other is the reader, or was named.
    loving: str
    you: str
    #: "he", "she": one of two who are told of.
    they: str
    is_: str
    #: Short words by which a text of the language is known.
    common: frozenset[str]
    #: A value that says that there is none, or that it is not known.
    nothing: str
    #: What opens a value or a remark that denies.
    denying: str
    #: "Hardly", "nobody": what denies inside a sentence, or nearly does.
    hardly: str
    #: What takes a denial back after it: "not *only*", "no film *shows it better than*".
    only: str
    #: What a work does with a couple, or is for it: "shows", "appears", "example".
    shows: str
    #: What opens a question that has one answer among several: "which of these".
    asks_one: str
    #: What leads to a work beside the one that is told of: "based on", "a review in".
    beside: str
    #: What says that something is named in error, or is another thing.
    mistaken: str
    #: What is between a move of a cycle and the next, as it is written: "meets", "leads to".
    leads: str
    #: Headings and lines above a list that is no cycle: how to break it, what helps, its topics.
    ways_out: str
    #: Headings of works to be watched, or by their maker, which do not say what the works show.
    viewing: str
    #: What denies that a thing is found or is so, in a sentence on it.
    unconfirmed: str
    #: What opens a value that is not certain.
    hedging: str
    #: What says in brackets that a value is contested.
    disputing: str
    #: What somebody who is named may be: psychologist, teacher.
    professions: str
    #: What authors do, and works do not: argues, found.
    reports: str
    #: What works do too: shows, describes.
    tells: str
    #: What leads to an author: by, according to.
    citing: str
    #: Words that open a sentence, and are no names though they have a capital there.
    openers: str
    months: str
    #: What leads to who took a picture, or posted or checked a page.
    credits: str
    #: What opens a remark on the day on which a page was looked at or changed.
    consulted: str
    #: What is called a source and names none: own notes, others.
    unnamed: str
    #: What leads to a remark to the reader in a list.
    remark: str
    #: A line that a site puts among those of a page, as it is written.
    furniture: str
    #: What comes before another name of a thing, as it is written.
    naming: str
