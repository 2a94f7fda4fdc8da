// Save what the canvas shows as a picture, with the notice of the page written below: PNG or SVG.

import { kinds, known, edgeTypes, statuses } from "./data.ts";
import { network, picture as shown, placeNow } from "./graph.ts";
import { isHub, isInside } from "./labels.ts";
import { LETTERS, SANS, WIDEST } from "./looks.ts";
import { state } from "./state.ts";
import { outline } from "./swatch.ts";
import { wrapped } from "./cycles.ts";
import { announce, byId, el, svg } from "../shared/dom.ts";
import { save } from "../shared/saving.ts";
import { cssColour, inTheme } from "../shared/theme.ts";

const STRIP = 34;

export function buildPicture(): void {
  byId("save-picture").onclick = () =>
    picture().toBlob((blob) => {
      if (!blob) return;
      save(blob, `${fileName()}.png`);
      announce("The picture was saved.");
    }, "image/png");
  byId("save-svg").onclick = () => {
    const text = new XMLSerializer().serializeToString(drawing());
    save(new Blob([text], { type: "image/svg+xml" }), `${fileName()}.svg`);
    announce("The picture was saved.");
  };
}

function picture(): HTMLCanvasElement {
  const drawn = byId("canvas").querySelector("canvas") as HTMLCanvasElement;
  const ratio = drawn.width / drawn.clientWidth;
  const copied = el("canvas", { width: drawn.width, height: drawn.height + STRIP * ratio });
  const pen = copied.getContext("2d") as CanvasRenderingContext2D;
  pen.fillStyle = cssColour("--page");
  pen.fillRect(0, 0, copied.width, copied.height);
  pen.drawImage(drawn, 0, 0);
  pen.scale(ratio, ratio);
  pen.fillStyle = cssColour("--quiet");
  pen.font = `12px ${SANS}`;
  pen.fillText(notice(), 14, drawn.clientHeight + STRIP - 13, drawn.clientWidth - 28);
  return copied;
}

function notice(): string {
  return byId("notice").textContent ?? "";
}

function fileName(): string {
  const what = state.focus || state.select || "graph";
  return `attachgraph-${what.replace(/[^a-z0-9-]+/gi, "-").slice(0, 60)}`;
}

/** The whole graph as it is shown, drawn again with shapes and words that stay sharp and can be edited. */
function drawing(): SVGElement {
  const positions = network?.getPositions() ?? {};
  const at = (id: string): [number, number] => {
    const place = positions[id];
    return place ? [place.x, place.y] : placeNow(id);
  };
  const points = shown.nodes.map(({ id }) => at(id));
  const left = Math.min(0, ...points.map(([x]) => x)) - 130;
  const top = Math.min(0, ...points.map(([, y]) => y)) - 70;
  const width = Math.max(0, ...points.map(([x]) => x)) + 130 - left;
  const height = Math.max(0, ...points.map(([, y]) => y)) + 90 - top;
  return svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${width} ${height}`, width, height, "font-family": SANS },
    svg("title", {}, document.title),
    svg("rect", { x: left, y: top, width, height, fill: cssColour("--page") }),
    shown.lines.map(({ edge, from, to }) => lineOf(edge.type, edge.status, at(from), at(to))),
    shown.nodes.map((node) => nodeSign(node.kind, node.drawn.label, at(node.id))),
    svg("text", { x: left + 14, y: top + height - 14, "font-size": 12, fill: cssColour("--quiet") }, notice()),
  );
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

function nodeSign(kind: string, label: string, [x, y]: [number, number]): SVGElement {
  const look = known(kinds, kind);
  const colour = inTheme(look.colour);
  const hollow = !look.filled || look.shape === "box";
  const paint = { fill: hollow ? cssColour("--raised") : colour, stroke: colour, "stroke-width": 2 };
  if (isHub(kind) || look.shape === "box" || look.shape === "ellipse") {
    const lines = wrapped(label, Math.floor(WIDEST.hub / 0.54));
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
