"""Read articles in XML: JATS as journals and PubMed Central give it, and records of PubMed.

In: XML. Out: the extracted text, which is what offsets refer to, and its lines: title, abstract,
sections, captions, and each reference as one item after its number. Nothing is ever fetched, and no
entity is expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from attachgraph.diagnostics import refusal
from attachgraph.errors import InputError
from attachgraph.model import one_line
from attachgraph.reading.declared import web_address
from attachgraph.reading.dialects import Read
from attachgraph.reading.entry import Settings
from attachgraph.reading.placing import Cell, Piece, place

_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
#: A number in brackets that is in brackets already.
_TWICE: Final = re.compile(r"(?<=\[)\[(\d{1,3})\]")
_TEXTS: Final = frozenset({"p", "disp-quote", "statement", "AbstractText", "verse-line"})
_CAPTIONS: Final = frozenset({"caption", "fig", "table-wrap"})
#: What says where an article appeared, and not what it says.
_ABOUT: Final = frozenset(
    "journal-meta article-meta contrib-group aff author-notes permissions funding-group history pub-date kwd-group "
    "article-categories Journal AuthorList PublicationTypeList MeshHeadingList KeywordList PubmedData GrantList".split()
)
_SECTIONS: Final = frozenset({"sec", "ack", "app", "app-group", "notes", "boxed-text"})
_DEEPEST: Final = 6

_Element = Any


def read(content: str, name: str) -> Read:
    """Extract the text of one article."""
    root = _parsed(content, name)
    articles = root.xpath("//*[local-name()='article' or local-name()='PubmedArticle']")
    if len(articles) > 1:
        raise InputError(**refusal("several-records", count=len(articles)), where=name)
    article = articles[0] if articles else root
    text, lines = place(list(_Writer(article).pieces()), "")
    doi = _first(article, "article-id[@pub-id-type='doi']", "ELocationID[@EIdType='doi']")
    address = web_address(f"https://doi.org/{doi}") if doi else ""
    return Read(text, lines, Settings(article=True), author=_authors(article), address=address)


def _parsed(content: str, name: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        data = _DECLARATION.sub("", content).encode("utf-8", "replace")
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        said = refusal("not-xml", reason=str(error.msg).split(", line ")[0])
        raise InputError(**said, where=f"{name}:{line}:{max(1, column)}") from error


def _piece(texts: list[str], hint: str = "", level: int = 0, **more: Any) -> Piece:
    """Make a piece: nothing in XML is a heading because it is bold."""
    return Piece(texts, hint, level, bold=False, **more)


def _named(element: _Element, *names: str) -> list[_Element]:
    """Find elements by their names, whatever their namespace."""
    found: list[_Element] = element.xpath(
        ".//*[" + " or ".join(f"local-name()='{name}'" for name in names) + "]"
    )
    return found


def _first(element: _Element, *paths: str) -> str:
    for path in paths:
        found = element.xpath(f".//{path}")
        if found:
            return _words(found[0])
    return ""


def _tag(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(element: _Element) -> str:
    """Return the words of an element; a number that cites a reference is put in brackets."""
    return _TWICE.sub(r"\1", one_line("".join(_spoken(element))))


def _spoken(element: _Element) -> Iterator[str]:
    if _tag(element) in {"tex-math", "math", "inline-formula", "label", "fn"}:
        return
    cites = _tag(element) == "xref" and element.get("ref-type") == "bibr"
    inner = "".join(
        (
            element.text or "",
            *(part for child in element for part in (*_spoken(child), child.tail or "")),
        )
    )
    yield f"[{inner}]" if cites and inner.strip(" ,–-").isdigit() else inner


def _authors(article: _Element) -> str:
    names = []
    for one in article.xpath(
        ".//contrib[not(@contrib-type) or @contrib-type='author']//name | .//AuthorList/Author"
    ):
        given = _first(one, "given-names", "ForeName")
        family = _first(one, "surname", "LastName", "CollectiveName")
        names.append(f"{given} {family}".strip())
    return ", ".join(filter(None, names))


class _Writer:
    """Writes one article as pieces in the order of a page: title, abstract, body, references."""

    def __init__(self, article: _Element) -> None:
        self._article = article
        self._row = 0

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces of the article."""
        article = self._article
        titles = article.xpath("./front//title-group/article-title | .//Article/ArticleTitle")
        for title in titles[:1] or _named(article, "article-title", "ArticleTitle")[:1]:
            yield _piece([_words(title)], "heading", 1)
        for about in article.xpath(
            "./front/journal-meta | ./front/article-meta/kwd-group | .//Article/Journal | .//KeywordList"
        ):
            yield _piece([one_line(" ".join(about.itertext()))], furniture=True)
        for abstract in _named(article, "abstract", "Abstract"):
            yield _piece(["Abstract"], "heading", 2)
            yield from self._blocks(abstract, 3)
        for body in article.xpath("./body | ./back"):
            yield from self._blocks(body, 2)
        listed = article.xpath(".//ReferenceList/Reference/Citation")
        if listed:
            yield _piece(["References"], "heading", 2)
            yield from (_piece([_words(one)], "item") for one in listed)

    def _blocks(self, element: _Element, level: int) -> Iterator[Piece]:
        for child in element:
            tag = _tag(child)
            if tag in _SECTIONS:
                yield from self._blocks(child, min(level + 1, _DEEPEST))
            elif tag == "ref-list":
                yield from self._references(child)
            elif tag in _CAPTIONS:
                yield from self._figure(child)
            elif _words(child):
                yield from _pieces_of(child, tag, level)

    def _figure(self, element: _Element) -> Iterator[Piece]:
        for caption in _named(element, "caption") or [element]:
            yield _piece([_words(caption)], "caption")
        for row in _named(element, "tr"):
            self._row += 1
            for cell in row:
                yield _piece([_words(cell)], cell=Cell(_tag(cell), self._row))

    def _references(self, element: _Element) -> Iterator[Piece]:
        title = _first(element, "title")
        yield _piece([title or "References"], "heading", 2)
        for number, ref in enumerate(_named(element, "ref"), 1):
            label = _first(ref, "label").strip("[]. ") or str(number)
            whole = _named(ref, "mixed-citation", "element-citation", "citation", "nlm-citation")
            for one in whole[:1]:
                words = _words(one) if _tag(one) == "mixed-citation" else _record(one)
                yield _piece([f"[{label}] {words}"], "item")


def _pieces_of(child: _Element, tag: str, level: int) -> Iterator[Piece]:
    """Yield a heading, the items of a list, or a paragraph with the label of its part."""
    if tag == "title":
        yield _piece([_words(child)], "heading", max(2, level - 1))
    elif tag == "list":
        yield from (_piece([_words(item)], "item") for item in _named(child, "list-item"))
    elif tag not in _ABOUT and tag != "label":
        if child.get("Label"):
            yield _piece([child.get("Label").title()], "heading", 3)
        yield _piece([_words(child)], "paragraph" if tag in _TEXTS else "unparsed")


def _record(citation: _Element) -> str:
    """Write a reference that is only given in parts, in the order of APA."""
    people = []
    for one in _named(citation, "name"):
        given = _first(one, "given-names")
        initials = " ".join(f"{word[0]}." for word in re.split(r"[\s.-]+", given) if word)
        people.append(f"{_first(one, 'surname')}, {initials}".strip(", "))
    people += [_words(one) for one in _named(citation, "collab")]
    names = ", & ".join(filter(None, (", ".join(people[:-1]), *people[-1:])))
    year, title = _first(citation, "year"), _first(citation, "article-title", "chapter-title")
    source, volume = _first(citation, "source"), _first(citation, "volume")
    pages = "–".join(filter(None, (_first(citation, "fpage"), _first(citation, "lpage"))))
    doi = _first(citation, "pub-id[@pub-id-type='doi']")
    where = ", ".join(filter(None, (source, volume, pages)))
    parts = (f"{names} ({year})" if year else names, title, where)
    return ". ".join(part.rstrip(".") for part in parts if part) + (f". doi:{doi}" if doi else ".")
