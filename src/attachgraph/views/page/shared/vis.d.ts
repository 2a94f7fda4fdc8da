// The part of vis-network that the pages use, as `vis`; drawing/main.ts brings it.

declare namespace vis {
  type Id = string;

  class DataSet<Item extends { id: Id }> {
    get(id: Id): Item | null;
    getIds(): Id[];
    remove(ids: Id[]): void;
    update(items: Item[]): void;
  }

  interface Position {
    x: number;
    y: number;
  }

  interface Pointed {
    nodes: Id[];
    edges: Id[];
  }

  type Animation = false | { duration: number; easingFunction: string };

  interface Margin {
    top: number;
    bottom: number;
    left: number;
    right: number;
  }

  class Network {
    constructor(
      container: HTMLElement,
      shown: { nodes: DataSet<{ id: Id }>; edges: DataSet<{ id: Id }> },
      options: object,
    );
    on(event: "click" | "doubleClick" | "dragStart" | "dragEnd", listener: (pointed: Pointed) => void): void;
    on(event: "hoverNode" | "blurNode", listener: (hit: { node: Id }) => void): void;
    on(event: "afterDrawing", listener: () => void): void;
    once(event: "afterDrawing" | "stabilizationIterationsDone", listener: () => void): void;
    setOptions(options: object): void;
    fit(options: { nodes: Id[]; maxZoomLevel: number; animation: Animation }): void;
    moveTo(options: { position?: Position; scale?: number; animation?: Animation }): void;
    getScale(): number;
    getPositions(ids?: Id[]): Record<Id, Position>;
    getViewPosition(): Position;
    getNodeAt(position: Position): Id | undefined;
    getBoundingBox(id: Id): { left: number; top: number; right: number; bottom: number };
    canvasToDOM(position: Position): Position;
    redraw(): void;
    setSize(width: string, height: string): void;
    destroy(): void;
    /** Not documented: a box keeps the width of its first letters until it is told, and its first margin for good. */
    body: { nodes: Record<Id, { needsRefresh(): void; shape: { margin?: Margin } }> };
  }
}
