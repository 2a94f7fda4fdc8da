// The link to what is on the screen, and the print-out.

import { firstView } from "./state.ts";
import { byId } from "../shared/dom.ts";
import { copyButton } from "../shared/saving.ts";

export function buildShare(): void {
  byId("share").replaceChildren(copyButton("Copy link", () => location.href, "Copy link to this view"));
  byId("first-view").onclick = () => firstView();
}
