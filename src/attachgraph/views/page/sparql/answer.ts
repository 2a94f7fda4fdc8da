// Answers: terms, rows and triples, and how they come from an engine.

export type Term =
  | { type: "iri"; value: string }
  | { type: "blank"; value: string }
  | { type: "literal"; value: string; language: string; datatype: string };

export interface Triple {
  subject: Term;
  predicate: Term;
  object: Term;
}

export type Answer =
  | { form: "rows"; variables: string[]; rows: (Term | null)[][] }
  | { form: "boolean"; value: boolean }
  | { form: "triples"; triples: Triple[] };

const XSD = "http://www.w3.org/2001/XMLSchema#";
const STRING = `${XSD}string`;
const NUMBERS = ["integer", "decimal", "double", "float", "int", "long", "short", "nonNegativeInteger"];
const NUMERIC = new Set(NUMBERS.map((name) => XSD + name));

export function iri(value: string): Term {
  return { type: "iri", value };
}

export function literal(value: string, language = "", datatype = STRING): Term {
  return { type: "literal", value, language, datatype };
}

export function isNumber(term: Term | null | undefined): boolean {
  return term?.type === "literal" && NUMERIC.has(term.datatype);
}

export function isPlain(term: Term): boolean {
  return term.type === "literal" && term.datatype === STRING;
}

/** How many rows or triples an answer has. */
export function sizeOf(answer: Answer): number {
  if (answer.form === "rows") return answer.rows.length;
  return answer.form === "triples" ? answer.triples.length : 1;
}

interface JsonTerm {
  type: "uri" | "literal" | "typed-literal" | "bnode" | "triple";
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}

/** Read `application/sparql-results+json`. */
export function readJson(text: string): Answer {
  const document = JSON.parse(text) as {
    head: { vars?: string[] };
    boolean?: boolean;
    results?: { bindings: Record<string, JsonTerm>[] };
  };
  if (typeof document.boolean === "boolean") return { form: "boolean", value: document.boolean };
  const variables = document.head.vars ?? [];
  const bindings = document.results?.bindings ?? [];
  const rows = bindings.map((binding) => variables.map((name) => jsonTerm(binding[name])));
  return { form: "rows", variables, rows };
}

function jsonTerm(term: JsonTerm | undefined): Term | null {
  if (!term) return null;
  if (term.type === "uri") return iri(term.value);
  if (term.type === "bnode") return { type: "blank", value: term.value };
  if (term.type === "triple") return literal(JSON.stringify(term.value));
  const language = term["xml:lang"] ?? "";
  return literal(term.value, language, language ? "" : (term.datatype ?? STRING));
}

const TERM = String.raw`<([^>]*)>|_:([^\s<"]+)|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?`;
const LINE = new RegExp(String.raw`^\s*(?:${TERM})\s*(?:${TERM})\s*(?:${TERM})\s*(?:<[^>]*>\s*)?\.\s*$`);

/** Read N-Triples; the graph of N-Quads is left out. */
export function readTriples(text: string): Answer {
  const triples = text.split("\n").flatMap((line): Triple[] => {
    const match = LINE.exec(line);
    if (!match) return [];
    const term = (at: number) => lineTerm(match.slice(at, at + 5));
    return [{ subject: term(1), predicate: term(6), object: term(11) }];
  });
  return { form: "triples", triples };
}

function lineTerm([address, blank, text, language, datatype]: (string | undefined)[]): Term {
  if (address !== undefined) return iri(unescaped(address));
  if (blank !== undefined) return { type: "blank", value: blank };
  return literal(unescaped(text ?? ""), language ?? "", language ? "" : (datatype ?? STRING));
}

const ESCAPES: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, sign: string) => {
    const code = (four ?? eight) as string | undefined;
    return code ? String.fromCodePoint(Number.parseInt(code, 16)) : (ESCAPES[sign] ?? sign);
  });
}

const LOCAL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u;

/** Shorten an IRI with the longest namespace that fits and leaves a plain name, or return "". */
export function curieOf(value: string, prefixes: ReadonlyMap<string, string>): string {
  let best = "";
  let longest = 0;
  for (const [prefix, namespace] of prefixes) {
    const local = value.slice(namespace.length);
    if (namespace.length > longest && value.startsWith(namespace) && LOCAL.test(local)) {
      best = `${prefix}:${local}`;
      longest = namespace.length;
    }
  }
  return best;
}
