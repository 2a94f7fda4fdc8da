// The grid of pairings: which are studied, which hardly, which not at all, and how much is written of each.

import { type Cell, data, nodes } from "./data.ts";
import { change, state } from "./state.ts";
import { byId, el, words } from "../shared/dom.ts";
import { countOf } from "../shared/text.ts";

export function buildGrid(): void {
  const { styles, cells, levels } = data.grid;
  const cellOf = new Map(cells.map((cell) => [cell.styles.join(), cell]));
  byId("view-grid").replaceChildren(
    el("h2", {}, "Style by style"),
    el(
      "p",
      { class: "lead" },
      `Every pair of attachment styles, each once. ${levels.map(({ name, words: meaning }) => `${name}: ${meaning}`).join("; ")}.`,
    ),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Style by style" },
      el(
      "table",
      { class: "grid" },
      el("caption", { class: "unseen" }, "Pairs of attachment styles and how well they are studied"),
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
  const level = data.grid.levels.find(({ name }) => name === cell.level);
  const title = cell.label || cell.styles.map((number) => data.grid.styles[number]?.label).join(" – ");
  const parts = [
    words(title, { class: "title" }),
    el(
      "span",
      { class: "numbers" },
      `${countOf(cell.samples, "sample", "samples")}, ${cell.dyadic} of couples, ${cell.direct} direct`,
    ),
    el(
      "span",
      { class: "numbers" },
      cell.claims > 0 ? `${countOf(cell.claims, "claim", "claims")}, ${countOf(cell.sources, "source", "sources")}` : "no entry",
    ),
    el("span", { class: "coverage" }, el("span", { "aria-hidden": "true" }, level?.sign ?? ""), cell.level),
  ];
  if (!nodes.has(cell.pairing)) return el("div", { class: `cell ${cell.level}` }, parts);
  const jump = () => change({ view: "graph", select: cell.pairing, jump: true });
  return el(
    "button",
    { type: "button", class: `cell ${cell.level}`, "data-pairing": cell.pairing, "data-id": cell.pairing, "aria-current": cell.pairing === state.select ? "true" : null, onclick: jump },
    parts,
  );
}
