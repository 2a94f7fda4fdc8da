// The keyboard on the graph: arrows walk from node to node, as the eye would.

import { network, showAll } from "./graph.ts";
import { change, state } from "./state.ts";
import { byId } from "../shared/dom.ts";
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
  byId("zoom-all").onclick = () => showAll();
}

function keyAction(key: string): (() => void) | undefined {
  const direction = DIRECTIONS[key];
  if (direction) return () => walk(direction);
  const actions: Record<string, () => void> = {
    Enter: () => {
      if (!byId("card").hidden) byId("card").focus();
    },
    Escape: () => change({ select: "" }),
    "+": () => zoom(1.3),
    "-": () => zoom(1 / 1.3),
    0: () => showAll(),
  };
  return actions[key];
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
  network.moveTo({ position: places[best] as vis.Position, animation: motion() });
}
