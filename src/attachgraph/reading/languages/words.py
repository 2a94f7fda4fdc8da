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
    #: Words between the style and the bond: attachment, style.
    fillers: str
    articles: str
    #: "and", "with", "meets": what joins two partners.
    joins: str
    #: "between", "of", "joins": what is between a bond and its two partners.
    between: str
    #: Words that, between two styles, tell that they are compared or passed through.
    apart: str
    #: Words that tell so wherever they are in a title.
    compared: str
    #: People who are not a couple, and places where they meet.
    kin: str
    #: The other one of two.
    others: str
    both: str
    two: str
    #: "dating", "in love with": the reader of the page is one of the two.
    loving: str
    you: str
    is_: str
    #: Short words by which a text of the language is known.
    common: frozenset[str]
    #: A value that says that there is none, or that it is not known.
    nothing: str
    #: What opens a value or a remark that denies.
    denying: str
    #: What opens a value that is not certain.
    hedging: str
    #: What says in brackets that a value is contested.
    disputing: str
