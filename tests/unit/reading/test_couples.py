"""Two style words make a pairing only where somebody speaks of a couple."""

from __future__ import annotations

import pytest

from attachgraph.errors import InputError
from attachgraph.extraction.extracting import Extraction, extract
from attachgraph.model import Kind, Node
from attachgraph.reading.couples import couple_of_sentence
from attachgraph.reading.documents import read_document
from attachgraph.reading.titles import read_title

COUPLES = {
    "Anxious-Avoidant Relationship": "anxious avoidant",
    "Secure–Avoidant Relationships": "secure avoidant",
    "Fearful Avoidant-Secure Pairing (FA-S)": "fearful secure",
    "Dismissive-Avoidant–Anxious Relationship": "avoidant anxious",
    "Avoidant with Secure": "avoidant secure",
    "The Anxious-Avoidant Dance": "anxious avoidant",
    "secure avoidant couple": "secure avoidant",
    "When a Secure Person Meets a Fearful One": "secure fearful",
    "Anxious Wife, Avoidant Husband": "anxious avoidant",
    "Both Partners Are Avoidant": "avoidant avoidant",
    "When Both Partners Have Avoidant Attachment": "avoidant avoidant",
    "Two Anxious Partners": "anxious anxious",
    "Anxious-Disorganised Relationship": "anxious fearful",
    "Resistant-Avoidant Relationship": "anxious avoidant",
    "Dating a Fearful Person as an Anxious Partner": "fearful anxious",
    "I'm Secure, My Partner Is Avoidant": "secure avoidant",
    "Relationship Between a Secure and an Anxious Partner": "secure anxious",
    "A Marriage of Secure and Fearful": "secure fearful",
    "Anxious & Avoidant Couples": "anxious avoidant",
    "Can a Fearful-Secure Relationship Last?": "fearful secure",
    "FA-DA RELATIONSHIP": "fearful avoidant",
    "Why Anxious and Avoidant Partners Attract Each Other": "anxious avoidant",
    "Fearful–Secure": "fearful secure",
    "Ängstlich-sichere Beziehung": "anxious secure",
    "Beziehung zwischen einem sicheren und einem vermeidenden Partner": "secure avoidant",
    "Relación segura-evitativa": "secure avoidant",
    "Relación entre una persona ansiosa y una persona segura": "anxious secure",
    "Couple anxieux-sécure": "anxious secure",
    "Relation entre un partenaire sécure et un partenaire évitant": "secure avoidant",
    "The Fearful-Avoidant and Secure Relationship": "fearful secure",
    "Secure and Anxious: A Couple in Therapy": "secure anxious",
    "Avoidant Meets Anxious": "avoidant anxious",
    "An Avoidant Man and an Anxious Woman": "avoidant anxious",
    "Married to an Avoidant as an Anxious Wife": "avoidant anxious",
    "The Secure–Fearful Bond": "secure fearful",
    "Loving an Avoidant Partner When You Are Anxious": "avoidant anxious",
    "Two Fearful Partners": "fearful fearful",
    "Anxious Partner with Secure Partner": "anxious secure",
    "The Anxious/Secure Pairing": "anxious secure",
    "Dismissive-Secure Couple": "avoidant secure",
    "Can an Anxious and an Avoidant Person Stay Together?": "anxious avoidant",
    "A Secure Husband and a Fearful Wife": "secure fearful",
    "Preoccupied-Dismissing Couples": "anxious avoidant",
    "Two Fearfuls Together": "fearful fearful",
    "Two Avoidants in One Marriage": "avoidant avoidant",
    "Marriages in Which Both Partners Are Anxious": "anxious anxious",
    "Two Fearful-Avoidants Marry Each Other": "fearful fearful",
    "Anxious and Secure: Why These Two Partners Stay": "anxious secure",
    "How an Avoidant Husband Can Love a Secure Wife": "avoidant secure",
    "Eine sicher-ängstliche Liebesbeziehung": "secure anxious",
    "Una persona ansiosa se enamora de una segura": "anxious secure",
    "Dos evitativos en una relación": "avoidant avoidant",
    "When Both of You Are Fearful": "fearful fearful",
    "Anxious & Fearful: How Such a Couple Lives": "anxious fearful",
    "A Secure Wife for a Fearful Husband": "secure fearful",
    "Moving In When One Is Secure and the Other Avoidant": "secure avoidant",
    "Growing Old as a Secure and an Anxious Partner": "secure anxious",
    "Un partenaire sécure et un partenaire anxieux": "secure anxious",
    "Anxious + Secure: The Couple That Learns": "anxious secure",
    "How a Secure Wife Steadied Her Fearful-Avoidant Husband": "secure fearful",
    "Satisfaction in Dismissing–Dismissing Married Couples": "avoidant avoidant",
    "Wenn ein ängstlicher Partner auf einen vermeidenden Partner trifft": "anxious avoidant",
    "Two Fearful Avoidants Dating Each Other": "fearful fearful",
    "An Avoidant Bride, an Anxious Groom": "avoidant anxious",
    "Both Secure: What Married Life Looks Like for a Couple": "secure secure",
    "Zwei Vermeider als Paar": "avoidant avoidant",
    "Tengo apego seguro y mi novia apego desorganizado": "secure fearful",
    "Quand deux évitants craintifs tombent amoureux": "fearful fearful",
    "Why Avoidant and Fearful Partners Drift Apart": "avoidant fearful",
    "Dating Each Other: Anxious Women and Secure Men": "anxious secure",
    "Secure Husbands with Avoidant Wives": "secure avoidant",
    "Secure Partners of Anxious Adults": "secure anxious",
    "Wenn ein ängstlicher Partner einen vermeidenden Partner liebt": "anxious avoidant",
    "Fearful and Secure Lovers in Their First Year": "fearful secure",
    "Der ängstliche und der vermeidende Partner in der Ehe": "anxious avoidant",
    "Can a Secure Person Be Happy with an Avoidant?": "secure avoidant",
    "Married to an Avoidant: Notes from a Secure Wife": "avoidant secure",
    "Both of Us Are Anxiously Attached": "anxious anxious",
    "Secure Husbands, Fearful Wives": "secure fearful",
    "Secure–Secure Couples Across the Transition to Parenthood": "secure secure",
    "How to Love a Fearful-Avoidant Partner If You Are Secure": "fearful secure",
    "The Pursuer and the Distancer: Anxious and Avoidant Partners in Conflict": "anxious avoidant",
    "Anxious-Preoccupied and Fearful-Avoidant Couple Dynamics": "anxious fearful",
    "Why Do Anxious and Avoidant People Keep Dating Each Other?": "anxious avoidant",
    "Marriage Between Two Dismissive-Avoidant Spouses": "avoidant avoidant",
    "The Anxious-Avoidant Dance: A Couples Therapist's View": "anxious avoidant",
    "Dating Someone Secure When You Have an Anxious Attachment Style": "secure anxious",
    "Couples Where One Partner Is Dismissive and the Other Is Secure": "avoidant secure",
    "Ängstlich trifft vermeidend": "anxious avoidant",
    "Zwei Vermeider in einer Partnerschaft": "avoidant avoidant",
    "Wenn beide Partner sicher gebunden sind": "secure secure",
    "Desorganisiert und sicher gebunden: Wie das Paar zueinanderfindet": "fearful secure",
    "Cuando los dos miembros de la pareja tienen apego ansioso": "anxious anxious",
    "Esposa ansiosa, marido evitativo": "anxious avoidant",
    "Relación entre una persona con apego desorganizado y otra con apego seguro": "fearful secure",
    "Quand deux évitants tombent amoureux": "avoidant avoidant",
    "Être sécure et vivre en couple avec un partenaire anxieux": "secure anxious",
    "Relation amoureuse entre un craintif-évitant et un anxieux": "fearful anxious",
}

NO_COUPLES = (
    "Growing From Fearful to Secure: Exercises",
    "Anxious Daughters of Avoidant Fathers",
    "Avoidant and Secure Attachment at Work",
    "Anxious vs. Secure Attachment",
    "Avoidant or Fearful? A Quiz",
    "From Avoidant to Secure",
    "Differences Between Anxious and Fearful Attachment",
    "Secure, Anxious, Avoidant: Three Styles",
    "Fearful and Avoidant Attachment Styles",
    "Anxious-Avoidant Attachment",
    "Anxious-Avoidant",
    "Secure Fearful",
    "Anxious-Avoidant Infants and Their Mothers",
    "Secure and Avoidant Managers",
    "Am I Avoidant or Secure?",
    "Against the Fearful-Dismissive Distinction",
    "Anxious and Secure Attachment in Romantic Relationships: A Review",
    "The Relationship Between Avoidant and Anxious Attachment",
    "Both Anxious and Avoidant",
    "Secure Yet Fearful",
    "Secure with Avoidant Tendencies",
    "Anxious and secure partners' cortisol during conflict",
    "Parents and Children: Fearful and Secure Bonds",
    "How Fearful Partners Become Secure",
    "Comparing Fearful and Dismissive Adults",
    "Secure Friends, Anxious Friends",
    "A Secure Therapist for Anxious Clients",
    "Secure and Fearful Partners Differ in Their Sleep",
    "Anxious to Secure in a Year",
    "Avoidant Attachment Relationship",
    "Secure Relationships for Anxious People",
    "Anxious and Avoidant Relationship Patterns",
    "Sicher oder vermeidend?",
    "De evitativo a seguro",
    "Attachement sécure ou évitant",
    "Disorganized Attachment",
    "Secure or Anxious: Which Parent Are You?",
    "How Anxious Attachment Differs from Avoidant Attachment",
    "The Difference Between Secure and Fearful Partners",
    "Avoidant Parents and Their Anxious Children",
    "Fearful Versus Dismissive Avoidance in Close Relationships",
    "Moving from Anxious to Secure Relationships",
    "Healing a Fearful Style With Secure Friends",
    "Anxious, Avoidant, Fearful and Secure: What Your Style Says About Your Relationship",
    "Secure Bosses and Avoidant Employees",
    "Why Anxious People Fear Avoidant People",
    "Are Anxious or Avoidant Partners More Jealous?",
    "Secure Base, Fearful Flight",
    "Anxious and Secure: A Match Made in Childhood?",
    "The Art of Fearful, Anxious and Secure Love",
    "How an Anxious and a Secure Partner Differ",
    "Fearful and Avoidant: Couples Research Since 1987",
    "Predicting Secure and Anxious Attachment in Couples",
    "Anxious and Avoidant Attachment in Couples",
    "Attachment in Couples: Anxious and Avoidant Dimensions",
    "Fearful-Avoidant Attachment in Relationships",
    "Dismissive-Avoidant or Fearful-Avoidant Partner?",
    "Secure Teachers and Anxious Pupils",
    "Becoming Secure After an Avoidant Childhood",
    "Anxious and Fearful Patients in Couple Therapy",
    "Avoidant Mothers, Fearful Sons",
    "The Secure Self and the Anxious Mind",
    "Anxious-Avoidant Conflict Within One Person",
    "Measures of Anxious and Avoidant Attachment in Relationships",
    "What Secure People Can Teach Anxious People",
    "Anxious Versus Avoidant Partners After a Breakup",
    "From an Anxious Relationship to a Secure One",
    "Secure, Not Anxious: A Guide for Couples",
    "Both Anxious and Avoidant in One Relationship",
    "An Anxious Dog and a Secure Owner",
    "The Myth of the Anxious–Avoidant Couple",
    "No, You Are Not in an Anxious-Avoidant Relationship",
    "Why There Is No Such Thing as a Secure–Fearful Match",
)


def read(text: str, name: str = "page.txt") -> Extraction:
    """Read and extract a text."""
    return extract(read_document(text.encode(), name))


def pairs(page: Extraction) -> set[tuple[str, str]]:
    """Return the pairs of styles that a page asserts, each in the order of the alphabet."""
    found = ((s.subject.key, s.object) for s in page.statements if s.predicate == "ag:pairsWith")
    edges = ((one, other.key) for one, other in found if isinstance(other, Node))
    return {(min(edge), max(edge)) for edge in edges}


def test_a_title_that_says_a_couple_is_a_pairing() -> None:
    """Both partners are found, in the order of the title; of thirty titles one may be missed."""
    missed = []
    for title, styles in COUPLES.items():
        reading = read_title(title)
        if reading.kind is Kind.PAIRING:
            assert (title, " ".join(one.key for one in reading.styles)) == (title, styles)
        else:
            missed.append(title)
    assert len(missed) <= len(COUPLES) // 30, missed


def test_two_style_words_alone_are_no_pairing() -> None:
    """Who compares styles, leads from one to the other or speaks of a family names no couple."""
    made = [
        title
        for title in NO_COUPLES
        if read_title(title).kind is Kind.PAIRING
        or pairs(read(f"{title}\n\nSome words on it.\n\nHistory\n\nIt is told.\n"))
    ]
    assert made == []


@pytest.mark.parametrize(
    ("sentence", "styles"),
    [
        ("It is a bond between an anxious partner and an avoidant partner.", "anxious avoidant"),
        ("One partner is secure, while the other leans fearful.", "secure fearful"),
        ("One is slow to come near (secure), the other quick to go (fearful).", ""),
        ("One partner is slow (secure), the other is quick to go (fearful).", "secure fearful"),
        ("One partner is secure, but the other is not fearful.", ""),
        (
            "A bond where one individual is fearful while the other has another style, secure.",
            "fearful secure",
        ),
        ("A person who is secure differs from the other, who is anxious.", ""),
        ("It joins a disorganised and a secure partner.", "fearful secure"),
        ("Sie verbindet einen ängstlichen mit einem sicheren Partner.", "anxious secure"),
        ("It sets a secure mother beside a fearful child.", ""),
        ("Secure people differ from anxious people.", ""),
        ("A partner may be either anxious or avoidant.", ""),
    ],
)
def test_a_lead_names_two_partners_or_nobody(sentence: str, styles: str) -> None:
    """Only a sentence that gives each partner a style names a couple."""
    found = couple_of_sentence(sentence)
    assert " ".join(mention.key for mention in found or ()) == styles


def test_a_comparison_whose_lead_defines_a_bond_is_a_pairing() -> None:
    """A title with "versus" pairs nothing by itself; a lead that defines the couple does."""
    title = "Secure vs. Fearful Partners"
    lead = f"{title} describes a bond between a secure partner and a fearful partner."
    page = read(f"{title}\n\n{lead}\n\nHistory\n\nIt is told.\n")
    assert pairs(page) == {("fearful", "secure")}
    assert "couple-in-lead" in {d.name for d in page.diagnostics}


def test_two_styles_without_a_couple_are_reported() -> None:
    """Whoever meant a pairing is told why there is none."""
    page = read("Secure and Fearful Attachment\n\nBoth are told.\n\nHistory\n\nIt is old.\n")
    assert "styles-without-couple" in {d.name for d in page.diagnostics}


@pytest.mark.parametrize(
    ("title", "kind", "code"),
    [
        ("Faithful-Distant Friendship", "pairing", "AG021"),
        ("Secure and Sound", "pairing", "AG021"),
        ("Faithful Attachment Style", "style", "AG022"),
        ("Anxious-Avoidant Relationship", "style", "AG022"),
    ],
)
def test_a_kind_that_cannot_be_is_refused(title: str, kind: str, code: str) -> None:
    """A declared kind is never replaced by another in silence."""
    with pytest.raises(InputError) as refused:
        read(f"---\ntitle: {title}\nkind: {kind}\n---\n\nWords.\n", "entry.md")
    assert refused.value.code == code
    assert refused.value.where == "entry.md:3:7"


@pytest.mark.parametrize("kind", ["concept", "entry"])
def test_a_kind_that_is_declared_is_obeyed(kind: str) -> None:
    """A title that names a couple heads a concept where the author says so."""
    page = read(
        f"---\ntitle: Anxious-Secure Relationship\nkind: {kind}\n---\n\nIt is so.\n", "e.md"
    )
    assert page.subject is not None
    assert page.subject.kind == kind
    assert pairs(page) == set()


def test_a_declared_pairing_gives_each_partner_the_traits_of_that_partner() -> None:
    """An older name of a style is a partner as good as any."""
    rows = "Disorganized Partner Traits: freezes\nSecure Partner Traits: stays"
    page = read(f"---\ntitle: Disorganized-Secure Pair\nkind: pairing\n{rows}\n---\n", "e.md")
    traits = {s.subject.key for s in page.statements if s.predicate == "ag:hasTrait"}
    assert traits == {"fearful-secure/fearful", "fearful-secure/secure"}


def test_an_article_on_a_couple_keeps_its_sentences_as_its_own_claims() -> None:
    """The couple has its other names; what the article says of it stays the article's."""
    page = read(
        "7 Lessons From a Secure-Fearful Relationship\n\n"
        "A fearful partner may go quiet. The secure partner may wait.\n\n"
        "Other Names\n\nharbour and storm, tide couple\n\nWhat Helps Them\n\nA calm evening.\n"
    )
    assert pairs(page) == {("fearful", "secure")}
    claims = {s.subject.kind for s in page.statements if s.predicate == "ag:claims"}
    assert claims == {"entry"}
    named = {
        s.object[:2]
        for s in page.statements
        if s.predicate == "ag:aliasOf" and isinstance(s.object, Node)
    }
    assert named == {("pairing", "fearful-secure")}


def test_a_title_that_is_the_name_of_one_style_is_offered_one_that_names_two() -> None:
    """Fearful-Avoidant is one style, and whoever means a couple by it is told so."""
    page = b"---\ntitle: Fearful-Avoidant Relationship\nkind: pairing\n---\n\nOne asks.\n"
    with pytest.raises(InputError, match="“Fearful-Avoidant” is read as the name of one") as told:
        read_document(page, "entry.md")
    assert "“Avoidant-Fearful Relationship”" in str(told.value.fix)
