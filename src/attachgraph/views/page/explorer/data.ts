// Read the data of the page and give every node, edge and statement its connections.

import { byId } from "../shared/dom.ts";
import type { Pair } from "../shared/theme.ts";

/** A kind of nodes, with its look. */
export interface Kind {
  name: string;
  label: string;
  count: number;
  shape: string;
  size: number;
  filled: boolean;
  dashed: boolean;
  colour: Pair;
  shown: boolean;
  /** Appears when an entry is opened. */
  opened: boolean;
}

/** A type of edges, with its look. */
export interface EdgeType {
  name: string;
  label: string;
  count: number;
  symmetric: boolean;
  colour: Pair;
  width: number;
  shown: boolean;
}

export interface Status {
  name: string;
  sign: string;
  words: string;
  colour: Pair;
  dashes: number[];
  weight: number;
}

export interface Cell {
  styles: number[];
  pairing: string;
  label: string;
  level: string;
  samples: number;
  dyadic: number;
  direct: number;
  studies: number;
  projected: number;
  claims: number;
}

/** What pyvis writes down of a node. */
interface DrawnNode {
  id: string;
  label: string;
  group: string;
  shape: string;
  x: number;
  y: number;
}

/** What pyvis writes down of an edge. */
interface DrawnEdge {
  from: string;
  to: string;
  type: string;
  status: string;
  arrows: string;
  bend: number;
}

interface Thing {
  label: string;
  names: string[];
  owner: string;
  reference: string;
}

interface StatementRecord {
  id: string;
  s: string;
  p: string;
  o?: string;
  t?: number;
  st: string;
  /** text, start, end, section, rule; and the words with those around where the page lacks the text */
  q: number[][];
  c: [string, string][];
}

/** What attachgraph.views.payload writes. Texts are numbers of `strings`. */
interface Payload {
  base: string;
  /** Names below another base: those that the dataset shares with others. */
  shared: { base: string; names: string[] };
  focus: string;
  background: Pair;
  counts: { pairings: number; styles: number; statements: number; sources: number; texts: number };
  kinds: Kind[];
  edgeTypes: EdgeType[];
  statuses: Status[];
  intents: Record<string, string>;
  predicates: Record<string, string>;
  network: { nodes: DrawnNode[]; edges: DrawnEdge[]; options: { interaction: object } };
  things: Record<string, Thing & { facts: [number, number][] }>;
  quotations: number[][];
  statements: StatementRecord[];
  strings: string[];
  texts: SourceText[];
  overview: Record<"wide" | "tall", Record<string, [number, number]>> | null;
  /** What the dataset says of itself, as an item of CSL-JSON. */
  about: { title: string; author: PersonName[]; version: string; URL: string; credit: string };
  tours: Tour[];
  claims: ClaimRecord[];
  studies: StudyRecord[];
  samples: Record<string, SampleRecord>;
  /** Label, group in the codebook, and "attachment" for a measure of attachment. */
  variables: Record<string, [label: string, group: string, attachment: string]>;
  results: ResultRecord[];
  searches: Record<"where" | "words" | "on" | "criteria" | "note", string>[];
  grid: {
    styles: { id: string; label: string }[];
    cells: Cell[];
    levels: { name: string; sign: string; words: string }[];
  };
}

/** A name as CSL-JSON has it; a group has a literal name. */
export interface PersonName {
  family?: string;
  given?: string;
  literal?: string;
}

/** A text that quotes come from; `content` is "" where its licence keeps it out of the page. */
export interface SourceText {
  title: string;
  licence: string;
  subject: string;
  content: string;
}

/** A guided tour; each step has an address of the page. */
export interface Tour {
  name: string;
  title: string;
  lead: string;
  steps: { title: string; address: string; text: string[] }[];
}

/** A claim that results bear on, and how it stands by them. */
export interface ClaimRecord {
  id: string;
  about: string[];
  standing: string;
  because: string;
  certainty: string;
  /** What its standing counts, a sample or a publication, and how many there are of each stance. */
  unit: string;
  direct: number[];
  indirect: number[];
  /** For each effect in two samples or more: its name, then what they come to, line by line. */
  together: string[][];
}

export interface StudyRecord {
  id: string;
  label: string;
  sources: string[];
  /** 0 where it is not known. */
  year: number;
  designs: string[];
}

export interface SampleRecord {
  couples: number;
  persons: number;
  populations: string[];
}

/** What a study found. */
export interface ResultRecord {
  id: string;
  about: string[];
  /** The pairings that the study itself measured. */
  measured: string[];
  /** The claims it bears on: how, whether directly, and why not. */
  bearings: [claim: string, stance: string, direct: number, reasons: string][];
  study: string;
  samples: string[];
  level: string;
  direction: string;
  predictors: string[];
  moderators: string[];
  outcomes: string[];
  whose: string;
  read: string;
}

export interface GraphNode extends Thing {
  id: string;
  kind: string;
  drawn: DrawnNode;
  facts: [name: string, value: string][];
  edges: GraphEdge[];
  statements: Statement[];
}

export interface GraphEdge {
  id: string;
  from: string;
  to: string;
  type: string;
  status: string;
  drawn: DrawnEdge;
  statements: Statement[];
}

export interface Quote {
  exact: string;
  /** A few words around it, where the page does not hold the text. */
  before: string;
  after: string;
  /** Number of its text, -1 where the dataset names none. */
  text: number;
  section: string;
  title: string;
  rule: string;
  start: number;
  end: number;
}

export interface Statement {
  id: string;
  subject: string;
  property: string;
  /** A node, or "" where the statement ends in a text. */
  object: string;
  text: string;
  status: string;
  quotes: Quote[];
  citations: { intent: string; source: string }[];
}

export const data: Payload = JSON.parse(byId("data").textContent ?? "");

export const kinds = new Map(data.kinds.map((kind) => [kind.name, kind]));
export const edgeTypes = new Map(data.edgeTypes.map((type) => [type.name, type]));
export const statuses = new Map(data.statuses.map((status) => [status.name, status]));

/** Standings that only claims have look like a status that is near to them. */
const LIKE: Record<string, string> = { contradicted: "disputed", qualified: "weak" };
const UNKNOWN: Status = { name: "", sign: "·", words: "", colour: ["#545b63", "#b3bac2"], dashes: [], weight: 1 };

/** How a status or the standing of a claim looks. */
export function lookOf(name: string): Status {
  const look = statuses.get(name) ?? { ...(statuses.get(LIKE[name] ?? "") ?? UNKNOWN), words: "" };
  return { ...look, name };
}

/** Statuses and standings in their one order. */
export const STANDINGS = [...statuses.keys(), ...Object.keys(LIKE)];

function string(number: number | undefined): string {
  return number === undefined ? "" : (data.strings[number] ?? "");
}

/** What a key must stand for; the page is wrong otherwise. */
export function known<Item>(from: ReadonlyMap<string, Item>, key: string): Item {
  const item = from.get(key);
  if (item === undefined) throw new Error(`the page knows no ${key}`);
  return item;
}

export const nodes = new Map(
  data.network.nodes.map((drawn): [string, GraphNode] => {
    const thing = data.things[drawn.id] as Payload["things"][string];
    const facts = thing.facts.map(([name, value]): [string, string] => [string(name), string(value)]);
    return [drawn.id, { ...thing, id: drawn.id, kind: drawn.group, drawn, facts, edges: [], statements: [] }];
  }),
);

/** Offsets count code points; a JavaScript string counts otherwise only where rare signs stand in it. */
const contents = data.texts.map(({ content }) =>
  /[\ud800-\udbff]/.test(content) ? Array.from(content) : content,
);

/** A piece of a text, by the offsets of the dataset. */
export function sliceOf(text: number, start: number, end?: number): string {
  const piece = contents[text]?.slice(start, end) ?? "";
  return typeof piece === "string" ? piece : piece.join("");
}

/** A text in which every code point is one unit, so that offsets can be found in it. */
export function shapeOf(text: number): string {
  const content = contents[text] ?? "";
  return typeof content === "string" ? content : content.map((point) => (point.length > 1 ? "\ufffd" : point)).join("");
}

export function lengthOf(text: number): number {
  return contents[text]?.length ?? 0;
}

function quoteOf([text = -1, start = -1, end = -1, section, rule, exact, before, after]: number[]): Quote {
  return {
    exact: exact === undefined ? sliceOf(text, start, end) : string(exact),
    before: string(before),
    after: string(after),
    text,
    section: string(section),
    title: data.texts[text]?.title ?? "",
    rule: string(rule),
    start,
    end,
  };
}

export const statements = data.statements.map(
  (record): Statement => ({
    id: record.id,
    subject: record.s,
    property: record.p,
    object: record.o ?? "",
    text: string(record.t),
    status: record.st,
    quotes: record.q.map(quoteOf),
    citations: record.c.map(([intent, source]) => ({ intent, source })),
  }),
);

export const statementsById = new Map(statements.map((statement) => [statement.id, statement]));

for (const statement of statements) nodes.get(statement.subject)?.statements.push(statement);

export const edges = new Map(
  data.network.edges.map((drawn, index): [string, GraphEdge] => {
    const id = `${drawn.from}|${drawn.type}|${drawn.to}`;
    const behind = (data.quotations[index] ?? []).map((number) => statements[number] as Statement);
    const { from, to, type, status } = drawn;
    return [id, { id, from, to, type, status, drawn, statements: behind }];
  }),
);

for (const edge of edges.values()) {
  known(nodes, edge.from).edges.push(edge);
  if (edge.to !== edge.from) known(nodes, edge.to).edges.push(edge);
}

const shared = new Set(data.shared.names);

/** The address of a node or statement in the dataset. */
export function iriOf(id: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(id)) return id;
  return (shared.has(id) ? data.shared.base : data.base) + id;
}

/** What the page calls an IRI. */
export function idOf(iri: string): string {
  const base = [data.base, data.shared.base].find((each) => iri.startsWith(each));
  return base === undefined ? iri : iri.slice(base.length);
}

export function labelOf(id: string): string {
  return nodes.get(id)?.label ?? id;
}

/** What a property is called in a sentence: "Subject <is another name of> Object". */
export function propertyLabel(name: string): string {
  return edgeTypes.get(name)?.label ?? data.predicates[name] ?? name;
}

/** What a sentence claims of an entry, as a property. */
export const CLAIMS = "ag:claims";

/** The pairings and styles: what the dataset is about. */
export const HUBS: ReadonlySet<string> = new Set(["Pairing", "AttachmentStyle"]);

export const hubs = [...nodes.values()].filter((node) => HUBS.has(node.kind));

export function otherEnd(edge: GraphEdge, id: string): string {
  return edge.from === id ? edge.to : edge.from;
}

/** The nodes that belong to an entry and to nothing else. */
export function partsOf(id: string): GraphNode[] {
  return id ? [...nodes.values()].filter((node) => node.owner === id) : [];
}

/** A node with its parts: the middle of its surroundings. */
export function middleOf(id: string): Set<string> {
  return new Set([id, ...partsOf(id).map((node) => node.id)]);
}
