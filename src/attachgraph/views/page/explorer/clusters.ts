// The clusters that the graph begins with where a dataset has very many entries; nodes come when one is opened.

import type { ClusterMap } from "../atlas/inside.ts";
import { byId } from "../shared/dom.ts";
import { change, state } from "./state.ts";

let map: ClusterMap | null = null;

/** Whether the page has a map of clusters, because all entries at once could not be read. */
export function hasMap(): boolean {
  return Boolean(window.attachgraphClusters);
}

/** Whether the graph shows the clusters: nothing has been opened, put in the middle or looked for. */
export function hasClusters(): boolean {
  const { focus, path, only, open } = state;
  return hasMap() && !focus && !path && only.size === 0 && open.size === 0;
}

/** Show the clusters or the nodes; true for clusters. */
export function showClusters(): boolean {
  const make = window.attachgraphClusters;
  if (!make) return false;
  const shown = hasClusters();
  for (const id of ["cluster-stage", "cluster-side"]) byId(id).hidden = !shown;
  for (const id of ["canvas", "legend-lists", "stage-bottom"]) byId(id).hidden = shown;
  if (!shown) return false;
  map ??= make((id) => change({ select: id }));
  map.select(state.select);
  return true;
}
