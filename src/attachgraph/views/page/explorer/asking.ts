// The view that asks the dataset: everything it needs is unpacked when it is first opened.

import type { AskingPanel, OpenPanel } from "../asking/main.ts";
import { byId, el, words } from "../shared/dom.ts";
import { runScript, unpackText } from "../shared/unpack.ts";
import { idOf, nodes, statementsById, statuses } from "./data.ts";
import { bringDrawing, parsed, whenIdle } from "./later.ts";
import { nodeButton } from "./links.ts";
import { change, state } from "./state.ts";
import { statusBadge } from "./swatch.ts";

let opened: Promise<AskingPanel> | null = null;
/** The named question that was asked last. */
let asked = "";

/** After so many milliseconds a reader who looks at something else loses nothing if the panel is opened. */
const CALM = 20000;

/** Open the panel before it is looked at: when the hand is on its tab, or when the page has been still for long. */
export function prepareAsking(): void {
  const tab = document.getElementById("tab-ask");
  if (!tab) return;
  const begin = () => {
    opened ??= open();
    // whoever looks at the view is told why it failed
    opened.catch(() => undefined);
  };
  for (const sign of ["pointerenter", "pointerdown", "focus"]) tab.addEventListener(sign, begin, { once: true });
  setTimeout(() => whenIdle(begin), CALM);
}

/** Open the panel where it is not open yet, and show the query of the address in it. */
export function showAsking(): void {
  opened ??= open();
  opened.then(
    (panel) => {
      panel.see(state.contested);
      if (!state.question) panel.show(state.query, false);
      else if (state.question !== asked) panel.choose(state.question);
      asked = state.question;
    },
    () => {
      opened = null;
      byId("view-ask").replaceChildren(
        el("h2", {}, "Ask"),
        el(
          "p",
          { class: "lead", role: "alert" },
          "This browser cannot run the engine that answers questions in the page. A current one can; everything else on this page works without it.",
        ),
      );
    },
  );
}

async function open(): Promise<AskingPanel> {
  byId("view-ask").replaceChildren(el("p", { class: "lead" }, "Unpacking the dataset and its engine …"));
  if (typeof WebAssembly === "undefined") throw new Error("WebAssembly is off");
  await parsed();
  const [panel, worker, vocabulary] = await Promise.all([...["panel", "worker", "vocabulary"].map((name) => unpackText(part(name))), bringDrawing()]) as [string, string, string, void];
  runScript(panel);
  const openPanel = window.attachgraphAsking as OpenPanel;
  const { example, record } = JSON.parse(vocabulary);
  const made = openPanel({
    parts: { script: worker, engine: part("engine"), dataset: part("dataset"), contested: part("contested") },
    example,
    vocabulary: record,
    query: state.query,
    contested: state.contested,
    nameTerm,
    show: (iri) => {
      if (nodes.has(idOf(iri))) change({ select: idOf(iri), jump: true });
    },
    onRun: (query, seen) => change({ query, contested: seen }),
  });
  byId("view-ask").replaceChildren(
    el("h2", {}, "Ask"),
    el(
      "p",
      { class: "lead" },
      "Choose a question, or write a query in SPARQL. The answer comes from the dataset inside this page; nothing is sent anywhere.",
    ),
    made.contestedElement,
    made.element,
  );
  return made;
}

/** Statuses have their signs, things and sentences a way to their cards; the address is in the hint. */
function nameTerm(iri: string, shown: string): HTMLElement {
  const id = idOf(iri);
  const status = id.replace(/^ontology#/, "");
  if (statuses.has(status)) return statusBadge(status);
  if (statementsById.has(id)) return el("button", { type: "button", class: "plain", title: iri, onclick: () => change({ select: id }) }, "sentence");
  if (!nodes.has(id)) return words(shown, { title: iri });
  const button = nodeButton(id);
  button.title = iri;
  return button;
}

function part(name: string): string {
  return byId(`ask-${name}`).textContent ?? "";
}
