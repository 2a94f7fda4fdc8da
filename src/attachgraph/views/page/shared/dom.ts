// Make elements. Text from the data only ever becomes text: nothing here parses HTML.

const SVG = "http://www.w3.org/2000/svg";

type Value = string | number | boolean | null | undefined;
type Listener = (event: never) => unknown;
export type Attributes = Record<string, Value | Listener>;
export type Child = Node | string | null | undefined;
export type Children = (Child | Child[])[];

/** Create an element with attributes, listeners (`onclick`) and children (nodes or text). */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Children
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Children
): SVGElementTagNameMap[Tag] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill<Made extends Element>(element: Made, attributes: Attributes, children: Children): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  const given = children.flat().filter((child) => child !== null && child !== undefined && child !== "");
  element.append(...(given as (Node | string)[]));
  return element;
}

/** Text from the data, kept apart from its neighbours whatever its direction of writing. */
export function words(text: string, attributes: Attributes = {}): HTMLElement {
  return el("bdi", { dir: "auto", ...attributes }, text);
}

/** An element that the page is known to have. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as Kind;
}

/** Tell screen readers what has changed. */
export function announce(text: string): void {
  byId("announcements").textContent = text;
}
