"""Read the source of a wiki page: the text as a reader of the wiki sees it.

In: wikitext. Out: the extracted text, which is what offsets refer to, and its lines. The parameters of
an infobox are rows, each ``<ref>`` becomes a number in the sentence and a reference at the end.
Templates that only the wiki can expand are boilerplate, and tables that it draws are read as tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attachgraph.model import Passage
from attachgraph.reading.dialects import Read
from attachgraph.reading.entry import Settings
from attachgraph.reading.headings import heading_field
from attachgraph.reading.lexicon import fold
from attachgraph.reading.limits import check_wikitext
from attachgraph.reading.placing import Cell, Piece, place

_CITE: Final = re.compile(
    r"cite\b|citation$|vcite|cita |obra citada$|literatur$|internetquelle$|ouvrage$|article$|chapitre$|"
    r"lien (?:web|conférence|arxiv)$",
    re.IGNORECASE,
)
#: Short citations: ``{{sfn|Roe|Poe|2004|p=3}}``.
_SHORT: Final = re.compile(r"(?:sfn|harv|snf)\w*$", re.IGNORECASE)
#: The parameters of templates that cite, in the order in which a record has them.
_GIVEN: Final = {
    "last": "last,surname,nachname,nom,apellidos,apellido",
    "first": "first,given,vorname,prenom,nombre",
    "author": "author,autor,auteur,auteurs",
    "year": "year,date,jahr,datum,annee,ano,fecha",
    "chapter": "chapter,kapitel,titre chapitre,capitulo",
    "title": "title,titel,titre,titre ouvrage,titulo",
    "where": "journal,work,periodical,sammelwerk,werk,periodique,revue,publicacion,revista,periodico",
    "volume": "volume,band,volumen",
    "pages": "pages,seiten,paginas,passage",
    "publisher": "publisher,verlag,hrsg,editeur,editorial,site",
}
#: A chapter is the source, with its book; a number alone is a place in the book.
_NAMED_CHAPTER: Final = re.compile(r"[^\W\d_]{3}\S*\s+\S*[^\W\d_]{2}")
_INFOBOX: Final = re.compile(r"infobox|taxobox|ficha|personleiste", re.IGNORECASE)
#: Templates that draw a list.
_LISTS: Final = frozenset({"ubl", "unbulleted list", "hlist", "plainlist", "flatlist", "cslist"})
#: Templates that say words of the sentence: the number of the parameter that has them.
_SPOKEN: Final = {
    "lang": "2",
    "langx": "2",
    "transl": "2",
    "quote": "1",
    "citation": "1",
    "blockquote": "1",
    "nowrap": "1",
    "em": "1",
    "abbr": "1",
    "small": "1",
}
_CATEGORY: Final = re.compile(r"(?:Category|Kategorie|Categoría|Catégorie)\s*:")
_PICTURES: Final = ("file:", "image:", "datei:", "archivo:", "fichier:")
_SKIPPED: Final = frozenset(
    "math gallery score syntaxhighlight source timeline del s templatestyles indicator".split()
)
_STRUCK: Final = frozenset({"del", "s"})
_ITEMS: Final = {"li": "item", "dd": "paragraph", "dt": "heading"}
_DEEPEST: Final = 30
#: The parameters for the picture of an infobox.
_OF_PICTURE: Final = re.compile(r"(?:image|caption|alt|bild|imagen|légende)", re.IGNORECASE)
#: The parameters of a plain infobox, which has its labels as values.
_NUMBERED_CELL: Final = re.compile(r"(label|data)(\d+)")
#: A link to the same page in another language.
_ABROAD: Final = re.compile(r"[a-z]{2,3}:\S")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")

_Node = Any


def read(content: str, name: str) -> Read:
    """Extract the text of a page."""
    import mwparserfromhell

    check_wikitext(content, name)
    walk = _Walk()
    walk.nodes(mwparserfromhell.parse(content).nodes, 0)
    walk.references()
    text, lines = place(walk.pieces, "")
    at = text.find(walk.name) if walk.name else -1
    title = Passage(at, at + len(walk.name), walk.name) if at >= 0 else None
    return Read(text, lines, Settings(title=title))


class _Walk:
    """One walk over the nodes of a page."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = [Piece([])]
        #: What the page is called: the first words in bold type.
        self.name = ""
        self._refs: dict[str, tuple[int, str]] = {}
        self._row = 0
        self._listed = False

    def nodes(self, nodes: list[_Node], depth: int) -> None:
        """Walk over nodes in the order of the page."""
        for node in nodes if depth < _DEEPEST else ():
            kind = type(node).__name__
            if kind == "Text":
                self._text(str(node.value))
            elif kind == "HTMLEntity":
                self._say(node.normalize())
            elif kind == "ExternalLink":
                self._say(_plain(node.title) if node.title else str(node.url))
            elif kind in {"Heading", "Template"}:
                (self._heading if kind == "Heading" else self._template)(node)
            elif kind in {"Wikilink", "Tag"}:
                (self._link if kind == "Wikilink" else self._tag)(node, depth)

    def _heading(self, node: _Node) -> None:
        title = _plain(node.title)
        known = heading_field(title)
        self._listed |= known is not None and known.field == "references"
        self._open("heading", min(6, node.level)).texts.append(title)
        self._open()

    def references(self) -> None:
        """Write what the notes of the page say, as its list of references."""
        if self._refs and not self._listed:
            self._open("heading", 2).texts.append("References")
        for number, words in sorted(self._refs.values()):
            if words:
                self._open("item").texts.append(f"[{number}] {words}")

    def _open(self, hint: str = "", level: int = 0, **more: Any) -> Piece:
        piece = Piece([], hint, level, **more)
        self.pieces.append(piece)
        return piece

    def _say(self, words: str) -> None:
        self.pieces[-1].texts.append(words)
        self.pieces[-1].bold = False

    def _text(self, text: str) -> None:
        """Take text in: a line end closes a list item, a blank line a paragraph."""
        for number, line in enumerate(text.split("\n")):
            last = self.pieces[-1]
            if number and (last.hint in {"item", "numbered", "heading"} or not line.strip()):
                last = self._open("paragraph")
            elif number:
                last.texts.append(" ")
            if line:
                self._say(line)

    def _link(self, node: _Node, depth: int) -> None:
        target = str(node.title).strip()
        if target.lower().lstrip(":").startswith(_PICTURES):
            caption = str(node.text).rpartition("|")[2] if node.text else ""
            self._open("caption").texts.append(_plain_of(caption))
            self._open("paragraph")
        elif (node.text is None and _ABROAD.match(target)) or _CATEGORY.match(target):
            self._open("", furniture=True).texts.append(target)
            self._open("paragraph")
        elif node.text:
            self.nodes(node.text.nodes, depth + 1)
        else:
            self._say(target.lstrip(":"))

    def _tag(self, node: _Node, depth: int) -> None:
        tag = str(node.tag).strip().lower()
        if tag == "ref":
            self._ref(node)
        elif tag in _ITEMS:
            self._item(tag, node, depth)
        elif tag == "br":
            last = self.pieces[-1]
            self._open(last.hint, last.level, cell=last.cell, broken=True)
        elif tag == "table":
            self._table(node, depth)
        elif tag in _SKIPPED:
            if node.contents and tag not in _STRUCK:
                self._open("unparsed").texts.append(_plain(node.contents))
                self._open("paragraph")
        elif tag != "references" and node.contents:
            self._formatted(tag, node, depth)

    def _formatted(self, tag: str, node: _Node, depth: int) -> None:
        if tag == "b" and not self.name:
            self.name = _plain(node.contents)
        if tag in {"p", "div", "blockquote"}:
            self._open("paragraph")
        self.nodes(node.contents.nodes, depth + 1)

    def _item(self, tag: str, node: _Node, depth: int) -> None:
        hint = "numbered" if str(node.wiki_markup) == "#" else _ITEMS[tag]
        self._open(hint, 6 if hint == "heading" else 0)
        if node.contents:
            self.nodes(node.contents.nodes, depth + 1)

    def _table(self, node: _Node, depth: int) -> None:
        rows = node.contents.filter_tags(
            recursive=False, matches=lambda one: str(one.tag).strip() == "tr"
        )
        # The cells of a first row without a mark of its own are right in the table.
        for contents in (node.contents, *(row.contents for row in rows)):
            self._row += 1
            for cell in contents.filter_tags(
                recursive=False, matches=lambda one: str(one.tag).strip() in {"td", "th"}
            ):
                self._open("", cell=Cell(str(cell.tag).strip(), self._row))
                self.nodes(cell.contents.nodes, depth + 1)
        self._open("paragraph")

    def _template(self, node: _Node) -> None:
        name = str(node.name).strip().lower()
        for parameter in node.params if name in _LISTS else ():
            self._open("item").texts.append(_plain(parameter.value))
        if _INFOBOX.search(name):
            given = {str(p.name).strip(): p.value for p in node.params if p.showkey}
            given = {key: value for key, value in given.items() if not _OF_PICTURE.match(key)}
            for key, value in given.items():
                numbered = _NUMBERED_CELL.fullmatch(key)
                label = _plain(given.get(f"label{numbered[2]}", "")) if numbered else ""
                if _plain(value) and (numbered is None or (numbered[1] == "data" and label)):
                    self._row += 1
                    label = label or " ".join(key.replace("_", " ").split())
                    self._open("", cell=Cell("th", self._row)).texts.append(
                        label[:1].upper() + label[1:]
                    )
                    self._value(value)
            self._open("paragraph")
        elif said := _said(name, node):
            self._say(said)
        elif self.pieces[-1].words():
            # Inside a sentence: what the wiki would draw there cannot be told from here.
            return
        else:
            self._open("", furniture=True).texts.append(" ".join(str(node).split()))
            self._open("paragraph")

    def _value(self, value: _Node) -> None:
        """Put the value of a parameter into one cell, as many lines as it has."""
        inner, cell = _Walk(), Cell("td", self._row)
        inner.nodes(value.nodes, _DEEPEST - 6)
        for piece in inner.pieces:
            words = re.sub(r"\[\d+\]", "", piece.words())
            self._open(piece.hint, cell=cell).texts.append(words)

    def _ref(self, node: _Node) -> None:
        """Put a number in the sentence, and keep what the note says for the end."""
        name = str(node.get("name").value).strip("\"' ") if node.has("name") else ""
        known = self._refs.get(name) if name else None
        number = known[0] if known is not None else len(self._refs) + 1
        words = _of_note(node.contents) if node.contents else ""
        self._refs[name or f"#{number}"] = (
            number,
            words or (known[1] if known is not None else ""),
        )
        self._say(f"[{number}]")


def _of_note(contents: _Node) -> str:
    """Write what a note says; a citation in it as a record."""
    inner = _Walk()
    inner.nodes(contents.nodes, _DEEPEST - 4)
    return " ".join(
        " ".join(piece.words() for piece in inner.pieces if not piece.furniture).split()
    )


def _plain(code: _Node | str) -> str:
    if isinstance(code, str):
        return code
    inner = _Walk()
    inner.nodes(code.nodes, _DEEPEST - 6)
    return " ".join(
        re.sub(r"\[\d+\]", "", " ".join(piece.words() for piece in inner.pieces)).split()
    )


def _plain_of(text: str) -> str:
    import mwparserfromhell

    return _plain(mwparserfromhell.parse(text))


def _said(name: str, node: _Node) -> str:
    """Write what a template says within a sentence or a note; nothing where only the wiki can tell."""
    spoken = _SPOKEN.get(name)
    if spoken is not None and node.has(spoken):
        return _plain(node.get(spoken).value)
    if _CITE.match(name):
        return _record({fold(str(p.name)): _plain(p.value) for p in node.params})
    plain = [_plain(p.value) for p in node.params if not p.showkey]
    if _SHORT.match(name) and plain:
        return f" ({' & '.join(plain[:-1])} {plain[-1]})"
    return "’" if name == "'" else ""


def _record(given: Mapping[str, str]) -> str:
    """Write a citation template as the reference that the wiki draws of it."""
    year = _YEAR.search(_first_of(given, "year"))
    names = "; ".join(_people(given))
    where = ", ".join(
        filter(
            None, (_first_of(given, field) for field in ("where", "volume", "pages", "publisher"))
        )
    )
    doi = f" doi:{given['doi']}." if given.get("doi") else ""
    pmid = f" PMID {given['pmid']}." if given.get("pmid") else ""
    head = f"{names} ({year[0]})" if year and names else names or (f"({year[0]})" if year else "")
    title, chapter = _first_of(given, "title"), _first_of(given, "chapter")
    book = f"In {title}" if title and _NAMED_CHAPTER.search(chapter) else ""
    parts = (head, chapter if book or not title else title, book, where)
    return ". ".join(part.rstrip(".") for part in parts if part) + "." + doi + pmid


def _first_of(given: Mapping[str, str], field: str, number: str = "") -> str:
    """Return what a template gives for a field, by whichever wiki it was written."""
    named = (given.get(name + number, "") for name in _GIVEN[field].split(","))
    return next(filter(None, named), "")


def _people(given: Mapping[str, str]) -> Iterator[str]:
    if given.get("vauthors"):
        for name in given["vauthors"].split(","):
            surname, _, initials = name.strip().rpartition(" ")
            yield f"{surname}, {'. '.join(initials)}." if surname else initials
        return
    for number in ("", *map(str, range(1, 30))):
        last, first = _first_of(given, "last", number), _first_of(given, "first", number)
        if last and not (number == "1" and _first_of(given, "last")):
            yield f"{last}, {first}" if first else last
        elif author := _first_of(given, "author", number):
            yield author
