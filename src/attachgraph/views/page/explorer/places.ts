// Where the nodes stand: the overview, an opened entry, the surroundings of a node, a path, or everything.

import { data, type GraphNode, HUBS, kinds, known, nodes, otherEnd } from "./data.ts";
import { findPath, pathEnds } from "./path.ts";
import { isOverview, placeOf, state } from "./state.ts";
import { hubOf, revealedBy } from "./visible.ts";

export type Place = [x: number, y: number];
export type Places = Map<string, Place>;

/** Rings are wider than high, as labels and screens are. */
const STRETCH = 1.45;
const FIRST_RING = 118;
const NEXT_RING = 66;
/** Room for one node on a ring. */
const SEAT = 74;
/** Radius of the loop of moves around a conflict cycle. */
const LOOP = 44;

/** Place what is shown, for a canvas of this size in pixels. */
export function placesOf(shown: GraphNode[], size: { width: number; height: number }): Places {
  const places = basicPlaces(shown, size);
  for (const pin of state.pin) {
    const { id, x, y } = placeOf(pin);
    places.set(id, [x, y]);
  }
  return places;
}

function basicPlaces(shown: GraphNode[], size: { width: number; height: number }): Places {
  if (state.path) return lineOf(findPath(...pathEnds(state.path)), shown, size);
  const ids = new Set(shown.map((node) => node.id));
  if (state.focus) return around(state.focus, ids);
  if (state.only.size > 0) return around(busiest(ids), ids);
  if (isOverview() || (state.open.size > 0 && data.overview && onlyHubsAndOpened(ids))) {
    return openedPlaces(overviewPlaces(size), ids);
  }
  return new Map(shown.map((node) => [node.id, node.wide]));
}

/** What stands outside of the overview is either opened or selected. */
function onlyHubsAndOpened(ids: Set<string>): boolean {
  const open = new Set([...state.open].flatMap((id) => [...revealedBy(id)]));
  const strangers = [...ids].filter((id) => !open.has(id) && !HUBS.has(known(nodes, id).kind));
  return strangers.length <= 3 + state.pin.size;
}

/** Styles and pairings, spread over the canvas. */
function overviewPlaces({ width, height }: { width: number; height: number }): Places {
  const { wide, tall } = data.overview as NonNullable<typeof data.overview>;
  const arrangement = width > height * 1.1 && width > 640 ? wide : tall;
  const points = Object.values(arrangement);
  const reachX = Math.max(...points.map(([x]) => Math.abs(x)), 1);
  const reachY = Math.max(...points.map(([, y]) => Math.abs(y)), 1);
  const stepX = Math.min(400, Math.max(112, (width - 190) / (2 * reachX)));
  const stepY = Math.min(290, Math.max(74, (height - 170) / (2 * reachY)));
  return new Map(Object.entries(arrangement).map(([id, [x, y]]) => [id, [x * stepX, y * stepY]]));
}

/** Around each opened entry its nodes, and everything else moved away to make room for them. */
function openedPlaces(places: Places, ids: Set<string>): Places {
  const clusters = new Map<string, Places>();
  const taken = new Set(places.keys());
  for (const id of [...state.open].filter((open) => ids.has(open))) {
    if (!places.has(id)) continue;
    const members = [...revealedBy(id)].filter((other) => ids.has(other) && !taken.has(other));
    for (const member of members) taken.add(member);
    const cluster = ringsOf(members.map((member) => known(nodes, member)));
    clusters.set(id, cluster);
    makeRoom(places, id, reachOf(cluster));
  }
  for (const [id, cluster] of clusters) {
    const [x, y] = places.get(id) as Place;
    for (const [member, [dx, dy]] of cluster) places.set(member, [x + dx, y + dy]);
  }
  placeStrangers(places, ids);
  return places;
}

function reachOf(cluster: Places): number {
  return Math.max(0, ...[...cluster.values()].map(([x, y]) => Math.hypot(x / STRETCH, y)));
}

function makeRoom(places: Places, middle: string, reach: number): void {
  const [x, y] = places.get(middle) as Place;
  for (const [id, [ox, oy]] of places) {
    if (id === middle) continue;
    const dx = (ox - x) / STRETCH;
    const dy = oy - y;
    const distance = Math.hypot(dx, dy) || 1;
    const away = (reach + 40 + distance * 1.25) / distance;
    places.set(id, [x + dx * away * STRETCH, y + dy * away]);
  }
}

/** A selected node that nothing else brings in stands amid all entries that it has to do with. */
function placeStrangers(places: Places, ids: Set<string>): void {
  for (const id of ids) {
    if (places.has(id)) continue;
    const node = known(nodes, id);
    const friends = new Set([node.owner, ...node.edges.flatMap((edge) => [otherEnd(edge, id), hubOf(otherEnd(edge, id))])]);
    const around = [...friends].flatMap((friend) => [places.get(friend) ?? []]).filter((place): place is Place => place.length > 0);
    const middle = (at: 0 | 1) => around.reduce((sum, place) => sum + place[at], 0) / Math.max(1, around.length);
    places.set(id, freePlace(places, [middle(0), middle(1)]));
  }
}

/** The first place below this one, to the left and right in turn, where no label lies on another. */
function freePlace(places: Places, [x, y]: Place): Place {
  const taken = [...places.values()];
  for (let step = 0; step < 60; step += 1) {
    const place: Place = [x + (step % 2 === 0 ? 1 : -1) * 30 * Math.ceil(step / 2), y + 39 * Math.floor((step + 1) / 2)];
    if (taken.every(([ox, oy]) => Math.abs(ox - place[0]) > 150 || Math.abs(oy - place[1]) > 58)) return place;
  }
  return [x, y + 78];
}

const kindOrder = [...kinds.keys()];

function inOrder(some: GraphNode[]): GraphNode[] {
  const rank = (node: GraphNode) => kindOrder.indexOf(node.kind);
  return [...some].sort(
    (one, other) => rank(one) - rank(other) || one.label.localeCompare(other.label, "en") || (one.id < other.id ? -1 : 1),
  );
}

/** Offsets on rings around a middle: one kind after another, conflict cycles with their loops below. */
function ringsOf(some: GraphNode[]): Places {
  const places: Places = new Map();
  const cycles = some.filter((node) => node.kind === "ConflictCycle");
  const moves = some.filter((node) => node.kind === "Move");
  const rest = inOrder(some.filter((node) => !cycles.includes(node) && !moves.includes(node)));
  cycles.forEach((cycle, number) => {
    const x = (number - (cycles.length - 1) / 2) * 3.4 * LOOP;
    const y = FIRST_RING + LOOP - 12;
    places.set(cycle.id, [x, y]);
    const own = moves.filter((move) => move.edges.some((edge) => otherEnd(edge, move.id) === cycle.id));
    own.sort((one, other) => Number(one.drawn.label) - Number(other.drawn.label));
    own.forEach((move, seat) => {
      const turn = (2 * Math.PI * (seat + 0.5)) / own.length - Math.PI / 2;
      places.set(move.id, [x + LOOP * Math.cos(turn), y + LOOP * Math.sin(turn)]);
    });
  });
  const keepClear = cycles.length > 0 ? Math.min(0.5, 0.24 * cycles.length) : 0;
  seat(rest.map((node) => node.id), places, FIRST_RING, keepClear);
  return places;
}

/** Fill rings from the inside; `gap` is the share of the first two rings, at the bottom, that stays free. */
function seat(ids: string[], places: Places, first: number, gap = 0): number {
  let radius = first;
  let done = 0;
  while (done < ids.length) {
    const free = radius < first + 2 * NEXT_RING ? 1 - gap : 1;
    const around = Math.PI * 2 * radius * 1.2 * free;
    const seats = Math.min(ids.length - done, Math.max(4, Math.floor(around / SEAT)));
    const half = Math.PI * free;
    for (let number = 0; number < seats; number += 1) {
      // from just right of the bottom, over the top, to just left of it
      const turn = Math.PI / 2 + (Math.PI - half) + (2 * half * (number + 0.5)) / seats;
      places.set(ids[done + number] as string, [radius * STRETCH * Math.cos(turn), radius * Math.sin(turn)]);
    }
    done += seats;
    radius += NEXT_RING;
  }
  return radius;
}

/** A node with its neighbours on rings, and theirs outside of them. */
function around(middle: string, ids: Set<string>): Places {
  const places: Places = new Map([[middle, [0, 0] as Place]]);
  let level = [middle];
  let radius = FIRST_RING;
  const seen = new Set(level);
  while (level.length > 0) {
    const next = new Set<string>();
    for (const id of level) {
      const ends = inOrder(known(nodes, id).edges.map((edge) => known(nodes, otherEnd(edge, id))));
      for (const end of ends) if (ids.has(end.id) && !seen.has(end.id)) next.add(end.id);
      for (const end of next) seen.add(end);
    }
    level = radius === FIRST_RING ? inOrder([...next].map((id) => known(nodes, id))).map((node) => node.id) : [...next];
    radius = seat(level, places, radius) + (level.length > 0 ? 30 : 0);
  }
  seat([...ids].filter((id) => !places.has(id)), places, radius + 20);
  return places;
}

function busiest(ids: Set<string>): string {
  const count = (id: string) => known(nodes, id).edges.filter((edge) => ids.has(otherEnd(edge, id))).length;
  return [...ids].sort((one, other) => count(other) - count(one) || (one < other ? -1 : 1))[0] ?? "";
}

/** A path runs along the longer side of the canvas. */
function lineOf(way: string[], shown: GraphNode[], { width, height }: { width: number; height: number }): Places {
  const places: Places = new Map();
  const middle = (way.length - 1) / 2;
  way.forEach((id, number) => {
    const along = number - middle;
    places.set(id, width > height ? [along * 220, (number % 2) * 70 - 35] : [(number % 2) * 60 - 30, along * 110]);
  });
  const others = shown.map((node) => node.id).filter((id) => !places.has(id));
  others.forEach((id, number) => places.set(id, [number * 120, 220]));
  return places;
}
