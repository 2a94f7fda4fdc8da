// The panel that asks the dataset inside the page. The explorer loads it when it is first opened.

import { makePanel, type Panel } from "../sparql/panel.ts";
import type { NameTerm } from "../sparql/result-table.ts";
import { readVocabulary, type VocabularyRecord } from "../sparql/vocabulary.ts";
import { type Parts, workerEngine } from "./worker-engine.ts";

/** What the explorer gives and gets. */
export interface Opening {
  parts: Parts;
  example: string;
  vocabulary: VocabularyRecord;
  query: string;
  /** How the explorer writes an IRI: as a way to its card where it has one. */
  nameTerm: NameTerm;
  show: (iri: string) => void;
  onRun: (query: string) => void;
}

export type OpenPanel = (opening: Opening) => Panel;

declare global {
  interface Window {
    attachgraphAsking?: OpenPanel;
  }
}

window.attachgraphAsking = ({ parts, example, vocabulary: record, query, nameTerm, show, onRun }) => {
  const vocabulary = readVocabulary(record);
  return makePanel({
    engine: workerEngine(parts, vocabulary.prefixes),
    vocabulary,
    query: query || example,
    nameTerm,
    open: show,
    onRun,
  });
};
