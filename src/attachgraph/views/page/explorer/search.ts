// The search box: names first, then whatever else has the words, with the keyboard or the mouse.

import { kinds, known, labelOf, nodes } from "./data.ts";
import { findMore, prepareFinding } from "./finding.ts";
import { once } from "./later.ts";
import { change, type Patch } from "./state.ts";
import { kindSwatch } from "./swatch.ts";
import { announce, byId, el, words } from "../shared/dom.ts";
import { countOf, plainText } from "../shared/text.ts";

const MOST_NAMES = 7;

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

const namesOfAll = (): Name[] => [...nodes.values()].flatMap((node): Name[] => {
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
const index = once(() => [...new Map(namesOfAll().map((item) => [`${item.key} ${item.target}`, item])).values()]);

type Ranked = Name & { rank: number };

function find(query: string): Name[] {
  const key = keyOf(query).trim();
  if (!key) return [];
  const ranked: Ranked[] = [];
  for (const item of index()) {
    const rank = rankOf(item.key, key);
    if (rank < 4) ranked.push({ ...item, rank });
  }
  const order = [...kinds.keys()];
  const byRank = (one: Ranked, other: Ranked) =>
    one.rank - other.rank ||
    order.indexOf(known(nodes, one.target).kind) - order.indexOf(known(nodes, other.target).kind) ||
    one.text.length - other.text.length ||
    one.text.localeCompare(other.text, "en");
  return ranked.sort(byRank).slice(0, MOST_NAMES);
}

function rankOf(text: string, key: string): number {
  if (text === key) return 0;
  if (text.startsWith(key)) return 1;
  if (text.includes(` ${key}`)) return 2;
  return text.includes(key) ? 3 : 4;
}

/** A line of the list, and what choosing it does. */
interface Line {
  text: string;
  note: string;
  kind: string;
  choose: () => void;
}

/** Turn an input and a list into a field that finds names, for those who need one. */
export function nameField(input: HTMLInputElement, list: HTMLElement, choose: (item: Name) => void): void {
  field(input, list, () => "No name matches.", (query) => find(query).map((item) => nameLine(item, choose)));
}

function nameLine(item: Name, choose: (item: Name) => void): Line {
  return { text: item.text, note: item.note, kind: known(nodes, item.target).kind, choose: () => choose(item) };
}

function field(input: HTMLInputElement, list: HTMLElement, none: () => string, look: (query: string) => Line[]): void {
  let results: Line[] = [];
  /** Enter was pressed before there was anything to take. */
  let isHasty = false;
  let active = -1;

  const close = () => {
    results = [];
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (line: Line | undefined) => {
    if (!line) return;
    close();
    input.value = line.text;
    line.choose();
  };
  const show = () => {
    isHasty = false;
    results = look(input.value);
    active = -1;
    draw();
    if (!list.hidden) announce(countOf(results.length, "hit", "hits"));
  };
  /** More is known now: what the reader has walked to stays chosen, and what was closed stays closed. */
  const refresh = () => {
    if (list.hidden || document.activeElement !== input) return;
    const chosen = results[active];
    results = look(input.value);
    active = chosen ? results.findIndex(({ text, note }) => text === chosen.text && note === chosen.note) : -1;
    draw();
    if (active >= 0) move(0);
    if (isHasty) take(results[0]);
  };
  const draw = () => {
    const lines = results.map((item, number) => resultLine(item, `${list.id}-${number}`, () => take(item)));
    const nothing = el("li", { class: "none", role: "option", "aria-disabled": "true" }, none());
    list.replaceChildren(...(lines.length > 0 ? lines : [nothing]));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
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
  input.addEventListener("refresh", refresh);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const actions: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => take(results[Math.max(active, 0)]),
      Escape: close,
    };
    const action = actions[event.key];
    if (event.key === "Enter" && results.length === 0) isHasty = true;
    if (!action || (event.key !== "Escape" && results.length === 0)) return;
    event.preventDefault();
    action();
  });
}

function lookEverywhere(query: string): Line[] {
  const go = (patch: Patch) => () => {
    change(patch);
    if (!byId("card").hidden) byId("card").focus();
  };
  const names = find(query);
  const lines = names.map((item) => nameLine(item, ({ target }) => go({ select: target, jump: true })()));
  const more = findMore(query, new Set(names.flatMap(standsFor)));
  const others = more.map(({ text, note, kind, patch }): Line => ({ text, note, kind, choose: go(patch) }));
  // a list of what was asked for comes before names that only hold its letters somewhere
  const close = names.filter(({ key }) => key.startsWith(keyOf(query).trim())).length;
  return [...lines.slice(0, close), ...others.filter(({ note }) => note.startsWith("list of")), ...lines.slice(close), ...others.filter(({ note }) => !note.startsWith("list of"))];
}

/** The nodes that a line speaks of: what it leads to, and the alias that is this very name of it. */
function standsFor({ key, target }: Name): string[] {
  const aliases = known(nodes, target).edges.filter(({ type, to }) => type === "alias-of" && to === target);
  return [target, ...aliases.map(({ from }) => from).filter((id) => keyOf(labelOf(id)) === key)];
}

export function buildSearch(): void {
  const input = byId<HTMLInputElement>("search");
  let isReady = false;
  field(input, byId("results"), () => (isReady ? "Nothing matches." : "Looking …"), lookEverywhere);
  // the words of sentences are indexed when somebody is about to search
  input.addEventListener("focus", () => {
    void prepareFinding().then(() => {
      isReady = true;
      input.dispatchEvent(new Event("refresh"));
    });
  }, { once: true });
  document.addEventListener("keydown", (event) => {
    const focused = document.activeElement;
    const typing = /^(input|select|textarea)$/i.test(focused?.tagName ?? "");
    const editor = focused instanceof HTMLElement && focused.isContentEditable;
    if (event.key !== "/" || typing || editor || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    input.focus();
  });
}

function resultLine({ text, note, kind }: Line, id: string, choose: () => void): HTMLElement {
  const line = el(
    "li",
    { role: "option", id, "aria-selected": "false" },
    kind ? kindSwatch(kind) : el("span", { "aria-hidden": "true" }, "“"),
    words(text, { class: "hit" }),
    note ? words(note, { class: "note" }) : null,
  );
  // mousedown comes before the blur that closes the list
  line.addEventListener("mousedown", (event) => {
    event.preventDefault();
    choose();
  });
  return line;
}
