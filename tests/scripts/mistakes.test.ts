import assert from "node:assert/strict";
import { test } from "node:test";
import { unusedName } from "../../src/attachgraph/views/page/sparql/mistakes.ts";

test("a term that the dataset does not use is named with the one that was meant", () => {
  const known = ["ag:Pairing", "ag:Move", "rdfs:label"];
  assert.equal(unusedName("SELECT ?x WHERE { ?x a ag:Pairng }", known), "The dataset uses no ag:Pairng. Did you mean ag:Pairing?");
  assert.equal(unusedName("SELECT ?x WHERE { ?x a ag:Pairing ; rdfs:label ?y }", known), "");
});
