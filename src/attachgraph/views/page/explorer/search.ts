// Search by any name: labels, alternative labels and aliases, with the keyboard or the mouse.

import { kinds, known, labelOf, nodes } from "./data.ts";
import { change } from "./state.ts";
import { kindSwatch } from "./swatch.ts";
import { announce, byId, el, words } from "../shared/dom.ts";
import { countOf, plainText } from "../shared/text.ts";

const MOST_RESULTS = 12;

/** A name with what it leads to; `key` is the name in plain letters. */
interface Name {
  text: string;
  key: string;
  target: string;
  note: string;
}

const namesOfAll = [...nodes.values()].flatMap((node): Name[] => {
  const entry = node.edges.find((edge) => edge.type === "alias-of" && edge.from === node.id)?.to;
  const own = {
    text: node.label,
    key: plainText(node.label),
    target: entry ?? node.id,
    note: entry ? `another name of ${labelOf(entry)}` : "",
  };
  const titles = node.facts.filter(([name]) => name === "title").map(([, title]) => title);
  const others = [...node.names, ...titles].map((name) => ({
    text: name,
    key: plainText(name),
    target: node.id,
    note: `another name of ${node.label}`,
  }));
  return [own, ...others];
});

/** One name of one thing is one result, however many lists it stands in. */
export const index = [...new Map(namesOfAll.map((item) => [`${item.key} ${item.target}`, item])).values()];

let results: Name[] = [];
let active = -1;

type Ranked = Name & { rank: number };

function find(query: string): Name[] {
  const key = plainText(query).trim();
  if (!key) return [];
  const ranked: Ranked[] = [];
  for (const item of index) {
    const rank = rankOf(item.key, key);
    if (rank < 4) ranked.push({ ...item, rank });
  }
  const order = [...kinds.keys()];
  const byRank = (one: Ranked, other: Ranked) =>
    one.rank - other.rank ||
    order.indexOf(known(nodes, one.target).kind) - order.indexOf(known(nodes, other.target).kind) ||
    one.text.length - other.text.length ||
    one.text.localeCompare(other.text, "en");
  return ranked.sort(byRank).slice(0, MOST_RESULTS);
}

function rankOf(text: string, key: string): number {
  if (text === key) return 0;
  if (text.startsWith(key)) return 1;
  if (text.includes(` ${key}`) || text.includes(`-${key}`)) return 2;
  return text.includes(key) ? 3 : 4;
}

export function buildSearch(): void {
  const input = byId<HTMLInputElement>("search");
  input.addEventListener("input", () => showResults(find(input.value)));
  input.addEventListener("focus", () => {
    if (input.value) showResults(find(input.value));
  });
  input.addEventListener("blur", () => closeResults());
  input.addEventListener("keydown", (event) => {
    const actions: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => choose(results[Math.max(active, 0)] as Name),
      Escape: () => closeResults(),
    };
    const action = actions[event.key];
    if (!action || (event.key !== "Escape" && results.length === 0)) return;
    event.preventDefault();
    action();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|select|textarea)$/i.test(document.activeElement?.tagName ?? "");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    input.focus();
  });
}

function showResults(found: Name[]): void {
  results = found;
  active = -1;
  const list = byId("results");
  const query = byId<HTMLInputElement>("search").value.trim();
  list.replaceChildren(
    ...(found.length > 0
      ? found.map(resultLine)
      : [el("li", { class: "none", role: "presentation" }, "No name matches.")]),
  );
  list.hidden = !query;
  byId("search").setAttribute("aria-expanded", String(!list.hidden));
  byId("search").removeAttribute("aria-activedescendant");
  if (query) announce(countOf(found.length, "name matches", "names match"));
}

function resultLine(item: Name, number: number): HTMLElement {
  const line = el(
    "li",
    { role: "option", id: `result-${number}`, "aria-selected": "false" },
    kindSwatch(known(nodes, item.target).kind),
    words(item.text),
    item.note ? words(item.note, { class: "note" }) : null,
  );
  // mousedown comes before the blur that closes the list
  line.addEventListener("mousedown", (event) => {
    event.preventDefault();
    choose(item);
  });
  return line;
}

function move(step: number): void {
  active = (active + step + results.length) % results.length;
  for (const line of byId("results").children) {
    const here = line.id === `result-${active}`;
    line.setAttribute("aria-selected", String(here));
    if (here) line.scrollIntoView({ block: "nearest" });
  }
  byId("search").setAttribute("aria-activedescendant", `result-${active}`);
}

function choose(item: Name): void {
  closeResults();
  byId<HTMLInputElement>("search").value = item.text;
  change({ select: item.target, jump: true });
  byId("card").focus();
}

function closeResults(): void {
  results = [];
  byId("results").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
}
