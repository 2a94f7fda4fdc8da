// Save what the canvas shows as a picture, with the notice of the page written below.

import { SANS } from "./looks.ts";
import { state } from "./state.ts";
import { announce, byId, el } from "../shared/dom.ts";
import { save } from "../shared/saving.ts";
import { cssColour } from "../shared/theme.ts";

const STRIP = 34;

export function buildPicture(): void {
  byId("save-picture").onclick = () =>
    picture().toBlob((blob) => {
      if (!blob) return;
      save(blob, `${fileName()}.png`);
      announce("The picture was saved.");
    }, "image/png");
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
  pen.fillText(byId("notice").textContent ?? "", 14, drawn.clientHeight + STRIP - 13, drawn.clientWidth - 28);
  return copied;
}

function fileName(): string {
  const what = state.focus || state.select || "graph";
  return `attachgraph-${what.replace(/[^a-z0-9-]+/gi, "-").slice(0, 60)}`;
}
