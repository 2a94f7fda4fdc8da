// What the editor knows of the dataset: prefixes, classes, properties, things and named questions.

export interface Term {
  curie: string;
  label: string;
  comment: string;
  count: number;
}

export interface Property extends Term {
  /** CURIEs of the classes that have it, each with the number of triples. */
  classes: ReadonlyMap<string, number>;
}

export interface Thing {
  curie: string;
  label: string;
  kind: string;
}

export interface Parameter {
  name: string;
  sample: string;
  meaning: string;
}

export interface Question {
  name: string;
  question: string;
  answer: string;
  group: string;
  text: string;
  parameters: Parameter[];
}

export interface Vocabulary {
  base: string;
  shared: string;
  prefixes: ReadonlyMap<string, string>;
  classes: Term[];
  properties: Property[];
  things: Thing[];
  questions: Question[];
}

/** What attachgraph.views.sparql writes; classes of a property are numbers of `classes`. */
export interface VocabularyRecord {
  base: string;
  shared: string;
  prefixes: Record<string, string>;
  classes: [curie: string, label: string, count: number, comment: string][];
  properties: [curie: string, label: string, count: number, comment: string, of: [number, number][]][];
  things: [curie: string, label: string, kind: string][];
  questions: Question[];
}

export function readVocabulary(record: VocabularyRecord): Vocabulary {
  const classes = record.classes.map(([curie, label, count, comment]) => ({ curie, label, count, comment }));
  return {
    base: record.base,
    shared: record.shared,
    prefixes: new Map(Object.entries(record.prefixes)),
    classes,
    properties: record.properties.map(([curie, label, count, comment, of]) => ({
      curie,
      label,
      count,
      comment,
      classes: new Map(of.map(([number, used]) => [classes[number]?.curie ?? "", used])),
    })),
    things: record.things.map(([curie, label, kind]) => ({ curie, label, kind })),
    questions: record.questions,
  };
}
