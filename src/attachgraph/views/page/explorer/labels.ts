// Which labels there is room for, so that none lies on another.

import { HUBS, kinds, known, nodes } from "./data.ts";
import { type Box, Grid } from "./grid.ts";
import type { Place } from "./places.ts";

/** A label as it would be drawn, in pixels of the picture. */
interface Candidate {
  id: string;
  place: Place;
  /** Radius of the sign above the label. */
  radius: number;
  /** Size of the letters. */
  letters: number;
  /** Widest line. */
  widest: number;
}

/** Average width of a letter of the sans-serif faces, in parts of their size. */
const LETTER = 0.54;

/** Choose labels from the first on; boxes of entries and signs of nodes keep their places. */
export function chooseLabels(candidates: Candidate[], hubs: Box[]): Set<string> {
  const taken = new Grid();
  for (const box of hubs) taken.put(box);
  for (const { place: [x, y], radius } of candidates) {
    taken.put({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  }
  const chosen = new Set<string>();
  for (const candidate of candidates) {
    const box = boxOf(candidate);
    if (taken.hits(box)) continue;
    taken.put(box);
    chosen.add(candidate.id);
  }
  return chosen;
}

function boxOf({ id, place: [x, y], radius, letters, widest }: Candidate): Box {
  const text = known(nodes, id).drawn.label;
  const whole = text.length * letters * LETTER;
  const lines = Math.ceil(whole / (widest * 0.88));
  const half = Math.min(whole, widest) / 2 + letters * 0.3;
  const top = y + radius + letters * 0.2;
  return { left: x - half, right: x + half, top, bottom: top + lines * letters * 1.2 };
}

/** Whether the label of a node stands inside its shape. */
export function isInside(kind: string): boolean {
  return ["box", "ellipse", "circle"].includes(known(kinds, kind).shape);
}

export function isHub(kind: string): boolean {
  return HUBS.has(kind);
}
