// The answer: how much, how fast, as table or picture, and to take away.

import { announce, el } from "../shared/dom.ts";
import { copyButton, save } from "../shared/saving.ts";
import { countOf } from "../shared/text.ts";
import { type Answer, sizeOf, type Triple } from "./answer.ts";
import type { Engine, Reply } from "./engine.ts";
import { drawingOf, queryOfLinks, resultGraph } from "./result-graph.ts";
import { type NameTerm, resultTable } from "./result-table.ts";
import { type File, filesFor } from "./writing.ts";

export interface ResultOptions {
  /** Asked, when the picture is wanted, how the things of a row are connected. */
  engine: Engine;
  prefixes: ReadonlyMap<string, string>;
  labels: ReadonlyMap<string, string>;
  /** What the query names and the dataset does not use, as a sentence. */
  unused: string;
  nameTerm: NameTerm;
  /** Open an IRI that was chosen in the picture. */
  open: (iri: string) => void;
}

/** `seconds` is how long the reader has waited. */
export function showReply({ answer, notice }: Reply, seconds: number, options: ResultOptions): HTMLElement {
  const count = countLine(answer);
  const time = `${seconds < 10 ? seconds.toFixed(2) : Math.round(seconds)} s`;
  announce(`${count}, ${time}. ${notice}`);
  return el(
    "section",
    { class: "result", "aria-label": "Answer" },
    el(
      "div",
      { class: "result-head" },
      el("p", { class: "found" }, el("strong", {}, count), ` in ${time}`),
      answer.form === "boolean" ? null : saving(answer, options.prefixes),
    ),
    notice ? el("p", { class: "notice" }, notice) : null,
    content(answer, options),
  );
}

function countLine(answer: Answer): string {
  if (answer.form === "boolean") return answer.value ? "Yes" : "No";
  const size = sizeOf(answer);
  return answer.form === "rows" ? countOf(size, "row", "rows") : countOf(size, "triple", "triples");
}

function saving(answer: Answer, prefixes: ReadonlyMap<string, string>): HTMLElement {
  const button = (file: File) =>
    el(
      "button",
      {
        type: "button",
        class: "small",
        onclick: () => {
          save(new Blob([file.write(answer, prefixes)], { type: file.type }), file.name);
          announce(`The answer was saved as ${file.label}.`);
        },
        "aria-label": `Save as ${file.label}`,
      },
      file.label,
    );
  const files = filesFor(answer);
  const [first, second] = files;
  const copied = answer.form === "rows" ? second : first;
  return el(
    "div",
    { class: "saving", role: "group", "aria-label": "Save the answer" },
    el("span", { class: "hint", "aria-hidden": "true" }, "Save as"),
    files.map(button),
    copyButton("Copy", () => copied?.write(answer, prefixes) ?? ""),
  );
}

function content(answer: Answer, options: ResultOptions): HTMLElement | null {
  if (answer.form === "boolean") return null;
  if (sizeOf(answer) === 0)
    return el("p", { class: "hint" }, `Nothing in the dataset matches. ${options.unused || "Try with fewer conditions, or with OPTIONAL."}`);
  const rows =
    answer.form === "rows"
      ? answer
      : {
          variables: ["subject", "property", "object"],
          rows: answer.triples.map(({ subject, predicate, object }) => [subject, predicate, object]),
        };
  const table = () => resultTable({ ...rows, ...options });
  if (answer.form === "triples") {
    const drawing = drawingOf(answer.triples, options.prefixes);
    return drawing.lines.length === 0 ? table() : switched(table, () => resultGraph(drawing, options.open));
  }
  const links = queryOfLinks(answer.rows);
  return links ? switched(table, () => pictureOfLinks(links, options)) : table();
}

function pictureOfLinks(links: string, { engine, prefixes, open }: ResultOptions): HTMLElement {
  const place = el("div", {}, el("p", { class: "waiting" }, "Asking how they are connected …"));
  const show = (triples: Triple[]) => {
    const drawing = drawingOf(triples, prefixes);
    const nothing = "No triple of the dataset joins two things of one row, so there is nothing to draw. The table holds the answer.";
    place.replaceChildren(drawing.lines.length === 0 ? el("p", { class: "hint" }, nothing) : resultGraph(drawing, open));
  };
  engine.ask(links, new AbortController().signal).then(
    ({ answer }) => show(answer.form === "triples" ? answer.triples : []),
    (error: unknown) => place.replaceChildren(el("p", { role: "alert" }, error instanceof Error ? error.message : String(error))),
  );
  return place;
}

/** Two ways to look at the same; each is made when it is first asked for. */
function switched(table: () => HTMLElement, graph: () => HTMLElement): HTMLElement {
  const place = el("div");
  const makers = { Table: table, Picture: graph };
  const made = new Map<string, HTMLElement>();
  const buttons = Object.entries(makers).map(([name, make]) => {
    const button = el("button", { type: "button", class: "small", "aria-pressed": "false" }, name);
    button.onclick = () => {
      const element = made.get(name) ?? make();
      made.set(name, element);
      place.replaceChildren(element);
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
    };
    return button;
  });
  buttons[0]?.click();
  return el("div", {}, el("div", { class: "switch", role: "group", "aria-label": "Show as" }, buttons), place);
}
