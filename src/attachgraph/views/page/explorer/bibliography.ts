// References for reference managers: CSL-JSON and BibTeX, made of what the dataset says and nothing else.

import { data, type GraphNode, iriOf, labelOf, nodes, otherEnd, type PersonName, type Statement } from "./data.ts";
import { proseOf } from "../shared/prose.ts";

/** The part of a CSL item that the page fills. */
export interface Item {
  id: string;
  type: string;
  title: string;
  author?: PersonName[];
  issued?: { "date-parts": number[][] };
  "container-title"?: string;
  volume?: string;
  issue?: string;
  page?: string;
  DOI?: string;
  URL?: string;
  version?: string;
  note?: string;
}

/** The last author where names are missing, as reference managers write it. */
const OTHERS = "others";
const SOURCES = new Set(["Source", "UnresolvedSource", "BodyOfLiterature", "Work"]);

export function itemOfNode(node: GraphNode): Item {
  return SOURCES.has(node.kind) ? sourceItem(node) : datasetItem(node.id, node.label, "");
}

/** A statement is cited as a part of the dataset, with its words in the note. */
export function itemOfStatement(statement: Statement, note: string): Item {
  const place = statement.quotes[0];
  return datasetItem(statement.id, place?.title || labelOf(statement.subject), note);
}

function datasetItem(id: string, title: string, note: string): Item {
  const item: Item = {
    id: id.replace(/[^a-z0-9-]+/gi, "-"),
    type: "entry-encyclopedia",
    title,
    author: data.about.author,
    "container-title": data.about.title,
    version: data.about.version,
    URL: iriOf(id),
  };
  if (note) item.note = proseOf(note);
  return item;
}

function sourceItem(node: GraphNode): Item {
  const fact = (name: string) => node.facts.find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
  const journal = node.edges.find((edge) => edge.type === "dcterms:isPartOf" && edge.from === node.id);
  const year = Number(fact("year"));
  const optional: Partial<Item> = {
    "container-title": journal ? labelOf(otherEnd(journal, node.id)) : "",
    volume: fact("volume"),
    issue: fact("issue"),
    page: fact("pages") || fact("page(s)") || fact("page"),
    DOI: fact("doi"),
  };
  const item: Item = {
    id: node.id.replace(/^.*\//, ""),
    type: journal ? "article-journal" : fact("isbn13") || /press|publish/i.test(node.reference) ? "book" : "document",
    title: fact("title") || node.label,
  };
  const authors = authorsOf(node);
  if (authors.length > 0) item.author = authors;
  if (year) item.issued = { "date-parts": [[year]] };
  for (const [key, value] of Object.entries(optional)) if (value) Object.assign(item, { [key]: value });
  if (!fact("title") && node.reference) item.note = node.reference;
  return item;
}

/** In the order of the reference; the edges to the persons have none. */
function authorsOf(node: GraphNode): NonNullable<Item["author"]> {
  const head = node.reference.split(/ \((?:\d{4}|n\.d\.)/)[0] ?? "";
  const named = [...head.matchAll(/([\p{L}'’ -]+?), ((?:\p{Lu}\.[ -]?)+)/gu)];
  if (named.length > 0) {
    const found: PersonName[] = named.map(([, family = "", given = ""]) => ({ family: family.replace(/^[\s&,]+/, "").trim(), given: given.trim() }));
    return head.includes("et al.") ? [...found, { literal: OTHERS }] : found;
  }
  const persons = node.edges.filter((edge) => edge.type === "dcterms:creator" && edge.from === node.id);
  return persons.map((edge) => ({ literal: nodes.get(edge.to)?.label ?? "" }));
}

const TYPES: Record<string, string> = { "article-journal": "article", book: "book" };

export function bibtex(item: Item): string {
  const journal = item.type === "article-journal" ? "journal" : "howpublished";
  const fields: [string, string | undefined][] = [
    ["author", item.author?.map(bibtexName).join(" and ")],
    ["title", escaped(item.title).replace(CAPITAL, "{$&}")],
    [journal, escaped(item["container-title"] ?? "")],
    ["year", item.issued?.["date-parts"][0]?.[0]?.toString()],
    ["volume", item.volume],
    ["number", item.issue],
    ["pages", item.page?.replace(/[-–]/, "--")],
    ["doi", item.DOI],
    ["url", item.URL],
    ["version", item.version],
    ["note", escaped(item.note ?? "")],
  ];
  // DOI, address and page stay as they are: readers take them word for word.
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  return `@${TYPES[item.type] ?? "misc"}{${item.id},\n${lines.join(",\n")}\n}\n`;
}

/** A word with a capital inside a title, which styles would write small. */
const CAPITAL = /(?<=\s)\p{L}*\p{Lu}\p{L}*/gu;

/** A group is one name, whatever words it has; "others" says that names are missing. */
function bibtexName({ family, given, literal }: PersonName): string {
  if (literal !== undefined) return literal === OTHERS ? literal : `{${escaped(literal)}}`;
  return escaped(`${family}, ${given}`);
}

/** What TeX takes for commands; braces must pair. */
function escaped(text: string): string {
  return text.replace(/[{}]/g, "").replace(/\\/g, "\\textbackslash{}").replace(/[&%$#_]/g, "\\$&");
}

const RIS_TYPES: Record<string, string> = { "article-journal": "JOUR", book: "BOOK" };

/** RIS, which every reference manager reads. https://en.wikipedia.org/wiki/RIS_(file_format) */
export function ris(item: Item): string {
  const [first, last] = (item.page ?? "").split(/[-–]+/);
  const fields: [string, string | undefined][] = [
    ["TY", RIS_TYPES[item.type] ?? "GEN"],
    ...(item.author ?? []).map(({ family, given, literal }): [string, string] => ["AU", literal ?? `${family}, ${given}`]),
    ["TI", item.title],
    ["T2", item["container-title"]],
    ["PY", item.issued?.["date-parts"][0]?.[0]?.toString()],
    ["VL", item.volume],
    ["IS", item.issue],
    ["SP", first],
    ["EP", last],
    ["DO", item.DOI],
    ["UR", item.URL],
    ["N1", item.note],
  ];
  const lines = fields.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${(value as string).replace(/\s+/g, " ")}`);
  return [...lines, "ER  - ", ""].join("\r\n");
}

export function cslJson(item: Item): string {
  return `${JSON.stringify([item], null, 2)}\n`;
}
