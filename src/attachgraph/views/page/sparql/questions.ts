// The named questions: a list to choose from, and a small form for what a question needs to know.

import { el } from "../shared/dom.ts";
import { capital, plainText } from "../shared/text.ts";
import { bind, shownTerm, spelledOut, termOf } from "./binding.ts";
import type { Parameter, Question, Vocabulary } from "./vocabulary.ts";

interface Options {
  vocabulary: Vocabulary;
  /** Write a query into the editor and run it. */
  ask: (query: string) => void;
}

interface QuestionList {
  element: HTMLElement;
  /** Ask a question by its name; one that needs to know something opens its form. */
  choose: (name: string) => void;
}

/** The list; a question opens below its name. One that needs to know nothing is asked at once. */
export function questionList({ vocabulary, ask }: Options): QuestionList {
  const groups = new Map<string, Question[]>();
  for (const question of vocabulary.questions) {
    groups.set(question.group, [...(groups.get(question.group) ?? []), question]);
  }
  const lines = new Map<HTMLElement, string>();
  const sections = [...groups].map(([group, questions]) => {
    const items = questions.map((question) => {
      const item = el("li", {}, questionItem(question, vocabulary, ask));
      lines.set(item, plainText(`${question.question} ${group}`));
      return item;
    });
    return el("section", {}, el("h3", {}, capital(group)), el("ul", {}, items));
  });
  const field = el("input", { type: "search", id: "question-words", autocomplete: "off", placeholder: "Find a question" });
  field.addEventListener("input", () => {
    const wanted = plainText(field.value).split(/\s+/).filter(Boolean);
    for (const [item, text] of lines) item.hidden = !wanted.every((word) => text.includes(word));
    for (const section of sections)
      section.hidden = [...section.querySelectorAll("li")].every((item) => item.hidden);
  });
  const element = el(
    "div",
    { class: "questions" },
    el("label", { for: "question-words", class: "unseen" }, "Find a question"),
    field,
    sections,
  );
  const choose = (name: string) => {
    const question = vocabulary.questions.find((one) => one.name === name);
    const block = element.querySelector<HTMLDetailsElement>(`[data-question="${CSS.escape(name)}"]`);
    if (!question || !block) return;
    block.open = true;
    block.scrollIntoView({ block: "nearest" });
    if (question.parameters.length === 0) ask(question.text.trim());
    else setTimeout(() => block.querySelector("input")?.focus());
  };
  return { element, choose };
}

function questionItem(question: Question, vocabulary: Vocabulary, ask: (query: string) => void): HTMLElement {
  const block = el("details", { class: "question", name: "question", "data-question": question.name }, el("summary", {}, question.question));
  const build = () => {
    if (block.childElementCount === 1) block.append(form(question, vocabulary, ask));
  };
  block.addEventListener("toggle", build);
  block.querySelector("summary")?.addEventListener("click", () => {
    if (!block.open && question.parameters.length === 0) ask(question.text.trim());
  });
  return block;
}

function form(question: Question, vocabulary: Vocabulary, ask: (query: string) => void): HTMLElement {
  const fields = question.parameters.map((parameter) => parameterField(question, parameter, vocabulary));
  const made = el(
    "form",
    { novalidate: true },
    el("p", { class: "hint" }, question.answer),
    fields.map(({ line }) => line),
    el("button", { type: "submit", class: "primary" }, "Ask"),
  );
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = fields.map(({ read }) => read());
    const missing = values.indexOf(null);
    if (missing >= 0) {
      fields[missing]?.input.focus();
      return;
    }
    const names = question.parameters.map(({ name }) => name);
    ask(bind(question.text, new Map(names.map((name, index) => [name, values[index] ?? ""]))).trim());
  });
  return made;
}

interface Field {
  line: HTMLElement;
  input: HTMLInputElement;
  /** The term that was given, or null, with the reason said beside the field. */
  read: () => string | null;
}

/** A value is a name from the list, a CURIE, an IRI in angle brackets or a literal in quotes. */
function parameterField(question: Question, parameter: Parameter, vocabulary: Vocabulary): Field {
  const id = `${question.name}-${parameter.name}`;
  const prefix = /^[A-Za-z][\w-]*:/.exec(parameter.sample)?.[0] ?? "";
  const fitting = vocabulary.things.filter(({ curie }) => prefix && curie.startsWith(prefix));
  const list = el(
    "datalist",
    { id: `${id}-list` },
    fitting.map(({ curie, label }) => el("option", { value: curie }, label)),
  );
  const wrong = el("p", { id: `${id}-wrong`, class: "wrong", role: "alert", hidden: true });
  const input = el("input", {
    id,
    type: "text",
    autocomplete: "off",
    spellcheck: false,
    list: fitting.length > 0 ? `${id}-list` : null,
    value: shownTerm(parameter.sample),
    "aria-describedby": `${id}-wrong`,
  });
  const read = () => {
    const term = given(spelledOut(input.value.trim(), parameter.sample), vocabulary);
    wrong.hidden = term !== null;
    wrong.textContent =
      term === null
        ? `This is neither a name from the dataset nor a term. Write it as ${parameter.sample}, as <address>, or as "text".`
        : "";
    input.setAttribute("aria-invalid", String(term === null));
    return term;
  };
  const line = el("div", { class: "field" }, el("label", { for: id }, capital(parameter.meaning)), input, list, wrong);
  return { line, input, read };
}

/** A name of a thing stands for the thing. */
function given(text: string, { things, prefixes }: Vocabulary): string | null {
  const named = things.find(({ label }) => plainText(label) === plainText(text));
  return termOf(named?.curie ?? text, prefixes);
}
