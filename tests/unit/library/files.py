"""One article and one book, as each reference manager writes them."""

from __future__ import annotations

from typing import Final

BIB: Final = r"""
@article{doeDoorsHouses2001,
  title = {Doors and {{Houses}}: A study of M{\"u}nster \& beyond},
  author = {Doe, Ann B. and van der Berg, J{\"o}rg and {The Door Group}},
  date = {2001-03-02}, journaltitle = {Journal of Hinges},
  volume = {52}, number = {3}, pages = {511--524}, doi = {10.1234/ABC.5},
  note = {x}
}
@book{roeKeys, title = {Keys}, author = {Roe, Bea}, year = 1999, publisher = {A House},
  isbn = {0-465-07598-8}}
@article{broken, title = {Never closed
"""
RIS: Final = """TY  - JOUR
TI  - Doors and Houses: A study of Münster & beyond
AU  - Doe, Ann B.
AU  - van der Berg, Jörg
AU  - The Door Group
PY  - 2001
DA  - 2001/03/02
T2  - Journal of Hinges
VL  - 52
IS  - 3
SP  - 511
EP  - 524
DO  - 10.1234/abc.5
ER  -

TY  - BOOK
TI  - Keys
AU  - Roe, Bea
PY  - 1999
PB  - A House
SN  - 978-0-465-07598-0
ER  -

TY  - JOUR
AU  - Nobody, N.
ER  -
"""
CSL: Final = """[
  {"id": "http://zotero.org/users/1/items/A", "citation-key": "doeDoorsHouses2001",
   "type": "article-journal",
   "title": "Doors and Houses: A study of Münster & beyond",
   "author": [{"family": "Doe", "given": "Ann B."},
              {"family": "Berg", "given": "Jörg", "non-dropping-particle": "van der"},
              {"literal": "The Door Group"}],
   "issued": {"date-parts": [["2001", 3, 2]]}, "container-title": "Journal of Hinges",
   "volume": "52", "issue": "3", "page": "511–524", "DOI": "https://doi.org/10.1234/abc.5",
   "note": "PMID: 7654321"},
  {"id": "roeKeys", "type": "book", "title": "Keys", "author": [{"family": "Roe", "given": "Bea"}],
   "issued": {"date-parts": [[1999]]}, "publisher": "A House", "ISBN": "978-0-465-07598-0"},
  {"id": "nothing", "type": "book"}
]
"""
NBIB: Final = """
PMID- 7654321
OWN - NLM
DP  - 2001 Mar 2
TI  - Doors and Houses: A study of
      Münster & beyond.
PG  - 511-24
LID - 10.1234/abc.5 [doi]
FAU - Doe, Ann B
AU  - Doe AB
FAU - van der Berg, Jörg
AU  - van der Berg J
CN  - The Door Group
LA  - eng
PT  - Journal Article
PT  - Retracted Publication
RIN - J Hinges. 2005;1(1):1. doi: 10.1234/abc.9. PMID: 7654999
JT  - Journal of Hinges
VI  - 52
IP  - 3
"""
RDF: Final = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
  <bib:Article rdf:about="#item_1">
    <z:itemType>journalArticle</z:itemType>
    <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
    <bib:authors><rdf:Seq>
      <rdf:li><foaf:Person><foaf:surname>Doe</foaf:surname>
        <foaf:givenName>Ann B.</foaf:givenName></foaf:Person></rdf:li>
      <rdf:li><foaf:Person><foaf:surname>van der Berg</foaf:surname>
        <foaf:givenName>Jörg</foaf:givenName></foaf:Person></rdf:li>
      <rdf:li><foaf:Person><foaf:surname>The Door Group</foaf:surname></foaf:Person></rdf:li>
    </rdf:Seq></bib:authors>
    <dc:title>Doors and Houses: A study of Münster &amp; beyond</dc:title>
    <dc:description>Citation Key: doeDoorsHouses2001</dc:description>
    <dc:date>2001-03-02</dc:date>
    <bib:pages>511-524</bib:pages>
  </bib:Article>
  <bib:Journal rdf:about="urn:issn:1234-5678">
    <dc:title>Journal of Hinges</dc:title><prism:volume>52</prism:volume>
    <prism:number>3</prism:number><dc:identifier>ISSN 1234-5678</dc:identifier>
    <dc:identifier>DOI 10.1234/abc.5</dc:identifier>
  </bib:Journal>
  <z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType>
    <dc:title>Full Text PDF</dc:title></z:Attachment>
</rdf:RDF>
"""
FILES: Final = {
    "a.bib": BIB,
    "b.ris": RIS,
    "c.json": CSL,
    "d.nbib": NBIB,
    "e.rdf": RDF,
}

#: Records with all that programs stumble over: particles, groups, signs of LaTeX, other scripts.
HARD: Final = r"""[
  {"id": "names-1999", "type": "article-journal",
   "title": "The McGill & Smith {R}_100% study (p < .05 | >) of $5 in C#: “Ü” – “ü”, 愛着 и связь",
   "author": [{"family": "van der Berg", "given": "Jan-Willem A."},
              {"family": "King", "given": "José", "suffix": "Jr."},
              {"literal": "American Psychological Association"},
              {"literal": "Simon and Schuster and Sons"}, {"family": "Çelik", "given": "Şule"},
              {"family": "de la Cruz García", "given": "M."}, {"family": "山田", "given": "太郎"}],
   "issued": {"date-parts": [[1999, 3, 7]]}, "container-title": "Journal of R&D in {X} & Y",
   "volume": "12", "issue": "3-4", "page": "1-9", "PMID": "10023456", "PMCID": "PMC1234567",
   "DOI": "10.1002/(SICI)1099-0720(199904)13:2%_x", "language": "de", "ISSN": "0022-3514"},
  {"id": "cut-2001", "type": "book", "title": "Keys: An introduction to eHARMONY",
   "author": [{"family": "Roe", "given": "Ann"}, {"literal": "others"}],
   "issued": {"date-parts": [[2001]]}, "publisher": "Barnes & Noble", "edition": "2",
   "publisher-place": "New York, NY", "ISBN": "9780465075980"},
  {"id": "part-2016", "type": "chapter", "title": "Couples",
   "author": [{"family": "Feeney", "given": "Judith A."}],
   "editor": [{"family": "Cassidy", "given": "Jude"}, {"family": "Shaver", "given": "Phillip R."}],
   "container-title": "Handbook of Attachment", "issued": {"date-parts": [[2016]]},
   "publisher": "Guilford", "page": "456-481", "edition": "3"},
  {"id": "edited-2016", "type": "book", "title": "Handbook of attachment",
   "editor": [{"family": "Cassidy", "given": "Jude"}], "issued": {"date-parts": [[2016]]}},
  {"id": "aai-1990", "type": "thesis", "title": "AAI",
   "author": [{"family": "Main", "given": "M."}], "issued": {"date-parts": [[1990]]},
   "publisher": "A University", "genre": "Thèse"},
  {"id": "report-1990", "type": "report", "title": "A report", "number": "TR-5",
   "author": [{"literal": "World Health Organization"}], "issued": {"date-parts": [[1990, 12]]}},
  {"id": "talk-1990", "type": "paper-conference", "title": "A talk", "page": "e12",
   "author": [{"family": "Doe", "given": "B."}], "container-title": "Proceedings of X"}
]"""
