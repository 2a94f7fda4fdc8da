// The legend: it explains every sign and filters the graph.

import { data, edges, type EdgeType, type Kind, known, nodes } from "./data.ts";
import { atFirst, change, type Patch, state } from "./state.ts";
import { dashSwatch, edgeSwatch, kindSwatch, statusBadge } from "./swatch.ts";
import { byId, el } from "../shared/dom.ts";

/** The filters of the state. */
type Key = "kinds" | "edges";
type Item = Kind | EdgeType;
type Swatch = (name: string) => SVGElement;

export function buildLegend(): void {
  const lists = byId("legend-lists");
  lists.replaceChildren(
    ...legendList("Nodes", "kinds", data.kinds, kindSwatch),
    ...legendList("Edges", "edges", data.edgeTypes, edgeSwatch),
    el("h2", {}, "Standing of an edge"),
    el(
      "ul",
      {},
      data.statuses.map((status) =>
        el(
          "li",
          { class: "sign-key" },
          dashSwatch(status),
          el("span", {}, statusBadge(status.name), el("span", { class: "words" }, status.words)),
        ),
      ),
    ),
  );
  const button = byId("legend-toggle");
  button.onclick = () => {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
  };
}

function legendList(title: string, key: Key, items: Item[], swatch: Swatch): HTMLElement[] {
  const reset = () => change({ [key]: new Set(atFirst[key]) });
  const everything = () => change({ [key]: new Set(items.map((item) => item.name)) });
  return [
    el(
      "h2",
      {},
      title,
      el(
        "span",
        {},
        el(
          "button",
          {
            type: "button",
            class: "plain",
            onclick: everything,
            "aria-label": `Show all ${title.toLowerCase()}`,
          },
          "all",
        ),
        " · ",
        el(
          "button",
          {
            type: "button",
            class: "plain",
            onclick: reset,
            "aria-label": `First choice of ${title.toLowerCase()}`,
          },
          "reset",
        ),
      ),
    ),
    el(
      "ul",
      {},
      items.map((item) => el("li", {}, legendKey(key, item, swatch))),
    ),
  ];
}

function legendKey(key: Key, item: Item, swatch: Swatch): HTMLElement {
  const box = el("input", { type: "checkbox", "data-set": key, "data-name": item.name });
  box.checked = state[key].has(item.name);
  box.onchange = () => toggle(key, item.name, box.checked);
  return el(
    "label",
    { class: "key" },
    box,
    swatch(item.name),
    el("span", { class: "name" }, item.label),
    el("span", { class: "count" }, item.count.toLocaleString("en")),
  );
}

function toggle(key: Key, name: string, on: boolean): void {
  const names = new Set(state[key]);
  if (on) names.add(name);
  else names.delete(name);
  const patch: Patch = { [key]: names };
  if (key === "edges" && on) patch.kinds = withEnds(name);
  change(patch);
}

/** An edge needs both its ends: turning its type on brings kinds that would keep all of it hidden. */
function withEnds(name: string): Set<string> {
  const ends = [...edges.values()]
    .filter((edge) => edge.type === name)
    .map((edge) => [known(nodes, edge.from).kind, known(nodes, edge.to).kind]);
  if (ends.some((pair) => pair.every((kind) => state.kinds.has(kind)))) return state.kinds;
  return new Set([...state.kinds, ...ends.flat()]);
}

export function updateLegend(): void {
  for (const box of document.querySelectorAll<HTMLInputElement>("#legend input")) {
    box.checked = state[box.dataset.set as Key].has(box.dataset.name ?? "");
  }
}
