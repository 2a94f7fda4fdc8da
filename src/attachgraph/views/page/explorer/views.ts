// The three views and their tabs.

import { showAsking } from "./asking.ts";
import { data } from "./data.ts";
import { network } from "./graph.ts";
import { change, state, VIEWS, type View } from "./state.ts";
import { fillTable } from "./table.ts";
import { byId } from "../shared/dom.ts";
import { countOf } from "../shared/text.ts";

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

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

export function showView(): void {
  for (const view of VIEWS) {
    const here = view === state.view;
    byId(`view-${view}`).hidden = !here;
    byId(`tab-${view}`).setAttribute("aria-selected", String(here));
    byId(`tab-${view}`).tabIndex = here ? 0 : -1;
  }
  if (state.view === "table") fillTable();
  if (state.view === "ask") showAsking();
  if (state.view === "graph" && network) network.redraw();
}

export function showCounts(): void {
  const { pairings, styles, statements: said, sources } = data.counts;
  byId("counts").textContent = [
    countOf(pairings, "pairing", "pairings"),
    countOf(styles, "style", "styles"),
    countOf(said, "quoted statement", "quoted statements"),
    countOf(sources, "source", "sources"),
  ].join(" · ");
}
