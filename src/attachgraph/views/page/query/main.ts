// The server's query page: the query stands in the fragment of the address, so that it can be shared.

import { byId, el, words } from "../shared/dom.ts";
import { contestedSwitch } from "../sparql/contested-switch.ts";
import { httpEngine } from "../sparql/http-engine.ts";
import { makePanel } from "../sparql/panel.ts";
import { readVocabulary, type VocabularyRecord } from "../sparql/vocabulary.ts";

/** What attachgraph.views.query_page writes. */
interface PageData {
  endpoint: string;
  example: string;
  vocabulary: VocabularyRecord;
}

const data: PageData = JSON.parse(byId("data").textContent ?? "");
const vocabulary = readVocabulary(data.vocabulary);

function beside(name: string): string {
  return new URLSearchParams(location.hash.slice(1)).get(name) ?? "";
}

function queryOfAddress(): string {
  return beside("query");
}

/** Where a browser finds an IRI: here if it is of the dataset, else at its own address. */
function addressOf(iri: string): string {
  const base = [vocabulary.base, vocabulary.shared].find((each) => iri.startsWith(each)) ?? iri;
  const own = iri.slice(base.length);
  // Two slashes at the beginning would name another server.
  if (own && !own.startsWith("/")) return `/${own}`;
  return /^https?:/.test(iri) ? iri : "";
}

function link(iri: string, shown: string): HTMLElement {
  const address = addressOf(iri);
  if (!address) return words(shown);
  const away = address.startsWith("/") ? {} : { rel: "noreferrer noopener", target: "_blank" };
  return el("a", { href: address, title: iri, ...away }, words(shown));
}

const { element: withContested, box: contested } = contestedSwitch(beside("contested") === "true");

function fieldsBeside(): Record<string, string> {
  return contested.checked ? { contested: "true" } : {};
}

const panel = makePanel({
  engine: httpEngine(data.endpoint, fieldsBeside),
  vocabulary,
  query: queryOfAddress() || data.example,
  nameTerm: link,
  open: (iri) => {
    const address = addressOf(iri);
    if (address) window.open(address, "_blank", "noopener");
  },
  onRun: (query) => {
    if (query === queryOfAddress() && contested.checked === (beside("contested") === "true")) return;
    location.hash = new URLSearchParams({ query, ...fieldsBeside() }).toString();
  },
});

byId("page").append(withContested, panel.element);
window.addEventListener("hashchange", () => {
  contested.checked = beside("contested") === "true";
  panel.show(queryOfAddress() || data.example, false);
});
if (queryOfAddress()) panel.show(queryOfAddress(), true);
