// Which nodes and edges the filters, the focus, the opened entries and the selection ask for.

import {
  data,
  edges,
  type GraphEdge,
  type GraphNode,
  HUBS,
  known,
  middleOf,
  nodes,
  otherEnd,
  partsOf,
  kinds,
  statementsById,
} from "./data.ts";
import { findPath, pathEnds } from "./path.ts";
import { detailed, isOverview, placeOf, state, STRUCTURE } from "./state.ts";

/** An edge with the ends it is drawn between: a role that is not shown lets its edge run through. */
export interface Line {
  edge: GraphEdge;
  from: string;
  to: string;
}

export interface Wanted {
  nodes: GraphNode[];
  lines: Line[];
}

/**
 * Calm pictures: a pairing between its styles says that they pair, and around opened entries only
 * their own edges are drawn.
 */
function calm(): (edge: GraphEdge) => boolean {
  if (detailed() || state.focus || isChosen() || !data.overview) return () => true;
  const own = new Set([...state.open, ...[...state.open].flatMap((id) => partsOf(id).map((part) => part.id))]);
  return (edge) =>
    edge.type !== "pairs-with" &&
    (own.has(edge.from) || own.has(edge.to) || (isHub(edge.from) && isHub(edge.to)) || touchesSelection(edge));
}

function isHub(id: string): boolean {
  return HUBS.has(known(nodes, id).kind);
}

function touchesSelection(edge: GraphEdge): boolean {
  return edge.from === state.select || edge.to === state.select;
}

export function wanted(): Wanted {
  const keeps = calm();
  const always = new Set([state.select, state.focus, ...endsOfSelection(), ...pinned()]);
  const allowed = allowedNodes();
  const inside = (id: string) => always.has(id) || allowed.has(id);
  const lines = [...edges.values()]
    .filter((edge) => edge.id === state.select || (passes(edge) && keeps(edge) && inside(edge.from) && inside(edge.to)))
    .map((edge): Line => ({ edge, from: edge.from, to: edge.to }));
  lines.push(...throughRoles(inside), ...toSelection(lines, inside));
  const linked = new Set(lines.flatMap(({ from, to }) => [from, to]));
  const alone = (node: GraphNode) => allowed.has(node.id) && (HUBS.has(node.kind) || isChosen());
  const found = [...nodes.values()].filter(
    (node) => linked.has(node.id) || always.has(node.id) || alone(node),
  );
  // what comes last is drawn on top
  found.sort((one, other) => Number(HUBS.has(one.kind)) - Number(HUBS.has(other.kind)));
  return { nodes: found, lines };
}

/** The reader has named the nodes one by one. */
function isChosen(): boolean {
  return state.only.size > 0 || Boolean(state.path);
}

/** Whether an edge passes the filters. */
export function passes(edge: GraphEdge): boolean {
  return (
    (state.edges.has(edge.type) || isChosen()) &&
    !state.without.has(edge.status || STRUCTURE) &&
    (state.quotes === 0 || edge.statements.length >= state.quotes)
  );
}

function allowedNodes(): Set<string> {
  if (state.path) return new Set(findPath(...pathEnds(state.path)));
  if (state.only.size > 0) return new Set([...state.only].filter((id) => !state.hide.has(id)));
  const revealed = opened();
  const keeps = (node: GraphNode) =>
    (state.kinds.has(node.kind) || revealed.has(node.id)) &&
    !state.hide.has(node.id) &&
    !state.without.has(node.id) &&
    !state.without.has(node.owner) &&
    node.edges.length >= state.links;
  const kept = [...nodes.values()].filter(keeps).map((node) => node.id);
  return state.focus ? near(state.focus, new Set(kept)) : new Set(kept);
}

/** The nodes up to so many edges away; the parts of an entry count as the entry. */
function near(middle: string, kept: Set<string>): Set<string> {
  const shows = (id: string) => kept.has(id) || known(kinds, known(nodes, id).kind).opened;
  const reached = new Set([...middleOf(middle)].filter((id) => id === middle || shows(id)));
  let frontier = [...reached];
  for (let step = 0; step < state.hops; step += 1) {
    const next: string[] = [];
    for (const id of frontier) {
      for (const edge of known(nodes, id).edges) {
        const other = otherEnd(edge, id);
        if (reached.has(other) || !passes(edge)) continue;
        if (!(step === 0 ? shows(other) : kept.has(other))) continue;
        reached.add(other);
        next.push(other);
      }
    }
    frontier = next;
  }
  for (const id of [...reached]) {
    if (id !== middle && (state.hide.has(id) || state.without.has(id))) reached.delete(id);
  }
  return reached;
}

/** What the opened entries show: their parts, and what their edges lead to. */
export function opened(): Set<string> {
  return new Set([...state.open].flatMap((id) => [...revealedBy(id)]));
}

export function revealedBy(id: string): Set<string> {
  const node = nodes.get(id);
  if (!node) return new Set();
  const shows = (other: string) => known(kinds, known(nodes, other).kind).opened;
  const ends = node.edges.filter(passes).map((edge) => otherEnd(edge, id));
  const all = HUBS.has(node.kind) ? [...partsOf(id).map((part) => part.id), ...ends].filter(shows) : ends;
  return new Set(all.filter((other) => other !== id));
}

export function pinned(): string[] {
  return [...state.pin].map((pin) => placeOf(pin).id);
}

/** Where the partner roles are not shown, each pairing is joined to its styles directly. */
function throughRoles(inside: (id: string) => boolean): Line[] {
  const found = new Map<string, Line>();
  for (const role of nodes.values()) {
    if (role.kind !== "PartnerRole" || inside(role.id)) continue;
    const edge = role.edges.find((one) => one.to === role.id && one.type === "has-partner");
    const style = role.edges.find((one) => one.from === role.id && one.type === "style");
    if (!edge || !style || !passes(edge) || !passes(style)) continue;
    if (inside(edge.from) && inside(style.to)) {
      found.set(`${edge.from} ${style.to}`, { edge, from: edge.from, to: style.to });
    }
  }
  return [...found.values()];
}

/** In the overview, a selected concept or source is joined to every entry that it has to do with, by itself or by a part. */
function toSelection(drawn: Line[], inside: (id: string) => boolean): Line[] {
  const selected = nodes.get(state.select);
  if (!selected || !isOverview() || isHub(selected.id)) return [];
  const joined = new Set(drawn.flatMap(({ from, to }) => (from === selected.id ? [to] : to === selected.id ? [from] : [])));
  const found: Line[] = [];
  for (const edge of selected.edges) {
    const other = hubOf(otherEnd(edge, selected.id));
    if (!other || joined.has(other) || !inside(other) || state.without.has(edge.status || STRUCTURE)) continue;
    joined.add(other);
    found.push(edge.from === selected.id ? { edge, from: selected.id, to: other } : { edge, from: other, to: selected.id });
  }
  return found;
}

/** The pairing or style that a node is or belongs to. */
export function hubOf(id: string): string {
  if (isHub(id)) return id;
  const { owner } = known(nodes, id);
  return owner && isHub(owner) ? owner : "";
}

/** The nodes that a selected edge or statement joins. */
export function endsOfSelection(): string[] {
  const edge = edges.get(state.select);
  const statement = statementsById.get(state.select);
  const ends = edge ? [edge.from, edge.to] : statement ? [statement.subject, statement.object] : [];
  return ends.filter(Boolean);
}
