"""Pages are decoded as browsers decode them."""

from __future__ import annotations

import io
import zipfile

import pytest

from attachgraph.errors import InputError
from attachgraph.reading.documents import read_document

_HEAD = "<!DOCTYPE html><html><head><meta charset={}><title>Secure Base</title></head><body>"
_BODY = "<h1>Secure Base</h1><p>The word {} is on the quay.</p></body></html>"


def text_of(data: bytes, name: str = "page.html") -> str:
    """Return the last line of a page."""
    return read_document(data, name).text.content.splitlines()[-1]


@pytest.mark.parametrize(
    ("label", "codec", "word"),
    [
        ("gb2312", "gb18030", "依恋關係㐀"),
        ("shift_jis", "cp932", "愛着①髙"),
        ("x-sjis", "cp932", "愛着"),
        ("euc-kr", "cp949", "똠방각하"),
        ("ks_c_5601-1987", "cp949", "애착"),
        ("big5", "big5hkscs", "依戀嘅"),
        ("windows-874", "cp874", "ความผูกพัน"),
        ("x-mac-cyrillic", "mac-cyrillic", "Привязанность"),
        ("latin1", "windows-1252", "“naïve”"),
        ("iso-8859-9", "windows-1254", "bağlanma"),
        ("koi8-r", "koi8-r", "Привязанность"),
    ],
)
def test_labels_mean_what_they_mean_on_the_web(label: str, codec: str, word: str) -> None:
    """Names of the web stand for the wider sets that browsers use."""
    page = (_HEAD.format(label) + _BODY.format(word)).encode(codec)
    assert text_of(page) == f"The word {word} is on the quay."


@pytest.mark.parametrize(
    "label",
    [
        *("base64", "bz2", "uu", "rot13", "unicode_escape", "undefined", "punycode"),
        *("utf-16", "utf-16le", "utf-16be", "unicode", "utf-7", "hz-gb-2312", "no-such-name"),
    ],
)
def test_names_that_cannot_be_are_read_as_utf_8(label: str) -> None:
    """Names of codecs that are no text encodings, and UTF-16 in a page of bytes, mean nothing."""
    page = (_HEAD.format(label) + _BODY.format("“naïve” €")).encode()
    assert text_of(page) == "The word “naïve” € is on the quay."


@pytest.mark.parametrize("name", ["page.html", "page.xhtml", "page.htm"])
@pytest.mark.parametrize("encoding", ["koi8-r", "windows-1251"])
def test_the_xml_declaration_names_the_encoding(name: str, encoding: str) -> None:
    """It counts where nothing else names one."""
    head = f"<?xml version='1.0' encoding='{encoding}'?>\n<!DOCTYPE html><html><body>"
    page = (head + _BODY.format("Привязанность")).encode(encoding)
    assert text_of(page, name) == "The word Привязанность is on the quay."


def test_in_xhtml_the_declaration_counts_before_the_element() -> None:
    """XML reads its own declaration first, HTML the element."""
    head = "<?xml version='1.0' encoding='koi8-r'?>\n" + _HEAD.format("windows-1251")
    for name, encoding in (("page.xhtml", "koi8-r"), ("page.html", "windows-1251")):
        page = (head + _BODY.format("слово")).encode(encoding)
        assert text_of(page, name) == "The word слово is on the quay."


def test_signs_that_only_browsers_know_in_euc_jp_are_read() -> None:
    """Circled figures, firms in brackets and the wide tilde are as the WHATWG index has them."""
    signs = b"\xb0\xa6\xc3\xe5 \xad\xa1\xad\xea\xa1\xc1 \x8e\xb1 \x8f\xb0\xa1"
    page = b'<meta charset="x-euc-jp"><h1>T</h1><p>' + signs
    assert "愛着 ①㈱\uff5e ｱ 丂" in text_of(page)


def test_a_workbook_of_another_name_is_told_from_other_zip_files() -> None:
    """Its sheet can be saved as CSV, which a page cannot."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(InputError, match="this is a workbook, not text") as caught:
        read_document(packed.getvalue(), "couples.ods")
    assert caught.value.fix == "save it as .xlsx, or the sheet as CSV"
