// Reads BibTeX from standard input with the parser of Better BibTeX, and writes it as JSON.
import { readFileSync } from "node:fs";
import { parse } from "@retorquere/bibtex-parser";

const { entries, errors } = parse(readFileSync(0, "utf8"), { sentenceCase: "off" });
console.log(JSON.stringify({ entries: entries.map(({ type, key, fields }) => ({ type, key, ...fields })), errors }));
