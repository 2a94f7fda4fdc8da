// What went wrong with a query, in words, and where.

/** A place in a query: line and column from 1, the column in code points. */
export interface Place {
  line: number;
  column: number;
  length: number;
}

export class Problem extends Error {
  readonly fix: string;
  readonly place: Place | null;

  constructor(message: string, { fix = "", place = null }: { fix?: string; place?: Place | null } = {}) {
    super(message);
    this.name = "Problem";
    this.fix = fix;
    this.place = place;
  }
}

/** What the server says of a query (RFC 9457). */
interface Details {
  detail?: unknown;
  where?: unknown;
  fix?: unknown;
}

/** Read the body of a refusal: JSON of our server, or the text of any. */
export function problemOf(status: number, body: string): Problem {
  const details = asDetails(body);
  const text = typeof details.detail === "string" ? details.detail : body.trim();
  const [sentence, place] = placed(text, typeof details.where === "string" ? details.where : "");
  const fix = typeof details.fix === "string" ? firstOf(details.fix) : "";
  return new Problem(sentence || `The server answered with status ${status}.`, { fix, place });
}

/** A remedy that lists everything that is known helps at a terminal; here the editor suggests. */
function firstOf(fix: string): string {
  return fix.length > 160 ? (/^.{10,}?[.?!](?= )/.exec(fix)?.[0] ?? fix) : fix;
}

function asDetails(body: string): Details {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

/** Take place and excerpt out of a message: the editor shows both better. */
function placed(text: string, where: string): [string, Place | null] {
  const match = /(?:query|line):? ?(\d+)[:, ]+(?:column )?(\d+)/.exec(where || text);
  const carets = /\n {4}.*\n {4} *(\^+)/.exec(text);
  const sentence = text.replace(/\n {4}[^]*$/, "").replace(/^query:\d+:\d+: /, "");
  if (!match) return [sentence, null];
  return [sentence, { line: Number(match[1]), column: Number(match[2]), length: carets?.[1]?.length ?? 1 }];
}

/** The offset of a place in a text, in UTF-16 units as editors count. */
export function offsetOf(text: string, place: Place): { from: number; to: number } {
  const lines = text.split("\n");
  const row = Math.min(Math.max(place.line, 1), lines.length) - 1;
  const start = lines.slice(0, row).reduce((sum, line) => sum + line.length + 1, 0);
  const letters = [...(lines[row] ?? "")];
  const units = (many: number) => letters.slice(0, many).join("").length;
  const from = start + units(place.column - 1);
  return { from, to: Math.max(from, start + units(place.column - 1 + place.length)) };
}
