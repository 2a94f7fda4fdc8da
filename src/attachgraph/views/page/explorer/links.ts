// The way from any view to the card of a node.

import { labelOf, nodes } from "./data.ts";
import { change } from "./state.ts";
import { el, words } from "../shared/dom.ts";

/** A button that goes to a node; `jump` also brings it into the picture. */
export function nodeButton(id: string, label = labelOf(id)): HTMLElement {
  if (!nodes.has(id)) return words(label);
  return el(
    "button",
    { type: "button", class: "plain", onclick: () => change({ select: id, jump: true }) },
    words(label),
  );
}
