// The map with its buttons, its legend, and the list that takes its place.

import { byId, el } from "../shared/dom.ts";
import { capital, countOf } from "../shared/text.ts";
import { inTheme, onTheme } from "../shared/theme.ts";
import { clusterButton, type Chosen } from "./card.ts";
import { overview } from "./data.ts";
import { buildList } from "./list.ts";
import { fit, fitWindow, lookAt, pan, repaint, shownKinds, startMap, zoom } from "./map.ts";

const FIRST_CLUSTERS = 12;

/** What happens when something is chosen; `go` also moves the map to it. */
interface Choosing {
  chosen: (next: Chosen) => void;
  go: (next: Chosen) => void;
}

let choosing: Choosing = { chosen: () => {}, go: () => {} };

export function openStage(given: Choosing): void {
  choosing = given;
  byId("cluster-map").setAttribute("aria-label", `Map of ${countOf(overview.clusters.length, "cluster", "clusters")} with ${countOf(overview.nodes, "node", "nodes")}`);
  buildClusters();
  buildLegend();
  buildTools();
  if (!startMap((node, cluster) => choosing.chosen({ node, cluster }))) {
    byId("no-map").hidden = false;
    byId("as-list").hidden = true;
    showList(true);
    document.documentElement.dataset.drawn = "yes";
  }
  buildList(shownKinds, choosing.chosen);
  onTheme(() => {
    buildLegend();
    repaint();
  });
}

/** Draw the map again after it was out of sight. */
export function showStage(): void {
  fitWindow();
}

/** Move the map so that a cluster fills it. */
export function lookAtCluster(number: number): void {
  const cluster = overview.clusters[number];
  if (cluster) lookAt(cluster, 1.15 * cluster.radius);
}

/** Words before dots: what there is, each cluster with the number of its members; on paper all of them. */
function buildClusters(): void {
  const list = byId("clusters");
  list.replaceChildren(
    ...overview.clusters.map(({ count }, cluster) =>
      el("li", { class: cluster < FIRST_CLUSTERS ? "" : "later" }, el("span", { class: "place" }, `${cluster + 1}`), clusterButton(cluster, choosing.go), el("span", { class: "count" }, count.toLocaleString("en"))),
    ),
  );
  const more = el("button", { type: "button", class: "small more", hidden: overview.clusters.length <= FIRST_CLUSTERS }, "Show all");
  more.onclick = () => {
    list.classList.add("whole");
    more.hidden = true;
  };
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
        buildList(shownKinds, choosing.chosen);
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
  byId("cluster-map").onkeydown = (event) => {
    const actions: Record<string, () => void> = {
      ArrowLeft: () => pan(-0.15, 0),
      ArrowRight: () => pan(0.15, 0),
      ArrowUp: () => pan(0, -0.15),
      ArrowDown: () => pan(0, 0.15),
      "+": () => zoom(1.5),
      "-": () => zoom(1 / 1.5),
      0: fit,
      Escape: () => choosing.chosen({ node: -1, cluster: -1 }),
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  };
  byId("map-in").onclick = () => zoom(1.5);
  byId("map-out").onclick = () => zoom(1 / 1.5);
  byId("map-all").onclick = fit;
  byId("as-list").onclick = () => showList(byId("list").hidden === true);
}

function showList(wanted: boolean): void {
  byId("list").hidden = !wanted;
  byId("as-list").setAttribute("aria-pressed", String(wanted));
  for (const id of ["map-in", "map-out", "map-all"]) byId(id).hidden = wanted;
}
