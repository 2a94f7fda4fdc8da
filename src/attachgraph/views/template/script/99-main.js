// Put everything together, then follow the state.

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

function announceSelection() {
  const edge = edges.get(state.select);
  if (edge)
    announce(
      `${labelOf(edge.from)} ${propertyLabel(edge.type)} ${labelOf(edge.to)}, ${edge.status || "structure"}`,
    );
  else if (nodes.has(state.select))
    announce(`${labelOf(state.select)}, ${kinds.get(nodes.get(state.select).kind).label}`);
}

/** The card changes the width of the canvas: wait until vis-network has noticed. */
function afterLayout(action) {
  network.redraw();
  requestAnimationFrame(() => requestAnimationFrame(action));
}
