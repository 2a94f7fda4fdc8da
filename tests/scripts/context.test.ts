import assert from "node:assert/strict";
import { test } from "node:test";
import { contextAt } from "../../src/attachgraph/views/page/sparql/context.ts";
import { tokenize } from "../../src/attachgraph/views/page/sparql/tokens.ts";

/** The context at the bar. */
function at(query: string) {
  const place = query.indexOf("|>");
  return contextAt(query.replace("|>", ""), place);
}

test("an empty query begins", () => {
  assert.equal(at("|>").wanted, "start");
  assert.equal(at("# only a comment\n|>").wanted, "start");
});

test("behind `a` stands a class", () => {
  assert.equal(at("SELECT * { ?x a |>").wanted, "class");
  assert.equal(at("SELECT * { ?x rdfs:label ?l ; rdf:type |> }").wanted, "class");
});

test("behind a subject stands a property, of the classes that the query gives it", () => {
  const found = at("SELECT * WHERE { ?x a ag:Pairing . ?y a ag:Move . ?x |> }");
  assert.equal(found.wanted, "predicate");
  assert.deepEqual(found.classes, ["ag:Pairing"]);
});

test("a semicolon keeps the subject", () => {
  const found = at("SELECT * { ?x a ag:Pairing ;\n  |> }");
  assert.equal(found.wanted, "predicate");
  assert.deepEqual(found.classes, ["ag:Pairing"]);
});

test("the classes of a subject may come later in the query", () => {
  assert.deepEqual(at("SELECT * { ?x |> ?y . ?x a ag:Work }").classes, ["ag:Work"]);
});

test("within a path the subject's classes say nothing", () => {
  const found = at("SELECT * { ?x a ag:Pairing . ?x ag:hasPhase/|> }");
  assert.equal(found.wanted, "predicate");
  assert.deepEqual(found.classes, []);
});

test("behind a property stands an object, behind a comma another", () => {
  assert.equal(at("SELECT * { ?x ag:pairsWith |> }").wanted, "object");
  assert.equal(at("SELECT * { ?x ag:pairsWith style:secure, |> }").wanted, "object");
});

test("a finished triple is followed by a pattern, in a group and after one", () => {
  assert.equal(at("SELECT * { ?x ag:pairsWith ?y . |> }").wanted, "pattern");
  assert.equal(at("SELECT * { ?x ag:pairsWith ?y OPTIONAL { ?y a ag:Work } |> }").wanted, "pattern");
});

test("a filter and what follows it", () => {
  assert.equal(at("SELECT * { ?x ?p ?o FILTER(|> }").wanted, "expression");
  assert.equal(at("SELECT * { ?x ?p ?o FILTER(?o > 1) ?x |> }").wanted, "predicate");
});

test("behind the pattern come modifiers", () => {
  assert.equal(at("SELECT * { ?x ?p ?o } ORDER BY |>").wanted, "other");
});

test("variables are collected from the whole query, each once", () => {
  assert.deepEqual(at("SELECT |> { ?x ?p ?y . ?y ?p ?x }").variables, ["?x", "?p", "?y"]);
});

test("strings and comments hide what stands in them", () => {
  assert.equal(at('SELECT * { ?x rdfs:label "a { ?y" ; |> }').wanted, "predicate");
  assert.deepEqual(at("# ?z\nSELECT * { |> }").variables, []);
});

test("tokens cover every character that is not white space", () => {
  const query = 'SELECT ?x { ?x a ag:Pairing ; rdfs:label "é\\"x"@en, \'\'\'long\nstring\'\'\' . FILTER(?n >= -1.5e3 && ?m) } # end';
  const kept = tokenize(query);
  let rest = query;
  for (const token of [...kept].reverse()) rest = rest.slice(0, token.start) + rest.slice(token.end);
  assert.equal(rest.trim(), "");
  assert.equal(kept.at(-1)?.kind, "comment");
});

test("an unfinished string ends with its line, an unfinished long one with the text", () => {
  assert.deepEqual(tokenize('"abc\n?x').map(({ kind }) => kind), ["string", "variable"]);
  assert.deepEqual(tokenize('"""abc\n?x').map(({ kind }) => kind), ["string"]);
});

test("a full stop behind a name ends the triple", () => {
  assert.deepEqual(tokenize("style:secure.").map(({ text }) => text), ["style:secure", "."]);
});
