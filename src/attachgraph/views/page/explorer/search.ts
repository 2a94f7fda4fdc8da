// Search by any name: labels, alternative labels and aliases, with the keyboard or the mouse.

import { kinds, known, labelOf, nodes } from "./data.ts";
import { change } from "./state.ts";
import { kindSwatch } from "./swatch.ts";
import { announce, byId, el, words } from "../shared/dom.ts";
import { countOf, plainText } from "../shared/text.ts";

const MOST_RESULTS = 12;

/** A name with what it leads to; `key` is the name in plain letters. */
export interface Name {
  text: string;
  key: string;
  target: string;
  note: string;
}

/** Nobody remembers where the hyphens are. */
function keyOf(name: string): string {
  return plainText(name).replace(/[-‐-―/]/g, " ");
}

const namesOfAll = [...nodes.values()].flatMap((node): Name[] => {
  const entry = node.edges.find((edge) => edge.type === "alias-of" && edge.from === node.id)?.to;
  const own = {
    text: node.label,
    key: keyOf(node.label),
    target: entry ?? node.id,
    note: entry ? `another name of ${labelOf(entry)}` : "",
  };
  const titles = node.facts.filter(([name]) => name === "title").map(([, title]) => title);
  const others = [...node.names, ...titles].map((name) => ({
    text: name,
    key: keyOf(name),
    target: node.id,
    note: `another name of ${node.label}`,
  }));
  return [own, ...others];
});

/** One name of one thing is one result, however many lists it stands in. */
export const index = [...new Map(namesOfAll.map((item) => [`${item.key} ${item.target}`, item])).values()];

type Ranked = Name & { rank: number };

function find(query: string): Name[] {
  const key = keyOf(query).trim();
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
  if (text.includes(` ${key}`)) return 2;
  return text.includes(key) ? 3 : 4;
}

/** Turn an input and a list into a field that finds names. */
export function nameField(input: HTMLInputElement, list: HTMLElement, choose: (item: Name) => void): void {
  let results: Name[] = [];
  let active = -1;

  const close = () => {
    results = [];
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (item: Name | undefined) => {
    if (!item) return;
    close();
    input.value = item.text;
    choose(item);
  };
  const show = () => {
    results = find(input.value);
    active = -1;
    const lines = results.map((item, number) => resultLine(item, `${list.id}-${number}`, () => take(item)));
    const none = el("li", { class: "none", role: "option", "aria-disabled": "true" }, "No name matches.");
    list.replaceChildren(...(lines.length > 0 ? lines : [none]));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    if (!list.hidden) announce(countOf(results.length, "name matches", "names match"));
  };
  const move = (step: number) => {
    active = (active + step + results.length) % results.length;
    for (const line of list.children) {
      const here = line.id === `${list.id}-${active}`;
      line.setAttribute("aria-selected", String(here));
      if (here) line.scrollIntoView({ block: "nearest" });
    }
    input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
  };
  input.addEventListener("input", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const actions: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => take(results[Math.max(active, 0)]),
      Escape: close,
    };
    const action = actions[event.key];
    if (!action || (event.key !== "Escape" && results.length === 0)) return;
    event.preventDefault();
    action();
  });
}

export function buildSearch(): void {
  const input = byId<HTMLInputElement>("search");
  nameField(input, byId("results"), ({ target }) => {
    change({ select: target, jump: true });
    byId("card").focus();
  });
  document.addEventListener("keydown", (event) => {
    const focused = document.activeElement;
    const typing = /^(input|select|textarea)$/i.test(focused?.tagName ?? "");
    const editor = focused instanceof HTMLElement && focused.isContentEditable;
    if (event.key !== "/" || typing || editor || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    input.focus();
  });
}

function resultLine(item: Name, id: string, choose: () => void): HTMLElement {
  const line = el(
    "li",
    { role: "option", id, "aria-selected": "false" },
    kindSwatch(known(nodes, item.target).kind),
    words(item.text),
    item.note ? words(item.note, { class: "note" }) : null,
  );
  // mousedown comes before the blur that closes the list
  line.addEventListener("mousedown", (event) => {
    event.preventDefault();
    choose();
  });
  return line;
}
