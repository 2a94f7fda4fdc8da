// Keep spreadsheets from running what is written for them: text of the data is anybody's.

/** The signs with which a formula begins; four of them are full-width forms. */
const SIGNS = "=+@\uff1d\uff0b\uff0d\uff20-";
const BEGINS = new RegExp(`^\\s*[${SIGNS}]|^[\\t\\r\\n]`);
// Where a comma stands in numbers, spreadsheets divide CSV at ";", within quotes as well.
const HIDDEN = new RegExp(`([;\\t\\r\\n]["\\s]*)(?=[${SIGNS}])`, "g");

/** Put an apostrophe before what a spreadsheet would run, at the beginning and after a ";". */
export function harmless(text: string): string {
  return (BEGINS.test(text) ? "'" : "") + text.replace(HIDDEN, "$1'");
}

/** Write a cell of CSV, in quotes where it needs them. */
export function csvCell(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
