// Every node as a row: to sort, to filter and to save; a page of rows at a time.

import { change, chosenOf } from "./address.ts";
import { nodeButton, type Choose } from "./card.ts";
import { clusterOf, edgesOf, keysOfNodes, kindOf, nodes, overview } from "./data.ts";
import { announce, byId, el } from "../shared/dom.ts";
import { checkField, choiceField, clearButton, filterBar, syncFields, wordsField } from "../shared/filters.ts";
import { save } from "../shared/saving.ts";
import { csvCell, harmless } from "../shared/spreadsheets.ts";
import { capital, countOf, plainText } from "../shared/text.ts";

const ROWS = 100;
const COLUMNS: { key: string; label: string; of: (node: number) => number }[] = [
  { key: "edges", label: "Edges", of: (node) => edgesOf(node).length },
  { key: "sentences", label: "Sentences", of: (node) => nodes.said[node] ?? 0 },
  { key: "disputed", label: "Disputed or worse", of: (node) => nodes.contested[node] ?? 0 },
];
const collator = new Intl.Collator("en", { numeric: true });

let choose: Choose = () => {};
let limit = ROWS;
let before = "";
let found: number[] = [];

export function openTable(given: Choose): void {
  choose = given;
}

export function fillTable(): void {
  if (!byId("view-table").childElementCount) build();
  syncFields("table");
  const asked = ["words", "kind", "disputed", "sort"].map((name) => chosenOf(`table.${name}`)).join("\n");
  if (asked === before) return;
  before = asked;
  limit = ROWS;
  found = sorted(matching());
  draw();
}

function build(): void {
  before = "\0";
  const kinds = overview.kinds.flatMap(({ label, count }): [string, string][] => (count ? [[label, capital(label)]] : []));
  const head = (key: string, label: string) => el("th", { scope: "col", "data-key": key }, key ? el("button", { type: "button", onclick: () => sortBy(key) }, label) : label);
  byId("view-table").replaceChildren(
    el("h2", {}, "All nodes"),
    el("p", { class: "lead" }, "Everything on the map as rows. Choose a name to read what the texts say of it, and what it is joined to."),
    filterBar(
      wordsField("table.words", "Words of the name"),
      choiceField("table.kind", "Kind", kinds),
      checkField("table.disputed", "Only with disputed sentences"),
      clearButton("table", ["words", "kind", "disputed"]),
      el("p", { class: "found", id: "table-found", role: "status" }),
      el("div", { class: "actions" }, el("button", { type: "button", class: "small", onclick: saveCsv }, "Save as CSV")),
    ),
    el(
      "div",
      { class: "members wide" },
      el("table", {}, el("thead", {}, el("tr", {}, head("name", "Name"), head("", "Cluster"), COLUMNS.map(({ key, label }) => head(key, label)))), el("tbody", { id: "table-rows" })),
    ),
    el("button", { type: "button", class: "small more", id: "table-more", onclick: showMore }, "Show more rows"),
  );
}

function matching(): number[] {
  const wanted = plainText(chosenOf("table.words")).split(/\s+/).filter(Boolean);
  const keys = wanted.length > 0 ? keysOfNodes() : [];
  const kind = chosenOf("table.kind");
  const only = chosenOf("table.disputed") !== "";
  const rows: number[] = [];
  for (const { kind: number, first, count } of overview.clusters) {
    if (kind && overview.kinds[number]?.label !== kind) continue;
    for (let node = first; node < first + count; node += 1) {
      if (only && !nodes.contested[node]) continue;
      if (wanted.every((word) => keys[node]?.includes(word))) rows.push(node);
    }
  }
  return rows;
}

/** A column, and "up" the second time; until the reader sorts, what most is said of comes first. */
function sorting(): [key: string, way: string] {
  const [key = "", way = ""] = (chosenOf("table.sort") || "sentences").split(" ");
  return [key, way];
}

function sorted(rows: number[]): number[] {
  const [key, way] = sorting();
  const sign = way === "up" ? 1 : -1;
  const column = COLUMNS.find((one) => one.key === key);
  if (column) {
    const values = new Map(rows.map((node) => [node, column.of(node)]));
    return rows.sort((one, other) => sign * ((values.get(one) as number) - (values.get(other) as number)) || one - other);
  }
  if (key === "name") return rows.sort((one, other) => -sign * collator.compare(nodes.labels[one] ?? "", nodes.labels[other] ?? ""));
  return rows;
}

/** The most first; names from the first letter on; a second time the other way round. */
function sortBy(key: string): void {
  change({ "table.sort": sorting().join(" ") === `${key} ` ? `${key} up` : key }, false);
  announce(`Sorted by ${key}`);
}

function draw(): void {
  byId("table-rows").replaceChildren(...found.slice(0, limit).map(row));
  if (found.length === 0) byId("table-rows").append(el("tr", {}, el("td", { colspan: COLUMNS.length + 2, class: "empty" }, "No node has all of this. Clear the filters, or ask for fewer words.")));
  byId("table-more").hidden = found.length <= limit;
  byId("table-found").textContent = `${Math.min(limit, found.length).toLocaleString("en")} of ${countOf(found.length, "row", "rows")}`;
  const [key, way] = sorting();
  for (const head of byId("view-table").querySelectorAll<HTMLElement>("th[data-key]")) {
    if (head.dataset.key !== key) head.removeAttribute("aria-sort");
    else head.setAttribute("aria-sort", (way === "up") === (key === "name") ? "descending" : "ascending");
  }
}

function row(node: number): HTMLElement {
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, nodeButton(node, choose)),
    el("td", { class: "words" }, overview.clusters[clusterOf(node)]?.name ?? ""),
    COLUMNS.map(({ of, label }) => el("td", { "data-name": label }, of(node).toLocaleString("en"))),
  );
}

function showMore(): void {
  const shown = byId("table-rows").childElementCount;
  limit += 5 * ROWS;
  draw();
  byId("table-rows").children[shown]?.querySelector("button")?.focus();
}

function saveCsv(): void {
  const head = ["name", "id", "kind", ...COLUMNS.map(({ key }) => key)];
  const lines = found.map((node) => [nodes.labels[node] ?? "", nodes.ids[node] ?? "", overview.kinds[kindOf(node)]?.label ?? "", ...COLUMNS.map(({ of }) => String(of(node)))]);
  const text = [head, ...lines].map((line) => line.map((value) => csvCell(harmless(value))).join(",")).join("\r\n");
  // spreadsheets take a file without this mark for one in the letters of their country
  save(new Blob([`\ufeff${text}\r\n`], { type: "text/csv;charset=utf-8" }), "attachgraph-nodes.csv");
}
