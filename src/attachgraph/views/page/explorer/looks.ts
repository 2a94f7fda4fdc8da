// How nodes and edges look on the canvas, depending on theme, zoom and selection.

import { CLAIMS, data, edgeTypes, type GraphEdge, type GraphNode, HUBS, kinds, known, nodes, partsOf, statuses } from "./data.ts";
import { isHub, isInside } from "./labels.ts";
import type { Place } from "./places.ts";
import type { Line } from "./visible.ts";
import { countOf } from "../shared/text.ts";
import { cssColour, inTheme } from "../shared/theme.ts";

export const SANS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";

/** Letters keep their size on the screen: those of entries, of chosen nodes, of all others. */
export const LETTERS = { hub: 14.5, marked: 13, plain: 12 };
/** Widest line of a label, in letters' sizes. */
export const WIDEST = { hub: 9.6, plain: 12.5 };
/** Farther out than this, letters shrink with the picture. */
const FARTHEST = 0.16;

/** What decides the look of everything at once. */
export interface Scene {
  scale: number;
  /** The scale in coarse steps, for all but the entries. */
  step: number;
  /** Few entries on a small canvas get smaller letters. */
  narrow: boolean;
  many: boolean;
}

/** Far out, dots and lines grow against the zoom, or they would vanish: in two steps, as each gives all of them anew. */
function swell({ step }: Scene, most: number): number {
  return step > 0.5 ? 1 : step > 0.3 ? (1 + most) / 2 : most;
}

/** How a node or an edge stands to the selection; "" where nothing is selected. */
export type Mark = "selected" | "named" | "near" | "far" | "";

/** Options of vis-network for a node; without a place, it stays where it is. */
export interface NodeLook {
  id: string;
  x?: number;
  y?: number;
  margin?: vis.Margin | number;
  [option: string]: unknown;
}

export function lettersOf(kind: string, mark: Mark, { scale, step, narrow }: Scene): number {
  const zoomOf = (seen: number) => Math.min(1.25, Math.max(seen, FARTHEST));
  // among many details the names of entries stay readable, though smaller
  if (isHub(kind)) return scale < 0.2 ? 11.5 / Math.max(scale, 0.1) : (narrow ? 12 : LETTERS.hub) / zoomOf(scale);
  if (isInside(kind)) return 13;
  const size = mark === "selected" || mark === "named" ? LETTERS.marked : LETTERS.plain;
  return size / zoomOf(step);
}

export function widestOf(kind: string, letters: number): number {
  return letters * (isHub(kind) ? WIDEST.hub : WIDEST.plain);
}

export function radiusOf(kind: string, scene: Scene): number {
  return known(kinds, kind).size * swell(scene, 1.7);
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
  // what has no name looks the same at every zoom, so that it is not given again
  const letters = named ? lettersOf(node.kind, mark, scene) : 1;
  const ring = mark === "selected" ? cssColour("--ring") : colour;
  const level = levelOf(node.id);
  const pixel = hub ? 1 / Math.min(1, Math.max(scene.scale, FARTHEST)) : 1;
  const ground = hollow ? (level ? cssColour(`--level-${level}`) : cssColour("--raised")) : colour;
  return {
    ...node.drawn,
    // a pill of the width of its words, which vis-network's ellipse has no margin for
    shape: kind.shape === "ellipse" ? "box" : node.drawn.shape,
    label: hub ? hubLabel(node, scene.narrow) : node.drawn.label,
    x: place[0],
    y: place[1],
    size: radiusOf(node.kind, scene),
    borderWidth: mark === "selected" ? 4 : hollow ? 2 : 1,
    // what is faded is paler, never see-through: no line strikes through a name
    color: far ? { background: hollow ? ground : mixed(colour, inside ? 0.14 : 0.45), border: mixed(colour, 0.4) } : { background: ground, border: ring },
    shapeProperties: { borderDashes: kind.dashed || level === "thin" ? [5 * pixel, 4 * pixel] : false, borderRadius: kind.shape === "ellipse" ? 60 * pixel : 8 * pixel },
    margin: hub ? marginOf(letters, scene.narrow) : 5,
    font: {
      face: SANS,
      // what is too small to read is not drawn at all
      size: letters,
      color: inside && !hollow && !far ? inTheme(["#ffffff", "#10202f"]) : far ? cssColour("--quiet") : hollow && inside && !level ? colour : cssColour("--text"),
      strokeWidth: inside || !named ? 0 : 3 / Math.min(1, scene.step),
      strokeColor: page,
    },
    widthConstraint: { maximum: widestOf(node.kind, letters) },
    scaling: { label: { drawThreshold: 6, maxVisible: 400 } },
    chosen: false,
  };
}

/** Room between the words and the border of an entry. */
function marginOf(letters: number, narrow: boolean): vis.Margin {
  const [above, beside] = narrow ? [0.3, 0.3] : [0.55, 0.35];
  return { top: letters * above, bottom: letters * above, left: letters * beside, right: letters * beside };
}

const cells = new Map(data.grid.cells.map((cell) => [cell.pairing, cell]));

function levelOf(id: string): string {
  return cells.get(id)?.level ?? "";
}

/** A pairing says how many studies bear on it. */
export function hubLabel(node: GraphNode, narrow: boolean): string {
  const name = narrow ? node.drawn.label.replace(/(\w{6,}-)(\w)/, "$1\n$2") : node.drawn.label;
  const cell = cells.get(node.id);
  return cell ? `${name}\n${countOf(cell.studies, "study", "studies")}` : name;
}

/** A colour mixed with that of the page. */
function mixed(colour: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [own, page] = [colour, inTheme(data.background)].map((text) => parseInt(text.slice(at, at + 2), 16)) as [number, number];
    return Math.round(own * share + page * (1 - share));
  });
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Share of the sentences of a pairing that are disputed, for the hue of its lines. */
const disputed = new Map<string, number>();

function disputedShare(id: string): number {
  const known_ = disputed.get(id);
  if (known_ !== undefined) return known_;
  const said = [id, ...partsOf(id).map((part) => part.id)].flatMap((one) => nodes.get(one)?.statements ?? []).filter(({ property }) => property === CLAIMS);
  const share = said.length > 0 ? said.filter(({ status }) => status === "disputed").length / said.length : 0;
  disputed.set(id, share);
  return share;
}

/** Between two colours. */
function between(one: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((at) => Math.round(parseInt(one.slice(at, at + 2), 16) * (1 - share) + parseInt(other.slice(at, at + 2), 16) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

const OPACITY: Partial<Record<Mark, number>> = { selected: 1, near: 0.95, far: 0.16 };

/** The line of a pairing to its style is as wide as the pairing has studies. */
function widthOf({ from }: GraphEdge, through: boolean, usual: number): number {
  const cell = through ? cells.get(from) : undefined;
  return cell ? 1 + Math.sqrt(cell.studies) : usual;
}

/** It turns red with the share of its sentences that are disputed: fully from a third on. */
function hueOf({ from, type }: GraphEdge): string {
  const plain = inTheme(known(edgeTypes, type).colour);
  return between(plain, cssColour("--disputed"), Math.min(1, 3 * disputedShare(from)));
}

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
    width: (widthOf(edge, through, type.width * weight) + (mark === "selected" ? 2.5 : 0)) * swell(scene, 2.2),
    color: { color: through ? hueOf(edge) : inTheme(type.colour), opacity: OPACITY[mark] ?? (scene.many ? 0.25 : calm), inherit: false },
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
