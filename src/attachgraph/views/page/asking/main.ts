// The panel that asks the dataset inside the page. The explorer loads it when it is first opened.

import { contestedSwitch } from "../sparql/contested-switch.ts";
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
  contested: boolean;
  /** How the explorer writes an IRI: as a way to its card where it has one. */
  nameTerm: NameTerm;
  show: (iri: string) => void;
  onRun: (query: string, contested: boolean) => void;
}

export interface AskingPanel extends Panel {
  contestedElement: HTMLElement;
  /** Set the switch as an address has it. */
  see: (contested: boolean) => void;
}

export type OpenPanel = (opening: Opening) => AskingPanel;

declare global {
  interface Window {
    attachgraphAsking?: OpenPanel;
  }
}

window.attachgraphAsking = ({ parts, example, vocabulary: record, query, contested, nameTerm, show, onRun }) => {
  const vocabulary = readVocabulary(record);
  const { element, box } = contestedSwitch(contested);
  const panel = makePanel({
    engine: workerEngine(parts, vocabulary.prefixes, () => box.checked),
    vocabulary,
    query: query || example,
    nameTerm,
    open: show,
    onRun: (asked) => onRun(asked, box.checked),
  });
  return { ...panel, contestedElement: element, see: (wanted) => (box.checked = wanted) };
};
