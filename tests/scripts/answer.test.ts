import assert from "node:assert/strict";
import { test } from "node:test";
import { curieOf, iri, literal, readJson, readTriples } from "../../src/attachgraph/views/page/sparql/answer.ts";
import { filesFor, ntriples } from "../../src/attachgraph/views/page/sparql/writing.ts";

const AG = "https://w3id.org/attachgraph/ontology#";
const prefixes = new Map([
  ["ag", AG],
  ["base", "https://w3id.org/attachgraph/"],
  ["xsd", "http://www.w3.org/2001/XMLSchema#"],
]);

const json = JSON.stringify({
  head: { vars: ["x", "n"] },
  results: {
    bindings: [
      { x: { type: "uri", value: `${AG}Pairing` }, n: { type: "literal", value: "10", datatype: "http://www.w3.org/2001/XMLSchema#integer" } },
      { x: { type: "literal", value: '=1+"1"', "xml:lang": "en" } },
    ],
  },
});

/** Write an answer as the file of that name. */
function written(name: string, answer = readJson(json)) {
  const file = filesFor(answer).find(({ label }) => label === name);
  assert.ok(file);
  return file.write(answer, prefixes);
}

test("rows keep their gaps, languages and datatypes", () => {
  const answer = readJson(json);
  assert.ok(answer.form === "rows");
  assert.deepEqual(answer.rows[1], [literal('=1+"1"', "en", ""), null]);
});

test("a spreadsheet runs nothing of a CSV", () => {
  assert.equal(written("CSV"), `x,n\r\n${AG}Pairing,10\r\n"'=1+""1""",\r\n`);
});

test("a spreadsheet of a country that divides at ; runs nothing either", () => {
  for (const [text, cell] of [
    ["x;=1+1;y", "\"x;'=1+1;y\""],
    ['x;"=1"', '"x;""\'=1"""'],
    ["a; @b", "\"a; '@b\""],
    ["a\n-1", "\"a\n'-1\""],
    ["a; b", '"a; b"'],
  ] as const)
    assert.equal(
      written("CSV", { form: "rows", variables: ["x"], rows: [[literal(text, "", "")]] }),
      `x\r\n${cell}\r\n`,
    );
});

test("a TSV holds terms", () => {
  assert.equal(written("TSV"), `?x\t?n\n<${AG}Pairing>\t10\n"'=1+\\"1\\""@en\t\n`);
});

test("JSON reads back as it was", () => {
  assert.deepEqual(readJson(written("JSON")), readJson(json));
});

test("yes or no can be saved as well", () => {
  const answer = readJson('{"head":{},"boolean":true}');
  assert.equal(written("CSV", answer), "true\r\n");
  assert.deepEqual(readJson(written("JSON", answer)), answer);
});

const lines = [
  `<${AG}b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${AG}Pairing> .`,
  `<${AG}b> <${AG}order> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .`,
  `<${AG}a> <${AG}label> "tab\\t \\u00e9 \\"x\\""@en-GB .`,
];

test("triples are read with their escapes, and quads without their graph", () => {
  const answer = readTriples(`${lines[2]?.slice(0, -1)}<https://example.org/g> .\n`);
  assert.ok(answer.form === "triples");
  assert.deepEqual(answer.triples[0]?.object, literal('tab\t é "x"', "en-GB", ""));
});

test("the same triples give the same Turtle in any order", () => {
  const turtle = written("Turtle", readTriples(lines.join("\n")));
  assert.equal(written("Turtle", readTriples([...lines].reverse().join("\n"))), turtle);
  assert.equal(
    turtle,
    [
      `@prefix ag: <${AG}> .`,
      "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
      "",
      "ag:a",
      '    ag:label "tab\\t é \\"x\\""@en-GB .',
      "",
      "ag:b",
      "    a ag:Pairing ;",
      '    ag:order "2"^^xsd:integer .',
      "",
    ].join("\n"),
  );
});

test("the longest namespace names an IRI, and only where a plain name is left", () => {
  assert.equal(curieOf(`${AG}Pairing`, prefixes), "ag:Pairing");
  assert.equal(curieOf("https://w3id.org/attachgraph/a/b", prefixes), "");
  assert.equal(curieOf("https://example.org/", prefixes), "");
});

test("a term in N-Triples holds no line break", () => {
  assert.equal(ntriples(literal('a\n"\\')), '"a\\n\\"\\\\"');
  assert.equal(ntriples(iri("https://example.org/")), "<https://example.org/>");
});
