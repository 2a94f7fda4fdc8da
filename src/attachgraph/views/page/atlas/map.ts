// The map: everything on one canvas, drawn in a few strokes for each kind.

import { byId } from "../shared/dom.ts";
import { cssColour, inTheme } from "../shared/theme.ts";
import { data, edgesOf } from "./data.ts";

const canvas = byId<HTMLCanvasElement>("canvas");
const pen = canvas.getContext("2d") as CanvasRenderingContext2D;

export const shownKinds = new Set(data.kinds.map((_, number) => number));
export const camera = { x: 0, y: 0, scale: 1 };
let selected = -1;
let waiting = false;

/** More edges than this are drawn only around the selection and in close views. */
const MOST_LINES = 40_000;
/** A path of very many pieces takes far longer than the same pieces in paths of this many. */
const PIECES = 150;
/** Edges wait until the map stands still for so many milliseconds. */
const STILL = 160;
let lastMove = 0;
let settling: ReturnType<typeof setTimeout> | undefined;
const LABELS_FROM = 0.9;
const MOST_LABELS = 120;
/** From afar these say where what is: what clusters are named after. */
const landmarks = data.clusters.map(([node]) => node);
/** Lines from a node to more neighbours than this would hide all else. */
const MOST_RAYS = 400;

export function select(node: number): void {
  selected = node;
  draw();
}

/** Draw while the map moves: without edges where there are many, and with them when it stands still. */
export function drawMoving(): void {
  if (data.from.length > 3000) {
    lastMove = performance.now();
    clearTimeout(settling);
    settling = setTimeout(() => {
      lastMove = 0;
      draw();
    }, STILL);
  }
  draw();
}

/** Draw in the next frame, once however often it is asked for. */
export function draw(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    paint();
    document.documentElement.dataset.drawn = "yes";
  });
}

function paint(): void {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = cssColour("--page");
  pen.fillRect(0, 0, width, height);
  pen.translate(width / 2 - camera.x * camera.scale, height / 2 - camera.y * camera.scale);
  pen.scale(camera.scale, camera.scale);
  const box = {
    left: camera.x - width / 2 / camera.scale,
    right: camera.x + width / 2 / camera.scale,
    top: camera.y - height / 2 / camera.scale,
    bottom: camera.y + height / 2 / camera.scale,
  };
  const inside = visible(box);
  lines(inside);
  dots(inside);
  names(inside);
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Which nodes are on the screen, 1 for yes. */
function visible({ left, right, top, bottom }: Box): Uint8Array {
  const inside = new Uint8Array(data.ids.length);
  for (let node = 0; node < inside.length; node += 1) {
    const x = data.x[node] as number;
    const y = data.y[node] as number;
    if (x > left && x < right && y > top && y < bottom && shownKinds.has(data.kind[node] as number)) inside[node] = 1;
  }
  return inside;
}

function lines(inside: Uint8Array): void {
  pen.lineWidth = 0.7 / camera.scale;
  pen.globalAlpha = data.from.length > 20_000 ? 0.14 : 0.3;
  pen.strokeStyle = cssColour("--quiet");
  pen.beginPath();
  let drawn = lastMove > 0 ? MOST_LINES : 0;
  for (let edge = 0; edge < data.from.length && drawn < MOST_LINES; edge += 1) {
    const from = data.from[edge] as number;
    const to = data.to[edge] as number;
    if (!inside[from] || !inside[to]) continue;
    line(from, to);
    drawn += 1;
    if (drawn % PIECES === 0) {
      pen.stroke();
      pen.beginPath();
    }
  }
  pen.stroke();
  pen.globalAlpha = 1;
  if (selected < 0) return;
  pen.strokeStyle = cssColour("--ring");
  pen.lineWidth = 1.6 / camera.scale;
  pen.beginPath();
  for (const edge of edgesOf(selected).slice(0, MOST_RAYS)) line(data.from[edge] as number, data.to[edge] as number);
  pen.stroke();
}

function line(from: number, to: number): void {
  pen.moveTo(data.x[from] as number, data.y[from] as number);
  pen.lineTo(data.x[to] as number, data.y[to] as number);
}

function dots(inside: Uint8Array): void {
  const size = Math.max(3.2, 1.6 / camera.scale);
  for (const [number, kind] of data.kinds.entries()) {
    pen.fillStyle = inTheme(kind.colour);
    // far out a sign is a few points large: a square is as good as any shape, and much faster
    const tiny = size * camera.scale < 2.6;
    let pieces = 0;
    pen.beginPath();
    for (let node = 0; node < inside.length; node += 1) {
      if (!inside[node] || data.kind[node] !== number) continue;
      const x = data.x[node] as number;
      const y = data.y[node] as number;
      if (tiny) {
        pen.fillRect(x - size, y - size, 2 * size, 2 * size);
        continue;
      }
      sign(kind.shape, x, y, size);
      pieces += 1;
      if (pieces % PIECES === 0) {
        pen.fill();
        pen.beginPath();
      }
    }
    pen.fill();
  }
  if (selected < 0) return;
  pen.strokeStyle = cssColour("--ring");
  pen.lineWidth = 2.5 / camera.scale;
  pen.beginPath();
  pen.arc(data.x[selected] as number, data.y[selected] as number, size + 4 / camera.scale, 0, 2 * Math.PI);
  pen.stroke();
}

/** Colour and shape both tell the kind. */
function sign(shape: string, x: number, y: number, size: number): void {
  if (shape === "square" || shape === "box") pen.rect(x - size, y - size, 2 * size, 2 * size);
  else if (shape === "diamond" || shape === "star") polygon([[x, y - 1.4 * size], [x + 1.4 * size, y], [x, y + 1.4 * size], [x - 1.4 * size, y]]);
  else if (shape === "triangle" || shape === "triangleDown") {
    const turn = shape === "triangle" ? 1 : -1;
    polygon([[x, y - 1.3 * size * turn], [x + 1.3 * size, y + size * turn], [x - 1.3 * size, y + size * turn]]);
  } else {
    pen.moveTo(x + size, y);
    pen.arc(x, y, size, 0, 2 * Math.PI);
  }
}

function polygon(points: [number, number][]): void {
  points.forEach(([x, y], number) => (number === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.closePath();
}

/** Names where there is room: those of the selection and its neighbours, of landmarks, and close by all of them. */
function names(inside: Uint8Array): void {
  const near = selected < 0 ? [] : edgesOf(selected).map((edge) => (data.from[edge] === selected ? data.to[edge] : data.from[edge]) as number);
  const wanted = [selected, ...near.slice(0, MOST_RAYS), ...landmarks].filter((node) => node >= 0);
  if (camera.scale >= LABELS_FROM) for (let node = 0; node < inside.length; node += 1) if (inside[node]) wanted.push(node);
  const letters = 12 / camera.scale;
  pen.font = `${letters}px ${cssColour("--sans")}`;
  pen.textAlign = "center";
  pen.lineWidth = 3 / camera.scale;
  pen.strokeStyle = cssColour("--page");
  pen.fillStyle = cssColour("--text");
  const taken: Box[] = [];
  for (const node of [...new Set(wanted)].slice(0, 4000)) {
    if (!inside[node] || taken.length >= MOST_LABELS) continue;
    const text = (data.labels[node] as string).slice(0, 40);
    const x = data.x[node] as number;
    const y = (data.y[node] as number) + 5 + letters;
    const half = text.length * letters * 0.28;
    const box = { left: x - half, right: x + half, top: y - letters, bottom: y + letters * 0.3 };
    if (taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)) continue;
    taken.push(box);
    pen.strokeText(text, x, y);
    pen.fillText(text, x, y);
  }
}

export function fit(): void {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (let node = 0; node < data.ids.length; node += 1) {
    left = Math.min(left, data.x[node] as number);
    right = Math.max(right, data.x[node] as number);
    top = Math.min(top, data.y[node] as number);
    bottom = Math.max(bottom, data.y[node] as number);
  }
  if (left > right) return;
  camera.x = (left + right) / 2;
  camera.y = (top + bottom) / 2;
  camera.scale = Math.min(2, (canvas.clientWidth || 800) / (right - left + 80), (canvas.clientHeight || 600) / (bottom - top + 80));
  draw();
}

export function zoom(factor: number, at = { x: camera.x, y: camera.y }): void {
  const scale = Math.min(8, Math.max(0.002, camera.scale * factor));
  const kept = 1 - camera.scale / scale;
  camera.x += (at.x - camera.x) * kept;
  camera.y += (at.y - camera.y) * kept;
  camera.scale = scale;
  drawMoving();
}

/** The place on the map below a point of the screen. */
export function placeAt(clientX: number, clientY: number): { x: number; y: number } {
  const box = canvas.getBoundingClientRect();
  return {
    x: camera.x + (clientX - box.left - box.width / 2) / camera.scale,
    y: camera.y + (clientY - box.top - box.height / 2) / camera.scale,
  };
}

/** The node nearest to a place, if one is within reach of a finger. */
export function nodeAt({ x, y }: { x: number; y: number }): number {
  let best = -1;
  let shortest = Math.max(7, 12 / camera.scale) ** 2;
  for (let node = 0; node < data.ids.length; node += 1) {
    if (!shownKinds.has(data.kind[node] as number)) continue;
    const distance = ((data.x[node] as number) - x) ** 2 + ((data.y[node] as number) - y) ** 2;
    if (distance < shortest) [best, shortest] = [node, distance];
  }
  return best;
}
