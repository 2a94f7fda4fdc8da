// References to take away, for reference managers.

import { announce, el } from "./dom.ts";
import { copyButton, save } from "./saving.ts";
import { capital, countOf } from "./text.ts";

export type Reference = [bibtex: string, ris: string];

/** As files and for the clipboard. */
export function referenceFiles(name: string, references: Reference[]): HTMLElement {
  const text = (syntax: 0 | 1) => references.map((one) => one[syntax]).join("\n");
  const file = (label: string, ending: string, syntax: 0 | 1) =>
    el(
      "button",
      {
        type: "button",
        class: "small",
        "aria-label": `Save as ${label}`,
        onclick: () => {
          save(new Blob([text(syntax)], { type: "text/plain;charset=utf-8" }), `attachgraph-${name}.${ending}`);
          announce(`${capital(countOf(references.length, "reference was", "references were"))} saved.`);
        },
      },
      label,
    );
  return el(
    "p",
    { class: "cite", hidden: references.length === 0, role: "group", "aria-label": "References of these studies" },
    el("span", {}, countOf(references.length, "reference:", "references:")),
    file("BibTeX", "bib", 0),
    file("RIS", "ris", 1),
    copyButton("Copy", () => text(0), "Copy the references as BibTeX"),
  );
}

/** A name of a file, of words. */
export function fileName(...parts: string[]): string {
  return parts.join("-").toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
