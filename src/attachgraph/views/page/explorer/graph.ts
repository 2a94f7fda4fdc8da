// The graph: what is on the canvas, and what the mouse does.

import { data, edges, type GraphNode, HUBS, known, nodes, otherEnd, partsOf } from "./data.ts";
import { chooseLabels, isInside } from "./labels.ts";
import { Layer } from "./layer.ts";
import {
  type EdgeLook,
  edgeLook,
  lettersOf,
  type Mark,
  type NodeLook,
  nodeLook,
  radiusOf,
  type Scene,
  widestOf,
} from "./looks.ts";
import { type Place, placesOf, type Places } from "./places.ts";
import { freeRoom, type Room, sizeOf } from "./room.ts";
import { change, isOverview, openIds, placeOf, state, toggleOpen } from "./state.ts";
import { endsOfSelection, pinned, revealedBy, wanted, type Wanted } from "./visible.ts";
import { hasClusters, showClusters } from "./clusters.ts";
import { bringDrawing } from "./later.ts";
import { updateLegend } from "./legend.ts";
import { byId } from "../shared/dom.ts";
import { countOf } from "../shared/text.ts";
import { motion } from "../shared/theme.ts";

const shown = { nodes: new Layer<NodeLook>(), edges: new Layer<EdgeLook>() };
export let network: vis.Network | undefined;
let scaleStep: number | undefined;
let hovered = "";
/** What the canvas shows now, for pictures. */
export let picture: Wanted = { nodes: [], lines: [] };
let places: Places = new Map();
/** With what the canvas was drawn last. */
let drawn = {
  scene: { scale: 1, step: 1, narrow: false, many: false } as Scene,
  marked: new Map<string, Mark>(),
  named: new Set<string>(),
};
/** Where the reader has dragged nodes, until the arrangement changes. */
const moved: Places = new Map();
let arrangement = "";

/** Show the graph, which is built when it is first looked at. */
export function showGraph(): void {
  updateLegend();
  if (showClusters()) return noteDrawn();
  if (!("vis" in window)) return showLater();
  if (network) network.redraw();
  else buildGraph();
  showWanted();
  const due = later;
  later = undefined;
  if (due) requestAnimationFrame(due);
}

function showLater(): void {
  document.documentElement.dataset.drawn = "no";
  void bringDrawing().then(() => (state.view === "graph" ? showGraph() : noteDrawn()));
}

/** A hidden canvas has no room to bring anything into: it is done when the graph is shown again. */
let later: (() => void) | undefined;

function buildGraph(): void {
  showWanted();
  network = new vis.Network(byId("canvas"), { nodes: shown.nodes.set, edges: shown.edges.set }, {
    ...data.network.options,
    layout: { improvedLayout: false, randomSeed: 0 },
    interaction: {
      ...data.network.options.interaction,
      hover: true,
      keyboard: false,
      selectConnectedEdges: false,
      hideEdgesOnDrag: nodes.size > 600,
      hideEdgesOnZoom: nodes.size > 600,
    },
  });
  network.on("click", ({ nodes: [node], edges: [edge] }) => change({ select: node ?? edge ?? "" }));
  // vis-network counts the time between two clicks itself, and wrongly where the first one had much to draw
  byId("canvas").addEventListener("dblclick", (event) => {
    const box = byId("canvas").getBoundingClientRect();
    const node = network?.getNodeAt({ x: event.clientX - box.left, y: event.clientY - box.top });
    if (node) toggleOpen(node);
  });
  network.on("dragStart", () => (dragging = true));
  network.on("dragEnd", ({ nodes: dragged }) => {
    dragging = false;
    keepPlaces(dragged);
    followZoom();
  });
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(""));
  network.on("afterDrawing", followZoom);
  network.once("afterDrawing", noteDrawn);
  // the canvas is one stop of the Tab key, with a name; vis-network would add another without one
  byId("canvas").querySelector(".vis-network")?.removeAttribute("tabindex");
  new ResizeObserver(() => followSize()).observe(byId("canvas"));
  showAll(false);
  if (state.select) showSelection();
}

/** For programs that drive the page: there is something to see. */
export function noteDrawn(): void {
  if (performance.getEntriesByName("first-draw").length === 0) performance.mark("first-draw");
  document.documentElement.dataset.drawn = "yes";
}

/** A dragged node stays where it was left; a pinned one takes its pin along. */
function keepPlaces(dragged: string[]): void {
  const now = network?.getPositions(dragged) ?? {};
  shown.nodes.forget(dragged);
  const pins = new Set(state.pin);
  for (const [id, { x, y }] of Object.entries(now)) {
    moved.set(id, [x, y]);
    const pin = [...pins].find((one) => placeOf(one).id === id);
    if (!pin) continue;
    pins.delete(pin);
    pins.add(pinAt(id));
  }
  change({ pin: pins });
}

/** A pin at the place where a node stands now. */
export function pinAt(id: string): string {
  const [x, y] = placeNow(id);
  return `${id}@${Math.round(x)},${Math.round(y)}`;
}

export function placeNow(id: string): Place {
  return moved.get(id) ?? places.get(id) ?? [0, 0];
}

/** More neighbours than this cannot all show their names from afar. */
const NAMED_UP_TO = 12;

/** How the ids around the selection are marked; nothing where nothing is selected. */
function marks(): Map<string, Mark> {
  const found = new Map<string, Mark>();
  const close = (nodes.get(state.select)?.edges.length ?? 0) <= NAMED_UP_TO ? "named" : "near";
  const edge = edges.get(state.select);
  for (const end of endsOfSelection()) found.set(end, "named");
  if (edge) found.set(edge.id, "selected");
  for (const near of nodes.get(state.select)?.edges ?? []) {
    found.set(near.id, "near").set(otherEnd(near, state.select), close);
  }
  const parts = partsOf(state.select);
  for (const part of parts) found.set(part.id, found.get(part.id) ?? "near");
  for (const inner of parts.flatMap((part) => part.edges)) {
    found.set(inner.id, "near");
    // a pairing is near to its styles, although a role stands between them
    if (inner.type === "style") found.set(inner.to, "named");
  }
  if (nodes.get(state.select)?.kind === "AttachmentStyle") markPairings(found);
  if (nodes.has(state.select)) found.set(state.select, "selected");
  return found;
}

function markPairings(found: Map<string, Mark>): void {
  for (const { edge, from, to } of picture.lines) {
    if (to !== state.select || edge.to === to) continue;
    found.set(edge.id, "near").set(from, "named");
  }
}

/** Where another view is open, nothing needs to be drawn. */
function showWanted(): void {
  if (state.view !== "graph" || hasClusters()) return;
  picture = wanted();
  forgetMoves();
  places = placesOf(picture.nodes, sizeOf(byId("canvas")));
  const kept = new Set([...picture.nodes, ...picture.lines.map(({ edge }) => edge)].map(({ id }) => id));
  for (const layer of [shown.nodes, shown.edges]) layer.take(layer.ids.filter((id) => !kept.has(id)));
  // what comes last is drawn on top: take the entries out, so that they come after new nodes
  if (picture.nodes.some(({ id }) => !shown.nodes.has(id))) shown.nodes.take(shown.nodes.ids.filter((id) => HUBS.has(known(nodes, id).kind)));
  giveLooks();
  describeCanvas(picture);
}

/** Look at the zoom and the selection, and give the canvas what looks different now. */
function giveLooks(): void {
  const scale = network?.getScale() ?? 1;
  const step = STEP ** Math.round(Math.log(scale) / Math.log(STEP));
  const scene: Scene = { scale, step, narrow: sizeOf(byId("canvas")).width < 560, many: picture.lines.length > 400 };
  const marked = marks();
  const named = labelled(picture.nodes, scene, marked);
  drawn = { scene, marked, named };
  const looks = picture.nodes.map((node) => nodeLook(node, scene, markOf(node.id, marked), placeNow(node.id), named.has(node.id)));
  shown.nodes.give(looks).forEach(fitBox);
  shown.edges.give(picture.lines.map((line) => edgeLook(line, scene, markOf(line.edge.id, marked))));
}

/** A box follows the size of its letters, which keep theirs on the screen. */
function fitBox({ id, margin }: NodeLook): void {
  const box = network?.body.nodes[id];
  if (box && typeof margin === "object") box.shape.margin = margin;
  box?.needsRefresh();
}

/** In another arrangement nothing stands where it was dragged to. */
function forgetMoves(): void {
  const now = [state.focus, state.path, [...state.open].join(), [...state.only].join(), isOverview()].join(" ");
  if (now !== arrangement) moved.clear();
  arrangement = now;
}

/** The nodes that show their names: entries, what is selected, and others where there is room. */
function labelled(some: GraphNode[], scene: Scene, marked: Map<string, Mark>): Set<string> {
  const inside = some.filter((node) => isInside(node.kind));
  const marksOf = new Map(some.map((node) => [node.id, markOf(node.id, marked)]));
  const rank = (id: string) => ["selected", "named", "near", "", "far"].indexOf(marksOf.get(id) ?? "");
  const others = some
    .filter((node) => !isInside(node.kind))
    .sort((one, other) => rank(one.id) - rank(other.id) || other.edges.length - one.edges.length);
  const boxes = inside.map((node) => {
    const [x, y] = placeNow(node.id);
    const letters = lettersOf(node.kind, "", scene);
    const hub = HUBS.has(node.kind);
    const half = hub ? Math.min(widestOf(node.kind, letters), node.drawn.label.length * letters * 0.56) / 2 + letters : 14;
    const height = hub ? letters * 1.6 : 14;
    return { left: x - half, right: x + half, top: y - height, bottom: y + height };
  });
  const candidates = others.map((node) => {
    const letters = lettersOf(node.kind, marksOf.get(node.id) ?? "", scene);
    return {
      id: node.id,
      place: placeNow(node.id),
      radius: radiusOf(node.kind, scene),
      letters,
      widest: widestOf(node.kind, letters),
    };
  });
  const chosen = chooseLabels(candidates, boxes);
  for (const node of inside) chosen.add(node.id);
  for (const id of [hovered, state.select]) if (id) chosen.add(id);
  return chosen;
}

function markOf(id: string, marked: Map<string, Mark>): Mark {
  if (id === hovered && marked.get(id) !== "selected") return "named";
  return marked.get(id) ?? (marked.size > 0 ? "far" : "");
}

function describeCanvas(want: Wanted): void {
  const numbers = `${countOf(want.nodes.length, "node", "nodes")} and ${countOf(want.lines.length, "edge", "edges")}`;
  byId("canvas").setAttribute("aria-label", `Graph with ${numbers}`);
  byId("graph-counts").textContent = `Shown: ${numbers}`;
}

/** Labels keep their size on the screen: look again once the zoom has come to rest. */
const REST = 160;
/** Names and dots change their size in steps of this factor, or all of them would be news after every turn. */
const STEP = 1.25;
let resting: ReturnType<typeof setTimeout> | undefined;
let dragging = false;

function followZoom(): void {
  if (!network) return;
  const step = Math.round(Math.log(network.getScale()) / Math.log(1.1));
  if (step === scaleStep) return;
  const first = scaleStep === undefined;
  clearTimeout(resting);
  const look = () => {
    if (dragging) return;
    scaleStep = step;
    giveLooks();
  };
  if (first) requestAnimationFrame(look);
  else resting = setTimeout(look, REST);
}

let sizeBefore = "";

export function centreOn(position: vis.Position, animated = true): void {
  network?.moveTo({ position, animation: animated && motion() });
}

/** In a window of another size the picture is fitted again; nothing in it moves. */
function followSize(): void {
  const { clientWidth, clientHeight } = byId("canvas");
  const now = `${clientWidth} ${clientHeight}`;
  if (!network || clientWidth === 0 || now === sizeBefore) return;
  const first = sizeBefore === "";
  sizeBefore = now;
  if (first) return;
  requestAnimationFrame(() => {
    network?.setSize("100%", "100%");
    showAll(false);
  });
}

/** The node under the pointer shows its name, however far out. */
function hover(id: string): void {
  byId("canvas").classList.toggle("pointing", Boolean(id));
  const changed = [hovered, id].filter((one) => shown.nodes.has(one));
  hovered = id;
  const { scene, marked, named } = drawn;
  // only these two: drawing everything anew at every step of the mouse would be slow
  shown.nodes.give(
    changed.map((one) =>
      nodeLook(known(nodes, one), scene, markOf(one, marked), placeNow(one), one === hovered || named.has(one)),
    ),
  );
}

/** Fit the picture: the opened entry where there is one, else everything. */
export function showAll(animated = true): void {
  if (state.view !== "graph") return void (later = () => showAll(false));
  const visible = surroundings(openIds().at(-1) ?? "");
  // in the overview the card covers a part; what is selected is brought out from below it
  const covered = isOverview() && Boolean(state.select);
  fit(visible.length > 1 ? visible : shown.nodes.ids, animated && !covered);
  if (covered) showSelection();
}

/** An opened entry and what it brought in, without the entries around it. */
function surroundings(id: string): string[] {
  return [id, ...[...revealedBy(id)].filter((other) => !HUBS.has(known(nodes, other).kind))].filter((one) => shown.nodes.has(one));
}

export function showEverything(): void {
  fit(shown.nodes.ids, true);
}

/** Room around a name, in pixels of the screen; names are shorter on a phone. */
const EDGE = { x: 100, narrow: 44, y: 40 };

/** Bring nodes into the part of the canvas that neither tools nor notes nor the card cover. */
function fit(ids: string[], animated: boolean, closest = 1.1): void {
  if (!network || ids.length === 0) return;
  const free = freeRoom(isOverview());
  const points = ids.map((id) => placeNow(id));
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const room = free.right - free.left;
  const across = Math.max(60, room - 2 * (room < 560 ? EDGE.narrow : EDGE.x));
  const down = Math.max(60, free.bottom - free.top - 2 * EDGE.y);
  const scale = Math.min(closest, across / Math.max(1, right - left), down / Math.max(1, bottom - top));
  const { width, height } = sizeOf(byId("canvas"));
  const aside = { x: ((free.left + free.right) / 2 - width / 2) / scale, y: ((free.top + free.bottom) / 2 - height / 2) / scale };
  network.moveTo({ position: { x: (left + right) / 2 - aside.x, y: (top + bottom) / 2 - aside.y }, scale, animation: animated && motion() });
}

/** Bring the selection into view, if it is covered or outside: with its neighbours, or alone. */
export function showSelection(): void {
  if (state.view !== "graph") return void (later ??= showSelection);
  const selected = [state.select, ...endsOfSelection()].filter((id) => shown.nodes.has(id));
  if (!network || selected.length === 0) return;
  const free = freeRoom();
  const inView = selected.every((id) => {
    const [x, y] = placeNow(id);
    const at = network?.canvasToDOM({ x, y }) ?? { x: 0, y: 0 };
    return at.x > free.left + EDGE.x / 2 && at.x < free.right - EDGE.x / 2 && at.y > free.top + EDGE.y / 2 && at.y < free.bottom - EDGE.y / 2;
  });
  if (isOverview()) {
    if (!inView) panTo(selected, free);
    return;
  }
  // the entries around an opened one stand so far away that all of them at once would lie on each other
  fit(openIds().includes(state.select) ? surroundings(state.select) : [...marks().keys()].filter((id) => shown.nodes.has(id)), false);
}

/** Move the picture, at its size, until nodes stand in the middle of the free room. */
function panTo(ids: string[], free: Room): void {
  if (!network) return;
  const { width, height } = sizeOf(byId("canvas"));
  const scale = network.getScale();
  const points = ids.map((id) => placeNow(id));
  const middle = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const position = { x: middle(0) - ((free.left + free.right) / 2 - width / 2) / scale, y: middle(1) - ((free.top + free.bottom) / 2 - height / 2) / scale };
  network.moveTo({ position, animation: motion() });
}

/** The boxes of everything on the canvas in pixels of the screen, for programs that drive the page. */
export function boxes(): [left: number, top: number, right: number, bottom: number][] {
  return shown.nodes.ids.map((id) => {
    const box = network?.getBoundingBox(id) ?? { left: 0, top: 0, right: 0, bottom: 0 };
    // vis-network adds the radius of the corners on every side
    const { borderRadius } = shown.nodes.set.get(id)?.shapeProperties as { borderRadius: number };
    const extra = isInside(known(nodes, id).kind) ? borderRadius : 0;
    const upper = network?.canvasToDOM({ x: box.left + extra, y: box.top + extra }) ?? { x: 0, y: 0 };
    const lower = network?.canvasToDOM({ x: box.right - extra, y: box.bottom - extra }) ?? { x: 0, y: 0 };
    return [upper.x, upper.y, lower.x, lower.y];
  });
}

/** Where nodes stand, and where one is on the screen, for the same programs. */
export function placesNow(ids: string[]): Place[] {
  return ids.map(placeNow);
}

export function onScreen(id: string): Place {
  const [x, y] = placeNow(id);
  const at = network?.canvasToDOM({ x, y }) ?? { x: 0, y: 0 };
  const box = byId("canvas").getBoundingClientRect();
  return [box.left + at.x, box.top + at.y];
}

export function isPinned(id: string): boolean {
  return pinned().includes(id);
}
