// Cut a query into tokens. The engine alone decides what is valid; this is for completion and for
// putting values into named questions.

export type TokenKind = "comment" | "iri" | "string" | "variable" | "name" | "word" | "number" | "sign";

export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
}

// The order matters: a long string before a short one, a prefixed name before a word.
const PATTERN = new RegExp(
  [
    String.raw`(?<comment>#[^\n\r]*)`,
    String.raw`(?<iri><[^<>"{}|^${"`"}\\\x00-\x20]*>)`,
    String.raw`(?<string>"""(?:"{0,2}(?:[^"\\]|\\[^]))*(?:"""|$)|'''(?:'{0,2}(?:[^'\\]|\\[^]))*(?:'''|$)|"(?:[^"\\\n\r]|\\.)*"?|'(?:[^'\\\n\r]|\\.)*'?)`,
    String.raw`(?<variable>[?$][\p{L}\p{N}_]+)`,
    String.raw`(?<name>(?:\p{L}(?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?)?:(?:(?:[\p{L}\p{N}_:.%\\-]*[\p{L}\p{N}_:%\\-])?))`,
    String.raw`(?<word>@?\p{L}[\p{L}\p{N}_-]*)`,
    String.raw`(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)`,
    String.raw`(?<sign>\^\^|&&|\|\||[!<>]=|[^\s])`,
  ].join("|"),
  "gu",
);

export function tokenize(query: string): Token[] {
  return [...query.matchAll(PATTERN)].map((match) => {
    const [kind, text] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) as [
      TokenKind,
      string,
    ];
    return { kind, text, start: match.index, end: match.index + text.length };
  });
}

export function isWord(token: Token | undefined, ...words: string[]): boolean {
  return token?.kind === "word" && words.includes(token.text.toUpperCase());
}
