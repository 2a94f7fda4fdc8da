// Read the columns of a large graph.

import { byId } from "../shared/dom.ts";
import type { Pair } from "../shared/theme.ts";

interface Payload {
  kinds: { label: string; count: number; colour: Pair; shape: string }[];
  types: { label: string; colour: Pair }[];
  ids: string[];
  labels: string[];
  kind: number[];
  /** Nodes that clusters are named after, each with the number of nodes around it, the largest first. */
  clusters: [node: number, size: number][];
  x: number[];
  y: number[];
  from: number[];
  to: number[];
  type: number[];
}

export const data: Payload = JSON.parse(byId("data").textContent ?? "");
export const numberOf = new Map(data.ids.map((id, number) => [id, number]));

/** Edges of each node, as places in a list that starts at `start[node]`. */
const start = new Uint32Array(data.ids.length + 1);
const ends = new Uint32Array(2 * data.from.length);

for (const side of [data.from, data.to]) for (const node of side) start[node + 1] = (start[node + 1] ?? 0) + 1;
for (let node = 0; node < data.ids.length; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
const next = start.slice();
for (const [edge, node] of data.from.entries()) put(node, edge);
for (const [edge, node] of data.to.entries()) put(node, edge);

function put(node: number, edge: number): void {
  const at = next[node] ?? 0;
  ends[at] = edge;
  next[node] = at + 1;
}

export function edgesOf(node: number): number[] {
  return [...ends.subarray(start[node], start[node + 1])];
}
