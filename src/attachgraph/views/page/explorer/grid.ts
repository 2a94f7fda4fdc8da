// Which boxes of a picture overlap.

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const CELL = 120;

/** Boxes by the squares they lie in: each is compared with its surroundings only. */
export class Grid {
  private cells = new Map<string, Box[]>();

  put(box: Box): void {
    for (const key of keysOf(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  hits(box: Box): boolean {
    return keysOf(box).some((key) =>
      this.cells
        .get(key)
        ?.some(
          (other) =>
            box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
        ),
    );
  }
}

function keysOf({ left, right, top, bottom }: Box): string[] {
  const keys = [];
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) keys.push(`${x} ${y}`);
  }
  return keys;
}
