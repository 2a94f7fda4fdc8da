// What the reader has chosen, kept in the fragment of the address so that a view can be shared.

import { data, edgeTypes, edges, HUBS, kinds, nodes, statementsById, statuses } from "./data.ts";

const ALL_VIEWS = ["start", "disagree", "map", "text", "phases", "cycles", "graph", "table", "ask"] as const;
export type View = (typeof ALL_VIEWS)[number];
/** The views of this page: one without SPARQL has no tab for asking. */
export const VIEWS = ALL_VIEWS.filter((view) => document.getElementById(`tab-${view}`));

/** Stands for edges that no text asserts, in the filter of statuses. */
export const STRUCTURE = "structure";

export const atFirst = {
  kinds: new Set(data.kinds.filter((kind) => kind.shown).map((kind) => kind.name)),
  edges: new Set(data.edgeTypes.filter((type) => type.shown).map((type) => type.name)),
};

/** What the page shows. Texts are "" and numbers 0 for nothing chosen. */
export interface State {
  view: View;
  /** A node, an edge or a statement. */
  select: string;
  /** Show only what is up to `hops` edges away from this node. */
  focus: string;
  hops: number;
  /** Two nodes, "a>b": show only how they are connected. */
  path: string;
  /** Show only these nodes. */
  only: Set<string>;
  kinds: Set<string>;
  edges: Set<string>;
  /** Statuses and entries that are left out. */
  without: Set<string>;
  hide: Set<string>;
  /** Opened nodes: "id" for what an entry brings in at first, "id~Kind" for its neighbours of a kind. */
  open: Set<string>;
  /** Nodes that stay in the picture at a place: "id@x,y". */
  pin: Set<string>;
  /** Fewest sentences for an edge, and fewest edges of a node. */
  quotes: number;
  links: number;
  /** Pairings side by side in the view of phases. */
  compare: Set<string>;
  /** The entry of the reading view. */
  text: string;
  /** What was asked last, and the named question that it came from. */
  query: string;
  question: string;
  /** Whether a query sees contested edges. */
  contested: boolean;
  /** The claim or sentence of the view of disagreements. */
  claim: string;
  /** A tour and its step: "name.2". */
  tour: string;
  /** A kind whose nodes the card lists; "Work~film": those of which a fact says so. */
  list: string;
  /** What the filters of tables and maps are set to: "map.read:abstract". */
  filter: Set<string>;
}

/** A change of the state; `jump` also brings the selection into the picture. */
export type Patch = Partial<State> & { jump?: boolean };

type Listener = (changed: Set<keyof State>, patch: Patch) => void;

/** How a part of the state is read from the address and written to it ("" where it is as at first). */
interface Part<Value> {
  read(text: string): Value;
  write(value: Value): string;
}

/** Views of earlier pages, for addresses that people have kept. */
const EARLIER: Record<string, View> = { grid: "start", evidence: "map" };

const PARTS: { [Key in keyof State]: Part<State[Key]> } = {
  view: {
    read: (text) => VIEWS.find((view) => view === (EARLIER[text] ?? text)) ?? "start",
    write: (view) => (view === "start" ? "" : view),
  },
  select: word(exists),
  focus: word((id) => nodes.has(id)),
  hops: number(1, 3),
  path: word((text) => text.split(">").length === 2 && text.split(">").every((id) => nodes.has(id))),
  only: list((id) => nodes.has(id)),
  kinds: turned(atFirst.kinds, kinds),
  edges: turned(atFirst.edges, edgeTypes),
  without: list((name) => name === STRUCTURE || statuses.has(name) || nodes.has(name)),
  hide: list((id) => nodes.has(id)),
  open: list((id) => nodes.has(id.split("~")[0] as string)),
  pin: list((pin) => nodes.has(placeOf(pin).id), ";"),
  quotes: number(0, 99),
  links: number(0, 99),
  compare: list((id) => nodes.get(id)?.kind === "Pairing"),
  text: word((id) => nodes.has(id)),
  query: word(() => true),
  question: word((text) => /^[a-z-]+$/.test(text)),
  contested: { read: (text) => text === "true", write: (seen) => (seen ? "true" : "") },
  claim: word((id) => nodes.get(id)?.kind === "Claim" || statementsById.has(id)),
  tour: word((text) => data.tours.some(({ name, steps }) => steps.some((_, step) => text === `${name}.${step + 1}`))),
  list: word((text) => kinds.has(text.split("~")[0] as string)),
  filter: {
    read: (text) => new Set(text.split(";").filter((part) => /^[a-z]+\.[a-z]+:./.test(part)).map(unescapeMark)),
    write: (parts) => [...parts].map((part) => part.replace(/%/g, "%25").replace(/;/g, "%3B")).join(";"),
  },
};

function unescapeMark(part: string): string {
  return part.replace(/%3B/g, ";").replace(/%25/g, "%");
}

function word(known: (text: string) => boolean): Part<string> {
  return { read: (text) => (known(text) ? text : ""), write: (text) => text };
}

function number(least: number, most: number): Part<number> {
  return {
    read: (text) => Math.min(most, Math.max(least, Math.floor(Number(text)) || least)),
    write: (value) => (value === least ? "" : String(value)),
  };
}

function list(known: (text: string) => boolean, mark = ","): Part<Set<string>> {
  return {
    read: (text) => new Set(text.split(mark).filter(known)),
    write: (names) => [...names].join(mark),
  };
}

/** `Source,Work` turns these two over: on where they are off at first, and off where they are on. */
function turned(first: Set<string>, known: ReadonlyMap<string, unknown>): Part<Set<string>> {
  return {
    read(text) {
      const names = new Set(first);
      for (const name of text.split(",").filter((item) => known.has(item))) {
        if (!names.delete(name)) names.add(name);
      }
      return names;
    },
    write: (now) =>
      [...new Set([...first, ...now])]
        .filter((name) => first.has(name) !== now.has(name))
        .sort()
        .join(","),
  };
}

function exists(id: string): boolean {
  return nodes.has(id) || edges.has(id) || statementsById.has(id);
}

/** What a pin says: "id@x,y". */
export function placeOf(pin: string): { id: string; x: number; y: number } {
  const at = pin.lastIndexOf("@");
  const [x, y] = pin.slice(at + 1).split(",").map(Number);
  return { id: pin.slice(0, Math.max(0, at)), x: x || 0, y: y || 0 };
}

const KEYS = Object.keys(PARTS) as (keyof State)[];
/** An address that says nothing but these means the graph. */
const OF_GRAPH = new Set(["select", "focus", "hops", "path", "only", "kinds", "edges", "without", "hide", "open", "pin", "quotes", "links"]);
/** A change of these is a step that the Back button undoes; a filter is not. */
const STEPS = new Set<keyof State>(["view", "select", "focus", "path", "open", "only", "text", "claim", "tour", "list"]);

export const state: State = readFragment(location.hash);
const listeners: Listener[] = [];

/** Call a listener with the names of what has changed. */
export function onChange(listener: Listener): void {
  listeners.push(listener);
}

/** Change the state, write it to the address and tell everybody. */
export function change(patch: Patch): void {
  const changed = apply(patch);
  if (changed.length === 0) {
    if (patch.jump) for (const listener of listeners) listener(new Set(), patch);
    return;
  }
  writeFragment(changed.some((key) => STEPS.has(key)));
  for (const listener of listeners) listener(new Set(changed), patch);
}

/** Put an id into one of the sets of the state, or take it out. */
export function toggle(key: "open" | "hide" | "without" | "compare", id: string): void {
  const ids = new Set(state[key]);
  if (!ids.delete(id)) ids.add(id);
  change({ [key]: ids });
}

/** Keep what differs; sets count as equal when they hold the same. */
function apply(patch: Patch): (keyof State)[] {
  const keys = Object.keys(patch).filter((key): key is keyof State => key in state);
  const changed = keys.filter((key) => !same(state[key], patch[key]));
  for (const key of changed) Object.assign(state, { [key]: patch[key] });
  return changed;
}

export function same(one: unknown, other: unknown): boolean {
  if (!(one instanceof Set) || !(other instanceof Set)) return one === other;
  return one.size === other.size && [...one].every((item) => other.has(item));
}

function readFragment(hash: string): State {
  const given = new URLSearchParams(hash.slice(1));
  const read = Object.fromEntries(KEYS.map((key) => [key, PARTS[key].read(given.get(key) ?? "")]));
  if (hash.length <= 1 && data.focus) Object.assign(read, { select: data.focus, view: "graph" });
  // an address that says only what the graph shows means the graph
  else if (!given.has("view") && [...given.keys()].some((key) => OF_GRAPH.has(key))) read.view = "graph";
  return read as unknown as State;
}

/** What the page would show at an address. */
export function stateAt(address: string): State {
  return readFragment(address);
}

/** What a filter is set to, "" for nothing. */
export function filterOf(name: string): string {
  return [...state.filter].find((part) => part.startsWith(`${name}:`))?.slice(name.length + 1) ?? "";
}

/** Set filters, and leave the others as they are. */
export function filtersWith(values: Record<string, string>): Set<string> {
  const others = [...state.filter].filter((part) => !Object.keys(values).some((name) => part.startsWith(`${name}:`)));
  return new Set([...others, ...Object.entries(values).flatMap(([name, value]) => (value ? [`${name}:${value}`] : []))]);
}

function fragment(of: State = state): string {
  const parts = KEYS.map((key) => [key, (PARTS[key].write as (value: unknown) => string)(of[key])] as const);
  const given = parts.filter(([, text]) => text);
  if (of.view === "start" && given.some(([key]) => OF_GRAPH.has(key))) given.unshift(["view", "start"]);
  // Slashes, bars and the like are allowed in a fragment and keep it readable.
  return given
    .map(([key, text]) => `${key}=${encodeURIComponent(text).replace(/%2F|%7C|%2C|%3A|%40|%3B/g, decodeURIComponent)}`)
    .join("&");
}

/** The fragment as it would be after a change: for links that a reader can copy. */
export function addressOf(patch: Partial<State>): string {
  return `#${fragment({ ...state, ...patch })}`;
}

function writeFragment(step: boolean): void {
  const address = `#${fragment()}`;
  if (address === location.hash || (address === "#" && location.hash === "")) return;
  try {
    if (step) location.hash = address;
    else location.replace(address);
  } catch {
    // A frame without an address of its own, as notebooks have it: the view works, unshared.
  }
}

window.addEventListener("hashchange", () => {
  if (location.hash.slice(1) === fragment()) return;
  const changed = apply(readFragment(location.hash));
  if (changed.length > 0) for (const listener of listeners) listener(new Set(changed), { jump: true });
});

/** Everything as at first, but the selection and the view. */
export function firstView(): void {
  const { view, select } = state;
  change({ ...readFragment("#-"), view, select });
}

/** Whether the picture is the overview: pairings and styles, none of them opened. */
export function isOverview(): boolean {
  const plain = !state.focus && !state.path && state.only.size === 0 && state.open.size === 0;
  return plain && data.overview !== null && !detailed();
}

/** The nodes that are opened, wholly or for some kinds. */
export function openIds(): string[] {
  return [...new Set([...state.open].map((id) => id.split("~")[0] as string))];
}

/** Open or close a node: whatever of it is open closes. */
export function toggleOpen(id: string): void {
  const others = [...state.open].filter((one) => one !== id && !one.startsWith(`${id}~`));
  change({ open: new Set(others.length < state.open.size ? others : [...others, id]), view: "graph" });
}

/** Whether kinds beyond pairings and styles are shown. */
export function detailed(): boolean {
  return [...state.kinds].some((kind) => !HUBS.has(kind) && kind !== "Entry");
}
