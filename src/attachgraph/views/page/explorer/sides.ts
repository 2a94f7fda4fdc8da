// On which side of a statement a source stands, by how it is cited.

const AGAINST = new Set(["isDisputedBy", "isRefutedBy", "isCritiquedBy", "isCorrectedBy", "disputes"]);
const FOR = new Set(["isSupportedBy", "isConfirmedBy", "isExtendedBy", "supports", "extends"]);

export function sideOf(intent: string): "For" | "Against" | "Also cited" {
  if (FOR.has(intent)) return "For";
  return AGAINST.has(intent) ? "Against" : "Also cited";
}
