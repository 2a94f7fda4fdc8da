// The first script that runs: unpack the data and the scripts that stand in the page, in their order.

import { runScript, unpackText } from "../shared/unpack.ts";

async function unpackAll(): Promise<void> {
  const blocks = document.querySelectorAll<HTMLScriptElement>("script[data-packed]:not([data-packed=later])");
  const texts = await Promise.all([...blocks].map((block) => unpackText(block.textContent ?? "")));
  for (const [number, block] of blocks.entries()) {
    const text = texts[number] ?? "";
    if (block.dataset.packed === "script") runScript(text);
    else block.textContent = text;
  }
}

function complain(error: unknown): void {
  const place = document.getElementById("trouble");
  if (!place) return;
  place.hidden = false;
  place.textContent =
    "This page could not be opened. It needs a browser from 2023 or later, and the whole file: it may have been cut off on its way.";
  console.error(error);
}

unpackAll().catch(complain);
