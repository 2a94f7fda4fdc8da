// The editor: CodeMirror with the words of SPARQL and of the dataset.
//
// It lives in a shadow root, because CodeMirror adopts its style sheets there, which a strict policy
// allows; in a document it would write a style element, which the policy refuses.

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  type Completion,
  type CompletionContext,
  completionKeymap,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, StreamLanguage } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { el } from "../shared/dom.ts";
import { contextAt } from "./context.ts";
import { looks } from "./editor-looks.ts";
import { offsetOf, type Problem } from "./problem.ts";
import { type Suggestion, suggest } from "./suggest.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface Editor {
  /** To be put into the page. */
  element: HTMLElement;
  text(): string;
  write(text: string): void;
  /** Mark where a problem is; null takes the mark away. */
  mark(problem: Problem | null): void;
  /** Go to where a problem is. */
  visit(problem: Problem): void;
  focus(): void;
}

interface Options {
  text: string;
  vocabulary: Vocabulary;
  onRun: () => void;
  onChange: (text: string) => void;
}

const HELP =
  "Control and Enter, or Command and Enter, runs the query. Control and Space suggests words. Tab leaves the editor.";

export function makeEditor({ text, vocabulary, onRun, onChange }: Options): Editor {
  const element = el("div", { class: "editor" });
  // What is typed here is text and no command of the page: outside of the shadow root it would not look so.
  element.addEventListener("keydown", (event) => event.stopPropagation());
  const root = element.attachShadow({ mode: "open" });
  const help = el("p", { id: "help", hidden: true }, HELP);
  root.append(help);
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (onRun(), true) }])),
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        EditorView.domEventHandlers({ beforeinput: replaceBySelf }),
        StreamLanguage.define(sparql),
        autocompletion({ override: [(context) => complete(context, vocabulary)], icons: false }),
        // Tab is nobody's: it leaves the editor, as in any other field.
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        placeholder("SELECT ?pairing ?name WHERE { ?pairing a ag:Pairing ; rdfs:label ?name }"),
        EditorView.contentAttributes.of({
          tabindex: "0",
          "aria-label": "SPARQL query",
          "aria-describedby": "help",
          autocapitalize: "off",
          autocorrect: "off",
          spellcheck: "false",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
        looks,
      ],
    }),
  });
  return {
    element,
    text: () => view.state.doc.toString(),
    write: (text_) => {
      if (text_ === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text_ } });
    },
    mark: (problem) => mark(view, problem),
    visit: (problem) => {
      if (problem.place) {
        const { from } = within(view, offsetOf(view.state.doc.toString(), problem.place));
        view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      }
      view.focus();
    },
    focus: () => view.focus(),
  };
}

/**
 * Typing over a selection: left to itself, Chromium keeps the look of what it replaces by writing a
 * style attribute, which the policy of the page refuses.
 */
function replaceBySelf(event: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main;
  const { data } = event;
  if (event.inputType !== "insertText" || event.isComposing || !data || empty) return false;
  const typed = () => view.state.update(view.state.replaceSelection(data), { userEvent: "input.type" });
  const handled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, typed));
  if (!handled) view.dispatch(typed());
  return true;
}

function mark(view: EditorView, problem: Problem | null): void {
  const range = problem?.place && within(view, offsetOf(view.state.doc.toString(), problem.place));
  const message = problem ? [problem.message, problem.fix].filter(Boolean).join(" ") : "";
  const marks = range ? [{ ...range, severity: "error" as const, message }] : [];
  view.dispatch(setDiagnostics(view.state, marks));
}

/** A mark without width is not seen: at the end of a text it takes the last character. */
function within(view: EditorView, { from, to }: { from: number; to: number }): { from: number; to: number } {
  const { length } = view.state.doc;
  const start = Math.min(from, Math.max(0, length - 1));
  return { from: start, to: Math.min(Math.max(to, start + 1), length) };
}

const WORD = /[?$]?[\p{L}\p{N}_:-]*$/u;

function complete(context: CompletionContext, vocabulary: Vocabulary): CompletionResult | null {
  const word = context.matchBefore(WORD);
  const text = context.state.doc.toString();
  const from = word?.from ?? context.pos;
  const written = text.slice(from, context.pos);
  const before = text.slice(0, from);
  // Unasked only while a word is being written, or where a property is due.
  if (!context.explicit && written === "") return null;
  if (inStringOrComment(before)) return null;
  const found = suggest(written, contextAt(text, from), vocabulary);
  if (found.length === 0) return null;
  return { from, options: found.map(option), filter: false };
}

function inStringOrComment(before: string): boolean {
  const line = before.slice(before.lastIndexOf("\n") + 1).replace(/<[^>\s]*>/g, "");
  const open = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "");
  return /["'#]/.test(open);
}

function option({ kind, label, insert, detail, info }: Suggestion): Completion {
  return {
    label,
    detail,
    type: kind,
    ...(insert ? { apply: insert } : {}),
    ...(info ? { info } : {}),
  };
}
