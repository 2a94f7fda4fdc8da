// What the page and the worker of its engine say to each other.

import type { Answer } from "../sparql/answer.ts";

/** What the engine needs, packed as it is in the page: itself, the dataset, and the contested edges as triples with the graph that has them when they are asked for. */
export interface Load {
  engine: string;
  dataset: string;
  contested: string;
  contestedGraph: string;
}

/** The first message brings what is needed; every other one is a query. */
export type Request = ({ kind: "load" } & Load) | { kind: "ask"; query: string; contested: boolean };

export type Response =
  | { kind: "ready"; quads: number }
  | { kind: "answer"; answer: Answer; left: number }
  | { kind: "complaint"; text: string };

/** More rows than this would take longer to show than to find. */
export const MOST_ROWS = 20_000;
