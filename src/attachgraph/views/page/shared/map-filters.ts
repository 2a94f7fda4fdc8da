// The filters of a gap map: what they ask, and the fields for it.

import { checkField, choiceField, clearButton, type Choice, filterBar, valueOf, wordsField, yearField } from "./filters.ts";
import { plainText } from "./text.ts";
import { type Tone, TONES } from "./tones.ts";

/** What filters ask of a result. */
export interface Seen {
  text: string;
  /** 0 where it is not known. */
  year: number;
  designs: string[];
  populations: string[];
  read: string;
  tone: Tone;
  direct: boolean;
}

const NAMES = ["words", "population", "design", "read", "direction", "since", "until", "direct", "by", "cell"];

/** The fields, with what only one of the maps has before and after them. */
export function mapFilters(all: Seen[], direct: string, first: HTMLElement[], last: HTMLElement[]): HTMLElement {
  return filterBar(
    ...first,
    wordsField("map.words", "Words"),
    choiceField("map.population", "Population", valuesOf(all, ({ populations }) => populations)),
    choiceField("map.design", "Design", valuesOf(all, ({ designs }) => designs)),
    choiceField("map.read", "What was read", valuesOf(all, ({ read }) => (read ? [read] : []))),
    choiceField("map.direction", "Direction", TONES.map(({ tone, words }) => [tone, words])),
    yearField("map.since", "From year"),
    yearField("map.until", "To year"),
    checkField("map.direct", direct),
    clearButton("map", NAMES),
    ...last,
  );
}

function valuesOf(all: Seen[], list: (one: Seen) => string[]): Choice[] {
  const counts = new Map<string, number>();
  for (const one of all) for (const value of list(one)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]).map(([value, count]) => [value, `${value} (${count})`]);
}

/** The filters as they are set, to see whether one has changed. */
export function filtersNow(): string {
  return NAMES.slice(0, -1).map((name) => valueOf(`map.${name}`)).join("~");
}

/** What the filters let through, as the address has them now. */
export function mapFilter(): (one: Seen) => boolean {
  const wanted = plainText(valueOf("map.words")).split(/\s+/).filter(Boolean);
  const [population, design, read, direction, direct] = ["population", "design", "read", "direction", "direct"].map((name) => valueOf(`map.${name}`)) as [string, string, string, string, string];
  const since = Number(valueOf("map.since")) || 0;
  const until = Number(valueOf("map.until")) || Infinity;
  return (one) =>
    (!population || one.populations.includes(population)) &&
    (!design || one.designs.includes(design)) &&
    (!read || one.read === read) &&
    (!direction || one.tone === direction) &&
    (!direct || one.direct) &&
    (!since || one.year >= since) &&
    (until === Infinity || (one.year > 0 && one.year <= until)) &&
    wanted.every((word) => one.text.includes(word));
}
