// Studies with what they found in a sentence each, and their references to take away.

import { bibtex, itemOfNode, ris } from "./bibliography.ts";
import { nodes } from "./data.ts";
import { nodeButton } from "./links.ts";
import { peopleOf, type Result, type Study, studiesOf, yearOf } from "./results.ts";
import { change } from "./state.ts";
import { el, words } from "../shared/dom.ts";
import { referenceFiles } from "../shared/references.ts";
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
  const items = [...new Set(studiesOf(some).flatMap((study) => study.sources))].flatMap((id) => nodes.get(id) ?? []).map(itemOfNode);
  return referenceFiles(name, items.map((item) => [bibtex(item), ris(item)]));
}
