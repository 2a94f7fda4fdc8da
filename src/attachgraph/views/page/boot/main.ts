// The first script that runs: unpack the data and the scripts that stand in the page, in their order.
//
// A script made here runs because the policy of the page names the hash of its text; nothing else does.

import { unpackText } from "../shared/unpack.ts";

async function unpackAll(): Promise<void> {
  const blocks = document.querySelectorAll<HTMLScriptElement>("script[data-packed]");
  const texts = await Promise.all([...blocks].map((block) => unpackText(block.textContent ?? "")));
  for (const [number, block] of blocks.entries()) {
    const text = texts[number] ?? "";
    if (block.dataset.packed === "script") run(text);
    else block.textContent = text;
  }
}

function run(text: string): void {
  const script = document.createElement("script");
  script.textContent = text;
  document.body.append(script);
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
