// Ask the engine in the worker; end the worker where a query takes too long, and start another.

import { sizeOf } from "../sparql/answer.ts";
import type { Engine, Reply } from "../sparql/engine.ts";
import { missingPrefixes } from "../sparql/form.ts";
import { explain } from "../sparql/mistakes.ts";
import { Problem } from "../sparql/problem.ts";
import { countOf } from "../shared/text.ts";
import type { Request, Response } from "./messages.ts";

export interface Parts {
  /** The script of the worker. */
  script: string;
  engine: string;
  /** TriG; this and the others are packed. */
  dataset: string;
  /** N-Triples: the edges that no plain triple promises. */
  contested: string;
}

const SECONDS = 10;

export function workerEngine(parts: Parts, prefixes: ReadonlyMap<string, string>, seesContested: () => boolean): Engine {
  let ready: Promise<Worker> | null = null;

  const start = () => {
    ready ??= load(parts, `${prefixes.get("graph")}contested`);
    ready.catch(() => (ready = null));
    return ready;
  };
  const end = (worker: Worker) => {
    worker.terminate();
    ready = null;
    void start(); // be ready for the next query
  };
  void start();

  async function ask(query: string, signal: AbortSignal): Promise<Reply> {
    const heads = missingPrefixes(query, prefixes).map((head) => `${head} `);
    const head = heads.join("");
    const worker = await start();
    signal.throwIfAborted();
    const limit = new AbortController();
    // at once: whoever asks next must not get the worker that is ended
    const stop = () => {
      end(worker);
      limit.abort(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
    const clock = setTimeout(stop, SECONDS * 1000);
    let response: Response;
    try {
      response = await said(worker, { kind: "ask", query: head + query, contested: seesContested() }, limit.signal);
    } catch (error) {
      if (signal.aborted) throw error;
      throw new Problem(`The query took longer than ${SECONDS} seconds and was stopped.`, {
        fix: "Ask for less, for example with LIMIT or with one more condition.",
      });
    } finally {
      clearTimeout(clock);
      signal.removeEventListener("abort", stop);
    }
    if (response.kind === "complaint") throw explain(query, response.text, prefixes, head.length);
    if (response.kind !== "answer") throw new Problem("The engine of the page gave no answer.");
    return { answer: response.answer, notice: noticeOf(response.left, sizeOf(response.answer)) };
  }

  return { ask };
}

async function load({ script, ...more }: Parts, contestedGraph: string): Promise<Worker> {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(address);
  const response = await said(worker, { kind: "load", ...more, contestedGraph }, new AbortController().signal);
  URL.revokeObjectURL(address);
  if (response.kind === "ready") return worker;
  worker.terminate();
  throw new Problem("This browser does not run the engine of the page.", {
    fix: "Open the page in a current browser, or ask with `attachgraph query`.",
  });
}

/** Send a message and wait for what is said to it. */
function said(worker: Worker, request: Request, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Response>) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      resolve({ kind: "complaint", text: event.message || "the worker did not start" });
    };
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    worker.postMessage(request);
  });
}

function noticeOf(left: number, shown: number): string {
  return left > 0
    ? `Only the first ${countOf(shown, "row is", "rows are")} shown; ${left.toLocaleString("en")} more were found. Add LIMIT, or more conditions.`
    : "";
}
