// The engine of the page, in a worker: Oxigraph's WebAssembly build with the dataset of the page.

import init, { namedNode, Store } from "oxigraph";
import { type Answer, readJson, readTriples } from "../sparql/answer.ts";
import { formOf } from "../sparql/form.ts";
import { unpack, unpackText } from "../shared/unpack.ts";
import { MOST_ROWS, type Request, type Response } from "./messages.ts";

let store: Store | undefined;
let contested = { triples: "", graph: "", seen: false };

function reply(response: Response): void {
  postMessage(response);
}

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  void handle(data).catch((error: unknown) => {
    reply({ kind: "complaint", text: error instanceof Error ? error.message : String(error) });
  });
});

async function handle(request: Request): Promise<void> {
  if (request.kind === "load") {
    const [dataset, triples] = await Promise.all([
      unpackText(request.dataset),
      unpackText(request.contested),
      init({ module_or_path: unpack(request.engine, "application/wasm") }),
    ]);
    store = new Store();
    store.load(dataset, { format: "application/trig", no_transaction: true, lenient: true });
    contested = { triples, graph: request.contestedGraph, seen: false };
    reply({ kind: "ready", quads: store.size });
    return;
  }
  see(request.contested);
  const answer = ask(request.query);
  const left = shortened(answer);
  reply({ kind: "answer", answer, left });
}

/** Put the contested edges into the store, or take them out. */
function see(wanted: boolean): void {
  if (wanted === contested.seen) return;
  if (wanted) store?.load(contested.triples, { format: "application/n-triples", to_graph_name: namedNode(contested.graph) });
  else store?.update(`DROP SILENT GRAPH <${contested.graph}>`);
  contested.seen = wanted;
}

function ask(query: string): Answer {
  const triples = ["CONSTRUCT", "DESCRIBE"].includes(formOf(query));
  const results_format = triples ? "application/n-triples" : "application/sparql-results+json";
  const text = store?.query(query, { results_format, use_default_graph_as_union: true }) as string;
  return triples ? readTriples(text) : readJson(text);
}

/** Cut what is too long; return how much was left out. */
function shortened(answer: Answer): number {
  const items = answer.form === "rows" ? answer.rows : answer.form === "triples" ? answer.triples : [];
  const left = Math.max(0, items.length - MOST_ROWS);
  if (left > 0) items.length = MOST_ROWS;
  return left;
}
