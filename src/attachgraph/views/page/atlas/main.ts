// The page of a large dataset: search, legend, card, and a map or a list of its clusters.

import { byId, el } from "../shared/dom.ts";
import { countOf, plainText } from "../shared/text.ts";
import { change, chosenOf, onAddress } from "./address.ts";
import { cardOf, nodeButton, showCard, type Chosen } from "./card.ts";
import { keysOfNodes, nodes, numberOf, overview, parts, readNodes } from "./data.ts";
import { cellCard, openGaps } from "./gaps.ts";
import { drawNodes, lookAtNode, select } from "./map.ts";
import { lookAtCluster, openStage } from "./stage.ts";
import { openTable } from "./table.ts";
import { openTexts } from "./texts.ts";
import { buildTabs, showView } from "./views.ts";
import { keepValues } from "../shared/filters.ts";

const MOST_RESULTS = 30;
/** After so many a name is too short to look for. */
const MOST_FOUND = 400;

let chosen: Chosen = { node: -1, cluster: -1 };

/** Choose, and leave the map where it is. */
function choose({ node, cluster }: Chosen): void {
  byId("results").replaceChildren();
  change({ select: nodes.ids[node] ?? "", cluster: overview.clusters[cluster]?.key ?? "" });
}

/** Choose, and move the map to it. */
function go(next: Chosen): void {
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

let keysOfParts: string[] | null = null;

function search(wanted: string): void {
  keysOfParts ??= parts.labels.map(plainText);
  const found: { node: number; key: string; name: string }[] = [];
  const take = (names: string[], read: string[], owner: (place: number) => number) => {
    for (let place = 0; wanted && place < read.length && found.length < MOST_FOUND; place += 1) {
      const key = read[place] as string;
      if (key.includes(wanted)) found.push({ node: owner(place), key, name: names[place] as string });
    }
  };
  take(nodes.labels, keysOfNodes(), (place) => place);
  take(parts.labels, keysOfParts, (place) => parts.owner[place] as number);
  found.sort((one, other) => one.key.length - other.key.length || one.node - other.node);
  const lines = found.slice(0, MOST_RESULTS).map(({ node, name }) =>
    el("li", {}, nodeButton(node, go), nodes.labels[node] === name ? null : el("span", { class: "hint" }, ` ${name}`)),
  );
  const heading = found.length < MOST_FOUND ? countOf(found.length, "name matches", "names match") : `More than ${MOST_FOUND} names match`;
  const inSentences = () => {
    byId("results").replaceChildren();
    change({ view: "text", "text.words": wanted, "text.status": "", "text.of": "" });
  };
  const more = el("li", {}, el("button", { type: "button", class: "plain", onclick: inSentences }, `Look for “${wanted}” in the sentences`));
  byId("results").replaceChildren(...(wanted ? [el("h2", {}, heading), el("ul", {}, lines, more)] : []));
}

/** Show what the address says; whoever followed a link is taken to the place on the map. */
function followAddress(): void {
  const node = numberOf.get(chosenOf("select")) ?? -1;
  const cluster = node < 0 ? overview.clusters.findIndex(({ key }) => key === chosenOf("cluster")) : -1;
  const isNew = node !== chosen.node || cluster !== chosen.cluster;
  chosen = { node, cluster };
  showView();
  if (isNew) select(node);
  void fillCard();
}

let onCard = "";

async function fillCard(): Promise<void> {
  const wanted = [chosen.node, chosen.cluster, chosenOf("map.cell")].join("\n");
  if (wanted === onCard) return;
  onCard = wanted;
  const isChosen = chosen.node >= 0 || chosen.cluster >= 0;
  const filled = isChosen ? cardOf(chosen, go) : chosenOf("map.cell") ? await cellCard() : [];
  if (wanted !== onCard) return;
  showCard(filled, () => (isChosen ? choose({ node: -1, cluster: -1 }) : change({ "map.cell": "" })));
}

byId("counts").textContent = [
  countOf(overview.nodes, "node", "nodes"),
  countOf(overview.edges, "edge", "edges"),
  countOf(overview.sentences, "sentence", "sentences"),
].join(" · ");
keepValues({ get: chosenOf, set: (values) => change(values, false) });
openStage({ chosen: choose, go });
void readNodes().then(() => {
  for (const open of [openTable, openTexts, openGaps]) open(go);
  buildSearch();
  buildTabs();
  drawNodes();
  followAddress();
  if (chosen.node >= 0) lookAtNode(chosen.node);
  else lookAtCluster(chosen.cluster);
  onAddress(followAddress);
  document.documentElement.dataset.ready = "yes";
});
