// Read a large dataset: clusters at once, nodes when the page is there, sentences when somebody asks.

import { byId } from "../shared/dom.ts";
import { plainText } from "../shared/text.ts";
import type { Pair } from "../shared/theme.ts";
import { unpackText } from "../shared/unpack.ts";

export interface Cluster {
  /** Its name in the address. */
  key: string;
  name: string;
  /** What members concern: styles, a pairing or a category; empty for a whole kind. */
  about: string;
  kind: number;
  /** Members have numbers in a row, the most connected first. */
  first: number;
  count: number;
  x: number;
  y: number;
  radius: number;
}

interface Overview {
  background: Pair;
  /** Distance of two members on the map. */
  spot: number;
  nodes: number;
  parts: number;
  edges: number;
  sentences: number;
  kinds: { label: string; count: number; colour: Pair }[];
  statuses: { name: string; sign: string; words: string }[];
  clusters: Cluster[];
  /** Two clusters and the number of edges between them, the most first. */
  bundles: [one: number, other: number, count: number][];
  /** The first node of each block of sentences. */
  blocks: number[];
  /** Most sentences that the page has of one node; 0 where it has all. */
  most: number;
}

interface Nodes {
  ids: string[];
  labels: string[];
  x: number[];
  y: number[];
  said: number[];
  contested: number[];
}

interface Edges {
  types: { label: string; colour: Pair }[];
  from: Uint32Array;
  to: number[];
  type: number[];
  /** Edges of each node, as places in `ends` from `start[node]` on. */
  start: Uint32Array;
  ends: Uint32Array;
}

interface Parts {
  labels: string[];
  ids: string[];
  owner: number[];
  kind: number[];
}

export type Sentence = [
  predicate: string,
  object: number,
  words: string,
  status: number,
  quotes: [text: string, section: string, start: number][],
  sources: string[],
  subject: string,
];

export const overview: Overview = JSON.parse(byId("block-first").textContent ?? "");
export let nodes: Nodes = { ids: [], labels: [], x: [], y: [], said: [], contested: [] };
export let edges: Edges = { types: [], from: new Uint32Array(), to: [], type: [], start: new Uint32Array(1), ends: new Uint32Array() };
export let parts: Parts = { labels: [], ids: [], owner: [], kind: [] };
export const numberOf = new Map<string, number>();

/** The blocks stand at the end of the page: the first picture does not wait for them. */
export async function readNodes(): Promise<void> {
  if (document.readyState === "loading") await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  nodes = await block("nodes");
  nodes.ids.forEach((id, node) => numberOf.set(id, node));
  edges = connected(await block("edges"));
  parts = await block("parts");
  parts.ids.forEach((id, part) => numberOf.set(id, parts.owner[part] as number));
}

export async function block<Read>(name: string): Promise<Read> {
  return JSON.parse(await unpackText(byId(`block-${name}`).textContent ?? ""));
}

function connected({ types, out, to, type }: { types: Edges["types"]; out: number[]; to: number[]; type: number[] }): Edges {
  const from = new Uint32Array(to.length);
  const start = new Uint32Array(out.length + 1);
  let edge = 0;
  for (const [node, count] of out.entries()) {
    from.fill(node, edge, edge + count);
    edge += count;
    start[node + 1] = count;
  }
  for (const node of to) start[node + 1] = (start[node + 1] ?? 0) + 1;
  for (let node = 0; node < out.length; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const next = start.slice();
  const ends = new Uint32Array(2 * to.length);
  for (const side of [from, to]) side.forEach((node, number) => (ends[next[node]!++] = number));
  return { types, from, to, type, start, ends };
}

export function edgesOf(node: number): Uint32Array {
  return edges.ends.subarray(edges.start[node], edges.start[node + 1]);
}

export function otherEnd(edge: number, node: number): number {
  return (edges.from[edge] === node ? edges.to[edge] : edges.from[edge]) as number;
}

export function partsOf(node: number): number[] {
  const found = [];
  for (let part = lowest(parts.owner, node); parts.owner[part] === node; part += 1) found.push(part);
  return found;
}

/** The place of the first number that is not below a wanted one, in a sorted list. */
function lowest(sorted: number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

const firsts = overview.clusters.map(({ first }) => first);

export function clusterOf(node: number): number {
  return lowest(firsts, node + 1) - 1;
}

export function kindOf(node: number): number {
  return overview.clusters[clusterOf(node)]?.kind ?? 0;
}

let keys: string[] | null = null;

/** Names of nodes as they are looked for; made when somebody looks. */
export function keysOfNodes(): string[] {
  keys ??= nodes.labels.map(plainText);
  return keys;
}

type Block = Record<string, Sentence[]>;

let opened: { number: number; sentences: Promise<Block> } | null = null;

/** A block of sentences; it stays open for the next question. */
export async function blockOf(number: number): Promise<Block> {
  if (opened?.number !== number) opened = { number, sentences: block(`sentences-${number}`) };
  return opened.sentences;
}

/** What the texts say of a node. */
export async function sentencesOf(node: number): Promise<Sentence[]> {
  if (!nodes.said[node]) return [];
  return (await blockOf(lowest(overview.blocks, node + 1) - 1))[node] ?? [];
}
