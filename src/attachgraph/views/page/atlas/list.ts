// The same without a picture: every cluster with its number, and its members as a table.

import { byId, el, words } from "../shared/dom.ts";
import { edgesOf, nodes, overview, type Cluster } from "./data.ts";
import { nodeButton, type Chosen } from "./card.ts";

const ROWS = 100;

/** Fill the list; a table is made when its cluster is opened. */
export function buildList(kinds: ReadonlySet<number>, choose: (chosen: Chosen) => void): void {
  byId("list-of-clusters").replaceChildren(
    ...overview.clusters
      .filter(({ kind }) => kinds.has(kind))
      .map((cluster) => {
        const details = el(
          "details",
          {},
          el("summary", {}, words(cluster.name), el("span", { class: "count" }, cluster.count.toLocaleString("en"))),
        );
        details.addEventListener("toggle", () => details.childElementCount < 2 && details.append(table(cluster, choose)), { once: true });
        return details;
      }),
  );
}

function table(cluster: Cluster, choose: (chosen: Chosen) => void): HTMLElement {
  const body = el("tbody");
  const more = el("button", { type: "button", class: "small", onclick: () => fill() }, "Show more");
  const fill = () => {
    const from = body.childElementCount;
    const to = Math.min(from + ROWS, cluster.count);
    for (let node = cluster.first + from; node < cluster.first + to; node += 1) {
      const numbers = [edgesOf(node).length, nodes.said[node] ?? 0, nodes.contested[node] ?? 0];
      body.append(el("tr", {}, el("th", { scope: "row" }, nodeButton(node, choose)), numbers.map((one) => el("td", {}, one.toLocaleString("en")))));
    }
    more.hidden = to >= cluster.count;
  };
  fill();
  const heads = ["Name", "Edges", "Sentences", "Disputed or worse"].map((head) => el("th", { scope: "col" }, head));
  return el("div", { class: "members" }, el("table", {}, el("thead", {}, el("tr", {}, heads)), body), more);
}
