// What the first view does not need: it comes after that, or when somebody asks for it.

import { byId } from "../shared/dom.ts";
import { runScript, unpackText } from "../shared/unpack.ts";

/** Make something when it is first asked for. */
export function once<Made>(make: () => Made): () => Made {
  let made: { it: Made } | undefined;
  return () => (made ??= { it: make() }).it;
}

/** The end of the page is parsed while the first view is drawn. */
export const parsed = once(
  () => new Promise<void>((done) => (document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", () => done()) : done())),
);

/** Bring the library that draws graphs. */
export const bringDrawing = once(async () => {
  await parsed();
  runScript(await unpackText(byId("drawing").textContent ?? ""));
});

export function whenIdle(action: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(action);
  else action();
}
