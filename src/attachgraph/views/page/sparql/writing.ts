// Write an answer down as a file: CSV and TSV for spreadsheets, JSON and RDF for programs.

import { csvCell, harmless } from "../shared/spreadsheets.ts";
import { type Answer, curieOf, isNumber, isPlain, type Term, type Triple } from "./answer.ts";

export interface File {
  name: string;
  label: string;
  type: string;
  write: (answer: Answer, prefixes: ReadonlyMap<string, string>) => string;
}

const ROWS: File[] = [
  { name: "answer.csv", label: "CSV", type: "text/csv", write: toCsv },
  { name: "answer.tsv", label: "TSV", type: "text/tab-separated-values", write: toTsv },
  { name: "answer.json", label: "JSON", type: "application/sparql-results+json", write: toJson },
];
const TRIPLES: File[] = [
  { name: "answer.ttl", label: "Turtle", type: "text/turtle", write: toTurtle },
  { name: "answer.nt", label: "N-Triples", type: "application/n-triples", write: toNTriples },
];

/** The files that can hold an answer. */
export function filesFor(answer: Answer): File[] {
  return answer.form === "triples" ? TRIPLES : ROWS;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function guarded(term: Term): string {
  return isNumber(term) && NUMBER.test(term.value) ? term.value : harmless(term.value);
}

function toCsv(answer: Answer): string {
  if (answer.form !== "rows") return `${answer.form === "boolean" && answer.value}\r\n`;
  const cell = (term: Term | null) => csvCell(term ? guarded(term) : "");
  return [answer.variables, ...answer.rows.map((row) => row.map(cell))]
    .map((row) => `${row.join(",")}\r\n`)
    .join("");
}

function toTsv(answer: Answer): string {
  if (answer.form !== "rows") return `${answer.form === "boolean" && answer.value}\n`;
  const cell = (term: Term | null) => {
    if (!term) return "";
    const value = guarded(term);
    if (isNumber(term) && NUMBER.test(term.value)) return term.value;
    return ntriples(term.type === "literal" ? { ...term, value } : term);
  };
  return [answer.variables.map((name) => `?${name}`), ...answer.rows.map((row) => row.map(cell))]
    .map((row) => `${row.join("\t")}\n`)
    .join("");
}

function toJson(answer: Answer): string {
  if (answer.form !== "rows")
    return `${JSON.stringify({ head: {}, boolean: answer.form === "boolean" && answer.value })}\n`;
  const bindings = answer.rows.map((row) =>
    Object.fromEntries(
      row.flatMap((term, index) => (term ? [[answer.variables[index] ?? "", jsonTerm(term)]] : [])),
    ),
  );
  return `${JSON.stringify({ head: { vars: answer.variables }, results: { bindings } }, null, 1)}\n`;
}

function jsonTerm(term: Term): Record<string, string> {
  if (term.type === "iri") return { type: "uri", value: term.value };
  if (term.type === "blank") return { type: "bnode", value: term.value };
  const written: Record<string, string> = { type: "literal", value: term.value };
  if (term.language) written["xml:lang"] = term.language;
  else if (!isPlain(term)) written["datatype"] = term.datatype;
  return written;
}

/** A term as N-Triples and SPARQL have it. */
export function ntriples(term: Term): string {
  if (term.type === "iri") return `<${term.value}>`;
  if (term.type === "blank") return `_:${term.value}`;
  const text = term.value
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  if (term.language) return `"${text}"@${term.language}`;
  return isPlain(term) ? `"${text}"` : `"${text}"^^<${term.datatype}>`;
}

function toNTriples(answer: Answer): string {
  return sorted(answer)
    .map(({ subject, predicate, object }) => `${[subject, predicate, object].map(ntriples).join(" ")} .\n`)
    .join("");
}

function toTurtle(answer: Answer, prefixes: ReadonlyMap<string, string>): string {
  const used = new Set<string>();
  const name = (term: Term): string => {
    if (term.type === "literal" && !isPlain(term) && !term.language) {
      const datatype = name({ type: "iri", value: term.datatype });
      return `${ntriples({ ...term, language: "", datatype: "http://www.w3.org/2001/XMLSchema#string" })}^^${datatype}`;
    }
    const curie = term.type === "iri" ? curieOf(term.value, prefixes) : "";
    if (!curie) return ntriples(term);
    used.add(curie.slice(0, curie.indexOf(":")));
    return curie;
  };
  const bySubject = grouped(answer, name);
  const blocks = [...bySubject].map(([subject, triples]) => {
    const lines = triples.map(({ predicate, object }) => {
      const property = predicate.value.endsWith("22-rdf-syntax-ns#type") ? "a" : name(predicate);
      return `${property} ${name(object)}`;
    });
    return `${subject}\n    ${lines.join(" ;\n    ")} .\n`;
  });
  const heads = [...prefixes].filter(([prefix]) => used.has(prefix));
  return [...heads.map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`), "\n", blocks.join("\n")].join("");
}

function grouped(answer: Answer, name: (term: Term) => string): Map<string, Triple[]> {
  const found = new Map<string, Triple[]>();
  for (const triple of sorted(answer)) {
    const key = name(triple.subject);
    const group = found.get(key);
    if (group) group.push(triple);
    else found.set(key, [triple]);
  }
  return found;
}

/** The same triples give the same file, in whatever order they came. */
function sorted(answer: Answer): Triple[] {
  if (answer.form !== "triples") return [];
  const key = ({ subject, predicate, object }: Triple) => [subject, predicate, object].map(ntriples).join(" ");
  return answer.triples
    .map((triple): [string, Triple] => [key(triple), triple])
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([, triple]) => triple);
}
