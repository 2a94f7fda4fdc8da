// Ask a server by the SPARQL 1.1 Protocol.

import { readJson, readTriples } from "./answer.ts";
import type { Engine, Reply } from "./engine.ts";
import { Problem, problemOf } from "./problem.ts";

const ACCEPT = "application/sparql-results+json, application/n-triples, application/problem+json;q=0.5";

export function httpEngine(endpoint: string): Engine {
  return { ask: (query, signal) => ask(endpoint, query, signal) };
}

async function ask(endpoint: string, query: string, signal: AbortSignal): Promise<Reply> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(endpoint, {
      method: "POST",
      headers: { accept: ACCEPT, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ query }),
      signal,
    });
    body = await response.text();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Problem("The server did not answer, or broke off.", {
      fix: "Look whether it still runs, then run the query again.",
    });
  }
  if (!response.ok) throw problemOf(response.status, body);
  return { answer: readBody(response.headers.get("content-type") ?? "", body), notice: "" };
}

function readBody(type: string, body: string) {
  try {
    return type.includes("json") ? readJson(body) : readTriples(body);
  } catch {
    throw new Problem("The answer broke off before its end.", {
      fix: "Ask for less, for example with LIMIT, and run the query again.",
    });
  }
}
