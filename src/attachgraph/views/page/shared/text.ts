// Small work on words, without a page.

/** A number with its noun: "1 row", "2,500 rows". */
export function countOf(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Letters without accents and case, so that a reader finds what they cannot type. */
export function plainText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}
