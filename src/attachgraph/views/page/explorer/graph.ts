// The graph: which nodes and edges are on the canvas, and what a click does.

import {
  data,
  edges,
  type GraphEdge,
  type GraphNode,
  known,
  labelOf,
  middleOf,
  nodes,
  otherEnd,
  partsOf,
  statementsById,
} from "./data.ts";
import { detailed, type EdgeLook, edgeLook, HUBS, type Mark, type NodeLook, nodeLook } from "./looks.ts";
import { change, state } from "./state.ts";
import { byId, el, words } from "../shared/dom.ts";
import { countOf } from "../shared/text.ts";
import { motion } from "../shared/theme.ts";

const shown = { nodes: new vis.DataSet<NodeLook>(), edges: new vis.DataSet<EdgeLook>() };
export let network: vis.Network | undefined;
let scaleStep: number | undefined;
let hovered = "";
export let spacious = false;

export function buildGraph(): void {
  showWanted();
  network = new vis.Network(byId("canvas"), shown, {
    ...data.network.options,
    layout: { improvedLayout: false, randomSeed: 0 },
    interaction: {
      ...data.network.options.interaction,
      hover: true,
      keyboard: false,
      selectConnectedEdges: false,
    },
  });
  network.on("click", ({ nodes: [node], edges: [edge] }) => change({ select: node ?? edge ?? "" }));
  network.on("doubleClick", ({ nodes: [node] }) => {
    if (node) change({ focus: node });
  });
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
interface Wanted {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

function wanted(): Wanted {
  const always = new Set([state.select, state.focus, ...endsOfSelection()]);
  const middle = state.focus ? middleOf(state.focus) : null;
  const allowed = (id: string) => always.has(id) || state.kinds.has(known(nodes, id).kind);
  const inFocus = (edge: GraphEdge) => !middle || middle.has(edge.from) || middle.has(edge.to);
  const wantedEdges = [...edges.values()].filter(
    (edge) =>
      edge.id === state.select ||
      (state.edges.has(edge.type) && inFocus(edge) && allowed(edge.from) && allowed(edge.to)),
  );
  const linked = new Set(wantedEdges.flatMap((edge) => [edge.from, edge.to]));
  const alone = (node: GraphNode) => !middle && HUBS.has(node.kind) && allowed(node.id);
  const wantedNodes = [...nodes.values()].filter(
    (node) => linked.has(node.id) || always.has(node.id) || alone(node),
  );
  const hubsLast = wantedNodes.sort((one, other) => Number(HUBS.has(one.kind)) - Number(HUBS.has(other.kind)));
  return { nodes: hubsLast, edges: wantedEdges };
}

/** The nodes that a selected edge or statement joins. */
function endsOfSelection(): string[] {
  const edge = edges.get(state.select);
  const statement = statementsById.get(state.select);
  const ends = edge ? [edge.from, edge.to] : statement ? [statement.subject, statement.object] : [];
  return ends.filter(Boolean);
}

/** More neighbours than this cannot all show their names from afar. */
const NAMED_UP_TO = 12;

/** How the ids around the selection are marked; nothing where nothing is selected. */
function marks(): Map<string, Mark> {
  const found = new Map<string, Mark>();
  const close = (nodes.get(state.select)?.edges.length ?? 0) <= NAMED_UP_TO ? "named" : "near";
  const edge = edges.get(state.select);
  for (const end of endsOfSelection()) found.set(end, "named");
  if (edge) found.set(edge.id, "selected");
  for (const near of nodes.get(state.select)?.edges ?? []) {
    found.set(near.id, "near").set(otherEnd(near, state.select), close);
  }
  const parts = partsOf(state.select);
  for (const part of parts) found.set(part.id, found.get(part.id) ?? "near");
  for (const inner of parts.flatMap((part) => part.edges)) {
    if (known(nodes, inner.from).owner === known(nodes, inner.to).owner) found.set(inner.id, "near");
  }
  if (nodes.has(state.select)) found.set(state.select, "selected");
  return found;
}

export function showWanted(): void {
  const scale = network?.getScale() ?? 0.3;
  const marked = marks();
  const want = wanted();
  if (want.nodes.some((node) => !shown.nodes.get(node.id))) liftHubs();
  const looks = want.nodes.map((node) => nodeLook(node, scale, markOf(node.id, marked)));
  if (spacious === detailed()) looks.forEach(stay);
  spacious = detailed();
  replace(shown.nodes, looks);
  replace(
    shown.edges,
    want.edges.map((edge) => edgeLook(edge, scale, markOf(edge.id, marked))),
  );
  describeCanvas(want);
}

/** What comes last is drawn on top: take the entries out, so that they come after new nodes. */
function liftHubs(): void {
  shown.nodes.remove(shown.nodes.getIds().filter((id) => HUBS.has(known(nodes, id).kind)));
}

/** A node that is on the canvas stays where it is: the reader may have moved it. */
function stay(look: NodeLook): void {
  if (!shown.nodes.get(look.id)) return;
  delete look.x;
  delete look.y;
}

function markOf(id: string, marked: Map<string, Mark>): Mark {
  if (id === hovered && marked.get(id) !== "selected") return "named";
  return marked.get(id) ?? (marked.size > 0 ? "far" : "");
}

function replace<Item extends { id: string }>(set: vis.DataSet<Item>, items: Item[]): void {
  const kept = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !kept.has(id)));
  set.update(items);
}

function describeCanvas(want: Wanted): void {
  const numbers = `${countOf(want.nodes.length, "node", "nodes")} and ${countOf(want.edges.length, "edge", "edges")}`;
  byId("canvas").setAttribute("aria-label", `Graph with ${numbers}`);
}

/** Labels of entries keep their size: look again whenever the zoom has changed by a fifth. */
function followZoom(): void {
  if (!network) return;
  const step = Math.round(Math.log(network.getScale()) / Math.log(1.2));
  if (step === scaleStep) return;
  scaleStep = step;
  requestAnimationFrame(showWanted);
}

/** The node under the pointer shows its name, however far out. */
function hover(id: string): void {
  byId("canvas").classList.toggle("pointing", Boolean(id));
  const changed = [hovered, id].filter((one) => shown.nodes.get(one));
  hovered = id;
  const marked = marks();
  const looks = changed.map((one) => nodeLook(known(nodes, one), network?.getScale() ?? 1, markOf(one, marked)));
  looks.forEach(stay);
  shown.nodes.update(looks);
}

export function showAll(animated = true): void {
  network?.fit({ nodes: shown.nodes.getIds(), maxZoomLevel: 1.2, animation: animated && motion() });
}

/** Labels can be read from this zoom on. */
const READABLE = 0.8;

/** Bring the selection into the picture: an entry with its parts, others with their neighbours. */
export function showSelection(): void {
  if (!network) return;
  const parts = partsOf(state.select).map((part) => part.id);
  const around = parts.length > 0 ? [state.select, ...parts] : [...marks().keys()];
  const visible = around.filter((id) => shown.nodes.get(id));
  if (visible.length === 0) return;
  network.fit({ nodes: visible, maxZoomLevel: 1.1, animation: false });
  if (parts.length > 0 && network.getScale() < READABLE) {
    network.moveTo({ position: network.getPositions([state.select])[state.select], scale: READABLE });
  }
}

export function updateFocusNote(): void {
  const note = byId("focus-note");
  note.hidden = !state.focus;
  if (!state.focus) return;
  note.replaceChildren(
    el("span", {}, "Around ", words(labelOf(state.focus), { class: "name" })),
    el("button", { type: "button", class: "small", onclick: () => change({ focus: "" }) }, "Show everything"),
  );
}
