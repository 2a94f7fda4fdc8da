import assert from "node:assert/strict";
import { test } from "node:test";
import { capital, countOf, plainText } from "../../src/attachgraph/views/page/shared/text.ts";

test("a number stands with the right noun and with commas", () => {
  assert.equal(countOf(1, "row", "rows"), "1 row");
  assert.equal(countOf(2500, "row", "rows"), "2,500 rows");
});

test("only the first letter becomes a capital", () => {
  assert.equal(capital("conflict Cycle"), "Conflict Cycle");
  assert.equal(capital(""), "");
});

test("accents and case do not keep a reader from a name", () => {
  assert.equal(plainText("Mikulincer & Šćepanović"), "mikulincer & scepanovic");
});
