// The views of the page and their tabs; each is filled when it is looked at.

import { fillAsk } from "./ask.ts";
import { change, chosenOf } from "./address.ts";
import { fillGaps } from "./gaps.ts";
import { showStage } from "./stage.ts";
import { fillTable } from "./table.ts";
import { fillTexts } from "./texts.ts";
import { byId } from "../shared/dom.ts";

const FILLERS: Record<string, () => void> = { clusters: showStage, text: () => void fillTexts(), map: () => void fillGaps(), table: fillTable, ask: fillAsk };
const VIEWS = Object.keys(FILLERS);
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

function viewNow(): string {
  return VIEWS.find((view) => view === chosenOf("view")) ?? "clusters";
}

function go(view: string): void {
  change({ view: view === "clusters" ? "" : view });
}

export function buildTabs(): void {
  for (const [place, view] of VIEWS.entries()) {
    const tab = byId(`tab-${view}`);
    tab.onclick = () => go(view);
    tab.onkeydown = (event) => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      const next = VIEWS[(place + step + VIEWS.length) % VIEWS.length] as string;
      go(next);
      byId(`tab-${next}`).focus();
    };
  }
}

/** Show the view of the address; it finds out by itself what has changed. */
export function showView(): void {
  const shown = viewNow();
  for (const view of VIEWS) {
    const tab = byId(`tab-${view}`);
    byId(`view-${view}`).hidden = view !== shown;
    tab.setAttribute("aria-selected", String(view === shown));
    tab.tabIndex = view === shown ? 0 : -1;
  }
  byId("side").hidden = shown !== "clusters";
  FILLERS[shown]?.();
}
