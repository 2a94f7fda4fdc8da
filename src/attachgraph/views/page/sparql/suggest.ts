// Suggest what may stand at the cursor, best first. Knows no editor.

import { plainText } from "../shared/text.ts";
import type { Context } from "./context.ts";
import type { Term, Vocabulary } from "./vocabulary.ts";

export interface Suggestion {
  kind: "class" | "property" | "thing" | "prefix" | "variable" | "keyword" | "function" | "question";
  /** What is shown; without `insert` also what is written. */
  label: string;
  insert?: string;
  /** A short remark beside it. */
  detail: string;
  /** A sentence about it. */
  info: string;
}

const KEYWORDS: Record<string, string[]> = {
  start: ["SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "PREFIX", "BASE"],
  pattern: ["OPTIONAL", "FILTER", "UNION", "MINUS", "BIND", "VALUES", "GRAPH", "EXISTS", "NOT EXISTS"],
  other: [
    ...["WHERE", "DISTINCT", "ORDER BY", "GROUP BY", "HAVING", "LIMIT", "OFFSET", "AS", "ASC", "DESC"],
    ...["FROM", "FROM NAMED", "REDUCED"],
  ],
  expression: ["AS", "DISTINCT", "IN", "NOT IN", "EXISTS", "NOT EXISTS"],
};

const FUNCTIONS = [
  ...["COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT", "BOUND", "IF", "COALESCE", "STR", "LANG"],
  ...["LANGMATCHES", "DATATYPE", "IRI", "CONTAINS", "STRSTARTS", "STRENDS", "REGEX", "REPLACE", "CONCAT"],
  ...["SUBSTR", "STRLEN", "UCASE", "LCASE", "STRAFTER", "STRBEFORE", "ABS", "ROUND", "FLOOR", "CEIL", "YEAR"],
  ...["isIRI", "isLITERAL", "isNUMERIC", "sameTerm"],
];

/** More would not be read. */
const MOST = 60;

/** Suggestions for the word before the cursor; an empty word asks for everything that fits. */
export function suggest(word: string, context: Context, vocabulary: Vocabulary): Suggestion[] {
  if (word.startsWith("?") || word.startsWith("$")) return ranked(word.slice(1), variables(context), 1);
  const fitting = candidates(context, vocabulary);
  return ranked(word, fitting, 0).slice(0, MOST);
}

function candidates(context: Context, vocabulary: Vocabulary): Suggestion[] {
  const { wanted } = context;
  const keywords = (KEYWORDS[wanted] ?? []).map((label) => plain("keyword", label, "keyword"));
  const prefixes = [...vocabulary.prefixes].map(([prefix, iri]) => plain("prefix", `${prefix}:`, iri));
  const things = () =>
    vocabulary.things.map(({ curie, label, kind }) => plain("thing", curie, label, `${kind}: ${label}`));
  if (wanted === "class") return [...terms("class", vocabulary.classes), ...prefixes];
  if (wanted === "predicate") return [...properties(context, vocabulary), ...prefixes];
  if (wanted === "start") return [...keywords, ...questions(vocabulary)];
  if (wanted === "expression") return [...variables(context), ...functions(), ...keywords, ...things()];
  if (wanted === "other") return [...keywords, ...variables(context), ...functions()];
  return [...variables(context), ...things(), ...keywords, ...prefixes];
}

/** The properties of the subject's classes where they are known, `a` first; else all. */
function properties({ classes }: Context, vocabulary: Vocabulary): Suggestion[] {
  const type = plain("property", "a", "is a", "rdf:type: says to which class the subject belongs.");
  const known = classes.filter((curie) => vocabulary.classes.some((item) => item.curie === curie));
  if (known.length === 0) return [type, ...terms("property", vocabulary.properties)];
  const used = vocabulary.properties.flatMap((property) => {
    const counts = known.map((curie) => property.classes.get(curie) ?? 0);
    // A subject in two classes has what both have.
    return counts.every(Boolean) ? [{ ...property, count: Math.min(...counts) }] : [];
  });
  used.sort((one, other) => other.count - one.count);
  return [type, ...terms("property", used)];
}

function terms(kind: "class" | "property", items: Term[]): Suggestion[] {
  return items.map(({ curie, label, count, comment }) =>
    plain(kind, curie, `${label} · ${count.toLocaleString("en")}`, comment),
  );
}

function variables({ variables: names }: Context): Suggestion[] {
  return names.map((name) => plain("variable", name, "variable"));
}

function functions(): Suggestion[] {
  return FUNCTIONS.map((name) => ({ ...plain("function", name, "function"), insert: `${name}(` }));
}

function questions({ questions: all }: Vocabulary): Suggestion[] {
  return all
    .filter((question) => question.parameters.length === 0)
    .map(({ question, answer, text }) => ({
      ...plain("question", question, "named question", answer),
      insert: text,
    }));
}

function plain(kind: Suggestion["kind"], label: string, detail: string, info = ""): Suggestion {
  return { kind, label, detail, info };
}

/** Those that match, best first; among equals the order stays. `skip` leaves out a leading sign. */
function ranked(word: string, all: Suggestion[], skip: number): Suggestion[] {
  const key = plainText(word);
  const found = all
    .map((item) => ({ item, rank: rank(item, key, skip) }))
    .filter((one) => one.rank < 9)
    .sort((one, other) => one.rank - other.rank);
  // What is already written in full needs no suggestion.
  return found.map(({ item }) => item).filter((item) => item.label !== word || item.insert);
}

function rank({ label, detail }: Suggestion, key: string, skip: number): number {
  const name = plainText(label).slice(skip);
  const local = name.slice(name.indexOf(":") + 1);
  if (key === "" || name.startsWith(key) || local.startsWith(key)) return 0;
  const spoken = plainText(detail);
  const prefix = key.slice(0, key.indexOf(":") + 1);
  // Labels have no prefix: after ag: the words of those terms are looked at that stand under it.
  const wanted = name.startsWith(prefix) ? key.slice(prefix.length) : key;
  if (spoken.startsWith(wanted) || spoken.includes(` ${wanted}`)) return 2;
  if (wanted.length < 3) return 9;
  return name.includes(wanted) || spoken.includes(wanted) ? 3 : 9;
}
