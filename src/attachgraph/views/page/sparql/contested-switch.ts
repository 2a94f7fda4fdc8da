// The switch with which a query sees the edges that no plain triple promises.

import { el } from "../shared/dom.ts";

export interface ContestedSwitch {
  element: HTMLElement;
  box: HTMLInputElement;
}

export function contestedSwitch(checked: boolean): ContestedSwitch {
  const box = el("input", { type: "checkbox", id: "contested", checked });
  const label = el("label", { for: "contested" }, "See also what is disputed, contradicted, unsupported or inferred");
  return { element: el("p", { class: "lead" }, box, " ", label), box };
}
