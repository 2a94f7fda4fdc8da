// What lies below and above the dots: discs of the clusters and the lines between them, and names at every zoom.

import { cssColour, inTheme } from "../shared/theme.ts";
import { nodes, overview, type Cluster } from "./data.ts";

export interface Spot {
  x: number;
  y: number;
}

export interface View {
  width: number;
  height: number;
  /** What the buttons cover, from the lower left corner. */
  buttons: { width: number; height: number };
  /** Pixels of a step on the map. */
  scale: number;
  place: (spot: Spot) => Spot;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const LETTERS = 13;
const LETTERS_OF_A_TELEPHONE = 11;
const TELEPHONE = 600;
let letters = LETTERS;
/** Letters of one line of a cluster's name, and of the name of a node. */
const LINE = 20;
const LONGEST = 40;
const MOST_NAMES = 90;
/** Discs of this radius have room for the names of members; smaller ones have their own in the middle. */
const ROOMY = 120;
/** Clusters that are smaller on the screen have a number for a name, and the smallest nothing. */
const LEGIBLE = 16;
const NUMBERED = 9;
const FULL = 2 * Math.PI;

export function paintClusters(pen: CanvasRenderingContext2D, view: View, kinds: ReadonlySet<number>): void {
  const most = overview.bundles[0]?.[2] ?? 1;
  pen.strokeStyle = cssColour("--edge");
  for (const [one, other, count] of overview.bundles) {
    const ends = [overview.clusters[one], overview.clusters[other]];
    if (ends.some((end) => !end || !kinds.has(end.kind) || end.radius * view.scale > ROOMY)) continue;
    const [from, to] = ends.map((end) => view.place(end as Spot));
    pen.lineWidth = 0.5 + 5.5 * Math.sqrt(count / most);
    pen.globalAlpha = 0.28;
    pen.beginPath();
    pen.moveTo((from as Spot).x, (from as Spot).y);
    pen.lineTo((to as Spot).x, (to as Spot).y);
    pen.stroke();
  }
  for (const cluster of overview.clusters) {
    if (!kinds.has(cluster.kind)) continue;
    const { x, y } = view.place(cluster);
    const radius = cluster.radius * view.scale;
    if (x + radius < 0 || x - radius > view.width || y + radius < 0 || y - radius > view.height) continue;
    const colour = inTheme(overview.kinds[cluster.kind]?.colour ?? ["#555555", "#aaaaaa"]);
    pen.beginPath();
    pen.arc(x, y, radius, 0, FULL);
    pen.globalAlpha = 1;
    pen.fillStyle = inTheme(overview.background);
    pen.fill();
    pen.globalAlpha = 0.13;
    pen.fillStyle = colour;
    pen.fill();
    pen.globalAlpha = 0.8;
    pen.lineWidth = 1.2;
    pen.strokeStyle = colour;
    pen.stroke();
    pen.strokeStyle = cssColour("--edge");
  }
  pen.globalAlpha = 1;
}

/** Names where there is room: of clusters, of the selection and its neighbours, then of whatever is drawn. */
export function paintNames(
  pen: CanvasRenderingContext2D,
  view: View,
  kinds: ReadonlySet<number>,
  { selected, near, tried }: { selected: number; near: number[]; tried: number[] },
): void {
  const taken: Box[] = [{ left: 0, right: view.buttons.width, top: view.height - view.buttons.height, bottom: view.height }];
  letters = view.width < TELEPHONE ? LETTERS_OF_A_TELEPHONE : LETTERS;
  pen.textAlign = "center";
  pen.lineJoin = "round";
  pen.lineWidth = 4;
  pen.strokeStyle = inTheme(overview.background);
  pen.fillStyle = cssColour("--text");
  const sans = cssColour("--sans");
  if (selected >= 0 && nodes.ids.length) ring(pen, view, selected);
  pen.font = `600 ${letters}px ${sans}`;
  for (const node of selected < 0 ? [] : [selected]) nameNode(pen, view, node, taken);
  overview.clusters.forEach(({ kind }, place) => kinds.has(kind) && nameCluster(pen, view, place, taken));
  pen.font = `${letters - 1}px ${sans}`;
  if (!nodes.ids.length) return;
  for (const node of new Set(near)) nameNode(pen, view, node, taken);
  for (const node of tried) {
    if (taken.length >= MOST_NAMES) return;
    nameNode(pen, view, node, taken);
  }
}

/** Whether a cluster has room for the names of members. */
export function isRoomy(cluster: Cluster | undefined, scale: number): boolean {
  return (cluster?.radius ?? 0) * scale >= ROOMY;
}

function ring(pen: CanvasRenderingContext2D, view: View, node: number): void {
  const { x, y } = view.place({ x: nodes.x[node] as number, y: nodes.y[node] as number });
  pen.save();
  pen.strokeStyle = cssColour("--ring");
  pen.lineWidth = 2.5;
  pen.beginPath();
  pen.arc(x, y, 11, 0, FULL);
  pen.stroke();
  pen.restore();
}

/** In the middle of a small disc; at the top of a large one, and still in the window when its top is not. */
function nameCluster(pen: CanvasRenderingContext2D, view: View, place: number, taken: Box[]): void {
  const cluster = overview.clusters[place] as Cluster;
  const { x, y } = view.place(cluster);
  const radius = cluster.radius * view.scale;
  if (radius < NUMBERED || x + radius < 0 || x - radius > view.width || y + radius < 0 || y - radius > view.height) return;
  const label = overview.kinds[cluster.kind]?.label ?? "";
  const count = `${cluster.count.toLocaleString("en")}${cluster.about ? ` · ${label}` : ""}`;
  const lines = [...wrapped(cluster.about || cluster.name), count];
  const tall = lines.length * (letters + 3);
  const top = radius < ROOMY ? y - tall / 2 : Math.max(y - radius + 10, 8);
  if (radius >= ROOMY && top + tall > y + radius) return;
  const half = Math.max(...lines.map((line) => width(pen, line))) / 2;
  const middle = radius < ROOMY ? x : Math.min(Math.max(x, half + 6), view.width - half - 6);
  // The corner of a disc is not a place for its name.
  if (radius >= ROOMY && Math.hypot(middle - x, top + tall / 2 - y) > radius) return;
  if (radius >= LEGIBLE && writeLines(pen, lines, middle, top, half, taken)) return;
  // Without room for its name a disc has its number in the list of clusters.
  const number = String(place + 1);
  if (radius < ROOMY) writeLines(pen, [number], x, y - (letters + 3) / 2, width(pen, number) / 2, taken);
}

function writeLines(pen: CanvasRenderingContext2D, lines: string[], middle: number, top: number, half: number, taken: Box[]): boolean {
  const box = { left: middle - half - 4, right: middle + half + 4, top: top - 2, bottom: top + lines.length * (letters + 3) + 2 };
  if (!free(box, taken)) return false;
  taken.push(box);
  lines.forEach((line, number) => write(pen, line, middle, top + (number + 0.8) * (letters + 3)));
  return true;
}

function nameNode(pen: CanvasRenderingContext2D, view: View, node: number, taken: Box[]): void {
  const at = view.place({ x: nodes.x[node] as number, y: nodes.y[node] as number });
  if (at.x < 0 || at.x > view.width || at.y < 0 || at.y > view.height) return;
  const whole = nodes.labels[node] ?? "";
  const text = whole.length > LONGEST ? `${whole.slice(0, LONGEST - 1).trimEnd()}…` : whole;
  const y = at.y + 10 + letters;
  const half = width(pen, text) / 2;
  const box = { left: at.x - half - 3, right: at.x + half + 3, top: y - letters, bottom: y + 4 };
  if (!free(box, taken)) return;
  taken.push(box);
  write(pen, text, at.x, y);
}

const widths = new Map<string, number>();

/** Measuring takes longer than painting, and names come back in every frame. */
function width(pen: CanvasRenderingContext2D, text: string): number {
  const key = pen.font + text;
  const known = widths.get(key) ?? pen.measureText(text).width;
  widths.set(key, known);
  return known;
}

function free(box: Box, taken: Box[]): boolean {
  return !taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
}

function write(pen: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  pen.strokeText(text, x, y);
  pen.fillText(text, x, y);
}

function wrapped(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > LINE ? `${word.slice(0, LINE - 1)}…` : word);
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]}…`] : lines;
}
