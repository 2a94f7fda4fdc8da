// The marks of entries in Markdown, and texts without them.

/** What a text does not say, as the reader of entries has it. */
export const COMMENTS = /<!--[^]*?-->|%%[^]*?%%/g;

/** Comments, citations and status marks: `[@supports:key; @disputes:key]`, `{.claim=id}`, `{.inferred}`. */
const MARKS = new RegExp(String.raw`\s*(${COMMENTS.source}|\[@[^\]\n]{1,600}\]|\{\.[^{}\n]{1,300}\})`, "g");

/** A text without the marks: what a person would read aloud. */
export function proseOf(text: string): string {
  return text.replace(MARKS, "").replace(/\*([^*\n]{1,200})\*/g, "$1");
}

/** Split a text at its marks. */
export function splitMarks(text: string): { text: string; isMark: boolean }[] {
  const pieces = [];
  let at = 0;
  for (const found of text.matchAll(MARKS)) {
    if (found.index > at) pieces.push({ text: text.slice(at, found.index), isMark: false });
    pieces.push({ text: found[1] as string, isMark: true });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMark: false });
  return pieces;
}
