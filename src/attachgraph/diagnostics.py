"""What can be said of a document, each with a code that stays: the one table of all messages.

In: the name of a rule, and the words that differ from case to case. Out: message, remedy, level and
code. ``attachgraph check``, ``attachgraph explain`` and ``docs/diagnostics.md`` are written from
here. Codes are never used again: a rule that goes takes its code with it.
It is long because it is a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, TypedDict

from attachgraph.errors import MissingError

Level: TypeAlias = Literal["error", "warning", "info"]

#: What the levels mean, and the codes that they have.
LEVELS: Final[dict[Level, str]] = {
    "error": "It has to be mended: the document is not read, or what it cites counts for nothing. "
    "Codes from AG001.",
    "warning": "It is read, and something was left out or guessed. Codes from AG101.",
    "info": "It is read as it is written, and you may want to know how. Codes from AG201.",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that can be said of a document."""

    #: ``AG`` and three digits, for ever.
    code: str
    #: What it is about, in a word or two with hyphens.
    name: str
    #: Errors have to be mended, warnings mean that something was left unparsed or guessed.
    level: Level
    #: What was seen, and what to do, with ``{fields}`` for what differs from case to case.
    message: str
    fix: str
    #: Why it matters, for the page that explains it.
    why: str
    #: A document that brings it about; ``""`` where no content does.
    example: str | bytes = ""
    #: A name for that document.
    file: str = "page.txt"
    #: The same document, mended; ``""`` where there is nothing to mend or no text to show.
    mended: str = ""


class Told(TypedDict):
    """What an error is made of, besides its place."""

    problem: str
    fix: str
    code: str


_PAGE: Final = "Anxious-Secure Relationship\n\nOne partner asks, the other answers.\n"


def _entry(front_matter: str, body: str = "One partner asks, the other answers.") -> str:
    return f"---\ntitle: Anxious-Secure Relationship\n{front_matter}---\n\n{body}\n"


#: All of them, by code.
RULES: Final = (
    Rule(
        "AG001",
        "unreadable",
        "error",
        "it cannot be read ({reason})",
        "check the file",
        "The system does not hand the file out: the disk, the network or the device fails. The "
        "other files are read all the same.",
    ),
    Rule(
        "AG002",
        "gone",
        "error",
        "the file has gone, or is a link that leads nowhere",
        "check the path, or remove the link",
        "It was there when the folder was listed, and not when it was to be read.",
    ),
    Rule(
        "AG003",
        "not-permitted",
        "error",
        "reading is not permitted",
        "give yourself the right to read it",
        "The permissions of the file, or of a folder above it, keep you out.",
    ),
    Rule(
        "AG004",
        "empty",
        "error",
        "the file is empty",
        "give {wanted}",
        "There is nothing to read. Often the page was saved before it was pasted.",
        example="\n",
        mended=_PAGE,
    ),
    Rule(
        "AG005",
        "no-text",
        "error",
        "the page has no text",
        "save the page as the browser shows it",
        "The file holds a page whose text is brought in by a script: saved as source, it has none.",
        example="<!doctype html><html><body><script>draw()</script></body></html>\n",
        file="page.html",
        mended="<!doctype html><html><body><h1>Anxious-Secure Relationship</h1>"
        "<p>One partner asks, the other answers.</p></body></html>\n",
    ),
    Rule(
        "AG006",
        "binary",
        "error",
        "this is {what}, not text",
        "save the page as text, HTML or Markdown",
        "Every quote must have its place in a text. A picture or a word processor's file has no "
        "such places.",
        example=b"\x89PNG\r\n",
        file="page.png",
    ),
    Rule(
        "AG007",
        "unknown-encoding",
        "error",
        "the bytes are neither UTF-8 nor Windows-1252 text (byte {byte})",
        "save the file as UTF-8",
        "Letters are stored as bytes in one of many ways. This file uses one that cannot be told "
        "from the bytes alone, and a guess would change the quotes.",
        example=b"Anxious\x81Secure Relationship \xff\n",
    ),
    Rule(
        "AG008",
        "broken-encoding",
        "error",
        "the file begins like {encoding} but is broken at byte {byte}",
        "save the file as UTF-8",
        "Its first bytes declare how letters are stored, and a later byte is not possible there. "
        "Usually the file was cut off or two files were joined.",
        example=b"\xef\xbb\xbfAnxious-Secure \xff Relationship\n",
    ),
    Rule(
        "AG009",
        "too-deep",
        "error",
        "it is nested more than {limit} levels deep",
        "{remedy}",
        "No person writes like this. Files made to bring a program down do.",
        example="<div>" * 10_001 + "asks" + "\n",
        file="page.html",
    ),
    Rule(
        "AG010",
        "too-many-attributes",
        "error",
        "an element has more than {limit} attributes",
        "save the page as plain text",
        "No page of a browser looks like this. Files made to bring a program down do.",
        example="<p " + " ".join(f"a{number}" for number in range(20_000)) + ">asks</p>\n",
        file="page.html",
    ),
    Rule(
        "AG011",
        "front-matter-not-yaml",
        "error",
        "the front matter is not valid YAML: {reason}",
        "quote values that hold a colon followed by a space, or that begin with [ {{ @ or *",
        "The rows between the two --- lines are YAML. A value that YAML reads in another way "
        "than meant needs quotation marks.",
        example=_entry("Sources:\n  - [@girme-2015\n"),
        file="entry.md",
        mended=_entry('Sources:\n  - "[@girme-2015]"\n'),
    ),
    Rule(
        "AG012",
        "front-matter-not-rows",
        "error",
        "the front matter is not a list of “key: value” lines",
        "see the entry format in the documentation",
        "Between the two --- lines is a list or a sentence. Every line there names a row and "
        "its value.",
        example="---\n- Anxious-Secure Relationship\n---\n\nOne asks, the other answers.\n",
        file="entry.md",
        mended=_entry("kind: pairing\n"),
    ),
    Rule(
        "AG013",
        "unknown-kind",
        "error",
        "“{words}” is not a kind of entry",
        "write kind: pairing, style, concept or entry",
        "The kind decides what the entry becomes. A kind that is guessed would put it into the "
        "wrong place.",
        example=_entry("kind: couple\n"),
        file="entry.md",
        mended=_entry("kind: pairing\n"),
    ),
    Rule(
        "AG014",
        "bad-language",
        "error",
        "“{words}” is not a language tag",
        "write a tag such as en, de or pt-BR",
        "Every text of the graph has a language, written as a tag of BCP 47.",
        example=_entry("lang: English please\n"),
        file="entry.md",
        mended=_entry("lang: en\n"),
    ),
    Rule(
        "AG015",
        "bad-licence",
        "error",
        "“{words}” is not an address of a licence",
        "write its address, such as https://creativecommons.org/licenses/by/4.0/",
        "“CC BY” names six licences, its address one. Whoever reuses the text needs to know which.",
        example=_entry("license: CC BY\n"),
        file="entry.md",
        mended=_entry("license: https://creativecommons.org/licenses/by/4.0/\n"),
    ),
    Rule(
        "AG016",
        "unknown-rdf-format",
        "error",
        "this is not an RDF format that we know",
        "give it one of the suffixes {suffixes}",
        "The suffix says in which of its forms RDF is written.",
    ),
    Rule(
        "AG017",
        "not-rdf-xml",
        "error",
        "this XML is not RDF/XML",
        "if it is a web page, call it .html",
        "XML is used for many things. This file never names the vocabulary of RDF.",
        example="<?xml version='1.0'?><note>asks</note>\n",
        file="data.rdf",
    ),
    Rule(
        "AG018",
        "growing-entity",
        "error",
        "the XML entity “{entity}” stands for more than {limit} characters",
        "write the values out, or give the data as Turtle",
        "A few lines of XML can unfold to gigabytes. Such files are refused before they do.",
        example="<?xml version='1.0'?>\n<!DOCTYPE r [\n"
        f"<!ENTITY a '{'a' * 5_000}'>\n<!ENTITY b '{'&a;' * 5_000}'>\n]>\n"
        "<r xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>&b;</r>\n",
        file="data.rdf",
    ),
    Rule(
        "AG019",
        "remote-context",
        "error",
        "the JSON-LD asks for a context from the network, which is never fetched",
        "write the context into the file itself, or give the data as Turtle or N-Quads",
        "The meaning of such a file lies at an address that may change or vanish, and reading it "
        "would tell its owner that you do.",
        example='{"@context": "https://schema.org/", "name": "asks"}\n',
        file="data.jsonld",
        mended='{"@context": {"name": "https://schema.org/name"}, "name": "asks"}\n',
    ),
    Rule(
        "AG020",
        "not-rdf",
        "error",
        "not valid RDF: {reason}",
        "correct the file at that place",
        "A file of data is taken whole or not at all: half of it would be another statement.",
        example="<https://example.org/a> <https://example.org/b> .\n",
        file="data.ttl",
        mended="<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n",
    ),
    Rule(
        "AG021",
        "no-couple",
        "error",
        "kind: pairing, and neither the title “{title}” nor the lead names two attachment styles",
        "name both styles in the title, or leave the kind out",
        "A pairing joins two styles, each with a partner of its own. Without both, the traits "
        "belong to no partner, and another kind than the one you chose would be a guess.",
        example="---\ntitle: Loyal-Distant Friendship\nkind: pairing\n---\n\nOne asks.\n",
        file="entry.md",
        mended=_entry("kind: pairing\n"),
    ),
    Rule(
        "AG022",
        "no-style",
        "error",
        "kind: style, and the title “{title}” names no attachment style, or several",
        "name one style in the title, or choose another kind",
        "The entry becomes part of what is known of one of the four styles. The title has to "
        "say which one.",
        example="---\ntitle: Loyal Attachment Style\nkind: style\n---\n\nIt is steady.\n",
        file="entry.md",
        mended="---\ntitle: Secure Attachment Style\nkind: style\n---\n\nIt is steady.\n",
    ),
    Rule(
        "AG023",
        "unknown-key",
        "error",
        "no source has the key “{key}”",
        "{remedy}",
        "A citation counts only if the publication is known. The claim is in the graph as "
        "reported; the source is kept as it was written, and does not support it.",
        example=_entry("kind: pairing\n", "One partner asks, the other answers [@nobody-1999]."),
        file="entry.md",
        mended=_entry("kind: pairing\n", "One partner asks, the other answers [@girme-2015]."),
    ),
    Rule(
        "AG024",
        "unknown-claim",
        "error",
        "no claim has the id “{word}”",
        "near it: {near}; attachgraph query --name list-claims-by-standing lists all",
        "A sentence has the standing of the claim that it makes. Where the id leads nowhere, the "
        "sentence is only reported, although its writer knows of results. Claims are rows of "
        "claims.csv.",
        example=_entry("kind: pairing\n", "Closeness lasts {.claim=attachment-is-stabel}."),
        file="entry.md",
        mended=_entry("kind: pairing\n", "Closeness lasts {.claim=attachment-is-stable}."),
    ),
    Rule(
        "AG025",
        "not-xml",
        "error",
        "it is not XML that can be read: {reason}",
        "save the article again, as XML",
        "An article in XML is read as a whole or not at all: what is not well-formed may have lost "
        "any part of it.",
        example="<article><front><p>Asking</front></article>",
        file="article.xml",
    ),
    Rule(
        "AG026",
        "broken-pdf",
        "error",
        "it is not a PDF that can be read ({reason})",
        "open it in a viewer and print it to a new PDF",
        "The file is cut off or damaged, so that its text cannot be taken out.",
        example="%PDF-1.7\nand nothing more",
        file="paper.pdf",
    ),
    Rule(
        "AG027",
        "locked-pdf",
        "error",
        "the PDF is locked with a password",
        "save it without the password",
        "Its text cannot be read by anybody who has not the password.",
    ),
    Rule(
        "AG028",
        "pdf-without-text",
        "error",
        "the PDF holds pictures of text, and no text",
        "run it through a program that recognises text, and save that",
        "Scanned pages are pictures. No words could be quoted from them.",
    ),
    Rule(
        "AG029",
        "several-records",
        "error",
        "the file holds {count} records, and an entry is one",
        "save one record in a file; a whole library goes in with attachgraph import",
        "A document becomes one entry. Of many records the first would be taken for all of them.",
        example="PMID- 1\nTI  - Asking\n\nPMID- 2\nTI  - Answering\n",
        file="saved.nbib",
        mended="PMID- 1\nTI  - Co-regulation\nAB  - Partners calm each other by co-regulation.\n",
    ),
    Rule(
        "AG030",
        "too-slow",
        "error",
        "reading took more than {limit} seconds",
        "look at the document; in Python, attachgraph.read(..., timeout=) gives more time",
        "A page takes milliseconds. What takes longer is not a page, or is made to be slow.",
    ),
    Rule(
        "AG031",
        "for-import",
        "error",
        "this is {what}, and no entry",
        "take it into a dataset: attachgraph import {file} --into DIR",
        "A document becomes one entry. Publications and coded results belong in the library and "
        "the tables of a dataset, where entries cite them.",
        example="@article{doe,\n  title = {Tides of trust},\n  year = {2001}\n}\n",
        file="my-library.bib",
    ),
    Rule(
        "AG032",
        "workbook-without-couples",
        "error",
        "no sheet of this workbook is a table of couples",
        "name two columns of a sheet Style A and Style B, or save the page as text",
        "A workbook is read for its couples: each row of one sheet names two styles. Results and "
        "studies are imported.",
    ),
    Rule(
        "AG033",
        "broken-workbook",
        "error",
        "the workbook cannot be read ({reason})",
        "save it as .xlsx again, or the sheet as CSV",
        "The file ends too early, is not a workbook, or has parts that its program left broken.",
        example="Style A,Style B\n",
        file="couples.xlsx",
    ),
    Rule(
        "AG101",
        "unparsed",
        "warning",
        "could not be read: “{words}”",
        "write sentences of three words or more, or rows and lists of the entry format",
        "These words are in no part of the graph. Nothing else of the page is affected.",
        example="# Anxious-Secure Relationship\n\nOne asks, the other answers.\n\n"
        "| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n\nThey talk.\n",
        file="entry.md",
        mended="# Anxious-Secure Relationship\n\nOne asks, the other answers.\n\nThey talk.\n",
    ),
    Rule(
        "AG102",
        "cut-off",
        "warning",
        "the text breaks off: “…{words}”",
        "give the whole page",
        "The last words are not a whole sentence. The rest of the page is not in the graph.",
        example=_PAGE
        + "\nHistory\n\nIn 1987 love was studied as attachment. Couples who differ in th",
        mended=_PAGE + "\nHistory\n\nLove was studied as attachment.\n",
    ),
    Rule(
        "AG103",
        "no-title",
        "warning",
        "the text has no title",
        "put the title on the first line",
        "The title names the entry. Without one the first words are taken, which is seldom meant.",
        example="One partner asks for closeness, and the other, who needs time, answers late. "
        "Both grow tired of it.\n",
        mended=_PAGE,
    ),
    Rule(
        "AG104",
        "encoding-guessed",
        "warning",
        "the file is not UTF-8; it was read as Windows-1252",
        "check the accents and quotation marks; save the file as UTF-8 if they are wrong",
        "Older programs store letters so. If the guess is wrong, quotes show wrong letters.",
        example=b"Anxious-Secure Relationship\n\nOne partner\x92s questions are answered.\n",
    ),
    Rule(
        "AG106",
        "unknown-intent",
        "warning",
        "“{word}” is not an intent of a citation; the source is cited without one",
        "write {near}, or leave the intent out",
        "What a source does for a sentence is said in the words of CiTO, from a closed list. A "
        "word that is not on it would be lost.",
        example=_entry("kind: pairing\n", "One asks, the other answers [@proves:girme-2015]."),
        file="entry.md",
        mended=_entry("kind: pairing\n", "One asks, the other answers [@supports:girme-2015]."),
    ),
    Rule(
        "AG107",
        "unknown-mark",
        "warning",
        "“{word}” is not a mark of a sentence; it is left out",
        "write {near} after the full stop in braces, or leave it out",
        "Braces name the claim that a sentence makes, or say that a step in it is the writer's "
        "own: {{.claim=ID}} and {{.inferred}}.",
        example=_entry("kind: pairing\n", "One asks, the other answers {.guessed}."),
        file="entry.md",
        mended=_entry("kind: pairing\n", "One asks, the other answers {.inferred}."),
    ),
    Rule(
        "AG108",
        "key-twice",
        "warning",
        "the key “{key}” is given twice; {fate}",
        "keep one of them",
        "Of two titles or kinds only one can be meant, and which one the file does not say.",
        example=_entry("kind: pairing\nlang: en\nlang: de\n"),
        file="entry.md",
        mended=_entry("kind: pairing\nlang: en\n"),
    ),
    Rule(
        "AG109",
        "empty-title",
        "warning",
        "the front matter gives no title",
        "write the title after “title:”",
        "The title names the entry. Where it is empty, the first heading or the first words are "
        "taken, which is seldom meant.",
        example="---\ntitle:\nkind: concept\n---\n\nOne partner asks, the other answers.\n",
        file="entry.md",
        mended="---\ntitle: Asking\nkind: concept\n---\n\nOne asks, the other answers.\n",
    ),
    Rule(
        "AG110",
        "doubtful-title",
        "warning",
        "“{title}” may be no title",
        "put the title on a line of its own at the top, or in the front matter",
        "The title names the entry. This one was taken from the first sentence, or is longer than "
        "titles are, or is what papers and programs put at the top of any page.",
        example="Codependency is a pattern in which one partner rescues and the other is rescued. "
        "It tires both.\n\nHistory\n\nIt was named in families.\n",
        mended=_PAGE,
    ),
    Rule(
        "AG111",
        "mostly-unparsed",
        "warning",
        "{share} of the text is in no part of the graph",
        "attachgraph check FILE --html page.html shows which parts, and the rule for the others",
        "Either the page is not about attachment, or it is laid out in a way that the reader does "
        "not know. What was taken from the rest is kept, but it is not all that the page says.",
        example="My Summer\n\nWe walked. It rained. Somebody spoke of co-regulation.\n",
        mended=_PAGE,
    ),
    Rule(
        "AG112",
        "written-status",
        "warning",
        "“{word}” cannot be written: a status is earned from results; the mark counts for nothing",
        "name the claim that the sentence makes (.claim=ID), and code results on it; else leave "
        "the mark out",
        "The standing of a sentence is computed from the results that bear on its claim. Anyone "
        "who knows a study that supports or disputes it adds a row to results.csv.",
        example=_entry("kind: pairing\n", "Closeness lasts {.disputed}."),
        file="entry.md",
        mended=_entry("kind: pairing\n", "Closeness lasts {.claim=attachment-is-stable}."),
    ),
    Rule(
        "AG113",
        "row-without-couple",
        "warning",
        "the row is not a couple: its column “{label}” has “{words}”",
        "write one of {styles} in that cell, and nothing else but “partner” or “attachment”",
        "Each row of a table of couples has to name two styles. A hedge, a choice and a misspelt "
        "name are none, and nothing else of that row is in the graph.",
        example="style a,style b\nanxious,secure\nanxious,securre\n",
        file="couples.csv",
        mended="style a,style b\nanxious,secure\nanxious,secure\n",
    ),
    Rule(
        "AG114",
        "word-as-note",
        "warning",
        "the note “{words}” is one word, which claims nothing; it is in no part of the graph",
        "say it in a sentence, or give the word a column of its own, such as Common outcome",
        "Sentences of a column of notes become claims of the couple. Of a single word nobody can "
        "tell what it says of them.",
        example="style a,style b,note\nanxious,secure,arguments\n",
        file="couples.csv",
        mended="style a,style b,note\nanxious,secure,They argue.\n",
    ),
    Rule(
        "AG115",
        "column-missing",
        "warning",
        "no column of this table is called “{label}”, as {place} says",
        "write the name in dataset.toml as the first line of the table has it",
        "A column that is called otherwise than dataset.toml says is not read, and without its "
        "columns of styles a table is not read as one of couples.",
    ),
    Rule(
        "AG116",
        "other-partner",
        "warning",
        "“{words}” is neither partner of this couple, whose styles are {styles}",
        "name one of its two partners before the colon, or both",
        "A move belongs to a partner of the couple. Of a move of somebody else nobody is known to "
        "make it, and a cycle with one partner of the couple is told of another, and is not read.",
        example=_entry(
            "kind: pairing\n",
            "One asks.\n\n## Conflict Cycle\n\n1. Anxious partner: asks.\n2. Fearful one: goes.",
        ),
        file="entry.md",
        mended=_entry(
            "kind: pairing\n",
            "One asks.\n\n## Conflict Cycle\n\n1. Anxious partner: asks.\n2. Secure one: goes.",
        ),
    ),
    Rule(
        "AG201",
        "unknown-label",
        "info",
        "the infobox row “{label}” has no property of its own; it is kept as it is written",
        "nothing needs to be done: query it as ag:hasAttribute; for an edge, write a label that "
        "the entry format lists",
        "The entry format lists the rows that become edges. Any other is kept with its label and "
        "value.",
        example=_entry("kind: pairing\nFirst Described In: a magazine\n"),
        file="entry.md",
    ),
    Rule(
        "AG202",
        "unknown-heading",
        "info",
        "the heading “{heading}” is none we know; its sentences are kept as claims",
        "nothing needs to be done; rename the heading if it means one of the known sections",
        "Some headings have a meaning of their own, such as Key Debates. Below any other, "
        "sentences are claims about the entry.",
        example=_entry(
            "kind: pairing\n", "One asks.\n\n## Pets\n\nSome couples of this kind keep a dog."
        ),
        file="entry.md",
    ),
    Rule(
        "AG203",
        "empty-section",
        "info",
        "the section “{heading}” is empty",
        "fill it or leave it out",
        "A heading alone says nothing and becomes nothing.",
        example=_entry(
            "kind: pairing\n", "One asks, the other answers.\n\n## History\n\n## Biology\n\nNone."
        ),
        file="entry.md",
        mended=_entry("kind: pairing\n", "One asks, the other answers."),
    ),
    Rule(
        "AG204",
        "style-inferred",
        "info",
        "the title names one style; the lead names the other: {style}",
        "give both styles in the title if this is not meant",
        "A pairing joins two styles. The title names one, the first paragraph speaks of another.",
        example="Anxious Attachment Relationship\n\nAn anxious attachment relationship joins "
        "an anxious partner with a secure partner.\n",
        mended="Anxious-Secure Relationship\n\nIt joins an anxious and a secure partner.\n",
    ),
    Rule(
        "AG205",
        "unresolved-source",
        "info",
        "“{label}” fits no source or several; it is kept as written",
        "give authors and year as the list of sources has them",
        "A name without a year fits many publications. None is chosen for you.",
        example="Anxious-Secure Relationship\n\nCategory: Relationships\n"
        "Sources: Nobody & Noone\n\n"
        "One partner asks, the other answers.\n",
    ),
    Rule(
        "AG206",
        "styles-without-couple",
        "info",
        "“{title}” names two styles but no couple; the page is read as one that mentions them",
        "if a couple is meant, say so in the title: Anxious-Secure Relationship",
        "Two styles may be compared, follow each other, or be those of a mother and a child. "
        "Only a title or a lead that speaks of two partners makes a pairing.",
        example="Anxious or Secure?\n\nIt is asked.\n\nHistory\n\nIt is old.\n\nBiology\n\nNone.\n",
        mended=_PAGE,
    ),
    Rule(
        "AG207",
        "couple-in-lead",
        "info",
        "the title alone names no couple; the lead does: {styles}",
        "say so in the title if this is meant, and reword the lead if not",
        "The title names two styles or none, and the first paragraph says that they are those of "
        "two partners.",
        example="Anxious versus Secure\n\nAnxious versus Secure describes a bond between an "
        "anxious partner and a secure partner.\n",
        mended="Anxious-Secure Relationship\n\nIt joins an anxious and a secure partner.\n",
    ),
    Rule(
        "AG208",
        "one-address",
        "info",
        "“{label}” and “{other}” have one address, {address}",
        "nothing needs to be done if they are one; reword one of them if not",
        "An address is made of the letters and figures of a name, the first eighty of them. Names "
        "that differ only in signs or accents, or at the end, are one thing in the graph.",
        example=_entry("kind: pairing\n", "One asks.\n\n## Other Names\n\n- C pair\n- C++ pair"),
        file="entry.md",
        mended=_entry("kind: pairing\n", "One asks.\n\n## Other Names\n\n- C pair\n- D pair"),
    ),
)

_BY_NAME: Final = {each.name: each for each in RULES}


def rule(name: str) -> Rule:
    """Return a rule by its name.

    Examples
    --------
    >>> rule("unparsed").code
    'AG101'
    """
    return _BY_NAME[name]


def refusal(name: str, **words: object) -> Told:
    """Word the error that stops a document.

    Examples
    --------
    >>> refusal("empty", wanted="a page with text")["fix"]
    'give a page with text'
    """
    found = _BY_NAME[name]
    return {
        "problem": found.message.format(**words),
        "fix": found.fix.format(**words),
        "code": found.code,
    }


def find_rule(code: str) -> Rule:
    """Find a rule as a person names it."""
    wanted = code.strip().lower()
    for each in RULES:
        if wanted in {each.code.lower(), each.name}:
            return each
    raise MissingError(f"there is no diagnostic “{code}”", fix="list them all: attachgraph explain")
