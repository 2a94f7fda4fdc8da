// Say how the picture was narrowed down, each with the way back.

import { labelOf } from "./data.ts";
import { pathEnds } from "./path.ts";
import { change, openIds, state } from "./state.ts";
import { wanted } from "./visible.ts";
import { byId, el, words } from "../shared/dom.ts";
import { countOf } from "../shared/text.ts";

export function updateNotes(): void {
  const notes = [focusNote(), pathNote(), onlyNote(), openNote(), hiddenNote(), emptyNote()].filter((note) => note !== null);
  byId("notes").replaceChildren(...notes);
  byId("notes").hidden = notes.length === 0;
}

function button(label: string, onclick: () => void, name = label): HTMLElement {
  return el("button", { type: "button", class: "small", onclick, "aria-label": name === label ? null : name }, label);
}

function note(...content: (HTMLElement | string)[]): HTMLElement {
  return el("div", { class: "note" }, content);
}

function focusNote(): HTMLElement | null {
  if (!state.focus) return null;
  const steps = [1, 2, 3].map((hops) =>
    el(
      "button",
      {
        type: "button",
        class: "small step-choice",
        "aria-pressed": String(hops === state.hops),
        "aria-label": countOf(hops, "step away", "steps away"),
        onclick: () => change({ hops }),
      },
      String(hops),
    ),
  );
  return note(
    el("span", {}, "Around ", words(labelOf(state.focus), { class: "name" })),
    el("span", { class: "choice", role: "group", "aria-label": "How far" }, "steps ", ...steps),
    button("Show everything", () => change({ focus: "", hops: 1 })),
  );
}

function pathNote(): HTMLElement | null {
  if (!state.path) return null;
  const [from, to] = pathEnds(state.path);
  return note(
    el("span", {}, "From ", words(labelOf(from), { class: "name" }), " to ", words(labelOf(to), { class: "name" })),
    button("Show everything", () => change({ path: "" })),
  );
}

function onlyNote(): HTMLElement | null {
  if (state.only.size === 0) return null;
  return note(
    el("span", {}, `Only ${countOf(state.only.size, "chosen node", "chosen nodes")}`),
    button("Show everything", () => change({ only: new Set() })),
  );
}

function openNote(): HTMLElement | null {
  if (state.open.size === 0) return null;
  const names = openIds().map(labelOf);
  return note(
    el("span", {}, "Expanded: ", words(names.slice(0, 2).join(", ") + (names.length > 2 ? ` and ${names.length - 2} more` : ""))),
    button("Collapse", () => change({ open: new Set() }), "Collapse all"),
  );
}

/** A picture without lines says why. */
function emptyNote(): HTMLElement | null {
  if (state.without.size === 0 || state.view !== "graph" || wanted().lines.length > 0) return null;
  return note(
    el("span", {}, "The filters of the legend leave out every line of this picture. Expand an entry, or"),
    button("Show all standings", () => change({ without: new Set() })),
  );
}

function hiddenNote(): HTMLElement | null {
  if (state.hide.size === 0) return null;
  return note(
    el("span", {}, countOf(state.hide.size, "node hidden", "nodes hidden")),
    button("Bring back", () => change({ hide: new Set() })),
  );
}
