// Fields whose values stand in the address: what a reader sets there, a link brings back.

import { byId, el } from "./dom.ts";

/** Where the values of fields are kept, by names such as "table.words". */
interface Values {
  get: (name: string) => string;
  set: (values: Record<string, string>) => void;
}

let values: Values = { get: () => "", set: () => {} };

/** Say where the values of all fields of the page are kept. */
export function keepValues(kept: Values): void {
  values = kept;
}

export function valueOf(name: string): string {
  return values.get(name);
}

export type Choice = [value: string, label: string];

/** Narrower windows have no room for all fields at once. */
const ROOMY = 700;

/** All fields of a view; on a telephone they open when they are wanted. */
export function filterBar(...fields: HTMLElement[]): HTMLElement {
  const bar = el("div", { class: "filters" }, fields);
  if (window.innerWidth >= ROOMY) return bar;
  return el("details", { class: "filter-fold" }, el("summary", {}, "Filters"), bar);
}

/** A field for words. */
export function wordsField(name: string, label: string): HTMLElement {
  const field = el("input", { type: "search", autocomplete: "off", ...attributes(name) });
  field.addEventListener("input", () => set(name, field.value));
  return labelled(label, field);
}

/** A field with choices, the first of which is none. */
export function choiceField(name: string, label: string, choices: Choice[], none = "any"): HTMLElement {
  const field = el(
    "select",
    attributes(name),
    el("option", { value: "" }, none),
    choices.map(([value, text]) => el("option", { value }, text)),
  );
  field.addEventListener("change", () => set(name, field.value));
  return labelled(label, field);
}

/** A field for a year, empty for any. */
export function yearField(name: string, label: string): HTMLElement {
  const field = el("input", { type: "number", min: 1900, max: 2100, step: 1, class: "year", ...attributes(name) });
  field.addEventListener("change", () => set(name, field.value.replace(/\D/g, "")));
  return labelled(label, field);
}

export function checkField(name: string, label: string): HTMLElement {
  const box = el("input", { type: "checkbox", ...attributes(name) });
  box.addEventListener("change", () => set(name, box.checked ? "yes" : ""));
  return el("label", { class: "chip", for: box.id }, box, label);
}

/** Takes back every filter whose name begins so. */
export function clearButton(view: string, names: string[]): HTMLElement {
  const clear = () => values.set(Object.fromEntries(names.map((name) => [`${view}.${name}`, ""])));
  return el("button", { type: "button", class: "small", onclick: clear }, "Clear filters");
}

function set(name: string, value: string): void {
  values.set({ [name]: value });
}

function attributes(name: string): Record<string, string> {
  return { id: idOf(name), "data-filter": name };
}

function idOf(name: string): string {
  return name.replace(".", "-");
}

function labelled(label: string, field: HTMLInputElement | HTMLSelectElement): HTMLElement {
  return el("div", { class: "field" }, el("label", { for: field.id }, label), field);
}

/** Bring the fields of a view to what the state says. */
export function syncFields(view: string): void {
  for (const field of byId(`view-${view}`).querySelectorAll<HTMLInputElement | HTMLSelectElement>("[data-filter]")) {
    const value = values.get(field.dataset.filter ?? "");
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value !== "";
    else if (field.value !== value) field.value = value;
  }
}
