// Studies with what they found in a sentence each, and their references to take away.

import { bibtex, itemOfNode, ris } from "./bibliography.ts";
import { type GraphNode, nodes } from "./data.ts";
import { nodeButton } from "./links.ts";
import { peopleOf, type Result, type Study, studiesOf, yearOf } from "./results.ts";
import { change } from "./state.ts";
import { announce, el, words } from "../shared/dom.ts";
import { copyButton, save } from "../shared/saving.ts";
import { capital, countOf } from "../shared/text.ts";
import { DIRECTIONS } from "../shared/tones.ts";

/** `note` says of a result what only the place of the list knows: that it is direct, for one. */
export function studyList(some: Result[], note: (result: Result) => string): HTMLElement {
  const studies = studiesOf(some).sort((one, other) => other.year - one.year || one.label.localeCompare(other.label, "en"));
  return el("ol", { class: "studies" }, studies.map((study) => studyItem(study, some.filter(({ of }) => of === study), note)));
}

function studyItem(study: Study, found: Result[], note: (result: Result) => string): HTMLElement {
  const facts = [yearOf(study), study.designs.join(", "), ...new Set(found.map(peopleOf)), found[0]?.read ? `read: ${found[0].read}` : ""];
  return el(
    "li",
    {},
    el("p", { class: "study" }, study.target ? nodeButton(study.target, study.label) : words(study.label)),
    el("p", { class: "hint" }, facts.filter(Boolean).join(" · ")),
    el(
      "ul",
      {},
      found.map((result) => {
        const direction = DIRECTIONS[result.direction];
        return el(
          "li",
          { "data-id": result.id },
          direction ? el("span", { class: `tone tone-${direction.tone}` }, el("span", { "aria-hidden": "true" }, `${direction.sign} `), direction.words) : "",
          direction ? ": " : "",
          el("button", { type: "button", class: "said", onclick: () => change({ select: result.id }) }, words(result.summary)),
          el("span", { class: "hint" }, ` ${note(result)}`),
        );
      }),
    ),
  );
}

/** The references of these studies, as files and for the clipboard. */
export function referenceButtons(some: Result[], name: string): HTMLElement {
  const sources = [...new Set(studiesOf(some).flatMap((study) => study.sources))].flatMap((id) => nodes.get(id) ?? []);
  const file = (label: string, ending: string, write: (node: GraphNode) => string) =>
    el(
      "button",
      {
        type: "button",
        class: "small",
        "aria-label": `Save as ${label}`,
        onclick: () => {
          save(new Blob([sources.map(write).join("\n")], { type: "text/plain;charset=utf-8" }), `attachgraph-${name}.${ending}`);
          announce(`${capital(countOf(sources.length, "reference was", "references were"))} saved.`);
        },
      },
      label,
    );
  const asBibtex = (node: GraphNode) => bibtex(itemOfNode(node));
  return el(
    "p",
    { class: "cite", role: "group", "aria-label": "References of these studies" },
    el("span", {}, countOf(sources.length, "reference:", "references:")),
    file("BibTeX", "bib", asBibtex),
    file("RIS", "ris", (node) => ris(itemOfNode(node))),
    copyButton("Copy", () => sources.map(asBibtex).join("\n"), "Copy the references as BibTeX"),
  );
}
