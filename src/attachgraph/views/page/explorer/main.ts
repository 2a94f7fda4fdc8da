// Put everything together, then follow the state.

import { prepareAsking } from "./asking.ts";
import { buildCardKeys, showCard } from "./card.ts";
import { edges, kinds, known, labelOf, nodes, propertyLabel } from "./data.ts";
import { buildGraphKeys } from "./graph-keys.ts";
import { boxes, network, onScreen, placesNow, showAll, showGraph, showSelection } from "./graph.ts";
import { buildHelp } from "./help.ts";
import { bringDrawing, whenIdle } from "./later.ts";
import { updateNotes } from "./notes.ts";
import { buildPathForm } from "./path-form.ts";
import { buildPicture } from "./picture.ts";
import { buildSearch } from "./search.ts";
import { refillStart } from "./start.ts";
import { change, filterOf, filtersWith, onChange, state, type State } from "./state.ts";
import { showTour } from "./tours.ts";
import { buildShare } from "./share.ts";
import { buildSkip, buildTabs, FILLERS, markSelection, refreshView, showCounts, showView } from "./views.ts";
import { announce, byId } from "../shared/dom.ts";
import { keepValues } from "../shared/filters.ts";
import { onTheme } from "../shared/theme.ts";

keepValues({ get: filterOf, set: (values) => change({ filter: filtersWith(values) }) });
showCounts();
buildTabs();
buildSkip();
showCard();
showView();
buildGraphKeys();
buildCardKeys();
buildSearch();
buildPathForm();
buildPicture();
buildShare();
buildHelp();
prepareAsking();
requestAnimationFrame(() => whenIdle(() => void bringDrawing()));
updateNotes();
showTour();
Object.assign(window, { attachgraph: { boxes, onScreen, places: placesNow } });
document.documentElement.dataset.ready = "yes";

/** A change of these arranges the graph anew. */
const ARRANGING: (keyof State)[] = ["focus", "hops", "path", "only", "open", "kinds"];

onChange((changed, patch) => {
  if (changed.has("view")) showView();
  else refreshView(changed);
  if (changed.has("tour")) showTour();
  updateNotes();
  if (["select", "path", "open", "pin", "view", "list", "filter"].some((key) => changed.has(key as keyof State))) showCard();
  if (changed.has("select")) {
    markSelection();
    announceSelection();
  }
  if (state.view === "graph" && !changed.has("view")) showGraph();
  if (ARRANGING.some((key) => changed.has(key))) afterLayout(showAll);
  else if (patch.jump && state.select) afterLayout(showSelection);
});

onTheme(() => {
  byId("legend-lists").replaceChildren();
  showCard();
  refillStart();
  FILLERS[state.view]();
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
  requestAnimationFrame(() => requestAnimationFrame(() => action()));
}
