// What the canvas was given: vis-network takes long over each item, so it gets only those that look different now.

export class Layer<Item extends { id: string }> {
  private made: vis.DataSet<Item> | undefined;
  /** Each item as it was given last, as text. */
  private given = new Map<string, string>();

  get set(): vis.DataSet<Item> {
    return (this.made ??= new vis.DataSet());
  }

  get ids(): string[] {
    return [...this.given.keys()];
  }

  has(id: string): boolean {
    return this.given.has(id);
  }

  /** Give what is new or looks different; return it. */
  give(items: Item[]): Item[] {
    const changed = items.filter((item) => {
      const text = JSON.stringify(item);
      if (this.given.get(item.id) === text) return false;
      this.given.set(item.id, text);
      return true;
    });
    if (changed.length > 0) this.set.update(changed);
    return changed;
  }

  /** The reader has moved these: their next look is news, whatever it is. */
  forget(ids: string[]): void {
    for (const id of ids) if (this.given.has(id)) this.given.set(id, "");
  }

  take(ids: string[]): void {
    for (const id of ids) this.given.delete(id);
    if (ids.length > 0) this.set.remove(ids);
  }
}
