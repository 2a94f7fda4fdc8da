// The first page: what this is, how well each pairing is studied, how claims stand, and where to go.

import { type Cell, CLAIMS, data, kinds, lookOf, nodes, STANDINGS, statements } from "./data.ts";
import { results, studiesOf } from "./results.ts";
import { change, filtersWith } from "./state.ts";
import { tourList } from "./tours.ts";
import { toned } from "./swatch.ts";
import { byId, el, words } from "../shared/dom.ts";
import { capital, countOf } from "../shared/text.ts";

export function fillStart(): void {
  const view = byId("view-start");
  if (view.childElementCount > 0) return;
  view.replaceChildren(
    el("div", { class: "start" }, opening(), el("div", { class: "first-row" }, coverage(), doors()), standings(), tourList()),
  );
}

/** The colours of the bars belong to the theme. */
export function refillStart(): void {
  byId("view-start").replaceChildren();
  fillStart();
}

function opening(): HTMLElement {
  const { pairings, sources } = data.counts;
  const some = studiesOf(results).length;
  const all = Math.max(some, kinds.get("Study")?.count ?? 0);
  const studies = `${some < all ? `${some.toLocaleString("en")} of ` : ""}${countOf(all, "study", "studies")}`;
  const found = some > 0 ? `, with ${countOf(results.length, "result", "results")} from ${studies}` : "";
  return el(
    "div",
    { class: "opening" },
    el("h2", {}, words(data.about.title)),
    el("p", { class: "hint" }, words(data.about.credit)),
    el(
      "p",
      {},
      `What ${countOf(sources, "source", "sources")} say of ${countOf(pairings, "pairing", "pairings")} of adult attachment styles${found}: every sentence with its quote, every claim with who supports and who disputes it.`,
    ),
  );
}

// ------------------------------------------------------------------ doors

function doors(): HTMLElement {
  const door = (title: string, text: string, go: () => void) =>
    el("li", {}, el("button", { type: "button", class: "door", onclick: go }, el("strong", {}, title), el("span", {}, text)));
  return el(
    "ul",
    { class: "doors" },
    door("Read a pairing", "An entry as a text, with every claim marked by its standing.", () => change({ view: "text" })),
    door("See a disagreement", "A claim, with the results for it and against it by year.", () => change({ view: "disagree" })),
    door("Find a gap", "Pairings by outcome: what was studied, how directly, and what was not.", () => change({ view: "map" })),
  );
}

// ------------------------------------------------------------------ coverage

/** Direct, indirect, none: the levels of the coverage in the words of the map. */
const LEVELS: Record<string, string> = { covered: "direct", thin: "indirect only", missing: "none" };

const PROJECTED = "Projected: from results on both partners' anxiety and avoidance, in samples that did not study the pairing and are not among its samples.";

function coverage(): HTMLElement | null {
  const { styles, cells, levels } = data.grid;
  if (styles.length === 0) return null;
  const cellOf = new Map(cells.map((cell) => [cell.styles.join(), cell]));
  const heads = styles.map((style) => el("th", { scope: "col" }, words(shortStyle(style.label))));
  const rows = styles.map((style, row) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, words(shortStyle(style.label))),
      styles.map((_, column) => el("td", {}, column <= row ? cellButton(cellOf.get([column, row].join())) : null)),
    ),
  );
  const key = levels.map(({ name, sign, words: meaning }) =>
    el("li", { class: `level-${name}` }, el("span", { class: "patch", "aria-hidden": "true" }, sign), `${capital(LEVELS[name] ?? name)}: ${meaning}`),
  );
  if (cells.some(({ projected }) => projected > 0)) key.push(el("li", {}, PROJECTED));
  return el(
    "section",
    { class: "coverage-part" },
    el("h3", {}, "How well each pairing is studied"),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Coverage of the pairings" },
      el(
        "table",
        { class: "matrix" },
        el("caption", { class: "unseen" }, "Pairs of styles, with studies and samples that bear on each"),
        el("thead", {}, el("tr", {}, el("td", {}), heads)),
        el("tbody", {}, rows),
      ),
    ),
    el("ul", { class: "levels" }, key),
  );
}

function shortStyle(label: string): string {
  return label.replace(/ attachment$/, "");
}

function cellButton(cell: Cell | undefined): HTMLElement | null {
  if (!cell) return null;
  const title = cell.label || cell.styles.map((number) => shortStyle(data.grid.styles[number]?.label ?? "").replace(/ \(.*/, "")).join(" – ");
  const sign = data.grid.levels.find(({ name }) => name === cell.level)?.sign ?? "";
  const parts = [
    words(title.replace(/ Relationship$/, ""), { class: "title" }),
    el("span", { class: "numbers" }, `${countOf(cell.studies, "study", "studies")}, ${countOf(cell.samples, "sample", "samples")}`),
    el("span", { class: "coverage" }, el("span", { "aria-hidden": "true" }, sign), wordsFor(cell)),
  ];
  if (!nodes.has(cell.pairing)) return el("div", { class: `cell level-${cell.level}` }, parts);
  return el(
    "button",
    {
      type: "button",
      class: `cell level-${cell.level}`,
      "data-pairing": cell.pairing,
      "data-id": cell.pairing,
      onclick: () => change({ select: cell.pairing }),
    },
    parts,
  );
}

function wordsFor(cell: Cell): string {
  const carried = cell.projected > 0 ? `; projected from ${countOf(cell.projected, "other sample", "other samples")}` : "";
  if (cell.level !== "covered") return (LEVELS[cell.level] ?? cell.level) + carried;
  return `${countOf(cell.direct, "direct sample", "direct samples")}${carried}`;
}

// ------------------------------------------------------------------ standings

function standings(): HTMLElement | null {
  const ofClaims = counted(data.claims.map(({ standing }) => standing));
  const ofSentences = counted(statements.filter(({ property }) => property === CLAIMS).map(({ status }) => status));
  if (ofSentences.length === 0) return null;
  return el(
    "section",
    { class: "standing-part" },
    el("h3", {}, "How claims stand"),
    ofClaims.length > 0
      ? bar("Claims, by their standing", ofClaims, (name) => change({ view: "disagree", claim: "", filter: filtersWith({ "disagree.standing": name }) }))
      : null,
    bar("Sentences of the entries", ofSentences, (name) =>
      change({ view: "table", filter: filtersWith({ "table.type": CLAIMS, "table.status": name, "table.words": "" }) }),
    ),
  );
}

function counted(names: string[]): [string, number][] {
  const all = [...new Set(names)].sort((one, other) => STANDINGS.indexOf(one) - STANDINGS.indexOf(other));
  return all.map((name) => [name, names.filter((each) => each === name).length]);
}

function bar(title: string, counts: [string, number][], open: (name: string) => void): HTMLElement {
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const strip = counts.map(([name, count]) => share(el("span", {}), name, count));
  const pieces = counts.map(([name, count]) => {
    const { sign } = lookOf(name);
    const piece = el(
      "button",
      { type: "button", class: "piece", onclick: () => open(name), title: `${count} ${name}` },
      el("span", { class: "count" }, count.toLocaleString("en")),
      el("span", { class: "name" }, el("span", { "aria-hidden": "true" }, `${sign} `), name),
    );
    return share(piece, name, count);
  });
  return el("div", { class: "bar-of" }, el("p", { class: "hint" }, `${title}: ${all.toLocaleString("en")}`), el("div", { class: "strip", "aria-hidden": "true" }, strip), el("div", { class: "pieces", role: "group", "aria-label": title }, pieces));
}

/** Give a part the colour of its standing and the width of its share. */
function share(part: HTMLElement, name: string, count: number): HTMLElement {
  part.style.flexGrow = String(count);
  return toned(part, name);
}
