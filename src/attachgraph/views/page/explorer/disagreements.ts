// A disagreement: the claim in the middle, what speaks for it on one side and against it on the other, by year.

import { CLAIMS, data, type GraphNode, hubs, labelOf, nodes, type Statement, statements, statementsById } from "./data.ts";
import { once } from "./later.ts";
import { nodeButton } from "./links.ts";
import { proseOf } from "../shared/prose.ts";
import { type Bearing, type Claim, claims, peopleOf, type Stance, STANCES } from "./results.ts";
import { sideOf } from "./sides.ts";
import { change, filterOf, state } from "./state.ts";
import { referenceButtons } from "./study-list.ts";
import { statusBadge } from "./swatch.ts";
import { byId, el, words } from "../shared/dom.ts";
import { choiceField, clearButton, filterBar, syncFields, wordsField } from "../shared/filters.ts";
import { capital, countOf, plainText } from "../shared/text.ts";

/** What speaks for or against something: a result of a study, or a source that a sentence cites. */
interface Voice {
  stance: Stance;
  label: string;
  year: number;
  people: number;
  size: string;
  direct: boolean;
  note: string;
  /** The study or publication. */
  target: string;
  /** What choosing it opens: the result where there is one. */
  opens: string;
}

/** A claim that studies were coded for, or a sentence of an entry whose sources disagree. */
interface Dispute {
  id: string;
  text: string;
  about: string[];
  standing: string;
  because: string;
  certainty: string;
  /** What is counted, how much of each stance decided, and what bears on it less directly. */
  unit: string;
  counts: number[];
  beside: number[];
  /** Whether nothing direct decided. */
  indirectly: boolean;
  voices: Voice[];
  of: Claim | Statement;
  coded: boolean;
}

const disputes = once((): Dispute[] => [...claims().map(ofClaim), ...statements.filter(isDisputed).map(ofSentence)]);

function ofClaim(claim: Claim): Dispute {
  const { label, direct, indirect, bearings } = claim;
  const indirectly = sum(direct) === 0 && sum(indirect) > 0;
  const sides = indirectly ? { counts: indirect, beside: direct } : { counts: direct, beside: indirect };
  return { ...claim, ...sides, text: label, indirectly, voices: bearings.map(voiceOf), of: claim, coded: true };
}

function voiceOf({ result, stance, direct, reasons }: Bearing): Voice {
  const { label, year, target } = result.of;
  return { stance, label, year, people: result.people, size: peopleOf(result), direct, note: [result.summary, reasons && `Indirect: ${reasons}.`].filter(Boolean).join(" "), target, opens: nodes.has(result.id) ? result.id : target };
}

function isDisputed({ property, status, citations }: Statement): boolean {
  return property === CLAIMS && status === "disputed" && citations.length > 0;
}

function ofSentence(statement: Statement): Dispute {
  const { id, subject, text, status } = statement;
  const owner = nodes.get(subject)?.owner;
  const voices = statement.citations.map(({ intent, source }): Voice => ({
    stance: sideOf(intent) === "For" ? "supports" : sideOf(intent) === "Against" ? "disputes" : "qualifies",
    label: labelOf(source),
    year: yearOfSource(nodes.get(source)),
    people: 0,
    size: "",
    direct: true,
    note: `${data.intents[intent] ?? "cites"} ${nodes.get(source)?.reference || labelOf(source)}`,
    target: source,
    opens: source,
  }));
  const counts = STANCES.map(({ name }) => new Set(voices.filter(({ stance }) => stance === name).map(({ target }) => target)).size);
  return { id, text: proseOf(text), about: [...new Set([subject, owner ?? ""])].filter(Boolean), standing: status, because: "", certainty: "", unit: "source", counts, beside: [], indirectly: false, voices, of: statement, coded: false };
}

function yearOfSource(node: GraphNode | undefined): number {
  return Number(node?.facts.find(([name]) => name === "year")?.[1].slice(0, 4)) || 0;
}

/** The smaller side, so that what is evenly disputed comes first; then what found nothing; then how much there is. */
function heat({ counts }: Dispute): number {
  const smaller = (stance: Stance) => Math.min(on(counts, ["supports", "qualifies"]), on(counts, [stance]));
  return 1e6 * smaller("disputes") + 1000 * smaller("finds nothing") + sum(counts);
}

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

/** How many of those counted take one of these stances. */
function on(counts: number[], stances: Stance[]): number {
  return sum(counts.filter((_, number) => stances.includes((STANCES[number] as (typeof STANCES)[number]).name)));
}

/** Coded claims come first, and those of which nobody says anything last. */
const weight = ({ coded, voices }: Dispute) => (voices.length > 0 ? 1 + Number(coded) : 0);
const ordered = once(() => [...disputes()].sort((one, other) => weight(other) - weight(one) || heat(other) - heat(one) || (one.text < other.text ? -1 : 1)));

// ------------------------------------------------------------------ the view

export function fillDisagreements(): void {
  const view = byId("view-disagree");
  if (view.childElementCount === 0) build(view);
  syncFields("disagree");
  const found = matching();
  const shown = disputes().find(({ id }) => id === state.claim) ?? found[0];
  const claimed = found.filter(({ coded }) => coded).length;
  byId("disagree-found").textContent = [countOf(claimed, "claim", "claims"), countOf(found.length - claimed, "disputed sentence", "disputed sentences")].filter((one) => !one.startsWith("0 ")).join(", ");
  byId("disagree-list").replaceChildren(...found.slice(0, MOST).map((dispute) => listItem(dispute, dispute === shown)));
  if (found.length > MOST) byId("disagree-list").append(el("li", { class: "hint" }, `${found.length - MOST} more: narrow the list down with words.`));
  byId("disagree-picture").replaceChildren(...(shown ? picture(shown) : [el("p", { class: "empty" }, "No claim matches these filters.")]));
}

const MOST = 120;

function build(view: HTMLElement): void {
  const standings = [...new Set(disputes().map(({ standing }) => standing))].sort();
  const about: [string, string][] = hubs.filter(({ id }) => disputes().some((one) => one.about.includes(id))).map(({ id, label }) => [id, label]);
  view.replaceChildren(
    el("h2", {}, "Disagreements"),
    el("p", { class: "lead" }, "Choose a claim: results against it are on the left, results for it on the right, those that found nothing or support it in part between, from the earliest year down."),
    filterBar(
      wordsField("disagree.words", "Words"),
      choiceField("disagree.about", "About", about),
      choiceField("disagree.standing", "Standing", standings.map((name) => [name, name])),
      choiceField("disagree.kind", "From", [["coded", "coded studies"], ["sentence", "sentences of entries"]]),
      clearButton("disagree", ["words", "about", "standing", "kind"]),
      el("p", { class: "found", id: "disagree-found", role: "status" }),
    ),
    el(
      "div",
      { class: "disagreement" },
      el("ul", { id: "disagree-list", class: "disputes", "aria-label": "Claims and disputed sentences", tabindex: "0" }),
      el("div", { id: "disagree-picture", class: "dispute" }),
    ),
  );
}

function matching(): Dispute[] {
  const wanted = plainText(filterOf("disagree.words")).split(/\s+/).filter(Boolean);
  const [about, standing, kind] = ["about", "standing", "kind"].map((name) => filterOf(`disagree.${name}`)) as [string, string, string];
  return ordered().filter(
    (dispute) =>
      (!about || dispute.about.includes(about)) &&
      (!standing || dispute.standing === standing) &&
      (!kind || dispute.coded === (kind === "coded")) &&
      wanted.every((word) => plainText([dispute.text, ...dispute.about.map(labelOf), ...dispute.voices.map(({ label }) => label)].join(" ")).includes(word)),
  );
}

function listItem(dispute: Dispute, here: boolean): HTMLElement {
  const { id, text, standing, coded, about } = dispute;
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "dispute-choice", "aria-current": here ? "true" : null, "data-claim": id, onclick: () => change({ claim: id }) },
      words(text, { class: "text" }),
      el("span", { class: "hint" }, coded ? standing : `sentence on ${labelOf(about.at(-1) ?? "")}`),
      tally(dispute),
    ),
  );
}

/** How many stand on each side: what decided, then what bears on it only indirectly. */
function tally({ counts, beside, indirectly }: Dispute): HTMLElement {
  const sides = (numbers: number[], direct: boolean) => [
    direct || sum(numbers) === 0 ? "" : el("span", { class: "hint" }, "indirectly"),
    ...STANCES.map(({ name, words: text, sign }, number) =>
      numbers[number] ? el("span", { class: `stance-${classOf(name)}` }, `${sign} ${numbers[number]}`, el("span", { class: "unseen" }, ` ${text} `)) : "",
    ),
  ];
  return el("span", { class: "tally" }, sides(counts, !indirectly), sides(beside, false));
}

/** The same in words, for a column. */
function countIn({ unit, counts, beside, indirectly }: Dispute, stances: Stance[]): string {
  const more = on(beside, stances);
  return `${indirectly ? "indirectly " : ""}${countOf(on(counts, stances), unit, `${unit}s`)}${more > 0 ? `, indirectly ${more}` : ""}`;
}

function classOf(stance: Stance): string {
  return { supports: "for", disputes: "against", qualifies: "part", "finds nothing": "null" }[stance];
}

// ------------------------------------------------------------------ the picture

const SIDES: { side: "against" | "between" | "for"; title: string; stances: Stance[] }[] = [
  { side: "against", title: "Against it", stances: ["disputes"] },
  { side: "between", title: "Found nothing, or in part", stances: ["finds nothing", "qualifies"] },
  { side: "for", title: "For it", stances: ["supports"] },
];

function picture(dispute: Dispute): HTMLElement[] {
  if (dispute.voices.length === 0) return [claimBox(dispute), el("p", { class: "empty" }, "No coded result bears on this claim.")];
  const years = [...new Set(dispute.voices.map(({ year }) => year))].sort((one, other) => (one || Infinity) - (other || Infinity));
  const heads = SIDES.map(({ side, title, stances }) => {
    return el("th", { scope: "col", class: `side-${side}` }, title, el("span", { class: "count" }, ` ${countIn(dispute, stances)}`));
  });
  const lines = years.map((year) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, year ? String(year) : "year not seen"),
      SIDES.map(({ side, stances, title }) =>
        el("td", { class: `side-${side}`, "data-name": title }, dispute.voices.filter((voice) => voice.year === year && stances.includes(voice.stance)).sort((one, other) => other.people - one.people).map(voiceMark)),
      ),
    ),
  );
  return [
    claimBox(dispute),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "For and against, by year" },
      el(
        "table",
        { class: "sides-by-year" },
        el("caption", { class: "unseen" }, "What speaks against the claim, what found nothing, and what speaks for it, by year"),
        el("thead", {}, el("tr", {}, el("th", { scope: "col", class: "year" }, "Year"), heads)),
        el("tbody", {}, lines),
      ),
    ),
    dispute.coded
      ? el("p", { class: "hint" }, `Counts are of independent ${dispute.unit}s, as in the standing; a circle is one result and grows with the people studied. Filled: the study measured what the claim says. Hollow: it bears on the claim indirectly.`)
      : el("p", { class: "hint" }, "Sources that the sentence cites; how large their samples are is not coded for sentences."),
  ];
}

/** What the studies say together: folded, because a claim may have a dozen effects. */
function togetherList(effects: string[][]): HTMLElement | string {
  return effects.length === 0
    ? ""
    : el(
        "details",
        {},
        el("summary", {}, "What the studies say together"),
        effects.map(([effect = "", ...lines]) => [el("h4", {}, effect), el("ul", {}, lines.map((line) => el("li", {}, line)))]).flat(),
      );
}

function claimBox(dispute: Dispute): HTMLElement {
  const { of, coded, text, standing, because, certainty, about, id } = dispute;
  const open = () => change({ select: id });
  return el(
    "div",
    { class: "claim-box" },
    el("h3", {}, words(text)),
    el("p", {}, statusBadge(standing), because ? words(` ${because}`, { class: "hint" }) : "", certainty ? el("span", { class: "hint" }, `; certainty ${certainty}`) : ""),
    coded ? togetherList((of as Claim).together) : "",
    el("p", { class: "about-line" }, about.flatMap((node, number) => [number > 0 ? " · " : "", nodeButton(node)])),
    coded ? referenceButtons((of as Claim).bearings.map(({ result }) => result), id.replace(/[^a-z0-9-]+/gi, "-")) : "",
    el("button", { type: "button", class: "small", onclick: open }, statementsById.has(id) ? "Quote and citation" : "Card of the claim"),
  );
}

function voiceMark({ stance, label, people, size, direct, note, opens }: Voice): HTMLElement {
  const mark = STANCES.find(({ name }) => name === stance);
  const radius = people > 0 ? Math.min(17, 4 + Math.sqrt(people) / 3.2) : 5;
  const dot = el("span", { class: `voice-dot ${direct ? "direct" : "indirect"}`, "aria-hidden": "true" });
  dot.style.width = dot.style.height = `${(2 * radius).toFixed(1)}px`;
  const said = `${label}: ${mark?.words ?? stance}${size ? `, ${size}` : ""}${direct ? "" : ", indirect"}`;
  return el(
    "button",
    { type: "button", class: `voice stance-${classOf(stance)}`, title: `${said}\n${note}`, "data-id": opens, "aria-current": opens && opens === state.select ? "true" : null, onclick: () => opens && change({ select: opens }) },
    dot,
    el("span", { class: "who" }, el("span", { "aria-hidden": "true" }, `${mark?.sign ?? ""} `), words(label.replace(/ \((\d{4}\w?|year not seen)\)$/, "")), el("span", { class: "unseen" }, `, ${capital(mark?.words ?? "")}${direct ? "" : ", indirect"}`)),
    size ? el("span", { class: "size" }, size) : null,
  );
}
