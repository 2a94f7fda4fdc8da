// Guided tours: numbered steps beside the view. Each step is an address of the page with a text.

import { data, type Tour } from "./data.ts";
import { change, state, stateAt } from "./state.ts";
import { announce, byId, el } from "../shared/dom.ts";

/** The tours to choose from. */
export function tourList(): HTMLElement | null {
  if (data.tours.length === 0) return null;
  const items = data.tours.map((tour) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "door", onclick: () => go(tour, 0) },
        el("strong", {}, tour.title),
        el("span", {}, `${tour.lead} ${tour.steps.length} steps.`),
      ),
    ),
  );
  return el("section", { class: "tour-part" }, el("h3", {}, "Guided tours"), el("ul", { class: "doors tours" }, items));
}

function go(tour: Tour, number: number): void {
  const step = tour.steps[number];
  if (!step) return;
  change({ ...stateAt(`#${step.address}`), tour: `${tour.name}.${number + 1}`, jump: true });
}

export function showTour(): void {
  const place = byId("tour");
  const [name, step] = state.tour.split(".");
  const tour = data.tours.find((one) => one.name === name);
  place.hidden = !tour;
  byId("page").classList.toggle("with-tour", Boolean(tour));
  if (!tour) return;
  const number = Number(step) - 1;
  const { title, text } = tour.steps[number] as Tour["steps"][number];
  const button = (label: string, to: number) =>
    el("button", { type: "button", class: "small", disabled: !tour.steps[to], onclick: () => move(tour, to) }, label);
  place.replaceChildren(
    el(
      "div",
      { class: "tour-top" },
      el("p", { class: "kind" }, `${tour.title}: step ${number + 1} of ${tour.steps.length}`),
      el("button", { type: "button", class: "small", "aria-label": "End the tour", onclick: () => change({ tour: "" }) }, "End"),
    ),
    el("h2", {}, title),
    ...text.map((paragraph) => el("p", {}, paragraph)),
    el("p", { class: "tour-steps" }, button("Back", number - 1), button("Next", number + 1)),
  );
}

function move(tour: Tour, to: number): void {
  go(tour, to);
  byId("tour").focus();
  announce(`Step ${to + 1}: ${tour.steps[to]?.title ?? ""}`);
}
