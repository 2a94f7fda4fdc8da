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
import { hasMap } from "./clusters.ts";
import { findPath, pathEnds } from "./path.ts";
import { detailed, isOverview, openIds, placeOf, state, STRUCTURE } from "./state.ts";

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
  const open = openIds();
  const own = new Set([...open, ...open.flatMap((id) => partsOf(id).map((part) => part.id))]);
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
  const open = new Set(openIds());
  const brought = opened();
  const joins = (edge: GraphEdge) => isStrong(edge) && ((open.has(edge.from) && brought.has(edge.to)) || (open.has(edge.to) && brought.has(edge.from)));
  const lines = [...edges.values()]
    .filter((edge) => edge.id === state.select || (((passes(edge) && keeps(edge)) || joins(edge)) && inside(edge.from) && inside(edge.to)))
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
  return (state.edges.has(edge.type) || isChosen()) && isStrong(edge);
}

/** Whether an edge has a standing and as many sentences as the reader wants to see. */
function isStrong(edge: GraphEdge): boolean {
  return !state.without.has(edge.status || STRUCTURE) && (state.quotes === 0 || edge.statements.length >= state.quotes);
}

function allowedNodes(): Set<string> {
  if (state.path) return new Set(findPath(...pathEnds(state.path)));
  if (state.only.size > 0) return new Set([...state.only].filter((id) => !state.hide.has(id)));
  const revealed = opened();
  if (hasMap() && !state.focus) return new Set([...openIds(), ...revealed].filter((id) => !state.hide.has(id)));
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
  return new Set(openIds().flatMap((id) => [...revealedBy(id)]));
}

/** What an opened node brings in: of an entry all but its many sources, or the kinds that the reader has chosen. */
export function revealedBy(id: string): Set<string> {
  const node = nodes.get(id);
  if (!node) return new Set();
  const whole = state.open.has(id);
  const shows = (kind: string) => (whole && (!HUBS.has(node.kind) || (known(kinds, kind).opened && !AT_CHOICE.has(kind)))) || state.open.has(`${id}~${kind}`);
  return new Set(neighboursOf(node).filter((other) => shows(known(nodes, other).kind)));
}

/** Kinds that an entry has by the dozen, so that they come only when they are asked for. */
const AT_CHOICE = new Set(["Source", "BodyOfLiterature", "UnresolvedSource"]);

function neighboursOf(node: GraphNode): string[] {
  const parts = HUBS.has(node.kind) ? partsOf(node.id).map((part) => part.id) : [];
  const ends = node.edges.filter(isStrong).map((edge) => otherEnd(edge, node.id));
  return [...new Set([...parts, ...ends])].filter((other) => other !== node.id);
}

/** The kinds of what a node is connected with, each with how many there are. */
export function kindsAround(node: GraphNode): [kind: string, count: number][] {
  const counts = new Map<string, number>();
  for (const other of neighboursOf(node)) {
    const { kind } = known(nodes, other);
    if (!HUBS.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...kinds.keys()].filter((kind) => counts.has(kind)).map((kind) => [kind, counts.get(kind) as number]);
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
