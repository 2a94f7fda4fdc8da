// How the statements about an entry stand: so many disputed, so many weak; each count shows its statements.

import { CLAIMS, type GraphNode, partsOf, type Statement, statuses } from "./data.ts";
import { statementBlock } from "./statement.ts";
import { statusBadge } from "./swatch.ts";
import { el } from "../shared/dom.ts";
import { countOf } from "../shared/text.ts";

/** The status whose sentences are shown; forgotten with the next selection. */
const shown = { node: "", status: "" };

function statementsAbout(node: GraphNode): Statement[] {
  return [node, ...partsOf(node.id)].flatMap((one) => one.statements);
}

export function standingOf(node: GraphNode, redraw: () => void): HTMLElement | null {
  if (shown.node !== node.id) Object.assign(shown, { node: node.id, status: "" });
  const all = statementsAbout(node);
  const counts = [...statuses.keys()]
    .map((status) => ({ status, count: all.filter((one) => one.status === status).length }))
    .filter(({ count }) => count > 0);
  if (counts.length < 2) return null;
  const claims = all.filter(({ property }) => property === CLAIMS).length;
  const buttons = counts.map(({ status, count }) =>
    el(
      "button",
      {
        type: "button",
        class: "small standing",
        "aria-pressed": String(shown.status === status),
        "aria-label": `${count} ${status}`,
        onclick: () => {
          shown.status = shown.status === status ? "" : status;
          redraw();
        },
      },
      statusBadge(status),
      el("span", { class: "count" }, count.toLocaleString("en")),
    ),
  );
  const some = shown.status ? all.filter((one) => one.status === shown.status).slice(0, 60) : [];
  return el(
    "div",
    { class: "standings" },
    el("p", { class: "hint" }, `${countOf(all.length, "quoted statement", "quoted statements")}, by standing. ${claims} of them ${claims === 1 ? "is a claim" : "are claims"} in its sentences; the others name partners, traits, sources and the like.`),
    el("p", { class: "buttons", role: "group", "aria-label": "Quoted statements by standing" }, buttons),
    some.map((statement) => statementBlock(statement)),
  );
}
