// The evidence and gap map: pairings and measures of attachment by outcome or design, after the maps of Campbell and 3ie.

import { data, hubs, labelOf } from "./data.ts";
import { nodeButton } from "./links.ts";
import { groupOf, type Result, results, samplesOf, studiesOf, toneOf, variable } from "./results.ts";
import { change, filterOf, filtersWith } from "./state.ts";
import { referenceButtons, studyList } from "./study-list.ts";
import { byId, el, words } from "../shared/dom.ts";
import { choiceField, syncFields } from "../shared/filters.ts";
import { mapFilter, mapFilters, type Seen } from "../shared/map-filters.ts";
import { fileName } from "../shared/references.ts";
import { save } from "../shared/saving.ts";
import { csvCell, harmless } from "../shared/spreadsheets.ts";
import { capital, countOf, plainText } from "../shared/text.ts";
import { bubble, bySegment, mapKey, type Segment, TONES } from "../shared/tones.ts";

/** A row or a column: what belongs to it, and which of that is directly on it. */
interface Line {
  key: string;
  label: string;
  kind: "pairing" | "variable" | "other";
  has: (result: Result) => boolean;
  isDirect: (result: Result) => boolean;
}

/** A measure of attachment has a row of its own from this many studies on. */
const OWN_ROW = 3;
const OTHER_MEASURES = "other measures of attachment";

// ------------------------------------------------------------------ rows and columns

const isAttachment = (id: string) => data.variables[id]?.[2] === "attachment";

function measuresOf({ predictors, moderators }: Result): string[] {
  return [...predictors, ...moderators].filter(isAttachment);
}

const rows: Line[] = makeRows();

function makeRows(): Line[] {
  const pairings = hubs
    .filter(({ kind }) => kind === "Pairing")
    .map((node): Line => ({
      key: node.id,
      label: node.drawn.label,
      kind: "pairing",
      has: ({ about }) => about.includes(node.id),
      isDirect: ({ measured }) => measured.includes(node.id),
    }));
  const used = [...new Set(results.flatMap(measuresOf))];
  const counts = new Map(used.map((id) => [id, studiesOf(results.filter((result) => measuresOf(result).includes(id))).length]));
  const own = used.filter((id) => (counts.get(id) ?? 0) >= OWN_ROW).sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
  const always = () => true;
  const measures = own.map((id): Line => ({ key: id, label: variable(id), kind: "variable", has: (result) => measuresOf(result).includes(id), isDirect: always }));
  const others: Line[] = [
    { key: "measures", label: OTHER_MEASURES, kind: "other", has: (result) => measuresOf(result).some((id) => !own.includes(id)), isDirect: always },
    { key: "predictors", label: "other predictors", kind: "other", has: (result) => measuresOf(result).length === 0 && !result.about.some((id) => id.startsWith("pairing/")), isDirect: always },
  ];
  return [...pairings, ...measures, ...others].filter(({ kind, has }) => kind === "pairing" || results.some(has));
}

function columns(): Line[] {
  const namesOf = filterOf("map.by") === "design" ? ({ of }: Result) => of.designs : ({ outcomes }: Result) => outcomes.map(groupOf);
  const counts = new Map<string, number>();
  for (const result of results) for (const name of new Set(namesOf(result))) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ordered = [...counts].sort((one, other) => Number(one[0] === "other") - Number(other[0] === "other") || other[1] - one[1]);
  return ordered.map(([name]) => ({ key: name, label: name, kind: "other", has: (result) => namesOf(result).includes(name), isDirect: () => true }));
}

// ------------------------------------------------------------------ filters

function matching(): Result[] {
  const passes = mapFilter();
  return results.filter((result) => passes(seen(result)));
}

function seen(result: Result): Seen {
  const { of, populations, read, level } = result;
  return { text: textOf(result), year: of.year, designs: of.designs, populations, read, tone: toneOf(result), direct: level === "direct" };
}

const texts = new Map<string, string>();

function textOf(result: Result): string {
  const known = texts.get(result.id);
  if (known !== undefined) return known;
  const claims = result.bearings.map(([claim]) => labelOf(claim));
  const names = [...result.predictors, ...result.moderators, ...result.outcomes].map(variable);
  const text = plainText([result.summary, result.of.label, ...result.of.designs, ...names, ...claims].join(" "));
  texts.set(result.id, text);
  return text;
}

// ------------------------------------------------------------------ the view

export function fillMap(): void {
  const view = byId("view-map");
  if (view.childElementCount === 0) build(view);
  syncFields("map");
  const found = matching();
  byId("map-found").textContent = `${countOf(found.length, "result", "results")} of ${countOf(studiesOf(found).length, "study", "studies")}`;
  byId("map-table").replaceChildren(mapTable(found));
}

function build(view: HTMLElement): void {
  view.replaceChildren(
    el("h2", {}, "Evidence and gap map"),
    el(
      "p",
      { class: "lead" },
      "What the coded studies found on each pairing and each measure of attachment. A circle grows with its studies; choose one to read them. A gap means that the coded literature holds no result there. This map cannot say whether it was ever studied.",
    ),
    results.length === 0 ? el("p", { class: "empty" }, "This dataset has no coded results.") : "",
    mapFilters(
      results.map(seen),
      "Only direct on a claim",
      [choiceField("map.by", "Columns", [["design", "design of the study"]], "outcome")],
      [
        el("p", { class: "found", id: "map-found", role: "status" }),
        el("div", { class: "actions" }, el("button", { type: "button", class: "small", onclick: saveCsv }, "Save as CSV")),
      ],
    ),
    mapKey(),
    el("div", { class: "scroll map-scroll", id: "map-table", tabindex: "0", role: "region", "aria-label": "Evidence and gap map" }),
    about(),
  );
}

function about(): HTMLElement {
  const searches = data.searches.map(({ where, words: text, on, criteria, note }) =>
    el(
      "dl",
      { class: "facts" },
      ...[["searched in", where], ["with the words", text], ["on", on], ["let in", criteria], ["note", note]].flatMap(([name = "", value = ""]) =>
        value ? [el("dt", {}, name), el("dd", {}, words(value))] : [],
      ),
    ),
  );
  return el(
    "details",
    { class: "about" },
    el("summary", {}, "About this map"),
    el(
      "p",
      {},
      "Rows are the pairings, then the measures of attachment with three studies or more. Columns are the groups of outcomes of the codebook, or the designs. A study counts once in each cell, however many results it has there; with results in several directions it counts as mixed. For a pairing, a study is direct if it compared couples of these two styles, or measured what a claim says of this pairing alone.",
    ),
    searches.length > 0 ? el("h3", {}, "How the literature was searched") : "",
    ...searches,
    el("p", {}, "The method of coding, with the agreement of the coders, is in the protocol of the dataset (docs/protocol.md)."),
  );
}

// ------------------------------------------------------------------ cells

function segments(row: Line, here: Result[]): Segment[] {
  return bySegment(
    studiesOf(here).map((study) => {
      const found = here.filter(({ of }) => of === study);
      return { tones: found.map(toneOf), direct: found.some(row.isDirect) };
    }),
  );
}

function mapTable(found: Result[]): HTMLElement {
  const across = columns();
  const count = (some: Result[]) => String(studiesOf(some).length);
  const head = across.map(({ label, has }) => el("th", { scope: "col" }, el("span", {}, capital(label)), el("span", { class: "count" }, count(found.filter(has)))));
  const parts: [title: string, kinds: Line["kind"][]][] = [["Pairings", ["pairing"]], ["Measured in one partner or both", ["variable", "other"]]];
  const bodies = parts.map(([title, kinds]) => {
    const mine = rows.filter(({ kind }) => kinds.includes(kind));
    if (mine.length === 0) return null;
    return el(
      "tbody",
      {},
      el("tr", { class: "part" }, el("th", { scope: "rowgroup", colspan: across.length + 2 }, el("span", {}, title))),
      mine.map((row) => {
        const about = found.filter(row.has);
        return el(
          "tr",
          {},
          el("th", { scope: "row" }, row.kind === "pairing" ? nodeButton(row.key, row.label) : words(row.label)),
          across.map((column) => el("td", { "data-name": capital(column.label) }, cell(row, column, about.filter(column.has)))),
          el("td", { class: "total" }, count(about)),
        );
      }),
    );
  });
  const sums = across.map(({ has }) => el("td", { class: "total" }, count(found.filter(has))));
  return el(
    "table",
    { class: "gaps" },
    el("caption", { class: "unseen" }, "Studies by row and column; the last row and column hold totals, in which each study counts once"),
    el("thead", {}, el("tr", {}, el("td", {}), head, el("th", { scope: "col", class: "total" }, el("span", {}, "All studies")))),
    bodies,
    el("tfoot", {}, el("tr", {}, el("th", { scope: "row" }, "All studies"), sums, el("td", { class: "total" }, count(found)))),
  );
}

function cell(row: Line, column: Line, here: Result[]): HTMLElement {
  const studies = studiesOf(here).length;
  if (studies === 0) return el("span", { class: "gap-mark", title: `${row.label}, ${column.label}: no coded result` }, "gap");
  const parts = segments(row, here);
  const key = `${row.key}~${column.key}`;
  const direct = parts.filter((part) => part.direct).reduce((sum, part) => sum + part.count, 0);
  const said = parts.map(({ tone, count }) => `${count} ${TONES.find((one) => one.tone === tone)?.words ?? ""}`).join(", ");
  const name = `${row.label}, ${column.label}: ${countOf(studies, "study", "studies")}, ${direct} direct; ${said}`;
  return el(
    "button",
    {
      type: "button",
      class: "cell-button",
      "aria-label": name,
      title: name,
      "aria-current": filterOf("map.cell") === key ? "true" : null,
      onclick: () => change({ filter: filtersWith({ "map.cell": key }), select: "" }),
    },
    bubble(parts, 5 + 2.6 * Math.sqrt(studies)),
    el("span", { class: "count" }, String(studies)),
  );
}

/** The chosen cell as a list of studies, for the card; nothing where none is chosen. */
export function cellParts(top: (title: string) => HTMLElement): HTMLElement[] | null {
  const [rowKey = "", columnKey = ""] = filterOf("map.cell").split("~");
  const row = rows.find(({ key }) => key === rowKey);
  const column = columns().find(({ key }) => key === columnKey);
  if (!row || !column) return null;
  const here = matching().filter((result) => row.has(result) && column.has(result));
  const note = (result: Result) => (row.kind === "pairing" ? (row.isDirect(result) ? "Direct." : `Indirect${reasonsOf(result, row.key)}.`) : "");
  return [
    top("Cell of the gap map"),
    el("h2", {}, words(row.label), ": ", column.label),
    el("p", {}, `${countOf(studiesOf(here).length, "study", "studies")} on ${countOf(samplesOf(here), "sample", "samples")}.`),
    referenceButtons(here, fileName(row.label, column.label)),
    studyList(here, note),
  ];
}

function reasonsOf({ bearings }: Result, pairing: string): string {
  const about = new Set(data.claims.filter((claim) => claim.about.includes(pairing)).map(({ id }) => id));
  const reasons = new Set(bearings.filter(([claim, , , reason]) => about.has(claim) && reason).map(([, , , reason]) => reason));
  return reasons.size > 0 ? `: ${[...reasons].join("; ")}` : "";
}

export function closeCell(): void {
  change({ filter: filtersWith({ "map.cell": "" }) });
}

function saveCsv(): void {
  const head = ["row", "column", "study", "year", "design", "people", "direction", "direct", "result", "read"];
  const lines = matching().flatMap((result) =>
    rows.filter((row) => row.has(result)).flatMap((row) =>
      columns().filter((column) => column.has(result)).map((column) => [
        row.label,
        column.label,
        result.of.label,
        String(result.of.year || ""),
        result.of.designs.join(", "),
        String(result.people || ""),
        result.direction,
        row.isDirect(result) ? "yes" : "no",
        result.summary,
        result.read,
      ]),
    ),
  );
  const text = [head, ...lines].map((line) => line.map((value) => csvCell(harmless(value))).join(",")).join("\r\n");
  save(new Blob([`\ufeff${text}\r\n`], { type: "text/csv;charset=utf-8" }), "attachgraph-gap-map.csv");
}
