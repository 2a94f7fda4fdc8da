// Rows as a table: sortable, and never more on the page than a reader can take in.

import { announce, el, words } from "../shared/dom.ts";
import { proseOf } from "../shared/prose.ts";
import { countOf } from "../shared/text.ts";
import { curieOf, isNumber, type Term } from "./answer.ts";

/** How a page writes an IRI: as a link, a button, or plain text. */
export type NameTerm = (iri: string, shown: string) => HTMLElement;

export interface TableOptions {
  variables: string[];
  rows: (Term | null)[][];
  prefixes: ReadonlyMap<string, string>;
  /** Names of things, by CURIE. */
  labels: ReadonlyMap<string, string>;
  nameTerm: NameTerm;
}

const XSD = "http://www.w3.org/2001/XMLSchema#";

/** Rows that are drawn at first, and with each further step. */
const FIRST = 200;
const STEP = 1000;

const collator = new Intl.Collator("en", { numeric: true });

export function resultTable({ variables, rows, prefixes, labels, nameTerm }: TableOptions): HTMLElement {
  let order = rows.map((_, index) => index);
  let shown = 0;
  const sort = { column: -1, down: false };
  const body = el("tbody");
  const more = el("button", { type: "button", class: "small", onclick: () => showMore() });
  const heads = variables.map((name, column) =>
    el("th", { scope: "col" }, el("button", { type: "button", onclick: () => sortBy(column) }, name)),
  );
  // Where all texts of a column are in one language, saying so in every row is noise.
  const mixed = variables.map((_, column) => {
    const texts = rows.flatMap((row) => row[column] ?? []).filter(({ type }) => type === "literal");
    return new Set(texts.map((term) => (term.type === "literal" ? term.language : ""))).size > 1;
  });
  const numeric = variables.map((_, column) => {
    const filled = rows.slice(0, FIRST).flatMap((row) => row[column] ?? []);
    return filled.length > 0 && filled.every(isNumber);
  });

  // Counts are compared faster as bars than as figures.
  const largest = variables.map((_, column) => {
    const values = numeric[column] && rows.length > 1 ? rows.map((row) => Number(row[column]?.value ?? 0)) : [];
    return values.every((value) => value >= 0) ? Math.max(0, ...values) : 0;
  });

  function line(index: number): HTMLElement {
    const row = rows[index] ?? [];
    return el(
      "tr",
      {},
      variables.map((name, column) =>
        el(
          "td",
          { "data-name": name, class: numeric[column] ? "number" : null },
          cell(row[column] ?? null, mixed[column] ?? false),
          bar(Number(row[column]?.value ?? 0), largest[column] ?? 0),
        ),
      ),
    );
  }

  function cell(term: Term | null, told: boolean): HTMLElement | null {
    if (!term) return el("span", { class: "empty" }, "–");
    if (term.type === "iri") return nameTerm(term.value, nameOf(term.value));
    if (term.type === "blank") return el("span", { class: "empty" }, `_:${term.value}`);
    const language = told ? term.language : "";
    const kind = term.language ? language : term.datatype.startsWith(XSD) ? "" : shortType(term.datatype);
    return el("span", {}, words(proseOf(term.value), term.language ? { lang: term.language } : {}), kind ? mark(kind) : null);
  }

  /** What the dataset calls a thing, else its CURIE, else its address. */
  function nameOf(iri: string): string {
    const curie = curieOf(iri, prefixes);
    return labels.get(curie) || curie || iri;
  }

  function shortType(datatype: string): string {
    return curieOf(datatype, prefixes) || datatype;
  }

  function showMore(): void {
    const before = shown;
    shown = Math.min(order.length, shown + (shown === 0 ? FIRST : STEP));
    body.append(...order.slice(before, shown).map(line));
    more.hidden = shown >= order.length;
    more.textContent = `Show more rows (${shown.toLocaleString("en")} of ${order.length.toLocaleString("en")} shown)`;
    if (before > 0) announce(countOf(shown, "row is shown", "rows are shown"));
  }

  function sortBy(column: number): void {
    Object.assign(sort, { down: sort.column === column && !sort.down, column });
    const sign = sort.down ? -1 : 1;
    const text = (index: number) => rows[index]?.[column]?.value ?? "";
    order = rows.map((_, index) => index);
    order.sort((one, other) => sign * collator.compare(text(one), text(other)) || one - other);
    for (const [index, head] of heads.entries()) {
      if (index === column) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    shown = 0;
    body.replaceChildren();
    showMore();
    announce(`Sorted by ${variables[column]}, ${sort.down ? "descending" : "ascending"}`);
  }

  showMore();
  return el(
    "div",
    {},
    el(
      "div",
      { class: "rows", role: "region", "aria-label": "Rows of the answer", tabindex: 0 },
      el(
        "table",
        { class: "answer" },
        el("caption", { class: "unseen" }, "The answer. The column headings sort."),
        el("thead", {}, el("tr", {}, heads)),
        body,
      ),
    ),
    more,
  );
}

function bar(value: number, largest: number): HTMLElement | null {
  if (largest <= 0) return null;
  const made = el("span", { class: "count-bar", "aria-hidden": "true" });
  made.style.width = `${Math.round((100 * value) / largest)}%`;
  return made;
}

function mark(text: string): HTMLElement {
  return el("span", { class: "mark" }, text);
}
