// Save what the graph shows as a figure, with legend, caption and citation: PNG or SVG.

import { data, edgeTypes, type GraphNode, kinds, known, labelOf, nodes, statuses } from "./data.ts";
import { network, picture as shown, placeNow } from "./graph.ts";
import { isHub, isInside } from "./labels.ts";
import { hubLabel, LETTERS, SANS, WIDEST } from "./looks.ts";
import { openIds, state } from "./state.ts";
import { dashSwatch, kindSwatch, outline } from "./swatch.ts";
import { wrapped } from "./cycles.ts";
import { announce, byId, el, svg } from "../shared/dom.ts";
import { save } from "../shared/saving.ts";
import { countOf } from "../shared/text.ts";
import { cssColour, inTheme } from "../shared/theme.ts";

/** Room below the picture for the legend and what must be said beside it. */
const LINE = 18;

export function buildPicture(): void {
  for (const times of [2, 3]) byId(`save-picture-${times}`).onclick = () => void savePicture(times);
  byId("save-svg").onclick = () => {
    save(new Blob([asText(figure())], { type: "image/svg+xml" }), `${fileName()}.svg`);
    announce("The picture was saved.");
  };
}

function asText(drawing: SVGElement): string {
  return new XMLSerializer().serializeToString(drawing);
}

/** The figure at twice or three times its size, as journals want it. */
async function savePicture(times: number): Promise<void> {
  const drawing = figure();
  const [width, height] = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
  const address = URL.createObjectURL(new Blob([asText(drawing)], { type: "image/svg+xml" }));
  const image = new Image(width * times, height * times);
  image.src = address;
  await image.decode();
  const canvas = el("canvas", { width: width * times, height: height * times });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width * times, height * times);
  URL.revokeObjectURL(address);
  canvas.toBlob((blob) => {
    if (!blob) return;
    save(blob, `${fileName()}-${times}x.png`);
    announce("The picture was saved.");
  }, "image/png");
}

function fileName(): string {
  const what = state.focus || state.select || "graph";
  return `attachgraph-${what.replace(/[^a-z0-9-]+/gi, "-").slice(0, 60)}`;
}

/** What the figure shows, and from where it is. */
function captionLines(): string[] {
  const about = state.focus || state.select || openIds()[0] || "";
  const counts = `${countOf(shown.nodes.length, "node", "nodes")}, ${countOf(shown.lines.length, "edge", "edges")}`;
  const what = about && nodes.has(about) ? `${labelOf(about)} in the dataset: ${counts}.` : `The dataset: ${counts}.`;
  return [what, `${data.about.title}, version ${data.about.version}, ${data.about.URL}`, byId("notice").textContent ?? ""];
}

/** The whole graph as it is shown, drawn again with shapes and words that stay sharp, with legend, caption and citation. */
function figure(): SVGElement {
  const positions = network?.getPositions() ?? {};
  const scale = Math.min(1, network?.getScale() ?? 1);
  const at = (id: string): [number, number] => {
    const place = positions[id];
    const [x, y] = place ? [place.x, place.y] : placeNow(id);
    return [x * scale, y * scale];
  };
  const points = shown.nodes.map(({ id }) => at(id));
  const left = Math.round(Math.min(0, ...points.map(([x]) => x))) - 130;
  const top = Math.round(Math.min(0, ...points.map(([, y]) => y))) - 50;
  const width = Math.max(560, Math.round(Math.max(0, ...points.map(([x]) => x))) + 130 - left);
  const bottom = Math.round(Math.max(0, ...points.map(([, y]) => y))) + 70;
  const signs = legendSigns(left + 20, bottom, width - 40);
  const caption = captionLines();
  const height = bottom - top + signs.height + (caption.length + 1) * LINE;
  return svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${width} ${height}`, width, height, "font-family": SANS },
    svg("title", {}, caption[0] ?? document.title),
    svg("rect", { x: left, y: top, width, height, fill: cssColour("--page") }),
    shown.lines.map(({ edge, from, to }) => lineOf(edge.type, edge.status, at(from), at(to))),
    shown.nodes.map((node) => nodeSign(node, at(node.id))),
    signs.parts,
    caption.map((line, number) =>
      svg("text", { x: left + 20, y: bottom + signs.height + (number + 1) * LINE, "font-size": 12, fill: cssColour("--text") }, line),
    ),
  );
}

/** The kinds and the standings that the figure has, each with its sign. */
function legendSigns(x: number, y: number, width: number): { parts: SVGElement[]; height: number } {
  const kindsShown = [...new Set(shown.nodes.map(({ kind }) => kind))];
  const statusesShown = [...statuses.values()].filter(({ name }) => shown.lines.some(({ edge }) => edge.status === name));
  const items = [
    ...kindsShown.map((kind) => ({ sign: kindSwatch(kind), label: known(kinds, kind).label, room: 24 })),
    ...statusesShown.map((status) => ({ sign: dashSwatch(status), label: status.name, room: 54 })),
  ];
  const parts: SVGElement[] = [];
  let [at, line] = [x, y];
  for (const { sign, label, room } of items) {
    const needed = room + label.length * 6.6 + 22;
    if (at + needed > x + width && at > x) [at, line] = [x, line + 22];
    sign.setAttribute("x", String(at));
    sign.setAttribute("y", String(line - (room > 24 ? 9 : 13)));
    sign.setAttribute("color", cssColour("--text"));
    parts.push(sign, svg("text", { x: at + room, y: line, "font-size": 12, fill: cssColour("--text") }, label));
    at += needed;
  }
  return { parts, height: line - y + 26 };
}

function lineOf(type: string, status: string, [x1, y1]: [number, number], [x2, y2]: [number, number]): SVGElement {
  const look = known(edgeTypes, type);
  const { dashes, weight } = statuses.get(status) ?? { dashes: [], weight: 1 };
  return svg("line", {
    x1,
    y1,
    x2,
    y2,
    stroke: inTheme(look.colour),
    "stroke-width": look.width * weight,
    "stroke-opacity": 0.6,
    "stroke-dasharray": dashes.length > 0 ? dashes.join(" ") : null,
  });
}

function nodeSign({ kind, ...node }: GraphNode, [x, y]: [number, number]): SVGElement {
  const label = isHub(kind) ? hubLabel({ kind, ...node }, false) : node.drawn.label;
  const look = known(kinds, kind);
  const colour = inTheme(look.colour);
  const hollow = !look.filled || look.shape === "box";
  const paint = { fill: hollow ? cssColour("--raised") : colour, stroke: colour, "stroke-width": 2 };
  if (isHub(kind) || look.shape === "box" || look.shape === "ellipse") {
    const lines = label.split("\n").flatMap((line) => wrapped(line, Math.floor(WIDEST.hub / 0.54)));
    const half = [Math.max(...lines.map((line) => line.length)) * LETTERS.hub * 0.28 + 16, lines.length * 9 + 10] as const;
    const rx = look.shape === "ellipse" ? half[1] : 8;
    const shape = svg("rect", { x: x - half[0], y: y - half[1], width: 2 * half[0], height: 2 * half[1], rx, ...paint });
    return svg("g", {}, shape, lettering(lines, x, y - (lines.length * 17) / 2 + 13, LETTERS.hub, hollow ? colour : inTheme(["#ffffff", "#10202f"])));
  }
  const sign = outline(look.shape);
  for (const [name, value] of Object.entries(paint)) sign.setAttribute(name, String(value));
  const scale = look.size / 10;
  const placed = svg("g", { transform: `translate(${x - 10 * scale} ${y - 10 * scale}) scale(${scale})` }, sign);
  const below = isInside(kind) ? lettering([label], x, y + 4, 12, colour) : lettering(wrapped(label, 22), x, y + look.size + 14, 11, cssColour("--text"));
  return svg("g", {}, placed, below);
}

function lettering(lines: string[], x: number, y: number, size: number, fill: string): SVGElement {
  return svg(
    "text",
    { x, y, "font-size": size, fill, "text-anchor": "middle" },
    lines.map((line, number) => svg("tspan", { x, dy: number === 0 ? 0 : size * 1.2 }, line)),
  );
}
