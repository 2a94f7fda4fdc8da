// One statement: what is said, in whose words, where, and who supports or disputes it.

import { citeStatementButtons, fullReference, placeOf } from "./citation.ts";
import { data, labelOf, propertyLabel, type Quote, type Statement } from "./data.ts";
import { nodeButton } from "./links.ts";
import { passage } from "./passage.ts";
import { sideOf } from "./sides.ts";
import { statusBadge } from "./swatch.ts";
import { el, words } from "../shared/dom.ts";

/** `about` is the node whose card it stands on: that name need not be said again. */
export function statementBlock(statement: Statement, about = ""): HTMLElement {
  return el(
    "article",
    { class: "statement" },
    statement.object || statement.subject !== about ? tripleLine(statement) : null,
    statement.quotes.flatMap(quoteLines),
    el("p", {}, statusBadge(statement.status, { long: true })),
    citationLists(statement),
    citeStatementButtons(statement),
  );
}

/** Subject, property and object; a text that the quote below repeats is left to the quote. */
function tripleLine(statement: Statement): HTMLElement {
  const object = statement.object
    ? nodeButton(statement.object)
    : statement.quotes.length > 0
      ? null
      : words(statement.text);
  return el(
    "p",
    { class: "triple" },
    nodeButton(statement.subject),
    el("span", { class: "edge" }, ` ${propertyLabel(statement.property)} `),
    object,
  );
}

function quoteLines(quote: Quote): HTMLElement[] {
  return [passage(quote), el("p", { class: "where" }, words(placeOf(quote)))];
}

/** Where sources disagree, each side has a heading of its own. */
function citationLists({ citations }: Statement): HTMLElement | null {
  if (citations.length === 0) return null;
  const list = (some: Statement["citations"]) => el("ul", { class: "sources" }, some.map(citationLine));
  const sides = (["For", "Against", "Also cited"] as const).map((side) => ({
    side,
    some: citations.filter(({ intent }) => sideOf(intent) === side),
  }));
  const taken = sides.filter(({ some }) => some.length > 0);
  if (taken.length < 2) return list(citations);
  return el(
    "div",
    { class: "sides" },
    taken.map(({ side, some }) => el("div", {}, el("p", { class: "side" }, side), list(some))),
  );
}

function citationLine({ intent, source }: Statement["citations"][number]): HTMLElement {
  const reference = fullReference(source);
  const known = reference === labelOf(source);
  return el(
    "li",
    {},
    el("span", { class: "intent" }, `${data.intents[intent] ?? "cites"} `),
    nodeButton(source),
    known ? null : words(reference, { class: "full" }),
  );
}
