// The signs of the legend: shapes of nodes, lines of edges, signs of statuses.

import { edgeTypes, kinds, known, lookOf, type Status } from "./data.ts";
import { el, svg } from "../shared/dom.ts";
import { inTheme } from "../shared/theme.ts";

const POLYGONS: Record<string, string> = {
  diamond: "10,1 19,10 10,19 1,10",
  triangle: "10,2 19,18 1,18",
  triangleDown: "1,2 19,2 10,18",
  hexagon: "10,1 18,5.5 18,14.5 10,19 2,14.5 2,5.5",
  star: "10,1 12.4,7.2 19,7.5 13.9,11.7 15.6,18.2 10,14.5 4.4,18.2 6.1,11.7 1,7.5 7.6,7.2",
};

export function outline(shape: string): SVGElement {
  const points = POLYGONS[shape];
  if (points) return svg("polygon", { points });
  if (shape === "square") return svg("rect", { x: 3, y: 3, width: 14, height: 14 });
  if (shape === "box") return svg("rect", { x: 0, y: 3.5, width: 20, height: 13, rx: 3 });
  if (shape === "ellipse") return svg("rect", { x: 0, y: 3.5, width: 20, height: 13, rx: 6.5 });
  return svg("circle", { cx: 10, cy: 10, r: 7 });
}

/** The shape of a kind of nodes, as on the canvas. */
export function kindSwatch(name: string): SVGElement {
  const kind = known(kinds, name);
  const colour = inTheme(kind.colour);
  const hollow = !kind.filled || kind.shape === "box";
  const shape = outline(kind.shape);
  shape.setAttribute("fill", hollow ? "none" : colour);
  shape.setAttribute("stroke", colour);
  shape.setAttribute("stroke-width", "2");
  if (kind.dashed) shape.setAttribute("stroke-dasharray", "3 2");
  const number =
    kind.shape === "circle"
      ? svg("text", { x: 10, y: 13.6, "text-anchor": "middle", "font-size": 10, fill: colour }, "1")
      : null;
  return svg("svg", { viewBox: "-1 -1 22 22", width: 17, height: 17, "aria-hidden": "true" }, shape, number);
}

/** The line of a type of edges, with a point where it has a direction. */
export function edgeSwatch(name: string): SVGElement {
  const type = known(edgeTypes, name);
  const colour = inTheme(type.colour);
  const line = svg("line", {
    x1: 0,
    y1: 8,
    x2: type.symmetric ? 22 : 17,
    y2: 8,
    stroke: colour,
    "stroke-width": Math.max(1.4, type.width),
  });
  const point = type.symmetric ? null : svg("polygon", { points: "15,4 22,8 15,12", fill: colour });
  return svg("svg", { viewBox: "0 0 22 16", width: 22, height: 16, "aria-hidden": "true" }, line, point);
}

/** A line with the dashes of a status. */
export function dashSwatch(status: Status): SVGElement {
  const line = svg("line", {
    x1: 0,
    y1: 5,
    x2: 46,
    y2: 5,
    stroke: "currentColor",
    "stroke-width": 1.6 * status.weight,
    "stroke-dasharray": status.dashes.join(" "),
  });
  return svg("svg", { viewBox: "0 0 46 10", width: 46, height: 10, "aria-hidden": "true" }, line);
}

/** A status as sign and word, with its meaning where there is room. */
export function statusBadge(name: string, { long = false } = {}): HTMLElement {
  const status = lookOf(name);
  const badge = el(
    "span",
    { class: `status of-${status.name.replace(/[^a-z]/g, "")}` },
    el("span", { class: "sign", "aria-hidden": "true" }, status.sign),
    el("span", { class: "word" }, status.name),
    long && status.words ? el("span", { class: "words" }, `– ${status.words}`) : null,
  );
  return toned(badge, name);
}

/** Give an element both colours of a status: the style sheet takes that of the theme, which may change at any time. */
export function toned(element: HTMLElement, name: string): HTMLElement {
  const [light, dark] = lookOf(name).colour;
  element.classList.add("toned");
  element.style.setProperty("--on-light", light);
  element.style.setProperty("--on-dark", dark);
  return element;
}
