// One statement: what is said, in whose words, where, and who supports or disputes it.

import { citeStatement, fullReference, placeOf } from "./citation.ts";
import { data, labelOf, nodes, propertyLabel, type Quote, type Statement } from "./data.ts";
import { change } from "./state.ts";
import { statusBadge } from "./swatch.ts";
import { el, words } from "../shared/dom.ts";
import { copyButton } from "../shared/saving.ts";

/** A button that goes to a node; `jump` also brings it into the picture. */
export function nodeButton(id: string, label = labelOf(id)): HTMLElement {
  if (!nodes.has(id)) return words(label);
  return el(
    "button",
    { type: "button", class: "plain", onclick: () => change({ select: id, jump: true }) },
    words(label),
  );
}

/** `about` is the node whose card it stands on: that name need not be said again. */
export function statementBlock(statement: Statement, about = ""): HTMLElement {
  return el(
    "article",
    { class: "statement" },
    statement.object || statement.subject !== about ? tripleLine(statement) : null,
    statement.quotes.flatMap(quoteLines),
    el("p", {}, statusBadge(statement.status, { long: true })),
    statement.citations.length > 0
      ? el("ul", { class: "sources" }, statement.citations.map(citationLine))
      : null,
    copyButton("Copy as citation", () => citeStatement(statement)),
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
  return [el("blockquote", {}, words(quote.exact)), el("p", { class: "where" }, words(placeOf(quote)))];
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
