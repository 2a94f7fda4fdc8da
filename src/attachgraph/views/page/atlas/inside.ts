// The map of clusters within the explorer's graph: a node that is chosen here is shown on the explorer's card.

import { drawNodes, lookAtNode, select } from "./map.ts";
import { nodes, numberOf, readNodes } from "./data.ts";
import { lookAtCluster, openStage } from "./stage.ts";
import type { Chosen } from "./card.ts";

export interface ClusterMap {
  /** Mark what is selected; empty for nothing. */
  select: (id: string) => void;
}

declare global {
  interface Window {
    attachgraphClusters?: (choose: (id: string) => void) => ClusterMap;
  }
}

window.attachgraphClusters = (choose) => {
  let wanted = "";
  let there = false;
  const mark = () => {
    const node = numberOf.get(wanted) ?? -1;
    select(node);
    if (node >= 0) lookAtNode(node);
  };
  const chosen = ({ node, cluster }: Chosen) => {
    // The map stays where it is when somebody taps on it.
    wanted = nodes.ids[node] ?? "";
    select(node);
    lookAtCluster(cluster);
    choose(wanted);
  };
  openStage({ chosen, go: chosen });
  void readNodes().then(() => {
    there = true;
    drawNodes();
    if (wanted) mark();
    document.documentElement.dataset.clusters = "yes";
  });
  return {
    select: (id) => {
      if (id === wanted) return;
      wanted = id;
      if (there) mark();
    },
  };
};
