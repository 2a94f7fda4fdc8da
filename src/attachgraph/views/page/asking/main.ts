// The panel that asks the dataset inside the page. The explorer loads it when it is first opened.

import { el, words } from "../shared/dom.ts";
import { makePanel, type Panel } from "../sparql/panel.ts";
import { readVocabulary, type VocabularyRecord } from "../sparql/vocabulary.ts";
import { type Parts, workerEngine } from "./worker-engine.ts";

/** What the explorer gives and gets. */
export interface Opening {
  parts: Parts;
  example: string;
  vocabulary: VocabularyRecord;
  query: string;
  /** Whether the explorer has a card for an IRI. */
  knows: (iri: string) => boolean;
  show: (iri: string) => void;
  onRun: (query: string) => void;
}

export type OpenPanel = (opening: Opening) => Panel;

declare global {
  interface Window {
    attachgraphAsking?: OpenPanel;
  }
}

window.attachgraphAsking = ({ parts, example, vocabulary: record, query, knows, show, onRun }) => {
  const vocabulary = readVocabulary(record);
  return makePanel({
    engine: workerEngine(parts, vocabulary.prefixes),
    vocabulary,
    query: query || example,
    nameTerm: (iri, shown) =>
      knows(iri)
        ? el("button", { type: "button", class: "plain", title: iri, onclick: () => show(iri) }, words(shown))
        : words(shown, { title: iri }),
    open: (iri) => {
      if (knows(iri)) show(iri);
    },
    onRun,
  });
};
