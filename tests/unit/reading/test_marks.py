"""What a writer of Markdown puts into a sentence is read as a reader of the page would see it."""

from __future__ import annotations

import pytest

from attachgraph.extraction.extracting import Extraction, extract
from attachgraph.model import Citation, Node, Status
from attachgraph.reading.documents import read_document
from attachgraph.reading.marks import Markup, read_marks


def read(body: str) -> Extraction:
    """Read an entry with this body."""
    front = "---\ntitle: Anxious-Secure Relationship\nkind: pairing\n---\n\n"
    return extract(read_document(f"{front}{body}\n".encode(), "entry.md"))


def claims(body: str) -> list[str]:
    """Return the claims of an entry with this body."""
    found = (s.object for s in read(body).statements if s.predicate == "ag:claims")
    return [words for words in found if isinstance(words, str)]


def aliases(items: str) -> list[str]:
    """Return the other names of an entry with this list of them."""
    page = read(f"## Other Names\n\n{items}")
    return [s.subject.label for s in page.statements if s.predicate == "ag:aliasOf"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Couples read [the letter](http://example.org/a) at night.",
        'Couples read [the letter](http://example.org/a "A letter") at night.',
        "Couples read [the letter](http://example.org/a_(b)) at night.",
        "Couples read [the letter](<http://example.org/a b>) at night.",
        "Couples read [the letter][one] at night.\n\n[one]: http://example.org/a",
        "Couples read [the letter][] at night.\n\n[the letter]: http://example.org/a",
        "Couples read [the letter] at night.\n\n[the letter]: http://example.org/a",
        "Couples read <em>the letter</em><br>at night.",
        "Couples read the ![letter](letter.png) at night.",
        "Couples read [[Letters|the letter]] at night.",
        "Couples read ***the* letter** at night.",
        "Couples read **the *letter*** at night.",
        "Couples read the ~~bill~~ letter at night.",
        "Couples read the <!-- which? --> letter at night.",
        "Couples read the letter%% or not %% at night.",
        "Couples read the letter^[it came by post. Late.] at night.",
        "Couples read the letter[^1] at night.",
        "Couples read the letter^[It came [by post]. Late.] at night.",
        "Couples read the <del>bill</del> letter at night.",
        "Couples read ==the letter== at night.",
        "Couples read the letter at night. ^block-1",
        "> [!note] Reading\n> Couples read\n> the letter at night.",
        "Couples read the letter<ruby><rt>post</rt></ruby> at night.",
        "Couples read the \\letter at night.".replace("\\", ""),
    ],
)
def test_only_the_words_of_a_sentence_remain(sentence: str) -> None:
    """Links, pictures, emphasis, notes and comments leave their words and nothing else."""
    assert claims(sentence)[0] == "Couples read the letter at night."


def test_a_note_is_a_claim_without_its_mark() -> None:
    """The footnote is read by itself, and the sentences part where its mark stood."""
    assert claims("They wait long.[^a] They forgive him.\n\n[^a]: Told by one couple only.") == [
        "They wait long.",
        "They forgive him.",
        "Told by one couple only.",
    ]


@pytest.mark.parametrize("mark", ["*", "_", "**"])
def test_a_sentence_may_end_inside_emphasis(mark: str) -> None:
    """The mark after the full stop belongs to the sentence."""
    assert claims(f"{mark}They wait at the quay.{mark} Then they leave it.") == [
        "They wait at the quay.",
        "Then they leave it.",
    ]


def test_a_comment_of_several_sentences_says_nothing() -> None:
    """A full stop inside a comment ends nothing, and the comment is accounted for."""
    page = read("They wait. <!-- Who says so? Ask\nher. --> They leave the quay.")
    said = [s.object for s in page.statements if s.predicate == "ag:claims"]
    assert said == ["They leave the quay."]
    assert page.account.unparsed == 0


@pytest.mark.parametrize(
    ("mark", "citations"),
    [
        ("[@girme-2015]", ["girme-2015"]),
        ("[see @girme-2015]", ["girme-2015"]),
        ("[@girme-2015, chap. 2]", ["girme-2015"]),
        ("[-@girme-2015]", ["girme-2015"]),
        ("[@{girme-2015}]", ["girme-2015"]),
        ("[see @girme-2015, pp. 3--4; also @lozano-2021]", ["girme-2015", "lozano-2021"]),
        ("[@doi:10.1037/0022-3514.52.3.511]", ["hazan-shaver-1987"]),
        ("[@supports:doi:10.1037/0022-3514.52.3.511]", ["hazan-shaver-1987"]),
    ],
)
def test_citations_may_be_written_as_in_pandoc(mark: str, citations: list[str]) -> None:
    """Prefix, locator, braces and DOI are understood, and the sentence is not cut at a stop."""
    page = read(f"They wait at the quay {mark}. Then they leave.")
    found = [s for s in page.statements if s.predicate == "ag:claims"]
    assert [citation.key for citation in found[0].citations] == citations
    assert [statement.object for statement in found] == [
        "They wait at the quay.",
        "Then they leave.",
    ]


def test_a_citation_in_running_text_is_one() -> None:
    """The key stays as a word of the sentence."""
    page = read("As @girme-2015 found, they wait.")
    (claim,) = [s for s in page.statements if s.predicate == "ag:claims"]
    assert claim.citations == (Citation("girme-2015", ""),)
    assert claim.object == "As girme-2015 found, they wait."


def test_an_address_of_mail_is_no_citation() -> None:
    """An at sign inside a word, and a name on a network, cite nothing."""
    page = read("Write to anna@example.org or to @anna on the quay.")
    assert not [s for s in page.statements if s.predicate == "ag:citesSource"]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("They wait [@proves:girme-2015].", "AG106"),
        ("They wait {.doubtful}.", "AG107"),
        ("They wait [@Disputes:girme-2015].", ""),
        ("They wait {.Inferred}.", ""),
        ("They wait {.Supported}.", "AG112"),
        ("They wait [@ disputes: girme-2015].", "AG107"),
    ],
)
def test_a_misspelt_mark_is_reported_and_capitals_do_not_matter(sentence: str, code: str) -> None:
    """The lists of intents and marks are closed; a status is earned and not written."""
    assert [d.code for d in read(sentence).diagnostics] == [code] * bool(code)


def test_a_mark_in_a_note_to_oneself_is_not_held_against_anyone() -> None:
    """Comments claim nothing; a mark after one is still reported, at its own place."""
    front = "---\ntitle: Anxious-Secure Relationship\nkind: pairing\n# a {.reported} note\n---\n\n"
    body = "<!-- they wait\n{.doubtful} -->\n\nThey wait {.Supported}.\n"
    page = extract(read_document(f"{front}{body}".encode(), "entry.md"))
    assert [(d.code, d.line) for d in page.diagnostics] == [("AG112", 10)]


def test_capitals_of_a_mark_are_read_as_meant() -> None:
    """An intent and a mark count however they are written."""
    read_as = read_marks("They wait [@SUPPORTS:x-2020] {.Inferred}.", Markup({}))
    assert read_as.citations == (Citation("x-2020", "supports"),)
    assert read_as.status is Status.INFERRED


def test_a_sentence_names_the_claims_that_it_makes() -> None:
    """One or several claims in braces, before or after the full stop; the words stay clean."""
    words = "Anxiety falls and closeness lasts"
    marks = "{.claim=anxiety-falls-with-age} {.claim=attachment-is-stable .inferred}"
    expected = ("anxiety-falls-with-age", "attachment-is-stable")
    for raw in (f"{words} {marks}.", f"{words}. {marks}"):
        read_as = read_marks(raw, Markup({}))
        assert (read_as.words, read_as.claims) == (f"{words}.", expected)
    (statement,) = [
        each for each in read(f"{words} {marks}.").statements if each.predicate == "ag:claims"
    ]
    assert statement.claims == expected


def test_a_claim_that_no_table_has_is_an_error_with_the_nearest() -> None:
    """A mistyped id is named with its place and the ids that are near, and lends nothing."""
    page = read("They wait {.claim=attachment-is-stabel}.")
    (told,) = page.diagnostics
    assert (told.code, told.level, told.line, told.column) == ("AG024", "error", 6, 12)
    assert "near it: attachment-is-stable;" in told.fix
    (statement,) = [each for each in page.statements if each.predicate == "ag:claims"]
    assert (statement.claims, statement.status) == ((), Status.REPORTED)


@pytest.mark.parametrize(
    "items",
    [
        "- lamp pairing\n- quay couple",
        "- [ ] lamp pairing\n- [x] quay couple",
        "- lamp pairing <!-- who says so? -->\n- quay couple",
        "- lamp pairing\n\n  Few people say so.\n\n- quay couple",
        "1. lamp pairing\n\n   said by few\n2. quay couple",
        "- lamp pairing\n- ~~tram pairing~~\n- [-] quay couple",
    ],
)
def test_an_item_is_one_name(items: str) -> None:
    """Boxes, comments and second paragraphs are not part of it and no names of their own."""
    assert aliases(items) == ["lamp pairing", "quay couple"]


def test_a_remark_below_names_is_a_claim_and_no_name() -> None:
    """A sentence on a name is none."""
    page = read("## Other Names\n\nPeople in ports call it the lamp pairing, though few know why.")
    assert not [s for s in page.statements if s.predicate == "ag:aliasOf"]
    assert [s.object for s in page.statements if s.predicate == "ag:claims"] == [
        "People in ports call it the lamp pairing, though few know why."
    ]


@pytest.mark.parametrize("key", ["lang", "license", "title"])
def test_a_key_given_twice_is_reported(key: str) -> None:
    """Of two values, none goes in silence."""
    values = {"lang": ("en", "de"), "title": ("Secure Base", "Safe Haven")}
    one, other = values.get(key, ("https://example.org/a", "https://example.org/b"))
    title = "" if key == "title" else "title: Secure Base\n"
    text = f"---\n{title}kind: concept\n{key}: {one}\n{key}: {other}\n---\n\nIt is calm.\n"
    (told,) = extract(read_document(text.encode(), "entry.md")).diagnostics
    assert (told.code, key in told.message) == ("AG108", True)


@pytest.mark.parametrize("title", ["", "null", "~", '""', "\n  - Secure Base", "[]", '"—"', "42"])
def test_an_empty_title_is_reported_and_never_an_entry_of_its_own(title: str) -> None:
    """Files without a title do not meet in one entry that is called nothing."""
    text = f"---\ntitle: {title}\nkind: concept\n---\n\nQuays seldom sleep at night.\n"
    page = extract(read_document(text.encode(), "entry.md"))
    assert "AG109" in {d.code for d in page.diagnostics}
    assert page.subject is not None
    assert page.subject.key == "quays-seldom-sleep-at-night"


def test_a_file_shown_among_sources_is_none() -> None:
    """A note-taking program shows a picture there; nothing is cited by it."""
    page = read("## Sources\n\n- [@girme-2015]\n\n![[quays.png]]")
    cited = [s.object for s in page.statements if s.predicate == "ag:citesSource"]
    assert [node.key for node in cited if isinstance(node, Node)] == ["girme-2015"]


def test_a_number_without_its_zero_keeps_the_space_before_its_point() -> None:
    """A mark that is taken off leaves no space before the full stop, and no sign moves."""
    assert claims("Couples were less happy, p < .001 [@girme-2015].") == [
        "Couples were less happy, p < .001."
    ]


def test_rows_of_a_table_are_no_claims() -> None:
    """Each is told with its line, also where it has two cells."""
    table = "One asks, the other answers.\n\n## Psychology\n\n| a | b |\n|---|---|\n| one | two |"
    assert claims(table) == ["One asks, the other answers."]
    told = [(d.line, d.name) for d in read(table).diagnostics if d.level == "warning"]
    assert told == [(10, "unparsed"), (12, "unparsed")]
