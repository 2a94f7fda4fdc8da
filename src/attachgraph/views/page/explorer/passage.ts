// The paragraph around a quote, and citation marks turned into names.

import { labelOf, lengthOf, nodes, type Quote, sliceOf } from "./data.ts";
import { nodeButton } from "./links.ts";
import { proseOf } from "../shared/prose.ts";
import { el } from "../shared/dom.ts";

/** Longest text before and after a quote. */
const MOST = 420;

/** The words around a quote in its paragraph, or the few that the dataset keeps. */
export function surroundings(quote: Quote): { before: string; after: string } {
  const length = lengthOf(quote.text);
  if (length === 0 || quote.start < 0) return { before: quote.before, after: quote.after };
  const before = sliceOf(quote.text, Math.max(0, quote.start - 2 * MOST), quote.start);
  const after = sliceOf(quote.text, quote.end, quote.end + 2 * MOST);
  return { before: shortened(lastBlock(before), -1), after: shortened(firstBlock(after), 1) };
}

/** Lists and the head of an entry are read line by line, prose by the paragraph. */
function lastBlock(text: string): string {
  const paragraph = text.split(/\n\s*\n/).at(-1) ?? "";
  const line = paragraph.split("\n").at(-1) ?? "";
  return /^\s*(-|[\w ]+:)/m.test(paragraph) ? line.replace(/^\s*- /, "") : paragraph;
}

function firstBlock(text: string): string {
  const paragraph = text.split(/\n\s*\n/)[0] ?? "";
  return /^\s*(- |[A-Z][\w ]*:|---)/m.test(paragraph) ? (paragraph.split("\n")[0] ?? "") : paragraph;
}

function shortened(text: string, side: 1 | -1): string {
  if (text.length <= MOST) return text;
  return side < 0 ? `… ${text.slice(-MOST).replace(/^\S*\s/, "")}` : `${text.slice(0, MOST).replace(/\s\S*$/, "")} …`;
}

/** A quote, highlighted where it stands. */
export function passage(quote: Quote): HTMLElement {
  const { before, after } = surroundings(quote);
  const kept = lengthOf(quote.text) > 0;
  return el(
    "blockquote",
    {},
    el(
      "bdi",
      { dir: "auto" },
      before && el("span", { class: "around" }, (kept ? "" : "…") + proseOf(before)),
      el("mark", {}, proseOf(quote.exact)),
      after && el("span", { class: "around" }, proseOf(after) + (kept ? "" : "…")),
    ),
  );
}

const SIGNS: Record<string, string> = { supports: "✓", disputes: "≠", qualifies: "~" };

/** A citation mark as the sources it names, each a way to its card. */
export function citationMark(mark: string): HTMLElement | null {
  const keys = [...mark.matchAll(/@(?:([a-zA-Z]+):)?([\w-]+)/g)];
  const known = keys.filter(([, , key]) => nodes.has(`source/${key}`));
  if (known.length === 0) return null;
  return el(
    "span",
    { class: "cited" },
    known.flatMap(([, intent = "", key], number) => [
      number > 0 ? "; " : "(",
      intent in SIGNS ? el("span", { "aria-hidden": "true" }, `${SIGNS[intent]} `) : "",
      el("span", { class: "unseen" }, intent in SIGNS ? `${intent}: ` : ""),
      nodeButton(`source/${key}`, labelOf(`source/${key}`).replace(/ \((\d{4}\w?)\)$/, " $1")),
    ]),
    ")",
  );
}
