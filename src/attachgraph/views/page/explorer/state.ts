// What the reader has chosen, kept in the fragment of the address so that a view can be shared.

import { data, edgeTypes, edges, kinds, nodes, statementsById } from "./data.ts";

const ALL_VIEWS = ["graph", "table", "grid", "ask"] as const;
export type View = (typeof ALL_VIEWS)[number];
/** The views of this page: one without SPARQL has no tab for asking. */
export const VIEWS = ALL_VIEWS.filter((view) => document.getElementById(`tab-${view}`));

export const atFirst = {
  kinds: new Set(data.kinds.filter((kind) => kind.shown).map((kind) => kind.name)),
  edges: new Set(data.edgeTypes.filter((type) => type.shown).map((type) => type.name)),
};

/** What the page shows. `select` and `focus` are "" for nothing. */
export interface State {
  view: View;
  select: string;
  focus: string;
  kinds: Set<string>;
  edges: Set<string>;
  /** What was asked last. */
  query: string;
}

/** A change of the state; `jump` also brings the selection into the picture. */
export type Patch = Partial<State> & { jump?: boolean };

type Listener = (changed: Set<keyof State>, patch: Patch) => void;

export const state: State = readFragment();
const listeners: Listener[] = [];

/** Call a listener with the names of what has changed. */
export function onChange(listener: Listener): void {
  listeners.push(listener);
}

/** Change the state, write it to the address and tell everybody. */
export function change(patch: Patch): void {
  const changed = apply(patch);
  if (changed.length === 0) return;
  writeFragment(changed.includes("select") || changed.includes("view"));
  for (const listener of listeners) listener(new Set(changed), patch);
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

function readFragment(): State {
  const given = new URLSearchParams(location.hash.slice(1));
  const view = VIEWS.find((one) => one === given.get("view"));
  const focus = given.get("focus") ?? "";
  const select = given.get("select") ?? (location.hash.length > 1 ? "" : data.focus);
  return {
    view: view ?? "graph",
    select: exists(select) ? select : "",
    focus: nodes.has(focus) ? focus : "",
    kinds: toggled(atFirst.kinds, given.get("kinds"), kinds),
    edges: toggled(atFirst.edges, given.get("edges"), edgeTypes),
    query: given.get("query") ?? "",
  };
}

function exists(id: string): boolean {
  return nodes.has(id) || edges.has(id) || statementsById.has(id);
}

/** `Source,Work` turns these two over: on where they are off at first, and off where they are on. */
function toggled(first: Set<string>, names: string | null, known: ReadonlyMap<string, unknown>): Set<string> {
  const turned = new Set(first);
  for (const name of (names ?? "").split(",").filter((item) => known.has(item))) {
    if (!turned.delete(name)) turned.add(name);
  }
  return turned;
}

function difference(first: Set<string>, now: Set<string>): string {
  return [...new Set([...first, ...now])]
    .filter((name) => first.has(name) !== now.has(name))
    .sort()
    .join(",");
}

function fragment(of: State = state): string {
  const parts = {
    view: of.view === "graph" ? "" : of.view,
    select: of.select,
    focus: of.focus,
    kinds: difference(atFirst.kinds, of.kinds),
    edges: difference(atFirst.edges, of.edges),
    query: of.query,
  };
  const given = Object.entries(parts).filter(([, value]) => value);
  // Slashes and bars are allowed in a fragment and keep it readable.
  return given
    .map(
      ([key, value]) => `${key}=${encodeURIComponent(value).replace(/%2F|%7C|%2C|%3A/g, decodeURIComponent)}`,
    )
    .join("&");
}

/** A new selection or view is a step that the Back button undoes; a filter is not. */
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
  const changed = apply(readFragment());
  if (changed.length > 0) for (const listener of listeners) listener(new Set(changed), { jump: true });
});
