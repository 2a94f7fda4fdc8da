// Take something away from the page: as a file, or in the clipboard.

import { announce, el } from "./dom.ts";

/** Let the browser save a file. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A button that copies a text, made when it is asked for; `name` says more than a short label does. */
export function copyButton(label: string, text: () => string, name = label): HTMLButtonElement {
  const aria = name === label ? null : name;
  const button = el("button", { type: "button", class: "small", "aria-label": aria }, label);
  button.onclick = async () => {
    const done = await copy(text());
    button.textContent = done ? "Copied" : "Copying was refused";
    button.removeAttribute("aria-label");
    announce(button.textContent);
    setTimeout(() => {
      button.textContent = label;
      if (aria) button.setAttribute("aria-label", aria);
    }, 1800);
  };
  return button;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOldWay(text);
  }
}

/** Pages from disk may not use the clipboard in every browser, but may copy a selection. */
function copyOldWay(text: string): boolean {
  const area = el("textarea", { class: "unseen", "aria-hidden": "true" });
  area.value = text;
  const before = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
