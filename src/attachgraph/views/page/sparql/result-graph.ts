// An answer as a picture: its triples, or those of the dataset that join the things of one row. Nothing else is drawn.

import { el } from "../shared/dom.ts";
import { countOf } from "../shared/text.ts";
import { cssColour, onTheme } from "../shared/theme.ts";
import { curieOf, type Term, type Triple } from "./answer.ts";

export interface Line {
  from: string;
  to: string;
  label: string;
}

export interface Drawing {
  /** Labels by IRI. */
  nodes: Map<string, string>;
  lines: Line[];
  /** Whether more could be drawn than a picture can hold. */
  cut: boolean;
}

/** More cannot be told apart. */
const MOST_NODES = 300;
/** Pairs of things that one query asks about. */
const MOST_PAIRS = 1000;
/** With more lines than this their names would only hide each other: they stand below instead. */
const NAMED_LINES = 40;
const FONT = 14;
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

/** Choose what to draw of these triples. */
export function drawingOf(triples: Triple[], prefixes: ReadonlyMap<string, string>): Drawing {
  const drawing: Drawing = { nodes: new Map(), lines: [], cut: false };
  const known = new Set<string>();
  const short = (term: Term) => curieOf(term.value, prefixes) || term.value;
  for (const { subject, predicate, object } of triples) {
    const ends = [subject, object];
    const key = `${subject.value}\n${predicate.value}\n${object.value}`;
    if (object.type === "literal" || known.has(key)) continue;
    const fresh = ends.filter(({ value }) => !drawing.nodes.has(value)).length;
    if (drawing.nodes.size + fresh > MOST_NODES) {
      drawing.cut = true;
      continue;
    }
    known.add(key);
    for (const end of ends) drawing.nodes.set(end.value, drawing.nodes.get(end.value) ?? short(end));
    drawing.lines.push({ from: subject.value, to: object.value, label: short(predicate) });
  }
  for (const { subject, predicate, object } of triples) {
    if (predicate.value === LABEL && drawing.nodes.has(subject.value)) drawing.nodes.set(subject.value, object.value);
  }
  return drawing;
}

/** What no IRI holds, so that none can change the query that it stands in. */
const NOT_IN_IRI = /[\s<>"{}|^`\\]/;

/**
 * The query for the triples of the dataset between two things of one row, "" where no row has two things.
 * Two columns side by side say nothing of how they are connected: only the dataset does.
 */
export function queryOfLinks(rows: (Term | null)[][]): string {
  const pairs = new Set<string>();
  for (const row of rows) {
    const iris = row.flatMap((term) => (term?.type === "iri" && !NOT_IN_IRI.test(term.value) ? [`<${term.value}>`] : []));
    const things = [...new Set(iris)];
    for (const one of things) for (const other of things) if (one !== other) pairs.add(`(${one} ${other})`);
    if (pairs.size >= MOST_PAIRS) break;
  }
  if (pairs.size === 0) return "";
  const values = [...pairs].slice(0, MOST_PAIRS).join(" ");
  return `CONSTRUCT { ?one ?edge ?other } WHERE { VALUES (?one ?other) { ${values} } ?one ?edge ?other }`;
}

/** Draw it; `choose` is told which node the reader has chosen. */
export function resultGraph(drawing: Drawing, choose: (iri: string) => void): HTMLElement {
  const stage = el("div", {
    class: "drawing",
    role: "img",
    "aria-label": `Picture with ${countOf(drawing.nodes.size, "node", "nodes")} and ${countOf(drawing.lines.length, "line", "lines")}. The table holds the same.`,
  });
  const box = el(
    "div",
    {},
    stage,
    el(
      "p",
      { class: "hint" },
      drawing.cut ? `Only the first ${MOST_NODES} nodes are drawn. ` : "",
      drawing.lines.length > NAMED_LINES ? `The lines are ${namesOf(drawing).join(", ")}. ` : "",
      "Drag to move, scroll to zoom, double-click a node to open it.",
    ),
  );
  // The canvas needs its size: draw once the element is on the page.
  requestAnimationFrame(() => {
    let network = draw(stage, drawing, choose);
    onTheme(() => {
      if (!stage.isConnected) return;
      network.destroy();
      network = draw(stage, drawing, choose);
    });
  });
  return box;
}

function namesOf({ lines }: Drawing): string[] {
  return [...new Set(lines.map(({ label }) => label))].sort();
}

function draw(stage: HTMLElement, { nodes, lines }: Drawing, choose: (iri: string) => void): vis.Network {
  const shown = { nodes: new vis.DataSet<{ id: string; [option: string]: unknown }>(), edges: new vis.DataSet<{ id: string }>() };
  const places = ring([...nodes.keys()], lines);
  shown.nodes.update(
    [...nodes].map(([id, label]) => ({
      id,
      label: label.length > 48 ? `${label.slice(0, 47)}…` : label,
      ...places.get(id),
      shape: "dot",
      size: 9,
      color: { background: cssColour("--accent"), border: cssColour("--accent") },
      font: { color: cssColour("--text"), strokeColor: cssColour("--page"), strokeWidth: 4, size: FONT },
      widthConstraint: { maximum: 170 },
      chosen: false,
    })),
  );
  shown.edges.update(
    lines.map(({ from, to, label }, index) => ({
      id: String(index),
      from,
      to,
      ...(lines.length > NAMED_LINES ? {} : { label }),
      arrows: { to: { enabled: true, scaleFactor: 0.5 } },
      width: 1.6,
      color: { color: cssColour("--quiet"), opacity: 0.7, inherit: false },
      font: { color: cssColour("--quiet"), strokeColor: cssColour("--page"), strokeWidth: 4, size: 11 },
      chosen: false,
    })),
  );
  const network = new vis.Network(stage, shown, {
    autoResize: true,
    layout: { randomSeed: 1, improvedLayout: false },
    physics: {
      solver: "forceAtlas2Based",
      forceAtlas2Based: { gravitationalConstant: -110, springLength: 150, avoidOverlap: 1 },
      stabilization: { iterations: 300, fit: true },
    },
    edges: { smooth: false },
    interaction: { keyboard: false, hover: false },
  });
  network.once("stabilizationIterationsDone", () => {
    network.setOptions({ physics: false });
    network.fit({ nodes: [...nodes.keys()], maxZoomLevel: 1.2, animation: false });
    // Names keep the size that the eye needs, however far out the whole is seen.
    const size = Math.min(FONT / Math.min(1, network.getScale()), 1.7 * FONT);
    shown.nodes.update([...nodes.keys()].map((id) => ({ id, font: { size }, widthConstraint: { maximum: 12 * size } })));
    stage.dataset["drawn"] = "yes";
  });
  network.on("doubleClick", ({ nodes: [node] }) => {
    if (node) choose(node);
  });
  return network;
}

/** Where the nodes begin: on a ring, those with many lines inside; no chance is involved. */
function ring(ids: string[], lines: Line[]): Map<string, vis.Position> {
  const degree = new Map<string, number>();
  for (const { from, to } of lines) {
    for (const end of [from, to]) degree.set(end, (degree.get(end) ?? 0) + 1);
  }
  const inner = new Set(ids.filter((id) => (degree.get(id) ?? 0) > 3));
  return new Map(
    ids.map((id, index) => {
      const angle = (2 * Math.PI * index) / ids.length;
      const radius = (inner.has(id) ? 8 : 22) * Math.max(10, ids.length);
      return [id, { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) }];
    }),
  );
}
