// How nodes and edges look on the canvas, depending on theme, zoom and selection.

import { edgeTypes, type GraphNode, HUBS, kinds, known, statuses } from "./data.ts";
import { isHub, isInside } from "./labels.ts";
import type { Place } from "./places.ts";
import type { Line } from "./visible.ts";
import { cssColour, faded, inTheme } from "../shared/theme.ts";

export const SANS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";

/** Letters keep their size on the screen: those of entries, of chosen nodes, of all others. */
export const LETTERS = { hub: 14.5, marked: 13, plain: 12 };
/** Widest line of a label, in letters' sizes. */
export const WIDEST = { hub: 9.6, plain: 11 };
/** Farther out than this, letters shrink with the picture. */
const FARTHEST = 0.16;

/** What decides the look of everything at once. */
export interface Scene {
  scale: number;
  /** Few entries on a small canvas get smaller letters. */
  narrow: boolean;
  /** The overview fits its canvas at its own size; where it does not, its letters shrink with it. */
  overview: boolean;
  many: boolean;
}

/** Far out, dots and lines grow against the zoom, or they would vanish. */
function swell(scale: number, most: number): number {
  return Math.min(most, Math.max(1, 0.62 / scale));
}

/** How a node or an edge stands to the selection; "" where nothing is selected. */
export type Mark = "selected" | "named" | "near" | "far" | "";

/** Options of vis-network for a node; without a place, it stays where it is. */
export interface NodeLook {
  id: string;
  x?: number;
  y?: number;
  [option: string]: unknown;
}

export function lettersOf(kind: string, mark: Mark, { scale, narrow, overview }: Scene): number {
  const zoom = Math.max(scale, FARTHEST);
  const largest = narrow ? 12 : LETTERS.hub;
  if (isHub(kind) && overview) return largest;
  // among many details the names of entries stay readable, though smaller
  if (isHub(kind)) return scale < 0.4 ? 11.5 / Math.max(scale, 0.1) : largest / Math.min(zoom, 1.25);
  if (isInside(kind)) return 13;
  const size = mark === "selected" || mark === "named" ? LETTERS.marked : LETTERS.plain;
  return size / Math.min(zoom, 1.25);
}

export function widestOf(kind: string, letters: number): number {
  return letters * (isHub(kind) ? WIDEST.hub : WIDEST.plain);
}

export function radiusOf(kind: string, { scale }: Scene): number {
  return known(kinds, kind).size * swell(scale, 1.7);
}

/** Choose the look of a node; `named` says whether there is room for its label. */
export function nodeLook(node: GraphNode, scene: Scene, mark: Mark, place: Place, named: boolean): NodeLook {
  const kind = known(kinds, node.kind);
  const colour = inTheme(kind.colour);
  const page = cssColour("--page");
  const inside = isInside(node.kind);
  const hub = HUBS.has(node.kind);
  const hollow = !kind.filled || kind.shape === "box";
  const far = mark === "far";
  const letters = lettersOf(node.kind, mark, scene);
  const ring = mark === "selected" ? cssColour("--ring") : colour;
  return {
    ...node.drawn,
    // a pill of the width of its words, which vis-network's ellipse has no margin for
    shape: kind.shape === "ellipse" ? "box" : node.drawn.shape,
    label: scene.narrow && hub ? node.drawn.label.replace(/(\w{6,}-)(\w)/, "$1\n$2") : node.drawn.label,
    x: place[0],
    y: place[1],
    size: radiusOf(node.kind, scene),
    borderWidth: mark === "selected" ? 4 : hollow ? 2 : 1,
    color: { background: hollow ? cssColour("--raised") : colour, border: ring },
    opacity: far ? (hub ? 0.45 : 0.18) : 1,
    shapeProperties: { borderDashes: kind.dashed ? [5, 4] : false, borderRadius: kind.shape === "ellipse" ? 60 : 8 },
    margin: hub ? { top: letters * 0.62, bottom: letters * 0.62, left: letters * 0.8, right: letters * 0.8 } : 5,
    font: {
      face: SANS,
      // what is too small to read is not drawn at all
      size: named ? letters : 1,
      color: labelColour(inside && !hollow, hollow && inside ? colour : cssColour("--text"), far),
      strokeWidth: inside ? 0 : 3 / Math.min(1, scene.scale),
      strokeColor: page,
    },
    widthConstraint: { maximum: widestOf(node.kind, letters) },
    scaling: { label: { drawThreshold: 6, maxVisible: 400 } },
    chosen: false,
  };
}

function labelColour(onFill: boolean, colour: string, far: boolean): string {
  return faded(onFill ? inTheme(["#ffffff", "#10202f"]) : colour, far ? 0.35 : 1);
}

const OPACITY: Partial<Record<Mark, number>> = { selected: 1, near: 0.95, far: 0.08 };

/** Options of vis-network for an edge. */
export interface EdgeLook {
  id: string;
  [option: string]: unknown;
}

/** Choose the look of an edge. */
export function edgeLook({ edge, from, to }: Line, scene: Scene, mark: Mark): EdgeLook {
  const type = known(edgeTypes, edge.type);
  const through = to !== edge.to;
  const { dashes, weight } = statuses.get(edge.status) ?? { dashes: [], weight: 1 };
  const calm = through || edge.type === "pairs-with" ? 0.5 : 0.72;
  return {
    id: edge.id,
    from,
    to,
    width: (type.width * weight + (mark === "selected" ? 2.5 : 0)) * swell(scene.scale, 2.2),
    color: { color: inTheme(type.colour), opacity: OPACITY[mark] ?? (scene.many ? 0.25 : calm), inherit: false },
    dashes: dashes.length > 0 && !through ? dashes : false,
    arrows: {
      to: {
        enabled: edge.drawn.arrows === "to" && !through,
        scaleFactor: edge.type === "next-move" ? 0.8 : 0.45,
      },
    },
    smooth:
      edge.drawn.bend && !through
        ? { enabled: true, type: "curvedCW", roundness: edge.drawn.bend }
        : { enabled: false },
    selfReference: { size: 30, angle: Math.PI / 4, renderBehindTheNode: false },
    chosen: false,
  };
}
