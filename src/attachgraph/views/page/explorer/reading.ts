// An entry as a text to read, with everything the graph took from it marked where it stands.

import { CLAIMS, data, edges, labelOf, nodes, shapeOf, sliceOf, type Statement, statements } from "./data.ts";
import { citationMark } from "./passage.ts";
import { COMMENTS, splitMarks } from "../shared/prose.ts";
import { addressOf, change, state } from "./state.ts";
import { byId, el, words } from "../shared/dom.ts";
import { capital, countOf } from "../shared/text.ts";

/** A piece of a text that a statement quotes. */
interface Marked {
  start: number;
  end: number;
  statement: Statement;
}

const readable = data.texts
  .map((text, number) => ({ ...text, number }))
  .filter(({ content }) => content)
  .sort((one, other) => rank(one.subject) - rank(other.subject) || one.title.localeCompare(other.title, "en"));

function rank(subject: string): number {
  return ["Pairing", "AttachmentStyle"].indexOf(nodes.get(subject)?.kind ?? "") + 1 || 9;
}

let shown = -1;

export function fillReading(): void {
  const view = byId("view-text");
  if (readable.length === 0) {
    view.replaceChildren(
      el("h2", {}, "Texts"),
      el("p", { class: "empty" }, "The texts of this page may not be passed on whole; the cards show the quoted words."),
    );
    return;
  }
  const wanted = textOf(state.text) ?? textOf(ownerOfSelection()) ?? (shown < 0 ? readable[0] : undefined);
  if (!wanted || wanted.number === shown) return;
  shown = wanted.number;
  view.replaceChildren(chooser(wanted.subject), article(wanted.number));
  view.scrollTop = 0;
}

function textOf(entry: string): (typeof readable)[number] | undefined {
  return readable.find(({ subject }) => subject === entry);
}

function ownerOfSelection(): string {
  const node = nodes.get(edges.get(state.select)?.from ?? state.select);
  return node?.owner || node?.id || "";
}

function chooser(subject: string): HTMLElement {
  const select = el(
    "select",
    { id: "text-choice" },
    readable.map((text) => el("option", { value: text.subject }, text.title)),
  );
  select.value = subject;
  select.onchange = () => {
    change({ text: select.value });
    byId("text-choice").focus();
  };
  return el(
    "div",
    { class: "filters" },
    el("div", { class: "field" }, el("label", { for: "text-choice" }, "Entry"), select),
    el(
      "p",
      { class: "found" },
      el("span", { class: "taken is-supported" }, "supported"),
      " ",
      el("span", { class: "taken is-disputed" }, "disputed"),
      " ",
      el("span", { class: "taken is-weak" }, "weak"),
      " ",
      el("span", { class: "taken is-unsupported" }, "unsupported"),
      " ",
      el("span", { class: "taken is-inferred" }, "inferred"),
      " ",
      el("span", { class: "taken is-reported" }, "reported"),
    ),
  );
}

function marksIn(text: number): Marked[] {
  return statements.flatMap((statement) =>
    statement.quotes
      .filter((quote) => quote.text === text && quote.start >= 0)
      .map(({ start, end }) => ({ start, end, statement })),
  );
}

interface Block {
  kind: "h" | "li" | "p" | "row";
  start: number;
  end: number;
}

function article(text: number): HTMLElement {
  const { title, licence, subject } = data.texts[text] as (typeof data.texts)[number];
  const marks = marksIn(text);
  const blocks = blocksOf(shapeOf(text));
  const rows = blocks.filter(({ kind }) => kind === "row");
  const rest = blocks.filter(({ kind }) => kind !== "row");
  return el(
    "article",
    { class: "reading" },
    el("h2", {}, words(title || labelOf(subject))),
    el("p", { class: "lead" }, `${countOf(marks.length, "passage is", "passages are")} in the graph. Choose one to read its card.`),
    rows.length > 0
      ? el("details", { class: "head" }, el("summary", {}, "At a glance"), el("ul", {}, rows.map((block) => el("li", {}, ...pieces(text, block, marks)))))
      : "",
    rest.map((block) => el(TAGS[block.kind], {}, ...pieces(text, block, marks))),
    licence ? el("p", { class: "quiet" }, "Licence of this text: ", words(licence)) : "",
  );
}

const TAGS = { h: "h3", li: "p", p: "p", row: "p" } as const;

/** Headings, list items, paragraphs, and the rows of the head of an entry. */
function blocksOf(shape: string): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  let inHead = shape.startsWith("---\n");
  const said = shape.replace(COMMENTS, (comment) => comment.replace(/[^\n]/g, " "));
  for (const line of said.split("\n")) {
    const start = at;
    at += line.length + 1;
    if (line.startsWith("---")) {
      inHead = inHead && start === 0;
      continue;
    }
    if (!line.trim() || (inHead && line.startsWith("#"))) continue;
    const lead = /^(#+\s+|\s*- |\s+)?/.exec(line)?.[0].length ?? 0;
    const kind = inHead ? "row" : line.startsWith("#") ? "h" : /^\s*- /.test(line) ? "li" : "p";
    blocks.push({ kind, start: start + lead, end: start + line.trimEnd().length });
  }
  return blocks;
}

function pieces(text: number, { kind, start, end }: Block, marks: Marked[]): (HTMLElement | string)[] {
  const here = marks.filter((mark) => mark.start < end && mark.end > start);
  const found: (HTMLElement | string)[] = kind === "li" ? [el("span", { class: "bullet", "aria-hidden": "true" }, "• ")] : [];
  let at = start;
  for (const piece of splitMarks(shapeOf(text).slice(start, end))) {
    if (piece.isMark) {
      const raw = shapeOf(text).indexOf(piece.text, at);
      at = raw + piece.text.length;
      const mark = piece.text.startsWith("[") && citationMark(piece.text);
      if (mark) found.push(" ", mark);
    } else {
      found.push(...marked(text, at, at + piece.text.length, here));
      at += piece.text.length;
    }
  }
  return found;
}

/** What a reader must not miss comes first: a passage is as disputed as its most disputed statement. */
const SERIOUS = ["disputed", "unsupported", "weak", "supported", "inferred"];

/** Cut a stretch at the ends of all marks; each piece belongs to the narrowest mark over it. */
function marked(text: number, start: number, end: number, marks: Marked[]): (HTMLElement | string)[] {
  const inner = marks.flatMap((mark) => [mark.start, mark.end]).filter((cut) => cut > start && cut < end);
  const cuts = [...new Set([start, ...inner, end])].sort((one, other) => one - other);
  const found: { from: number; to: number; mark: Marked | undefined; status: string }[] = [];
  for (const [number, from] of cuts.slice(0, -1).entries()) {
    const to = cuts[number + 1] as number;
    const over = marks.filter((one) => one.start <= from && one.end >= to);
    const mark = narrowest(over);
    const status = SERIOUS.find((name) => over.some(({ statement }) => statement.status === name)) ?? "reported";
    const last = found.at(-1);
    const same = last?.mark?.start === mark?.start && last?.mark?.end === mark?.end;
    if (last && same && last.status === status) last.to = to;
    else found.push({ from, to, mark, status });
  }
  return found.map(({ from, to, mark, status }) => {
    const piece = sliceOf(text, from, to).replace(/\*/g, "");
    return mark && /[\p{L}\p{N}]{3}/u.test(piece) ? link(piece, mark.statement, status) : piece;
  });
}

function narrowest(marks: Marked[]): Marked | undefined {
  return marks.sort((one, other) => one.end - one.start - (other.end - other.start) || weight(one) - weight(other))[0];
}

/** Sentences before the nodes that they make: a disputed claim is what a reader wants to see. */
function weight({ statement }: Marked): number {
  return [CLAIMS, "dcterms:abstract"].includes(statement.property) ? 0 : 1;
}

function link(piece: string, statement: Statement, status: string): HTMLElement {
  const edge = `${statement.subject}|${statement.property}|${statement.object}`;
  const id = edges.has(edge) ? edge : statement.id;
  const anchor = el(
    "a",
    {
      class: `taken is-${status}${piece.length < 5 ? " short" : ""}`,
      href: addressOf({ select: id, view: "text", text: state.text }),
      "data-id": id,
      title: capital(status),
      "aria-current": id === state.select ? "true" : null,
    },
    piece,
  );
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    change({ select: id });
  });
  return anchor;
}
