// What is chosen stands in the address: view, selection, cluster, cell and filters.

type Values = Record<string, string>;

let now = new URLSearchParams(location.hash.slice(1));
const listeners: (() => void)[] = [];

/** What the address says of something, "" for nothing. */
export function chosenOf(name: string): string {
  return now.get(name) ?? "";
}

export function onAddress(listener: () => void): void {
  listeners.push(listener);
}

/** Change what is chosen; a step is undone by the Back button, a filter is not. */
export function change(values: Values, isStep = true): void {
  const before = fragment();
  for (const [name, value] of Object.entries(values)) {
    if (value) now.set(name, value);
    else now.delete(name);
  }
  const after = fragment();
  if (after === before) return;
  try {
    if (isStep) location.hash = after;
    else location.replace(`#${after}`);
  } catch {
    // a frame without an address of its own, as notebooks have it
  }
  for (const listener of listeners) listener();
}

function fragment(): string {
  return now.toString().replace(/%2F|%3A|%7E/g, decodeURIComponent);
}

window.addEventListener("hashchange", () => {
  const read = new URLSearchParams(location.hash.slice(1));
  if (read.toString() === now.toString()) return;
  now = read;
  for (const listener of listeners) listener();
});
