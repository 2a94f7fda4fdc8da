// How nodes and edges look on the canvas, depending on theme, zoom and selection.

import { edgeTypes, type GraphEdge, type GraphNode, kinds, known, statuses } from "./data.ts";
import { atFirst, state } from "./state.ts";
import { cssColour, faded, inTheme } from "../shared/theme.ts";

export const HUBS = new Set(["Pairing", "AttachmentStyle"]);
export const SANS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";

/** Labels of entries keep their size on the screen; others appear when there is room for them. */
const LABEL = { hub: 14.5, marked: 12.5, plain: 13, hubLargest: 96, threshold: 9.5 };

/** Details need room between the entries; without them the entries stand close. */
export function detailed(): boolean {
  return [...state.kinds].some((kind) => !atFirst.kinds.has(kind));
}

/** Far out, dots and lines grow against the zoom, or they would vanish. */
function swell(scale: number, most: number): number {
  return Math.min(most, Math.max(1, 0.5 / scale));
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

/** Choose the look of a node. */
export function nodeLook(node: GraphNode, scale: number, mark: Mark): NodeLook {
  const kind = known(kinds, node.kind);
  const colour = inTheme(kind.colour);
  const page = cssColour("--page");
  const inside = ["box", "ellipse", "circle"].includes(kind.shape);
  const hub = HUBS.has(node.kind);
  const hollow = !kind.filled || kind.shape === "box";
  const far = mark === "far";
  const [x, y] = detailed() ? node.wide : [node.drawn.x, node.drawn.y];
  return {
    ...node.drawn,
    x,
    y,
    size: kind.size * swell(scale, 1.5),
    borderWidth: mark === "selected" ? 5 : hollow ? 2.5 : 1,
    color: { background: hollow ? page : colour, border: mark === "selected" ? cssColour("--ring") : colour },
    opacity: far ? 0.16 : 1,
    shapeProperties: { borderDashes: kind.dashed ? [5, 4] : false, borderRadius: 8 },
    margin: hub ? Math.min(10 / scale, 30) : 5,
    font: {
      face: SANS,
      size: labelSize(hub, inside, scale, mark),
      color: labelColour(inside && !hollow, hollow && inside ? colour : cssColour("--text"), far),
      strokeWidth: inside ? 0 : 3,
      strokeColor: page,
    },
    widthConstraint: {
      maximum: hub ? Math.min(190 / scale, 1300) : 11.6 * labelSize(hub, inside, scale, mark),
    },
    scaling: { label: { drawThreshold: LABEL.threshold, maxVisible: 200 } },
    chosen: false,
  };
}

function labelSize(hub: boolean, inside: boolean, scale: number, mark: Mark): number {
  if (hub) return Math.min(Math.max(LABEL.hub / scale, 15), LABEL.hubLargest);
  if (mark === "selected" || mark === "named")
    return inside ? LABEL.plain : Math.max(LABEL.marked / scale, LABEL.plain);
  return LABEL.plain;
}

function labelColour(onFill: boolean, colour: string, far: boolean): string {
  return faded(onFill ? inTheme(["#ffffff", "#10202f"]) : colour, far ? 0.25 : 1);
}

const OPACITY: Partial<Record<Mark, number>> = { selected: 1, near: 0.95, far: 0.07 };

/** Options of vis-network for an edge. */
export interface EdgeLook {
  id: string;
  [option: string]: unknown;
}

/** Choose the look of an edge. */
export function edgeLook(edge: GraphEdge, scale: number, mark: Mark): EdgeLook {
  const type = known(edgeTypes, edge.type);
  const many = type.count > 200;
  const opacity = OPACITY[mark] ?? (many ? 0.22 : 0.75);
  const { dashes, weight } = statuses.get(edge.status) ?? { dashes: [], weight: 1 };
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    width: (type.width * weight + (mark === "selected" ? 2.5 : 0)) * swell(scale, 2.4),
    color: { color: inTheme(type.colour), opacity, inherit: false },
    dashes: dashes.length > 0 ? dashes : false,
    arrows: {
      to: { enabled: edge.drawn.arrows === "to", scaleFactor: edge.type === "next-move" ? 0.8 : 0.45 },
    },
    smooth: edge.drawn.bend
      ? { enabled: true, type: "curvedCW", roundness: edge.drawn.bend }
      : { enabled: false },
    selfReference: { size: 46, angle: Math.PI / 4, renderBehindTheNode: false },
    chosen: false,
  };
}
