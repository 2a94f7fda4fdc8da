// What the search box finds: names, kinds, claims, named questions and sentences; typos are forgiven.

import MiniSearch from "minisearch";

import { CLAIMS, data, type GraphNode, kinds, known, labelOf, nodes, statements } from "./data.ts";
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

function put(sort: Sort, text: string, note: string, kind: string, patch: Patch, more = ""): void {
  entries.push({ id: entries.length, sort, text, note, kind, patch, more });
}

function collect(): void {
  for (const kind of kinds.values()) put("kind", capital(kind.label), `list of ${kind.count.toLocaleString("en")}`, kind.name, { list: kind.name, select: "" }, ALSO[kind.name] ?? "");
  const works = [...nodes.values()].filter(({ kind }) => kind === "Work");
  for (const medium of new Set(works.flatMap(mediumOf))) {
    const count = works.filter((work) => mediumOf(work).includes(medium)).length;
    put("kind", capital(medium), `list of ${countOf(count, "work", "works")}`, "Work", { list: `Work~${medium}`, select: "" }, ALSO[medium] ?? "");
  }
  // whoever asks for "secure disputed" means the standing and the subject, which the words of a claim need not name
  for (const { id, standing, about } of data.claims) put("claim", labelOf(id), `claim, ${standing}`, "Claim", { view: "disagree", claim: id, select: "" }, [standing, ...about.map(labelOf)].join(" "));
  for (const { id, subject, property, text, status } of statements) {
    const place = labelOf(nodes.get(subject)?.owner || subject);
    if (property === CLAIMS) put("sentence", proseOf(text), `${status}, in ${place}`, "", { select: id, jump: true }, `${status} ${place}`);
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

async function build(): Promise<void> {
  collect();
  await collectQuestions();
  const made = new MiniSearch<Entry>({
    fields: ["text", "more"],
    storeFields: [],
    tokenize: (text) => plainText(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean),
    processTerm: (term) => (IDLE.has(term) ? null : term),
    searchOptions: {
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      boost: { text: 2 },
      combineWith: "AND",
    },
  });
  await made.addAllAsync(entries, { chunkSize: 250 });
  index = made;
}

/** Everything but what the list of names has found already. */
export function findMore(query: string, have: ReadonlySet<string>): Found[] {
  if (!index) return [];
  const strict = index.search(query);
  const hits = (strict.length > 0 ? strict : index.search(query, { combineWith: "OR" }).slice(0, 40)).map(({ id }) => entries[id as number] as Entry);
  return MOST.flatMap(([sort, most]) => hits.filter((hit) => hit.sort === sort && !(sort === "name" && have.has(hit.patch.select ?? ""))).slice(0, most));
}
