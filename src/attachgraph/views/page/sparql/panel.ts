// Editor, questions and answers together: what the server's page and the explorer's panel share.

import { announce, el } from "../shared/dom.ts";
import { copyButton } from "../shared/saving.ts";
import type { Engine } from "./engine.ts";
import { type Editor, makeEditor } from "./editor.ts";
import { missingPrefixes } from "./form.ts";
import { unusedName } from "./mistakes.ts";
import { Problem } from "./problem.ts";
import { questionList } from "./questions.ts";
import type { NameTerm } from "./result-table.ts";
import { showReply } from "./results.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface PanelOptions {
  engine: Engine;
  vocabulary: Vocabulary;
  query: string;
  nameTerm: NameTerm;
  open: (iri: string) => void;
  /** Called with a query when it is run. */
  onRun: (query: string) => void;
}

export interface Panel {
  element: HTMLElement;
  /** Put a query into the editor; run it where it is asked for. */
  show: (query: string, run: boolean) => void;
  /** Ask a named question; one that needs to know something opens its form. */
  choose: (name: string) => void;
  focus: () => void;
}

/** More are forgotten. */
const MOST_REMEMBERED = 30;

export function makePanel(options: PanelOptions): Panel {
  const { engine, vocabulary } = options;
  const answer = el("div", { class: "answers" });
  const history = el("select", { id: "history", disabled: true }, el("option", { value: "" }, "Earlier queries"));
  const { things, classes, properties } = vocabulary;
  const labels = new Map([...properties, ...classes, ...things].map(({ curie, label }) => [curie, label]));
  const remembered: string[] = [];
  let running: AbortController | null = null;

  const run = el("button", { type: "button", class: "primary", id: "run", onclick: () => void start() }, "Run");
  const stop = el("button", { type: "button", class: "small", id: "stop", hidden: true, onclick: () => running?.abort() }, "Stop");
  const editor: Editor = makeEditor({
    text: options.query,
    vocabulary,
    onRun: () => void start(),
    onChange: () => editor.mark(null),
  });

  async function start(): Promise<void> {
    const query = editor.text();
    if (!query.trim()) {
      showProblem(new Problem("There is no query yet.", { fix: "Write one, or choose a question." }));
      return;
    }
    running?.abort();
    const mine = new AbortController();
    running = mine;
    remember(query);
    options.onRun(query);
    editor.mark(null);
    stop.hidden = false;
    answer.setAttribute("aria-busy", "true");
    answer.replaceChildren(el("p", { class: "waiting" }, "Asking …"));
    const begun = performance.now();
    try {
      const reply = await engine.ask(query, mine.signal);
      if (running !== mine) return;
      answer.replaceChildren(showReply(reply, (performance.now() - begun) / 1000, { ...options, prefixes: vocabulary.prefixes, labels, unused: unusedName(query, [...labels.keys()]) }));
    } catch (error) {
      if (running !== mine) return;
      if (mine.signal.aborted) {
        answer.replaceChildren(el("p", { class: "hint" }, "Stopped."));
        announce("Stopped.");
      } else showProblem(error instanceof Problem ? error : new Problem(String(error)));
    }
    running = null;
    stop.hidden = true;
    answer.removeAttribute("aria-busy");
  }

  function showProblem(problem: Problem): void {
    editor.mark(problem);
    const { place } = problem;
    answer.replaceChildren(
      el(
        "div",
        { class: "problem", role: "alert" },
        el("p", {}, el("strong", {}, sentence(problem.message))),
        problem.fix ? el("p", {}, sentence(problem.fix)) : null,
        place
          ? el(
              "button",
              { type: "button", class: "small", onclick: () => editor.visit(problem) },
              `Go to line ${place.line}, column ${place.column}`,
            )
          : null,
      ),
    );
  }

  function remember(query: string): void {
    const known = remembered.indexOf(query);
    if (known >= 0) remembered.splice(known, 1);
    remembered.unshift(query);
    remembered.length = Math.min(remembered.length, MOST_REMEMBERED);
    history.replaceChildren(
      el("option", { value: "" }, `Earlier queries (${remembered.length})`),
      ...remembered.map((text, index) => el("option", { value: index }, firstWords(text))),
    );
    history.disabled = false;
  }

  history.addEventListener("change", () => {
    const chosen = remembered[Number(history.value)];
    if (history.value !== "" && chosen) editor.write(chosen);
    history.value = "";
    editor.focus();
  });

  const show = (query: string, run_: boolean) => {
    if (query) editor.write(query);
    if (run_) void start();
  };
  const ask = (query: string) => {
    show(query, true);
    answer.scrollIntoView({ block: "nearest" });
  };
  const questions = questionList({ vocabulary, ask });
  const element = el(
    "div",
    { class: "sparql" },
    el(
      "details",
      { class: "chooser", open: window.innerWidth >= 900 },
      el("summary", {}, el("h2", {}, "Questions")),
      questions.element,
    ),
    el(
      "div",
      { class: "work" },
      el("h2", {}, "Query"),
      editor.element,
      el(
        "div",
        { class: "actions" },
        run,
        stop,
        el("span", { class: "hint keys" }, "Ctrl or ⌘ with Enter runs · Ctrl with Space suggests"),
        el("span", { class: "gap" }),
        el("label", { for: "history", class: "unseen" }, "Earlier queries"),
        history,
        copyButton("Copy with prefixes", () => withPrefixes(editor.text(), vocabulary)),
      ),
      answer,
    ),
  );
  return { element, show, choose: questions.choose, focus: () => editor.focus() };
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…>]$/.test(first) ? first : `${first}.`;
}

function firstWords(query: string): string {
  const line = query.replace(/#.*$/gm, "").replace(/\s+/g, " ").trim();
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}

/** The query with the prefixes that it uses, for engines that do not know them. */
function withPrefixes(query: string, { prefixes }: Vocabulary): string {
  return [...missingPrefixes(query, prefixes), query].join("\n");
}
