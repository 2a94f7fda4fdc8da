// What the search box finds: names, kinds, claims, named questions and sentences; typos are forgiven.

import MiniSearch from "minisearch";

import { CLAIMS, data, type GraphNode, kinds, known, labelOf, nodes, statements, statuses } from "./data.ts";
import { parsed } from "./later.ts";
import { proseOf } from "../shared/prose.ts";
import type { Patch } from "./state.ts";
import { capital, countOf, plainText } from "../shared/text.ts";
import { unpackText } from "../shared/unpack.ts";

type Sort = "kind" | "claim" | "question" | "sentence" | "name";

/** Something to find; `more` is searched, too, but not shown. */
export interface Found {
  text: string;
  note: string;
  /** The kind whose sign stands before it, "" for none. */
  kind: string;
  patch: Patch;
  /** Of a claim or a sentence, how it stands. */
  standing: string;
}

interface Entry extends Found {
  id: number;
  sort: Sort;
  more: string;
}

/** Words that people use for what the dataset calls otherwise. */
const ALSO: Record<string, string> = {
  film: "movie movies films cinema",
  tv: "television series show serial",
  novel: "book books novels fiction",
  Source: "paper article publication reference book study",
  Work: "fiction example depiction",
  Alias: "name nickname",
  Result: "finding",
  ConflictCycle: "fight argument quarrel",
};

/** Words of a question that say nothing of what is sought. */
const IDLE = new Set("a an and are by did do does for has have how in is it of on or say says that the there this to was what which who whom why with".split(" "));

/** At most so many of each sort, in this order. */
const MOST: [Sort, number][] = [["kind", 3], ["claim", 3], ["question", 2], ["name", 3], ["sentence", 4]];

const entries: Entry[] = [];
let index: MiniSearch<Entry> | undefined;
let building: Promise<void> | undefined;

function put(sort: Sort, text: string, note: string, kind: string, patch: Patch, more = "", standing = ""): void {
  entries.push({ id: entries.length, sort, text, note, kind, patch, standing, more: `${standing} ${more}` });
}

function collect(): void {
  for (const kind of kinds.values()) put("kind", capital(kind.label), `list of ${kind.count.toLocaleString("en")}`, kind.name, { list: kind.name, select: "" }, ALSO[kind.name] ?? "");
  const works = [...nodes.values()].filter(({ kind }) => kind === "Work");
  for (const medium of new Set(works.flatMap(mediumOf))) {
    const count = works.filter((work) => mediumOf(work).includes(medium)).length;
    put("kind", capital(medium), `list of ${countOf(count, "work", "works")}`, "Work", { list: `Work~${medium}`, select: "" }, ALSO[medium] ?? "");
  }
  // whoever asks for "secure disputed" means the standing and the subject, which the words of a claim need not name
  for (const { id, standing, about } of data.claims) put("claim", labelOf(id), `claim, ${standing}`, "Claim", { view: "disagree", claim: id, select: "" }, about.map(labelOf).join(" "), standing);
  for (const { id, subject, property, text, status } of statements) {
    const place = labelOf(nodes.get(subject)?.owner || subject);
    if (property === CLAIMS) put("sentence", proseOf(text), `${status}, in ${place}`, "", { select: id, jump: true }, place, status);
  }
  for (const node of nodes.values()) {
    const names = [...node.names, ...node.facts.filter(([name]) => name === "title" || name === "medium").map(([, value]) => value)];
    put("name", node.label, known(kinds, node.kind).label, node.kind, { select: node.id, jump: true }, names.join(" "));
  }
}

function mediumOf(node: GraphNode): string[] {
  return node.facts.filter(([name]) => name === "medium").map(([, value]) => value);
}

async function collectQuestions(): Promise<void> {
  await parsed();
  const part = document.getElementById("ask-vocabulary")?.textContent;
  if (!part) return;
  const { record } = JSON.parse(await unpackText(part)) as { record: { questions: { name: string; question: string; answer: string }[] } };
  for (const { name, question, answer } of record.questions) put("question", question, "named question", "", { view: "ask", question: name }, answer);
}

/** Index everything, in pieces, so that the page stays quick meanwhile. */
export function prepareFinding(): Promise<void> {
  building ??= build();
  return building;
}

function wordsOf(text: string): string[] {
  return plainText(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

async function build(): Promise<void> {
  collect();
  await collectQuestions();
  const made = new MiniSearch<Entry>({
    fields: ["text", "more"],
    storeFields: [],
    tokenize: wordsOf,
    processTerm: (term) => (IDLE.has(term) ? null : term),
    searchOptions: {
      // "disputed" finds who disputes it, too
      processTerm: (term) => (IDLE.has(term) ? null : statuses.has(term) ? term.replace(/ed$/, "") : term),
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      boost: { text: 2 },
      combineWith: "AND",
    },
  });
  await made.addAllAsync(entries, { chunkSize: 250 });
  index = made;
}

/** Everything but what the list of names has found already; what stands as was asked for comes first. */
export function findMore(query: string, have: ReadonlySet<string>): Found[] {
  if (!index) return [];
  const asked = wordsOf(query);
  const subject = asked.filter((word) => !statuses.has(word));
  const all = index.search(query);
  const some = () => index?.search((subject.length > 0 ? subject : asked).join(" "), { combineWith: "OR" }).slice(0, 40) ?? [];
  const later = ({ standing }: Entry) => Number(!asked.includes(standing));
  const inOrder = (hits: Entry[]) => hits.sort((one, other) => later(one) - later(other));
  const hits = inOrder((all.length > 0 ? all : some()).map(({ id }) => entries[id as number] as Entry));
  return inOrder(MOST.flatMap(([sort, most]) => hits.filter((hit) => hit.sort === sort && !(sort === "name" && have.has(hit.patch.select ?? ""))).slice(0, most)));
}
