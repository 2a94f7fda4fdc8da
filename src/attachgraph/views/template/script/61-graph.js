// The graph: which nodes and edges are on the canvas, and what a click does.

const shown = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
let network;
let scaleStep;
let hovered = "";

function buildGraph() {
  showWanted();
  network = new vis.Network(byId("canvas"), shown, {
    ...data.network.options,
    layout: { improvedLayout: false, randomSeed: 0 },
    interaction: { ...data.network.options.interaction, hover: true, keyboard: false, selectConnectedEdges: false },
  });
  network.on("click", ({ nodes: [node], edges: [edge] }) => change({ select: node ?? edge ?? "" }));
  network.on("doubleClick", ({ nodes: [node] }) => node && change({ focus: node }));
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(""));
  network.on("afterDrawing", followZoom);
  network.once("afterDrawing", () => {
    performance.mark("first-draw");
    document.documentElement.dataset.drawn = "yes";
  });
  showAll(false);
}

/** The nodes and edges that filters, focus and selection ask for. */
function wanted() {
  const circle = state.focus ? neighbourhood(state.focus) : null;
  const selected = edges.get(state.select) ?? statementsById.get(state.select);
  const always = new Set([state.select, state.focus, selected?.from ?? selected?.subject, selected?.to ?? selected?.object]);
  const allowed = (id) => always.has(id) || (state.kinds.has(nodes.get(id).kind) && (!circle || circle.has(id)));
  const wantedEdges = [...edges.values()].filter(
    (edge) => edge.id === state.select || (state.edges.has(edge.type) && allowed(edge.from) && allowed(edge.to)),
  );
  const linked = new Set(wantedEdges.flatMap((edge) => [edge.from, edge.to]));
  const wantedNodes = [...nodes.values()].filter(
    ({ id, kind }) => allowed(id) && (linked.has(id) || always.has(id) || HUBS.has(kind) || kind === "Entry"),
  );
  return { nodes: wantedNodes, edges: wantedEdges };
}

/** "selected", "near" or "far" for the ids around the selection; nothing where nothing is selected. */
function marks() {
  const found = new Map();
  const edge = edges.get(state.select);
  const statement = statementsById.get(state.select);
  const ends = edge ? [edge.from, edge.to] : statement ? [statement.subject, statement.object] : [];
  for (const end of ends) found.set(end, "near");
  if (edge) found.set(edge.id, "selected");
  for (const near of nodes.get(state.select)?.edges ?? []) {
    found.set(near.id, "near").set(otherEnd(near, state.select), "near");
  }
  if (nodes.has(state.select)) found.set(state.select, "selected");
  return found;
}

function showWanted() {
  const scale = network?.getScale() ?? 0.3;
  const marked = marks();
  const anything = marked.size > 0;
  const markOf = (id) => marked.get(id) ?? (id === hovered ? "near" : anything ? "far" : "");
  const want = wanted();
  replace(shown.nodes, want.nodes.map((node) => nodeLook(node, scale, markOf(node.id))));
  replace(shown.edges, want.edges.map((edge) => edgeLook(edge, markOf(edge.id))));
  describeCanvas(want);
}

function replace(set, items) {
  const kept = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !kept.has(id)));
  set.update(items);
}

function describeCanvas(want) {
  const numbers = `${countOf(want.nodes.length, "node", "nodes")} and ${countOf(want.edges.length, "edge", "edges")}`;
  byId("canvas").setAttribute("aria-label", `Graph with ${numbers}`);
}

/** Labels of entries keep their size: look again whenever the zoom has changed by a fifth. */
function followZoom() {
  const step = Math.round(Math.log(network.getScale()) / Math.log(1.2));
  if (step === scaleStep) return;
  scaleStep = step;
  requestAnimationFrame(showWanted);
}

function hover(id) {
  byId("canvas").classList.toggle("pointing", Boolean(id));
  const before = hovered;
  hovered = id;
  for (const one of [before, id]) {
    if (one && shown.nodes.get(one)) shown.nodes.update(nodeLook(nodes.get(one), network.getScale(), markOfHovered(one)));
  }
}

function markOfHovered(id) {
  const marked = marks();
  return marked.get(id) ?? (id === hovered ? "near" : marked.size > 0 ? "far" : "");
}

function showAll(animated = true) {
  network.fit({ nodes: shown.nodes.getIds(), maxZoomLevel: 1.2, animation: animated && motion() });
}

/** Bring the selection with its neighbours into the picture. */
function showSelection() {
  const around = [...marks().keys()].filter((id) => shown.nodes.get(id));
  if (around.length > 0) network.fit({ nodes: around, maxZoomLevel: 1.1, animation: motion() });
}

function updateFocusNote() {
  const note = byId("focus-note");
  note.hidden = !state.focus;
  if (!state.focus) return;
  note.replaceChildren(
    el("span", {}, "Around ", words(labelOf(state.focus), { class: "name" })),
    el("button", { type: "button", class: "small", onclick: () => change({ focus: "" }) }, "Show everything"),
  );
}
