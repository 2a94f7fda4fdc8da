-- The shards of this folder as tables, for DuckDB, which works on what is larger than memory:
--
--   python -m pip install duckdb
--   python -c 'import duckdb; duckdb.connect("graph.duckdb").execute(open("tables.sql").read())'
--
-- Run it in this folder, when all parts are built. Afterwards graph.duckdb holds the tables quads, statements, edges,
-- nodes, quotations and pairings, and so do files of the same names that end in .parquet.

-- ---------------------------------------------------------------- quads

CREATE OR REPLACE MACRO iri(written) AS substr(written, 2, len(written) - 2);
-- The words of a literal; what follows its last quotation mark is given.
CREATE OR REPLACE MACRO words(written, suffix) AS substr(written, 2, len(written) - len(suffix) - 2);
CREATE OR REPLACE MACRO unescaped(written) AS
  CASE WHEN contains(written, '\') THEN
    replace(replace(replace(replace(replace(replace(
      written, '\\', chr(1)), '\"', '"'), '\n', chr(10)), '\r', chr(13)), '\t', chr(9)), chr(1), '\')
  ELSE written END;

CREATE OR REPLACE TABLE quads AS
WITH parts AS (
  SELECT DISTINCT line, split_part(line, ' ', 1) AS s, split_part(line, ' ', 2) AS p, split_part(line, ' ', -2) AS g
  FROM read_csv(
    '**/*.nq.gz', columns = {'line': 'VARCHAR'}, header = false, auto_detect = false,
    delim = chr(1), quote = '', escape = '', comment = '', max_line_size = 100000000
  )
),
objects AS (
  SELECT s, p, g, substr(line, len(s) + len(p) + 3, len(line) - len(s) - len(p) - len(g) - 5) AS o FROM parts
),
terms AS (SELECT *, starts_with(o, '<') AS is_node, split_part(o, '"', -1) AS suffix FROM objects)
SELECT
  iri(s) AS subject,
  iri(p) AS predicate,
  CASE WHEN is_node THEN iri(o) ELSE unescaped(words(o, suffix)) END AS object,
  is_node,
  CASE WHEN starts_with(suffix, '@') THEN suffix[2:] ELSE '' END AS language,
  iri(g) AS graph
FROM terms;

-- ---------------------------------------------------------------- what the texts say

CREATE OR REPLACE MACRO ag(name) AS 'https://w3id.org/attachgraph/ontology#' || name;
CREATE OR REPLACE MACRO rdf(name) AS 'http://www.w3.org/1999/02/22-rdf-syntax-ns#' || name;
CREATE OR REPLACE MACRO oa(name) AS 'http://www.w3.org/ns/oa#' || name;

CREATE OR REPLACE TABLE statements AS
SELECT
  subject AS id,
  any_value(object) FILTER (predicate = rdf('subject')) AS subject,
  any_value(object) FILTER (predicate = rdf('predicate')) AS predicate,
  any_value(object) FILTER (predicate = rdf('object')) AS object,
  bool_or(is_node) FILTER (predicate = rdf('object')) AS is_node,
  replace(any_value(object) FILTER (predicate = ag('status')), ag(''), '') AS status,
  coalesce(list(DISTINCT object) FILTER (predicate = ag('citesSource')), []) AS sources
FROM quads
SEMI JOIN (
  SELECT subject FROM quads WHERE predicate = rdf('type') AND object = ag('Statement')
) AS known USING (subject)
GROUP BY ALL;

CREATE OR REPLACE TABLE quotations AS
WITH quotes AS (
  SELECT
    subject AS id,
    any_value(object) FILTER (predicate = oa('exact')) AS quote,
    any_value(object) FILTER (predicate = ag('section')) AS section,
    any_value(object) FILTER (predicate = 'http://www.w3.org/ns/prov#wasDerivedFrom') AS text,
    any_value(object) FILTER (predicate = oa('start'))::BIGINT AS start,
    any_value(object) FILTER (predicate = oa('end'))::BIGINT AS "end"
  FROM quads
  SEMI JOIN (
    SELECT subject FROM quads WHERE predicate = rdf('type') AND object = ag('Quotation')
  ) AS known USING (subject)
  GROUP BY ALL
)
SELECT statements.id AS statement, statements.* EXCLUDE (id), quotes.* EXCLUDE (id)
FROM statements
LEFT JOIN (
  SELECT DISTINCT subject, object FROM quads WHERE predicate = ag('quotation')
) AS said ON said.subject = statements.id
LEFT JOIN quotes ON quotes.id = said.object;

-- ---------------------------------------------------------------- the network

-- An edge that a text contests is no edge; one that is inferred by one text and stated by another is.
CREATE OR REPLACE TABLE edges AS
WITH names AS (
  SELECT subject AS predicate, any_value(object) AS name FROM quads
  WHERE predicate = 'http://www.w3.org/2004/02/skos/core#notation' AND subject IN (
    SELECT subject FROM quads
    WHERE predicate = rdf('type') AND object = 'http://www.w3.org/2002/07/owl#ObjectProperty'
  )
  GROUP BY ALL
),
asserted AS (
  SELECT
    subject, predicate, object,
    list(DISTINCT status ORDER BY status) AS status,
    list(id ORDER BY id) AS statements,
    bool_or(status IN ('contradicted', 'unsupported', 'disputed')) OR bool_and(status = 'inferred') AS contested
  FROM statements GROUP BY ALL
)
SELECT DISTINCT
  quads.subject AS source, quads.object AS target, names.name,
  asserted.status, asserted.statements
FROM quads
JOIN names USING (predicate)
LEFT JOIN asserted USING (subject, predicate, object)
ANTI JOIN (SELECT id AS subject FROM statements) AS about USING (subject)
WHERE contested IS NOT true;

CREATE OR REPLACE TABLE nodes AS
SELECT
  subject AS id,
  any_value(object ORDER BY language NOT IN ('en', ''), object)
    FILTER (predicate = 'http://www.w3.org/2000/01/rdf-schema#label') AS label,
  list(DISTINCT replace(object, ag(''), '') ORDER BY replace(object, ag(''), ''))
    FILTER (predicate = rdf('type')) AS classes
FROM quads
SEMI JOIN (SELECT source AS subject FROM edges UNION SELECT target FROM edges) AS linked USING (subject)
GROUP BY ALL;

-- ---------------------------------------------------------------- gaps

-- How well each pairing is studied and how many of its claims cite no source; attachgraph gaps says more.
CREATE OR REPLACE TABLE pairings AS
WITH about AS (
  SELECT DISTINCT object AS pairing, subject AS thing FROM quads
  WHERE predicate IN (ag('about'), ag('predictor'), ag('moderator'), ag('outcome'))
),
found AS (
  SELECT pairing, thing AS result FROM about
  UNION
  SELECT about.pairing, tells.object FROM about
  JOIN quads AS bears ON bears.predicate = ag('bearsOn') AND bears.object = about.thing
  JOIN quads AS tells ON tells.predicate = ag('fromResult') AND tells.subject = bears.subject
),
studied AS (
  SELECT pairing, count(DISTINCT result) AS results, count(DISTINCT carried.object) AS samples
  FROM found
  SEMI JOIN (
    SELECT subject AS result FROM quads WHERE predicate = rdf('type') AND object = ag('Result')
  ) AS real USING (result)
  LEFT JOIN quads AS carried ON carried.predicate = ag('sample') AND carried.subject = result
  GROUP BY pairing
),
known AS (
  SELECT id, label, '/' || split_part(id, '/pairing/', 2) || '/' AS own FROM nodes
  WHERE list_contains(classes, 'Pairing')
),
-- What an entry claims in its own name, or in that of a part of it, such as a position in a debate.
claimed AS (
  SELECT known.id AS pairing, count(*) AS claims, count(*) FILTER (len(sources) = 0) AS unsourced
  FROM statements
  JOIN known ON subject = known.id OR contains(subject, own)
  WHERE predicate = ag('claims')
  GROUP BY known.id
)
SELECT
  id AS pairing, label, coalesce(results, 0) AS results, coalesce(samples, 0) AS samples,
  coalesce(claims, 0) AS claims, coalesce(unsourced, 0) AS unsourced
FROM known
LEFT JOIN studied ON studied.pairing = id
LEFT JOIN claimed ON claimed.pairing = id
ORDER BY id;

-- ---------------------------------------------------------------- files

COPY quads TO 'quads.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY statements TO 'statements.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY quotations TO 'quotations.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY edges TO 'edges.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY nodes TO 'nodes.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY pairings TO 'pairings.parquet' (FORMAT parquet, COMPRESSION zstd);
