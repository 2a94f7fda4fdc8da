// The evidence map: what studies found, by pairing and design, with sample size and direction.

import { data, type Finding, hubs, labelOf, nodes } from "./data.ts";
import { change, state } from "./state.ts";
import { nodeButton } from "./links.ts";
import { byId, el, svg } from "../shared/dom.ts";
import { countOf, plainText } from "../shared/text.ts";

const NOT_STATED = "not stated";
const OTHER = "other designs";
/** Columns of their own for this many designs. */
const COLUMNS = 7;

const SHAPES: Record<string, { points: string; words: string }> = {
  increases: { points: "0,-7 7,6 -7,6", words: "increases" },
  decreases: { points: "0,7 7,-6 -7,-6", words: "decreases" },
  none: { points: "", words: "no effect" },
  mixed: { points: "0,-7.5 7.5,0 0,7.5 -7.5,0", words: "mixed" },
  curvilinear: { points: "-7,6 -7,1 0,-7 7,1 7,6 3,6 3,2 0,-2 -3,2 -3,6", words: "curvilinear" },
  "": { points: "-5,-5 5,-5 5,5 -5,5", words: "no direction stated" },
};

const SIZES = [
  { least: 1000, scale: 1.5, words: "1,000 or more" },
  { least: 200, scale: 1.15, words: "200 to 999" },
  { least: 1, scale: 0.85, words: "fewer than 200" },
  { least: 0, scale: 0.85, words: "size not stated" },
];

const chosen = { words: "", direction: "" };

/** People in all samples of a finding; a couple is two people. */
function peopleIn({ couples, persons }: Finding): number {
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return sum(persons) || 2 * sum(couples);
}

function sampleWords({ couples, persons }: Finding): string {
  const parts = [
    couples.length > 0 ? `${couples.map((n) => n.toLocaleString("en")).join(" and ")} couples` : "",
    persons.length > 0 ? `${persons.map((n) => n.toLocaleString("en")).join(" and ")} persons` : "",
  ];
  return parts.filter(Boolean).join(", ") || "sample size not stated";
}

function designs(): string[] {
  const counts = new Map<string, number>();
  for (const { design } of data.findings) if (design) counts.set(design, (counts.get(design) ?? 0) + 1);
  const ordered = [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  const own = ordered.slice(0, COLUMNS).map(([design]) => design);
  return [...own, ...(ordered.length > COLUMNS ? [OTHER] : []), NOT_STATED];
}

function columnOf(finding: Finding, columns: string[]): string {
  if (!finding.design) return NOT_STATED;
  return columns.includes(finding.design) ? finding.design : OTHER;
}

function matching(): Finding[] {
  const wanted = plainText(chosen.words).split(/\s+/).filter(Boolean);
  return data.findings.filter((finding) => {
    const text = plainText(
      [finding.summary, finding.outcome, finding.design, labelOf(finding.source), ...finding.bearings.map(([claim]) => labelOf(claim))].join(" "),
    );
    return (!chosen.direction || (finding.direction || NOT_STATED) === chosen.direction) && wanted.every((word) => text.includes(word));
  });
}

export function fillEvidence(): void {
  if (byId("view-evidence").childElementCount === 0) build();
  fillMap();
}

function build(): void {
  const directions = [...new Set(data.findings.map(({ direction }) => direction || NOT_STATED))].sort();
  const field = el("input", { type: "search", id: "evidence-words", autocomplete: "off" });
  field.oninput = () => {
    chosen.words = field.value;
    fillMap();
  };
  const select = el(
    "select",
    { id: "evidence-direction" },
    el("option", { value: "" }, "any"),
    directions.map((direction) => el("option", { value: direction }, SHAPES[direction]?.words ?? direction)),
  );
  select.onchange = () => {
    chosen.direction = select.value;
    fillMap();
  };
  byId("view-evidence").replaceChildren(
    el("h2", {}, "Evidence map"),
    el(
      "p",
      { class: "lead" },
      "Findings of studies on each pairing and style, by design. Empty cells are gaps: no finding in this dataset. A finding on two topics stands in both rows. A dashed mark is inferred: the study did not measure this pairing or style.",
    ),
    el(
      "div",
      { class: "filters" },
      el("div", { class: "field" }, el("label", { for: field.id }, "Words"), field),
      el("div", { class: "field" }, el("label", { for: select.id }, "Direction"), select),
      el("p", { class: "found", id: "evidence-found", role: "status" }),
    ),
    mapKey(),
    el("div", { class: "scroll", id: "evidence-map", tabindex: "0", role: "region", "aria-label": "Evidence map" }),
  );
}

function mapKey(): HTMLElement {
  const directions = Object.entries(SHAPES).map(([direction, shape]) => el("li", {}, glyph(direction, 0.85, true), shape.words));
  const sizes = SIZES.slice(0, 3).map(({ scale, words: text }) => el("li", {}, glyph("increases", scale, true), text));
  const open = el("li", {}, glyph("increases", 0.85, false), SIZES[3]?.words ?? "");
  const levels = [
    el("li", {}, glyph("increases", 0.85, true), "measured"),
    el("li", { class: "inferred" }, glyph("increases", 0.85, true), "inferred"),
  ];
  return el(
    "div",
    { class: "map-key" },
    el("p", {}, "Direction"),
    el("ul", {}, directions),
    el("p", {}, "People studied"),
    el("ul", {}, sizes, open),
    el("p", {}, "What the study measured"),
    el("ul", {}, levels),
  );
}

function glyph(direction: string, scale: number, filled: boolean): SVGElement {
  const shape = SHAPES[direction] ?? SHAPES[""];
  const mark = shape?.points
    ? svg("polygon", { points: shape.points })
    : svg("circle", { r: 6.5 });
  mark.setAttribute("transform", `scale(${scale})`);
  mark.setAttribute("class", filled ? "filled" : "hollow");
  const size = Math.ceil(18 * scale);
  return svg("svg", { viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, width: size, height: size, class: "glyph", "aria-hidden": "true" }, mark);
}

function fillMap(): void {
  const found = matching();
  const columns = designs();
  const rows = hubs.filter((node) => !state.without.has(node.id));
  const head = columns.map((column) => el("th", { scope: "col" }, column));
  const body = rows.map((node) => {
    const about = found.filter((finding) => finding.about.includes(node.id));
    const cells = columns.map((column) => {
      const here = about.filter((finding) => columnOf(finding, columns) === column);
      return el("td", {}, el("div", { class: "dots" }, here.sort(bySize).map(dot)));
    });
    return el("tr", {}, el("th", { scope: "row" }, el("div", {}, nodeButton(node.id, node.drawn.label), el("span", { class: "count" }, String(about.length)))), cells);
  });
  byId("evidence-map").replaceChildren(
    el(
      "table",
      { class: "evidence" },
      el("caption", { class: "unseen" }, "Findings by pairing or style and by design of the study"),
      el("thead", {}, el("tr", {}, el("td", {}), head)),
      el("tbody", {}, body),
    ),
  );
  const placed = found.filter((finding) => rows.some((node) => finding.about.includes(node.id)));
  const elsewhere = found.length - placed.length;
  byId("evidence-found").textContent =
    countOf(placed.length, "finding", "findings") + (elsewhere > 0 ? `, and ${elsewhere} on other concepts (see the table)` : "");
}

function bySize(one: Finding, other: Finding): number {
  return peopleIn(other) - peopleIn(one) || (one.id < other.id ? -1 : 1);
}

function dot(finding: Finding): HTMLElement {
  const people = peopleIn(finding);
  const size = SIZES.find(({ least }) => people >= least) ?? SIZES[3];
  const source = finding.source ? labelOf(finding.source) : labelOf(finding.id);
  const direction = SHAPES[finding.direction]?.words ?? finding.direction;
  const stances = finding.bearings.map(([claim, stance]) => `${stance || "bears on"}: ${labelOf(claim)}`);
  const level = finding.level === "indirect" ? "; indirect" : "";
  const name = `${source}: ${direction}${finding.outcome ? `, ${finding.outcome}` : ""}; ${sampleWords(finding)}${level}`;
  return el(
    "button",
    {
      type: "button",
      class: finding.level === "indirect" ? "dot inferred" : "dot",
      "data-id": finding.id,
      "aria-label": name,
      "aria-current": state.select === finding.id ? "true" : null,
      title: [name, finding.summary, ...stances].join("\n"),
      onclick: () => nodes.has(finding.id) && change({ select: finding.id }),
    },
    glyph(finding.direction, size?.scale ?? 1, people > 0),
  );
}
