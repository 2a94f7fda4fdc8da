// The views and their tabs: each is built when it is first looked at.

import { showAsking } from "./asking.ts";
import { hasClusters } from "./clusters.ts";
import { data } from "./data.ts";
import { noteDrawn, showGraph } from "./graph.ts";
import { fillCycles } from "./cycles.ts";
import { fillDisagreements } from "./disagreements.ts";
import { fillMap } from "./gap-map.ts";
import { fillPhases } from "./phases.ts";
import { fillReading } from "./reading.ts";
import { fillStart } from "./start.ts";
import { change, type State, state, VIEWS, type View } from "./state.ts";
import { fillTable } from "./table.ts";
import { byId } from "../shared/dom.ts";
import { countOf } from "../shared/text.ts";

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** Draw a view again; called whenever it comes up, and when what it shows has changed. */
export const FILLERS: Record<View, () => void> = {
  start: fillStart,
  disagree: fillDisagreements,
  map: fillMap,
  text: fillReading,
  phases: fillPhases,
  cycles: fillCycles,
  graph: showGraph,
  table: fillTable,
  ask: showAsking,
};

/** What a view shows, besides the selection. */
const SHOWN_BY: Partial<Record<View, (keyof State)[]>> = {
  disagree: ["claim", "filter"],
  map: ["filter"],
  text: ["text", "select"],
  phases: ["compare"],
  table: ["filter"],
  ask: ["query", "question"],
};

/** Draw the open view again where something has changed that it shows. */
export function refreshView(changed: ReadonlySet<keyof State>): void {
  if (SHOWN_BY[state.view]?.some((key) => changed.has(key))) FILLERS[state.view]();
}

export function buildTabs(): void {
  const tabs = VIEWS.map((view) => byId(`tab-${view}`));
  for (const [position, tab] of tabs.entries()) {
    tab.onclick = () => change({ view: VIEWS[position] as View });
    tab.onkeydown = (event) => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      const next = (position + step + VIEWS.length) % VIEWS.length;
      change({ view: VIEWS[next] as View });
      tabs[next]?.focus();
    };
  }
}

export function buildSkip(): void {
  byId("skip").onclick = () => byId(state.view === "graph" ? (hasClusters() ? "cluster-map" : "canvas") : `view-${state.view}`).focus();
}

export function showView(): void {
  for (const view of VIEWS) {
    const here = view === state.view;
    const tab = byId(`tab-${view}`);
    byId(`view-${view}`).hidden = !here;
    tab.setAttribute("aria-selected", String(here));
    tab.tabIndex = here ? 0 : -1;
  }
  byId("page").classList.toggle("on-graph", state.view === "graph");
  FILLERS[state.view]();
  if (state.view !== "graph") requestAnimationFrame(noteDrawn);
}

/** Mark what is selected, in whatever view shows it. */
export function markSelection(): void {
  for (const part of document.querySelectorAll<HTMLElement>(".view [data-id]")) {
    if (part.dataset.id === state.select) part.setAttribute("aria-current", "true");
    else part.removeAttribute("aria-current");
  }
}

export function showCounts(): void {
  const { pairings, styles, statements: said, sources } = data.counts;
  byId("counts").textContent = [
    data.about.credit,
    countOf(pairings, "pairing", "pairings"),
    countOf(styles, "style", "styles"),
    countOf(said, "quoted statement", "quoted statements"),
    countOf(sources, "source", "sources"),
  ].join(" · ");
}
