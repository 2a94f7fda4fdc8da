// The view that asks the dataset: everything it needs is unpacked when it is first opened.

import type { OpenPanel } from "../asking/main.ts";
import { byId, el } from "../shared/dom.ts";
import { unpackBytes, unpackText } from "../shared/unpack.ts";
import type { Panel } from "../sparql/panel.ts";
import { data, nodes } from "./data.ts";
import { change, state } from "./state.ts";

let opened: Promise<Panel> | null = null;

/** Open the panel where it is not open yet, and show the query of the address in it. */
export function showAsking(): void {
  opened ??= open();
  opened.then(
    (panel) => panel.show(state.query, false),
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

async function open(): Promise<Panel> {
  byId("view-ask").replaceChildren(el("p", { class: "lead" }, "Unpacking the dataset and its engine …"));
  if (typeof WebAssembly === "undefined") throw new Error("WebAssembly is off");
  const [panel, worker, engine, dataset, vocabulary] = await Promise.all([
    unpackText(part("panel")),
    unpackText(part("worker")),
    unpackBytes(part("engine")),
    unpackText(part("dataset")),
    unpackText(part("vocabulary")),
  ]);
  const script = document.createElement("script");
  script.textContent = panel;
  document.body.append(script);
  const openPanel = window.attachgraphAsking as OpenPanel;
  const { example, record } = JSON.parse(vocabulary);
  const made = openPanel({
    parts: { script: worker, engine, dataset },
    example,
    vocabulary: record,
    query: state.query,
    knows: (iri) => nodes.has(idOf(iri)),
    show: (iri) => change({ select: idOf(iri), jump: true }),
    onRun: (query) => change({ query }),
  });
  byId("view-ask").replaceChildren(
    el("h2", {}, "Ask"),
    el(
      "p",
      { class: "lead" },
      "Choose a question, or write a query in SPARQL. The answer comes from the dataset inside this page; nothing is sent anywhere.",
    ),
    made.element,
  );
  return made;
}

function part(name: string): string {
  return byId(`ask-${name}`).textContent ?? "";
}

function idOf(iri: string): string {
  return iri.startsWith(data.base) ? iri.slice(data.base.length) : iri;
}
