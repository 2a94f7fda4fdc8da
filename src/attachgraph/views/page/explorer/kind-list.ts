// All nodes of a kind, for readers who ask what there is.

import { kinds, known, nodes } from "./data.ts";
import { nodeButton } from "./links.ts";
import { state } from "./state.ts";
import { el, words } from "../shared/dom.ts";
import { capital, countOf } from "../shared/text.ts";

/** Facts that tell one node of a kind from another. */
const TELLING = ["medium", "year", "years"];

/** `state.list` is a kind, or "Kind~word": those of which a fact says the word. */
export function kindListParts(top: (title: string) => HTMLElement): HTMLElement[] {
  const [kind = "", word = ""] = state.list.split("~");
  const { label } = known(kinds, kind);
  const found = [...nodes.values()]
    .filter((node) => node.kind === kind && (!word || node.facts.some(([, value]) => value === word)))
    .sort((one, other) => one.label.localeCompare(other.label, "en", { numeric: true }));
  const lines = found.map((node) => {
    const facts = node.facts.filter(([name]) => TELLING.includes(name)).map(([, value]) => value);
    return el("li", {}, nodeButton(node.id), facts.length > 0 ? words(` ${facts.join(", ")}`, { class: "quiet" }) : "");
  });
  return [
    top("List"),
    el("h2", {}, word ? capital(word) : capital(label)),
    el("p", {}, countOf(found.length, "one", "in all")),
    el("ul", { class: "listed" }, lines),
  ];
}
