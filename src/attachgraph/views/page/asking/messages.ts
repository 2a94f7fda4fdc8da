// What the page and the worker of its engine say to each other.

import type { Answer } from "../sparql/answer.ts";

/** The first message brings the engine and the dataset; every other one is a query. */
export type Request = { kind: "load"; engine: Uint8Array<ArrayBuffer>; dataset: string } | { kind: "ask"; query: string };

export type Response =
  | { kind: "ready"; quads: number }
  | { kind: "answer"; answer: Answer; left: number }
  | { kind: "complaint"; text: string };

/** More rows than this would take longer to show than to find. */
export const MOST_ROWS = 20_000;
