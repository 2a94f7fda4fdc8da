// What the texts say, to read: of one node, or whatever has some words or a standing. Blocks are unpacked one after another.

import { change, chosenOf } from "./address.ts";
import { claimLine, nodeButton, type Choose } from "./card.ts";
import { blockOf, nodes, numberOf, overview, sentencesOf, type Sentence } from "./data.ts";
import { byId, el, words } from "../shared/dom.ts";
import { choiceField, clearButton, filterBar, syncFields, wordsField } from "../shared/filters.ts";
import { proseOf } from "../shared/prose.ts";
import { capital, countOf, plainText } from "../shared/text.ts";

/** Sentences that are shown before the reader asks for more. */
const FIRST = 60;

type Found = [node: number, sentences: Sentence[]];

let choose: Choose = () => {};
let before = "";
/** The search that runs; an older one stops when it sees another here. */
let running: AsyncGenerator<Found> | null = null;
let shown = 0;
let looked = 0;

export function openTexts(given: Choose): void {
  choose = given;
}

export async function fillTexts(): Promise<void> {
  if (!byId("view-text").childElementCount) build();
  syncFields("text");
  const of = chosenOf("text.of");
  const asked = [of, chosenOf("text.words"), chosenOf("text.status")].join("\n");
  if (asked === before) return;
  before = asked;
  const node = numberOf.get(of) ?? -1;
  byId("text-of").replaceChildren(...(node < 0 ? [] : ["Only of ", words(nodes.labels[node] ?? ""), " ", el("button", { type: "button", class: "small", onclick: () => change({ "text.of": "" }) }, "Show all")]));
  byId("text-list").replaceChildren();
  [shown, looked] = [0, 0];
  running = node < 0 ? search() : only(node);
  await more(running);
}

function build(): void {
  before = "\0";
  const held = overview.most ? ` Of each node it has up to ${countOf(overview.most, "sentence", "sentences")}, the most contested.` : "";
  byId("view-text").replaceChildren(
    el("h2", {}, "What the texts say"),
    el("p", { class: "lead" }, `Every sentence of this page in the order of its text, with what the graph took from it, how that stands and who says so.${held}`),
    filterBar(
      wordsField("text.words", "Words"),
      choiceField("text.status", "Standing", overview.statuses.map(({ name }): [string, string] => [name, name])),
      clearButton("text", ["words", "status", "of"]),
      el("p", { id: "text-of" }),
      el("p", { class: "found", id: "text-found", role: "status" }),
    ),
    el("div", { id: "text-list" }),
    el("button", { type: "button", class: "small more", id: "text-more", hidden: true, onclick: () => running && void more(running) }, "Show more sentences"),
  );
}

/** Show what comes next of a search; a later search takes the place over. */
async function more(mine: AsyncGenerator<Found>): Promise<void> {
  const until = shown + FIRST;
  byId("text-more").hidden = true;
  let done = false;
  while (shown < until && !done) {
    const next = await mine.next();
    if (mine !== running) return;
    done = Boolean(next.done);
    if (!next.done) {
      const [node, sentences] = next.value;
      shown += sentences.length;
      byId("text-list").append(article(node, sentences));
    }
    tell(done);
  }
  byId("text-more").hidden = done;
  if (shown === 0) byId("text-list").append(el("p", { class: "empty" }, "No sentence has all of this. Clear the filters, or ask for fewer words."));
}

function tell(done: boolean): void {
  const part = looked < overview.blocks.length && !done && !chosenOf("text.of") ? `, ${Math.round((100 * looked) / overview.blocks.length)} % looked through` : "";
  byId("text-found").textContent = `${countOf(shown, "sentence", "sentences")}${part}`;
}

async function* only(node: number): AsyncGenerator<Found> {
  const found = (await sentencesOf(node)).filter(filter());
  if (found.length > 0) yield [node, found];
}

async function* search(): AsyncGenerator<Found> {
  const wanted = filter();
  for (looked = 0; looked < overview.blocks.length; looked += 1) {
    const sentences = await blockOf(looked);
    for (const [node, all] of Object.entries(sentences)) {
      const found = all.filter(wanted);
      if (found.length > 0) yield [Number(node), found];
    }
    // the page answers its reader between two blocks
    await new Promise((go) => setTimeout(go));
  }
}

function filter(): (sentence: Sentence) => boolean {
  const wanted = plainText(chosenOf("text.words")).split(/\s+/).filter(Boolean);
  const standing = overview.statuses.findIndex(({ name }) => name === chosenOf("text.status"));
  return ([predicate, , said, status, quotes, sources, subject]) => {
    if (standing >= 0 && status !== standing) return false;
    if (wanted.length === 0) return true;
    const text = plainText([predicate, said, subject, ...sources, ...quotes.map(([quote]) => quote)].join(" "));
    return wanted.every((word) => text.includes(word));
  };
}

/** A node with its sections; a sentence of the text stands once, above all that was taken from it. */
function article(node: number, sentences: Sentence[]): HTMLElement {
  const at = ([, , , , quotes]: Sentence) => quotes[0]?.[2] ?? Infinity;
  const sections = new Map<string, Map<string, Sentence[]>>();
  for (const one of [...sentences].sort((left, right) => at(left) - at(right) || 0)) {
    const [text = "", place = ""] = one[4][0] ?? [];
    const section = sections.get(place) ?? new Map<string, Sentence[]>();
    section.set(text, [...(section.get(text) ?? []), one]);
    sections.set(place, section);
  }
  return el(
    "article",
    { class: "told" },
    el("h3", {}, nodeButton(node, choose)),
    ...[...sections].flatMap(([place, quotes]) => [
      place ? el("h4", {}, words(capital(place))) : null,
      ...[...quotes].map(([text, taken]) =>
        el(
          "div",
          { class: "taken-from" },
          text ? el("blockquote", {}, words(proseOf(text))) : null,
          taken.map((one) => claimLine(one, node, choose)),
        ),
      ),
    ]),
  );
}
