// The gap map of a large dataset, from counts that were made with the page.

import { change, chosenOf } from "./address.ts";
import { nodeButton, section, type Choose } from "./card.ts";
import { block, nodes } from "./data.ts";
import { byId, el, words } from "../shared/dom.ts";
import { fileName, type Reference, referenceFiles } from "../shared/references.ts";
import { capital, countOf, plainText } from "../shared/text.ts";
import { syncFields } from "../shared/filters.ts";
import { filtersNow, mapFilter, mapFilters, type Seen } from "../shared/map-filters.ts";
import { bubble, bySegment, DIRECTIONS, mapKey, TONES } from "../shared/tones.ts";

interface Gaps {
  rows: [label: string, node: number, isPairing: number][];
  columns: string[];
  studies: [label: string, node: number, year: number, designs: string[]][];
  /** Of each study. */
  references: Reference[][];
  details: [read: string, populations: string[]][];
  cells: [row: number, column: number, study: number, direction: string, direct: number, detail: number][];
  /** All pairings of the dataset: those without a row have no result. */
  pairings: number;
}

type Cell = Gaps["cells"][number];

const ROWS = 60;

let gaps: Gaps | null = null;
let most = ROWS;

async function read(): Promise<Gaps> {
  gaps ??= await block<Gaps>("gaps");
  return gaps;
}

export async function fillGaps(): Promise<void> {
  const found = await read();
  if (byId("view-map").childElementCount) return redraw(found);
  const missing = found.pairings - found.rows.filter(([, , isPairing]) => isPairing).length;
  byId("view-map").replaceChildren(
    el("h2", {}, "Evidence and gap map"),
    el("p", { class: "lead" }, "What the coded studies found on each pairing and each measure of attachment. A circle grows with its studies; choose one to list them. A gap means that the coded literature holds no result there."),
    ...(found.cells.length === 0 ? [none()] : [mapFilters(found.cells.map((one) => seen(found, one)), "Only measured in the study", [], [el("p", { class: "found", id: "map-found", role: "status" })]), mapKey(), el("div", { class: "scroll map-scroll", id: "map-table", tabindex: "0", role: "region", "aria-label": "Evidence and gap map" })]),
    el("p", { class: "hint" }, missing > 0 && found.cells.length > 0 ? `${countOf(missing, "pairing has", "pairings have")} no coded result and no row here. ` : "", "The same for pairs of styles, as a table: ", el("code", {}, "attachgraph gaps")),
  );
  redraw(found);
}

let shown: string | null = null;

/** Draw the table where the filters have changed; else only the chosen cell is another one. */
function redraw(found: Gaps): void {
  const now = filtersNow();
  if (found.cells.length === 0) return;
  if (now === shown) return mark();
  shown = now;
  syncFields("map");
  draw(found);
}

function seen({ rows, columns, studies, details }: Gaps, [row, column, study, direction, direct, detail]: Cell): Seen {
  const [label = "", , year = 0, designs = []] = studies[study] ?? [];
  const [read = "", populations = []] = details[detail] ?? [];
  const text = plainText([rows[row]?.[0], columns[column], label, ...designs].join(" "));
  return { text, year, designs, populations, read, tone: DIRECTIONS[direction]?.tone ?? "other", direct: direct === 1 };
}

function matching(found: Gaps): Cell[] {
  const passes = mapFilter();
  return found.cells.filter((one) => passes(seen(found, one)));
}

function none(): HTMLElement {
  return el("p", { class: "empty" }, "This dataset has no coded results, so every cell would be a gap.");
}

function count(some: Cell[]): string {
  return new Set(some.map(([, , study]) => study)).size.toLocaleString("en");
}

function draw(found: Gaps): void {
  const all = matching(found);
  byId("map-found").textContent = `${count(all)} of ${countOf(found.studies.length, "study", "studies")}`;
  const across = found.columns.map((label, number) => ({ label, cells: all.filter(([, column]) => column === number) }));
  const more = el("button", { type: "button", class: "small more", onclick: () => ((most = found.rows.length), draw(found)) }, "Show all rows");
  byId("map-table").replaceChildren(
    el(
      "table",
      { class: "gaps" },
      el("caption", { class: "unseen" }, "Studies by row and column; the last row and column hold totals, in which each study counts once"),
      el("thead", {}, el("tr", {}, el("td", {}), across.map(({ label, cells }) => el("th", { scope: "col" }, el("span", {}, capital(label)), el("span", { class: "count" }, count(cells)))), el("th", { scope: "col", class: "total" }, el("span", {}, "All studies")))),
      el("tbody", {}, found.rows.slice(0, most).map((row, number) => line(found, all, row, number))),
      el("tfoot", {}, el("tr", {}, el("th", { scope: "row" }, "All studies"), across.map(({ cells }) => el("td", { class: "total" }, count(cells))), el("td", { class: "total" }, count(all)))),
    ),
    ...(found.rows.length > most ? [more] : []),
  );
  mark();
}

function line(found: Gaps, all: Cell[], [label, node]: Gaps["rows"][number], number: number): HTMLElement {
  const cells = all.filter(([row]) => row === number);
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, node >= 0 ? nodeButton(node, choose, label) : words(label)),
    found.columns.map((column, place) => el("td", { "data-name": capital(column) }, cell(label, column, cells.filter(([, one]) => one === place)))),
    el("td", { class: "total" }, count(cells)),
  );
}

function cell(row: string, column: string, here: Cell[]): HTMLElement {
  if (here.length === 0) return el("span", { class: "gap-mark", title: `${row}, ${column}: no coded result` }, "gap");
  const studies = [...new Set(here.map(([, , study]) => study))];
  const parts = bySegment(
    studies.map((study) => {
      const mine = here.filter(([, , one]) => one === study);
      return { tones: mine.map(([, , , direction]) => DIRECTIONS[direction]?.tone ?? "other"), direct: mine.some(([, , , , direct]) => direct) };
    }),
  );
  const direct = parts.filter((part) => part.direct).reduce((sum, part) => sum + part.count, 0);
  const said = parts.map(({ tone, count: many }) => `${many} ${TONES.find((one) => one.tone === tone)?.words ?? ""}`).join(", ");
  const name = `${row}, ${column}: ${countOf(studies.length, "study", "studies")}, ${direct} direct; ${said}`;
  const key = `${row}~${column}`;
  return el(
    "button",
    { type: "button", class: "cell-button", "data-cell": key, "aria-label": name, title: name, onclick: () => change({ "map.cell": key, select: "", cluster: "" }) },
    bubble(parts, 5 + 2.6 * Math.sqrt(Math.min(studies.length, 40))),
    el("span", { class: "count" }, studies.length.toLocaleString("en")),
  );
}

function mark(): void {
  for (const one of document.querySelectorAll<HTMLElement>("[data-cell]")) {
    if (one.dataset.cell === chosenOf("map.cell")) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
}

let choose: Choose = () => {};

export function openGaps(given: Choose): void {
  choose = given;
}

/** The studies of the chosen cell, for the card. */
export async function cellCard(): Promise<HTMLElement[]> {
  const [row = "", column = ""] = chosenOf("map.cell").split("~");
  const found = await read();
  const here = matching(found).filter(([at, across]) => found.rows[at]?.[0] === row && found.columns[across] === column);
  const studies = [...new Set(here.map(([, , study]) => study))];
  return [
    el("p", { class: "kind" }, "Cell of the gap map"),
    el("h2", {}, words(row), ": ", words(column)),
    referenceFiles(fileName(row, column), [...new Map(studies.flatMap((study) => found.references[study] ?? []).map((one) => [one[0], one])).values()]),
    section(
      countOf(studies.length, "study", "studies"),
      studies.map((study) => {
        const [label = "", node = -1] = found.studies[study] ?? [];
        const said = [...new Set(here.filter(([, , one]) => one === study).map(([, , , direction, direct]) => `${DIRECTIONS[direction]?.words ?? "no direction stated"}, ${direct ? "direct" : "indirect"}`))];
        return el("li", {}, node >= 0 && nodes.ids.length > 0 ? nodeButton(node, choose, label) : words(label), el("span", { class: "hint" }, ` ${said.join("; ")}`));
      }),
      0,
    ),
  ];
}
