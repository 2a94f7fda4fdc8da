// The map: sigma draws dots and lines where a reader looks; nothing is laid out here.

import Graph from "graphology";
import Sigma from "sigma";
import { EdgeLineProgram, EdgeRectangleProgram, NodePointProgram } from "sigma/rendering";
import { byId } from "../shared/dom.ts";
import { cssColour, inTheme, moves } from "../shared/theme.ts";
import { clusterOf, edges, edgesOf, nodes, otherEnd, overview } from "./data.ts";
import { isRoomy, paintClusters, paintNames, type Spot } from "./names.ts";

/** More dots at once tell nothing more, and without a graphics card the map would stutter. */
const MOST_DOTS = 4_000;
const MOST_LINES = 3_000;
/** Pixels between dots: nearer ones are a smear, and lines between them a fog. */
const APART = 5;
const APART_WITH_LINES = 12;
/** More lines from one node would hide all else. */
const MOST_RAYS = 400;
/** Dots are chosen anew when the map has been still for so many milliseconds: longer than between two turns of a wheel. */
const STILL = 220;
/** How far beyond the window dots are there, in windows: whoever drags sees no empty edge. */
const MARGIN = 0.4;
const FINGER = 16;
/** Pixels between two dots in the closest view. */
const CLOSEST = 90;
/** Nodes that are tried for names, and the sides of the parts of the window that take turns. */
const MOST_TRIED = 600;
const PART = 110;

export const shownKinds = new Set(overview.kinds.map((_, number) => number));
const graph = new Graph({ multi: true });
const stage = byId("cluster-map");
let sigma: Sigma | null = null;
let selected = -1;
let tried: number[] = [];
let waiting: ReturnType<typeof setTimeout> | undefined;
/** How near the map was when it last stood still: while that changes, only clusters are named. */
let still = 1;

/** Start the map; false where the browser has no WebGL. */
export function startMap(chosen: (node: number, cluster: number) => void): boolean {
  try {
    sigma = new Sigma(graph, stage, {
      allowInvalidContainer: true,
      defaultNodeType: "dot",
      nodeProgramClasses: { dot: NodePointProgram },
      nodeHoverProgramClasses: { dot: NodePointProgram },
      edgeProgramClasses: { line: EdgeLineProgram, bold: EdgeRectangleProgram },
      defaultDrawNodeHover: () => {},
      renderLabels: false,
      hideEdgesOnMove: true,
      enableCameraRotation: false,
      zoomToSizeRatioFunction: () => 1,
      zoomingRatio: 1.5,
      stagePadding: 24,
      maxCameraRatio: 2,
    });
  } catch {
    stage.replaceChildren();
    return false;
  }
  sigma.setCustomBBox(box());
  const under = sigma.createCanvas("clusters", { beforeLayer: "edges" });
  const over = sigma.createCanvas("names", { afterLayer: "nodes" });
  sigma.on("afterRender", () => paint(under, over));
  sigma.on("clickNode", ({ event }) => choose(event, chosen));
  sigma.on("clickStage", ({ event }) => choose(event, chosen));
  sigma.getCamera().on("updated", settle);
  sigma.on("resize", settle);
  sigma.refresh();
  sigma.setSetting("minCameraRatio", closest());
  return true;
}

function box(): { x: [number, number]; y: [number, number] } {
  const all = overview.clusters;
  const side = (at: "x" | "y"): [number, number] => [
    Math.min(-1, ...all.map((one) => one[at] - one.radius)),
    Math.max(1, ...all.map((one) => one[at] + one.radius)),
  ];
  return { x: side("x"), y: side("y") };
}

/** Pixels of a step on the map. */
function scale(): number {
  if (!sigma) return 1;
  return sigma.graphToViewport({ x: 1, y: 0 }).x - sigma.graphToViewport({ x: 0, y: 0 }).x;
}

function paint(under: HTMLCanvasElement, over: HTMLCanvasElement): void {
  if (!sigma) return;
  const { width, height } = sigma.getDimensions();
  const ratio = window.devicePixelRatio || 1;
  const tools = document.querySelector<HTMLElement>(".map-tools");
  const buttons = { width: (tools?.offsetWidth ?? 0) + 20, height: (tools?.offsetHeight ?? 0) + 20 };
  const view = { width, height, buttons, scale: scale(), place: (spot: Spot) => (sigma as Sigma).graphToViewport(spot) };
  for (const canvas of [under, over]) {
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    if (canvas === under) paintClusters(pen, view, shownKinds);
    else if (sigma.getCamera().ratio === still) paintNames(pen, view, shownKinds, { selected, near: near(), tried });
    else paintNames(pen, view, shownKinds, { selected, near: [], tried: [] });
  }
  document.documentElement.dataset.drawn = "yes";
}

function near(): number[] {
  if (selected < 0) return [];
  return [...edgesOf(selected)].slice(0, MOST_RAYS).map((edge) => otherEnd(edge, selected));
}

function settle(): void {
  clearTimeout(waiting);
  waiting = setTimeout(drawNodes, STILL);
}

/** Fill the window with dots: all nodes in it, or an even sample of them, the most connected of each cluster always. */
export function drawNodes(): void {
  // while another view is open the map has no size
  if (!sigma || !nodes.ids.length || !stage.clientWidth) return;
  still = sigma.getCamera().ratio;
  const { inside, step } = visible();
  const size = Math.min(7, Math.max(1.5, 0.34 * spacing(step)));
  tried = spread(inside.filter((node) => isRoomy(overview.clusters[clusterOf(node)], scale())));
  graph.clear();
  for (const node of inside) addDot(node, size);
  if (selected >= 0) drawSelection(size);
  else if (step === 1 && spacing(1) > APART_WITH_LINES) drawLines(inside);
  sigma.refresh();
}

/** Nodes to name: the first of every part of the window, then the second of each; within one, the most connected come first. */
function spread(some: number[]): number[] {
  const part = (at: number | undefined) => Math.floor(((at ?? 0) * scale()) / PART);
  const before = new Map<string, number>();
  const turns = some.sort((one, other) => seatOf(one) - seatOf(other)).map((node) => {
    const place = `${part(nodes.x[node])} ${part(nodes.y[node])}`;
    const turn = before.get(place) ?? 0;
    before.set(place, turn + 1);
    return { node, turn };
  });
  return turns.sort((one, other) => one.turn - other.turn).slice(0, MOST_TRIED).map(({ node }) => node);
}

/** The camera's ratio in the closest view. */
function closest(): number {
  return sigma ? Math.min(1, (sigma.getCamera().ratio * spacing(1)) / CLOSEST) : 1;
}

/** Pixels between two dots when every `step`-th is drawn. */
function spacing(step: number): number {
  return overview.spot * Math.sqrt(step) * scale();
}

function addDot(node: number, size: number): void {
  if (graph.hasNode(node)) return;
  const kind = overview.clusters[clusterOf(node)]?.kind ?? 0;
  const color = inTheme(overview.kinds[kind]?.colour ?? ["#555555", "#aaaaaa"]);
  graph.addNode(node, { x: nodes.x[node], y: nodes.y[node], size, color });
}

/** The nodes of the window and around it, one of `step` where there are too many. */
function visible(): { inside: number[]; step: number } {
  const { width, height } = (sigma as Sigma).getDimensions();
  const corner = (x: number, y: number) => (sigma as Sigma).viewportToGraph({ x: x * width, y: y * height });
  const one = corner(-MARGIN, -MARGIN);
  const other = corner(1 + MARGIN, 1 + MARGIN);
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)];
  const [low, high] = [Math.min(one.y, other.y), Math.max(one.y, other.y)];
  const found: number[] = [];
  for (const { kind, first, count, x, y, radius } of overview.clusters) {
    if (!shownKinds.has(kind) || x + radius < left || x - radius > right || y + radius < low || y - radius > high) continue;
    for (let node = first; node < first + count; node += 1) {
      const across = nodes.x[node] as number;
      const up = nodes.y[node] as number;
      if (across >= left && across <= right && up >= low && up <= high) found.push(node);
    }
  }
  let step = 1;
  while (found.length / step > MOST_DOTS || spacing(step) < APART) step *= 2;
  return { inside: step === 1 ? found : found.filter((node) => isTaken(node, step)), step };
}

/** A sample by a mixed seat (MurmurHash3's last step): on a spiral, seats at equal steps lie on one arm. */
function isTaken(node: number, step: number): boolean {
  const seat = seatOf(node);
  let mixed = Math.imul(seat ^ (seat >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0 < 2 ** 32 / step;
}

function seatOf(node: number): number {
  return node - (overview.clusters[clusterOf(node)]?.first ?? 0);
}

function drawSelection(size: number): void {
  addDot(selected, size);
  for (const edge of [...edgesOf(selected)].slice(0, MOST_RAYS)) {
    const end = otherEnd(edge, selected);
    addDot(end, size);
    graph.setNodeAttribute(end, "size", Math.max(size, 4));
    graph.addEdge(edges.from[edge], edges.to[edge], { type: "bold", size: 1.4, color: inTheme(edges.types[edges.type[edge] as number]?.colour ?? ["#777777", "#999999"]) });
  }
  graph.setNodeAttribute(selected, "size", Math.max(size, 6));
}

function drawLines(inside: number[]): void {
  const there = new Set(inside);
  const color = cssColour("--line");
  let drawn = 0;
  for (const node of inside) {
    for (const edge of edgesOf(node)) {
      if (edges.from[edge] !== node || !there.has(edges.to[edge] as number)) continue;
      graph.addEdge(node, edges.to[edge], { type: "line", color });
      drawn += 1;
      if (drawn >= MOST_LINES) return;
    }
  }
}

/** What is meant by a tap: the nearest dot, or else the cluster below the finger. */
function choose(at: Spot, chosen: (node: number, cluster: number) => void): void {
  if (!sigma) return;
  let best = -1;
  let shortest = FINGER;
  graph.forEachNode((key, { x, y }) => {
    const place = (sigma as Sigma).graphToViewport({ x, y });
    const distance = Math.hypot(place.x - at.x, place.y - at.y);
    if (distance < shortest) [best, shortest] = [Number(key), distance];
  });
  const spot = sigma.viewportToGraph(at);
  const below = overview.clusters.findIndex(({ kind, x, y, radius }) => shownKinds.has(kind) && Math.hypot(x - spot.x, y - spot.y) < radius);
  // From afar dots are the grain of their cluster, and no finger means one of them.
  const isFar = overview.spot * scale() < 6 && below >= 0;
  if (isFar) chosen(-1, below);
  else chosen(best, best < 0 ? below : -1);
}

export function select(node: number): void {
  selected = node;
  drawNodes();
}

/** Take the size of the window: it may have changed while another view was open. */
export function fitWindow(): void {
  if (!sigma) return;
  sigma.resize();
  drawNodes();
  sigma.refresh();
}

/** Draw in other colours. */
export function repaint(): void {
  drawNodes();
  sigma?.refresh();
}

/** Move so that a place is in the middle and so many steps around it fit. */
export function lookAt({ x, y }: Spot, reach: number): void {
  if (!sigma) return;
  const { width, height } = sigma.getDimensions();
  const middle = sigma.viewportToFramedGraph(sigma.graphToViewport({ x, y }));
  const camera = sigma.getCamera();
  const ratio = (camera.ratio * scale() * 2 * reach) / Math.min(width, height);
  move({ x: middle.x, y: middle.y, ratio: Math.max(closest(), ratio) });
}

/** Centre a node, as near as its neighbours can be told apart. */
export function lookAtNode(node: number): void {
  const reach = Math.min(14 * overview.spot, 0.5 * Math.min(stage.clientWidth, stage.clientHeight) / scale());
  lookAt({ x: nodes.x[node] as number, y: nodes.y[node] as number }, reach);
}

export function fit(): void {
  move({ x: 0.5, y: 0.5, ratio: 1 });
}

export function zoom(factor: number): void {
  const camera = sigma?.getCamera();
  if (camera) move({ ratio: Math.min(2, Math.max(closest(), camera.ratio / factor)) });
}

/** Move by parts of the window. */
export function pan(across: number, down: number): void {
  if (!sigma) return;
  const { width, height } = sigma.getDimensions();
  move(sigma.viewportToFramedGraph({ x: width * (0.5 + across), y: height * (0.5 + down) }));
}

function move(state: { x?: number; y?: number; ratio?: number }): void {
  const camera = sigma?.getCamera();
  if (moves()) void camera?.animate(state, { duration: 300 });
  else camera?.setState(state);
}
