"""What holds of reading for any text at all, not only for pages of the family."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attachgraph.errors import InputError
from attachgraph.extraction.account import account_of
from attachgraph.model import Document
from attachgraph.reading.documents import read_document
from attachgraph.reading.marks import COMMENT, Markup
from attachgraph.reading.prose import Prose
from tests.unit.reading.reading_of import iter_passages, reading_of

_PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
_FILES = sorted(path.with_suffix("") for path in _PAGES.glob("*.yaml"))
_TEXTS = [path for path in _FILES if path.suffix == ".txt"]
_LINES = sorted({line for path in _FILES for line in path.read_text(encoding="utf-8").splitlines()})
_NAMES = st.sampled_from(["page.txt", "page.md", "page.html", "-"])

#: Lines of pages in any order, with any text between them.
_jumbled = st.lists(st.one_of(st.sampled_from(_LINES), st.text(max_size=30)), max_size=30).map(
    "\n".join
)
_front_matter = st.dictionaries(
    st.sampled_from(
        [
            "title",
            "kind",
            "lang",
            "Category",
            "Other Names",
            "Sources",
            "Anxious Partner Traits",
            "Ünknown",
        ]
    ),
    st.one_of(
        st.text(max_size=20),
        st.text(max_size=12).map('"{}"'.format),
        st.text(max_size=12).map("[{}]".format),
        st.text(max_size=12).map("|\n  {}".format),
        st.lists(st.text(max_size=9), max_size=3).map(
            lambda items: "".join(f"\n  - {item}" for item in items)
        ),
    ),
).map(lambda rows: "".join(f"{key}: {value}\n" for key, value in rows.items()))


def _read(text: str, name: str) -> Document | None:
    try:
        return read_document(text.encode("utf-8", "surrogatepass"), name)
    except InputError as error:
        assert error.where, "a refusal says where"  # noqa: PT017 -- any error is accepted, if it is of ours
        assert error.fix, "a refusal says what to do"  # noqa: PT017 -- any error is accepted, if it is of ours
        return None


def _holds(document: Document) -> None:
    """Check what must hold of every document."""
    content = document.text.content
    for words in iter_passages(document.entry):
        assert content[words.start : words.end] == words.text
    for mark in document.marks:
        assert 0 <= mark.start < mark.end <= len(content)
    account = account_of(content, document.marks, ())
    assert account.used + account.boilerplate + account.unparsed == account.length == len(content)
    assert [mark.end for mark in account.ranges[:-1]] == [mark.start for mark in account.ranges[1:]]
    lines = content.count("\n") + content.count("\r") + 1
    assert all(1 <= d.line <= lines and d.column >= 1 for d in document.diagnostics)


@given(st.text(), _NAMES)
@settings(max_examples=300)
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    """Any Unicode text, as any kind of file, is read with its invariants or refused with a remedy."""  # noqa: E501 -- one sentence
    document = _read(text, name)
    if document is not None:
        _holds(document)


@given(st.binary(), _NAMES)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    """Any bytes are read or refused, never a crash."""
    try:
        _holds(read_document(data, name))
    except InputError as error:
        assert error.where  # noqa: PT017 -- any error is accepted, if it is of ours


@given(_jumbled, _NAMES)
@settings(max_examples=300)
def test_a_jumbled_page_is_read(text: str, name: str) -> None:
    """Lines of real pages in any order, with junk between them, never break the reader."""
    document = _read(text, name)
    if document is not None:
        _holds(document)


@given(_front_matter, _jumbled)
@settings(max_examples=300)
def test_any_front_matter_is_read_or_refused(front_matter: str, body: str) -> None:
    """Values of every YAML style keep their places, or the message names the line."""
    document = _read(f"---\n{front_matter}---\n{body}", "entry.md")
    if document is not None:
        _holds(document)


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
@given(share=st.floats(0, 1))
@settings(max_examples=12)
def test_a_page_may_be_cut_anywhere(path: Path, share: float) -> None:
    """A page cut at any character is read, and the account of the rest adds up."""
    text = path.read_text(encoding="utf-8")
    document = _read(text[: int(share * len(text))], path.name)
    if document is not None:
        _holds(document)


@given(_jumbled, _NAMES)
def test_reading_twice_is_equal(text: str, name: str) -> None:
    """The same bytes give the same document."""
    assert _read(text, name) == _read(text, name)


@given(st.text(), st.booleans())
def test_sentences_cover_the_text(text: str, marked: bool) -> None:  # noqa: FBT001 -- drawn by hypothesis
    """Sentences come in order, do not overlap, and leave out nothing but space and comments."""
    at = 0
    prose = Prose(text, Markup({}) if marked else None)
    for sentence in prose.sentences(0, len(text)):
        assert not COMMENT.sub("", text[at : sentence.passage.start]).strip()
        assert text[sentence.passage.start : sentence.passage.end] == sentence.passage.text
        at = sentence.passage.end
    assert not COMMENT.sub("", text[at:]).strip()


@pytest.mark.parametrize("path", _TEXTS, ids=lambda path: path.name)
def test_encodings_and_line_ends_do_not_matter(path: Path) -> None:
    """A page reads the same with a byte order mark, in UTF-16, and with the line ends of another system."""  # noqa: E501 -- one sentence
    text = path.read_bytes().decode("utf-8")
    plain = reading_of(read_document(text.encode(), path.name))
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert reading_of(read_document(text.encode(encoding), path.name)) == plain
    if "\r" not in text:
        assert reading_of(read_document(text.replace("\n", "\r\n").encode(), path.name)) == plain
        old = reading_of(read_document(text.replace("\n", "\r").encode(), path.name))
        assert old == plain


@pytest.mark.parametrize("path", _TEXTS, ids=lambda path: path.name)
def test_windows_pages_are_read_with_a_warning(path: Path) -> None:
    """A page in Windows-1252 is read, and the reader says that it guessed."""
    text = (
        path.read_bytes().decode("utf-8").encode("windows-1252", "ignore").decode("windows-1252")
        + "\nÉtude.\n"
    )
    document = read_document(text.encode("windows-1252"), path.name)
    assert document.text.content == text
    assert [d.name for d in document.diagnostics].count("encoding-guessed") == 1
