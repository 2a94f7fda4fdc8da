// The grid of pairings: what is covered, what is thin, what nobody has written about.

import { type Cell, data, nodes } from "./data.ts";
import { change, state } from "./state.ts";
import { byId, el, words } from "../shared/dom.ts";
import { countOf } from "../shared/text.ts";

const COVERAGE = {
  covered: { sign: "●", words: "covered" },
  thin: { sign: "◐", words: "thin" },
  missing: { sign: "○", words: "missing" },
};

export function buildGrid(): void {
  const { styles, cells, thin } = data.grid;
  const cellOf = new Map(cells.map((cell) => [cell.styles.join(), cell]));
  byId("view-grid").replaceChildren(
    el("h2", {}, "Style by style"),
    el(
      "p",
      { class: "lead" },
      `Every pair of attachment styles, each once. Thin means fewer than ${thin.claims} sentences or fewer than ${thin.sources} sources; missing means that no text of this dataset speaks about the pair.`,
    ),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Style by style" },
      el(
      "table",
      { class: "grid" },
      el("caption", { class: "unseen" }, "Pairs of attachment styles with their coverage"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("td", {}),
          styles.map((style) => el("th", { scope: "col" }, words(style.label))),
        ),
      ),
      el(
        "tbody",
        {},
        styles.map((style, row) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, words(style.label)),
            styles.map((_, column) =>
              el("td", {}, column <= row ? gridCell(cellOf.get([column, row].join())) : null),
            ),
          ),
        ),
      ),
    ),
    ),
  );
}

function gridCell(cell: Cell | undefined): HTMLElement | null {
  if (!cell) return null;
  const { sign, words: coverage } = COVERAGE[cell.coverage];
  const title = cell.label || cell.styles.map((number) => data.grid.styles[number]?.label).join(" – ");
  const parts = [
    words(title, { class: "title" }),
    el(
      "span",
      { class: "numbers" },
      cell.coverage === "missing"
        ? "no text"
        : `${countOf(cell.claims, "sentence", "sentences")}, ${countOf(cell.sources, "source", "sources")}`,
    ),
    el("span", { class: "coverage" }, el("span", { "aria-hidden": "true" }, sign), coverage),
  ];
  if (!nodes.has(cell.pairing)) return el("div", { class: `cell ${cell.coverage}` }, parts);
  const jump = () => change({ view: "graph", select: cell.pairing, jump: true });
  return el(
    "button",
    { type: "button", class: `cell ${cell.coverage}`, "data-pairing": cell.pairing, "data-id": cell.pairing, "aria-current": cell.pairing === state.select ? "true" : null, onclick: jump },
    parts,
  );
}
