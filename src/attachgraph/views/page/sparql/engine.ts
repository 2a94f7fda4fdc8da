// What answers queries: a server over HTTP, or Oxigraph in a worker of the page.

import type { Answer } from "./answer.ts";

export interface Reply {
  answer: Answer;
  /** What the reader should know: that rows were left out, for one. */
  notice: string;
}

export interface Engine {
  /** Rejects with a Problem, or with an AbortError when the signal says so. */
  ask(query: string, signal: AbortSignal): Promise<Reply>;
}
