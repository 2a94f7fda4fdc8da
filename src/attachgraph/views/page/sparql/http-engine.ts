// Ask a server by the SPARQL 1.1 Protocol.

import { countOf } from "../shared/text.ts";
import { type Answer, readJson, readTriples, sizeOf } from "./answer.ts";
import type { Engine, Reply } from "./engine.ts";
import { Problem, problemOf } from "./problem.ts";

const ACCEPT = "application/sparql-results+json, application/n-triples, application/problem+json;q=0.5";

/** `more` gives the parameters that go with each query beside it. */
export function httpEngine(endpoint: string, more: () => Record<string, string> = () => ({})): Engine {
  return { ask: (query, signal) => ask(endpoint, { query, ...more() }, signal) };
}

/** Longer answers are for programs: a page that takes them all in stops answering itself. */
const MOST_CHARACTERS = 48_000_000;

async function ask(endpoint: string, fields: Record<string, string>, signal: AbortSignal): Promise<Reply> {
  const response = await orProblem(signal, "The server did not answer.", "Look whether it still runs, then run the query again.", () =>
    fetch(endpoint, {
      method: "POST",
      headers: { accept: ACCEPT, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields),
      signal,
    }),
  );
  const body = await orProblem(signal, BROKE_OFF, ASK_FOR_LESS, () => read(response));
  if (!response.ok) throw problemOf(response.status, body);
  return readBody(response.headers.get("content-type") ?? "", body);
}

const BROKE_OFF = "The server broke off in the middle of its answer, so nothing of it is shown.";
const ASK_FOR_LESS =
  "It does so where an answer passes its limit of time, memory or rows. Ask for less, for example with LIMIT, and run the query again.";

async function orProblem<T>(signal: AbortSignal, message: string, fix: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (signal.aborted || error instanceof Problem) throw error;
    throw new Problem(message, { fix });
  }
}

/** Read the body as far as a page can take it; the rest is not fetched. */
async function read(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const piece = decoder.decode(next.value, { stream: true });
    pieces.push(piece);
    length += piece.length;
    if (length > MOST_CHARACTERS) {
      void reader.cancel();
      throw new Problem(`The answer is longer than ${MOST_CHARACTERS / 1_000_000} MB, more than this page can take in.`, {
        fix: "Ask for less, for example with LIMIT, or let a program fetch it from this address: it can have it whole.",
      });
    }
  }
  return pieces.join("") + decoder.decode();
}

function readBody(type: string, body: string): Reply {
  try {
    const answer = type.includes("json") ? readJson(body) : readTriples(body);
    return { answer, notice: noticeOf(type, body, answer) };
  } catch {
    throw new Problem(BROKE_OFF, { fix: ASK_FOR_LESS });
  }
}

/** Triples about triples have no place in a table: what is left out is said. */
function noticeOf(type: string, body: string, answer: Answer): string {
  if (type.includes("json")) return "";
  const left = (body.match(/^[^#\n\r]*\S/gm)?.length ?? 0) - sizeOf(answer);
  if (left <= 0) return "";
  return `${countOf(left, "triple is", "triples are")} left out here and in what is saved from here: a term of theirs is a triple itself.`;
}
