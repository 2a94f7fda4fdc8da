// The list of keys: by its button, or by the question mark outside of text fields.

import { byId } from "../shared/dom.ts";

export function buildHelp(): void {
  const dialog = byId<HTMLDialogElement>("help");
  byId("help-open").onclick = () => dialog.showModal();
  byId("help-close").onclick = () => dialog.close();
  document.addEventListener("keydown", (event) => {
    const writes = event.target instanceof HTMLElement && event.target.closest("input, select, textarea, [contenteditable=true]");
    if (event.key === "?" && !writes && !dialog.open) dialog.showModal();
  });
}
