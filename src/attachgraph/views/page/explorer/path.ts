// How two nodes are connected: the shortest way, over edges that texts assert where there is a choice.

import { type GraphEdge, known, nodes, otherEnd } from "./data.ts";

/** Edges that say little, because a text only has to name the other thing. */
const LOOSE = new Set(["about", "mentions", "related-entry"]);

export function pathEnds(path: string): [from: string, to: string] {
  const [from = "", to = ""] = path.split(">");
  return [from, to];
}

/** Steps over quoted edges count least, over mentions more, over edges without words most. */
function cost(edge: GraphEdge): number {
  if (edge.statements.length === 0) return 1.5;
  return LOOSE.has(edge.type) ? 1.25 : 1;
}

/** The ids of the nodes on the way, both ends included; none where there is no way. */
export function findPath(from: string, to: string): string[] {
  const far = new Map([[from, 0]]);
  const before = new Map<string, string>();
  const waiting = new Set([from]);
  while (waiting.size > 0) {
    const here = nearest(waiting, far);
    if (here === to) return walkBack(before, from, to);
    waiting.delete(here);
    for (const edge of nodes.get(here)?.edges ?? []) {
      const next = otherEnd(edge, here);
      const total = (far.get(here) ?? 0) + cost(edge);
      if (total >= (far.get(next) ?? Infinity)) continue;
      far.set(next, total);
      before.set(next, here);
      waiting.add(next);
    }
  }
  return [];
}

function nearest(waiting: Set<string>, far: Map<string, number>): string {
  let best = "";
  for (const id of waiting) {
    if (!best || (far.get(id) ?? 0) < (far.get(best) ?? 0)) best = id;
  }
  return best;
}

function walkBack(before: Map<string, string>, from: string, to: string): string[] {
  const way = [to];
  while (way[0] !== from) way.unshift(before.get(way[0] as string) as string);
  return way;
}

/** The edges between two neighbours on a path, the quoted ones first. */
export function edgesBetween(one: string, other: string): GraphEdge[] {
  return known(nodes, one)
    .edges.filter((edge) => otherEnd(edge, one) === other)
    .sort((a, b) => cost(a) - cost(b));
}
