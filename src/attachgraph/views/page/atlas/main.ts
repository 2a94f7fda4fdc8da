// The page of a large dataset: search, legend, card, and a map or a list of its clusters.

import { byId, el } from "../shared/dom.ts";
import { countOf, plainText } from "../shared/text.ts";
import { nodeButton, showCard, type Chosen } from "./card.ts";
import { nodes, numberOf, overview, parts, readNodes } from "./data.ts";
import { drawNodes, lookAtNode, select } from "./map.ts";
import { lookAtCluster, openStage } from "./stage.ts";

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
  if (next.node >= 0) lookAtNode(next.node);
  else lookAtCluster(next.cluster);
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
openStage({ chosen: (next) => choose(next), go });
void readNodes().then(() => {
  buildSearch();
  drawNodes();
  if (location.hash.length > 1) followAddress();
  window.addEventListener("hashchange", followAddress);
  document.documentElement.dataset.ready = "yes";
});
