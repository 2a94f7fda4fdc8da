// Ask for two names and show how they are connected.

import { labelOf, nodes } from "./data.ts";
import { nameField } from "./search.ts";
import { change } from "./state.ts";
import { byId, el } from "../shared/dom.ts";

const ends = { from: "", to: "" };

export function buildPathForm(): void {
  byId("path-form").replaceChildren(
    field("from", "Path from"),
    field("to", "to"),
    el("button", { type: "button", class: "small", onclick: close }, "Cancel"),
  );
  byId("path-open").onclick = () => openPathForm("");
  byId("path-form").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && byId("path-form").querySelector("[aria-expanded=true]") === null) close();
  });
}

function field(end: "from" | "to", label: string): HTMLElement {
  const id = `path-${end}`;
  const input = el("input", {
    id,
    type: "text",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": `${id}-results`,
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "any name",
  });
  const list = el("ul", { id: `${id}-results`, class: "results", role: "listbox", "aria-label": `Names for ${label}` });
  list.hidden = true;
  nameField(input, list, ({ target }) => {
    ends[end] = target;
    input.value = labelOf(target);
    goOn();
  });
  return el("div", { class: "path-end" }, el("label", { for: id }, label), input, list);
}

export function openPathForm(from: string): void {
  Object.assign(ends, { from: nodes.has(from) ? from : "", to: "" });
  change({ view: "graph" });
  byId("path-form").hidden = false;
  byId<HTMLInputElement>("path-from").value = ends.from ? labelOf(ends.from) : "";
  byId<HTMLInputElement>("path-to").value = "";
  byId(ends.from ? "path-to" : "path-from").focus();
}

function goOn(): void {
  if (!ends.from || !ends.to) {
    byId(ends.from ? "path-to" : "path-from").focus();
    return;
  }
  byId("path-form").hidden = true;
  change({ path: `${ends.from}>${ends.to}`, select: "", focus: "" });
  byId("card").focus();
}

function close(): void {
  byId("path-form").hidden = true;
  byId("path-open").focus();
}
