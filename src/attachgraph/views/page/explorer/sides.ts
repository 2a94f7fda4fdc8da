// On which side of a statement a source stands, by how it is cited.

const AGAINST = new Set(["disagreesWith", "disputes"]);
const FOR = new Set(["obtainsSupportFrom", "citesAsEvidence", "agreesWith", "supports", "extends"]);

export function sideOf(intent: string): "For" | "Against" | "Also cited" {
  if (FOR.has(intent)) return "For";
  return AGAINST.has(intent) ? "Against" : "Also cited";
}
