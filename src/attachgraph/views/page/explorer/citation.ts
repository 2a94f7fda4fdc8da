// Ready citations of statements and nodes, and the way to the clipboard.

import { bibtex, cslJson, type Item, itemOfNode, itemOfStatement } from "./bibliography.ts";
import { data, type GraphNode, iriOf, labelOf, nodes, propertyLabel, type Quote, type Statement } from "./data.ts";
import { proseOf } from "../shared/prose.ts";
import { el } from "../shared/dom.ts";
import { copyButton } from "../shared/saving.ts";
import { capital } from "../shared/text.ts";

const DATASET = `${data.about.title}, version ${data.about.version}`;

export function citeStatement(statement: Statement): string {
  const quotes = statement.quotes.map((quote) => `“${proseOf(quote.exact)}” (${placeOf(quote)})`);
  const what = quotes.length > 0 ? quotes.join("; ") : sentenceOf(statement);
  const sources = statement.citations.map(
    ({ intent, source }) => `${data.intents[intent] ?? "cites"} ${fullReference(source)}`,
  );
  return [
    `${what}.`,
    `Status: ${statement.status}.`,
    sources.length > 0 ? `${capital(sources.join("; "))}.` : "",
    `${DATASET}, ${iriOf(statement.id)}`,
  ]
    .filter(Boolean)
    .join(" ")
    .replace(/\.\.(?= |$)/g, ".");
}

export function citeNode(node: GraphNode): string {
  const reference = fullReference(node.id);
  return `${reference}${/[.!?]$/.test(reference) ? "" : "."} ${DATASET}, ${iriOf(node.id)}`;
}

/** Three ways to cite: as text, for LaTeX, for a reference manager. */
export function citeStatementButtons(statement: Statement): HTMLElement {
  const item = () => itemOfStatement(statement, citeStatement(statement));
  const sources = statement.citations.flatMap(({ source }) => nodes.get(source) ?? []);
  const group = citeButtons(() => citeStatement(statement), item);
  if (sources.length > 0) group.append(copyButton("Sources", () => sources.map((node) => bibtex(itemOfNode(node))).join("\n"), "Copy the cited sources as BibTeX"));
  return group;
}

export function citeNodeButtons(node: GraphNode): HTMLElement {
  return citeButtons(
    () => citeNode(node),
    () => itemOfNode(node),
  );
}

function citeButtons(text: () => string, item: () => Item): HTMLElement {
  return el(
    "p",
    { class: "cite", role: "group", "aria-label": "Cite this" },
    el("span", {}, "Cite this:"),
    copyButton("Text", text, "Copy as citation"),
    copyButton("BibTeX", () => bibtex(item()), "Copy as BibTeX"),
    copyButton("CSL", () => cslJson(item()), "Copy as CSL-JSON"),
  );
}

export function sentenceOf(statement: Statement): string {
  return `${labelOf(statement.subject)} ${propertyLabel(statement.property)} ${statement.object ? labelOf(statement.object) : statement.text}`;
}

export function placeOf(quote: Quote): string {
  return [
    quote.title,
    quote.section && `“${quote.section}”`,
    quote.start >= 0 && `characters ${quote.start}–${quote.end}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** The bibliographic reference of a source where the dataset has one, else its label. */
export function fullReference(id: string): string {
  return nodes.get(id)?.reference || labelOf(id);
}
