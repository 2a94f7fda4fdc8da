// Conflict cycles as directed loops: who does what, in which order, and what sets it off.

import { type GraphNode, known, labelOf, nodes, otherEnd } from "./data.ts";
import { change, state } from "./state.ts";
import { nodeButton } from "./links.ts";
import { statusBadge } from "./swatch.ts";
import { byId, el, svg, words } from "../shared/dom.ts";

const BOX = 158;
const LINE = 14.5;
const LETTERS = 21;
/** Where four boxes have room, and what is left outside of them. */
const FOUR = { x: 150, y: 138 };
const MARGIN = { x: 85, y: 48 };

interface Move {
  id: string;
  words: string;
  actor: string;
}

/** The ellipse on which the moves stand, around its middle. */
interface Ring {
  x: number;
  y: number;
  middle: { x: number; y: number };
}

interface Box {
  x: number;
  y: number;
  half: number;
  lines: string[];
}

const cycles = [...nodes.values()].filter((node) => node.kind === "ConflictCycle");

export function fillCycles(): void {
  const shown = cycles.filter((cycle) => !state.without.has(cycle.owner));
  byId("view-cycles").replaceChildren(
    el("h2", {}, "Conflict cycles"),
    el("p", { class: "lead" }, "What sets a conflict off, and the moves that keep it going. Follow the arrows; the last move leads back to the first."),
    shown.length === 0 ? el("p", { class: "empty" }, "No entry of this page describes a conflict cycle.") : "",
    el("div", { class: "loops" }, shown.map(loop)),
  );
}

function movesOf(cycle: GraphNode): Move[] {
  const moves = cycle.edges
    .filter((edge) => edge.type === "has-move")
    .map((edge) => known(nodes, otherEnd(edge, cycle.id)));
  const order = (move: GraphNode) => Number(move.drawn.label) || 0;
  return moves
    .sort((one, other) => order(one) - order(other))
    .map((move) => {
      const actor = move.edges.find((edge) => edge.type === "actor" && edge.from === move.id);
      return { id: move.id, words: move.label.replace(/\.$/, ""), actor: actor ? shortActor(actor.to) : "" };
    });
}

/** "Avoidant partner in the avoidant-secure relationship" is the avoidant partner here. */
function shortActor(id: string): string {
  return labelOf(id).replace(/ (in|of) .*$/, "");
}

function triggerOf(cycle: GraphNode): string {
  const said = cycle.statements.find(({ property }) => property.endsWith("trigger"));
  return said?.text || cycle.facts.find(([name]) => name === "trigger")?.[1] || "";
}

function loop(cycle: GraphNode): HTMLElement {
  const moves = movesOf(cycle);
  const trigger = triggerOf(cycle);
  const edge = cycle.edges.find((one) => one.type === "conflict-cycle");
  const pairing = edge ? otherEnd(edge, cycle.id) : cycle.owner;
  const lines = moves.map((move) =>
    el("li", {}, nodeButton(move.id, move.actor ? `${move.actor}: ${move.words}` : move.words)),
  );
  return el(
    "figure",
    { class: "loop", "data-id": cycle.id },
    el(
      "figcaption",
      {},
      el("span", { class: "of" }, pairing ? nodeButton(pairing) : ""),
      el("h3", {}, nodeButton(cycle.id)),
      edge?.status && edge.status !== "reported" ? statusBadge(edge.status) : "",
    ),
    moves.length > 0 ? drawing(cycle, moves, trigger) : el("p", { class: "quiet" }, "The entry names no moves."),
    el(
      "details",
      {},
      el("summary", {}, "The same in words"),
      trigger ? el("p", {}, "Set off by ", words(trigger), ".") : "",
      el("ol", {}, lines),
    ),
  );
}

/** More moves need a wider ring, so that no box lies on its neighbour or on the trigger. */
function ringFor(count: number): Ring {
  const more = Math.max(1, count / 4) - 1;
  const x = FOUR.x * (1 + more);
  const y = FOUR.y * (1 + more / 2);
  return { x, y, middle: { x: x + MARGIN.x, y: y + MARGIN.y } };
}

function drawing(cycle: GraphNode, moves: Move[], trigger: string): SVGElement {
  const ring = ringFor(moves.length);
  const actors = [...new Set(moves.map(({ actor }) => actor))];
  const boxes = moves.map(({ words: text, actor }, number): Box => {
    const turn = (2 * Math.PI * number) / moves.length - Math.PI / 2;
    const lines = [...(actor ? wrapped(actor, LETTERS) : []), ...wrapped(text, LETTERS)];
    return {
      x: ring.middle.x + ring.x * Math.cos(turn),
      y: ring.middle.y + ring.y * Math.sin(turn),
      half: (lines.length * LINE) / 2 + 8,
      lines,
    };
  });
  const arrows = boxes.map((box, number) => arrow(box, boxes[(number + 1) % boxes.length] as Box, ring));
  const signs = boxes.map((box, number) => {
    const move = moves[number] as Move;
    return moveSign(move, box, Math.max(0, actors.indexOf(move.actor)));
  });
  const said = `${labelOf(cycle.id)}. ${trigger ? `Set off by ${trigger}. ` : ""}${moves.map((move, n) => `${n + 1}. ${move.actor} ${move.words}`).join(". ")}. Then again from the first.`;
  return svg(
    "svg",
    { viewBox: `0 0 ${2 * ring.middle.x} ${2 * ring.middle.y}`, role: "img", "aria-label": said },
    arrows.flat(),
    triggerText(trigger, ring),
    signs,
  );
}

/** Break a text into lines of so many letters. */
export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function triggerText(trigger: string, { middle }: Ring): SVGElement | null {
  if (!trigger) return null;
  const lines = wrapped(trigger, 19).slice(0, 8);
  const top = middle.y - (lines.length * LINE) / 2;
  return svg(
    "g",
    { class: "trigger", "text-anchor": "middle" },
    svg("text", { x: middle.x, y: top - 3, class: "head" }, "Trigger"),
    lines.map((line, number) => svg("text", { x: middle.x, y: top + LINE * (number + 1) }, line)),
  );
}

function moveSign(move: Move, { x, y, half, lines }: Box, actor: number): SVGElement {
  const actorLines = move.actor ? wrapped(move.actor, LETTERS).length : 0;
  const sign = svg(
    "g",
    { class: `move actor-${actor % 2}`, "text-anchor": "middle" },
    svg("rect", { x: x - BOX / 2, y: y - half, width: BOX, height: 2 * half, rx: 7 }),
    lines.map((line, number) =>
      svg(
        "text",
        { x, y: y - half + 8 + LINE * (number + 0.78), class: number < actorLines ? "actor" : null },
        line,
      ),
    ),
  );
  sign.addEventListener("click", () => change({ select: move.id }));
  return sign;
}

/** The piece of the ellipse between two boxes, with a point at its end. */
function arrow(from: Box, to: Box, ring: Ring): SVGElement[] {
  const points: [number, number][] = [];
  const start = Math.atan2((from.y - ring.middle.y) / ring.y, (from.x - ring.middle.x) / ring.x);
  const end = Math.atan2((to.y - ring.middle.y) / ring.y, (to.x - ring.middle.x) / ring.x);
  const way = end > start ? end - start : end - start + 2 * Math.PI;
  for (let step = 0; step <= 60; step += 1) {
    const turn = start + (way * step) / 60;
    const x = ring.middle.x + ring.x * Math.cos(turn);
    const y = ring.middle.y + ring.y * Math.sin(turn);
    if (!inside(x, y, from) && !inside(x, y, to)) points.push([x, y]);
  }
  if (points.length < 2) return [];
  const [ex, ey] = points.at(-1) as [number, number];
  const [bx, by] = points.at(-Math.min(4, points.length)) as [number, number];
  const angle = (Math.atan2(ey - by, ex - bx) * 180) / Math.PI;
  return [
    svg("path", { class: "way", d: `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}` }),
    svg("polygon", { class: "point", points: "0,0 -10,-5 -10,5", transform: `translate(${ex.toFixed(1)} ${ey.toFixed(1)}) rotate(${angle.toFixed(1)})` }),
  ];
}

function inside(x: number, y: number, box: Box): boolean {
  return Math.abs(x - box.x) < BOX / 2 + 5 && Math.abs(y - box.y) < box.half + 5;
}
