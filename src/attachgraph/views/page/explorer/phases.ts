// Phases of pairings side by side: one column a pairing, one row a phase.

import { type GraphNode, hubs, known, nodes, partsOf, type Statement } from "./data.ts";
import { proseOf } from "../shared/prose.ts";
import { change, state, toggle } from "./state.ts";
import { nodeButton } from "./links.ts";
import { statusBadge } from "./swatch.ts";
import { byId, el, words } from "../shared/dom.ts";

const FIRST = 3;

/** The phases of a pairing, in their order. */
function phasesOf(id: string): GraphNode[] {
  const order = (node: GraphNode) => Number(node.facts.find(([name]) => name === "order")?.[1] ?? orderSaid(node) ?? 99);
  return partsOf(id)
    .filter((node) => node.kind === "Phase")
    .sort((one, other) => order(one) - order(other));
}

function orderSaid(node: GraphNode): string | undefined {
  return node.statements.find(({ property }) => property.endsWith("order"))?.text;
}

const withPhases = hubs.filter((node) => node.kind === "Pairing" && partsOf(node.id).some((part) => part.kind === "Phase"));

/** What the reader has ticked; at first the selected pairing and its neighbours in the list. */
function compared(): string[] {
  if (state.compare.size > 0) return withPhases.map((node) => node.id).filter((id) => state.compare.has(id));
  const selected = withPhases.findIndex((node) => node.id === state.select);
  const from = Math.max(0, Math.min(selected, withPhases.length - FIRST));
  return withPhases.slice(from, from + FIRST).map((node) => node.id);
}

export function fillPhases(): void {
  const columns = compared();
  const rows = [...new Set(columns.flatMap((id) => phasesOf(id).map((phase) => phase.label)))];
  byId("view-phases").replaceChildren(
    el("h2", {}, "Phases side by side"),
    el("p", { class: "lead" }, "How entries describe a relationship from the first attraction to its outcome. Tick the pairings to compare; choose a sentence to see it in its entry."),
    withPhases.length === 0 ? el("p", { class: "empty" }, "No entry of this page describes phases.") : chooser(columns),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Phases" },
      el(
        "table",
        { class: "phases" },
        el("caption", { class: "unseen" }, "Phases of the chosen pairings"),
        el(
          "thead",
          {},
          el("tr", {}, el("th", { scope: "col" }, "Phase"), columns.map((id) => el("th", { scope: "col" }, nodeButton(id)))),
        ),
        el("tbody", {}, rows.map((label) => phaseRow(label, columns))),
      ),
    ),
  );
}

function chooser(columns: string[]): HTMLElement {
  const boxes = withPhases.map((node) => {
    const box = el("input", { type: "checkbox", value: node.id });
    box.checked = columns.includes(node.id);
    box.onchange = () => {
      if (state.compare.size === 0) change({ compare: new Set(columns) });
      toggle("compare", node.id);
      byId("view-phases").querySelector<HTMLInputElement>(`input[value="${CSS.escape(node.id)}"]`)?.focus();
    };
    return el("label", { class: "chip" }, box, words(node.drawn.label));
  });
  return el("fieldset", { class: "chips" }, el("legend", { class: "unseen" }, "Pairings to compare"), boxes);
}

function phaseRow(label: string, columns: string[]): HTMLElement {
  const cells = columns.map((id) => {
    const phase = phasesOf(id).find((one) => one.label === label);
    const cell = phase ? phaseCell(phase) : el("td", {}, el("span", { class: "quiet" }, "not described"));
    // on a phone there are no columns: each cell then names its pairing
    cell.dataset.of = known(nodes, id).drawn.label;
    return cell;
  });
  return el("tr", {}, el("th", { scope: "row" }, words(label)), cells);
}

function phaseCell(phase: GraphNode): HTMLElement {
  const said = phase.statements.filter((one) => !one.object && one.quotes.length > 0 && sentenceLike(one));
  const described = phase.facts.find(([name]) => name === "description")?.[1];
  const sentences = said.length > 0 ? uniqueQuotes(said).map(sentence) : [el("p", {}, words(described ?? ""))];
  return el("td", { "data-id": phase.id }, sentences);
}

function sentenceLike({ property }: Statement): boolean {
  return !["rdfs:label", "ag:order", "dcterms:title"].includes(property);
}

function uniqueQuotes(said: Statement[]): Statement[] {
  const seen = new Set<string>();
  return said.filter(({ quotes: [quote] }) => {
    const key = quote?.exact ?? "";
    const fresh = ![...seen].some((other) => other.includes(key));
    seen.add(key);
    return fresh;
  });
}

function sentence(statement: Statement): HTMLElement {
  const text = statement.quotes.map((quote) => proseOf(quote.exact)).join(" ");
  return el(
    "p",
    { "data-id": statement.id },
    el("button", { type: "button", class: "said", onclick: () => change({ select: statement.id }) }, words(text)),
    statement.status === "reported" ? "" : el("span", {}, " ", statusBadge(statement.status)),
  );
}
