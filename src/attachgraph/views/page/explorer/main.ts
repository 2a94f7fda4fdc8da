// Put everything together, then follow the state.

import { showCard } from "./card.ts";
import { edges, kinds, known, labelOf, nodes, propertyLabel } from "./data.ts";
import { buildGraphKeys } from "./graph-keys.ts";
import { buildGraph, network, showAll, showSelection, showWanted, spacious, updateFocusNote } from "./graph.ts";
import { buildGrid } from "./grid.ts";
import { buildLegend, updateLegend } from "./legend.ts";
import { buildPicture } from "./picture.ts";
import { buildSearch } from "./search.ts";
import { onChange, state } from "./state.ts";
import { fillTable, markRow } from "./table.ts";
import { buildTabs, showCounts, showView } from "./views.ts";
import { announce } from "../shared/dom.ts";
import { onTheme } from "../shared/theme.ts";

showCounts();
buildLegend();
buildTabs();
buildGrid();
showView();
showCard();
buildGraph();
buildGraphKeys();
buildSearch();
buildPicture();
updateFocusNote();
if (state.select) showSelection();

onChange((changed, patch) => {
  if (changed.has("view")) showView();
  if (changed.has("kinds") || changed.has("edges")) updateLegend();
  if (changed.has("focus")) updateFocusNote();
  if (changed.has("select")) {
    showCard();
    markRow();
    announceSelection();
  }
  const before = spacious;
  showWanted();
  if (changed.has("focus") || before !== spacious) showAll();
  else if (patch.jump && state.select) afterLayout(showSelection);
});

onTheme(() => {
  buildLegend();
  showCard();
  if (state.view === "table") fillTable();
  showWanted();
});

function announceSelection(): void {
  const edge = edges.get(state.select);
  const node = nodes.get(state.select);
  if (edge)
    announce(
      `${labelOf(edge.from)} ${propertyLabel(edge.type)} ${labelOf(edge.to)}, ${edge.status || "structure"}`,
    );
  else if (node) announce(`${node.label}, ${known(kinds, node.kind).label}`);
}

/** The card changes the width of the canvas: wait until vis-network has noticed. */
function afterLayout(action: () => void): void {
  network?.redraw();
  requestAnimationFrame(() => requestAnimationFrame(action));
}
