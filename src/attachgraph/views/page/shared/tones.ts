// What happened to an outcome: its colour, sign and words, and a circle of studies cut by them.

import { el, svg } from "./dom.ts";

/** What happens to the outcome, in words and signs; colours are those of the style sheet. */
export const DIRECTIONS: Record<string, { words: string; sign: string; tone: Tone }> = {
  increases: { words: "increases", sign: "▲", tone: "up" },
  stronger: { words: "stronger", sign: "▲", tone: "up" },
  decreases: { words: "decreases", sign: "▼", tone: "down" },
  weaker: { words: "weaker", sign: "▼", tone: "down" },
  reversed: { words: "reversed", sign: "▼", tone: "down" },
  none: { words: "no difference", sign: "○", tone: "none" },
  mixed: { words: "mixed", sign: "◆", tone: "mixed" },
  curvilinear: { words: "curvilinear", sign: "◆", tone: "mixed" },
};

export type Tone = "up" | "down" | "none" | "mixed" | "other";

export const TONES: { tone: Tone; words: string; sign: string }[] = [
  { tone: "up", words: "more, or stronger", sign: "▲" },
  { tone: "down", words: "less, or weaker", sign: "▼" },
  { tone: "none", words: "no difference", sign: "○" },
  { tone: "mixed", words: "mixed or curved", sign: "◆" },
  { tone: "other", words: "no direction stated", sign: "·" },
];

export interface Segment {
  tone: Tone;
  direct: boolean;
  count: number;
}

/** Count studies by direction; one with results in several directions is mixed. */
export function bySegment(studies: { tones: Tone[]; direct: boolean }[]): Segment[] {
  const counts = new Map<string, Segment>();
  for (const { tones, direct } of studies) {
    const known = [...new Set(tones)].filter((tone) => tone !== "other");
    const tone = known.length > 1 ? "mixed" : (known[0] ?? "other");
    const segment = counts.get(`${tone} ${direct}`) ?? { tone, direct, count: 0 };
    segment.count += 1;
    counts.set(`${tone} ${direct}`, segment);
  }
  const order = TONES.map(({ tone }) => tone);
  return [...counts.values()].sort((one, other) => order.indexOf(one.tone) - order.indexOf(other.tone) || Number(other.direct) - Number(one.direct));
}

/** A circle cut by direction; what is indirect is hollow. */
export function bubble(parts: Segment[], radius: number): SVGElement {
  const all = parts.reduce((sum, { count }) => sum + count, 0);
  let from = 0;
  const pieces = parts.map(({ tone, direct, count }) => {
    const to = from + count / all;
    const attributes = { class: `tone-${tone} ${direct ? "direct" : "indirect"}` };
    const piece = parts.length === 1 ? svg("circle", { r: radius, ...attributes }) : svg("path", { d: slice(from, to, radius), ...attributes });
    from = to;
    return piece;
  });
  const size = 2 * radius + 3;
  return svg("svg", { viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, width: size, height: size, class: "bubble", "aria-hidden": "true" }, pieces);
}

function slice(from: number, to: number, radius: number): string {
  const at = (turn: number) => `${(radius * Math.sin(2 * Math.PI * turn)).toFixed(2)} ${(-radius * Math.cos(2 * Math.PI * turn)).toFixed(2)}`;
  return `M0 0L${at(from)}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}Z`;
}

/** What colours and fillings mean. */
export function mapKey(): HTMLElement {
  const tones = TONES.map(({ tone, words: text, sign }) => el("li", {}, bubble([{ tone, direct: true, count: 1 }], 8), `${sign} ${text}`));
  return el(
    "div",
    { class: "map-key" },
    el("p", {}, "With more of the row, the outcome is"),
    el("ul", {}, tones),
    el("p", {}, "Filled or hollow"),
    el(
      "ul",
      {},
      el("li", {}, bubble([{ tone: "other", direct: true, count: 1 }], 8), "measured in the study"),
      el("li", {}, bubble([{ tone: "other", direct: false, count: 1 }], 8), "bears on the pairing indirectly"),
      el("li", {}, el("span", { class: "gap-mark" }, "gap"), "no coded result"),
    ),
  );
}
