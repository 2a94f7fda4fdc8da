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
import { proseOf } from "../shared/prose.ts";
import { change, filterOf, filtersWith, state } from "./state.ts";
import { wanted } from "./visible.ts";
import { nodeButton } from "./links.ts";
import { statusBadge } from "./swatch.ts";
import { announce, byId, el, words } from "../shared/dom.ts";
import { checkField, choiceField, clearButton, filterBar, syncFields, wordsField } from "../shared/filters.ts";
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

let limit = PAGE;
/** With what the rows were drawn last: other filters begin with the first rows again. */
let filtersBefore = "";

/** The column that the rows are sorted by, "" until the reader sorts. */
function sorting(): { key: Key | ""; down: boolean } {
  const [key = "", way] = filterOf("table.sort").split(" ");
  return { key: COLUMNS.some((column) => column.key === key) ? (key as Key) : "", down: way === "down" };
}

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

/** Until the reader sorts: first what sources were weighed for, then in the order of the legend, sentences below. */
function inLegendOrder(one: Row, other: Row): number {
  const isPlain = ({ cells }: Row) => Number(cells.status === "" || cells.status === "reported");
  const order = [...edgeTypes.keys()];
  const place = ({ type }: Row) => (order.includes(type) ? order.indexOf(type) : order.length);
  return (
    isPlain(one) - isPlain(other) ||
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
    filterBar(
      wordsField("table.words", "Words"),
      choiceField("table.type", "Edge", types.map((type) => [type, propertyLabel(type)])),
      choiceField("table.status", "Status", [...statuses.keys()].map((name) => [name, name])),
      checkField("table.shown", "Only what the graph shows"),
      clearButton("table", ["words", "type", "status", "shown"]),
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

function columnHead({ key, label }: (typeof COLUMNS)[number]): HTMLElement {
  return el(
    "th",
    { scope: "col", class: `c-${key}`, "data-key": key },
    el("button", { type: "button", onclick: () => sortBy(key) }, label),
  );
}

function sortBy(key: Key): void {
  const before = sorting();
  const down = before.key === key && !before.down;
  change({ filter: filtersWith({ "table.sort": down ? `${key} down` : key }) });
  announce(`Sorted by ${key}, ${down ? "descending" : "ascending"}`);
}

function matching(all: Row[]): Row[] {
  const wordsWanted = plainText(filterOf("table.words")).split(/\s+/).filter(Boolean);
  const [type, status] = [filterOf("table.type"), filterOf("table.status")];
  const onlyIds = filterOf("table.shown") ? idsInGraph() : null;
  const found = all.filter(
    (item) =>
      (!type || item.type === type) &&
      (!status || item.cells.status === status) &&
      (!onlyIds || onlyIds.has(item.edge) || (onlyIds.has(item.subject) && !item.object)) &&
      wordsWanted.every((word) => item.key.includes(word)),
  );
  const { key, down } = sorting();
  if (!key) return found;
  const sign = down ? -1 : 1;
  return found.sort((one, other) => sign * collator.compare(one.cells[key], other.cells[key]) || collator.compare(one.id, other.id));
}

function idsInGraph(): Set<string> {
  const picture = wanted();
  return new Set([...picture.nodes.map((node) => node.id), ...picture.lines.map(({ edge }) => edge.id)]);
}

export function fillTable(): void {
  rows ??= buildTable();
  syncFields("table");
  const filters = [...state.filter].filter((part) => part.startsWith("table.")).join(";");
  if (filters !== filtersBefore) limit = PAGE;
  filtersBefore = filters;
  const found = matching(rows);
  byId("table-rows").replaceChildren(...(found.length > 0 ? found.slice(0, limit).map(tableRow) : [emptyRow()]));
  byId("table-more").hidden = found.length <= limit;
  byId("table-found").textContent =
    `${countOf(Math.min(limit, found.length), "row", "rows")} of ${found.length.toLocaleString("en")}`;
  const { key, down } = sorting();
  for (const head of document.querySelectorAll<HTMLElement>(".edges thead th")) {
    if (head.dataset.key === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
}

function emptyRow(): HTMLElement {
  return el("tr", {}, el("td", { colspan: COLUMNS.length, class: "empty" }, "No row has all of this. Clear the filters, or ask for fewer words."));
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
  limit += 4 * PAGE;
  fillTable();
  byId("table-rows").children[before]?.querySelector("button")?.focus();
}
