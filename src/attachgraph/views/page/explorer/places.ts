// Where the nodes stand: the overview, an opened entry, the surroundings of a node, a path, or everything.

import { hasMap } from "./clusters.ts";
import { data, type GraphNode, HUBS, kinds, known, nodes, otherEnd } from "./data.ts";
import { type Box, Grid } from "./grid.ts";
import { findPath, pathEnds } from "./path.ts";
import { isOverview, openIds, placeOf, state } from "./state.ts";
import { hubOf, revealedBy } from "./visible.ts";

export type Place = [x: number, y: number];
export type Places = Map<string, Place>;

/** Rings are wider than high, as labels and screens are. */
const STRETCH = 1.45;
const FIRST_RING = 118;
const NEXT_RING = 66;
/** Room for one node on a ring. */
const SEAT = 112;
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
  const last = openIds().at(-1);
  if (hasMap() && last) return around(last, ids);
  if (isOverview() || (state.open.size > 0 && data.overview && onlyHubsAndOpened(ids))) {
    return openedPlaces(overviewPlaces(size), ids);
  }
  return new Map(shown.map((node) => [node.id, [node.drawn.x, node.drawn.y]]));
}

/** What stands outside of the overview is either opened or selected. */
function onlyHubsAndOpened(ids: Set<string>): boolean {
  const open = new Set(openIds().flatMap((id) => [...revealedBy(id)]));
  const strangers = [...ids].filter((id) => !open.has(id) && !HUBS.has(known(nodes, id).kind));
  return strangers.length <= 3 + state.pin.size;
}

/** How far apart the entries of the overview stand, against what the canvas would need: room for what opens around them. */
const ROOM = 2.2;
let overview: Places | undefined;

/** Styles and pairings, arranged once for the window and never again: what a reader has seen stays where it was. */
function overviewPlaces({ width, height }: { width: number; height: number }): Places {
  overview ??= arranged(width, height);
  return new Map(overview);
}

function arranged(width: number, height: number): Places {
  const { wide, tall } = data.overview as NonNullable<typeof data.overview>;
  const arrangement = width > height * 1.1 && width > 640 ? wide : tall;
  const points = Object.values(arrangement);
  const reachX = Math.max(...points.map(([x]) => Math.abs(x)), 1);
  const reachY = Math.max(...points.map(([, y]) => Math.abs(y)), 1);
  const stepX = ROOM * Math.min(400, Math.max(126, (width - 190) / (2 * reachX)));
  const stepY = ROOM * Math.min(290, Math.max(74, (height - 170) / (2 * reachY)));
  return new Map(Object.entries(arrangement).map(([id, [x, y]]) => [id, [x * stepX, y * stepY]]));
}

/** Places with the room that they take: two of them that do not hit each other have room for their names. */
class Seats {
  readonly places: Places;
  private taken = new Grid();

  constructor(places: Places) {
    this.places = places;
    for (const place of places.values()) this.taken.put(boxAt(place, SPOT));
  }

  put(id: string, place: Place): void {
    this.places.set(id, place);
    this.taken.put(boxAt(place, SPOT));
  }

  /** The next spot that is clear of everything placed; what was not free before is not free later. */
  next(spots: Generator<Place, Place>, room: Room): Place {
    const around = { x: 2 * room.x - SPOT.x, y: 2 * room.y - SPOT.y };
    for (;;) {
      const { value, done } = spots.next();
      if (done || !this.taken.hits(boxAt(value, around))) return value;
    }
  }
}

function boxAt([x, y]: Place, room: Room): Box {
  return { left: x - room.x / 2, right: x + room.x / 2, top: y - room.y / 2, bottom: y + room.y / 2 };
}

/** Around each opened entry what it brings in, wherever there is room; nothing else moves. */
function openedPlaces(places: Places, ids: Set<string>): Places {
  const seats = new Seats(places);
  for (const id of openIds()) {
    const middle = places.get(id);
    if (!ids.has(id) || !middle) continue;
    const members = [...revealedBy(id)].filter((other) => ids.has(other) && !places.has(other));
    putAround(middle, members.map((member) => known(nodes, member)), seats);
  }
  placeStrangers(seats, ids);
  return places;
}

/** Room for one node with its name. */
const SPOT = { x: 160, y: 66 };
const CYCLE = { x: SPOT.x, y: 2 * LOOP + SPOT.y / 2 };
type Room = typeof SPOT;

/** Take the nearest free spots around a middle: one kind after another, conflict cycles with their loops. */
function putAround([x, y]: Place, some: GraphNode[], seats: Seats): void {
  const cycles = some.filter((node) => node.kind === "ConflictCycle");
  const moves = some.filter((node) => node.kind === "Move");
  const rest = inOrder(some.filter((node) => !cycles.includes(node) && !moves.includes(node)));
  for (const cycle of cycles) {
    const own = moves.filter((move) => move.edges.some((edge) => otherEnd(edge, move.id) === cycle.id));
    own.sort((one, other) => Number(one.drawn.label) - Number(other.drawn.label));
    const place = seats.next(spots([x, y + 30], CYCLE), CYCLE);
    seats.put(cycle.id, place);
    own.forEach((move, number) => {
      const turn = (2 * Math.PI * (number + 0.5)) / own.length - Math.PI / 2;
      seats.put(move.id, [place[0] + LOOP * Math.cos(turn), place[1] + LOOP * Math.sin(turn)]);
    });
  }
  const free = spots([x, y], SPOT);
  for (const node of rest) seats.put(node.id, seats.next(free, SPOT));
}

/** Spots around a middle, on rings from the inside. */
function* spots([x, y]: Place, room: Room): Generator<Place, Place> {
  for (let ring = 1; ring < 40; ring += 1) {
    const radius = 66 + ring * 62;
    const count = Math.max(4, Math.floor((2 * Math.PI * radius * 1.2) / room.x));
    for (let spot = 0; spot < count; spot += 1) {
      const turn = (2 * Math.PI * (spot + (ring % 2) / 2)) / count - Math.PI / 2;
      yield [Math.round(x + STRETCH * radius * Math.cos(turn)), Math.round(y + radius * Math.sin(turn))];
    }
  }
  return [x, y + 78];
}

/** A selected node that nothing else brings in stands amid all entries that it has to do with. */
function placeStrangers(seats: Seats, ids: Set<string>): void {
  for (const id of ids) {
    if (seats.places.has(id)) continue;
    const node = known(nodes, id);
    const friends = new Set([node.owner, ...node.edges.flatMap((edge) => [otherEnd(edge, id), hubOf(otherEnd(edge, id))])]);
    const around = [...friends].flatMap((friend) => [seats.places.get(friend) ?? []]).filter((place): place is Place => place.length > 0);
    const middle = (at: 0 | 1) => around.reduce((sum, place) => sum + place[at], 0) / Math.max(1, around.length);
    seats.put(id, seats.next(spots([middle(0), middle(1)], SPOT), SPOT));
  }
}

const kindOrder = [...kinds.keys()];

function inOrder(some: GraphNode[]): GraphNode[] {
  const rank = (node: GraphNode) => kindOrder.indexOf(node.kind);
  return [...some].sort(
    (one, other) => rank(one) - rank(other) || one.label.localeCompare(other.label, "en") || (one.id < other.id ? -1 : 1),
  );
}

/** Fill rings from the inside. */
function seat(ids: string[], places: Places, first: number): number {
  let radius = first;
  let done = 0;
  while (done < ids.length) {
    const around = Math.PI * 2 * radius * 1.2;
    const seats = Math.min(ids.length - done, Math.max(4, Math.floor(around / SEAT)));
    for (let number = 0; number < seats; number += 1) {
      const turn = Math.PI / 2 + (2 * Math.PI * (number + 0.5)) / seats;
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
