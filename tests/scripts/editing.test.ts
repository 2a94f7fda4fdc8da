import assert from "node:assert/strict";
import { test } from "node:test";
import { bind, shownTerm, spelledOut, termOf } from "../../src/attachgraph/views/page/sparql/binding.ts";
import { contextAt } from "../../src/attachgraph/views/page/sparql/context.ts";
import { explain } from "../../src/attachgraph/views/page/sparql/mistakes.ts";
import { offsetOf, problemOf } from "../../src/attachgraph/views/page/sparql/problem.ts";
import { suggest } from "../../src/attachgraph/views/page/sparql/suggest.ts";
import { readVocabulary } from "../../src/attachgraph/views/page/sparql/vocabulary.ts";

const vocabulary = readVocabulary({
  base: "https://w3id.org/attachgraph/",
  shared: "https://w3id.org/attachgraph/",
  prefixes: { ag: "https://w3id.org/attachgraph/ontology#", pairing: "https://w3id.org/attachgraph/pairing/" },
  classes: [
    ["ag:Pairing", "pairing", 10, "Two styles."],
    ["ag:Move", "move", 41, ""],
  ],
  properties: [
    ["rdfs:label", "label", 900, "", [[0, 10], [1, 41]]],
    ["ag:conflictCycle", "conflict cycle", 10, "A loop.", [[0, 10]]],
    ["ag:actor", "made by", 41, "", [[1, 41]]],
  ],
  things: [["pairing:avoidant-secure", "Avoidant-Secure Relationship", "Pairing"]],
  questions: [
    { name: "list-debates", question: "What is debated?", answer: "", group: "debates", text: "SELECT *", parameters: [] },
    {
      name: "list-phases",
      question: "Which phases?",
      answer: "",
      group: "pairings",
      text: "",
      parameters: [{ name: "pairing", sample: "pairing:avoidant-secure", meaning: "the pairing" }],
    },
  ],
});

/** The labels that are suggested at the end of a query. */
function labels(query: string) {
  const word = /[?\w:-]*$/.exec(query)?.[0] ?? "";
  return suggest(word, contextAt(query, query.length - word.length), vocabulary).map(({ label }) => label);
}

test("properties are those that the class has, most used first", () => {
  assert.deepEqual(labels("SELECT * { ?m a ag:Move . ?m ").slice(0, 3), ["a", "rdfs:label", "ag:actor"]);
  assert.ok(!labels("SELECT * { ?m a ag:Move . ?m ").includes("ag:conflictCycle"));
});

test("without a class all properties are offered", () => {
  assert.ok(labels("SELECT * { ?m ").includes("ag:conflictCycle"));
});

test("a word of the label finds the term, and so does its local name", () => {
  assert.deepEqual(labels("SELECT * { ?m made"), ["ag:actor"]);
  assert.equal(labels("SELECT * { ?m confl")[0], "ag:conflictCycle");
  assert.deepEqual(labels("SELECT * { ?m ag:mad"), ["ag:actor"]);
});

test("classes come behind `a`", () => {
  assert.deepEqual(labels("SELECT * { ?m a pair"), ["ag:Pairing", "pairing:"]);
});

test("things are found by any word of their name", () => {
  assert.deepEqual(labels("SELECT * { ?m ag:about secure"), ["pairing:avoidant-secure"]);
});

test("variables complete each other", () => {
  assert.deepEqual(labels("SELECT * { ?mover ?move ?other . ?mo"), ["?mover", "?move"]);
});

test("an empty query offers questions that need nothing more", () => {
  assert.ok(labels("").includes("What is debated?"));
  assert.ok(!labels("").includes("Which phases?"));
});

test("a parameter is replaced as a term, and stays a column", () => {
  const query = "SELECT ?p ?x\nWHERE { ?p ag:hasPhase ?x . FILTER(?p != ?x) } # ?p\nORDER BY ?p";
  assert.equal(
    bind(query, new Map([["p", "pairing:a"]])),
    "SELECT (pairing:a AS ?p) ?x\nWHERE { pairing:a ag:hasPhase ?x . FILTER(pairing:a != ?x) } # ?p\nORDER BY (pairing:a)",
  );
});

test("only one whole term may stand in a query", () => {
  for (const good of ["pairing:avoidant-secure", "<https://example.org/>", '"a \\" b"@en', "-1.5", "true"])
    assert.equal(termOf(good, vocabulary.prefixes), good);
  for (const bad of ["", "avoidant", "nobody:x", "pairing:a } UNION { ?s ?p ?o", '"a" . ?x', "<a b>", "pairing:"])
    assert.equal(termOf(bad, vocabulary.prefixes), null, bad);
  assert.equal(termOf("pairing:a/b", vocabulary.prefixes), "<https://w3id.org/attachgraph/pairing/a/b>");
});

test("plain words are a text where the sample is one", () => {
  const sample = '"Simpson"@en';
  assert.equal(shownTerm(sample), "Simpson");
  assert.equal(spelledOut('O"Neil', sample), '"O\\"Neil"@en');
  assert.equal(spelledOut('"Girme"', sample), '"Girme"');
  assert.equal(spelledOut("avoidant", "style:avoidant"), "avoidant");
});

test("the server's refusal becomes a sentence, a place and a remedy", () => {
  const problem = problemOf(
    400,
    JSON.stringify({ detail: "SELCT is not a keyword of SPARQL\n    SELCT * { }\n    ^^^^^", where: "query:1:1", fix: "did you mean SELECT?" }),
  );
  assert.equal(problem.message, "SELCT is not a keyword of SPARQL");
  assert.equal(problem.fix, "did you mean SELECT?");
  assert.deepEqual(problem.place, { line: 1, column: 1, length: 5 });
});

test("a refusal in plain text is shown as it is, and an empty one is not empty", () => {
  assert.equal(problemOf(503, "too long\n").message, "too long");
  assert.match(problemOf(502, "").message, /502/);
});

/** What is said of a query that the engine refuses at a place: message, remedy, marked text. */
function said(query: string, complaint = "error at 1:9: expected CONSTRUCT") {
  const { message, fix, place } = explain(query, complaint, vocabulary.prefixes);
  const marked = place ? query.slice(offsetOf(query, place).from, offsetOf(query, place).to) : "";
  return [message, fix, marked];
}

test("usual mistakes are found where they are", () => {
  assert.deepEqual(said("SELCT * { }"), ["A query does not begin with SELCT.", "Did you mean SELECT?", "SELCT"]);
  assert.deepEqual(said("ASK { ?x a agg:Pairing }"), ["The prefix agg: is not known.", "Did you mean ag:?", "agg:"]);
  assert.deepEqual(said("ASK { ?x a ag:Pairing }} }"), ["Nothing is open that } could close.", "Take it out.", "}"]);
  assert.deepEqual(said("ASK { { ?x a ag:Pairing }"), ["The { is not closed.", "Add }.", "{"]);
  assert.deepEqual(said('ASK { ?x ?y "abc }').slice(0, 1), ["A text begins here and does not end."]);
});

test("where only the engine can tell, its place is marked", () => {
  const query = "SELECT ?x { ?x a ?y ?z ?x ?y }";
  assert.deepEqual(said(query, "error at 1:29: expected OPTIONAL").slice(2), ["?z"]);
  assert.deepEqual(said("ASK {\n ?x a }", 'error at 2:7: expected one of "(", "["').slice(2), ["}"]);
});

test("what stands before the query moves no mark", () => {
  const problem = explain("ASK { ?x a }", 'error at 1:31: expected one of "(", "["', vocabulary.prefixes, 20);
  assert.deepEqual(problem.place, { line: 1, column: 12, length: 1 });
});

test("other complaints are passed on, and SERVICE is explained", () => {
  assert.deepEqual(said("ASK { }", "out of memory"), ["out of memory", "", ""]);
  assert.match(said("ASK { }", "The service <http://a/> is not supported")[0] ?? "", /SERVICE is refused/);
  assert.match(said("SELECT ?y { } GROUP BY ?x", "error at 1:2: expected one of The SELECT contains a variable that is unbound")[0] ?? "", /neither grouped/);
});

test("columns are counted in characters, also beyond the basic plane", () => {
  assert.deepEqual(offsetOf('"😀"x\ny', { line: 1, column: 4, length: 1 }), { from: 4, to: 5 });
  assert.deepEqual(offsetOf("a\nb", { line: 9, column: 9, length: 2 }), { from: 3, to: 3 });
});
