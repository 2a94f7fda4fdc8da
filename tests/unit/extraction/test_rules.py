"""The extraction rules one by one, on small entries in their own words."""

from __future__ import annotations

import pytest

from attachgraph.evidence.shipped import shipped_standings
from attachgraph.extraction.extracting import Extraction, extract
from attachgraph.extraction.gazetteer import concept_of, find_concepts
from attachgraph.extraction.table import RULES
from attachgraph.model import Node, Statement, Status
from attachgraph.rdf.quads import iter_quads
from attachgraph.reading.documents import read_document


def read(text: str, name: str = "page.txt") -> Extraction:
    """Read and extract a text."""
    return extract(read_document(text.encode(), name))


def of(extraction: Extraction, predicate: str) -> list[Statement]:
    """Return the statements with a predicate."""
    return [s for s in extraction.statements if s.predicate == predicate]


def entry(front: str, body: str = "A lead of its own.\n") -> Extraction:
    """Read a Markdown entry with this front matter."""
    return read(f"---\n{front}\n---\n\n{body}", "entry.md")


def test_each_rule_has_a_name_of_its_own() -> None:
    """The name in the quotation tells which rule fired."""
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Avoidant-Secure Relationship", "pairing/avoidant-secure"),
        ("Secure–Avoidant Relationships", "pairing/avoidant-secure"),
        ("Fearful Avoidant-Secure Pairing (FA-S)", "pairing/fearful-secure"),
        ("Dismissive-Avoidant–Anxious Relationship", "pairing/anxious-avoidant"),
        ("Fearful-Fearful Relationship", "pairing/fearful-fearful"),
        ("Secure Attachment Style", "style/secure"),
        ("Demand-Withdraw Pattern", "concept/demand-withdraw-pattern"),
        ("Codependency", "concept/codependency"),
    ],
)
def test_a_title_names_one_thing_however_it_is_spelled(title: str, key: str) -> None:
    """Order, plural, dash and abbreviation make no other entry."""
    page = read(
        f"{title}\n\nIt is told here.\n\nHistory\n\nIt began.\n\nPsychology\n\nIt goes on.\n"
    )
    assert page.subject is not None
    assert f"{page.subject.kind}/{page.subject.key}" == key


def test_anxious_avoidant_as_a_style_is_not_resolved_to_a_pairing() -> None:
    """The words may mean one fearful person, so the entry stays a concept of its own."""
    page = read(
        "Anxious-Avoidant Attachment Style\n\nTold.\n\nHistory\n\nIt began.\n\nBiology\n\nNone.\n"
    )
    assert page.subject is not None
    assert page.subject.kind == "concept"


def test_both_partners_of_a_self_pairing_have_the_traits_of_one_row() -> None:
    """One row for two partners of one style gives each of the two roles its traits."""
    page = entry(
        "title: Fearful-Fearful Relationship (FA-FA)\nFA Partner Traits: [wariness, longing]"
    )
    subjects = {s.subject.key for s in of(page, "ag:hasTrait")}
    assert subjects == {"fearful-fearful/fearful-1", "fearful-fearful/fearful-2"}


def test_an_abbreviation_behind_the_title_is_an_alias() -> None:
    """What stands in brackets behind the title is another name."""
    page = entry("title: Avoidant-Secure Relationship (ASR)")
    assert [s.subject.label for s in of(page, "ag:aliasOf")] == ["ASR"]


def test_a_row_that_nobody_knows_is_kept_as_it_is_written() -> None:
    """Label and value stand in an attribute, and the reader is told."""
    page = entry("title: Avoidant-Secure Relationship\nMoon Phase: waning")
    assert [s.object for s in of(page, "ag:value")] == ["waning"]
    assert "unknown-label" in {d.name for d in page.diagnostics}


@pytest.mark.parametrize(
    ("marks", "status"),
    [
        ("", Status.REPORTED),
        (" [@girme-2015]", Status.REPORTED),
        (" [@supports:girme-2015]", Status.REPORTED),
        (" [@supports:cohn-1992; @disputes:lozano-2021]", Status.REPORTED),
        (" [@supports:cohn-1992] {.inferred}", Status.INFERRED),
        (" {.supported}", Status.REPORTED),
    ],
)
def test_no_writer_and_no_citation_gives_a_status(marks: str, status: Status) -> None:
    """Citations lend nothing, a written status is none; a step of the writer's own is inferred."""
    page = entry("title: Avoidant-Secure Relationship", f"Softness may help such pairs{marks}.\n")
    (claim,) = of(page, "ag:claims")
    assert claim.status is status
    assert claim.object == "Softness may help such pairs."


def test_a_sentence_stands_as_the_worst_of_its_claims() -> None:
    """Results decide, and a sentence that says two things answers for both."""
    found = {name: standing.status for name, standing in shipped_standings().items()}
    worst, best = ("contradicted", "supported")
    low, high = (next(n for n, status in found.items() if status == s) for s in (worst, best))
    page = entry(
        "title: Avoidant-Secure Relationship",
        f"It helps them {{.claim={high}}}.\n\nIt helps us {{.claim={high} .claim={low}}}.\n",
    )
    assert [(c.status.value, c.claims) for c in of(page, "ag:claims")] == [
        (best, (high,)),
        (worst, tuple(sorted((high, low)))),
    ]
    quads = "".join(iter_quads(page))
    assert quads.count("ontology#expresses>") == 3


def test_a_sentence_that_cites_gives_the_entry_its_source() -> None:
    """The citation stands on the claim, with its intent, and on the entry."""
    page = entry("title: Avoidant-Secure Relationship", "It helps [@supports:girme-2015].\n")
    assert [s.object.key for s in of(page, "ag:citesSource") if isinstance(s.object, Node)] == [
        "girme-2015"
    ]
    assert [(c.key, c.intent) for s in of(page, "ag:claims") for c in s.citations] == [
        ("girme-2015", "supports")
    ]


def test_a_key_that_no_list_has_is_an_error_with_the_nearest() -> None:
    """A mistyped key is reported with its place and with what was probably meant."""
    page = entry("title: Avoidant-Secure Relationship", "It helps [@supports:gimre-2015].\n")
    (told,) = [d for d in page.diagnostics if d.name == "unknown-key"]
    assert (told.line, told.level) == (5, "error")
    assert "did you mean girme-2015" in told.fix


def test_an_unknown_key_is_told_beside_the_same_authors_and_year_in_the_text() -> None:
    """“(Smith & Jones, 2015)” has the address of [@smith-jones-2015], and is no excuse for it."""
    page = entry(
        "title: Avoidant-Secure Relationship",
        "It helps (Smith & Jones, 2015). It lasts [@smith-jones-2015].\n",
    )
    assert [d.name for d in page.diagnostics] == ["unresolved-source", "unknown-key"]


@pytest.mark.parametrize("intent", ["supports", "disputes", "qualifies"])
def test_a_key_that_no_list_has_lends_nothing(intent: str) -> None:
    """A claim stays reported and cites nobody; the entry keeps the source as it is written."""
    page = entry("title: Avoidant-Secure Relationship", f"It helps [@{intent}:nobody-2099].\n")
    (claim,) = of(page, "ag:claims")
    assert (claim.status, claim.citations) == (Status.REPORTED, ())
    (cited,) = of(page, "ag:citesSource")
    assert isinstance(cited.object, Node)
    assert cited.object.type == "UnresolvedSource"


def test_a_known_key_beside_an_unknown_one_still_counts() -> None:
    """Only the key that nobody knows is left out."""
    page = entry(
        "title: Avoidant-Secure Relationship",
        "It helps [@supports:girme-2015; @disputes:nobody-2099].\n",
    )
    (claim,) = of(page, "ag:claims")
    assert [citation.key for citation in claim.citations] == ["girme-2015"]


def test_antonyms_that_cannot_be_resolved_stay_entries_of_their_own() -> None:
    """Two styles make a pairing; anything else keeps its wording."""
    page = entry(
        "title: Avoidant-Secure Relationship\nAntonyms: [anxious–avoidant trap pair, distant bond]"
    )
    targets = [s.object[:2] for s in of(page, "ag:contrastsWith") if isinstance(s.object, Node)]
    assert targets == [("pairing", "anxious-avoidant"), ("entry", "distant-bond")]


def test_a_concept_is_mentioned_once_a_section_with_its_place() -> None:
    """The quote is the very words, the longest label wins."""
    text = "Their demand/withdraw pattern is old."
    (mention, *_) = find_concepts(text)
    assert text[mention.start : mention.end] == "demand/withdraw pattern"
    assert mention.path == "concept/demand-withdraw-pattern"


def test_an_abbreviation_counts_only_in_capitals() -> None:
    """A small word is not an abbreviation of a therapy."""
    assert [m.path for m in find_concepts("EFT helps.")] == ["concept/emotionally-focused-therapy"]
    assert not list(find_concepts("She eft the house."))


def test_labels_name_concepts_and_styles() -> None:
    """A label is looked up whole, whatever its case and dashes."""
    assert concept_of("Co–Regulation") == "concept/co-regulation"
    assert concept_of("no such thing") is None


def test_an_essay_gives_mentions_but_no_claims() -> None:
    """Other prose degrades: what nobody asserts for an entry stays unparsed."""
    page = read(
        "My Summer\n\nWe walked. Somebody spoke of co-regulation. Then it rained a lot.\n",
        "essay.txt",
    )
    assert not of(page, "ag:claims")
    assert [s.object[:2] for s in of(page, "ag:mentions") if isinstance(s.object, Node)] == [
        ("concept", "co-regulation")
    ]
    assert page.account.unparsed > 0


def test_two_phases_of_one_name_are_two() -> None:
    """The second time of conflict has its own address and its own words."""
    phases = (
        "Relationship Milestones\n\nConflict Phase\n\nThey fight.\n\nConflict Phase\n\nAgain.\n"
    )
    page = read(f"Anxious-Secure Relationship\n\nIt joins two.\n\n{phases}")
    keys = [s.object.key for s in of(page, "ag:hasPhase") if isinstance(s.object, Node)]
    assert keys == ["anxious-secure/conflict-phase", "anxious-secure/conflict-phase-2"]


def test_names_that_fall_on_one_address_are_reported() -> None:
    """A hyphen makes no other name; a sign does, and the reader of the report is told."""
    front = "title: Anxious-Secure Relationship\nkind: pairing\nOther Names: [tide pair, Tide-Pair]"
    assert "one-address" not in [d.name for d in entry(front).diagnostics]
    front = front.replace("Tide-Pair", "tide++ pair")
    assert "one-address" in [d.name for d in entry(front).diagnostics]


def keys(extraction: Extraction, predicate: str) -> list[tuple[str, str]]:
    """Return subject and object of the statements with a predicate."""
    said = of(extraction, predicate)
    return [(s.subject.key, s.object.key) for s in said if isinstance(s.object, Node)]


def test_a_heading_that_asks_is_a_question_answered_below() -> None:
    """Marked up or alone on its line; two questions in a row, and "A or B?", are none."""
    head = "Anxious-Secure Relationship\n\nIt joins an anxious and a secure partner.\n\n"
    asked = "Can they last?\n\nOne of them asks often, and the other answers.\n\n"
    none = "Anxious or secure?\n\nOne of them asks often, too.\n\nDo you ask?\n\nDo you call?\n"
    marked = f"# {head}### {asked}## Why ask so?\n\n- a\n- b\n"
    for page in (read(head + asked + none), read(marked, "page.md")):
        assert keys(page, "ag:hasQuestion") == [("anxious-secure", "anxious-secure/can-they-last")]
    bread = read(f"How We Bake\n\nWe bake a loaf in the oven.\n\n{asked}")
    assert of(bread, "ag:hasQuestion") == []


def test_what_therapists_call_it_is_a_name_only_after_its_definition() -> None:
    """A whole sentence with a name for a bond or in quotes; an opinion is no name."""
    head = "Anxious-Secure Relationship\n\nAn anxious-secure relationship is common."
    for said, names in (
        ("Therapists call it the tide pair.", ["tide-pair"]),
        ("Some clinicians call it “kite and string”.", ["kite-and-string"]),
        ("Therapists call it the hardest pairing.", []),
        ("Therapists call it a challenge.", []),
        ("They fight. Therapists call it the flight loop.", []),
    ):
        page = read(f"{head} {said}\n\nHistory\n\nIt is old.\n")
        assert [s.subject.key for s in of(page, "ag:aliasOf")] == names


def test_the_lines_of_a_handout_say_what_styles_are_like() -> None:
    """Three styles in a row below a heading that describes; advice has the same form."""
    lines = "Secure: trusts others\nAnxious: fears distance, asks\nFearful style: wants both\n"
    page = read(f"Attachment Styles at a Glance\n\n{lines}\nFor class use.\n")
    assert keys(page, "ag:hasTrait") == [
        ("secure", "trusts-others"),
        ("anxious", "fears-distance"),
        ("anxious", "asks"),
        ("fearful", "wants-both"),
    ]
    assert page.account.unparsed == 0
    for other in ("Attachment Styles", "Anxious-Secure Relationship"):
        advice = read(f"{other}\n\n{lines}\nIt is so.\n")
        assert keys(advice, "ag:hasTrait") == []


def test_a_list_of_traits_ends_where_another_list_is_announced() -> None:
    """What helps a partner is no trait, whether a colon says so or not; bullets may be missing."""
    marked = "# The anxious partner\n\nTypical signs:\n\n- worry\n\nWhat helps:\n\n- calm\n"
    plain = "Anxious Attachment Style\n\nIt is.\n\nCore Traits\n\n• worry\n\nWhat helps\n\n• calm\n"
    bare = "Anxious Attachment Style\n\nIt is a style of some.\n\nCore Traits\n\nworry\n"
    for page in (read(marked, "page.md"), read(plain), read(bare)):
        assert [key for _, key in keys(page, "ag:hasTrait")] == ["worry"]


def test_a_line_between_two_paragraphs_is_a_heading_and_no_claim() -> None:
    """Written in lower case as sentences are; after a list it may be one item more."""
    lead = "Anxious partners ask for more than they are given."
    page = read(f"Anxious-Secure Relationship\n\n{lead}\n\nWhy it matters\n\n{lead}\n\nThe end\n")
    assert [s.object for s in of(page, "ag:claims")] == [lead]
    assert of(page, "ag:claims")[0].quotations[1].section == "Why it matters"


def test_a_trigger_without_words_is_none() -> None:
    """Nothing stands after the label, so nothing is said and nothing can be quoted."""
    body = "It is.\n\n## Conflict cycle\n\nTrigger:.\n\n1. Anxious partner: asks\n"
    said = of(entry("title: Anxious-Avoidant Relationship", body), "ag:trigger")
    assert said == []


def test_the_only_item_of_a_cycle_is_its_name() -> None:
    """A note links to the cycle; of its two moves the first is not "pursue-withdraw"."""
    body = "It is.\n\n## Conflict cycle\n\n- [[pursue-withdraw]]\n"
    page = entry("title: Anxious-Secure Relationship", body)
    assert keys(page, "ag:conflictCycle") == [("anxious-secure", "anxious-secure/pursue-withdraw")]
    assert len(of(page, "ag:hasMove")) == 2


def test_a_word_with_hyphens_is_no_row_of_moves() -> None:
    """No move is called "and", and the cycle is not called as its heading."""
    body = "It is.\n\n## Conflict cycle\n\n- Freeze-and-wait loop\n"
    page = entry("title: Anxious-Secure Relationship", body)
    assert keys(page, "ag:conflictCycle") == [
        ("anxious-secure", "anxious-secure/freeze-and-wait-loop")
    ]
    assert of(page, "ag:hasMove") == []


def test_a_full_name_that_is_the_title_is_no_other_name() -> None:
    """Its abbreviation is."""
    title = "Anxious-Secure Relationship"
    page = read(f"{title} (ASR)\n\nFull Name: {title}\n\nIt is.\n")
    assert [s.subject.key for s in of(page, "ag:aliasOf")] == ["asr"]
