// The keyboard on the graph: arrows walk from node to node, as the eye would; letters act on the selection.

import { nodes } from "./data.ts";
import { centreOn, isPinned, network, pinAt, showEverything } from "./graph.ts";
import { change, placeOf, state, toggle, toggleOpen } from "./state.ts";
import { announce, byId } from "../shared/dom.ts";
import { motion } from "../shared/theme.ts";

type Direction = [dx: number, dy: number];

const DIRECTIONS: Record<string, Direction> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

export function buildGraphKeys(): void {
  byId("canvas").addEventListener("keydown", (event) => {
    const action = keyAction(event.key);
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
  byId("zoom-in").onclick = () => zoom(1.3);
  byId("zoom-out").onclick = () => zoom(1 / 1.3);
  byId("zoom-all").onclick = () => showEverything();
  // every step stands in the address, so the way back is that of the browser
  byId("undo").onclick = () => history.back();
}

function keyAction(key: string): (() => void) | undefined {
  const direction = DIRECTIONS[key];
  if (direction) return () => walk(direction);
  const onNode = (action: (id: string) => void) => () => {
    if (nodes.has(state.select)) action(state.select);
  };
  const actions: Record<string, () => void> = {
    Enter: () => {
      if (!byId("card").hidden) byId("card").focus();
    },
    Escape: () => change({ select: "" }),
    "+": () => zoom(1.3),
    "-": () => zoom(1 / 1.3),
    0: () => showEverything(),
    o: onNode(toggleOpen),
    h: onNode(hideNode),
    p: onNode(togglePin),
    f: onNode((id) => change({ focus: state.focus === id ? "" : id, jump: true })),
  };
  return actions[key];
}

export function hideNode(id: string): void {
  toggle("hide", id);
  change({ select: "" });
  announce("Hidden");
}

/** A pinned node stays in the picture, at its place, whatever the filters say. */
export function togglePin(id: string): void {
  const others = [...state.pin].filter((pin) => placeOf(pin).id !== id);
  const on = !isPinned(id);
  change({ pin: new Set(on ? [...others, pinAt(id)] : others) });
  announce(on ? "Pinned" : "No longer pinned");
}

export function zoom(factor: number): void {
  network?.moveTo({ scale: network.getScale() * factor, animation: motion() });
}

/** Select the nearest node in a direction; what lies aside counts as farther away. */
function walk([dx, dy]: Direction): void {
  if (!network) return;
  const places = network.getPositions();
  const here = places[state.select] ?? network.getViewPosition();
  let best = "";
  let shortest = Infinity;
  for (const [id, place] of Object.entries(places)) {
    const ahead = (place.x - here.x) * dx + (place.y - here.y) * dy;
    const aside = Math.abs((place.x - here.x) * dy) + Math.abs((place.y - here.y) * dx);
    const distance = ahead + 2 * aside;
    if (id !== state.select && ahead > 1 && aside < 2 * ahead && distance < shortest)
      [best, shortest] = [id, distance];
  }
  if (!best) return;
  change({ select: best });
  centreOn(places[best] as vis.Position);
}
