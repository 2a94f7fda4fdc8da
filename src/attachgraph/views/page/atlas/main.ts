// The page of a large dataset: search, legend, card, and a map or a list of its clusters.

import { byId, el } from "../shared/dom.ts";
import { capital, countOf, plainText } from "../shared/text.ts";
import { inTheme, onTheme } from "../shared/theme.ts";
import { clusterButton, nodeButton, showCard, type Chosen } from "./card.ts";
import { nodes, numberOf, overview, parts, readNodes } from "./data.ts";
import { buildList } from "./list.ts";
import { drawNodes, fit, lookAt, lookAtNode, pan, repaint, select, shownKinds, startMap, zoom } from "./map.ts";

const FIRST_CLUSTERS = 12;
const MOST_RESULTS = 30;
/** After so many a name is too short to look for. */
const MOST_FOUND = 400;

let chosen: Chosen = { node: -1, cluster: -1 };

function choose(next: Chosen): void {
  chosen = next;
  select(next.node);
  showCard(next, choose);
  const value = next.node >= 0 ? `select=${encodeURIComponent(nodes.ids[next.node] as string).replace(/%2F|%3A/g, decodeURIComponent)}` : next.cluster >= 0 ? `cluster=${next.cluster}` : "";
  if (`#${value}` === (location.hash || "#")) return;
  try {
    location.hash = value;
  } catch {
    // a frame without an address of its own, as notebooks have it
  }
}

/** Choose, and move the map to it. */
function go(next: Chosen): void {
  byId("results").replaceChildren();
  choose(next);
  const cluster = overview.clusters[next.cluster];
  if (next.node >= 0) lookAtNode(next.node);
  else if (cluster) lookAt(cluster, 1.15 * cluster.radius);
}

function buildSearch(): void {
  const field = byId<HTMLInputElement>("search");
  field.onkeydown = (event) => {
    if (event.key === "Enter") byId("results").querySelector("button")?.click();
    if (event.key === "Escape") search((field.value = ""));
  };
  field.oninput = () => search(plainText(field.value).trim());
}

/** Names of nodes as they are looked for; made when somebody looks. */
let keys: [nodes: string[], parts: string[]] | null = null;

function search(wanted: string): void {
  keys ??= [nodes.labels.map(plainText), parts.labels.map(plainText)];
  const found: { node: number; key: string; name: string }[] = [];
  const take = (names: string[], read: string[], owner: (place: number) => number) => {
    for (let place = 0; wanted && place < read.length && found.length < MOST_FOUND; place += 1) {
      const key = read[place] as string;
      if (key.includes(wanted)) found.push({ node: owner(place), key, name: names[place] as string });
    }
  };
  take(nodes.labels, keys[0], (place) => place);
  take(parts.labels, keys[1], (place) => parts.owner[place] as number);
  found.sort((one, other) => one.key.length - other.key.length || one.node - other.node);
  const lines = found.slice(0, MOST_RESULTS).map(({ node, name }) =>
    el("li", {}, nodeButton(node, go), nodes.labels[node] === name ? null : el("span", { class: "hint" }, ` ${name}`)),
  );
  const heading = found.length < MOST_FOUND ? countOf(found.length, "name matches", "names match") : `More than ${MOST_FOUND} names match`;
  byId("results").replaceChildren(...(wanted ? [el("h2", {}, heading), el("ul", {}, lines)] : []));
}

/** Words before dots: what there is, each cluster with the number of its members. */
function buildClusters(): void {
  const list = byId("clusters");
  let shown = FIRST_CLUSTERS;
  const fill = () => {
    list.replaceChildren(
      ...overview.clusters.slice(0, shown).map(({ count }, cluster) => el("li", {}, clusterButton(cluster, go), el("span", { class: "count" }, count.toLocaleString("en")))),
    );
    more.hidden = shown >= overview.clusters.length;
  };
  const more = el("button", { type: "button", class: "small", onclick: () => ((shown = overview.clusters.length), fill()) }, "Show all");
  fill();
  list.after(more);
}

function buildLegend(): void {
  byId("kinds").replaceChildren(
    ...overview.kinds.flatMap((kind, number) => {
      if (!kind.count) return [];
      const box = el("input", { type: "checkbox" });
      box.checked = shownKinds.has(number);
      box.onchange = () => {
        if (box.checked) shownKinds.add(number);
        else shownKinds.delete(number);
        repaint();
        buildList(shownKinds, choose);
      };
      const dot = el("canvas", { width: 12, height: 12, "aria-hidden": "true" });
      const pen = dot.getContext("2d") as CanvasRenderingContext2D;
      pen.fillStyle = inTheme(kind.colour);
      pen.arc(6, 6, 5, 0, 2 * Math.PI);
      pen.fill();
      return [el("li", {}, el("label", {}, box, dot, el("span", { class: "name" }, capital(kind.label)), el("span", { class: "count" }, kind.count.toLocaleString("en"))))];
    }),
  );
}

function buildTools(): void {
  byId("canvas").onkeydown = (event) => {
    const actions: Record<string, () => void> = {
      ArrowLeft: () => pan(-0.15, 0),
      ArrowRight: () => pan(0.15, 0),
      ArrowUp: () => pan(0, -0.15),
      ArrowDown: () => pan(0, 0.15),
      "+": () => zoom(1.5),
      "-": () => zoom(1 / 1.5),
      0: fit,
      Escape: () => choose({ node: -1, cluster: -1 }),
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  };
  byId("zoom-in").onclick = () => zoom(1.5);
  byId("zoom-out").onclick = () => zoom(1 / 1.5);
  byId("zoom-all").onclick = fit;
  byId("as-list").onclick = () => showList(byId("list").hidden === true);
}

function showList(wanted: boolean): void {
  byId("list").hidden = !wanted;
  byId("as-list").setAttribute("aria-pressed", String(wanted));
  for (const id of ["zoom-in", "zoom-out", "zoom-all"]) byId(id).hidden = wanted;
}

function followAddress(): void {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const node = numberOf.get(wanted.get("select") ?? "") ?? -1;
  const cluster = Number(wanted.get("cluster") ?? -1);
  if (node === chosen.node && cluster === chosen.cluster) return;
  go({ node, cluster: node < 0 && overview.clusters[cluster] ? cluster : -1 });
}

byId("counts").textContent = [
  countOf(overview.nodes, "node", "nodes"),
  countOf(overview.edges, "edge", "edges"),
  countOf(overview.sentences, "sentence", "sentences"),
].join(" · ");
byId("canvas").setAttribute("aria-label", `Map of ${countOf(overview.clusters.length, "cluster", "clusters")} with ${countOf(overview.nodes, "node", "nodes")}`);
buildClusters();
buildLegend();
buildTools();
if (!startMap((node, cluster) => choose({ node, cluster }))) {
  byId("no-map").hidden = false;
  byId("as-list").hidden = true;
  showList(true);
  document.documentElement.dataset.drawn = "yes";
}
buildList(shownKinds, choose);
void readNodes().then(() => {
  buildSearch();
  drawNodes();
  if (location.hash.length > 1) followAddress();
  window.addEventListener("hashchange", followAddress);
  onTheme(() => {
    buildLegend();
    repaint();
  });
  document.documentElement.dataset.ready = "yes";
});
