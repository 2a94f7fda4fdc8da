// The legend: it explains every sign and filters the graph.

import { data, edges, type EdgeType, hubs, type Kind, known, nodes } from "./data.ts";
import { atFirst, change, type Patch, state, STRUCTURE } from "./state.ts";
import { dashSwatch, edgeSwatch, kindSwatch, statusBadge } from "./swatch.ts";
import { byId, el, words } from "../shared/dom.ts";

/** The filters of the state. */
type Key = "kinds" | "edges";
type Item = Kind | EdgeType;
type Swatch = (name: string) => SVGElement;

/** Groups that the reader has opened stay open when the legend is drawn again. */
const openGroups = new Set(["Nodes"]);

function buildLegend(): void {
  byId("legend-lists").replaceChildren(
    legendList("Nodes", "kinds", data.kinds, kindSwatch),
    legendList("Edges", "edges", data.edgeTypes, edgeSwatch),
    group("Standing", statusList()),
    entryList(),
    group("Strength", strength("quotes", "Sentences for an edge, at least"), strength("links", "Edges of a node, at least")),
  );
  const button = byId("legend-toggle");
  button.onclick = () => {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
  };
}

function group(title: string, ...content: (HTMLElement | null)[]): HTMLElement {
  const block = el("details", { class: "legend-group" }, el("summary", {}, el("h2", {}, title)), content);
  block.open = openGroups.has(title);
  block.addEventListener("toggle", () => (block.open ? openGroups.add(title) : openGroups.delete(title)));
  return block;
}

function plainButton(text: string, label: string, onclick: () => void): HTMLElement {
  return el("button", { type: "button", class: "plain", onclick, "aria-label": label }, text);
}

function legendList(title: string, key: Key, items: Item[], swatch: Swatch): HTMLElement {
  const lower = title.toLowerCase();
  const reset = () => change({ [key]: new Set(atFirst[key]) });
  const everything = () => change({ [key]: new Set(items.map((item) => item.name)) });
  return group(
    title,
    el(
      "p",
      { class: "choices" },
      plainButton("all", `Show all ${lower}`, everything),
      plainButton("as at first", `First choice of ${lower}`, reset),
    ),
    el(
      "ul",
      {},
      items.map((item) => el("li", {}, legendKey(key, item, swatch))),
    ),
  );
}

function legendKey(key: Key, item: Item, swatch: Swatch): HTMLElement {
  const box = el("input", { type: "checkbox", "data-set": key, "data-name": item.name });
  box.checked = state[key].has(item.name);
  box.onchange = () => toggleKind(key, item.name, box.checked);
  return el(
    "label",
    { class: "key" },
    box,
    swatch(item.name),
    el("span", { class: "name" }, item.label),
    el("span", { class: "count" }, item.count.toLocaleString("en")),
  );
}

function toggleKind(key: Key, name: string, on: boolean): void {
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

/** Checkboxes of things that are shown until they are left out. */
function leaveOut(name: string, ...content: (HTMLElement | SVGElement)[]): HTMLElement {
  const box = el("input", { type: "checkbox", "data-set": "without", "data-name": name });
  box.checked = !state.without.has(name);
  box.onchange = () => {
    const without = new Set(state.without);
    if (box.checked) without.delete(name);
    else without.add(name);
    change({ without });
  };
  return el("label", { class: "key sign-key" }, box, content);
}

function statusList(): HTMLElement {
  const lines = data.statuses.map((status) =>
    el(
      "li",
      {},
      leaveOut(
        status.name,
        dashSwatch(status),
        el("span", {}, statusBadge(status.name), el("span", { class: "words" }, status.words)),
      ),
    ),
  );
  const none = el(
    "li",
    {},
    leaveOut(
      STRUCTURE,
      el("span", {}),
      el("span", {}, el("span", { class: "name" }, "no status"), el("span", { class: "words" }, "from a list, no text asserts it")),
    ),
  );
  return el("ul", {}, lines, none);
}

function entryList(): HTMLElement {
  const entries = hubs.filter((node) => node.kind === "Pairing" || node.kind === "AttachmentStyle").slice(0, 60);
  if (entries.length === 0) return el("span", {});
  return group(
    "Entries",
    el(
      "ul",
      {},
      entries.map((node) => el("li", {}, leaveOut(node.id, kindSwatch(node.kind), words(node.label, { class: "name" })))),
    ),
  );
}

function strength(key: "quotes" | "links", label: string): HTMLElement {
  const field = el("input", { type: "number", min: 0, max: 99, step: 1, id: `least-${key}`, "data-least": key });
  field.value = String(state[key]);
  field.onchange = () => change({ [key]: Math.max(0, Math.floor(Number(field.value)) || 0) });
  return el("div", { class: "strength" }, el("label", { for: field.id }, label), field);
}

/** The legend stands beside the graph, and is built with it. */
export function updateLegend(): void {
  if (byId("legend-lists").childElementCount === 0) buildLegend();
  for (const box of document.querySelectorAll<HTMLInputElement>("#legend input[data-set]")) {
    const { set, name = "" } = box.dataset;
    box.checked = set === "without" ? !state.without.has(name) : state[set as Key].has(name);
  }
  for (const field of document.querySelectorAll<HTMLInputElement>("#legend input[data-least]")) {
    field.value = String(state[field.dataset.least as "quotes" | "links"]);
  }
}
