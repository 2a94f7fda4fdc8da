// The table twin: every edge and every sentence as a row, to sort, filter and read aloud.

import {
  edges,
  edgeTypes,
  labelOf,
  propertyLabel,
  type Quote,
  statements,
  statuses,
} from "./data.ts";
import { proseOf } from "./prose.ts";
import { change, state } from "./state.ts";
import { picture } from "./graph.ts";
import { nodeButton } from "./links.ts";
import { statusBadge } from "./swatch.ts";
import { announce, byId, el, words } from "../shared/dom.ts";
import { copyButton, save } from "../shared/saving.ts";
import { csvCell, harmless } from "../shared/spreadsheets.ts";
import { countOf, plainText } from "../shared/text.ts";

const PAGE = 150;
const collator = new Intl.Collator("en", { numeric: true });

type Key = "from" | "edge" | "to" | "status" | "quote" | "section";

const COLUMNS: { key: Key; label: string }[] = [
  { key: "from", label: "From" },
  { key: "edge", label: "Edge" },
  { key: "to", label: "To" },
  { key: "status", label: "Status" },
  { key: "quote", label: "Quote" },
  { key: "section", label: "Section" },
];

/** Filters by words, type and status; `sort` is "" until the reader sorts. */
const table = {
  sort: "" as Key | "",
  down: false,
  words: "",
  type: "",
  status: "",
  shown: false,
  limit: PAGE,
};

interface Row {
  /** The statement, or the edge that no statement asserts. */
  id: string;
  subject: string;
  object: string;
  type: string;
  /** The edge that it asserts, "" for a sentence. */
  edge: string;
  cells: Record<Key, string>;
  /** All cells in plain letters. */
  key: string;
}

let rows: Row[] | undefined;

function allRows(): Row[] {
  // One row for each statement, so that every status stands beside its own words.
  const ofEdges = [...edges.values()].flatMap((edge) => {
    const { id, from, to, type, status } = edge;
    const ends = { subject: from, type, object: to, edge: id };
    return edge.statements.length === 0
      ? [row({ ...ends, id, status })]
      : edge.statements.map((statement) => row({ ...ends, id: statement.id, status: statement.status }, statement.quotes));
  });
  const ofTexts = statements
    // what a position claims is its name, and stands in the row of its debate
    .filter((statement) => !statement.object && statement.text !== labelOf(statement.subject))
    .map(({ id, subject, property, text, status, quotes }) =>
      row({ id, subject, type: property, object: "", edge: "", status }, quotes, text),
    );
  return [...ofEdges, ...ofTexts].sort(inLegendOrder);
}

/** Until the reader sorts: edges in the order of the legend, sentences below. */
function inLegendOrder(one: Row, other: Row): number {
  const order = [...edgeTypes.keys()];
  const place = ({ type }: Row) => (order.includes(type) ? order.indexOf(type) : order.length);
  return (
    place(one) - place(other) ||
    collator.compare(one.cells.from, other.cells.from) ||
    collator.compare(one.id, other.id)
  );
}

function row(
  { status, ...ends }: Omit<Row, "cells" | "key"> & { status: string },
  quotes: Quote[] = [],
  text = labelOf(ends.object),
): Row {
  const more = quotes.length > 1 ? ` (and ${quotes.length - 1} more)` : "";
  const cells = {
    from: labelOf(ends.subject),
    edge: propertyLabel(ends.type),
    to: text,
    status,
    quote: proseOf(quotes[0]?.exact ?? "") + more,
    section: quotes[0]?.section ?? "",
  };
  return { ...ends, cells, key: plainText(Object.values(cells).join(" ")) };
}

function buildTable(): Row[] {
  const made = allRows();
  const types = [...new Set(made.map((item) => item.type))].sort((one, other) =>
    collator.compare(propertyLabel(one), propertyLabel(other)),
  );
  byId("view-table").replaceChildren(
    el("h2", {}, "All edges and sentences"),
    el(
      "p",
      { class: "lead" },
      "Everything the graph shows, and what the texts say in sentences. Choose an edge to read its card.",
    ),
    el(
      "div",
      { class: "filters" },
      filterField("Words", el("input", { type: "search", autocomplete: "off" }), "input", "words"),
      filterField("Edge", choice(types, propertyLabel), "change", "type"),
      filterField(
        "Status",
        choice([...statuses.keys()], (name) => name),
        "change",
        "status",
      ),
      shownOnly(),
      el("p", { class: "found", id: "table-found", role: "status" }),
      el(
        "div",
        { class: "actions" },
        copyButton("Copy rows", () => asText("\t"), "Copy these rows, for a spreadsheet"),
        el("button", { type: "button", class: "small", onclick: saveCsv }, "Save as CSV"),
      ),
    ),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Edges and sentences" },
      el(
      "table",
      { class: "edges" },
      el(
        "caption",
        { class: "unseen" },
        "Edges and sentences with status, quote and section. The column headings sort.",
      ),
      el("thead", {}, el("tr", {}, COLUMNS.map(columnHead))),
      el("tbody", { id: "table-rows" }),
    ),
    ),
    el(
      "button",
      { type: "button", class: "small more", id: "table-more", onclick: showMore },
      "Show more rows",
    ),
  );
  return made;
}

/** The table can follow the graph: its filters, its focus, its path. */
function shownOnly(): HTMLElement {
  const box = el("input", { type: "checkbox", id: "table-shown" });
  box.onchange = () => {
    Object.assign(table, { shown: box.checked, limit: PAGE });
    fillTable();
  };
  return el("label", { class: "chip", for: box.id }, box, "Only what the graph shows");
}

function asText(mark: "," | "\t"): string {
  const head = COLUMNS.map(({ label }) => label);
  const lines = matching(rows ?? []).map(({ cells }) => COLUMNS.map(({ key }) => harmless(cells[key])));
  const cell = (text: string) => (mark === "\t" ? text.replace(/[\t\r\n]+/g, " ") : csvCell(text));
  return [head, ...lines].map((line) => line.map(cell).join(mark)).join("\r\n") + "\r\n";
}

function saveCsv(): void {
  // spreadsheets take a file without this mark for one in the letters of their country
  save(new Blob(["\ufeff", asText(",")], { type: "text/csv;charset=utf-8" }), "attachgraph-table.csv");
  announce("The table was saved.");
}

function filterField(
  label: string,
  field: HTMLInputElement | HTMLSelectElement,
  event: string,
  key: "words" | "type" | "status",
): HTMLElement {
  field.id = `table-${key}`;
  field.addEventListener(event, () => {
    Object.assign(table, { [key]: field.value, limit: PAGE });
    fillTable();
  });
  return el("div", { class: "field" }, el("label", { for: field.id }, label), field);
}

function choice(values: string[], label: (value: string) => string): HTMLSelectElement {
  return el(
    "select",
    {},
    el("option", { value: "" }, "any"),
    values.map((value) => el("option", { value }, label(value))),
  );
}

function columnHead({ key, label }: (typeof COLUMNS)[number]): HTMLElement {
  return el(
    "th",
    { scope: "col", class: `c-${key}`, "data-key": key },
    el("button", { type: "button", onclick: () => sortBy(key) }, label),
  );
}

function sortBy(key: Key): void {
  Object.assign(table, { down: table.sort === key && !table.down, sort: key });
  fillTable();
  announce(`Sorted by ${key}, ${table.down ? "descending" : "ascending"}`);
}

function matching(all: Row[]): Row[] {
  const wordsWanted = plainText(table.words).split(/\s+/).filter(Boolean);
  const onlyIds = table.shown
    ? new Set([...picture.nodes.map((node) => node.id), ...picture.lines.map(({ edge }) => edge.id)])
    : null;
  const found = all.filter(
    (item) =>
      (!table.type || item.type === table.type) &&
      (!table.status || item.cells.status === table.status) &&
      (!onlyIds || onlyIds.has(item.edge) || (onlyIds.has(item.subject) && !item.object)) &&
      wordsWanted.every((word) => item.key.includes(word)),
  );
  const { sort } = table;
  if (!sort) return found;
  const sign = table.down ? -1 : 1;
  return found.sort(
    (one, other) =>
      sign * collator.compare(one.cells[sort], other.cells[sort]) ||
      collator.compare(one.id, other.id),
  );
}

export function fillTable(): void {
  rows ??= buildTable();
  const found = matching(rows);
  byId("table-rows").replaceChildren(...found.slice(0, table.limit).map(tableRow));
  byId("table-more").hidden = found.length <= table.limit;
  byId("table-found").textContent =
    `${countOf(Math.min(table.limit, found.length), "row", "rows")} of ${found.length.toLocaleString("en")}`;
  for (const head of document.querySelectorAll<HTMLElement>(".edges thead th")) {
    if (head.dataset.key === table.sort)
      head.setAttribute("aria-sort", table.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
}

function tableRow({ id, subject, object, cells }: Row): HTMLElement {
  return el(
    "tr",
    { "data-id": id, "aria-current": id === state.select ? "true" : null },
    el("th", { scope: "row" }, nodeButton(subject, cells.from)),
    el(
      "td",
      {},
      el("button", { type: "button", class: "plain", onclick: () => change({ select: id }) }, cells.edge),
    ),
    el("td", {}, object ? nodeButton(object, cells.to) : words(cells.to)),
    el("td", {}, cells.status ? statusBadge(cells.status) : el("span", { class: "hint" }, "structure")),
    el("td", { class: "quote" }, el("span", {}, words(cells.quote))),
    el("td", { class: "section" }, words(cells.section)),
  );
}

function showMore(): void {
  const before = byId("table-rows").childElementCount;
  table.limit += 4 * PAGE;
  fillTable();
  byId("table-rows").children[before]?.querySelector("button")?.focus();
}
