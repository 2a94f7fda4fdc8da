// How much room the canvas of the graph has, and which part of it nothing covers.

import { byId } from "../shared/dom.ts";

export interface Room {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function sizeOf(canvas: HTMLElement): { width: number; height: number } {
  return { width: canvas.clientWidth || 900, height: canvas.clientHeight || 600 };
}

/** The part of the canvas that nothing covers, in its pixels; or also what is below the card. */
export function freeRoom(below = false): Room {
  const canvas = byId("canvas").getBoundingClientRect();
  const free = { left: 0, right: canvas.width, top: 0, bottom: canvas.height };
  const tools = document.querySelector(".stage-bottom")?.getBoundingClientRect();
  if (tools && tools.height > 0) free.bottom = Math.min(free.bottom, tools.top - canvas.top);
  const notes = byId("notes").getBoundingClientRect();
  if (notes.height > 0) free.top = Math.max(free.top, notes.bottom - canvas.top);
  const card = byId("card").getBoundingClientRect();
  if (below) return free;
  if (card.width > 0 && card.left > canvas.left + 80) free.right = Math.min(free.right, card.left - canvas.left);
  else if (card.width > 0) free.bottom = Math.min(free.bottom, card.top - canvas.top);
  return free;
}
