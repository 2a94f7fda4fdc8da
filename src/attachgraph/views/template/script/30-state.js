// What the reader has chosen, kept in the fragment of the address so that a view can be shared.

const VIEWS = ["graph", "table", "grid"];

const atFirst = {
  kinds: new Set(data.kinds.filter((kind) => kind.shown).map((kind) => kind.name)),
  edges: new Set(data.edgeTypes.filter((type) => type.shown).map((type) => type.name)),
};

const state = readFragment();
const listeners = [];

/** Call a listener with the names of what has changed. */
function onChange(listener) {
  listeners.push(listener);
}

/** Change the state, write it to the address and tell everybody. */
function change(patch) {
  const changed = apply(patch);
  if (changed.length === 0) return;
  writeFragment(changed.includes("select") || changed.includes("view"));
  for (const listener of listeners) listener(new Set(changed), patch);
}

/** Keep what differs; sets count as equal when they hold the same. */
function apply(patch) {
  const changed = Object.keys(patch).filter((key) => key in state && !same(state[key], patch[key]));
  for (const key of changed) state[key] = patch[key];
  return changed;
}

function same(one, other) {
  if (!(one instanceof Set) || !(other instanceof Set)) return one === other;
  return one.size === other.size && [...one].every((item) => other.has(item));
}

function readFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  const view = given.get("view");
  const focus = given.get("focus");
  const select = given.get("select") ?? (location.hash.length > 1 ? "" : data.focus);
  return {
    view: VIEWS.includes(view) ? view : "graph",
    select: exists(select) ? select : "",
    focus: nodes.has(focus) ? focus : "",
    kinds: toggled(atFirst.kinds, given.get("kinds"), kinds),
    edges: toggled(atFirst.edges, given.get("edges"), edgeTypes),
  };
}

function exists(id) {
  return nodes.has(id) || edges.has(id) || statementsById.has(id);
}

/** `Source,Work` turns these two over: on where they are off at first, and off where they are on. */
function toggled(first, names, known) {
  const turned = new Set(first);
  for (const name of (names ?? "").split(",").filter((item) => known.has(item))) {
    if (!turned.delete(name)) turned.add(name);
  }
  return turned;
}

function difference(first, now) {
  return [...new Set([...first, ...now])]
    .filter((name) => first.has(name) !== now.has(name))
    .sort()
    .join(",");
}

function fragment(of = state) {
  const parts = {
    view: of.view === "graph" ? "" : of.view,
    select: of.select,
    focus: of.focus,
    kinds: difference(atFirst.kinds, of.kinds),
    edges: difference(atFirst.edges, of.edges),
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
function writeFragment(step) {
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
