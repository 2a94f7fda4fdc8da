// The map of a large dataset: search, legend, card and the canvas that they share.

import { announce, byId, el, words } from "../shared/dom.ts";
import { countOf, plainText } from "../shared/text.ts";
import { inTheme, onTheme } from "../shared/theme.ts";
import { data, edgesOf, numberOf } from "./data.ts";
import { camera, draw, drawMoving, fit, nodeAt, placeAt, select, shownKinds, zoom } from "./map.ts";

const FIRST_CLUSTERS = 12;
const MOST_RESULTS = 30;
const MOST_NEIGHBOURS = 200;
const keys = data.labels.map(plainText);

function show(node: number, move: boolean): void {
  select(node);
  if (move && node >= 0) {
    camera.x = data.x[node] as number;
    camera.y = data.y[node] as number;
    camera.scale = Math.max(camera.scale, 1);
  }
  showCard(node);
  const address = node < 0 ? "#" : `#select=${encodeURIComponent(data.ids[node] as string).replace(/%2F|%3A/g, decodeURIComponent)}`;
  if (address !== (location.hash || "#")) {
    try {
      location.hash = address;
    } catch {
      // a frame without an address of its own, as notebooks have it
    }
  }
}

function nodeButton(node: number): HTMLElement {
  return el("button", { type: "button", class: "plain", onclick: () => show(node, true) }, words(data.labels[node] as string));
}

function showCard(node: number): void {
  const card = byId("card");
  card.hidden = node < 0;
  if (node < 0) return;
  const groups = new Map<string, number[]>();
  for (const edge of edgesOf(node)) {
    const outwards = data.from[edge] === node;
    const label = (data.types[data.type[edge] as number]?.label ?? "") + (outwards ? "" : " (incoming)");
    groups.set(label, [...(groups.get(label) ?? []), (outwards ? data.to[edge] : data.from[edge]) as number]);
  }
  const command = `attachgraph view "${data.ids[node]}" --output entry.html`;
  card.replaceChildren(
    el("button", { type: "button", class: "small close", onclick: () => show(-1, false) }, "Close"),
    el("p", { class: "kind" }, data.kinds[data.kind[node] as number]?.label ?? ""),
    el("h2", {}, words(data.labels[node] as string)),
    el("p", { class: "hint" }, "For its quotes, sources and standing, write its own page:"),
    el("p", {}, el("code", {}, command)),
    ...[...groups].map(([label, ends]) =>
      el(
        "section",
        {},
        el("h3", {}, `${label}, ${ends.length.toLocaleString("en")}`),
        el("ul", {}, ends.slice(0, MOST_NEIGHBOURS).map((end) => el("li", {}, nodeButton(end)))),
      ),
    ),
  );
  announce(`${data.labels[node]}, ${data.kinds[data.kind[node] as number]?.label}`);
}

function buildSearch(): void {
  const field = byId<HTMLInputElement>("search");
  field.onkeydown = (event) => {
    if (event.key === "Enter") byId("results").querySelector("button")?.click();
  };
  field.oninput = () => {
    const wanted = plainText(field.value).trim();
    const found: number[] = [];
    for (let node = 0; wanted && node < keys.length && found.length < 400; node += 1) {
      if (keys[node]?.includes(wanted)) found.push(node);
    }
    found.sort((one, other) => (keys[one] as string).length - (keys[other] as string).length || one - other);
    const lines = found.slice(0, MOST_RESULTS).map((node) => el("li", {}, nodeButton(node)));
    const heading = found.length < 400 ? countOf(found.length, "name matches", "names match") : "More than 400 names match";
    byId("results").replaceChildren(...(wanted ? [el("h2", {}, heading), el("ul", {}, lines)] : []));
  };
}

/** Words before dots: what the map is about, each name with what lies around it. */
function buildClusters(): void {
  const list = byId("clusters");
  let shown = FIRST_CLUSTERS;
  const more = el("button", { type: "button", class: "small", onclick: () => fill(shown + 10 * FIRST_CLUSTERS) }, "Show more");
  const fill = (most: number) => {
    shown = most;
    list.replaceChildren(
      ...data.clusters.slice(0, shown).map(([node, size]) => el("li", {}, nodeButton(node), el("span", { class: "count" }, size.toLocaleString("en")))),
    );
    more.hidden = shown >= data.clusters.length;
  };
  fill(shown);
  list.after(more);
}

function buildLegend(): void {
  byId("kinds").replaceChildren(
    ...data.kinds.map((kind, number) => {
      const box = el("input", { type: "checkbox" });
      box.checked = shownKinds.has(number);
      box.onchange = () => {
        if (box.checked) shownKinds.add(number);
        else shownKinds.delete(number);
        draw();
      };
      const dot = el("canvas", { width: 12, height: 12, "aria-hidden": "true" });
      const pen = dot.getContext("2d") as CanvasRenderingContext2D;
      pen.fillStyle = inTheme(kind.colour);
      pen.fillRect(1, 1, 10, 10);
      return el(
        "li",
        {},
        el("label", {}, box, dot, el("span", { class: "name" }, kind.label), el("span", { class: "count" }, kind.count.toLocaleString("en"))),
      );
    }),
  );
}

function buildCanvas(): void {
  const canvas = byId("canvas");
  let from: { x: number; y: number } | null = null;
  let moved = false;
  canvas.onpointerdown = (event) => {
    from = { x: event.clientX, y: event.clientY };
    moved = false;
    canvas.setPointerCapture(event.pointerId);
  };
  canvas.onpointermove = (event) => {
    if (!from) return;
    const dx = event.clientX - from.x;
    const dy = event.clientY - from.y;
    moved ||= Math.hypot(dx, dy) > 4;
    if (!moved) return;
    camera.x -= dx / camera.scale;
    camera.y -= dy / camera.scale;
    from = { x: event.clientX, y: event.clientY };
    drawMoving();
  };
  canvas.onpointerup = (event) => {
    if (from && !moved) show(nodeAt(placeAt(event.clientX, event.clientY)), false);
    from = null;
  };
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, placeAt(event.clientX, event.clientY));
    },
    { passive: false },
  );
  canvas.onkeydown = (event) => {
    const step = 80 / camera.scale;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => (camera.x -= step),
      ArrowRight: () => (camera.x += step),
      ArrowUp: () => (camera.y -= step),
      ArrowDown: () => (camera.y += step),
      "+": () => zoom(1.4),
      "-": () => zoom(1 / 1.4),
      0: fit,
      Escape: () => show(-1, false),
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
    drawMoving();
  };
  byId("zoom-in").onclick = () => zoom(1.4);
  byId("zoom-out").onclick = () => zoom(1 / 1.4);
  byId("zoom-all").onclick = fit;
  new ResizeObserver(draw).observe(canvas);
}

function followAddress(): void {
  const node = numberOf.get(new URLSearchParams(location.hash.slice(1)).get("select") ?? "") ?? -1;
  show(node, true);
}

byId("counts").textContent =
  `${countOf(data.ids.length, "node", "nodes")} · ${countOf(data.from.length, "edge", "edges")}`;
byId("canvas").setAttribute("aria-label", `Map of ${countOf(data.ids.length, "node", "nodes")} and ${countOf(data.from.length, "edge", "edges")}`);
buildSearch();
buildClusters();
buildLegend();
buildCanvas();
fit();
if (location.hash.length > 1) followAddress();
window.addEventListener("hashchange", followAddress);
onTheme(() => {
  buildLegend();
  draw();
});
document.documentElement.dataset.ready = "yes";
