// Put values into a named question: each parameter is a variable that a term replaces.
//
// The same rules as attachgraph.query.parameters, so that page and command give the same answers.

import { isWord, type Token, tokenize } from "./tokens.ts";

const CLAUSES = [
  ...["SELECT", "DESCRIBE", "CONSTRUCT", "ASK", "FROM", "WHERE"],
  ...["GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"],
];

/** `values` are terms in SPARQL by variable name, without `?`. */
export function bind(query: string, values: ReadonlyMap<string, string>): string {
  const tokens = tokenize(query).filter(({ kind }) => kind !== "comment");
  const pieces: string[] = [];
  let at = 0;
  for (const [token, clause] of uses(tokens)) {
    const term = values.get(token.text.slice(1));
    if (term === undefined) continue;
    pieces.push(query.slice(at, token.start), replaced(token, term, clause));
    at = token.end;
  }
  return [...pieces, query.slice(at)].join("");
}

function replaced(token: Token, term: string, clause: string): string {
  if (clause === "SELECT") return `(${term} AS ${token.text})`;
  return ["GROUP", "ORDER", "HAVING"].includes(clause) ? `(${term})` : term;
}

/** Every variable with the clause that decides what may stand in its place. */
function* uses(tokens: Token[]): Generator<[Token, string]> {
  let clause = "";
  const enclosing: string[] = [];
  for (const token of tokens) {
    if (["{", "(", "["].includes(token.text)) {
      enclosing.push(clause);
      clause = "";
    } else if (["}", ")", "]"].includes(token.text)) clause = enclosing.pop() ?? "";
    else if (isWord(token, ...CLAUSES)) clause = token.text.toUpperCase();
    else if (token.kind === "variable") yield [token, clause];
  }
}

const ADDRESS = /^<[^<>"{}|^`\\\x00-\x20]+>$/;
const LITERAL = /^"(?:[^"\\\n\r]|\\.)*"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^[A-Za-z][\w-]*:[\w-]+)?$/;
const PLAIN = /^(?:[+-]?\d+(?:\.\d+)?|true|false)$/;
const NAME = /^([A-Za-z][\w-]*):([^<>"{}|^`\\\s]+)$/;
const LOCAL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u;

/** Read what a person has written as one term, in SPARQL; null where it is none. */
export function termOf(text: string, prefixes: ReadonlyMap<string, string>): string | null {
  if (ADDRESS.test(text) || LITERAL.test(text) || PLAIN.test(text)) return text;
  const [, prefix = "", local = ""] = NAME.exec(text) ?? [];
  const namespace = prefixes.get(prefix);
  if (namespace === undefined) return null;
  // A slash is not part of a prefixed name in SPARQL, but of ours: debate:avoidant-secure/…
  return LOCAL.test(local) ? text : `<${namespace}${local}>`;
}

const TEXT = /^"(.*)"(@[A-Za-z-]+)?$/su;

/** What a field shows for a term: a text without its quotes and its language. */
export function shownTerm(term: string): string {
  return TEXT.exec(term)?.[1] ?? term;
}

/** Plain words where a text is asked for become one, in the language of the sample. */
export function spelledOut(words: string, sample: string): string {
  const asked = TEXT.exec(sample);
  if (asked === null || words === "" || /^["'<]/u.test(words)) return words;
  return `${JSON.stringify(words)}${asked[2] ?? ""}`;
}
