// Explain why the engine in the page has refused a query: it names the farthest place that it tried,
// not the mistake, so the usual mistakes are looked for in the tokens first.
//
// The same thoughts as attachgraph.query.syntax_hints and .diagnosis have for the command line.

import { Problem } from "./problem.ts";
import { isWord, type Token, tokenize } from "./tokens.ts";

const BEGINNINGS = ["SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "PREFIX", "BASE"];
const WORDS = [
  ...BEGINNINGS,
  ...["DISTINCT", "REDUCED", "WHERE", "FROM", "NAMED", "ORDER", "GROUP", "BY", "HAVING", "LIMIT", "OFFSET"],
  ...["VALUES", "OPTIONAL", "UNION", "MINUS", "GRAPH", "FILTER", "BIND", "EXISTS", "NOT", "IN", "AS", "ASC"],
  ...["DESC", "UNDEF", "SERVICE", "SILENT", "SEPARATOR"],
];
const CLOSING: Record<string, string> = { "{": "}", "(": ")", "[": "]" };

/** What the engine says when the grammar fits and the meaning does not. */
const REASONS: [sign: string, message: string, fix: string][] = [
  [
    "contains a variable that is unbound",
    "A variable of SELECT is neither grouped nor aggregated.",
    "Name it in GROUP BY, or write (SAMPLE(?x) AS ?y).",
  ],
  ["Duplicated variable name in SELECT", "A variable is twice in SELECT.", "Name it once."],
  ["IRI parsing failed", "This is not a whole address.", "Write it with its scheme, as in <https://…>."],
];

/** `offset` leaves out what was put before the query, in the first line. */
export function explain(
  query: string,
  complaint: string,
  prefixes: ReadonlyMap<string, string>,
  offset = 0,
): Problem {
  const service = /^The service (\S+) is not supported/.exec(complaint);
  if (service)
    return new Problem("This page asks no other server: SERVICE is refused.", {
      fix: "Leave it out, or ask with `attachgraph query --allow-service`.",
    });
  const match = /^error at (\d+):(\d+): expected (?:one of )?([^]*)/.exec(complaint);
  if (!match) return new Problem(complaint.split("\n")[0] ?? complaint);
  const tokens = tokenize(query).filter(({ kind }) => kind !== "comment");
  const reason = REASONS.find(([sign]) => complaint.includes(sign));
  if (reason) return new Problem(reason[1], { fix: reason[2] });
  const [, line = "1", column = "1", listing = ""] = match;
  const first = line === "1" ? offset : 0;
  return certain(query, tokens, prefixes) ?? farthest(query, tokens, Number(line), Number(column) - first, listing);
}

/** The first mistake that can be told from the tokens alone. */
function certain(query: string, tokens: Token[], prefixes: ReadonlyMap<string, string>): Problem | null {
  return unfinished(query, tokens) ?? unknownBeginning(query, tokens) ?? unknownPrefix(query, tokens, prefixes) ?? unbalanced(query, tokens);
}

function unfinished(query: string, tokens: Token[]): Problem | null {
  const found = tokens.find(({ kind, text }) => kind === "string" && !(text.length > 1 && text.endsWith(text.charAt(0))));
  return found ? at(query, found, "A text begins here and does not end.", "Close it with the quotation mark that began it.") : null;
}

function unknownBeginning(query: string, tokens: Token[]): Problem | null {
  const [first] = tokens;
  if (!first || isWord(first, ...BEGINNINGS)) return null;
  const meant = first.kind === "word" ? nearest(first.text.toUpperCase(), BEGINNINGS) : "";
  return at(query, first, `A query does not begin with ${first.text}.`, meant ? `Did you mean ${meant}?` : "It begins with SELECT, CONSTRUCT, DESCRIBE or ASK.");
}

function unknownPrefix(query: string, tokens: Token[], prefixes: ReadonlyMap<string, string>): Problem | null {
  const declared = new Set(tokens.flatMap(({ text }, index) => (isWord(tokens[index - 1], "PREFIX") ? [text.slice(0, -1)] : [])));
  for (const token of tokens.filter(({ kind }) => kind === "name")) {
    const prefix = token.text.slice(0, token.text.indexOf(":"));
    if (declared.has(prefix) || prefixes.has(prefix)) continue;
    const meant = nearest(prefix, [...prefixes.keys(), ...declared]);
    const fix = meant ? `Did you mean ${meant}:?` : `Declare it, as in PREFIX ${prefix}: <https://…>.`;
    return at(query, { ...token, end: token.start + prefix.length + 1 }, `The prefix ${prefix}: is not known.`, fix);
  }
  return null;
}

function unbalanced(query: string, tokens: Token[]): Problem | null {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.text in CLOSING) open.push(token);
    else if (Object.values(CLOSING).includes(token.text)) {
      const before = open.pop();
      if (!before) return at(query, token, `Nothing is open that ${token.text} could close.`, "Take it out.");
      if (CLOSING[before.text] !== token.text)
        return at(query, token, `Here ${CLOSING[before.text]} should close the ${before.text} before.`, "");
    }
  }
  const last = open.pop();
  return last ? at(query, last, `The ${last.text} is not closed.`, `Add ${CLOSING[last.text]}.`) : null;
}

/** Fall back on the place that the engine stumbled over. */
function farthest(query: string, tokens: Token[], line: number, column: number, listing: string): Problem {
  const lines = query.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const units = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
  const offset = start + units;
  // A keyword is compared as a whole: its failure is reported that far after the place where it was tried.
  const signs = /"(?:[^"\\]|\\.)+"/.test(listing);
  const words = signs ? [] : [...listing.replace(/\['[^\]]*\]/g, "").matchAll(/\b[A-Z][A-Z_]+\b/g)];
  const tried = words.map(([word]) => offset - word.length).filter((place) => tokens.some((token) => token.start === place));
  const place = tried.length > 0 ? Math.max(...tried) : offset;
  const token = tokens.find(({ end }) => end > place);
  const wrong = token && misspelt(token);
  const fix = wrong ? `Did you mean ${wrong}?` : "A triple is subject, property, object; a full stop separates triples.";
  const end = query.trimEnd().length;
  return at(query, token ?? { kind: "sign", text: "", start: Math.max(0, end - 1), end }, "The query cannot be understood from here on.", fix);
}

function misspelt(token: Token): string {
  if (token.kind !== "word" || WORDS.includes(token.text.toUpperCase())) return "";
  return nearest(token.text.toUpperCase(), WORDS);
}

function at(query: string, { start, end }: Token, message: string, fix: string): Problem {
  const before = query.slice(0, start);
  const line = before.split("\n").length;
  const column = [...before.slice(before.lastIndexOf("\n") + 1)].length + 1;
  return new Problem(message, { fix, place: { line, column, length: [...query.slice(start, end)].length } });
}

/** The known word that differs in the fewest letters, at most a third of them. */
export function nearest(word: string, known: string[]): string {
  const ranked = known.map((other) => ({ other, steps: distance(word, other) }));
  ranked.sort((one, two) => one.steps - two.steps);
  const [best] = ranked;
  return best && best.steps <= Math.max(1, Math.floor(word.length / 3)) ? best.other : "";
}

/** How many letters to change, put in or take out (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at_, wanted] of [...other].entries()) {
      const changed = (row[at_] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[at_ + 1] ?? 0) + 1, (next[at_] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** A term of ours that the dataset does not use, with the one that was meant: a query with it finds nothing. */
export function unusedName(query: string, known: readonly string[]): string {
  const names = new Set(known);
  const ours = known.filter((name) => name.startsWith("ag:"));
  for (const { kind, text } of tokenize(query)) {
    if (kind !== "name" || !text.startsWith("ag:") || names.has(text)) continue;
    const meant = nearest(text, ours);
    return `The dataset uses no ${text}.${meant ? ` Did you mean ${meant}?` : ""}`;
  }
  return "";
}
