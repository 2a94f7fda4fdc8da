// The card of a path: how two nodes are connected, step by step, with the words for each step.

import { known, nodes, propertyLabel } from "./data.ts";
import { edgesBetween, findPath } from "./path.ts";
import { nodeButton } from "./links.ts";
import { statementBlock } from "./statement.ts";
import { kindSwatch } from "./swatch.ts";
import { el } from "../shared/dom.ts";

export function pathParts(from: string, to: string, top: (swatch: SVGElement, name: string) => HTMLElement): HTMLElement[] {
  const way = findPath(from, to);
  const parts = [
    top(kindSwatch(known(nodes, from).kind), "Path"),
    el("h2", {}, nodeButton(from), el("span", {}, " … "), nodeButton(to)),
    ...way.slice(1).map((id, number) => step(way[number] as string, id)),
  ];
  if (way.length === 0) parts.push(el("p", { class: "hint" }, "Nothing in this page connects the two."));
  return parts;
}

function step(one: string, other: string): HTMLElement {
  const [edge] = edgesBetween(one, other);
  if (!edge) return el("p", {});
  const [statement] = edge.statements;
  if (statement) return el("div", { class: "step" }, statementBlock(statement));
  const line = [nodeButton(edge.from), el("span", { class: "edge" }, ` ${propertyLabel(edge.type)} `), nodeButton(edge.to)];
  return el("div", { class: "step" }, el("p", { class: "triple" }, line));
}
