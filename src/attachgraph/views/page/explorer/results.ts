// What studies found, joined up: each result with its study, its people and the claims it bears on.

import { type ClaimRecord, data, type ResultRecord, labelOf, nodes, type StudyRecord } from "./data.ts";
import { DIRECTIONS, type Tone } from "../shared/tones.ts";

export type Stance = "supports" | "qualifies" | "finds nothing" | "disputes";

/** How results bear on claims, from for to against, with the words and signs for it. */
export const STANCES: { name: Stance; words: string; sign: string }[] = [
  { name: "supports", words: "for", sign: "✓" },
  { name: "qualifies", words: "in part", sign: "~" },
  { name: "finds nothing", words: "found nothing", sign: "○" },
  { name: "disputes", words: "against", sign: "≠" },
];

export interface Study extends StudyRecord {
  /** What its address opens: the publication, or the study itself. */
  target: string;
}

export interface Result extends ResultRecord {
  of: Study;
  summary: string;
  couples: number;
  /** People in all samples; a couple is two. */
  people: number;
  populations: string[];
}

const NOWHERE: Study = { id: "", label: "study not named", sources: [], year: 0, designs: [], target: "" };

export const studies = new Map(
  data.studies.map((study): [string, Study] => [study.id, { ...study, target: study.sources[0] ?? (nodes.has(study.id) ? study.id : "") }]),
);

export const results: Result[] = data.results.map((one) => {
  const samples = one.samples.flatMap((id) => data.samples[id] ?? []);
  return {
    ...one,
    of: studies.get(one.study) ?? NOWHERE,
    summary: nodes.get(one.id)?.facts.find(([name]) => name === "summary")?.[1] ?? labelOf(one.id),
    couples: samples.reduce((sum, { couples }) => sum + couples, 0),
    people: samples.reduce((sum, { couples, persons }) => sum + (persons || 2 * couples), 0),
    populations: [...new Set(samples.flatMap(({ populations }) => populations))],
  };
});

export interface Bearing {
  result: Result;
  stance: Stance;
  direct: boolean;
  reasons: string;
}

export interface Claim extends ClaimRecord {
  label: string;
  bearings: Bearing[];
}

export const claims = (): Claim[] => data.claims.map((claim) => ({
  ...claim,
  label: labelOf(claim.id),
  bearings: results.flatMap((result) =>
    result.bearings
      .filter(([id, stance]) => id === claim.id && stance)
      .map(([, stance, direct, reasons]) => ({ result, stance: stance as Stance, direct: Boolean(direct), reasons })),
  ),
}));

/** Studies of some results, each once. */
export function studiesOf(some: Result[]): Study[] {
  return [...new Set(some.map(({ of }) => of))];
}

/** How many different samples some results rest on. */
export function samplesOf(some: Result[]): number {
  return new Set(some.flatMap(({ samples }) => samples)).size;
}

export function variable(id: string): string {
  return data.variables[id]?.[0] ?? labelOf(id);
}

export function groupOf(id: string): string {
  return data.variables[id]?.[1] ?? "other";
}

/** People in words: "124 couples", "1,200 persons", or that nothing is stated. */
export function peopleOf({ couples, people }: Result): string {
  if (couples > 0) return `${couples.toLocaleString("en")} ${couples === 1 ? "couple" : "couples"}`;
  return people > 0 ? `${people.toLocaleString("en")} persons` : "size not stated";
}

export function yearOf({ year }: Study): string {
  return year ? String(year) : "year not seen";
}

export function toneOf({ direction }: Result): Tone {
  return DIRECTIONS[direction]?.tone ?? "other";
}
