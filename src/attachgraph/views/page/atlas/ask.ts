// Where to ask in SPARQL: so many statements and an engine do not fit in a page that can be mailed.

import { overview } from "./data.ts";
import { byId, el } from "../shared/dom.ts";
import { copyButton } from "../shared/saving.ts";
import { countOf } from "../shared/text.ts";

const LINES: [what: string, line: string][] = [
  ["Answer one query in the terminal", "attachgraph query 'SELECT ?from ?to { ?from ag:pairsWith ?to } LIMIT 20'"],
  ["List the questions that are ready; query takes their names, too", "attachgraph queries"],
  ["Ask in a browser, with completion: start a server and open the address that it prints, /sparql", "attachgraph serve"],
];

export function fillAsk(): void {
  if (byId("view-ask").childElementCount) return;
  const isServed = location.protocol.startsWith("http");
  byId("view-ask").replaceChildren(
    el("h2", {}, "Ask"),
    el(
      "p",
      { class: "lead" },
      `This page shows ${countOf(overview.nodes, "node", "nodes")} and ${countOf(overview.sentences, "sentence", "sentences")}. They are too many to be asked in SPARQL inside a file. `,
      isServed ? el("a", { href: "sparql" }, "Ask this server instead") : "The command answers, on the machine that has the dataset. Add --store FOLDER where it is not the store of the folder that you are in:",
    ),
    el(
      "ul",
      { class: "ways" },
      LINES.map(([what, line]) => el("li", {}, el("p", {}, what), el("p", { class: "way" }, el("code", {}, line), copyButton("Copy", () => line, `Copy: ${line}`)))),
    ),
    el("p", { class: "hint" }, "Without SPARQL: Sentences finds words and standings, Table sorts and filters nodes, the gap map counts studies."),
  );
}
