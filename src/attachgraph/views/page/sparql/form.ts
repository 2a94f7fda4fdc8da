// What kind of query a text is, and the prefixes that it uses without declaring them.

import { isWord, tokenize } from "./tokens.ts";

const FORMS = ["SELECT", "CONSTRUCT", "DESCRIBE", "ASK"] as const;

export function formOf(query: string): (typeof FORMS)[number] | "" {
  const word = tokenize(query).find((token) => isWord(token, ...FORMS));
  return FORMS.find((form) => form === word?.text.toUpperCase()) ?? "";
}

/** Declarations of the prefixes that a query uses and does not declare, each as `PREFIX a: <…>`. */
export function missingPrefixes(query: string, prefixes: ReadonlyMap<string, string>): string[] {
  const tokens = tokenize(query);
  const declared = new Set(
    tokens.flatMap((token, index) => (isWord(tokens[index - 1], "PREFIX") ? [token.text] : [])),
  );
  const used = new Set(
    tokens.flatMap(({ kind, text }) => (kind === "name" ? [text.slice(0, text.indexOf(":"))] : [])),
  );
  return [...prefixes]
    .filter(([prefix]) => used.has(prefix) && !declared.has(`${prefix}:`))
    .map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`);
}
