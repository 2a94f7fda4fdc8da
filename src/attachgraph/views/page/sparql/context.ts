// Tell from the tokens before the cursor what is wanted there, and which classes its subject has.

import { isWord, type Token, tokenize } from "./tokens.ts";

export type Wanted = "start" | "predicate" | "class" | "object" | "pattern" | "expression" | "other";

export interface Context {
  wanted: Wanted;
  /** CURIEs of the classes that the query gives the subject; empty where nothing is known. */
  classes: string[];
  /** Every variable of the query but the one being written, in order. */
  variables: string[];
}

const OUTSIDE = ["SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "FROM", "NAMED", "ORDER", "GROUP", "BY", "LIMIT"];
const EXPRESSION = ["FILTER", "BIND", "HAVING", "IF", "COALESCE"];

/** `at` is where the word that is being written begins. */
export function contextAt(query: string, at: number): Context {
  const all = tokenize(query).filter((token) => token.kind !== "comment");
  const before = all.filter((token) => token.end <= at);
  const { wanted, subject } = place(before);
  return {
    wanted,
    classes: subject ? classesOf(subject, all) : [],
    variables: [...new Set(all.filter(({ kind, start }) => kind === "variable" && start !== at).map(({ text }) => text))],
  };
}

interface Position {
  wanted: Wanted;
  subject?: Token;
}

/** Walk through the query, and remember where in a triple the walk stands. */
function place(tokens: Token[]): Position {
  if (tokens.length === 0) return { wanted: "start" };
  const depth = { braces: 0, brackets: 0 };
  let part: "subject" | "predicate" | "object" = "subject";
  let subject: Token | undefined;
  let predicate: Token | undefined;
  let path = false;
  for (const token of tokens) {
    if (depth.brackets > 0 && token.text !== "(" && token.text !== ")") continue;
    if (token.text === "{" || token.text === "}") {
      depth.braces += token.text === "{" ? 1 : -1;
      [part, subject] = ["subject", undefined];
    } else if (token.text === "(") {
      if (part !== "predicate") depth.brackets += 1;
    } else if (token.text === ")") {
      depth.brackets = Math.max(0, depth.brackets - 1);
    } else if (depth.braces === 0) {
      // before WHERE there are no triples
    } else if (token.text === ".") {
      [part, subject] = ["subject", undefined];
    } else if (token.text === ";") {
      part = "predicate";
    } else if (token.text === ",") {
      part = "object";
    } else if (token.kind === "word" && token.text !== "a" && !token.text.startsWith("@")) {
      [part, subject] = ["subject", undefined];
    } else if (part === "predicate" && ["/", "|", "^", "!"].includes(token.text)) {
      path = true;
    } else if (part === "object" && ["/", "|", "*", "+", "?"].includes(token.text)) {
      [part, path] = ["predicate", true];
    } else if (part === "subject") {
      [subject, part, path] = [token, "predicate", false];
    } else if (part === "predicate") {
      [predicate, part] = [token, "object"];
    } else {
      part = "object";
      if (isTerm(token)) [part, subject] = ["subject", subject];
    }
  }
  const last = tokens.at(-1);
  if (depth.brackets > 0) return { wanted: "expression" };
  if (depth.braces === 0) return { wanted: isWord(last, ...EXPRESSION) ? "expression" : "other" };
  if (part === "predicate") return path || !subject ? { wanted: "predicate" } : { wanted: "predicate", subject };
  if (part === "object") {
    const typed = predicate?.text === "a" || predicate?.text === "rdf:type";
    return { wanted: typed ? "class" : "object" };
  }
  return { wanted: isWord(last, ...OUTSIDE) ? "other" : "pattern" };
}

function isTerm(token: Token): boolean {
  return token.kind !== "sign" && !token.text.startsWith("@");
}

/** Classes that the query gives a subject anywhere: `?x a ag:Pairing`, also after a semicolon. */
function classesOf(subject: Token, tokens: Token[]): string[] {
  const found = new Set<string>();
  let current = "";
  for (const [index, token] of tokens.entries()) {
    const previous = tokens[index - 1];
    if (!previous || ["{", "}", "."].includes(previous.text)) current = token.text;
    const typed = token.text === "a" || token.text === "rdf:type";
    const next = tokens[index + 1];
    if (typed && current === subject.text && next?.kind === "name") found.add(next.text);
  }
  return [...found];
}
