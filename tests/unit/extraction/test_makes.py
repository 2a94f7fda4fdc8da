"""Edges of small pages of many makes: one kind of layout or wording each."""

from __future__ import annotations

from attachgraph.extraction.extracting import extract
from attachgraph.reading.documents import read_document
from tests.benchmarks.scoring import taken


def edges(text: str, name: str = "page.md") -> dict[str, list[str]]:
    """Read a page, and return the keys of what each type of edge leads to, in order."""
    found = taken(extract(read_document(text.encode(), name)))
    return {edge: [key.rpartition("/")[2] for key in keys] for edge, keys in found.items()}


PAIR = "# Anxious-Avoidant Relationship\n\nOne asks, the other leaves.\n\n"


def test_works_are_below_any_heading_that_says_where_they_are_shown() -> None:
    """Headings that name film, novel or screen, in four languages, and works on one line."""
    for heading in (
        "On Screen",
        "In Films and Novels",
        "Im Film und in der Literatur",
        "Au cinéma",
        "En el cine",
    ):
        found = edges(f"{PAIR}## {heading}\n\nPier of Fog (2001), Pier of Rain (2004)\n")
        assert found["works"] == ["pier-of-fog-2001", "pier-of-rain-2004"], heading


def test_literature_is_a_list_of_sources_unless_depictions_are_told_of() -> None:
    """At the top a record is a source; below depictions a novel is a work."""
    record = "Lund, O. (2001). Laughing at home. Journal of Tides, 3, 1–9."
    assert edges(f"{PAIR}## Literatur\n\n{record}\n")["sources"] == [
        "lund-o-2001-laughing-at-home-journal-of-tides-3-1-9"
    ]
    found = edges(f"{PAIR}## Media Depictions\n\n### Literature\n\n- Harbor Street (1999)\n")
    assert found["works"] == ["harbor-street-1999"]
    assert found["sources"] == []


def test_rows_name_partners_by_letter_and_what_the_page_is_set_against() -> None:
    """“Partner A: anxious” is that partner's row, and “Contrast” one of opposites."""
    found = edges(
        PAIR + "| | |\n|---|---|\n| **Partner A: anxious** | worry |\n"
        "| **Partner B: avoidant** | calm |\n"
        "| **Core conflict** | Tide and pier |\n| **Contrast** | Secure-Secure Relationship |\n"
    )
    assert found["traits"] == ["worry", "calm"]
    assert found["cycles"] == ["tide-and-pier"]
    assert found["contrasts"] == ["secure-secure"]


def test_a_line_break_in_an_infobox_of_a_wiki_parts_two_values() -> None:
    """Each line of a parameter is a name of its own."""
    for value in ("tide pair<br />pier pair", "{{ubl|tide pair|pier pair}}"):
        box = f"{{{{Infobox pairing\n| other_names = {value}\n}}}}\n"
        found = edges(box + "An '''anxious-secure couple''' is a bond.\n", "page.wiki")
        assert found["aliases"] == ["tide-pair", "pier-pair"], value


def test_two_avoidants_are_a_couple() -> None:
    """The name of a style may stand for the people who have it."""
    assert edges("Two Avoidants in Love\n\nThey wait.\n", "page.txt")["pairs"] == [
        "avoidant-avoidant"
    ]


def test_people_are_named_in_german_and_spanish() -> None:
    """“Die Arbeiten von Jane Doe” names Jane Doe, and “y” joins two people."""
    found = edges(PAIR + "Die Arbeiten von Jane Doe zeigen, wie Paare streiten.\n")
    assert found["people"] == ["jane-doe"]
    found = edges(PAIR + "Cindy Hazan y Phillip Shaver estudiaron el amor.\n")
    assert found["people"] == ["cindy-hazan", "phillip-r-shaver"]


def test_a_handout_has_traits_below_the_name_of_each_style() -> None:
    """Headings with lists, lines of an outline, and a table give the traits; advice is none."""
    lists = "## Secure\n\n- trusts\n\n## Anxious (preoccupied)\n\n- asks\n\n## Fearful\n\n- waits\n"
    found = edges(f"# Attachment styles: a handout\n\nFor week 3.\n\n{lists}")
    assert found["traits"] == ["trusts", "asks", "waits"]
    bold = lists.replace("## ", "**").replace("\n\n-", "**\n\n-")
    found = edges(f"# Cheat sheet: the four styles\n\n{bold}")
    assert found["traits"] == ["trusts", "asks", "waits"]
    assert edges(f"# Attachment styles: what helps\n\nFor all.\n\n{lists}")["traits"] == []
    outline = (
        "Lecture 7\n\n1. Four styles\n   Secure: warm\n   Anxious: watchful\n   Avoidant: cool\n"
    )
    assert edges(outline, "page.txt")["traits"] == ["warm", "watchful", "cool"]
    table = (
        "| Style | Fear | Typical traits |\n|---|---|---|\n| Secure | none | trust |\n"
        "| Anxious | loss | warmth |\n| Avoidant | duty | reserve |\n"
    )
    assert edges(f"# Notes\n\nSome notes.\n\n{table}")["traits"] == ["trust", "warmth", "reserve"]


def test_a_question_may_be_answered_by_a_list_and_a_test_asks_none() -> None:
    """A list below a heading that asks is its answer, and its traits where it asks for them."""
    found = edges(
        "# Fearful attachment\n\nA pattern of love.\n\n"
        "## What are the signs of fearful attachment?\n\n- mistrust\n- quick ends\n"
    )
    assert len(found["questions"]) == 1
    assert found["traits"] == ["mistrust", "quick-ends"]
    test = "# A quiz\n\nOn love.\n\n## What happens when one is late?\n\n- a) I call\n- b) I read\n"
    assert edges(test)["questions"] == []


def test_a_line_between_paragraphs_of_markdown_is_a_heading_and_no_claim() -> None:
    """“Why it matters” heads the next paragraph; in plain text no blank line is needed."""
    for name, gap in (("page.md", "\n\n"), ("page.txt", "\n")):
        page = f"{PAIR}Why it matters{gap}They fight less again today.\n"
        found = extract(read_document(page.encode(), name))
        claims = [s.object for s in found.statements if s.predicate == "ag:claims"]
        assert "Why it matters" not in claims
        assert "They fight less again today." in claims


def test_a_table_of_couples_may_have_a_title_and_columns_of_one_partner() -> None:
    """A line above the header is left out; “traits_a” are those of the first style."""
    found = edges(
        "Couples of our clinic\n\nwoman,man,traits_a,conflict_cycle\n"
        "anxious,avoidant,worry,call and wait\n",
        "couples.csv",
    )
    assert found["pairs"] == ["anxious-avoidant"]
    assert found["traits"] == ["worry"]
    assert found["cycles"] == ["call-and-wait"]


def test_a_record_is_a_source_wherever_it_stands() -> None:
    """Notes in Chicago style, a footnote below the page, and a record alone in a paragraph."""
    notes = (
        "A Door\n\nOne spouse leaves the room, and the other hears more than a door.\n\nNotes\n\n"
        "1. Jane Doe, A Secure Harbor (New York: Tide Books, 1988), 27.\n"
        "2. Jane Doe and Ann Roe, “Tides of Trust,” Journal of Tides 52, no. 3 (1987): 511–24.\n"
    )
    found = edges(notes, "page.txt")
    assert len(found["sources"]) == 2
    assert found["people"] == []
    record = "Doe, J. A., & Roe, B. (2004). Tides of trust. Journal of Tides, 3, 1–9."
    for page in (f"{PAIR}*{record}*\n", f"{PAIR}They wait.[1]\n\n[1] {record}\n"):
        assert len(edges(page)["sources"]) == 1, page
    assert edges(f"{PAIR}## Notes\n\nDoe, who is not cited, waits.\n")["sources"] == []


def test_what_names_the_paper_itself_is_no_source_of_it() -> None:
    """Neither the DOI of its own first line, nor the categories below its references."""
    page = "A Study of Tides\n\nPreprint, arXiv:2101.01234.\n\nCouples wait (Luo, 2009).\n"
    assert edges(page, "page.txt")["sources"] == ["luo-2009"]


def test_years_with_letters_cite_the_listed_source_of_that_letter() -> None:
    """Two works of one author and year are told apart, and cited sources are not made up."""
    listed = "Vik, T. (2018a). Piers. Tides, 4, 1–9.\n\nVik, T. (2018b). Boats. Tides, 5, 1–9.\n"
    page = f"# A Study\n\nAs before (Vik, 2018a; Vik, 2018b).\n\n## References\n\n{listed}"
    assert len(edges(page)["sources"]) == 2
    assert edges("# A Study\n\nSee also Vik (2009) and others.\n")["sources"] == ["vik-2009"]


def test_the_only_line_below_conflict_cycle_is_its_name() -> None:
    """A line without a full stop that says the moves is the name."""
    assert edges(f"{PAIR}## Conflict Cycle\n\nAsk, wait, ask again\n")["cycles"] == [
        "ask-wait-ask-again"
    ]


def test_rows_may_be_items_of_a_list_and_set_beside_the_page() -> None:
    """Bullets with a label are rows, in an aside too; a list below a label is its value."""
    aside = (
        "<h1>Anxious-Avoidant Couple</h1><aside><ul><li><b>Known as:</b> tide pair</li>"
        "<li><b>Avoidant side:</b> calm</li></ul></aside><p>They are a couple of two.</p>"
    )
    for page, name in (
        (f"{PAIR}> - Known as: tide pair\n> - Avoidant side: calm\n", "page.md"),
        (aside, "page.html"),
    ):
        found = edges(page, name)
        assert (found["aliases"], found["traits"]) == (["tide-pair"], ["calm"]), name
    table = (
        "| Both partners | care |\n|---|---|\n| Pattern | Call and wait |\n| Traits 1 | worry |\n"
    )
    found = edges(f"{PAIR}{table}")
    assert (found["cycles"], found["traits"]) == (["call-and-wait"], ["care", "worry"])
    listed = "Anxious Attachment\n\nA pattern.\n\nSigns of anxious attachment\n- worry\n- blame\n"
    assert edges(listed, "page.txt")["traits"] == ["worry", "blame"]


def test_a_known_heading_is_not_below_a_line_in_bold_type() -> None:
    """“At a glance” in bold above the sections does not take them for its own."""
    found = edges(
        "## Anxious-Avoidant Couple\n\n**At a glance**\n\nTwo of them.\n\n### Timeline\n\n"
        "1. **Curiosity** — met.\n\n### Bibliography\n\n- Doe, J. (2004). Tides. Pier, 3, 1.\n"
    )
    assert found["phases"] == ["curiosity"]
    assert len(found["sources"]) == 1


def test_one_of_you_and_the_other_are_a_couple() -> None:
    """A title that names both partners apart is of a couple."""
    found = edges("When one of you is anxious and the other avoidant\n\nWait.\n", "page.txt")
    assert found["pairs"] == ["anxious-avoidant"]


def test_phases_without_blank_lines_are_told_by_their_place() -> None:
    """A short line above a sentence, with none between, is a phase below the milestones."""
    page = f"{PAIR}Typical course\nThe turn\nOne of them panics.\nAfterwards\nThey meet again.\n"
    assert edges(page, "page.txt")["phases"] == ["the-turn", "afterwards"]


def test_a_loose_layout_says_nothing_of_what_is_no_couple_and_no_style() -> None:
    """Names of a meeting, bullets of a study, an aside and steps of a survey are no edges."""
    pages = {
        "a.txt": "Reading group\n\nNames: Ida\nDate: 3 May\n\nWe read a paper on attachment.\n",
        "b.md": "# Notes on a study\n\n- Both: yes\n- Pattern: mixed\n\nIt is on attachment.\n",
        "c.html": "<h1>A quiz</h1><aside><p>Known as: f</p><p>Traits: quick</p></aside><p>Go.</p>",
        "d.txt": "A study\n\nTypical course\nPayment\nThey got ten euros each time.\n",
    }
    for name, text in pages.items():
        found = edges(text, name)
        assert not any(found[edge] for edge in ("aliases", "traits", "cycles", "phases")), name


def test_one_author_with_a_given_name_is_one_person() -> None:
    """“Simpson, Jeffry A. (1990)” is the Simpson of the list, with initials or without."""
    record = "Simpson, Jeffry A. (1990). Influence of attachment styles on romantic relationships."
    assert edges(f"{PAIR}## References\n\n- {record} Journal, 59, 1.\n")["sources"] == [
        "simpson-1990"
    ]


def test_the_name_of_a_style_alone_labels_the_traits_of_that_partner() -> None:
    """“Anxious: alert” says how, “Anxious: Anna” who; a lone line below a heading is a list."""
    rows = "Alias: tide pair\nAnxious: alert, warm\nAvoidant: Anna\nConflict style: Ask and wait\n"
    found = edges(f"Anxious-Avoidant Couple\n\n{rows}\nThey are a couple of two.\n", "page.txt")
    assert found["traits"] == ["alert", "warm"]
    assert found["aliases"] == ["tide-pair"]
    assert edges(f"{PAIR}## Avoidant partner's traits\n\nirony, calm\n")["traits"] == [
        "irony",
        "calm",
    ]


def test_a_title_keeps_its_from() -> None:
    """“Scenes from a Pier” is the whole title, and not by a pier."""
    found = edges(f"{PAIR}## In the arts\n\n- Scenes from a Pier (1973)\n")
    assert found["works"] == ["scenes-from-a-pier-1973"]


def test_a_numbered_list_of_records_needs_no_heading() -> None:
    """Records in Vancouver style at the end of a letter are sources."""
    found = edges(
        "On avoidance\n\nRuud and Lie [1] treat avoidance as one dimension of attachment.\n\n"
        "1. Ruud A, Lie B. Avoidance as distance. J Tides. 2019;3:1-9.\n",
        "page.txt",
    )
    assert len(found["sources"]) == 1


def test_phases_are_told_in_lists_of_definitions_and_bold_words() -> None:
    """A term with its definition, and “**Ease.** Nobody asks.”, are phases."""
    page = (
        "<h1>Anxious-Avoidant Couple</h1><table><tr><th>Also called</th><td>tide pair</td></tr>"
        "<tr><th>Outcome</th><td>calm</td></tr></table><p>They met.</p><h2>Relationship arc</h2>"
        "<dl><dt>Rush</dt><dd>They move in.</dd><dt>Alarm</dt><dd>They fear a threat.</dd></dl>"
    )
    assert edges(page, "page.html")["phases"] == ["rush", "alarm"]
    assert edges(f"{PAIR}## Stages\n\n- **Ease.** Nobody asks.\n")["phases"] == ["ease"]


def test_an_item_that_is_a_citation_cites_and_a_sentence_may_end_in_a_number() -> None:
    """“Vik et al. 2006” needs no brackets, and “… Shaver.[1]” is a sentence and no heading."""
    assert edges("# Call with Per\n\nWe spoke.\n\n1. Vik et al. 2006\n")["sources"] == [
        "vik-et-al-2006"
    ]
    page = "A style.\n\n==History==\nIt was described by [[Cindy Hazan]].<ref>Tide.</ref>\n"
    assert edges(f"'''Anxious attachment''' is a style.\n{page}", "page.wiki")["people"] == [
        "cindy-hazan"
    ]


def test_a_heading_drawn_with_signs_ends_a_list_of_names() -> None:
    """“= Traits =” is a heading, and no name of the couple."""
    page = "Anxious-Avoidant Couple\n\nThey are a couple of two.\n\n= Names =\n- tide pair\n\n"
    found = edges(f"{page}= Traits of the anxious partner =\n- worry\n", "page.txt")
    assert (found["aliases"], found["traits"]) == (["tide-pair"], ["worry"])


def test_a_row_with_a_label_of_its_own_is_no_trait_of_the_row_above() -> None:
    """“Partner A: anxious” says who; the row below it is read by its own label, or reported."""
    for mark in ("", "- "):
        rows = ("Partner A: anxious", "Partner B: avoidant", "Core conflict: tide and pier")
        for count in (2, 3):
            below = "".join(f"{mark}{row}\n" for row in rows[:count])
            found = edges(f"Anxious-Avoidant Relationship\n\n{below}\nOne asks.\n", "page.txt")
            assert found["traits"] == [], below
            assert found["cycles"] == ["tide-and-pier"][: count - 2], below


def test_a_line_that_stands_as_a_heading_ends_the_traits_of_the_last_style() -> None:
    """A numbered line, or a short line above a list, is no style and has no traits of one."""
    page = "Attachment styles: a handout\n\nSecure\n- trusts\n\nAnxious\n- fears loss\n\nAvoidant\n"
    for last, traits in (
        ("- keeps distance\n\nWhat helps\n- talking\n- therapy\n", ["keeps-distance"]),
        ("- keeps distance\n\n3. Questions\n\nCan they change?\n- Slowly\n", ["keeps-distance"]),
        ("- keeps distance\n\n1. Questions\n2. Answers\n", ["keeps-distance"]),
        ("keeps distance\n\nWhat helps\n- talking\n", []),
        ("keeps distance\n\n3. Questions\n\nCan they change?\n- Slowly\n", []),
    ):
        assert edges(page + last, "page.txt")["traits"] == ["trusts", "fears-loss", *traits], last


def test_keys_with_and_without_a_sign_are_cited_together() -> None:
    """A cell of sources that mixes both forms cites each of them, known or not."""
    table = "Style A,Style B,Sources\nanxious,avoidant,girme-2015; @simpson-1990 and lund-2001\n"
    assert set(edges(table, "couples.csv")["sources"]) == {
        "girme-2015",
        "simpson-1990",
        "lund-2001",
    }


def test_read_more_above_records_of_plain_text_is_a_list_of_sources() -> None:
    """Each line below it is one source, and none is a work or a claim; elsewhere it is a link."""
    records = (
        "Lund, O. (2001). Laughing at home. Journal of Tides, 3, 1–9.\nVik & Roe, Harbor, 2010\n"
    )
    page = f"{PAIR[2:]}On screen\n\nPier of Fog (2001)\n\nRead more\n"
    for gap in ("", "\n"):
        found = edges(f"{page}{gap}{records}", "page.txt")
        assert len(found["sources"]) == 2, found["sources"]
        assert found["works"] == ["pier-of-fog-2001"]
        assert not any("laughing" in claim for claim in found.get("claims", ()))


def test_headings_of_other_words_hold_phases_and_works() -> None:
    """Pages call their sections as they like; rows on what a partner brings are traits."""
    page = (
        "Anxious-Avoidant Relationship\n\nTwo people love each other.\n\n"
        "What the Anxious Partner Brings: open protest\n\n"
        "How it changes over time\n\n- Honeymoon: all is well\n- Doubt: is it?\n- Calm: it is\n\n"
        "Well-known couples\n\n- Normal People (2018): two of them\n"
    )
    found = extract(read_document(page.encode(), "page.txt")).statements
    keys = {(s.predicate, s.object.key) for s in found if not isinstance(s.object, str)}
    assert ("ag:hasTrait", "open-protest") in keys
    assert ("ag:depictedIn", "normal-people") in keys
    assert any(predicate == "ag:hasPhase" for predicate, _ in keys)


def test_traits_of_a_disorganised_partner_are_not_those_of_the_other() -> None:
    """The older name in a label is the style that it is in the title."""
    page = "Disorganized-Secure Relationship\n\nTwo people.\n\nDisorganised Partner Traits: worry\n"
    found = extract(read_document(page.encode(), "page.txt")).statements
    traits = [(s.subject.key, s.status.value) for s in found if s.predicate == "ag:hasTrait"]
    assert traits == [("fearful-secure/fearful", "reported")]


def test_title_and_year_of_a_film_are_no_citation() -> None:
    """“Love (1999)” looks like an author and a year; what is said of the film cites nothing."""
    page = (
        "Anxious-Avoidant Relationship\n\nTwo people.\n\nFilms\n\n"
        "- Shades of Love (1999)\n- The Death of Stalin (2017)\n"
    )
    found = extract(read_document(page.encode(), "page.txt")).statements
    assert [s.citations for s in found if s.predicate == "ag:years"] == [(), ()]


def test_phases_are_what_stands_in_order_below_a_heading_that_tells_of_a_course() -> None:
    """Short first sentences, arrows, tables, numbers, names above paragraphs are phases."""
    three = ["rush", "doubt", "calm"]
    for heading, body in (
        ("## From rush to calm", "1. Rush. All is new.\n2. Doubt. Is it?\n3. Calm. It is.\n"),
        ("## How it goes", "**Rush →** all is new.\n**Doubt →** is it?\n**Calm →** it is.\n"),
        (
            "## Cómo evoluciona la pareja",
            "### 1. Rush\nNew.\n### 2. Doubt\nOld.\n### 3. Calm\nOk.\n",
        ),
        (
            "## Stages",
            "1. **Rush**\n\n    New.\n\n2. **Doubt**\n\n    Old.\n\n3. **Calm** (late)\n",
        ),
        ("## Pier", "The pair has three stages:\n\n- Rush: new\n- Doubt: old\n- Calm: ok\n"),
    ):
        assert edges(f"{PAIR}{heading}\n\n{body}")["phases"] == three, heading
    told = "".join(f"| {n} | It passes. |\n" for n in three)
    table = f"| Stage | What happens |\n|---|---|\n{told}"
    assert edges(f"{PAIR}## Life cycle\n\n{table}")["phases"] == three
    named = "".join(
        f"### {n} stage: {one}\n\nIt is.\n\n"
        for n, one in zip(("1st", "Second", "Third"), three, strict=True)
    )
    assert edges(f"{PAIR}## Path of the couple\n\n{named}")["phases"] == three
    rows = "".join(f"<tr><td>{n}</td><td>It passes.</td></tr>" for n in ("Stage", *three))
    page = f"<h1>Anxious-Avoidant Couple</h1><p>Two.</p><h2>Course</h2><table>{rows}</table>"
    assert edges(page, "page.html")["phases"] == three
    plain = (
        "Typical course\n\n1. Rush\nAll is new.\n\nDoubt\nIt goes.\nIt is.\n\nCalm\nIt is calm.\n"
    )
    page = f"Anxious-Avoidant Couple\n\nTwo of them.\n\n{plain}\nPartners\n\nTwo.\n"
    assert edges(page, "page.txt")["phases"] == three


def test_steps_of_a_therapy_and_years_of_research_are_no_phases() -> None:
    """What has the form of phases and is not the course of a couple gives none."""
    for heading, body in (
        ("## Course of treatment", "1. **Naming.** A.\n2. **Asking.** B.\n3. **Holding.** C.\n"),
        ("## Timeline of research", "- 1958: A.\n- 1969: B.\n- 1987: C.\n"),
        ("## Sequence of analyses", "- Screening: A\n- Coding: B\n- Pooling: C\n"),
        ("## Care", "Therapy has three stages:\n\n- Naming: A\n- Asking: B\n- Holding: C\n"),
        ("## From theory to practice", "- Test: A\n- Talk: B\n"),
        (
            "## Course",
            "They met. All was new.\n\nThey fought. It hurt.\n\nThey parted. It ended.\n",
        ),
        ("## Course", "It is told in\n\n- films\n- songs\n- plays\n"),
    ):
        assert edges(f"{PAIR}{heading}\n\n{body}")["phases"] == [], heading


def test_a_list_of_works_is_told_by_its_items_whatever_its_heading_says() -> None:
    """Title and year or maker, a marked title, a hero before it; what is denied is no work."""
    page = (
        f"{PAIR}## Couples from the movies\n\n- **Harbour Lights** (2011, TV film): she waits.\n"
        "- *The Ferry*, Anna Lund (1961)\n- Nora Hale, *Salt Road* (2001): he leaves.\n"
        "- [[Quay (film)|Quay]] – Ole Dahl, 1999\n- Die Mole (2003): kein Beispiel\n"
    )
    assert edges(page)["works"] == [
        "harbour-lights-2011",
        "the-ferry-1961",
        "salt-road-2001",
        "quay-1999",
    ]
    for heading, items in (
        ("Key studies", "- Tides of Trust (1999): 40 couples.\n- Harbour Study (2005): more.\n"),
        ("Examples", "- Text Storm: twenty messages.\n- Silent Treatment: no answer.\n"),
    ):
        found = edges(f"{PAIR}## {heading}\n\n{items}")
        assert found["works"] == found["sources"] == [], heading


def test_works_are_told_in_sentences_and_are_no_sources() -> None:
    """A title before its year in running prose, and authors before theirs."""
    found = edges(
        f"{PAIR}## Fiction\n\nThe novel *Half a Word* shows them. In the film Fjord Road "
        "(2009), Nora waits. Who Goes Home? (1966) is older. Lund and Dahl (1991) found four.\n"
    )
    assert found["works"] == ["half-a-word", "fjord-road-2009", "who-goes-home-1966"]


def test_a_source_in_a_row_is_the_whole_record_of_the_list() -> None:
    """“Lund & Dahl, 2001” in the box and the record below are one source."""
    found = edges(
        f"{PAIR}**Sources:** Lund & Dahl, 2001\n\n## References\n\n"
        "Lund, O., & Dahl, E. (2001). Laughing at home. Journal of Tides, 3, 1–9.\n"
    )
    assert len(found["sources"]) == 1


def test_names_in_the_first_sentences_are_other_names_of_the_entry() -> None:
    """In brackets, in apposition, in quotes; what is denied is none."""
    head = "Anxious-Avoidant Couple\n\nAn anxious-avoidant couple"
    joins = "joins an anxious and an avoidant partner."
    for lead, names in (
        (f"{head} (AAC), or pier pair, {joins}\n", ["pier-pair", "aac"]),
        (f"{head} {joins} It is often nicknamed the pier pair.\n", ["pier-pair"]),
        (f"{head} {joins} In forums the term “tide couple” is used.\n", ["tide-couple"]),
        (f"{head} {joins} It should not be called a “tide couple”, and is called for.\n", []),
        (f"{head} {joins} Styles are often described as models of oneself and of others.\n", []),
        (f"{head} {joins} One model describes it as a bad image of oneself and of others.\n", []),
    ):
        assert edges(lead, "page.txt")["aliases"] == names, lead
    page = (
        "Ängstlich-sichere Ehe\n\nEine ängstlich-sichere Ehe eint zwei. Oft heißt sie Kai-Paar.\n"
    )
    assert edges(page, "page.txt")["aliases"] == ["kai-paar"]


def test_rows_are_read_from_spans_callouts_and_a_table_of_two_partners() -> None:
    """A site draws its box with inline elements, a note with a callout, a wiki with two columns."""
    rows = (("Also termed", "pier pair (popular)"), ("Outward signs", "calling, waiting"))
    box = "".join(f"<div><span>{a}</span><span>{b}</span></div>" for a, b in rows)
    found = edges(f"<h1>Anxious-Avoidant Couple</h1><div>{box}</div><p>Two.</p>", "page.html")
    assert (found["aliases"], found["traits"]) == (["pier-pair"], ["calling", "waiting"])
    note = (
        "> [!info] Anxious–Avoidant Couple\n> **Cycle**:: Ask and flee\n\nTwo.\n\n## Parts\n\nA.\n"
    )
    assert edges(note)["pairs"] == ["anxious-avoidant"]
    assert edges(note)["cycles"] == ["ask-and-flee"]
    wiki = (
        "'''Anxious–avoidant couple''' is a bond.\n\n== Profile ==\n"
        "{|\n! Anxious partner !! Avoidant partner\n|-\n| hope, worry || calm\n|}\n"
    )
    assert edges(wiki, "page.wiki")["traits"] == ["hope", "worry", "calm"]


def test_headings_in_capitals_before_a_sentence_open_sections() -> None:
    """A list after “Common to both are:” holds traits, and a name in quotes that of a cycle."""
    found = edges(
        "ANXIOUS-ANXIOUS COUPLE\n\nTHE TWO. They cling. Common to both are:\n* worry\n* hope\n\n"
        'THEIR QUARRELS. Each speaks of an "ask and weep" loop.\n',
        "page.txt",
    )
    assert (found["traits"], found["cycles"]) == (["worry", "hope"], ["ask-and-weep"])


def test_a_thing_that_is_often_seen_in_a_couple_is_not_that_couple() -> None:
    """A concept of which the lead tells in whom it is met pairs nobody; a menu is no title."""
    lead = (
        "Chasing is a cycle. It is often seen where one partner is anxious and the other avoidant."
    )
    assert edges(f"Chasing Cycle\n\n{lead}\n", "page.txt")["pairs"] == []
    page = f"PIER LEXICON   Home  Topics  About\n\n{PAIR[2:]}"
    assert edges(page, "page.txt")["pairs"] == ["anxious-avoidant"]


def test_whole_names_beside_each_other_are_people() -> None:
    """No verb is needed; a place, a prize, an author of the page and a hero are none."""
    found = edges(
        f"{PAIR}## Research\n\nThe idea goes back to Anna Lund and Hervé Roux. "
        "Kim B. Dahl linked it to Lake Michigan. "
        "Victoria Falls was quiet. The Mary Vik Prize went elsewhere. In Emma Bovary it is old.\n\n"
        "## See also\n\n- Nora Hale\n"
    )
    assert found["people"] == ["anna-lund", "herve-roux", "kim-b-dahl"]


def test_links_and_footers_below_a_list_of_records_are_no_sources() -> None:
    """A record may have letters that link back, and a year after a semicolon."""
    found = edges(
        f"{PAIR[2:]}References\n\n"
        "^ a b Lund K, Dahl PR. Laughing: what is it? In: Tides. Oslo: Harbor; 1998. p. 5–9.\n"
        "Was this page helpful? Yes / No\nThis page was last edited on 3 May 2024, at 18:22.\n"
        "Privacy policy   About Tidepedia   Disclaimers\n",
        "page.txt",
    )
    assert len(found["sources"]) == 1
    page = (
        f"{PAIR}It is so (Lund, 1990), see [[@Lund1990]].\n\n## Sources\n\n[Tides](Tides%201a.md)\n"
    )
    assert edges(page)["sources"] == ["lund-1990"]


def test_lists_below_the_names_of_the_two_partners_are_their_traits() -> None:
    """Below “The anxious partner:” and “Anxious: worry”, and not what a partner should do."""
    lists = "The anxious partner:\n\n- calls\n- waits\n\nThe avoidant partner:\n\n- leaves\n"
    assert edges(f"{PAIR}## Parts\n\n{lists}")["traits"] == ["calls", "waits", "leaves"]
    plain = (
        "Anxious-Avoidant Couple\n\nTwo.\n\nTRAITS\n  Anxious: worry, calls\n  Avoidant: reserve\n"
    )
    assert edges(plain, "page.txt")["traits"] == ["worry", "calls", "reserve"]
    advice = "The anxious partner should:\n\n- wait\n- write\n"
    assert edges(f"{PAIR}## Advice\n\n{advice}")["traits"] == []


def test_kind_and_maker_beside_a_title_are_no_part_of_it() -> None:
    """“**Film.** Title”, “*Title* – Roman von …”, “Title, novela de …”, “the film Title by …”."""
    lines = (
        ("**Film.** The Long Weir (2003)", "the-long-weir-2003"),
        ("Novel: *Salt Houses* (1999)", "salt-houses-1999"),
        ("*Salz* – Roman von Karla Weber (1988)", "salz-1988"),
        ("“Slack Tide” – short film by Ana Ruiz (2012)", "slack-tide-2012"),
        ("En Sal, novela de Ana Ruiz (1994), la pareja se busca.", "sal-1994"),
        ("The film The Weir by Tim Roe (2003) shows how they part.", "the-weir-2003"),
    )
    for line, work in lines:
        assert edges(f"{PAIR}## In Popular Culture\n\n{line}\n")["works"] == [work], line


def test_a_section_tells_its_cycle_as_a_chain_or_by_a_name_in_a_sentence() -> None:
    """A chain with arrows may end the page; a name that is denied or that of two styles is none."""
    lines: tuple[tuple[str, list[str]], ...] = (
        ("Pursue → withdraw → protest", ["pursue-withdraw-protest"]),
        (
            "The anxious partner asks → the avoidant partner leaves.",
            ["the-anxious-partner-asks-the-avoidant-partner-leaves"],
        ),
        (
            "Conflict takes the form of a pursue-withdraw cycle. They tire.",
            ["pursue-withdraw-cycle"],
        ),
        ("The cycle, the ask-and-leave loop, begins at night. They tire.", ["ask-and-leave-loop"]),
        ("No pursue-withdraw pattern is seen. They tire.", []),
        ("The anxious-avoidant dance is known. They tire.", []),
    )
    for line, cycles in lines:
        assert edges(f"{PAIR}## Conflict Cycle\n\n{line}\n")["cycles"] == cycles, line


def test_headings_of_one_level_right_below_stages_are_phases() -> None:
    """In plain text and in Markdown, until a heading that is known or gives advice."""
    told = "They feel it for a long while. Then it passes."
    names = ("First meeting", "Moving in", "Winter")
    for end in ("Research", "How Friends Can Help"):
        plain = "\n\n".join(f"{name}\n\n{told}" for name in names)
        page = f"Anxious-Avoidant Couple\n\nTwo of them.\n\nStages\n\n{plain}\n\n{end}\n\n{told}\n"
        assert edges(page, "page.txt")["phases"] == ["first-meeting", "moving-in", "winter"], end
    flat = "".join(f"# {name}\n\n{told}\n\n" for name in (*names, "Research"))
    found = edges(f"{PAIR}# Stages\n\n{flat}")["phases"]
    assert found == ["first-meeting", "moving-in", "winter"]
    assert edges(f"{PAIR}## Stages\n\nThree.\n\n## Moving in\n\n{told}\n")["phases"] == []


def test_phases_are_named_in_one_sentence_or_open_their_paragraphs() -> None:
    """A list in a sentence, fragments before sentences, lines with colons, numbered stages."""
    three = ["spark", "strain", "calm"]
    for body in (
        "The couple moves through spark, strain and calm. It takes long.\n",
        "There are three phases: spark, strain and calm.\n",
        "**Spark**: they meet.\n\n**Strain**: one leaves.\n\n**Calm**: they talk.\n",
    ):
        assert edges(f"{PAIR}## Stages\n\n{body}")["phases"] == three, body
    parts = "".join(f"<p><b>{n}.</b> They say so.</p>" for n in ("Spark", "Strain", "Calm"))
    page = f"<h1>Anxious-Avoidant Couple</h1><p>Two.</p><h2>Stages</h2><p>All pass them.</p>{parts}"
    assert edges(page, "page.html")["phases"] == three
    lines = "Spark: they meet.\nStrain: one leaves.\nCalm: they talk.\n"
    numbered = "Stage one - Spark. They meet.\nStage two - Strain. One leaves.\n"
    numbered += "Stage three - Calm. They talk.\n"
    for body in (lines, numbered):
        page = f"Anxious-Avoidant Couple\n\nTwo of them.\n\nStages\n\n{body}"
        assert edges(page, "page.txt")["phases"] == three, body


def test_literature_above_records_is_a_list_of_sources_also_after_depictions() -> None:
    """The German heading of references follows the one on film and literature on many a page."""
    record = "Lund, O. & Berg, K. (2001). Laughing at home. Journal of Tides, 3, 1–9."
    page = (
        "Ängstlich-vermeidendes Paar\n\nEin Paar.\n\nDarstellung in Film und Literatur\n\n"
        f"Ebbe und Flut (1973), Fernsehserie\n\nLiteratur\n\n{record}\n"
    )
    found = edges(page, "page.txt")
    assert (found["works"], len(found["sources"])) == (["ebbe-und-flut-1973"], 1)


def test_a_cycle_is_read_below_a_section_on_something_else() -> None:
    """“Conflict cycle” below “Dynamics” is one, too."""
    told = "The anxious partner asks, the avoidant partner leaves, and the asking begins again."
    found = edges(f"{PAIR}## Dynamics\n\n### Conflict cycle\n\n{told}\n\n### Calm\n\nOften.\n")
    assert len(found["cycles"]) == 1


def test_phases_stand_below_a_sentence_that_counts_them_or_behind_their_number() -> None:
    """“Three phases” above headings of one level, a bold name in plain text, a gap for a colon."""
    told = "They feel it for a long while. Then it passes."
    names = ("Moving in", "Winter", "Calm")
    plain = "\n\n".join(f"{name}\n\n{told}" for name in names)
    page = f"Anxious-Avoidant Couple\n\nTwo.\n\nStages\n\nIt has three phases.\n\n{plain}\n"
    assert edges(page, "page.txt")["phases"] == ["moving-in", "winter", "calm"]
    bold = "".join(f"**{name}.** {told}\n\n" for name in names)
    assert edges(f"{PAIR}## Stages\n\n{bold}")["phases"] == ["moving-in", "winter", "calm"]
    gaps = "".join(f"Stage {n}   {name}. {told}\n" for n, name in enumerate(names, 1))
    page = f"Anxious-Avoidant Couple\n\nTwo of them.\n\nStages\n\n{gaps}"
    assert edges(page, "page.txt")["phases"] == ["moving-in", "winter", "calm"]
    advice = "## Steps to a calmer talk\n\n- Breathe: wait.\n- Ask: say it.\n- Listen: hear it.\n"
    assert edges(PAIR + advice)["phases"] == []


def test_a_plain_infobox_of_a_wiki_has_its_labels_as_values() -> None:
    """“label1” is the label of “data1”; a link to another language is no source."""
    page = (
        "{{Infobox\n| label1 = Other names\n| data1 = pier couple, double tide\n"
        "| label2 = Conflict cycle\n| data2 = Mutual alarm\n| data3 = alone\n}}\n"
        "An '''anxious–anxious couple''' is one of two anxious partners.\n\n"
        "== In popular culture ==\n* ''[[Low Water (TV series)|Low Water]]'', television series, "
        "2006–2011\n\n== References ==\n* Lund, O. (2001). Laughing. Journal of Tides, 3, 1–9.\n"
        "[[de:Doppelpaar]]\n"
    )
    found = edges(page, "page.wiki")
    assert found["aliases"] == ["pier-couple", "double-tide"]
    assert found["cycles"] == ["mutual-alarm"]
    assert found["works"] == ["low-water-2006"]
    assert len(found["sources"]) == 1


def test_numbers_of_headings_say_what_is_below_what() -> None:
    """“3.” is beside “2.”, and “3.1” below “3.”; stages may have letters."""
    told = "One of them waits for a long while. Then it passes."
    page = (
        "Anxious-Avoidant Couple\n\nTwo of them.\n\n1. THE CYCLE\nThe anxious partner asks, the "
        f"avoidant partner leaves, and the asking begins again.\n\n2. STAGES\n2.1 Spark\n{told}\n"
        f"2.2 Strain\n{told}\n\n3. EVIDENCE\n{told}\n"
    )
    found = edges(page, "page.txt")
    assert (len(found["cycles"]), found["phases"]) == (1, ["spark", "strain"])
    letters = f"**Stage A: Spark.** {told}\n\n**Stage B: Strain.** {told}\n"
    assert edges(f"{PAIR}## Stages\n\n{letters}")["phases"] == ["spark", "strain"]


def test_other_names_are_given_in_more_wordings() -> None:
    """Whose word it is, in three languages."""
    for sentence, names in (
        (
            "Some know it under the names “pier couple” and “tide pair.”",
            ["pier-couple", "tide-pair"],
        ),
        ("También se llama pareja muelle.", ["pareja-muelle"]),
        ("Andere Bezeichnungen sind Pierpaar und Gezeitenpaar.", ["pierpaar", "gezeitenpaar"]),
    ):
        page = (
            f"# Anxious-Avoidant Couple\n\nAn anxious-avoidant couple is one of two. {sentence}\n"
        )
        assert edges(page)["aliases"] == names, sentence


def test_remarks_courses_to_take_and_steps_of_a_study_give_no_edge() -> None:
    """“Often called difficult” is no name; a course offered and stages of a study are no phases."""
    first = "An anxious-avoidant couple is one of two. It is often called difficult."
    page = (
        f"# Anxious-Avoidant Couple\n\n{first}\n\n## Stages\n\nWe used three stages: screening, "
        "talk and rest.\n\n## Course offerings\n\n- Basics: new\n- Depth: old\n- Retreat: far\n\n"
        "## Timeline of the literature\n\n### Early work\n\nFew.\n\n### Later work\n\nMany.\n"
    )
    found = edges(page)
    assert (found["aliases"], found["phases"]) == ([], [])


def test_books_to_read_are_no_works_and_pictures_of_a_box_no_attributes() -> None:
    """A list of books without a novel shows no couple; a title may end in points."""
    books = "- Doors by Ida Lund (2010)\n- Rooms by Olaf Berg (2008)\n"
    assert edges(f"{PAIR}## Books I love\n\n{books}")["works"] == []
    page = (
        "{{Infobox relationship\n| image = x.jpg\n| caption = Two (2004)\n| field = Love\n}}\n"
        "An '''anxious–secure relationship''' is one of two partners.\n\n== In popular culture ==\n"
        "The couple in ''[[When Ebb Met Flood...]]'' (1989) has been read so.\n"
    )
    found = extract(read_document(page.encode(), "page.wiki"))
    assert [s for s in found.statements if s.predicate == "ag:hasAttribute"] == []
    assert edges(page, "page.wiki")["works"] == ["when-ebb-met-flood-1989"]


def test_a_question_is_known_by_its_letter_or_its_button() -> None:
    """Q and A need no heading of their own; a panel that a button opens holds an answer."""
    chat = (
        "Both of us are avoidant\n\nHello all.\n\nQ: Do you ever argue?\nA: Now and then.\n\n"
        "Q\tWould you marry again?\nA\tOn Friday.\n\nQ: is what I call it.\nNobody answers.\n"
    )
    assert edges(chat, "page.txt")["questions"] == [
        "do-you-ever-argue",
        "would-you-marry-again",
    ]
    panel = (
        "<h1>Secure couple</h1><p>Two calm people.</p><h2>Reader questions</h2>"
        "<button aria-expanded=false>Can they part?</button><div hidden><p>They can.</p></div>"
        "<h3>Related terms</h3><ul><li>Earned security</li></ul>"
    )
    assert edges(panel, "page.html")["questions"] == ["can-they-part"]
    note = "# Secure couple\n\nTwo.\n\n> [!question] Don't they get bored?\n> No.\n"
    assert edges(note, "page.md")["questions"] == ["don-t-they-get-bored"]


def test_the_title_is_below_the_names_of_a_site_a_course_or_a_magazine() -> None:
    """The one line above the text that names a couple is the title."""
    page = (
        "CPL-9\tCouples\nSession 3\tThe preoccupied-dismissing dyad\n\n"
        "RECAP\nLast week was on two people. It was long.\n\n"
        "Opposite\tsecure-secure dyad\n\nIt is seen in few.\n"
    )
    assert edges(page, "page.txt")["pairs"] == ["anxious-avoidant"]
    several = (
        "All about couples\n\nThe anxious-avoidant couple\n\nThey chase each other all day.\n\n"
        "The secure-secure couple\n\nThey rest more than they talk.\n"
    )
    assert edges(several, "page.txt")["pairs"] == []
